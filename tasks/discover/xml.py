"""Discovery by feeds and sitemaps."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO

from parsers.listings.feeds import read_feed
from parsers.listings.sitemaps import Child, Span, read_sitemap, spans, stated_day
from schemas.page import Discovered
from sources import Feed, Sitemap
from tasks.discover.visit import Listed, Visit, day_of

MOST_SITEMAPS = 500
LARGEST_SITEMAP = 50 * 1024 * 1024
"""Bytes, unpacked: what sitemaps.org allows."""
_PIECE = 1 << 16


def from_feed(visit: Visit, feed: Feed) -> Iterator[Discovered]:
    """Yield a feed's entries, page by page until one is empty or older than the days asked for.

    Where the first page is what an earlier run has seen, so are the others as far as there are copies of them; a run
    that died, or looked at other days, may not have come so far, so that the rest is asked for.
    """
    url, unchanged = visit.address(feed.url), False
    for page in range(1, feed.pages + 1):
        address = url if page == 1 else f"{url}{'&' if '?' in url else '?'}paged={page}"
        listed = (_seen(visit, address, url) if unchanged else None) or visit.listed(address, further=page > 1)
        found = read_feed(listed.body, url) if listed is not None else []
        yield from (one for one in found if visit.wants(one.published, one.lastmod))
        if listed is None or not found or visit.is_past(found):
            return
        unchanged = unchanged or listed.unchanged


def _seen(visit: Visit, url: str, first: str) -> Listed | None:
    """The copy of a further page, where it is no older than that of the first."""
    copy, begun = visit.copies.of(url), visit.copies.of(first)
    if copy is None or begun is None or copy.fetched_at < begun.fetched_at:
        return None
    return Listed(copy.body, unchanged=True)


def from_sitemap(visit: Visit, sitemap: Sitemap) -> Iterator[Discovered]:
    """Yield what a sitemap names of the days asked for, or of the last month where none are.

    Of an index only those sitemaps are read that can have such articles, news sitemaps first, then the newest.
    """
    root = Child(visit.address(sitemap.url), None)
    waiting, met = [root], set[str]()
    while waiting:
        child = waiting.pop(0)
        if child.url in met or (child is not root and _rests(visit, child)):
            continue
        if len(met) == MOST_SITEMAPS:
            visit.report(f"{sitemap.url} leads to more than {MOST_SITEMAPS} sitemaps; the rest is left")
            return
        met.add(child.url)
        children: list[Child] = []
        for entry in _entries(visit, child):
            if isinstance(entry, Child):
                children.append(entry)
            elif _is_wanted(visit, entry, is_news=sitemap.news or child.is_news):
                yield entry
        waiting = _chosen(visit, children) + waiting


def _rests(visit: Visit, child: Child) -> bool:
    """Say whether a sitemap of which nothing is known is left for tonight: its copy has nothing recent.

    It is asked for again when the copy is too old to be relied on, so that what comes in later is found within a week.
    """
    if visit.start is not None or spans([child]) != [Span()]:
        return False
    copy = visit.copies.of(child.url)
    if copy is None:
        return False
    try:
        entries = list(read_sitemap(pieces(copy.body)))
    except (OSError, EOFError, zlib.error):
        return False
    return not any(isinstance(one, Child) or _is_wanted(visit, one, is_news=child.is_news) for one in entries)


def _entries(visit: Visit, child: Child) -> Iterator[Discovered | Child]:
    listed, found = visit.listed(child.url, stated_day(child.lastmod)), False
    if listed is None:
        return
    try:
        for entry in read_sitemap(pieces(listed.body)):
            found = True
            yield entry
    except (OSError, EOFError, zlib.error) as error:
        visit.report(f"{child.url} cannot be unpacked: {error}")
        return
    if not found:
        visit.report(f"{child.url} is no sitemap, or an empty one")


def _is_wanted(visit: Visit, one: Discovered, *, is_news: bool) -> bool:
    """Say whether an article is of the days asked for; without days, all that a news sitemap names is."""
    if visit.start is not None or is_news:
        return visit.wants(one.published, one.lastmod)
    return visit.may_have(Span(last=day_of(one.lastmod) or day_of(one.published)))


def _chosen(visit: Visit, children: Sequence[Child]) -> list[Child]:
    chosen = [(child, span) for child, span in zip(children, spans(children), strict=True) if visit.may_have(span)]
    chosen.sort(key=lambda one: one[1].last or visit.today, reverse=True)
    return [child for child, _ in sorted(chosen, key=lambda one: not one[0].is_news)]


def pieces(body: bytes) -> Iterator[bytes]:
    """Cut a sitemap into pieces, unpacking them one by one under a cap."""
    if not body.startswith(b"\x1f\x8b"):
        yield from (body[start : start + _PIECE] for start in range(0, len(body), _PIECE))
        return
    room = LARGEST_SITEMAP
    with gzip.GzipFile(fileobj=BytesIO(body)) as file:
        while piece := file.read(_PIECE):
            room -= len(piece)
            if room < 0:
                raise OSError(f"more than {LARGEST_SITEMAP:,} bytes")
            yield piece
