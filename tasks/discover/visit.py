"""One newspaper's discovery under way: what is wanted, what was asked, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from parsers.listings.sitemaps import LATE_CHANGE, Span
from parsers.pages.addresses import host_of
from parsers.pages.credentials import without_credentials
from schemas.page import Discovered
from schemas.vocabulary import Reason
from sources import Source, source_of
from tasks.client import Response
from tasks.discover.copies import Copies
from tasks.manners import Manners, NotAnswered
from tasks.stopping import pause

CDX_SERVER = "https://web.archive.org/cdx/search/cdx"
RECENT = timedelta(days=31)
"""How far back a sitemap is read where no days are asked for; it must be less than `tasks.collect.WINDOW`, or what was
taken before that would be asked for again."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed's or sitemap's body.

    Attributes:
        unchanged: Whether it is what an earlier run has seen.
    """

    body: bytes
    unchanged: bool = False


@dataclass(slots=True)
class Visit:
    """The requests of a discovery, with the newspaper's manners.

    Attributes:
        origin: What `{origin}` stands for in the sample newspaper's addresses.
        start: First day of publication that is wanted; None for whatever is shown.
        end: Last day.
        problems: What could not be read, a line each.
        cdx_server: The Wayback index.
        copies: Feeds and sitemaps of earlier runs.
        last_night: When a night looked last, as far as is known.
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
    copies: Copies = field(default_factory=Copies)
    last_night: date | None = None

    @property
    def asking(self) -> Manners:
        """How hosts are asked."""
        self.manners = self.manners or Manners(self.client, self.source.pace_s, sleep=self.sleep)
        return self.manners

    def owns(self, url: str) -> bool:
        """Say whether an address is the newspaper's, and of none that has a sub-domain of it for itself."""
        host, other = host_of(url), source_of(url)
        own = any(host == domain or host.endswith(f".{domain}") for domain in self.source.domains)
        return own and (other is None or other.id == self.source.id)

    def address(self, template: str) -> str:
        """Fill in where the sample newspaper is served."""
        return template.replace("{origin}", self.origin)

    def read(self, url: str, *, further: bool = False) -> bytes | None:
        """Fetch a listing's body; None where it cannot be had, which is then among the problems."""
        response = self.ask(url, further=further)
        return response.body if response is not None else None

    def listed(self, url: str, changed: date | None = None, *, further: bool = False) -> Listed | None:
        """Fetch a feed or sitemap where it has changed since an earlier run; None where it cannot be had.

        Args:
            url: Its address.
            changed: When its index says that it was changed last; a later copy is not asked about again. Nor is one
                that this run has made, as a backfill does week by week.
            further: As `ask` has it.
        """
        copy = self.copies.of(url)
        if copy is not None and (self.copies.is_of_this_run(copy) or copy.is_later_than(changed)):
            return Listed(copy.body, unchanged=True)
        response = self.ask(url, copy.conditions if copy is not None else None, further=further)
        if response is None:
            return None
        if copy is not None and response.status == 304:
            return Listed(copy.body, unchanged=True)
        self.copies.keep(url, response)
        return Listed(response.body, unchanged=copy is not None and copy.body == response.body)

    def ask(self, url: str, headers: Mapping[str, str] | None = None, *, further: bool = False) -> Response | None:
        """Fetch a listing; what goes wrong is a problem of the run, not its end.

        Args:
            url: Its address.
            headers: Conditions, under which 304 is an answer, too.
            further: Whether it is a page after the first: that there is none is no problem, but the end.
        """
        try:
            response, _ = self.asking.ask(url, headers)
        except NotAnswered as failed:
            kept_from = "is not asked for" if failed.reason in _NOT_ASKED else "cannot be read"
            self.report(f"{url} {kept_from}: {failed}")
            return None
        if further and response.status in _PAST_THE_END:
            return None
        if response.status != 200 and not (response.status == 304 and headers):
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
        day, changed = day_of(published), day_of(lastmod)
        if day is not None:
            return (day - self.end).days <= 1 and (self.start - day).days <= 1
        return changed is None or (changed - self.end <= LATE_CHANGE and (self.start - changed).days <= 1)

    def is_past(self, found: Sequence[Discovered]) -> bool:
        """Say whether a page of a listing, newest first, lies before the days asked for with all its dates."""
        days = [day for one in found if (day := day_of(one.published)) is not None]
        return self.start is not None and bool(days) and self.start - max(days) > _DAY

    @property
    def today(self) -> date:
        """The day that it is where the newspaper is made."""
        return datetime.now(self.source.zone).date()

    @property
    def missed(self) -> timedelta:
        """How far back a night looks in what is listed by day: to the day before the last night, a month at most."""
        down = self.today - self.last_night if self.last_night is not None else timedelta(0)
        return min(max(down, timedelta(0)) + _DAY, RECENT)

    def may_have(self, span: Span) -> bool:
        """Say whether a sitemap can have articles of the days wanted, or recent ones where none are."""
        start, end = self.start or self.today - RECENT, self.end or self.today
        return (span.last is None or start - span.last <= _DAY) and (span.first is None or span.first - end <= _DAY)


_DAY = timedelta(days=1)
_PAST_THE_END = (400, 404, 410)
"""What is answered to a page after the last; WordPress's API says 400, its feeds 404."""
_NOT_ASKED = (Reason.ROBOTS, Reason.ROBOTS_UNREACHABLE, Reason.HOST_DOWN)


def day_of(stated: str | None) -> date | None:
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
