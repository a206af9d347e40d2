"""The Prefect tasks: few and large, each a thin wrapper around what the other modules do.

Pages pass between them as places in the raw archive, and articles as spool files, so that neither a run's memory nor
Prefect's results grow with the text of the pages.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from schemas.ledger import LedgerEntry
from schemas.page import Page
from tasks.collect import Collected, Plan, collect
from tasks.extract import extract_pages
from tasks.ingest import Archived, archive_inputs
from tasks.outcomes import write_outcomes
from tasks.report import RunReport, run_report, to_markdown
from tasks.runs import Run
from tasks.settings import Settings
from tasks.spool import write_spool

logger = logging.getLogger(__name__)


@task(task_run_name="archive files", cache_policy=NO_CACHE)
def archive_files(run: Run, inputs: Sequence[Path], newspaper: str | None) -> Archived:
    """Copy the pages of WARC and HTML files into the raw archive."""
    return archive_inputs(run, inputs, newspaper)


@task(task_run_name="fetch {newspaper}", cache_policy=NO_CACHE)
def fetch_newspaper(run: Run, newspaper: str, plan: Plan) -> Collected:
    """Discover a newspaper's articles and fetch what is new into the raw archive, one request at a time."""
    return collect(run, newspaper, plan)


@task(task_run_name="parse {count} pages", cache_policy=NO_CACHE)
def parse_pages(run: Run, pages: Sequence[Page], spool: Path, count: int) -> Path:
    """Parse archived pages in the process pool; the answers lie in the spool file."""
    settings = Settings()
    extracted = extract_pages(
        pages, lake=run.lake, run_id=run.id, workers=settings.workers, page_seconds=settings.page_seconds
    )
    accepted = sum(one.article is not None for one in extracted)
    logger.info("parsed %d pages: %d articles", count, accepted)
    return write_spool(spool, extracted)


@task(task_run_name="write {pages} pages", cache_policy=NO_CACHE)
def write_batches(run: Run, spools: Sequence[Path], pages: int) -> list[LedgerEntry]:
    """Upsert parsed batches into the lake and enter each page's outcome in the ledger."""
    return write_outcomes(run, spools)


@task(task_run_name="report", cache_policy=NO_CACHE)
def publish_report(run: Run, entries: Sequence[LedgerEntry], problems: Sequence[str]) -> RunReport:
    """Add the run up, and show it in Prefect as an artifact."""
    report = run_report(run, entries, problems)
    create_markdown_artifact(to_markdown(report), key=f"{run.flow}-report", description=f"What run {run.id} did")
    return report
