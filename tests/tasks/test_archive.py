"""The raw archive: what goes in comes out, by place, also through other readers and after a cut."""

import gzip
import secrets
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import islice

import brotli
import fastwarc
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from parsers.pages.responses import LARGEST_PAGE
from schemas.page import Discovered, Exchange, Page
from tasks import archive
from tasks.archive import ArchiveWriter, TruncatedArchive, archive_page, archived_pages, read_page, read_pages

PAGE = Page(
    discovered=Discovered(
        url="http://127.0.0.1/2019/04/20/%D8%AE%D8%A8%D8%B1",
        discovered_by="feed",
        published="Sat, 20 Apr 2019 10:00:00 +0100",
        title="خبر",
    ),
    source="sample",
    status=200,
    content_type="text/html; charset=windows-1256",
    body="<p>خبر</p>".encode("cp1256"),
    fetched_at=datetime(2026, 11, 1, 2, 0, tzinfo=UTC),
    etag='"a"',
    last_modified="Sat, 20 Apr 2019 09:00:00 GMT",
)


def write(lake, *pages):
    with ArchiveWriter(lake, "r1") as writer:
        return [archive_page(writer, page) for page in pages]


def test_a_page_comes_back_by_its_place_with_all_that_is_known_of_it(tmp_path):
    first, second = write(tmp_path, PAGE, replace(PAGE, body=b"<p>two</p>"))
    assert first.warc_file == "raw/source=sample/date=2026-11-01/r1-000.warc.gz"
    assert read_page(tmp_path, first.warc_file, first.warc_offset) == first
    assert read_page(tmp_path, second.warc_file, second.warc_offset) == second


@given(body=st.binary(max_size=3000), status=st.sampled_from([200, 203, 404, 500]))
def test_any_body_comes_back_to_the_byte(body, status, tmp_path_factory):
    lake = tmp_path_factory.mktemp("archive")
    (written,) = write(lake, replace(PAGE, body=body, status=status))
    again = read_page(lake, written.warc_file, written.warc_offset)
    assert (again.body, again.status) == (body, status)


def test_a_file_comes_back_as_a_page(tmp_path):
    page = replace(
        PAGE,
        discovered=Discovered(url="file:///somewhere/page.html", discovered_by="file"),
        etag=None,
        last_modified=None,
    )
    (written,) = write(tmp_path, page)
    assert read_page(tmp_path, written.warc_file, written.warc_offset) == written


def test_the_exchange_is_kept_as_it_went_over_the_wire(tmp_path):
    exchange = Exchange(
        request_headers=(("Host", "127.0.0.1"), ("User-Agent", "Waqai/0.1")),
        response_headers=(
            ("Server", "old"),
            ("X-Cache", "HIT"),
            ("Content-Encoding", "gzip"),
            ("Content-Type", "text/html"),
        ),
        payload=gzip.compress(PAGE.body),
    )
    with ArchiveWriter(tmp_path, "r1") as writer:
        written = archive_page(writer, PAGE, exchange)
        second = archive_page(writer, PAGE, exchange)
    assert read_page(tmp_path, written.warc_file, written.warc_offset).body == PAGE.body
    assert read_page(tmp_path, second.warc_file, second.warc_offset).body == PAGE.body
    with (tmp_path / written.warc_file).open("rb") as file:
        response, request = (
            (record.rec_type, dict(record.http_headers.headers), record.rec_headers, record.raw_stream.read())
            for record in islice(ArchiveIterator(file, no_record_parse=False), 1, 3)
        )
    assert (response[0], request[0]) == ("response", "request")
    assert {"Server": "old", "X-Cache": "HIT", "Content-Encoding": "gzip"}.items() <= response[1].items()
    assert response[3] == exchange.payload
    assert request[1] == dict(exchange.request_headers)
    assert request[2].get_header("WARC-Concurrent-To") == response[2].get_header("WARC-Record-ID")


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("br", lambda body: brotli.compress(body, quality=1)), ("zstd", zstandard.compress)],
)
def test_a_bomb_in_a_foreign_archive_is_not_unfolded(coding, pack, tmp_path):
    path = tmp_path / "bomb.warc.gz"
    path.write_bytes(foreign(pack(bytes(100_000_000)), headers=[("Content-Encoding", coding)]))
    (page,) = read_pages(path)
    assert len(page.body) == LARGEST_PAGE + 1


