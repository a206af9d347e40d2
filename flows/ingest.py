"""The ingest flow: pages come from files instead of the network, and go the same way."""

from __future__ import annotations

from pathlib import Path

from prefect import flow
from prefect.runtime import flow_run

from flows.parameters import Newspaper
from flows.pipeline import close, parse_and_write, start_run
from tasks.ingest import find_inputs
from tasks.report import RunReport
from tasks.settings import Settings
from tasks.steps import archive_files


def _run_name() -> str:
    paths = flow_run.parameters["paths"]
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return f"ingest {Path(paths[0]).name}{more}" if paths else "ingest"


@flow(name="ingest", flow_run_name=_run_name)
def ingest(paths: list[Path], newspaper: Newspaper | None = None, lake: Path | None = None) -> RunReport:
    """Take WARC files (Common Crawl's as they are), HTML or text files, or folders of them into the lake.

    Args:
        paths: The files and folders.
        newspaper: The newspaper that the pages are of; left empty, each page's host decides.
        lake: The lake's folder; left empty, the setting LAKE.

    Raises:
        InputError: A path does not exist or holds no page; nothing was done.
        RunProblems: An archive was cut off; the pages before the cut were taken.
    """
    inputs = find_inputs(paths)
    run = start_run("ingest", lake or Settings().lake)
    archived = archive_files(run, inputs, newspaper)
    entries = parse_and_write(run, archived.pages)
    return close(run, entries, archived.problems)
