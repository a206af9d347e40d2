"""A small CC-NEWS of our own, served over real HTTP: which of its files are read, and what of them is taken."""

import gzip
import io
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from starlette.applications import Starlette
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sample.catalogue import entries
from sample.server import serve
from schemas.ledger import LedgerEntry
from schemas.page import Page
from schemas.vocabulary import Reason
from sources import CCNews, load
from tasks.archive import ArchiveWriter, read_page
from tasks.client import make_client
from tasks.discover import Discovering
from tasks.discover.ranged import RangedFile
from tasks.extract import extract_page
from tasks.fetch import Fetcher, manners_of
from tasks.manners import Manners
from tasks.runs import begin_run, end_run

DAYS = {"start": date(2019, 4, 20), "end": date(2019, 4, 21)}
ARCHIVE = CCNews(kind="cc-news", url="{origin}")
LISTED = "crawl-data/CC-NEWS/{}/warc.paths.gz"
FILE = "crawl-data/CC-NEWS/{}/CC-NEWS-{}-{:05}.warc.gz"
PAGE = "<html><head><title>خبر {0}</title></head><body><p>نص الخبر رقم {0} كما جمعه غيرنا.</p></body></html>"


def warc(*urls, status="200 OK", day="2019-04-20", body=PAGE):
    """Make a WARC file as Common Crawl writes it: request and response records, a gzip member each."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    for url in urls:
        headers = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        described = {"WARC-Date": f"{day}T08:00:00Z"}
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "a.ma")], is_http_request=True)
        page = io.BytesIO(body.replace("{0}", url).encode())
        for record in (
            writer.create_warc_record(url, "request", http_headers=asked, warc_headers_dict=described),
            writer.create_warc_record(url, "response", page, http_headers=headers, warc_headers_dict=described),
        ):
            writer.write_record(record)
            record.raw_stream.close()
    return file.getvalue()


class CommonCrawl:
    """Files by path; `asked` keeps each request's path and range."""

    def __init__(self, folder, files):
        self.folder = folder
        self.asked = []
        self.broken = set()
        self.app = Starlette(routes=[Route("/{path:path}", self._answer)])
        for path, body in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(body)

    @classmethod
    def of_april(cls, folder):
        """Two files a day from 19 to 24 April, each with a page of the newspaper, of another and of a sub-domain."""
        names = {
            FILE.format("2019/04", f"201904{day}{hour:02}0000", number): [f"http://a.ma/{day}-{hour}", "http://b.ma/x"]
            for number, (day, hour) in enumerate((day, hour) for day in range(19, 25) for hour in (0, 12))
        }
        files = {name: warc(*urls) for name, urls in names.items()}
        paths = gzip.compress("\n".join(names).encode())
        return cls(folder, {**files, LISTED.format("2019/04"): paths})

    async def _answer(self, request):
        path = request.path_params["path"]
        if path == "robots.txt":
            return PlainTextResponse("")
        self.asked.append((path, request.headers.get("range")))
        if path in self.broken:
            return Response(status_code=403)
        return FileResponse(self.folder / path) if (self.folder / path).is_file() else Response(status_code=404)

    @property
    def files_asked(self):
        return [path.rpartition("/")[2].split("-")[2] for path, _ in self.asked if path.endswith(".warc.gz")]

    def visit(self, client, origin, archive=ARCHIVE, **days):
        source = load("sample").model_copy(update={"discovery": (archive,), "domains": ("a.ma",)})
        return Discovering(source, client, origin, **(days or DAYS), sleep=lambda _: None)

    def pages(self, archive=ARCHIVE, **days):
        with serve(self.app) as origin, make_client("c", allow_private=True) as client:
            visit = self.visit(client, origin, archive, **days)
            assert list(visit.articles()) == []
            found = list(visit.archived())
        self.problems = visit.problems
        return found


def test_reads_the_files_of_the_days_asked_for_and_keeps_the_newspaper_s_pages(tmp_path):
    crawl = CommonCrawl.of_april(tmp_path)
    pages = crawl.pages()
    assert crawl.problems == []
    assert [page.url for page in pages] == [f"http://a.ma/{day}-{hour}" for day in (20, 21, 22) for hour in (0, 12)]
    assert crawl.files_asked == [f"201904{day}{hour:02}0000" for day in (20, 21, 22) for hour in (0, 12)]
    first = pages[0]
    assert first.body == PAGE.format("http://a.ma/20-0").encode()
    assert (first.status, first.content_type, first.source) == (200, "text/html; charset=utf-8", "sample")
    assert (first.discovered.discovered_by, first.fetched_at.isoformat()) == ("cc-news", "2019-04-20T08:00:00+00:00")


def test_the_file_that_was_begun_the_day_before_is_read_too(tmp_path):
    name = FILE.format("2019/03", "20190331220000", 7)
    late = FILE.format("2019/04", "20190401060000", 8)
    lists = {
        LISTED.format("2019/03"): gzip.compress(name.encode()),
        LISTED.format("2019/04"): gzip.compress(late.encode()),
    }
    crawl = CommonCrawl(tmp_path, {name: warc("http://a.ma/1"), late: warc("http://a.ma/2"), **lists})
    pages = crawl.pages(start=date(2019, 4, 1), end=date(2019, 4, 1))
    assert [page.url for page in pages] == ["http://a.ma/1", "http://a.ma/2"]


