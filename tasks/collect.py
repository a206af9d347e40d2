"""One newspaper's share of a run: discover its articles, fetch what is new into the raw archive."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.ledger import LedgerEntry
from schemas.page import Discovered, Page
from sources import load
from tasks.archive import ArchiveWriter
from tasks.client import make_client
from tasks.discover import Discovering
from tasks.discover.copies import Copies
from tasks.fetch import Fetcher, manners_of
from tasks.lake import open_lake
from tasks.runs import Run, flow_of
from tasks.settings import Settings

logger = logging.getLogger(__name__)

WINDOW = timedelta(days=60)
"""How far back a nightly run asks the ledger whether a URL was taken; feeds and news sitemaps reach less far.

A backfill asks the whole ledger.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be fetched of a newspaper.

    Attributes:
        start: First day of publication; None for whatever feeds and sitemaps show.
        end: Last day of publication.
        refetch: Ask again for what was taken before.
        page_limit: Most pages to ask for in the whole run.
        dry_run: Only discover.
    """

    start: date | None = None
    end: date | None = None
    refetch: bool = False
    page_limit: int | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    """What a newspaper brought.

    Attributes:
        pages: Archived pages, their bodies dropped.
        entries: URLs that ended without a page.
        problems: What kept the newspaper from being read whole.
        wanted: In a dry run, what would be asked for, and the files of other archives that would be read.
    """

    pages: Sequence[Page] = ()
    entries: Sequence[LedgerEntry] = ()
    problems: Sequence[str] = ()
    wanted: Sequence[Discovered] = ()


def collect(run: Run, newspaper: str, plan: Plan) -> Collected:
    """Discover a newspaper's articles and fetch what is new, one request at a time.

    A run may come back to a newspaper, as a backfill does week by week: what has its outcome in this run is passed
    over (an article without a date shows in every week), and the page limit is that of the run.

    Raises:
        LakeError: The lake cannot be read.
        SourceError: There is no such newspaper.
    """
    source = load(newspaper)
    settings = Settings()
    since = run.day - WINDOW if plan.start is None else date.min
    seen = open_lake(run.lake).seen_urls(newspaper, since=since)
    with (
        make_client(settings.contact, allow_private=source.allow_private) as client,
        ArchiveWriter(run.lake, run.id) as archive,
    ):
        manners = manners_of(run, source, client)
        origin, copies = settings.sample_origin or "", Copies(run.lake, run.began_at)
        discovering = Discovering(
            source, client, origin, plan.start, plan.end,
            manners=manners, copies=copies, last_night=last_night(run, seen.values()),
        )  # fmt: skip
        entered = {url: last for url, last in seen.items() if last.run_id == run.id}
        limit = _left(plan.page_limit, entered.values())
        fetcher = Fetcher(run, source, manners, archive, seen, refetch=plan.refetch, limit=limit)
        if plan.dry_run:
            wanted = {one.url: one for one in discovering.articles() if fetcher.wants(one)}
            files = list(discovering.archives())
            return Collected(problems=discovering.problems, wanted=[*list(wanted.values())[:limit], *files])
        results = list(fetcher.fetch(one for one in discovering.articles() if one.url not in entered))
        results += fetcher.take(page for page in discovering.archived() if page.url not in entered)
    pages = [one for one in results if isinstance(one, Page)]
    entries = [one for one in results if isinstance(one, LedgerEntry)]
    logger.info("%s: %d URLs, %d fetched", newspaper, len(results), len(pages))
    return Collected(pages, entries, discovering.problems)


def last_night(run: Run, seen: Iterable[LedgerEntry]) -> date | None:
    """Give the day of the last nightly run before this one that left entries; a backfill looks at other days."""
    nights = [entry.at.date() for entry in seen if entry.run_id != run.id and flow_of(entry.run_id) == "nightly"]
    return max(nights, default=None)


def _left(limit: int | None, entered: Iterable[LedgerEntry]) -> int | None:
    """Give what the run's earlier steps left of the page limit; only what was asked for counts."""
    return None if limit is None else max(0, limit - sum(1 for entry in entered if entry.attempts))
