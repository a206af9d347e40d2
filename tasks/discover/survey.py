"""A look at a site that is not in the registry: what of feeds, sitemaps and API it has, asked for one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urljoin
from zoneinfo import available_timezones

from babel.core import get_global

from parsers.listings.feeds import read_feed
from parsers.listings.front_page import FrontPage, read_front_page
from parsers.listings.listings import read_posts
from parsers.listings.sitemaps import Child, read_sitemap
from parsers.pages.addresses import country_of, host_of
from parsers.pages.credentials import without_credentials
from parsers.pages.responses import refuse_response
from schemas.page import Discovered
from sources import Discovery, Feed, Sitemap, SourceError, Wayback, WordPress, source_ids, source_of
from tasks.client import Response
from tasks.discover.proposal import Basis, Proposal
from tasks.discover.xml import pieces
from tasks.manners import Manners, NotAnswered

PACE_S = 5.0
"""Seconds between requests that a newspaper's file names where nothing speaks for more."""
USUAL_FEEDS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml")
USUAL_SITEMAPS = (
    "/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_index.xml", "/sitemap.xml", "/wp-sitemap.xml",
)  # fmt: skip
_MOST_LINKED = 3
_MOST_STATED = 6
_DEEP_PAGES = 3
"""Pages of a feed that the file names where it has several."""
_LABEL = re.compile(r"[^a-z0-9]+")


def survey(url: str, manners: Manners) -> Proposal:
    """Look at a site by its robots.txt, its front page, its feeds, sitemaps and API, at its pace.

    Args:
        url: The newspaper's front page, with or without https://.
        manners: How it is asked.

    Raises:
        SourceError: It cannot be reached, robots.txt forbids it, or it is no page.
    """
    response = _front_page_response(url, manners)
    page = read_front_page(response.body, response.headers.get("content-type"), response.url)
    if page is None:
        raise SourceError(f"{url} is no page that can be read: name the newspaper's front page")
    return Survey(url, response.url, page, manners).proposal()


def _front_page_response(url: str, manners: Manners) -> Response:
    address = url if "://" in url else f"https://{url}"
    try:
        response, _ = manners.ask(address)
    except NotAnswered as failed:
        raise SourceError(f"{without_credentials(address)} cannot be looked at: {failed}") from failed
    media_type = response.headers.get("content-type", "text/html")
    refusal = refuse_response(response.status, media_type, response.body)
    if refusal is not None or "html" not in media_type.lower():
        told = ", ".join(filter(None, (refusal.reason, refusal.detail))) if refusal is not None else media_type
        raise SourceError(f"{response.url} is no front page ({told}): name the newspaper's own")
    return response


