"""How little is asked for: of an index the months wanted, of what is unchanged nothing but whether it is."""

import gzip
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from sample.server import serve
from sources import Feed, Sitemap, load
from tasks.client import make_client
from tasks.discover import Discovering
from tasks.discover.copies import Copies

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
TODAY = date.today()  # noqa: DTZ011  # the newspaper's day may be another for an hour; nothing here rests on it
APRIL = {"start": date(2019, 4, 20), "end": date(2019, 4, 21)}
INDEX = Sitemap(kind="sitemap", url="{origin}/sitemap.xml")


def urlset(*articles):
    rows = "".join(f"<url><loc>http://a.ma/{name}</loc><lastmod>{day}</lastmod></url>" for name, day in articles)
    return f'<urlset xmlns="{NAMESPACE}">{rows}</urlset>'


def index(*children):
    rows = "".join(
        f"<sitemap><loc>ORIGIN{path}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for path, day in children
    )
    return f'<sitemapindex xmlns="{NAMESPACE}">{rows}</sitemapindex>'


def rss(*items):
    rows = "".join(f"<item><link>http://a.ma/{name}</link><pubDate>{day}</pubDate></item>" for name, day in items)
    return f"<rss version='2.0'><channel>{rows}</channel></rss>"


class Site:
    """Bodies by path and query, with their validators; `asked` holds each request's path and its answer's status."""

    def __init__(self, pages, validator="etag"):
        self.pages = pages
        self.validator = validator
        self.asked = []
        self.app = Starlette(routes=[Route("/{path:path}", self._answer)])

    async def _answer(self, request):
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        response = self._response(path, request)
        if path != "/robots.txt":
            self.asked.append((path, response.status_code))
        return response

    def _response(self, path, request):
        body = self.pages.get(path)
        if body is None:
            return Response(status_code=404)
        if isinstance(body, str):
            body = body.replace("ORIGIN", str(request.base_url).rstrip("/")).encode()
        stamp = f'"{sha256(body).hexdigest()[:8]}"'
        if self.validator == "etag":
            known, headers = request.headers.get("if-none-match") == stamp, {"etag": stamp}
        else:
            headers = {"last-modified": "Sat, 20 Apr 2019 10:00:00 GMT"} if self.validator else {}
            known = bool(headers) and request.headers.get("if-modified-since") == headers["last-modified"]
        return Response(status_code=304, headers=headers) if known else Response(body, headers=headers)

    def nights(self, number, *strategies, lake=None, between=lambda: None, began_at=None, **days):
        """Discover on so many nights, and give what each found; the server's address stays the same."""
        source = load("sample").model_copy(update={"discovery": strategies})
        found = []
        with serve(self.app) as origin:
            for night in range(number):
                if night:
                    self.asked.clear()
                    between()
                with make_client("c", allow_private=True) as client:
                    visit = Discovering(source, client, origin, **days, copies=Copies(lake, began_at))
                    found.append([one.url.removeprefix("http://a.ma/") for one in visit.articles()])
                    assert visit.problems == []
        return found

    @property
    def paths(self):
        return [path for path, _ in self.asked]


MONTHS = [(year, month) for year in range(2010, 2020) for month in range(1, 13)]


def test_of_an_index_by_months_only_the_month_wanted_is_fetched():
    names = {f"/sitemap-{year}-{month:02}.xml": f"{year}-{month:02}-20" for year, month in MONTHS}
    site = Site(
        {"/sitemap.xml": index(*((name, None) for name in names))}
        | {name: urlset((day, day)) for name, day in names.items()}
    )
    assert site.nights(1, INDEX, **APRIL) == [["2019-04-20"]]
    assert site.paths == ["/sitemap.xml", "/sitemap-2019-04.xml"]


