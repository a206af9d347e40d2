"""Fetching over real HTTP: every URL ends once, politely, and only with what is new."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sample.server import serve
from schemas.ledger import LedgerEntry
from schemas.page import Discovered, Page
from sources import load
from tasks.archive import ArchiveWriter, read_page
from tasks.client import make_client
from tasks.fetch import Fetcher, manners_of
from tasks.manners import ATTEMPTS, LONGEST_WAIT, MOST_FAILURES, Hosts, Manners
from tasks.robots import RobotsCache
from tasks.runs import begin_run, end_run

ARTICLE = b"<html><p>an article</p></html>"


class Site:
    """A site whose answers a test sets, and which counts what it is asked."""

    def __init__(self, robots="User-agent: *\nDisallow: /forbidden/\nCrawl-delay: 7\n", robots_status=200):
        self.asked = Counter()
        self.headers = {}
        self.answers = {}
        self.robots = robots, robots_status
        self.app = Starlette(routes=[Route("/{path:path}", self.answer)])

    async def answer(self, request):
        path = request.url.path
        self.asked[path] += 1
        self.headers[path] = dict(request.headers)
        if path == "/robots.txt":
            text, status = self.robots
            return PlainTextResponse(text, status)
        made = self.answers.get(path, lambda _asked: Response(ARTICLE, headers={"ETag": '"v1"'}))
        return made(self.asked[path])


@pytest.fixture
def site():
    return Site()


class Run:
    """What one round of fetching did."""

    def __init__(self, lake, site, paths, seen=None, pace_s=2.0, **options):
        self.waited = []
        self.lake = lake
        source = load("sample").model_copy(update={"pace_s": pace_s})
        with serve(site.app) as origin, make_client("c", allow_private=True) as client:
            run = begin_run("nightly", lake)
            with ArchiveWriter(run.lake, run.id) as archive:
                known = {origin + path: replace(entry, url=origin + path) for path, entry in (seen or {}).items()}
                manners = Manners(client, source.pace_s, RobotsCache(lake), Hosts(), sleep=self.waited.append)
                fetcher = Fetcher(run, source, manners, archive, known, **options)
                urls = [Discovered(url=origin + path, discovered_by="feed") for path in paths]
                self.results = list(fetcher.fetch(urls))
            end_run(run)

    @property
    def endings(self):
        return [one.reason if isinstance(one, LedgerEntry) else "page" for one in self.results]


def seen(**more):
    entry = LedgerEntry(
        run_id="r0",
        flow="nightly",
        source="sample",
        url="",
        discovered_by="feed",
        stage="write",
        outcome="accepted",
        reason="new",
        article_id="a" * 16,
        at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    return replace(entry, **more)


def test_a_page_is_in_the_archive_before_it_is_handed_over(site, tmp_path):
    (page,) = Run(tmp_path, site, ["/a"]).results
    assert isinstance(page, Page)
    assert page.body == b""
    assert read_page(tmp_path, page.warc_file, page.warc_offset).body == ARTICLE
    assert (page.etag, page.attempts) == ('"v1"', 1)


def test_an_answer_that_is_an_error_is_in_the_archive_too(site, tmp_path):
    site.answers["/gone"] = lambda _: Response(b"gone for good", status_code=410)
    (entry,) = Run(tmp_path, site, ["/gone"]).results
    assert (entry.reason, entry.http_status) == ("http-410", 410)
    assert read_page(tmp_path, entry.warc_file, entry.warc_offset).body == b"gone for good"


def test_every_url_ends_once_however_often_it_was_discovered(site, tmp_path):
    site.answers["/gone"] = lambda _: Response(status_code=410)
    run = Run(tmp_path, site, ["/a", "/gone", "/a", "/forbidden/x", "/gone"])
    assert run.endings == ["page", "http-410", "robots"]


def test_keeps_the_longest_of_the_paces_that_are_asked_for(site, tmp_path):
    run = Run(tmp_path, site, ["/a", "/b", "/c"])
    assert len(run.waited) == 2
    assert all(6.5 < pause <= 7 for pause in run.waited)


def test_what_robots_forbids_is_not_asked(site, tmp_path):
    Run(tmp_path, site, ["/forbidden/x"])
    assert set(site.asked) == {"/robots.txt"}


@pytest.mark.parametrize("status", [500, 503, 429])
def test_nothing_is_asked_while_robots_cannot_be_read(status, tmp_path):
    site = Site(robots_status=status)
    run = Run(tmp_path, site, ["/a", "/b"])
    assert run.endings == ["robots-unreachable"] * 2
    assert {one.outcome for one in run.results} == {"failed"}
    assert site.asked == {"/robots.txt": ATTEMPTS}


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_everything_may_be_asked_where_there_is_no_robots(status, tmp_path):
    assert Run(tmp_path, Site(robots_status=status), ["/forbidden/x"]).endings == ["page"]


def test_a_robots_file_of_megabytes_is_read_as_far_as_the_standard_asks(tmp_path):
    site = Site(robots="User-agent: *\nDisallow: /forbidden/\n" + "# padding\n" * 500_000)
    assert Run(tmp_path, site, ["/forbidden/x", "/a"]).endings == ["robots", "page"]


def test_what_was_taken_before_is_not_asked_again(site, tmp_path):
    (entry,) = Run(tmp_path, site, ["/a"], seen={"/a": seen()}).results
    assert (entry.outcome, entry.reason, entry.article_id) == ("unchanged", "seen", "a" * 16)
    assert site.asked == {}


def test_what_failed_before_is_asked_again(site, tmp_path):
    assert Run(tmp_path, site, ["/a"], seen={"/a": seen(outcome="failed", reason="timeout")}).endings == ["page"]


def test_a_refetch_asks_with_conditions_and_takes_no_for_an_answer(site, tmp_path):
    site.answers["/a"] = lambda _: Response(status_code=304)
    known = seen(etag='"v1"', last_modified="Sat, 20 Apr 2019 09:00:00 GMT")
    (entry,) = Run(tmp_path, site, ["/a"], seen={"/a": known}, refetch=True).results
    assert (entry.outcome, entry.reason, entry.http_status) == ("unchanged", "not-modified", 304)
    assert site.headers["/a"]["if-none-match"] == '"v1"'
    assert site.headers["/a"]["if-modified-since"] == "Sat, 20 Apr 2019 09:00:00 GMT"


def test_a_refetch_knows_the_same_body_without_conditions(site, tmp_path):
    first = Run(tmp_path, site, ["/a"]).results[0]
    from hashlib import sha256

    known = seen(content_sha256=sha256(ARTICLE).hexdigest(), warc_file=first.warc_file)
    (entry,) = Run(tmp_path, site, ["/a"], seen={"/a": known}, refetch=True).results
    assert (entry.outcome, entry.reason) == ("unchanged", "same-body")


@pytest.mark.parametrize(("header", "wait"), [("17", 17), ("0", 0)])
def test_waits_as_long_as_the_server_asks(header, wait, tmp_path):
    site = Site(robots="")
    busy = Response(status_code=429, headers={"Retry-After": header})
    site.answers["/a"] = lambda asked: busy if asked == 1 else Response(ARTICLE)
    run = Run(tmp_path, site, ["/a"])
    assert run.endings == ["page"]
    assert run.waited[0] == wait
    assert run.results[0].attempts == 2


def test_a_server_that_asks_for_an_hour_is_left_for_another_night(site, tmp_path):
    site.answers["/a"] = lambda _: Response(status_code=503, headers={"Retry-After": "3600"})
    run = Run(tmp_path, site, ["/a", "/b"])
    assert run.endings == ["http-5xx", "host-down"]
    assert {one.outcome for one in run.results} == {"failed"}
    assert "3,600 s" in run.results[1].detail
    assert (site.asked["/a"], site.asked["/b"]) == (1, 0)
    assert max(run.waited, default=0) < LONGEST_WAIT


def test_a_host_that_fails_again_and_again_is_left_alone(site, tmp_path):
    paths = [f"/{number}" for number in range(6)]
    for path in paths:
        site.answers[path] = lambda _: Response(status_code=500)
    run = Run(tmp_path, site, paths)
    assert run.endings == ["http-5xx"] * 2 + ["host-down"] * 4
    assert sum(site.asked.values()) == MOST_FAILURES + 1


def test_a_success_between_failures_keeps_a_host_up(site, tmp_path):
    paths = [f"/{number}" for number in range(12)]
    for path in paths[::2]:
        site.answers[path] = lambda _: Response(status_code=502)
    assert Run(tmp_path, site, paths).endings == ["http-5xx", "page"] * 6


def test_a_connection_that_breaks_is_tried_again_with_growing_pauses(tmp_path):
    from starlette.responses import StreamingResponse

    async def broken():
        yield b"<html>"
        raise ConnectionError

    site = Site(robots="")
    site.answers["/a"] = lambda asked: StreamingResponse(broken()) if asked < 3 else Response(ARTICLE)
    run = Run(tmp_path, site, ["/a"], pace_s=0.0)
    assert run.endings == ["page"]
    assert run.results[0].attempts == 3
    first, second = run.waited
    assert 1 <= first <= 2 <= second <= 3


def test_the_operator_says_how_long_a_request_may_take(monkeypatch, tmp_path):
    monkeypatch.setenv("WAQAI_REQUEST_SECONDS", "0.4")
    run = begin_run("nightly", tmp_path)
    with make_client("c", allow_private=True) as client:
        assert manners_of(run, load("sample"), client).limits.seconds == 0.4
    end_run(run)


def test_no_two_newspapers_wait_equally_long(tmp_path):
    """Else all that a server turned away come back at once."""
    site = Site(robots="")
    site.answers["/a"] = lambda _: Response(status_code=503)
    waited = [Run(tmp_path, site, ["/a"], pace_s=0.0).waited for _ in range(3)]
    assert len({tuple(pauses) for pauses in waited}) == 3
