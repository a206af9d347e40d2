"""What is proposed for a new site, seen over real HTTP; and that what is proposed can be read back."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from sample.server import serve
from sources import Feed, SourceError, WordPress, read_source
from tasks.client import make_client
from tasks.discover.proposal import Basis, Proposal
from tasks.discover.survey import survey
from tasks.manners import Manners

FRONT = """<html lang="fr-MA"><head><title>La Gazette</title><meta property="og:site_name" content="La Gazette du Nord">
{links}</head><body><a href="/1">Le conseil communal adopte le budget de la nouvelle année</a>
<a href="/2">Les pluies des derniers jours ont rempli les barrages de la région</a></body></html>"""
RSS = "<rss version='2.0'><channel><item><link>{}</link><pubDate>x</pubDate></item></channel></rss>"
ARABIC = """<html><head><title>الجريدة</title></head><body>
<a href="/1">المجلس الجماعي يصادق على ميزانية السنة المقبلة</a>
<a href="/2">الأمطار الأخيرة تنعش حقينة السدود في جهة الشمال والشرق</a></body></html>"""


class Site:
    """Answers by path and query; `asked` keeps the paths, `waited` the pauses."""

    def __init__(self, pages, robots=""):
        self.pages = {"/robots.txt": robots, **pages}
        self.asked, self.waited = [], []
        self.app = Starlette(routes=[Route("/{path:path}", self._answer)])

    async def _answer(self, request):
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        self.asked.append(path)
        found = self.pages.get(path)
        if isinstance(found, str):
            text = found.replace("ORIGIN", str(request.base_url).rstrip("/"))
            return HTMLResponse(text) if text.startswith("<html") else PlainTextResponse(text)
        return found or Response(status_code=404)

    def survey(self, path="/", pace_s=0.0):
        with serve(self.app) as self.origin, make_client("c", allow_private=True) as client:
            self.proposal = survey(self.origin + path, Manners(client, pace_s, sleep=self.waited.append))
        return self.proposal.source()

    def found(self):
        return [
            (one.kind, getattr(one, "url", "").removeprefix(self.origin)) for one in self.proposal.source().discovery
        ]


def test_the_sample_newspaper_is_proposed_as_its_own_file_has_it():
    with serve() as origin, make_client("c", allow_private=True) as client:
        source = survey(f"{origin}/", Manners(client, 0.0)).source()
    assert (source.name, source.country, source.timezone) == ("صحيفة المثال", "MA", "Africa/Casablanca")
    assert source.languages == ("ar",)
    assert [(one.kind, getattr(one, "url", "").removeprefix(origin)) for one in source.discovery] == [
        ("feed", "/feed"), ("sitemap", "/news-sitemap.xml"), ("sitemap", "/sitemap.xml"),
        ("wordpress", "/wp-json"), ("wayback", "127.0.0.1/*"),
    ]  # fmt: skip
    assert source.discovery[0].pages == 3
    assert source.discovery[1].news
    assert not source.verified
    assert not source.allow_private


def test_feeds_that_the_page_links_are_taken_without_those_of_comments():
    link = '<link rel="alternate" type="application/rss+xml" href="{}" title="{}">'
    links = (
        link.format("/feed/", "Flux")
        + link.format("/comments/feed/", "Flux des commentaires")
        + link.format("/gone", "x")
    )
    site = Site({"/": FRONT.format(links=links), "/feed/": RSS.format("/1"), "/comments/feed/": RSS.format("/c")})
    source = site.survey()
    assert site.found() == [("feed", "/feed/"), ("wayback", "127.0.0.1/*")]
    assert (source.name, source.languages) == ("La Gazette du Nord", ("fr",))
    assert source.discovery[0].pages == 1
    assert "/rss.xml" not in site.asked


def test_a_feed_is_looked_for_where_feeds_usually_are():
    site = Site({"/": ARABIC, "/rss.xml": RSS.format("/1")})
    assert site.survey().languages == ("ar",)
    assert site.found()[0] == ("feed", "/rss.xml")
    assert "1 entries, 1 with a date" in site.proposal.to_toml(date(2026, 1, 1))


def test_a_site_with_nothing_is_said_to_have_nothing():
    site = Site({"/": ARABIC})
    site.survey()
    assert site.found() == [("wayback", "127.0.0.1/*")]
    text = site.proposal.to_toml(date(2026, 1, 1))
    assert "# No feed: " in text
    assert "# No sitemap: " in text
    assert 'country = "ZZ"  # not found' in text


def test_a_closed_api_is_no_strategy():
    about = json.dumps({"namespaces": ["wp/v2"], "timezone_string": "Africa/Tunis", "name": "Essai"})
    closed = Response('{"code": "rest_disabled"}', status_code=401)
    site = Site(
        {
            "/": FRONT.format(links=""),
            "/wp-json": about,
            "/wp-json/wp/v2/posts?per_page=1&_fields=link,date_gmt": closed,
        }
    )
    source = site.survey()
    assert not any(isinstance(one, WordPress) for one in source.discovery)
    assert (source.timezone, source.country, source.name) == ("Africa/Tunis", "TN", "Essai")
    assert "status 401" in site.proposal.to_toml(date(2026, 1, 1))


def test_robots_sets_the_pace_and_what_it_forbids_is_not_asked():
    robots = "User-agent: *\nCrawl-delay: 20\nDisallow: /feed\nDisallow: /wp-json"
    site = Site({"/": FRONT.format(links=""), "/feed": RSS.format("/1")}, robots)
    assert site.survey(pace_s=5.0).pace_s == 20
    assert not {"/feed", "/wp-json"} & set(site.asked)
    assert min(site.waited) > 15
    assert "robots.txt forbids it" in site.proposal.to_toml(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("pages", "robots", "message"),
    [
        ({"/": "<html>"}, "User-agent: *\nDisallow: /", "robots.txt forbids it"),
        ({"/": "<html>"}, Response(status_code=503), "robots.txt cannot be read"),
        ({"/": Response(b"%PDF-1.4", media_type="application/pdf")}, "", "is no front page (not-html"),
        ({"/": "User-agent: *"}, "", "is no front page (text/plain"),
        ({}, "", "is no front page (http-404"),
        ({"/": Response(status_code=500)}, "", "is no front page (http-5"),
    ],
)
def test_what_cannot_be_looked_at_is_refused_in_one_clear_line(pages, robots, message):
    with pytest.raises(SourceError) as refused:
        Site(pages, robots).survey()
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("url", ["ftp://a.ma/", "https://", "http://[", "//"])
def test_what_is_no_address_is_refused(url):
    with make_client("c") as client, pytest.raises(SourceError, match="cannot be looked at"):
        survey(url, Manners(client, 0.0, sleep=lambda _: None))


WORDS = st.text(max_size=40)


@given(name=WORDS, note=WORDS, seen=WORDS)
def test_whatever_a_site_calls_itself_the_file_can_be_read_back(name, note, seen):
    plain = {key: Basis(value, seen) for key, value in
             {"name": name, "name_latin": "X", "domains": ["a.ma"], "country": "MA", "languages": ["ar", "fr"],
              "timezone": "Africa/Casablanca", "pace_s": 5.0}.items()}  # fmt: skip
    strategies = [(Feed(kind="feed", url="https://a.ma/feed?a=\\d", pages=3), seen)]
    proposal = Proposal(id="a", asked=note, strategies=strategies, notes=[note], **plain)
    read = read_source("a", proposal.to_toml(date(2026, 1, 1)))
    assert read.discovery == (strategies[0][0],)
    assert read.languages == ("ar", "fr")
    assert len(read.name) <= len(name)
