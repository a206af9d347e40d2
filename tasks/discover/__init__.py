"""Find a newspaper's articles by the strategies that its file names."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

import httpx

from parsers.feeds import read_feed
from parsers.sitemaps import read_sitemap
from schemas.page import Discovered
from sources import Discovery, Feed, Sitemap, Source
from tasks.client import DEFAULT_LIMITS, get

logger = logging.getLogger(__name__)

MOST_SITEMAPS = 500


@dataclass(slots=True)
class Discovering:
    """A discovery under way.

    Attributes:
        start: First day of publication that is wanted; None for whatever is shown.
        end: Last day.
        problems: What could not be read, a line each.
    """

    source: Source
    client: httpx.Client
    origin: str = ""
    start: date | None = None
    end: date | None = None
    problems: list[str] = field(default_factory=list)

    def articles(self) -> Iterator[Discovered]:
        """Yield what the strategies find, in their order."""
        for strategy in self.source.discovery:
            find = _STRATEGIES.get(type(strategy))
            if find is not None:
                yield from find(self, strategy)

    def read(self, url: str) -> bytes | None:
        """Fetch a feed or sitemap; what goes wrong is a problem of the run, not its end."""
        try:
            response = get(self.client, url)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self.problems.append(f"{self.source.id}: {url} cannot be read: {error or type(error).__name__}")
            return None
        if response.status != 200:
            self.problems.append(f"{self.source.id}: {url} answers with status {response.status}")
            return None
        return response.body

    def wants(self, stated: str | None) -> bool:
        """Say whether a date as stated may lie in the range; a day on either side is allowed for zones."""
        if self.start is None or self.end is None or not stated:
            return True
        try:
            day = date.fromisoformat(stated[:10])
        except ValueError:
            return True
        return (day - self.end).days <= 1 and (self.start - day).days <= 1


def _from_feed(discovering: Discovering, feed: Feed) -> Iterator[Discovered]:
    url = feed.url.replace("{origin}", discovering.origin)
    for page in range(1, feed.pages + 1):
        body = discovering.read(url if page == 1 else f"{url}{'&' if '?' in url else '?'}paged={page}")
        found = read_feed(body, url) if body is not None else []
        if not found:
            return
        yield from (one for one in found if discovering.wants(one.published))


def _from_sitemap(discovering: Discovering, sitemap: Sitemap) -> Iterator[Discovered]:
    waiting, met = [sitemap.url.replace("{origin}", discovering.origin)], set[str]()
    while waiting and len(met) < MOST_SITEMAPS:
        url = waiting.pop(0)
        if url in met:
            continue
        met.add(url)
        body = discovering.read(url)
        read = read_sitemap(_unzipped(body)) if body is not None else None
        if read is not None:
            yield from (one for one in read.articles if discovering.wants(one.published or one.lastmod))
            waiting.extend(child.url for child in read.children)


def _unzipped(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    with gzip.GzipFile(fileobj=BytesIO(body)) as file:
        return file.read(DEFAULT_LIMITS.body)


_STRATEGIES: dict[type[Discovery], Callable[[Discovering, Discovery], Iterator[Discovered]]] = {
    Feed: _from_feed,  # type: ignore[dict-item]
    Sitemap: _from_sitemap,  # type: ignore[dict-item]
}
