"""The backfill flow: a range of publication days, of chosen newspapers, doing only what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

from prefect import flow
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows.parameters import LONGEST_BACKFILL, Mode, Newspaper, check_days
from flows.pipeline import NEWSPAPERS_AT_ONCE, close, fetch_all, parse_and_write, start_run
from tasks.collect import Collected, Plan
from tasks.report import RunReport
from tasks.runs import Run
from tasks.settings import Settings
from tasks.steps import begin_progress, find_published, publish_coverage, show_progress


def _titled(title: str, **limits: Any) -> Any:
    """Head a field of Prefect's form, which otherwise shows the parameter's name, and limit what it takes."""
    return Field(json_schema_extra={"title": title}, **limits)


def _run_name() -> str:
    chosen = flow_run.parameters
    newspapers = ", ".join(str(newspaper) for newspaper in chosen["newspapers"])
    return f"backfill {chosen['start']}…{chosen['end']} · {newspapers}"


@flow(name="backfill", flow_run_name=_run_name, task_runner=ThreadPoolTaskRunner(max_workers=NEWSPAPERS_AT_ONCE))  # type: ignore[arg-type]
def backfill(
    start: Annotated[date, _titled("First day")],
    end: Annotated[date, _titled("Last day")],
    newspapers: Annotated[list[Newspaper], _titled("Newspapers", min_length=1)],
    mode: Annotated[Mode, _titled("What to do")] = Mode.MISSING,
    page_limit: Annotated[int | None, _titled("Most pages of one newspaper", ge=1)] = None,
    dry_run: Annotated[bool, _titled("Only say what would be done")] = False,
    lake: Annotated[Path | None, _titled("Folder of the lake")] = None,
) -> RunReport:
    """Bring what newspapers published in a range of days into the lake.

    It may be cancelled and started again at any moment: what is done is not done again.

    Args:
        start: First day of publication, in the newspaper's own time zone; choose it and press Apply.
        end: Last day of publication; that day is taken, too.
        newspapers: Which newspapers.
        mode: missing takes only what the lake lacks; refetch asks for everything again; reparse parses what the raw
            archive holds of these days again, without the network.
        page_limit: Most pages to fetch from one newspaper; left empty, all.
        dry_run: The report lists the pages that would be asked for; nothing is fetched.
        lake: The lake's folder; left empty, the setting LAKE.

    Raises:
        ParameterError: The range of days cannot be meant; nothing was done.
        RunProblems: A newspaper failed; the others are in the lake.
    """
    check_days(start, end, LONGEST_BACKFILL)
    run = start_run("backfill", lake or Settings().lake)
    chosen = [str(newspaper) for newspaper in newspapers]
    if mode is Mode.REPARSE:
        done = Collected(entries=parse_and_write(run, find_published(run, start, end, chosen)))
    else:
        plan = Plan(refetch=mode is Mode.REFETCH, page_limit=page_limit, dry_run=dry_run)
        done = _fetch_by_week(run, chosen, start, end, plan)
    publish_coverage(run, start, end, chosen, done.entries)
    planned = [one.url for one in done.wanted] if dry_run else None
    return close(run, done.entries, done.problems, planned)


def _fetch_by_week(run: Run, newspapers: list[str], start: date, end: date, plan: Plan) -> Collected:
    """Take a week from feeds to lake before the next is begun, so that what is done stays done."""
    done = Collected()
    progress = begin_progress("weeks done")
    weeks = [(start, end)] if plan.dry_run else list(_weeks(start, end))
    for number, (first, last) in enumerate(weeks, 1):
        fetched = fetch_all(run, newspapers, replace(plan, start=first, end=last))
        parsed = parse_and_write(run, fetched.pages)
        done = Collected(
            entries=[*done.entries, *fetched.entries, *parsed],
            problems=[*done.problems, *fetched.problems],
            wanted=[*done.wanted, *fetched.wanted],
        )
        show_progress(progress, number / len(weeks))
    return replace(done, problems=list(dict.fromkeys(done.problems)))


def _weeks(start: date, end: date) -> Iterator[tuple[date, date]]:
    while start <= end:
        yield start, min(end, start + timedelta(days=6))
        start += timedelta(days=7)
