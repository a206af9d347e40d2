"""Manners over real HTTP: robots.txt once a day, pauses as asked, one request at a time, failing hosts left alone."""

import json
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from sample.server import serve
from sources import Feed, load
from tasks.client import make_client
from tasks.discover import Discovering
from tasks.manners import ATTEMPTS, COOLDOWN, MOST_FAILURES, Hosts, Manners, NotAnswered, hosts_of
from tasks.robots import LIMITS, RobotsCache
from tasks.stopping import Stopped, go_on, stop

FORBIDS = "User-agent: *\nDisallow: /forbidden/\n"


class Site:
    """A site whose answers a test sets; it counts what it is asked, also at the same time."""

    def __init__(self, robots=FORBIDS, answers=()):
        self.asked = Counter()
        self.at_once = 0
        self.most_at_once = 0
        self.robots = robots
        self.answers = dict(answers)
        self.app = Starlette(routes=[Route("/{path:path}", self.answer)])

    def answer(self, request):  # not async: Starlette then runs it in a thread
        path = request.url.path
        self.asked[path] += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if path in self.answers:
                return self.answers[path](self.asked[path])
            return PlainTextResponse(self.robots if path == "/robots.txt" else "page")
        finally:
            self.at_once -= 1


class Asking:
    """A newspaper's manners towards a site, pauses counted and not waited for."""

    def __init__(self, lake=None, pace_s=0.0, hosts=None):
        self.waited = []
        self.client = make_client("c", allow_private=True)
        self.manners = Manners(
            self.client, pace_s, RobotsCache(lake), hosts or Hosts(), sleep=self.waited.append
        )  # fmt: skip

    def __call__(self, *urls):
        """Give each URL's status, or the reason why there is none."""
        with self.client:
            return [self.ask(url) for url in urls]

    def ask(self, url):
        try:
            return self.manners.ask(url)[0].status
        except NotAnswered as failed:
            return failed.reason.value


def busy(header=None, status=429, times=1):
    headers = {"Retry-After": header} if header is not None else {}
    return lambda asked: Response(status_code=status, headers=headers) if asked <= times else Response("page")


def in_seconds(seconds):
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize("path", ["/article", "/robots.txt"])
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("header", "least", "most"), [("17", 17, 17), ("date", 25, 31), ("soon", 1, 2)])
def test_waits_as_long_as_the_server_asks_in_seconds_or_by_date(path, status, header, least, most):
    site = Site(answers={path: busy(in_seconds(30) if header == "date" else header, status)})
    asking = Asking()
    with serve(site.app) as origin:
        assert asking(f"{origin}/article") == [200]
    (waited,) = asking.waited
    assert least <= waited <= most
    assert site.asked[path] == 2


def test_a_feed_that_asks_for_patience_gets_it():
    feed = b"<rss version='2.0'><channel><item><link>http://a/1</link></item></channel></rss>"
    site = Site(answers={"/feed": lambda asked: busy("9")(asked) if asked == 1 else Response(feed)})
    source = load("sample").model_copy(update={"discovery": (Feed(kind="feed", url="{origin}/feed"),), "pace_s": 0.0})
    asking = Asking()
    with serve(site.app) as origin, asking.client:
        discovering = Discovering(source, asking.client, origin, manners=asking.manners)
        assert [one.url for one in discovering.articles()] == ["http://a/1"]
    assert (asking.waited, discovering.problems) == ([9.0], [])


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_passing_trouble_is_waited_out_longer_each_time(status):
    site = Site(answers={"/a": busy(status=status, times=2)})
    asking = Asking()
    with serve(site.app) as origin:
        assert asking(f"{origin}/a") == [200]
    first, second = asking.waited
    assert 1 <= first <= 2 <= second <= 3


@pytest.mark.parametrize("status", [400, 403, 404, 410, 451, 501])
def test_a_lasting_answer_is_taken_at_once(status):
    site = Site(answers={"/a": busy(status=status)})
    with serve(site.app) as origin:
        assert Asking()(f"{origin}/a") == [status]
    assert site.asked["/a"] == 1