def test_a_range_over_the_turn_of_a_month_takes_both():
    names = ("/sitemap-2019-03.xml", "/sitemap-2019-04.xml", "/sitemap-2019-05.xml", "/sitemap-2018-04.xml")
    site = Site(
        {"/sitemap.xml": index(*((name, None) for name in names))} | {name: urlset(("x", "")) for name in names}
    )
    site.nights(1, INDEX, start=date(2019, 4, 20), end=date(2019, 5, 3))
    assert site.paths[1:] == ["/sitemap-2019-05.xml", "/sitemap-2019-04.xml"]


def test_of_numbered_sitemaps_only_those_that_reach_into_the_days_are_fetched():
    days = [f"{year}-{month:02}-28" for year, month in MONTHS]
    names = [f"/post-sitemap{number}.xml" for number in range(1, len(days) + 1)]
    pages = {name: urlset((day, day)) for name, day in zip(names, days, strict=True)}
    site = Site({"/sitemap.xml": index(*zip(names, days, strict=True))} | pages)
    site.nights(1, INDEX, **APRIL)
    assert site.paths[1:] == [f"/post-sitemap{number}.xml" for number in (113, 112)]  # May holds what changed late


def test_news_sitemaps_come_first_then_the_newest_and_those_without_a_day_are_not_lost():
    children = [("/old.xml", "2019-04-30"), ("/new.xml", "2019-06-01"), ("/news-sitemap.xml", "2019-05-01"),
                ("/over.xml", "2019-04-01"), ("/undated.xml", None)]  # fmt: skip
    site = Site({"/sitemap.xml": index(*children)} | {name: urlset((name, "")) for name, _ in children})
    site.nights(1, INDEX, **APRIL)
    assert site.paths[1:] == ["/news-sitemap.xml", "/undated.xml", "/new.xml", "/old.xml"]


def test_a_night_reads_only_the_last_month_of_a_large_archive():
    months = [f"/sitemap-{day:%Y-%m}.xml" for day in (TODAY - timedelta(days=30 * back) for back in range(100))]
    recent = f"/sitemap-{TODAY:%Y-%m}.xml"
    pages = {name: urlset((name, "")) for name in months}
    pages[recent] = urlset(("today", TODAY), ("long-ago", TODAY - timedelta(days=90)))
    site = Site({"/sitemap.xml": index(*((name, None) for name in dict.fromkeys(months)))} | pages)
    (found,) = site.nights(1, INDEX)
    assert found[0] == "today"
    assert "long-ago" not in found
    assert recent in site.paths
    assert len(site.paths) <= 4


def test_a_compressed_sitemap_of_ten_thousand_is_read_and_one_that_unfolds_too_far_refused():
    large = urlset(*((str(number), "2019-04-20") for number in range(10_000)))
    site = Site({"/sitemap.xml": gzip.compress(large.encode())})
    (found,) = site.nights(1, INDEX, **APRIL)
    assert len(set(found)) == 10_000
    bomb = Site({"/sitemap.xml": gzip.compress(b"<urlset>" + b" " * (51 << 20))})
    with pytest.raises(AssertionError, match="cannot be unpacked: more than 52,428,800 bytes"):
        bomb.nights(1, INDEX, **APRIL)


@pytest.mark.parametrize("validator", ["etag", "last-modified"])
def test_an_unchanged_night_costs_three_short_answers(tmp_path, validator):
    month = f"/sitemap-{TODAY:%Y-%m}.xml"
    pages = {
        "/feed": rss(("1", ""), ("2", "")),
        "/feed?paged=2": rss(("3", "")),
        "/feed?paged=3": rss(("4", "")),
        "/sitemap.xml": index((month, TODAY), ("/pages.xml", TODAY - timedelta(days=20)), ("/old.xml", "2019-04-20")),
        month: urlset(("5", TODAY)),
        "/pages.xml": urlset(("6", TODAY - timedelta(days=20))),
    }
    site = Site(pages, validator)
    first, second = site.nights(2, Feed(kind="feed", url="{origin}/feed", pages=3), INDEX, lake=tmp_path)
    assert first == second == ["1", "2", "3", "4", "5", "6"]
    assert site.asked == [("/feed", 304), ("/sitemap.xml", 304), (month, 304)]


