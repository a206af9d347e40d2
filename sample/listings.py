"""The newspaper's feed and sitemaps, written from its catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from email.utils import format_datetime

from lxml import etree
from lxml.builder import E, ElementMaker  # type: ignore[import-not-found]  # the stubs lack it

from sample.catalogue import Entry, listed

FEED_SIZE = 10
"""Items on a page of the feed; WordPress shows as many where nobody changed it."""

NAME = "صحيفة المثال"

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_DC = "http://purl.org/dc/elements/1.1/"

_S = ElementMaker(namespace=_SITEMAP, nsmap={None: _SITEMAP, "news": _NEWS})
_N = ElementMaker(namespace=_NEWS)
_D = ElementMaker(namespace=_DC, nsmap={"dc": _DC})


def feed(origin: str, page: int) -> bytes | None:
    """Write one page of the RSS feed, counted from 1; None past its end, where WordPress answers 404."""
    items = listed()[(page - 1) * FEED_SIZE : page * FEED_SIZE]
    if not items:
        return None
    channel = E.channel(
        E.title(NAME), E.link(f"{origin}/"), E.description("جريدة صغيرة لتجربة واقعية"), E.language("ar")
    )
    channel.extend(_item(entry, origin) for entry in items)
    return _xml(E.rss(channel, version="2.0"))


def sitemap_index(origin: str) -> bytes:
    """Write the index of the sitemaps, one for each month."""
    return _xml(_S.sitemapindex(*(_S.sitemap(_S.loc(f"{origin}/sitemap-{month}.xml")) for month in months())))


def sitemap(origin: str, month: str) -> bytes | None:
    """Write the sitemap of one month, such as 2026-10, or of undated pages; None for a month without pages."""
    here = [entry for entry in listed() if month_of(entry) == month]
    return _xml(_S.urlset(*(_location(entry, origin) for entry in here))) if here else None


def news_sitemap(origin: str) -> bytes:
    """Write the news sitemap: the newest articles with their dates, zone included."""
    newest = [entry for entry in listed() if entry.published][:FEED_SIZE]
    return _xml(_S.urlset(*(_news(entry, origin) for entry in newest)))


def links(origin: str, entries: Iterable[Entry]) -> str:
    """Write a list of links as HTML, for the front page."""
    items = E.ul(*(E.li(E.a(entry.title, href=origin + entry.path)) for entry in entries))
    return etree.tostring(items, encoding="unicode", method="html")


def months() -> Sequence[str]:
    """Name the months that have a sitemap, the newest first."""
    return tuple(dict.fromkeys(month_of(entry) for entry in listed()))


def month_of(entry: Entry) -> str:
    """Name the sitemap that a page is in."""
    return f"{entry.published:%Y-%m}" if entry.published else "undated"


def _item(entry: Entry, origin: str) -> etree._Element:
    url = origin + entry.path
    item: etree._Element = E.item(E.title(entry.title), E.link(url), E.guid(url, isPermaLink="true"))
    if entry.published:
        item.append(E.pubDate(format_datetime(entry.published)))
    if entry.section:
        item.append(E.category(entry.section))
    item.extend(_D.creator(author) for author in (entry.expected.authors if entry.expected else ()))
    return item


def _location(entry: Entry, origin: str) -> etree._Element:
    url: etree._Element = _S.url(_S.loc(origin + entry.path))
    if entry.published:
        url.append(_S.lastmod(entry.published.isoformat()))
    return url


def _news(entry: Entry, origin: str) -> etree._Element:
    language = entry.expected.language if entry.expected else "ar"
    news = _N.news(
        _N.publication(_N.name(NAME), _N.language(language)),
        _N.publication_date(entry.published.isoformat() if entry.published else ""),
        _N.title(entry.title),
    )
    url: etree._Element = _S.url(_S.loc(origin + entry.path), news)
    return url


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