def test_a_host_that_asks_for_an_hour_is_left_alone_with_all_its_pages():
    site = Site(answers={"/a": busy("3600")})
    asking = Asking()
    with serve(site.app) as origin:
        assert asking(f"{origin}/a", f"{origin}/b") == [429, "host-down"]
    assert asking.waited == []


def test_a_host_that_fails_is_left_alone_and_tried_again_later():
    site = Site(answers={path: busy(status=500, times=99) for path in ("/a", "/b", "/d")})
    asking = Asking()
    with serve(site.app) as origin:
        urls = [f"{origin}/{name}" for name in "abc"]
        host = asking.manners.hosts.of(urls[0])
        with asking.client:
            assert [asking.ask(url) for url in urls] == [500, 500, "host-down"]
            assert sum(site.asked.values()) == MOST_FAILURES + 1
            assert COOLDOWN - 5 < host.rests_until - time.monotonic() <= COOLDOWN
            host.rests_until = 0.0  # ten minutes later
            assert [asking.ask(f"{origin}/d"), asking.ask(f"{origin}/c")] == [500, "host-down"]
            assert site.asked["/d"] == 1  # one request tries whether it is back
            host.rests_until = 0.0
            assert [asking.ask(f"{origin}/c"), asking.ask(f"{origin}/a")] == [200, 500]
            assert site.asked["/a"] == 2 * ATTEMPTS  # it was back, and may fail again


def test_nobody_at_home_is_tried_three_times():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    asking = Asking()
    assert asking(f"http://127.0.0.1:{port}/a") == ["robots-unreachable"]
    assert len(asking.waited) == ATTEMPTS - 1


def test_the_second_run_of_a_day_asks_for_no_robots(tmp_path):
    site = Site()
    with serve(site.app) as origin:
        urls = [f"{origin}/a", f"{origin}/forbidden/b"]
        assert Asking(tmp_path)(*urls) == [200, "robots"]
        assert Asking(tmp_path)(*urls) == [200, "robots"]
    assert site.asked == {"/robots.txt": 1, "/a": 2}


@pytest.mark.parametrize(("hours", "asked"), [(23, 1), (25, 2), (-2, 2)])
def test_robots_are_good_for_a_day(hours, asked, tmp_path):
    site = Site()
    with serve(site.app) as origin:
        Asking(tmp_path)(f"{origin}/a")
        (file,) = (tmp_path / ".index" / "robots").iterdir()
        copy = json.loads(file.read_text())
        copy["fetched_at"] = (datetime.now(UTC) - timedelta(hours=hours)).isoformat()
        file.write_text(json.dumps(copy))
        Asking(tmp_path)(f"{origin}/a")
    assert site.asked["/robots.txt"] == asked


@pytest.mark.parametrize("content", ["", "{", "[]", '{"site": 1}', '{"fetched_at": "2026-11-01"}', "\udcff"])
def test_a_copy_that_cannot_be_read_is_as_good_as_none(content, tmp_path):
    site = Site()
    with serve(site.app) as origin:
        Asking(tmp_path)(f"{origin}/a")
        (file,) = (tmp_path / ".index" / "robots").iterdir()
        file.write_bytes(content.encode("utf-8", "surrogateescape"))
        assert Asking(tmp_path)(f"{origin}/forbidden/a") == ["robots"]
    assert site.asked["/robots.txt"] == 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_that_there_is_no_robots_is_kept_too(status, tmp_path):
    site = Site(answers={"/robots.txt": busy(status=status, times=99)})
    with serve(site.app) as origin:
        assert [Asking(tmp_path)(f"{origin}/forbidden/x") for _ in range(2)] == [[200]] * 2
    assert site.asked["/robots.txt"] == 1


def test_that_robots_cannot_be_read_is_not_kept_for_the_next_run(tmp_path):
    site = Site(answers={"/robots.txt": busy(status=503, times=ATTEMPTS)})
    with serve(site.app) as origin:
        assert Asking(tmp_path)(f"{origin}/a", f"{origin}/b") == ["robots-unreachable"] * 2
        assert site.asked["/robots.txt"] == ATTEMPTS
        assert Asking(tmp_path)(f"{origin}/a") == [200]


