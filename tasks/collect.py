"""One newspaper's share of a run: discover its articles, fetch what is new into the raw archive."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.ledger import LedgerEntry
from schemas.page import Discovered, Page
from sources import load
from tasks.archive import ArchiveWriter
from tasks.client import make_client
from tasks.discover import Discovering
from tasks.fetch import Fetcher
from tasks.lake import open_lake
from tasks.runs import Run
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
        page_limit: Most pages to fetch.
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
        wanted: In a dry run, what would be asked for.
    """

    pages: Sequence[Page] = ()
    entries: Sequence[LedgerEntry] = ()
    problems: Sequence[str] = ()
    wanted: Sequence[Discovered] = ()


def collect(run: Run, newspaper: str, plan: Plan) -> Collected:
    """Discover a newspaper's articles and fetch what is new, one request at a time.

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
        discovering = Discovering(source, client, settings.sample_origin or "", plan.start, plan.end)
        fetcher = Fetcher(run, source, client, archive, seen, refetch=plan.refetch, limit=plan.page_limit)
        if plan.dry_run:
            wanted = {one.url: one for one in discovering.articles() if fetcher.wants(one)}
            return Collected(problems=discovering.problems, wanted=list(wanted.values()))
        results = list(fetcher.fetch(discovering.articles()))
    pages = [one for one in results if isinstance(one, Page)]
    entries = [one for one in results if isinstance(one, LedgerEntry)]
    logger.info("%s: %d URLs, %d fetched", newspaper, len(results), len(pages))
    return Collected(pages, entries, discovering.problems)
