"""The way that all flows share: archived pages are parsed in batches and written in groups, then the run is closed."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from schemas.ledger import LedgerEntry
from schemas.page import Discovered, Page
from tasks import stopping
from tasks.collect import Collected, Plan
from tasks.report import RunReport
from tasks.runs import Run, begin_run, dead_runs, end_run
from tasks.steps import enter_outcomes, fetch_newspaper, find_unfinished, parse_pages, publish_report, write_batches

logger = logging.getLogger(__name__)

NEWSPAPERS_AT_ONCE = 64
"""Threads, which mostly wait: with fewer than newspapers, a slow one that is begun late makes the whole night late."""

PAGES_PER_TASK = 150
"""A Prefect task costs its server some 30 ms; at this size that is a thousandth of the parsing."""

TASKS_PER_WRITE = 20
"""Pages are written 3,000 at a time: few rewrites of a partition, and little to do again after a crash."""


class RunProblems(Exception):  # noqa: N818  # it is how a run ends, not what was done wrong
    """A run that went to its end but not without loss: its state in Prefect must not be green.

    Attributes:
        report: What the run did all the same.
    """

    def __init__(self, report: RunReport) -> None:
        super().__init__("; ".join(report.problems))
        self.report = report


def start_run(flow: str, lake: Path) -> Run:
    """Begin a run; what runs that died left behind is brought to its end first, under their own names.

    Raises:
        LakeError: The lake cannot be written.
    """
    run = begin_run(flow, lake)
    with dead_runs(run.lake) as dead:
        for one in dead:
            left = find_unfinished(one)
            parse_and_write(left.run, left.pages)
            if left.interrupted:
                enter_outcomes(left.run, left.interrupted, count=len(left.interrupted))
            end_run(left.run)
    return run


def fetch_all(run: Run, newspapers: Sequence[str], plan: Plan) -> Collected:
    """Fetch newspapers side by side, each in its own task; one that fails is a problem of the run, not its end.

    What was refused or unchanged is in the ledger when this is over; the pages are in the raw archive.
    """
    fetching = {newspaper: fetch_newspaper.submit(run, newspaper, plan) for newspaper in newspapers}
    pages: list[Page] = []
    entries: list[LedgerEntry] = []
    problems: list[str] = []
    wanted: list[Discovered] = []
    for newspaper, future in fetching.items():
        try:
            collected = future.result()
        except Exception as error:  # noqa: BLE001  # whatever it is, the other newspapers go on
            problems.append(f"{newspaper}: {type(error).__name__}: {error}")
            continue
        pages.extend(collected.pages)
        entries.extend(collected.entries)
        problems.extend(collected.problems)
        wanted.extend(collected.wanted)
    if entries:
        enter_outcomes(run, entries, count=len(entries))
    stopping.check()
    return Collected(pages, entries, problems, wanted)


def parse_and_write(run: Run, pages: Sequence[Page]) -> list[LedgerEntry]:
    """Take archived pages to articles, facts and ledger; each page ends in exactly one ledger entry."""
    entries: list[LedgerEntry] = []
    with TemporaryDirectory(prefix="waqai-") as folder:
        for number, group in enumerate(_chunks(pages, PAGES_PER_TASK * TASKS_PER_WRITE)):
            spools = _parse(run, group, Path(folder), number)
            entries += write_batches(run, spools, pages=len(group))
            for spool in spools:
                spool.unlink()
    return entries


def _parse(run: Run, group: Sequence[Page], folder: Path, number: int) -> list[Path]:
    spools = []
    for index, batch in enumerate(_chunks(group, PAGES_PER_TASK)):
        stopping.check()
        spools.append(parse_pages(run, batch, spool=folder / f"{number:04d}-{index:04d}.pickle", count=len(batch)))
    return spools


def close(
    run: Run, entries: Sequence[LedgerEntry], problems: Sequence[str] = (), planned: Sequence[str] | None = None
) -> RunReport:
    """Publish the run's report.

    Args:
        run: That ends.
        entries: Its ledger.
        problems: What kept it from doing all it should.
        planned: In a dry run, the URLs that would be asked for; else None.

    Raises:
        RunProblems: There were problems; the report is in the exception too.
    """
    report = publish_report(run, entries, problems, planned)
    end_run(run)
    if problems:
        raise RunProblems(report)
    return report


def _chunks(pages: Sequence[Page], size: int) -> Iterator[list[Page]]:
    rest = iter(pages)
    while chunk := list(islice(rest, size)):
        yield chunk