def test_more_files_than_the_newspaper_s_file_allows_are_a_problem_by_number(tmp_path):
    crawl = CommonCrawl.of_april(tmp_path)
    pages = crawl.pages(CCNews(kind="cc-news", url="{origin}", files=2))
    assert len(pages) == 2
    (problem,) = crawl.problems
    assert problem.startswith("sample: CC-NEWS has 6 files of 2019-04-20 to 2019-04-21, and only the first 2 are read")


def test_a_night_reads_nothing_of_it(tmp_path):
    crawl = CommonCrawl.of_april(tmp_path)
    assert crawl.pages(start=None, end=None) == []
    assert crawl.asked == []


def test_a_dry_run_names_the_files_and_reads_none(tmp_path):
    crawl = CommonCrawl.of_april(tmp_path)
    with serve(crawl.app) as origin, make_client("c", allow_private=True) as client:
        files = list(crawl.visit(client, origin).archives())
    assert len(files) == 6
    assert all(one.url.startswith(f"{origin}/crawl-data/") for one in files)
    assert crawl.files_asked == []


def test_a_file_that_cannot_be_read_is_a_problem_and_the_others_are_read(tmp_path):
    crawl = CommonCrawl.of_april(tmp_path)
    names = sorted(
        path
        for path in tmp_path.rglob("*.warc.gz")
        if "CC-NEWS-201904200" in path.name or "CC-NEWS-2019042012" in path.name
    )
    crawl.broken = {names[0].relative_to(tmp_path).as_posix()}
    names[1].write_bytes(b"<html>moved to another place</html>\n" * 20)
    assert [page.url for page in crawl.pages()] == [f"http://a.ma/{day}-{hour}" for day in (21, 22) for hour in (0, 12)]
    assert len(crawl.problems) == 2
    assert "answers with status 403 at byte 0" in crawl.problems[0]
    assert all("cannot be read to its end" in problem for problem in crawl.problems)


def test_only_answers_that_brought_a_page_are_taken(tmp_path):
    name = FILE.format("2019/04", "20190420000000", 1)
    both = warc("http://a.ma/gone", status="404 Not Found") + warc("http://a.ma/1")
    crawl = CommonCrawl(tmp_path, {name: both, LISTED.format("2019/04"): gzip.compress(name.encode())})
    assert [page.url for page in crawl.pages()] == ["http://a.ma/1"]


@pytest.mark.parametrize("part", [1, 999, 1 << 20])
def test_a_file_read_in_parts_is_the_file(tmp_path, part):
    body = b"what is read" * (1 if part == 1 else 900)
    crawl = CommonCrawl(tmp_path, {"x": body})
    with serve(crawl.app) as origin, make_client("c", allow_private=True) as client:
        file = io.BufferedReader(RangedFile(f"{origin}/x", Manners(client, 0.0), part=part))
        assert file.read() == body
    assert len(crawl.asked) == -(-len(body) // part)


def test_pages_are_archived_each_once_with_their_evidence_and_not_again(tmp_path):
    crawl = CommonCrawl.of_april(tmp_path / "crawl")
    lake = tmp_path / "lake"
    taken = []
    seen = {}
    for _ in range(2):
        run = begin_run("backfill", lake)
        with (
            serve(crawl.app) as origin,
            make_client("c", allow_private=True) as client,
            ArchiveWriter(run.lake, run.id) as raw,
        ):
            visit = crawl.visit(client, origin)
            fetcher = Fetcher(run, visit.source, manners_of(run, visit.source, client), raw, seen)
            taken.append(list(fetcher.take([*visit.archived(), *visit.archived()])))
        end_run(run)
        seen = {page.url: entry_of(page, run) for page in taken[0]}
    assert len(taken[0]) == len({page.url for page in taken[0]}) == 6
    for page in taken[0]:
        kept = read_page(lake, page.warc_file, page.warc_offset)
        assert kept.body == PAGE.format(page.url).encode()
        assert kept.discovered == page.discovered
        assert kept.fetched_at == page.fetched_at
    assert {entry.reason for entry in taken[1]} == {Reason.SEEN}


def test_what_was_taken_gives_an_article_as_any_other_page(tmp_path):
    entry = next(entry for entry in entries() if entry.expected and entry.file and entry.encoding == "utf-8")
    body = (
        files("sample").joinpath("pages", entry.file).read_text(encoding="utf-8").replace("{{origin}}", "http://a.ma")
    )
    name = FILE.format("2019/04", "20190420000000", 1)
    crawl = CommonCrawl(
        tmp_path, {name: warc("http://a.ma/1", body=body), LISTED.format("2019/04"): gzip.compress(name.encode())}
    )
    (page,) = crawl.pages()
    article = extract_page(page).article
    assert article.title == entry.expected.title
    assert article.source == "sample"
    assert all(words in article.text for words in entry.expected.holds)


def entry_of(page, run):
    with ArchiveWriter(run.lake, run.id) as unused:
        fetcher = Fetcher(run, load("sample"), None, unused, {}, limit=0)
        (entry,) = fetcher.take([replace(page, discovered=page.discovered)])
    assert isinstance(page, Page)
    assert isinstance(entry, LedgerEntry)
    assert entry.reason is Reason.OVER_LIMIT
    return replace(entry, outcome="accepted", reason=None)
