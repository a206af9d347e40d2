"""Fetch a newspaper's pages one by one into the raw archive; every URL ends as a page there or with its reason."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

import httpx

from parsers.responses import status_reason
from schemas.ledger import LedgerEntry
from schemas.page import Discovered, Page
from schemas.vocabulary import Outcome, Reason, Stage
from sources import Source
from tasks.archive import ArchiveWriter, archive_page
from tasks.client import BlockedAddress, Response, TooLarge, get
from tasks.robots import Robots, fetch_robots
from tasks.runs import Run

ATTEMPTS = 3
LONGEST_WAIT = 120.0
"""Seconds; a server that asks for more is asked again another night."""
MOST_FAILURES = 5
"""Failures in a row after which the host is left alone for this run."""

_TRANSIENT = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)


@dataclass(slots=True)
class Fetcher:
    """One newspaper's requests, one at a time, at its pace.

    Attributes:
        seen: The ledger's last entry of each URL, for conditional requests.
        refetch: Whether URLs that were taken before are asked again.
        limit: Most URLs to ask for; the rest is left for another run.
    """

    run: Run
    source: Source
    client: httpx.Client
    archive: ArchiveWriter
    seen: Mapping[str, LedgerEntry]
    refetch: bool = False
    limit: int | None = None
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, Robots] = field(default_factory=dict)
    _last: float = 0.0
    _failures: int = 0
    _asked: int = 0

    def fetch(self, discovered: Iterable[Discovered]) -> Iterator[Page | LedgerEntry]:
        """Yield, for each URL once, the archived page (its body dropped) or its ledger entry."""
        met: set[str] = set()
        for one in discovered:
            if one.url not in met:
                met.add(one.url)
                yield self._fetch(one)

    def wants(self, one: Discovered) -> bool:
        """Say whether a URL is to be asked for: it is new, failed before, or everything is to be asked again."""
        known = self.seen.get(one.url)
        return known is None or self.refetch or known.outcome == Outcome.FAILED

    def _fetch(self, one: Discovered) -> Page | LedgerEntry:
        known = self.seen.get(one.url)
        if known is not None and not self.wants(one):
            return self._carried(one, known)
        if self.limit is not None and self._asked >= self.limit:
            return self._entry(one, Outcome.FAILED, Reason.OVER_LIMIT, f"{self.limit} pages were asked for already")
        if self._failures >= MOST_FAILURES:
            return self._entry(one, Outcome.FAILED, Reason.HOST_DOWN, f"{MOST_FAILURES} failures in a row")
        refusal = self._refused_by_robots(one)
        return refusal or self._request(one, known)

    def _carried(self, one: Discovered, known: LedgerEntry) -> LedgerEntry:
        entry = self._entry(one, Outcome.UNCHANGED, Reason.SEEN, f"{known.outcome} before, in run {known.run_id}")
        return replace(
            entry, article_id=known.article_id, published_date=known.published_date, etag=known.etag,
            last_modified=known.last_modified, content_sha256=known.content_sha256,
        )  # fmt: skip

    def _refused_by_robots(self, one: Discovered) -> LedgerEntry | None:
        site = "/".join(one.url.split("/", 3)[:3])
        if site not in self._robots:
            self._robots[site] = fetch_robots(self.client, one.url)
        robots = self._robots[site]
        if not robots.reachable:
            return self._entry(one, Outcome.FAILED, Reason.ROBOTS_UNREACHABLE, "robots.txt cannot be read: not now")
        if not robots.may_fetch(one.url):
            return self._entry(one, Outcome.REJECTED, Reason.ROBOTS, "robots.txt forbids it")
        return None

    def _request(self, one: Discovered, known: LedgerEntry | None) -> Page | LedgerEntry:
        self.run.begin(self.source.id, one)
        self._asked += 1
        headers = _conditions(known)
        for attempt in range(1, ATTEMPTS + 1):
            self._keep_pace(one.url)
            try:
                response = get(self.client, one.url, headers)
            except _TRANSIENT as error:
                if isinstance(error, BlockedAddress) or attempt == ATTEMPTS:
                    return self._failed(one, error, attempt)
                self.sleep(min(LONGEST_WAIT, 2.0**attempt * 0.5))
                continue
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                return self._failed(one, error, attempt)
            wait = _retry_after(response)
            if response.status in (429, 503) and wait <= LONGEST_WAIT and attempt < ATTEMPTS:
                self.sleep(wait)
                continue
            break
        return self._answered(one, known, response, attempt)

    def _answered(
        self, one: Discovered, known: LedgerEntry | None, response: Response, attempt: int
    ) -> Page | LedgerEntry:
        self._failures = self._failures + 1 if response.status >= 500 else 0
        if response.status == 304 and known is not None:
            return replace(self._carried(one, known), reason=Reason.NOT_MODIFIED, http_status=304, attempts=attempt)
        digest = sha256(response.body).hexdigest()
        if known is not None and known.content_sha256 == digest:
            return replace(
                self._carried(one, known), reason=Reason.SAME_BODY, http_status=response.status, attempts=attempt
            )
        page = self._archived(one, response, attempt)
        return page if response.status < 400 else self._answered_with_error(page)

    def _archived(self, one: Discovered, response: Response, attempt: int) -> Page:
        page = Page(
            discovered=one,
            source=self.source.id,
            status=response.status,
            content_type=response.headers.get("content-type"),
            body=response.body,
            fetched_at=datetime.now(UTC).replace(microsecond=0),
            etag=response.headers.get("etag"),
            last_modified=response.headers.get("last-modified"),
            size=len(response.body),
            elapsed_ms=response.elapsed_ms,
            attempts=attempt,
        )
        return replace(archive_page(self.archive, page, response.exchange), body=b"")

    def _answered_with_error(self, page: Page) -> LedgerEntry:
        again = page.status >= 500 or page.status == 429
        outcome = Outcome.FAILED if again else Outcome.REJECTED
        entry = self._entry(page.discovered, outcome, status_reason(page.status), f"HTTP status {page.status}")
        return replace(
            entry, http_status=page.status, attempts=page.attempts, elapsed_ms=page.elapsed_ms, bytes=page.size,
            warc_file=page.warc_file, warc_offset=page.warc_offset,
        )  # fmt: skip

    def _keep_pace(self, url: str) -> None:
        site = "/".join(url.split("/", 3)[:3])
        pause = max(self.source.pace_s, self._robots[site].delay_s) - (time.monotonic() - self._last)
        if self._last and pause > 0:
            self.sleep(pause)
        self._last = time.monotonic()

    def _failed(self, one: Discovered, error: Exception, attempts: int) -> LedgerEntry:
        self._failures += 1
        return replace(
            self._entry(one, Outcome.FAILED, _reason(error), str(error) or type(error).__name__), attempts=attempts
        )

    def _entry(self, one: Discovered, outcome: Outcome, reason: Reason, detail: str) -> LedgerEntry:
        return LedgerEntry(
            run_id=self.run.id,
            flow=self.run.flow,
            source=self.source.id,
            url=one.url,
            discovered_by=one.discovered_by,
            stage=Stage.FETCH,
            outcome=outcome,
            reason=reason,
            detail=detail,
            at=datetime.now(UTC),
        )


def _conditions(known: LedgerEntry | None) -> dict[str, str]:
    if known is None:
        return {}
    stated = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in stated.items() if value}


def _retry_after(response: Response) -> float:
    stated = response.headers.get("retry-after", "")
    if stated.isdigit():
        return float(stated)
    try:
        return max(0.0, (parsedate_to_datetime(stated) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 5.0


_REASONS: tuple[tuple[type[Exception], Reason], ...] = (
    (BlockedAddress, Reason.BLOCKED_ADDRESS),
    (TooLarge, Reason.TOO_LARGE),
    (httpx.TimeoutException, Reason.TIMEOUT),
    (httpx.TooManyRedirects, Reason.TOO_MANY_REDIRECTS),
    (httpx.DecodingError, Reason.BAD_ENCODING),
    (httpx.NetworkError, Reason.CONNECTION),
    (httpx.ProtocolError, Reason.PROTOCOL),
    (httpx.InvalidURL, Reason.BAD_URL),
    (httpx.UnsupportedProtocol, Reason.BAD_URL),
)


def _reason(error: Exception) -> Reason:
    return next((reason for kind, reason in _REASONS if isinstance(error, kind)), Reason.CONNECTION)
