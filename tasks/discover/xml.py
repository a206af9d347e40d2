"""Discovery by feeds and sitemaps."""

from __future__ import annotations

import gzip
import zlib
from collections import deque
from collections.abc import Iterator
from io import BytesIO

from parsers.feeds import read_feed
from parsers.sitemaps import read_sitemap
from schemas.page import Discovered
from sources import Feed, Sitemap
from tasks.client import DEFAULT_LIMITS
from tasks.discover.visit import Visit

MOST_SITEMAPS = 500


def from_feed(visit: Visit, feed: Feed) -> Iterator[Discovered]:
    """Yield a feed's entries, page by page until one is empty."""
    url = visit.address(feed.url)
    for page in range(1, feed.pages + 1):
        body = visit.read(url if page == 1 else f"{url}{'&' if '?' in url else '?'}paged={page}")
        found = read_feed(body, url) if body is not None else []
        if not found:
            return
        yield from (one for one in found if visit.wants(one.published, one.lastmod))


def from_sitemap(visit: Visit, sitemap: Sitemap) -> Iterator[Discovered]:
    """Yield what a sitemap names, and the sitemaps that an index names, each once."""
    waiting, met = deque([visit.address(sitemap.url)]), set[str]()
    while waiting:
        url = waiting.popleft()
        if url in met:
            continue
        if len(met) == MOST_SITEMAPS:
            visit.report(f"{sitemap.url} leads to more than {MOST_SITEMAPS} sitemaps; the rest is left")
            return
        met.add(url)
        body = visit.read(url)
        if body is not None:
            articles, children = _read(visit, url, body)
            yield from articles
            waiting.extend(children)


def _read(visit: Visit, url: str, body: bytes) -> tuple[list[Discovered], list[str]]:
    try:
        read = read_sitemap(_unzipped(body))
    except (OSError, EOFError, zlib.error) as error:
        visit.report(f"{url} cannot be unpacked: {error}")
        return [], []
    if not read.articles and not read.children:
        visit.report(f"{url} is no sitemap, or an empty one")
    articles = [one for one in read.articles if visit.wants(one.published, one.lastmod)]
    return articles, [child.url for child in read.children]


def _unzipped(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    with gzip.GzipFile(fileobj=BytesIO(body)) as file:
        read = file.read(DEFAULT_LIMITS.body + 1)
    if len(read) > DEFAULT_LIMITS.body:
        raise OSError(f"more than {DEFAULT_LIMITS.body:,} bytes")
    return read
