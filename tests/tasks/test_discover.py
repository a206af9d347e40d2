"""Discovery over real HTTP, and what it says of what it cannot read."""

import gzip
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from sample.server import serve
from sources import Feed, Sitemap, load
from tasks.client import make_client
from tasks.discover import Discovering

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def urlset(*articles):
    rows = "".join(f"<url><loc>{url}</loc><lastmod>{day}</lastmod></url>" for url, day in articles)
    return f'<urlset xmlns="{SITEMAP}">{rows}</urlset>'.encode()


def index(*urls):
    rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="{SITEMAP}">{rows}</sitemapindex>'.encode()


def feed(*urls):
    rows = "".join(f"<item><link>{url}</link></item>" for url in urls)
    return f"<rss version='2.0'><channel>{rows}</channel></rss>".encode()


def discover(pages, *strategies, **range_of_days):
    """Serve bodies by path (and query) and give what is discovered with the problems."""

    async def answer(request):
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        body = pages.get(path)
        origin = str(request.base_url).rstrip("/")
        if body is None:
            return Response(status_code=404)
        return Response(body.replace(b"ORIGIN", origin.encode()) if not body.startswith(b"\x1f") else body)

    app = Starlette(routes=[Route("/{path:path}", answer)])
    source = load("sample").model_copy(update={"discovery": strategies})
    with serve(app) as origin, make_client("c", allow_private=True) as client:
        discovering = Discovering(source, client, origin, **range_of_days)
        return [one.url for one in discovering.articles()], discovering.problems


DAY = {"start": date(2019, 4, 20), "end": date(2019, 4, 20)}
SITEMAP_XML = Sitemap(kind="sitemap", url="{origin}/sitemap.xml")


def test_walks_an_index_down_to_its_compressed_sitemaps():
    pages = {
        "/sitemap.xml": index("ORIGIN/one.xml", "ORIGIN/two.xml.gz"),
        "/one.xml": urlset(("http://a/1", "2019-04-20")),
        "/two.xml.gz": gzip.compress(urlset(("http://a/2", "2019-04-20"))),
    }
    assert discover(pages, SITEMAP_XML, **DAY) == (["http://a/1", "http://a/2"], [])


def test_an_index_that_names_itself_ends():
    pages = {"/sitemap.xml": index("ORIGIN/sitemap.xml", "ORIGIN/one.xml"), "/one.xml": urlset(("http://a/1", ""))}
    assert discover(pages, SITEMAP_XML) == (["http://a/1"], [])


def test_ten_thousand_urls_in_one_sitemap_are_ten_thousand():
    pages = {"/sitemap.xml": urlset(*((f"http://a/{number}", "2019-04-20") for number in range(10_000)))}
    urls, _ = discover(pages, SITEMAP_XML, **DAY)
    assert len(set(urls)) == 10_000


def test_only_the_days_asked_for_are_taken_and_undated_ones_are_not_lost():
    pages = {
        "/sitemap.xml": urlset(
            ("http://a/before", "2019-04-01"),
            ("http://a/in", "2019-04-20T23:30:00+01:00"),
            ("http://a/eve", "2019-04-19"),
            ("http://a/changed-a-little-later", "2019-04-24"),
            ("http://a/after", "2019-05-20"),
            ("http://a/undated", ""),
        )
    }
    urls, _ = discover(pages, SITEMAP_XML, **DAY)
    assert urls == ["http://a/in", "http://a/eve", "http://a/changed-a-little-later", "http://a/undated"]


def test_a_feeds_dates_choose_the_days_too():
    item = "<item><link>{}</link><pubDate>{}</pubDate></item>"
    rows = item.format("http://a/in", "Sat, 20 Apr 2019 10:00:00 +0100") + item.format(
        "http://a/out", "Sat, 27 Apr 2019 10:00:00 +0100"
    )
    pages = {"/feed": f"<rss version='2.0'><channel>{rows}</channel></rss>".encode()}
    strategy = Feed(kind="feed", url="{origin}/feed")
    urls, _ = discover(pages, strategy, **DAY)
    assert urls == ["http://a/in"]


def test_asks_for_further_pages_of_a_feed_until_one_is_empty():
    pages = {
        "/feed": feed("http://a/1"),
        "/feed?paged=2": feed("http://a/2"),
        "/feed?paged=3": feed(),
        "/feed?paged=4": feed("http://a/4"),
    }
    urls, problems = discover(pages, Feed(kind="feed", url="{origin}/feed", pages=9))
    assert (urls, problems) == (["http://a/1", "http://a/2"], [])


def test_a_feeds_page_after_the_last_is_no_problem():
    pages = {"/feed": feed("http://a/1"), "/feed?paged=2": feed("http://a/2")}
    assert discover(pages, Feed(kind="feed", url="{origin}/feed", pages=9)) == (["http://a/1", "http://a/2"], [])


def test_what_cannot_be_read_is_a_problem_by_name_and_the_rest_goes_on():
    pages = {"/sitemap.xml": urlset(("http://a/1", "2019-04-20"))}
    urls, problems = discover(pages, Feed(kind="feed", url="{origin}/feed"), SITEMAP_XML, **DAY)
    assert urls == ["http://a/1"]
    (problem,) = problems
    assert problem.startswith("sample: http://127.0.0.1:")
    assert problem.endswith("/feed answers with status 404")


@pytest.mark.parametrize("body", [b"<html>maintenance</html>", b"", b"\x1f\x8bnot gzip"])
def test_a_sitemap_that_is_none_is_a_problem_too(body):
    urls, problems = discover({"/sitemap.xml": body}, SITEMAP_XML)
    assert urls == []
    assert len(problems) == 1
