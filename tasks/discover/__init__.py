"""Find a newspaper's articles by the strategies that its file names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from schemas.page import Discovered
from sources import Discovery, Feed, Listing, Sitemap, UrlList, Wayback, WordPress
from tasks.discover.listings import from_list, from_listing, from_wayback, from_wordpress
from tasks.discover.visit import Visit
from tasks.discover.xml import from_feed, from_sitemap


class Discovering(Visit):
    """A discovery under way, by all strategies."""

    __slots__ = ()

    def articles(self) -> Iterator[Discovered]:
        """Yield what the strategies find, in their order."""
        for strategy in self.source.discovery:
            find = _STRATEGIES.get(type(strategy))
            if find is None:
                self.report(f"the strategy {strategy.kind} is not implemented")
            else:
                yield from find(self, strategy)


_STRATEGIES: dict[type[Discovery], Callable[[Visit, Any], Iterator[Discovered]]] = {
    Feed: from_feed,
    Sitemap: from_sitemap,
    WordPress: from_wordpress,
    Wayback: from_wayback,
    Listing: from_listing,
    UrlList: from_list,
}
