"""Find a newspaper's articles by the strategies that its file names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from schemas.page import Discovered, Page
from sources import CCNews, Discovery, Feed, Listing, Sitemap, UrlList, Wayback, WordPress
from tasks.discover import cc_news
from tasks.discover.listings import from_list, from_listing, from_wayback, from_wordpress
from tasks.discover.visit import Visit
from tasks.discover.xml import from_feed, from_sitemap


class Discovering(Visit):
    """A discovery under way, by all strategies."""

    __slots__ = ()

    def articles(self) -> Iterator[Discovered]:
        """Yield what is to be asked of the newspaper, strategy by strategy."""
        for strategy in self.source.discovery:
            if not isinstance(strategy, CCNews):
                yield from _STRATEGIES[type(strategy)](self, strategy)

    def archived(self) -> Iterator[Page]:
        """Yield pages that another archive has, as it fetched them."""
        for strategy in self._archives():
            yield from cc_news.archived(self, strategy)

    def archives(self) -> Iterator[Discovered]:
        """Yield the files of other archives that would be read."""
        for strategy in self._archives():
            yield from (Discovered(url=url, discovered_by="cc-news") for url in cc_news.archives(self, strategy))

    def _archives(self) -> Iterator[CCNews]:
        return (strategy for strategy in self.source.discovery if isinstance(strategy, CCNews))


_STRATEGIES: dict[type[Discovery], Callable[[Visit, Any], Iterator[Discovered]]] = {
    Feed: from_feed,
    Sitemap: from_sitemap,
    WordPress: from_wordpress,
    Wayback: from_wayback,
    Listing: from_listing,
    UrlList: from_list,
}
