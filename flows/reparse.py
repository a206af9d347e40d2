"""The reparse flow: the raw archive again, with today's parsers and no network."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from prefect import flow

from flows.parameters import Newspaper, check_days
from flows.pipeline import close, parse_and_write, start_run
from tasks.lake import open_lake
from tasks.report import RunReport
from tasks.settings import Settings
from tasks.steps import find_archived


@flow(name="reparse")
def reparse(
    start: date | None = None,
    end: date | None = None,
    newspapers: list[Newspaper] | None = None,
    lake: Path | None = None,
) -> RunReport:
    """Parse what the raw archive holds again, after the parsers got better.

    Args:
        start: First day on which the pages were fetched; left empty, from the beginning.
        end: Last day on which they were fetched; left empty, to the end.
        newspapers: Which ones; left empty, all.
        lake: The lake's folder; left empty, the setting LAKE.

    Raises:
        LakeError: There is no lake there, or it cannot be written.
        ParameterError: The days are in the wrong order.
    """
    check_days(start, end)
    root = lake or Settings().lake
    open_lake(root, create=False)
    run = start_run("reparse", root)
    pages = find_archived(run, start, end, newspapers)
    return close(run, parse_and_write(run, pages))
