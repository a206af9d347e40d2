"""Sitemaps (sitemaps.org 0.9), news sitemaps and indexes of them, with the dates that they state.

An index may name thousands of sitemaps; what days each can hold is told by dates in its name or by its neighbours.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from schemas.page import Discovered

LATE_CHANGE = timedelta(days=7)
"""How long after its publication an article is commonly still changed."""


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index names."""

    url: str
    lastmod: str | None

    @property
    def is_news(self) -> bool:
        """Whether it is called a news sitemap."""
        return _NEWS.search(urlsplit(self.url).path.lower()) is not None


@dataclass(frozen=True, slots=True)
class Span:
    """The days of publication that a sitemap can have, as far as its index tells; None where it does not."""

    first: date | None = None
    last: date | None = None


_NEWS = re.compile(r"(?<![a-z])(google-?)?news(?![a-z])")
_DATED = re.compile(r"(?<![a-zA-Z\d])((?:19|20)\d\d)(?:([-_/.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
"""A year, a month or a day, such as 2019, 2019-04, 201904 or 2019/04/20, that stands apart from letters and digits."""
_FIRST_YEAR = 1990
"""Of news on the Web; a series with a lower number in it counts its sitemaps, and 2019 in it is no year."""
_NUMBERED = re.compile(r"^(.*?)(\d*)((?:\.xml)?(?:\.gz)?)$")


def read_sitemap(parts: Iterable[bytes]) -> Iterator[Discovered | Child]:
    """Read a sitemap or an index piece by piece; broken XML gives what could be read before the break.

    Args:
        parts: The sitemap, unpacked, in pieces of any size; no more than an entry of it is held in memory.
    """
    parser = etree.XMLPullParser(
        events=("end",), tag=("{*}url", "{*}sitemap"), recover=True, resolve_entities=False, no_network=True
    )
    try:
        for part in parts:
            parser.feed(part)
            yield from _finished(parser)
        parser.close()
    except (etree.XMLSyntaxError, ValueError):  # there is nothing more in it that could be recovered
        pass
    yield from _finished(parser)


def _finished(parser: etree.XMLPullParser) -> Iterator[Discovered | Child]:
    try:
        for _, element in parser.read_events():
            if isinstance(element, tuple | None):  # as the stubs have it, of events that are not asked for here
                continue
            entry = _article(element) if etree.QName(element).localname == "url" else _child(element)
            if entry is not None:
                yield entry
            _forget(element)
    except etree.XMLSyntaxError:
        return


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _child(element: etree._Element) -> Child | None:
    url = _text(element, "loc")
    return Child(url, _text(element, "lastmod")) if url else None


def _article(element: etree._Element) -> Discovered | None:
    url = _text(element, "loc")
    if not url:
        return None
    return Discovered(
        url=url,
        discovered_by="sitemap",
        published=_text(element, "publication_date"),
        lastmod=_text(element, "lastmod"),
        title=_text(element, "title"),
    )


def _text(element: etree._Element, name: str) -> str | None:
    found = next(element.iter(f"{{*}}{name}"), None)
    return (found.text or "").strip() or None if found is not None else None


def days_in_name(url: str) -> Span | None:
    """Read the days out of a sitemap's address; None where it names none.

    >>> days_in_name("https://example.ma/sitemap-pt-post-2019-04.xml")
    Span(first=datetime.date(2019, 4, 1), last=datetime.date(2019, 4, 30))
    >>> days_in_name("https://example.ma/sitemap.xml?yyyy=2019&mm=04&dd=20").last
    datetime.date(2019, 4, 20)
    >>> days_in_name("https://example.ma/post-sitemap12.xml") is None
    True
    """
    parts = urlsplit(url)
    asked = parse_qs(parts.query)  # WordPress.com's and its large sites' way
    queried = "-".join(asked[name][0] for name in ("yyyy", "mm", "dd") if name in asked)
    found = next(iter(_DATED.finditer(queried or f"{parts.path}?{parts.query}")), None)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[3] or 0), int(found[4] or 0)
    try:
        first = date(year, month or 1, day or 1)
        return Span(first, date(year, month or 12, day or calendar.monthrange(year, month or 12)[1]))
    except ValueError:  # such as 2019-02-31
        return None


def spans(children: Sequence[Child]) -> list[Span]:
    """Say for each sitemap of an index what days it can have articles of.

    A date in the name is of publication. Else nothing in a sitemap is newer than its `lastmod`; and where sitemaps are
    numbered and their `lastmod` grows (or falls) with the number, as WordPress's SEO plugins write them, sorted by last
    change, nothing in one was changed before the one before it ends, nor published more than a week earlier.
    """
    floors: dict[str, date] = {}
    counted: set[str] = set()
    for series in _series(children):
        floors |= _floors(series)
        if any(number < _FIRST_YEAR for number, _ in series):
            counted |= {child.url for _, child in series}
    named = [days_in_name(child.url) for child in children]
    return [
        days
        if days is not None and not (_is_year(days) and child.url in counted)
        else Span(floors.get(child.url), stated_day(child.lastmod))
        for child, days in zip(children, named, strict=True)
    ]


def _is_year(days: Span) -> bool:
    return days.first is not None and days.last is not None and (days.last - days.first).days > 360


def _series(children: Sequence[Child]) -> list[list[tuple[int, Child]]]:
    """Put sitemaps together whose names differ by a number alone, in its order; the first one often has none."""
    series: dict[tuple[str, str], list[tuple[int, Child]]] = {}
    for child in children:
        if named := _NUMBERED.match(child.url):
            series.setdefault((named[1], named[3]), []).append((int(named[2] or 1), child))
    return [sorted(members, key=lambda member: member[0]) for members in series.values()]


def _floors(series: Sequence[tuple[int, Child]]) -> dict[str, date]:
    """Give for each sitemap but the oldest its first day of publication; nothing where they have no order."""
    days = [(day, child.url) for _, child in series if (day := stated_day(child.lastmod)) is not None]
    if len(days) < len(series):
        return {}
    for ordered in (days, days[::-1]):
        if all(earlier[0] <= later[0] for earlier, later in pairwise(ordered)):
            return {url: earlier - LATE_CHANGE for (earlier, _), (_, url) in pairwise(ordered)}
    return {}


def stated_day(stated: str | None) -> date | None:
    """Read the day of a W3C date (ISO 8601), as sitemaps state it; the first of a month or year that is stated alone.

    >>> stated_day("2019-04-20T10:00:00+01:00")
    datetime.date(2019, 4, 20)
    """
    try:
        return date.fromisoformat((stated or "")[:10])
    except ValueError:
        return None
