"""Fetch a newspaper's pages one by one into the raw archive; every URL ends as a page there or with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256

import httpx

from parsers.pages.credentials import without_credentials
from parsers.pages.responses import may_pass, status_reason
from schemas.ledger import LedgerEntry
from schemas.page import Discovered, Page
from schemas.vocabulary import Outcome, Reason, Stage
from sources import Source
from tasks import stopping
from tasks.archive import ArchiveWriter, archive_page
from tasks.client import Limits, Response, conditions
from tasks.manners import Manners, NotAnswered, hosts_of
from tasks.progress import tell
from tasks.robots import RobotsCache
from tasks.runs import Run
from tasks.settings import Settings
from tasks.stopping import Stopped


def manners_of(run: Run, source: Source, client: httpx.Client) -> Manners:
    """Give a newspaper's manners in a run: rules of robots.txt are kept in the lake, hosts are the whole run's."""
    limits = Limits(seconds=Settings().request_seconds)
    return Manners(client, source.pace_s, RobotsCache(run.lake), hosts_of(run.id), limits)


@dataclass(slots=True)
class Fetcher:
    """One newspaper's requests, one at a time, at its pace.

    Attributes:
        manners: How it is asked; shared with its discovery.
        seen: The ledger's last entry of each URL, for conditional requests.
        refetch: Whether URLs that were taken before are asked again.
        limit: Most URLs to ask for; the rest is left for another run.
    """

    run: Run
    source: Source
    manners: Manners
    archive: ArchiveWriter
    seen: Mapping[str, LedgerEntry]
    refetch: bool = False
    limit: int | None = None
    _asked: int = field(default=0, init=False)
    _met: set[str] = field(default_factory=set, init=False)

    def fetch(self, discovered: Iterable[Discovered]) -> Iterator[Page | LedgerEntry]:
        """Yield, for each URL once, the archived page (its body dropped) or its ledger entry.

        Where the process is asked to stop, the URL that was being asked for is entered as such, and that is all.
        """
        try:
            for found in discovered:
                one = replace(found, url=without_credentials(found.url))
                if one.url not in self._met:
                    self._met.add(one.url)
                    yield self._fetch(one)
                stopping.check()
        except Stopped:
            return

    def take(self, pages: Iterable[Page]) -> Iterator[Page | LedgerEntry]:
        """Archive pages that another archive has, instead of asking for them; what `fetch` has met is left out."""
        try:
            for found in pages:
                page = replace(found, discovered=replace(found.discovered, url=without_credentials(found.url)))
                if page.url not in self._met:
                    self._met.add(page.url)
                    yield self._take(page)
        except Stopped:
            return

    def _take(self, page: Page) -> Page | LedgerEntry:
        one = page.discovered
        passed_over = self._passed_over(one, done="taken")
        if passed_over is not None:
            return passed_over
        self.run.begin(self.source.id, one)
        self._asked += 1
        return replace(archive_page(self.archive, replace(page, size=len(page.body))), body=b"")

    def wants(self, one: Discovered) -> bool:
        """Say whether a URL is to be asked for: it is new, failed before, or everything is to be asked again."""
        known = self.seen.get(one.url)
        return known is None or self.refetch or known.outcome == Outcome.FAILED

    def _fetch(self, one: Discovered) -> Page | LedgerEntry:
        return self._passed_over(one, done="asked for") or self._ask(one, self.seen.get(one.url))

    def _passed_over(self, one: Discovered, done: str) -> LedgerEntry | None:
        """Give the entry of a URL that is settled before anything is done for it; None for one that is not."""
        known = self.seen.get(one.url)
        if known is not None and not self.wants(one):
            return self._carried(one, known)
        if self.limit is not None and self._asked >= self.limit:
            return self._entry(one, Outcome.FAILED, Reason.OVER_LIMIT, f"{self.limit} pages were {done} already")
        return None

    def _carried(self, one: Discovered, known: LedgerEntry) -> LedgerEntry:
        entry = self._entry(one, Outcome.UNCHANGED, Reason.SEEN, f"{known.outcome} before, in run {known.run_id}")
        return replace(
            entry, article_id=known.article_id, published_date=known.published_date, etag=known.etag,
            last_modified=known.last_modified, content_sha256=known.content_sha256,
        )  # fmt: skip

    def _ask(self, one: Discovered, known: LedgerEntry | None) -> Page | LedgerEntry:
        self.run.begin(self.source.id, one)
        tell("URLs", self.source.id)
        try:
            response, attempts = self.manners.ask(
                one.url, conditions(known.etag, known.last_modified) if known else None
            )
        except NotAnswered as failed:
            self._asked += failed.attempts > 0
            return replace(
                self._entry(one, failed.outcome, failed.reason, str(failed)), attempts=failed.attempts or None
            )
        except Stopped:
            return self._entry(one, Outcome.FAILED, Reason.INTERRUPTED, "the run was stopped while it was asked for")
        self._asked += 1
        return self._answered(one, known, response, attempts)

    def _answered(
        self, one: Discovered, known: LedgerEntry | None, response: Response, attempts: int
    ) -> Page | LedgerEntry:
        if response.status == 304 and known is not None:
            return replace(self._carried(one, known), reason=Reason.NOT_MODIFIED, http_status=304, attempts=attempts)
        digest = sha256(response.body).hexdigest()
        if known is not None and known.content_sha256 == digest:
            return replace(
                self._carried(one, known), reason=Reason.SAME_BODY, http_status=response.status, attempts=attempts
            )
        page = self._archived(one, response, attempts)
        return page if response.status < 400 else self._answered_with_error(page)

    def _archived(self, one: Discovered, response: Response, attempts: int) -> Page:
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
            attempts=attempts,
        )
        return replace(archive_page(self.archive, page, response.exchange), body=b"")

    def _answered_with_error(self, page: Page) -> LedgerEntry:
        outcome = Outcome.FAILED if page.status >= 500 or may_pass(page.status) else Outcome.REJECTED
        entry = self._entry(page.discovered, outcome, status_reason(page.status), f"HTTP status {page.status}")
        return replace(
            entry, http_status=page.status, attempts=page.attempts, elapsed_ms=page.elapsed_ms, bytes=page.size,
            warc_file=page.warc_file, warc_offset=page.warc_offset,
        )  # fmt: skip

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
