"""One newspaper's share of a run: discover its articles, fetch what is new into the raw archive."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

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
"""How far back the ledger is asked whether a URL was taken already; feeds and news sitemaps reach less far."""


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
    """

    pages: Sequence[Page] = ()
    entries: Sequence[LedgerEntry] = ()
    problems: Sequence[str] = ()


def collect(run: Run, newspaper: str, plan: Plan) -> Collected:
    """Discover a newspaper's articles and fetch what is new, one request at a time.

    Raises:
        LakeError: The lake cannot be read.
        SourceError: There is no such newspaper.
    """
    source = load(newspaper)
    settings = Settings()
    seen = open_lake(run.lake).seen_urls(newspaper, since=run.day - WINDOW)
    with (
        make_client(settings.contact, allow_private=source.allow_private) as client,
        ArchiveWriter(run.lake, run.id) as archive,
    ):
        discovering = Discovering(source, client, settings.sample_origin or "", plan.start, plan.end)
        fetcher = Fetcher(run, source, client, archive, seen, refetch=plan.refetch)
        found = fetcher.fetch(_limited(discovering.articles(), plan.page_limit))
        results = list(found)
    pages = [one for one in results if isinstance(one, Page)]
    entries = [one for one in results if isinstance(one, LedgerEntry)]
    logger.info("%s: %d URLs, %d fetched", newspaper, len(results), len(pages))
    return Collected(pages, entries, discovering.problems)


def _limited(discovered: Iterator[Discovered], limit: int | None) -> Iterator[Discovered]:
    return islice(discovered, limit) if limit is not None else discovered
