"""robots.txt by RFC 9309: absent means everything may be fetched, unreachable means nothing may for now."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
from protego import Protego

from tasks.client import get

AGENT = "Waqai"
_LARGEST = 500 * 1024
"""Bytes that RFC 9309 asks a crawler to read at least; the rest is not looked at."""


@dataclass(frozen=True, slots=True)
class Robots:
    """A site's rules.

    Attributes:
        rules: None where robots.txt is unreachable.
    """

    rules: Protego | None

    @property
    def reachable(self) -> bool:
        """Whether it is known what may be fetched."""
        return self.rules is not None

    def may_fetch(self, url: str) -> bool:
        """Say whether a URL may be fetched."""
        return self.rules is not None and self.rules.can_fetch(url, AGENT)

    @property
    def delay_s(self) -> float:
        """The least seconds between two requests that the site asks for."""
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(AGENT)
        return max(
            self.rules.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0
        )


def fetch_robots(client: httpx.Client, url: str) -> Robots:
    """Fetch the rules of a URL's site."""
    parts = urlsplit(url)
    try:
        response = get(client, f"{parts.scheme}://{parts.netloc}/robots.txt")
    except httpx.HTTPError:
        return Robots(None)
    if response.status >= 500 or response.status == 429:
        return Robots(None)
    text = response.body[:_LARGEST].decode("utf-8", "replace") if response.status < 300 else ""
    return Robots(Protego.parse(text))