def test_every_record_has_digests_that_warcio_finds_right(tmp_path):
    (written,) = write(tmp_path, PAGE)
    seen = []
    with (tmp_path / written.warc_file).open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            seen.append((record.rec_type, record.content_stream().read()))
            assert (record.rec_headers.get_header("WARC-Payload-Digest") or "sha1:").startswith("sha1:")
    assert [kind for kind, _ in seen] == ["warcinfo", "response"]
    assert seen[1][1] == PAGE.body


CODINGS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("coding", CODINGS)
def test_a_response_in_any_coding_is_read_by_its_place_by_us_and_by_fastwarc(coding, tmp_path):
    exchange = Exchange(
        request_headers=(("Host", "www.example.ma"),),
        response_headers=(("Content-Encoding", coding), ("Content-Type", "text/html")),
        payload=CODINGS[coding](PAGE.body),
        url="https://www.example.ma/moved",
        address="192.0.2.7",
    )
    with ArchiveWriter(tmp_path, "r1") as writer:
        pages = [archive_page(writer, PAGE, exchange) for _ in range(3)]
    last = pages[-1]
    again = read_page(tmp_path, last.warc_file, last.warc_offset)
    assert (again.body, again.url) == (PAGE.body, PAGE.url)
    with (tmp_path / last.warc_file).open("rb") as file:
        file.seek(last.warc_offset)
        record = next(iter(fastwarc.ArchiveIterator(file)))
        assert record.record_type == fastwarc.WarcRecordType.response
        assert record.headers["WARC-Target-URI"] == "https://www.example.ma/moved"
        assert record.headers["WARC-IP-Address"] == "192.0.2.7"
        assert record.reader.read() == exchange.payload


def test_fastwarc_finds_every_record_and_its_digests_right(tmp_path):
    write(tmp_path, *(replace(PAGE, body=bytes([65 + number]) * 5000) for number in range(10)))
    (path,) = tmp_path.rglob("*.warc.gz")
    with path.open("rb") as file:
        kinds = [
            (record.record_type, record.verify_block_digest())
            for record in fastwarc.ArchiveIterator(file, parse_http=False)
        ]
    assert kinds == [(fastwarc.WarcRecordType.warcinfo, True)] + [(fastwarc.WarcRecordType.response, True)] * 10


def test_a_file_that_is_full_is_followed_by_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_FILE", 5_000)
    pages = write(tmp_path, *(replace(PAGE, body=secrets.token_bytes(2_000)) for _ in range(5)))
    names = [page.warc_file.rsplit("-", 1)[1] for page in pages]
    assert names == ["000.warc.gz"] * 2 + ["001.warc.gz"] * 2 + ["002.warc.gz"]
    assert [read_page(tmp_path, page.warc_file, page.warc_offset) for page in pages] == pages
    for path in tmp_path.glob("raw/*/*/*.warc.gz"):
        with path.open("rb") as file:
            assert next(iter(ArchiveIterator(file))).rec_type == "warcinfo"


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_body_that_is_not_in_the_coding_of_its_headers_is_taken_as_it_is(coding, tmp_path):
    """Common Crawl's news keep such headers."""
    path = tmp_path / "foreign.warc.gz"
    path.write_bytes(foreign(b"<p>plain already</p>", headers=[("Content-Encoding", coding)]))
    (page,) = read_pages(path)
    assert page.body == b"<p>plain already</p>"


def test_a_foreign_archive_s_credentials_do_not_come_in(tmp_path):
    path = tmp_path / "foreign.warc.gz"
    path.write_bytes(foreign(b"<p>body</p>", url="http://anna:secret@example.org/a"))
    (page,) = read_pages(path)
    assert page.url == "http://example.org/a"