@dataclass(slots=True)
class Survey:
    """A site under survey.

    Attributes:
        asked: As the person named it.
        url: Of the front page, after redirects.
    """

    asked: str
    url: str
    page: FrontPage
    manners: Manners
    notes: list[str] = field(default_factory=list)

    def proposal(self) -> Proposal:
        """Ask for what the site may have, and propose its file."""
        strategies: list[tuple[Discovery, str]] = [*self._feeds(), *self._sitemaps()]
        wordpress, zone, name = self._wordpress()
        host = host_of(self.url)
        strategies += wordpress
        if not strategies:
            self.notes.append("No feed, sitemap or API was found: look for a listing page by day (kind listing).")
        archive = Wayback(kind="wayback", url=f"{host}/*")
        label = (host.removesuffix(".press.ma").rsplit(".", 1)[0] if not host[-1:].isdigit() else host).lower()
        return Proposal(
            id=_LABEL.sub("_", label).strip("_") or "site",
            asked=without_credentials(self.asked),
            name=Basis(name or self.page.name or host, "as the site calls itself; look at it"),
            name_latin=Basis(_LABEL.sub(" ", label).strip().title() or host, "from the domain; write it properly"),
            domains=Basis([host], "the address, without www"),
            languages=Basis([self.page.language or "ar"], self._why_language()),
            pace_s=self._pace(),
            strategies=[*strategies, (archive, "For past years, not asked for here: the Internet Archive's index.")],
            notes=[*self._known(host, label), *self.notes],
            **_place(self.url, zone),
        )

    def _known(self, host: str, label: str) -> Iterator[str]:
        known = source_of(f"https://{host}/")
        if known is not None:
            yield f"The registry has {host} already: sources/{known.id}.toml."
        elif _LABEL.sub("_", label) in source_ids():
            yield "The registry has another newspaper of this id: choose another name for the file."

    def _why_language(self) -> str:
        return "of the front page's headlines, one language only" if self.page.language else "not found: set it"

    def _pace(self) -> Basis:
        delay = self._robots_delay()
        if delay > PACE_S:
            return Basis(min(delay, 300.0), f"robots.txt asks for {delay:g} s")
        return Basis(PACE_S, "ours; robots.txt asks for no more")

    def _robots_delay(self) -> float:
        return self.manners.robots.rules(self.url, lambda _: None).delay_s  # known since the front page was asked for

    def _feeds(self) -> Iterator[tuple[Feed, str]]:
        linked = self.page.feeds[:_MOST_LINKED]
        usual = (urljoin(self.url, path) for path in USUAL_FEEDS)
        found = list(self._of_feeds(linked, "linked by the front page"))
        found = found or list(islice(self._of_feeds(usual, "found where feeds usually are"), 1))
        if not found:
            self.notes.append("No feed: none is linked by the front page, none is where feeds usually are.")
        yield from found

    def _of_feeds(self, urls: Iterator[str] | tuple[str, ...], how: str) -> Iterator[tuple[Feed, str]]:
        for url in urls:
            entries = self._entries_of_feed(url)
            if entries:
                deep = self._has_pages(url, entries)
                dated = sum(entry.published is not None for entry in entries)
                seen = f"{len(entries)} entries, {dated} with a date{', more by ?paged=2' if deep else ''}"
                feed = Feed(kind="feed", url=url, pages=_DEEP_PAGES) if deep else Feed(kind="feed", url=url)
                yield feed, f"A feed, {how}: {seen}."

    def _entries_of_feed(self, url: str) -> list[Discovered]:
        response = self._ask(url)
        return read_feed(response.body, url) if response is not None else []

    def _has_pages(self, url: str, entries: list[Discovered]) -> bool:
        second = self._entries_of_feed(f"{url}{'&' if '?' in url else '?'}paged=2")
        return bool({one.url for one in second} - {one.url for one in entries})

    def _sitemaps(self) -> Iterator[tuple[Sitemap, str]]:
        rules = self.manners.robots.rules(self.url, lambda _: None).rules
        stated = tuple(dict.fromkeys(rules.sitemaps if rules is not None else ()))[:_MOST_STATED]
        found = list(self._of_sitemaps(stated, "named by robots.txt"))
        found = found or list(self._of_sitemaps(self._usual_sitemaps(), "found where sitemaps usually are"))
        if not found:
            self.notes.append("No sitemap: robots.txt names none that answers, none is where sitemaps usually are.")
        yield from sorted(found, key=lambda one: not one[0].news)

    def _usual_sitemaps(self) -> tuple[str, ...]:
        return tuple(urljoin(self.url, path) for path in USUAL_SITEMAPS)

    def _of_sitemaps(self, urls: tuple[str, ...], how: str) -> Iterator[tuple[Sitemap, str]]:
        indexed: set[str] = set()
        for url in urls:
            entries = self._entries_of_sitemap(url) if url not in indexed else []
            children = [entry for entry in entries if isinstance(entry, Child)]
            articles = [entry for entry in entries if isinstance(entry, Discovered)]
            indexed |= {child.url for child in children}
            news = bool(articles) and all(article.published for article in articles)
            if children:
                yield Sitemap(kind="sitemap", url=url), f"An index of {len(children)} sitemaps, {how}."
            elif articles:
                dated = sum(bool(one.published or one.lastmod) for one in articles)
                seen = f"{len(articles)} articles, {dated} with a date"
                named = {"news": True} if news else {}
                yield Sitemap(kind="sitemap", url=url, **named), f"A {'news ' * news}sitemap, {how}: {seen}."

    def _entries_of_sitemap(self, url: str) -> list[Discovered | Child]:
        response = self._ask(url)
        try:
            return list(read_sitemap(pieces(response.body))) if response is not None else []
        except (OSError, EOFError):
            self.notes.append(f"{url} cannot be unpacked.")
            return []

    def _wordpress(self) -> tuple[list[tuple[WordPress, str]], str, str]:
        """Give the API, the site's zone and its name; nothing where it is not WordPress, or closes its API."""
        root = (self.page.api or urljoin(self.url, "/wp-json")).rstrip("/")
        about = _object(self._ask(root))
        if "wp/v2" not in str(about.get("namespaces")):
            return [], "", ""
        response = self._ask(f"{root}/wp/v2/posts?per_page=1&_fields=link,date_gmt")
        zone, name = (str(about.get(key) or "") for key in ("timezone_string", "name"))
        if response is None or not read_posts(response.body):
            self.notes.append(f"{root} answers, but lists no posts.")
            return [], zone, name
        stated = response.headers.get("x-wp-total", "")
        number = f"{int(stated):,} posts" if stated.isdecimal() else "posts"
        return [(WordPress(kind="wordpress", url=root), f"The WordPress API: {number}, by date.")], zone, name

    def _ask(self, url: str) -> Response | None:
        """Ask for what may be there; None where it is not, and why is noted unless it simply is not there."""
        try:
            response, _ = self.manners.ask(url)
        except NotAnswered as failed:
            self.notes.append(f"{url} was not answered: {failed}.")
            return None
        if response.status not in (200, 404, 410):
            self.notes.append(f"{url} answers with status {response.status}.")
        return response if response.status == 200 else None


def _object(response: Response | None) -> dict[str, object]:
    try:
        answer = json.loads(response.body) if response is not None else None
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _place(url: str, zone: str) -> dict[str, Basis]:
    """Settle country and time zone by the domain and by what WordPress says, each from the other where needed."""
    stated = zone if zone in available_timezones() and "/" in zone else ""
    country = country_of(url)
    return {"country": _country(country, stated), "timezone": _timezone(country, stated)}


def _country(country: str | None, stated_zone: str) -> Basis:
    if country:
        return Basis(country, "the domain's")
    told = get_global("zone_territories").get(stated_zone)
    return Basis(told, "by its time zone") if told else Basis("ZZ", "not found: write its ISO 3166-1 code")


def _timezone(country: str | None, stated_zone: str) -> Basis:
    if stated_zone:
        return Basis(stated_zone, "its WordPress says so")
    territories = get_global("zone_territories")
    zones = [name for name, territory in territories.items() if territory == country and name in available_timezones()]
    return Basis(zones[0], "the country's only one") if len(zones) == 1 else Basis("UTC", "not found: set it")