def test_a_run_that_died_after_the_first_page_hides_no_further_one(tmp_path):
    site = Site({"/feed": rss(("1", "")), "/feed?paged=2": rss(("2", "")), "/feed?paged=3": rss(("3", ""))})
    assert site.nights(1, Feed(kind="feed", url="{origin}/feed", pages=1), lake=tmp_path) == [["1"]]
    assert site.nights(1, Feed(kind="feed", url="{origin}/feed", pages=3), lake=tmp_path) == [["1", "2", "3"]]


def test_sitemaps_that_tell_nothing_and_had_nothing_recent_are_left_for_a_week(tmp_path):
    children = [f"/part-{letter}.xml" for letter in "abcdefghij"]
    pages = {"/sitemap.xml": index(*((name, None) for name in children))}
    pages |= {name: urlset((name, "2019-04-20")) for name in children}
    pages["/part-e.xml"] = urlset(("old", "2019-04-20"), ("new", TODAY))
    site = Site(pages)
    assert site.nights(2, INDEX, lake=tmp_path) == [["new"], ["new"]]
    assert site.asked == [("/sitemap.xml", 304), ("/part-e.xml", 304)]
    (found,) = site.nights(1, INDEX, lake=tmp_path, **APRIL)
    assert len(found) == 10


def test_a_site_without_validators_is_asked_for_its_feeds_first_page_alone(tmp_path):
    site = Site({"/feed": rss(("1", "")), "/feed?paged=2": rss(("2", ""))}, validator="")
    first, second = site.nights(2, Feed(kind="feed", url="{origin}/feed", pages=2), lake=tmp_path)
    assert first == second == ["1", "2"]
    assert site.asked == [("/feed", 200)]


@pytest.mark.parametrize("validator", ["etag", ""], ids=["told by validators", "told by nothing"])
def test_a_run_asks_for_no_listing_twice_whichever_days_it_looks_at(tmp_path, validator):
    pages = {"/feed": rss(("1", "")), "/feed?paged=2": rss(("2", "")), "/sitemap.xml": urlset(("3", "2019-04-20"))}
    site = Site(pages, validator)
    found = site.nights(
        2, Feed(kind="feed", url="{origin}/feed", pages=2), INDEX, lake=tmp_path, began_at=datetime.now(UTC), **APRIL
    )
    assert found == [["1", "2", "3"]] * 2
    assert site.asked == []


def test_what_is_new_is_seen_the_next_night(tmp_path):
    pages = {"/feed": rss(("1", ""))}
    feed = Feed(kind="feed", url="{origin}/feed")
    add = lambda: pages.update({"/feed": rss(("2", ""), ("1", ""))})  # noqa: E731
    assert Site(pages).nights(2, feed, lake=tmp_path, between=add) == [["1"], ["2", "1"]]


def test_copies_may_be_removed_or_damaged_at_any_time(tmp_path):
    site = Site({"/feed": rss(("1", ""))})

    def damage():
        for file in (tmp_path / ".index/listings").iterdir():
            file.write_bytes(file.read_bytes()[:20])

    feed = Feed(kind="feed", url="{origin}/feed")
    assert site.nights(2, feed, lake=tmp_path, between=damage) == [["1"], ["1"]]
    assert site.asked == [("/feed", 200)]


def test_a_feeds_pages_end_before_the_days_asked_for():
    pages = {"/feed": rss(("new", "Mon, 29 Apr 2019 10:00:00 GMT"))}
    pages["/feed?paged=2"] = rss(("in", "Sat, 20 Apr 2019 10:00:00 GMT"))
    pages |= {f"/feed?paged={page}": rss((str(page), "Mon, 01 Apr 2019 10:00:00 GMT")) for page in range(3, 40)}
    site = Site(pages)
    assert site.nights(1, Feed(kind="feed", url="{origin}/feed", pages=40), **APRIL) == [["in"]]
    assert site.paths == ["/feed", "/feed?paged=2", "/feed?paged=3"]
