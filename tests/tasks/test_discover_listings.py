"""Discovery by API, index, listing and list over real HTTP, and how politely it asks."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sample.server import serve
from sources import Feed, Listing, UrlList, Wayback, WordPress, load
from tasks.client import make_client
from tasks.collect import last_night
from tasks.discover import Discovering
from tasks.runs import Run
from tests.tasks.lake_rows import entry

DAYS = {"start": date(2019, 4, 20), "end": date(2019, 4, 21)}
API = WordPress(kind="wordpress", url="{origin}/wp-json")


class Site:
    """A site that answers by a function of path and query, and keeps what it was asked."""

    def __init__(self, answer, robots=""):
        self.answer = answer
        self.robots = robots
        self.asked = []
        self.waited = []
        self.app = Starlette(routes=[Route("/{path:path}", self._answer)])

    async def _answer(self, request):
        if request.url.path == "/robots.txt":
            return self.robots if isinstance(self.robots, Response) else PlainTextResponse(self.robots)
        query = {name: values[0] for name, values in parse_qs(request.url.query).items()}
        self.asked.append((request.url.path, query))
        return self.answer(request.url.path, query) or Response(status_code=404)

    def discover(self, *strategies, pace_s=0.0, **known):
        source = load("sample").model_copy(
            update={"discovery": strategies, "pace_s": pace_s, "domains": ("127.0.0.1", "a.ma")}
        )
        with serve(self.app) as origin, make_client("c", allow_private=True) as client:
            visit = Discovering(source, client, origin, **known, sleep=self.waited.append, cdx_server=f"{origin}/cdx")
            self.found = list(visit.articles())
        self.problems = visit.problems
        return [one.url for one in self.found]


def blog(total, *, with_header=True, day="2019-04-20"):
    """Answer as WordPress does for so many posts, all of one day."""

    def answer(path, query):
        size, page = int(query["per_page"]), int(query["page"])
        numbers = range(total)[(page - 1) * size : page * size]
        if path != "/wp-json/wp/v2/posts" or (page > 1 and not numbers):
            return Response(status_code=400)
        records = [{"link": f"http://a.ma/{number}", "date_gmt": f"{day}T10:00:00"} for number in numbers]
        return Response(json.dumps(records), headers={"X-WP-TotalPages": str(-(-total // size))} if with_header else {})

    return answer


@pytest.mark.parametrize("with_header", [True, False])
def test_reads_all_pages_of_posts_of_the_days_asked_for(with_header):
    site = Site(blog(250, with_header=with_header))
    assert len(set(site.discover(API, **DAYS))) == 250
    assert site.problems == []
    assert [query["page"] for _, query in site.asked] == ["1", "2", "3"]
    assert site.asked[0][1]["after"] < "2019-04-20"
    assert site.asked[0][1]["before"] > "2019-04-22"


def test_posts_of_other_days_are_left_and_end_the_pages_where_the_days_were_ignored():
    def answer(_path, query):
        page = int(query["page"])
        days = [20 - 2 * page, 21 - 2 * page]
        records = [{"link": f"http://a.ma/{day}", "date_gmt": f"2019-04-{day:02}T10:00:00"} for day in days if day > 0]
        return Response(json.dumps(records), headers={"X-WP-TotalPages": "9"})

    site = Site(answer)
    assert site.discover(API, start=date(2019, 4, 15), end=date(2019, 4, 16)) == [
        f"http://a.ma/{day}" for day in (16, 17, 14, 15)
    ]
    assert len(site.asked) == 4


def test_the_sample_newspaper_s_api_gives_only_the_days_asked_for():
    from sample.catalogue import listed

    day = listed()[0].published.date()
    source = load("sample").model_copy(update={"discovery": (API,)})
    with serve() as origin, make_client("c", allow_private=True) as client:
        found = list(Discovering(source, client, origin, day, day).articles())
    assert 0 < len(found) < len(listed())
    assert all(abs((date.fromisoformat(one.published[:10]) - day).days) <= 1 for one in found)


def test_without_days_only_the_newest_posts_are_asked_for():
    site = Site(blog(250))
    assert len(site.discover(API)) == 100
    assert len(site.asked) == 1


def test_a_night_reads_on_while_posts_are_of_these_days():
    site = Site(blog(250, day=date.today().isoformat()))  # noqa: DTZ011  # a day more or less is the same
    assert len(set(site.discover(API))) == 250
    assert len(site.asked) == 3


def test_a_night_after_nights_without_reads_the_posts_of_all_of_them():
    today = datetime.now(load("sample").zone).date()
    site = Site(blog(250, day=str(today - timedelta(days=6))))
    assert len(set(site.discover(API))) == 100
    assert len(set(site.discover(API, last_night=today - timedelta(days=6)))) == 250


def test_an_api_that_is_closed_is_a_problem_by_name():
    site = Site(lambda _path, _query: Response('{"code": "rest_disabled"}'))
    assert site.discover(API) == []
    assert "is no list of posts" in site.problems[0]


def test_the_sample_newspaper_is_found_by_its_api():
    source = load("sample").model_copy(update={"discovery": (API,)})
    with serve() as origin, make_client("c", allow_private=True) as client:
        visit = Discovering(source, client, origin)
        found = list(visit.articles())
    assert visit.problems == []
    assert len(found) >= 10
    assert all(one.published and one.title for one in found)


def test_walks_the_wayback_index_part_by_part():
    def answer(path, query):
        assert path == "/cdx"
        more = "http://a.ma/1\nhttp://a.ma/tag/x\n\nma%2Ca%29%2F1+2019\n"
        return PlainTextResponse("http://a.ma/2\n" if query.get("resumeKey") == "ma,a)/1 2019" else more)

    site = Site(answer)
    index = Wayback(kind="wayback", url="a.ma/*", article=r"/\d+$")
    assert site.discover(index, **DAYS) == ["http://a.ma/1", "http://a.ma/2"]
    assert (site.asked[0][1]["url"], site.asked[0][1]["from"]) == ("a.ma/*", "20190420")
    assert {one.published for one in site.found} == {None}


def test_the_wayback_index_is_asked_for_captures_from_the_first_day_to_two_days_after_the_last():
    site = Site(lambda _path, _query: PlainTextResponse("http://a.ma/1\n"))
    assert site.discover(Wayback(kind="wayback", url="a.ma/*"), **DAYS) == ["http://a.ma/1"]
    (query,) = [query for _, query in site.asked]
    assert (query["from"], query["to"]) == ("20190420", "20190423")


def test_a_wayback_index_without_end_is_left_at_a_hundred_parts():
    site = Site(lambda _path, query: PlainTextResponse(f"http://a.ma/1\n\n{query.get('resumeKey', '')[-3:]}x\n"))
    site.discover(Wayback(kind="wayback", url="a.ma/*"), **DAYS)
    assert len(site.asked) == 100
    assert "goes on after 100 parts" in site.problems[0]


def test_the_wayback_index_is_not_asked_for_tonights_news():
    site = Site(lambda _path, _query: None)
    assert site.discover(Wayback(kind="wayback", url="a.ma/*")) == []
    assert site.asked == []


def test_listing_pages_are_read_by_day_and_page_and_foreign_links_left():
    page = "<h2><a href='{}'>x</a></h2><h2><a href='http://elsewhere.com/1'>y</a></h2>"
    site = Site(lambda path, _query: Response(page.format(f"{path}/article")))
    listing = Listing(kind="listing", url="{origin}/{date:%Y/%m/%d}/{page}", links="h2 a", pages=2)
    assert [url.split("/", 3)[3] for url in site.discover(listing, **DAYS)] == [
        f"2019/04/{day}/{number}/article" for day in (20, 21) for number in (1, 2)
    ]


@pytest.mark.parametrize(
    ("last_night", "days_back"),
    [(None, 1), (0, 1), (1, 2), (4, 5), (400, 31), (-1, 1)],
    ids=["first night", "twice a night", "every night", "three nights down", "a year down", "a clock set back"],
)
def test_a_night_reads_the_listings_of_all_days_since_the_last_one(last_night, days_back):
    site = Site(lambda path, _query: Response(f"<a href='{path}/a'>x</a>"))
    today = datetime.now(load("sample").zone).date()
    known = None if last_night is None else today - timedelta(days=last_night)
    site.discover(Listing(kind="listing", url="{origin}/{date:%Y-%m-%d}"), last_night=known)
    expected = [today - timedelta(days=back) for back in range(days_back, -1, -1)]
    assert [path for path, _ in site.asked] == [f"/{day}" for day in expected]


def test_the_last_night_is_of_another_nightly_run():
    now = datetime.now(UTC)
    run = Run("20261124T020000-nightly-aaaa", "nightly", Path("lake"), now)
    runs = {"20261120T020000-nightly-bbbb": 4, "20261122T090000-backfill-cccc": 2, run.id: 0}
    entries = [
        entry(number, run_id, at=now - timedelta(days=days)) for number, (run_id, days) in enumerate(runs.items())
    ]
    assert last_night(run, entries) == (now - timedelta(days=4)).date()
    assert last_night(run, entries[1:]) is None


def test_the_pages_of_a_listing_end_where_nothing_new_comes():
    links = {
        "1": "<a href='/a'>x</a><a href='/b'>x</a>",
        "2": "<a href='/b'>x</a><a href='/c'>x</a>",
        "3": "<a href='/c'>x</a>",
    }
    site = Site(lambda path, _query: Response(links[path[-1]]))
    urls = site.discover(Listing(kind="listing", url="{origin}/page/{page}", pages=9))
    assert [url[-1] for url in urls] == ["a", "b", "c"]
    assert len(site.asked) == 3


def test_a_page_after_the_last_is_no_problem_but_a_missing_first_one_is():
    site = Site(lambda path, _query: Response("<a href='/a'>x</a>") if path == "/page/1" else None)
    site.discover(Listing(kind="listing", url="{origin}/page/{page}", pages=9))
    assert site.problems == []
    site.discover(Listing(kind="listing", url="{origin}/pages/{page}", pages=9))
    assert "answers with status 404" in site.problems[0]


def test_a_plain_list_is_taken_as_it_is():
    site = Site(lambda _path, _query: Response("# ours\nhttp://a.ma/1\n\nhttp://a.ma/2\n"))
    assert site.discover(UrlList(kind="urls", url="{origin}/urls.txt")) == ["http://a.ma/1", "http://a.ma/2"]


@pytest.mark.parametrize(("robots", "least"), [("", 3), ("User-agent: *\nCrawl-delay: 9", 8)])
def test_keeps_the_pace_between_listings(robots, least):
    site = Site(blog(250), robots)
    site.discover(API, pace_s=4.0, **DAYS)
    assert len(site.waited) == 2
    assert all(pause > least for pause in site.waited)


def test_what_robots_forbids_is_not_asked_in_discovery_either():
    site = Site(blog(1), "User-agent: *\nDisallow: /wp-json")
    assert site.discover(API) == []
    assert site.asked == []
    assert site.problems[0].endswith("robots.txt forbids it")


def test_nothing_is_discovered_while_robots_cannot_be_read():
    site = Site(blog(1), Response(status_code=503))
    assert site.discover(Feed(kind="feed", url="{origin}/feed")) == []
    assert site.asked == []
    assert site.problems[0].endswith("/robots.txt cannot be read")
