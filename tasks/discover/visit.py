"""One newspaper's discovery under way: what is wanted, what was asked, and what could not be read."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from sources import Source
from tasks.client import Response, get
from tasks.robots import Robots, fetch_robots

CDX_SERVER = "https://web.archive.org/cdx/search/cdx"


@dataclass(slots=True)
class Visit:
    """The requests of a discovery, one at a time, by each site's robots.txt and at its pace.

    Attributes:
        origin: What `{origin}` stands for in the sample newspaper's addresses.
        start: First day of publication that is wanted; None for whatever is shown.
        end: Last day.
        problems: What could not be read, a line each.
        cdx_server: The Wayback index.
    """

    source: Source
    client: httpx.Client
    origin: str = ""
    start: date | None = None
    end: date | None = None
    problems: list[str] = field(default_factory=list)
    sleep: Callable[[float], None] = time.sleep
    cdx_server: str = CDX_SERVER
    _robots: dict[str, Robots] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def address(self, template: str) -> str:
        """Fill in where the sample newspaper is served."""
        return template.replace("{origin}", self.origin)

    def read(self, url: str) -> bytes | None:
        """Fetch a listing's body; None where it cannot be had, which is then among the problems."""
        response = self.ask(url)
        return response.body if response is not None else None

    def ask(self, url: str) -> Response | None:
        """Fetch a listing; what goes wrong is a problem of the run, not its end."""
        try:
            if not self._may_ask(url):
                return None
            response = get(self.client, url)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            self.report(f"{url} cannot be read: {error or type(error).__name__}")
            return None
        if response.status != 200:
            self.report(f"{url} answers with status {response.status}")
            return None
        return response

    def _may_ask(self, url: str) -> bool:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        robots = self._robots.get(site) or self._robots.setdefault(site, fetch_robots(self.client, url))
        if not robots.reachable:
            self.report(f"{url} is not asked for: {site}/robots.txt cannot be read")
        elif not robots.may_fetch(url):
            self.report(f"{url} is not asked for: robots.txt forbids it")
        else:
            self._keep_pace(site, max(self.source.pace_s, robots.delay_s))
            return True
        return False

    def _keep_pace(self, site: str, pace: float) -> None:
        if site in self._asked:
            pause = pace - (time.monotonic() - self._asked[site])
            if pause > 0:
                self.sleep(pause)
        self._asked[site] = time.monotonic()

    def report(self, problem: str) -> None:
        """Keep what kept the newspaper from being read whole."""
        self.problems.append(f"{self.source.id}: {problem}")

    def wants(self, published: str | None, lastmod: str | None = None) -> bool:
        """Say whether dates as stated may lie in the range; a day on either side is allowed for zones.

        Where only the last change is stated, the article is no newer; that it is much older is rare, and to ask for all
        that changed since would be to ask for the whole newspaper.
        """
        if self.start is None or self.end is None:
            return True
        day, changed = _day(published), _day(lastmod)
        if day is not None:
            return (day - self.end).days <= 1 and (self.start - day).days <= 1
        return changed is None or (changed - self.end <= LATE_CHANGE and (self.start - changed).days <= 1)


LATE_CHANGE = timedelta(days=7)
"""How long after its publication an article is commonly still changed."""


def _day(stated: str | None) -> date | None:
    """Read the day of a date as sitemaps (ISO 8601) and feeds (RFC 822) state it."""
    if not stated:
        return None
    try:
        return date.fromisoformat(stated[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(stated).date()
    except (TypeError, ValueError):
        return None
