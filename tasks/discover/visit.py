"""One newspaper's discovery under way: what is wanted, what was asked, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

import httpx

from parsers.credentials import without_credentials
from schemas.vocabulary import Reason
from sources import Source
from tasks.client import Response
from tasks.manners import Manners, NotAnswered
from tasks.stopping import pause

CDX_SERVER = "https://web.archive.org/cdx/search/cdx"


@dataclass(slots=True)
class Visit:
    """The requests of a discovery, with the newspaper's manners.

    Attributes:
        origin: What `{origin}` stands for in the sample newspaper's addresses.
        start: First day of publication that is wanted; None for whatever is shown.
        end: Last day.
        problems: What could not be read, a line each.
        cdx_server: The Wayback index.
        manners: How hosts are asked; shared with the fetching of what is found. Left out, they are the visit's own.
    """

    source: Source
    client: httpx.Client
    origin: str = ""
    start: date | None = None
    end: date | None = None
    problems: list[str] = field(default_factory=list)
    sleep: Callable[[float], None] = pause
    cdx_server: str = CDX_SERVER
    manners: Manners | None = None

    def address(self, template: str) -> str:
        """Fill in where the sample newspaper is served."""
        return template.replace("{origin}", self.origin)

    def read(self, url: str) -> bytes | None:
        """Fetch a listing's body; None where it cannot be had, which is then among the problems."""
        response = self.ask(url)
        return response.body if response is not None else None

    def ask(self, url: str, headers: Mapping[str, str] | None = None) -> Response | None:
        """Fetch a listing; what goes wrong is a problem of the run, not its end."""
        manners = self.manners = self.manners or Manners(self.client, self.source.pace_s, sleep=self.sleep)
        try:
            response, _ = manners.ask(url, headers)
        except NotAnswered as failed:
            kept_from = "is not asked for" if failed.reason in _NOT_ASKED else "cannot be read"
            self.report(f"{url} {kept_from}: {failed}")
            return None
        if response.status != 200:
            self.report(f"{url} answers with status {response.status}")
            return None
        return response

    def report(self, problem: str) -> None:
        """Keep what kept the newspaper from being read whole."""
        self.problems.append(f"{self.source.id}: {without_credentials(problem)}")

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


_NOT_ASKED = (Reason.ROBOTS, Reason.ROBOTS_UNREACHABLE, Reason.HOST_DOWN)

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
