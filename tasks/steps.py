"""The Prefect tasks: few and large, each a thin wrapper around what the other modules do.

Pages pass between them as places in the raw archive, and articles as spool files, so that neither a run's memory nor
Prefect's results grow with the text of the pages.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast
from uuid import UUID

from prefect import task
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from schemas.ledger import LedgerEntry
from schemas.page import Page
from tasks.alarms import TRAILING, check_run, emit_alarms
from tasks.collect import Collected, Plan, collect
from tasks.coverage import coverage, coverage_rows
from tasks.extract import extract_pages
from tasks.ingest import Archived, archive_inputs
from tasks.lake import days_between, open_lake
from tasks.outcomes import write_outcomes
from tasks.places import archived_places, published_places
from tasks.quality import check_rows
from tasks.recovery import Unfinished, unfinished
from tasks.report import RunReport, run_report, to_lines, to_markdown
from tasks.runs import DeadRun, Run
from tasks.settings import Settings
from tasks.spool import write_spool

logger = logging.getLogger(__name__)


@task(task_run_name="archive files", cache_policy=NO_CACHE)
def archive_files(run: Run, inputs: Sequence[Path], newspaper: str | None) -> Archived:
    """Copy the pages of WARC, HTML and text files into the raw archive."""
    return archive_inputs(run, inputs, newspaper)


@task(task_run_name="fetch {newspaper}", cache_policy=NO_CACHE)
def fetch_newspaper(run: Run, newspaper: str, plan: Plan) -> Collected:
    """Discover a newspaper's articles and fetch what is new into the raw archive, one request at a time."""
    return collect(run, newspaper, plan)


@task(task_run_name="enter {count} outcomes", cache_policy=NO_CACHE)
def enter_outcomes(run: Run, entries: Sequence[LedgerEntry], count: int) -> None:
    """Enter in the ledger what ended without a page."""
    logger.info("%d URLs ended without a page", count)
    open_lake(run.lake).append_ledger(entries, run.id, run.day)


@task(task_run_name="look what a dead run left", cache_policy=NO_CACHE)
def find_unfinished(dead: DeadRun) -> Unfinished:
    """Compare what a run that died had begun and archived with its ledger."""
    return unfinished(dead)


@task(task_run_name="look through the archive", cache_policy=NO_CACHE)
def find_archived(run: Run, start: date | None, end: date | None, newspapers: Sequence[str] | None) -> list[Page]:
    """List the responses that the raw archive holds, by the day on which they were fetched."""
    return archived_places(run.lake, start, end, newspapers)


@task(task_run_name="look up articles in the lake", cache_policy=NO_CACHE)
def find_published(run: Run, start: date, end: date, newspapers: Sequence[str]) -> list[Page]:
    """List the archived responses of the articles that were published in a range of days."""
    return published_places(run.lake, start, end, newspapers)


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
    entries = write_outcomes(run, spools)
    logger.info("wrote %d pages", pages)
    return entries


@task(task_run_name="report", cache_policy=NO_CACHE)
def publish_report(
    run: Run, entries: Sequence[LedgerEntry], problems: Sequence[str], planned: Sequence[str] | None = None
) -> RunReport:
    """Add the run up and check it, show both in Prefect as artifacts, and raise the alarms."""
    checks = check_run(run, entries, flow_run.parameters.get("newspapers") or ())
    alarms = tuple(alarm.message for alarm in emit_alarms(run, checks))
    report = replace(run_report(run, entries, problems, planned), alarms=alarms)
    for line in to_lines(report):
        logger.info("%s", line)
    create_markdown_artifact(to_markdown(report), key=f"{run.flow}-report", description=f"What run {run.id} did")
    create_table_artifact(
        list(check_rows(checks)),
        key=f"{run.flow}-checks",
        description=f"Run {run.id} beside the nightly runs of the {TRAILING.days} days before",
    )
    return report


@task(task_run_name="coverage", cache_policy=NO_CACHE)
def publish_coverage(
    run: Run, start: date, end: date, newspapers: Sequence[str], entries: Sequence[LedgerEntry]
) -> None:
    """Show day by day and newspaper by newspaper what the lake has now, and what is still thin."""
    taken = open_lake(run.lake).coverage(start, end, newspapers)
    table = list(coverage_rows(coverage(list(days_between(start, end)), newspapers, taken, entries)))
    create_table_artifact(table, key="backfill-coverage", description=f"What the lake has of {start} to {end}")


@task(task_run_name="progress", cache_policy=NO_CACHE)
def begin_progress(of: str) -> UUID:
    """Begin a progress bar in Prefect."""
    return cast("UUID", create_progress_artifact(progress=0.0, key="backfill-progress", description=of))


@task(task_run_name="progress {share:.0%}", cache_policy=NO_CACHE)
def show_progress(bar: UUID, share: float) -> None:
    """Move a progress bar on."""
    update_progress_artifact(bar, progress=round(100 * share, 1))