def test_robots_of_megabytes_are_read_so_far_and_their_last_line_is_not_cut_in_two():
    padding = "# padding\n" * (LIMITS.body // 10)
    filled = (
        FORBIDS + padding[: LIMITS.body - len(FORBIDS) - len("Disallow: /")] + "Disallow: /never-reached\n" * 200_000
    )
    assert filled[: LIMITS.body].endswith("Disallow: /")
    with serve(Site(filled).app) as origin:
        assert Asking()(f"{origin}/forbidden/x", f"{origin}/a") == ["robots", 200]


@pytest.mark.parametrize(
    ("rules", "pause"),
    [
        ("", 2),
        ("Crawl-delay: 7", 7),
        ("Request-rate: 1/9s", 9),
        ("Crawl-delay: 7\nRequest-rate: 1/9s", 9),
        ("Crawl-delay: 1", 2),
        ("Crawl-delay: -5", 2),
        ("Crawl-delay: nan", 2),
        ("Crawl-delay: soon", 2),
        ("Request-rate: 0/0s", 2),
    ],
)
def test_keeps_the_longest_of_the_paces_that_are_asked_for(rules, pause):
    asking = Asking(pace_s=2.0)
    with serve(Site(f"User-agent: *\n{rules}\n").app) as origin:
        assert asking(f"{origin}/a", f"{origin}/b") == [200, 200]
    (waited,) = asking.waited
    assert pause - 0.5 < waited <= pause


@pytest.mark.parametrize("delay", ["86400", "99999999999"])
def test_a_host_that_asks_for_a_day_between_requests_is_asked_once_a_run(delay):
    asking = Asking()
    with serve(Site(f"User-agent: *\nCrawl-delay: {delay}\n").app) as origin:
        assert asking(f"{origin}/a", f"{origin}/b") == [200, "host-down"]
    assert asking.waited == []


def test_a_redirect_to_what_robots_forbid_is_not_followed():
    site = Site(answers={"/a": lambda _: RedirectResponse("/forbidden/b")})
    with serve(site.app) as origin:
        assert Asking()(f"{origin}/a") == ["robots"]
    assert site.asked["/forbidden/b"] == 0


def test_a_redirect_to_another_site_asks_for_that_site_s_robots():
    other = Site("User-agent: *\nDisallow: /\n")
    with serve(other.app) as elsewhere:
        site = Site(answers={"/a": lambda _: RedirectResponse(f"{elsewhere}/b")})
        with serve(site.app) as origin:
            assert Asking()(f"{origin}/a") == ["robots"]
    assert other.asked == {"/robots.txt": 1}


def test_two_newspapers_of_one_host_do_not_ask_it_at_once():
    site = Site(answers={f"/{number}": lambda _: time.sleep(0.02) or Response("page") for number in range(20)})
    hosts = hosts_of("a-run")
    assert hosts_of("a-run") is hosts
    with serve(site.app) as origin:
        urls = [f"{origin}/{number}" for number in range(20)]
        both = [threading.Thread(target=Asking(hosts=hosts), args=urls[half::2]) for half in (0, 1)]
        for one in both:
            one.start()
        for one in both:
            one.join()
    assert site.most_at_once == 1
    assert sum(site.asked.values()) == 20 + 2  # each newspaper reads robots.txt


def test_a_stop_ends_a_pause_and_a_read_within_a_second():
    def hang(_asked):
        time.sleep(3)
        return Response("late")

    site = Site(answers={"/hangs": hang, "/busy": busy("60", times=99)})
    with serve(site.app) as origin, make_client("c", allow_private=True) as client:
        for path in ("/hangs", "/busy"):
            manners = Manners(client, 0.0)
            manners.ask(f"{origin}/a")
            timer = threading.Timer(0.3, stop)
            begun = time.monotonic()
            timer.start()
            try:
                with pytest.raises(Stopped):
                    manners.ask(f"{origin}{path}")
            finally:
                timer.join()
                go_on()
            assert time.monotonic() - begun < 1.5