def test_the_archive_is_listed_by_day_and_newspaper(tmp_path):
    other = replace(PAGE, source="other", fetched_at=datetime(2026, 11, 2, 2, 0, tzinfo=UTC))
    write(tmp_path, PAGE, other)
    assert [page.source for page in archived_pages(tmp_path)] == ["other", "sample"]
    assert [page.source for page in archived_pages(tmp_path, start=date(2026, 11, 2))] == ["other"]
    assert [page.source for page in archived_pages(tmp_path, end=date(2026, 11, 1))] == ["sample"]
    assert [page.source for page in archived_pages(tmp_path, sources=["sample"])] == ["sample"]


def test_a_run_of_many_newspapers_keeps_few_files_open_and_loses_nothing(tmp_path):
    names = [f"host{number}.example" for number in range(archive.MOST_OPEN_FILES + 20)]
    pages = write(tmp_path, *(replace(PAGE, source=name) for name in [*names, *names]))
    assert len({page.warc_file for page in pages}) == len(names)
    assert sum(1 for _ in archived_pages(tmp_path)) == 2 * len(names)
    assert read_page(tmp_path, pages[-1].warc_file, pages[-1].warc_offset) == pages[-1]


@pytest.mark.parametrize("share", [0.13, 0.55, 0.87, 0.99])
def test_a_file_that_is_cut_off_yields_what_is_before_the_cut_and_says_so(share, tmp_path):
    pages = write(tmp_path, *(replace(PAGE, body=bytes([65 + number]) * 5000) for number in range(10)))
    whole = tmp_path / pages[0].warc_file
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * share)])
    got = []
    with pytest.raises(TruncatedArchive, match=r"cut\.warc\.gz is (cut off|damaged)"):
        got.extend(page.body for page in consume(cut, got))
    assert got == [page.body for page in pages][: len(got)]
    assert len(got) >= int(10 * share) - 1


def consume(path, into):
    for page in read_pages(path):
        into.append(page.body)
    return []


def test_an_uncompressed_file_that_is_cut_off_is_seen_too(tmp_path):
    path = tmp_path / "plain.warc"
    path.write_bytes(foreign(b"<p>a long body of an article</p>" * 50, compressed=False)[:-200])
    with pytest.raises(TruncatedArchive, match=r"plain\.warc"):
        list(read_pages(path))


def foreign(body, compressed=True, headers=(), url="http://example.org/a"):
    """A WARC as others write it: a warcinfo first, a request beside the response."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("x.warc.gz", {"software": "another"}))
    request = StatusAndHeaders("GET /a HTTP/1.1", [("Host", "example.org")], is_http_request=True)
    answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")
    for record in (
        writer.create_warc_record(url, "request", http_headers=request),
        writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=answer),
    ):
        writer.write_record(record)
        record.raw_stream.close()
    return file.getvalue()


@pytest.mark.parametrize("compressed", [True, False])
def test_reads_the_responses_of_a_foreign_archive(compressed, tmp_path):
    path = tmp_path / "foreign.warc.gz"
    path.write_bytes(foreign(b"<p>body</p>", compressed))
    (page,) = read_pages(path)
    assert (page.url, page.status, page.body) == ("http://example.org/a", 200, b"<p>body</p>")
    assert page.discovered.discovered_by == "warc"


def test_undoes_chunked_and_compressed_bodies_of_a_foreign_archive(tmp_path):
    path = tmp_path / "foreign.warc.gz"
    path.write_bytes(foreign(b"5\r\n<p>bo\r\n6\r\ndy</p>\r\n0\r\n\r\n", headers=[("Transfer-Encoding", "chunked")]))
    (page,) = read_pages(path)
    assert page.body == b"<p>body</p>"


def test_names_a_place_that_holds_no_response(tmp_path):
    (written,) = write(tmp_path, PAGE)
    end = (tmp_path / written.warc_file).stat().st_size
    with pytest.raises(LookupError, match="no response at byte"):
        read_page(tmp_path, written.warc_file, end)
