"""The nightly flow: catch up to now from each newspaper's feeds and sitemaps; running it twice is harmless."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from prefect import flow
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner

from flows.parameters import Newspaper, everyday_newspapers
from flows.pipeline import NEWSPAPERS_AT_ONCE, close, fetch_all, parse_and_write, start_run
from tasks.collect import Plan
from tasks.report import RunReport
from tasks.settings import Settings

logger = logging.getLogger("flows.nightly")  # Prefect loads this file under another name

ZONE = ZoneInfo("Africa/Casablanca")
"""The schedule's, in prefect.yaml."""

LATE = timedelta(hours=1)
"""A run that begins as much after it was due says so."""


def _due() -> datetime:
    return datetime.fromtimestamp(flow_run.scheduled_start_time.timestamp(), UTC)  # from a type of its library's own


def _night() -> date:
    """Give the night that the run was due, which is not today's where it had to wait."""
    return _due().astimezone(ZONE).date()


def _run_name() -> str:
    chosen = flow_run.parameters.get("newspapers") or ["all newspapers"]
    return f"nightly {_night()} · {', '.join(str(newspaper) for newspaper in chosen)}"


def _tell_if_late() -> None:
    late = datetime.now(UTC) - _due()
    if late >= LATE:
        hours = late // timedelta(hours=1)
        logger.warning("due the night of %s, %d h ago: takes all that the newspapers show by now", _night(), hours)


@flow(name="nightly", flow_run_name=_run_name, task_runner=ThreadPoolTaskRunner(max_workers=NEWSPAPERS_AT_ONCE))  # type: ignore[arg-type]
def nightly(
    newspapers: list[Newspaper] | None = None, page_limit: int | None = None, lake: Path | None = None
) -> RunReport:
    """Bring what is new in the newspapers since the last run into the lake.

    Args:
        newspapers: Which ones; left empty, all of the registry.
        page_limit: Most pages to fetch from one newspaper.
        lake: The lake's folder; left empty, the setting LAKE.

    Raises:
        RunProblems: A newspaper failed; the others are in the lake.
    """
    _tell_if_late()
    run = start_run("nightly", lake or Settings().lake)
    chosen = [str(newspaper) for newspaper in newspapers or everyday_newspapers()]
    fetched = fetch_all(run, chosen, Plan(page_limit=page_limit))
    entries = [*fetched.entries, *parse_and_write(run, fetched.pages)]
    return close(run, entries, fetched.problems)
