"""The command line: each command calls the flow or the parser that Prefect or a notebook would call."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.embedded import PREFECT_HOME, use_embedded_prefect
from flows.interrupting import ctrl_c_stops
from flows.parameters import LONGEST_BACKFILL, Mode, Newspaper, ParameterError, check_days, everyday_newspapers
from flows.printing import (
    console,
    print_invariants,
    print_problem,
    print_run,
    print_sources,
    print_stopping,
    progress_line,
    progress_logging,
)
from sources import SourceError, load
from tasks.ingest import InputError
from tasks.lake import LakeError
from tasks.report import RunReport
from tasks.settings import Settings
from tasks.stopping import Stopped

app = typer.Typer(
    name="waqai",
    help="From news pages to Parquet: articles and the key facts in them, Arabic first.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_SAMPLE_PORT = 8920

LakeOption = Annotated[Path | None, typer.Option("--lake", help="The lake's folder; else the setting LAKE.")]
SourceOption = Annotated[list[str] | None, typer.Option("--source", help="A newspaper's id; may be given again.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="Most pages to fetch from one newspaper.")]
DayOption = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day, as 2019-04-20.")]
NeededDayOption = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="A day, as 2019-04-20.")]


@app.command()
def nightly(source: SourceOption = None, lake: LakeOption = None, limit: LimitOption = None) -> None:
    """Bring what is new in the newspapers since the last run into the lake."""
    with _session(source):
        from flows.nightly import nightly as flow  # noqa: PLC0415  # Prefect reads its settings when it is imported

        _run(lake, lambda at: flow(newspapers=_chosen(source) or None, page_limit=limit, lake=at))


@app.command()
def backfill(
    start: NeededDayOption,
    end: NeededDayOption,
    source: SourceOption = None,
    mode: Annotated[Mode, typer.Option(help="What to do with what is already there.")] = Mode.MISSING,
    lake: LakeOption = None,
    limit: LimitOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
) -> None:
    """Bring what the newspapers published in a range of days into the lake."""
    with _session(source):
        from flows.backfill import backfill as flow  # noqa: PLC0415  # as above

        first, last = start.date(), end.date()
        check_days(first, last, LONGEST_BACKFILL)  # before Prefect is started for nothing
        chosen = _chosen(source) or _chosen(everyday_newspapers())
        _run(lake, lambda at: flow(first, last, chosen, mode, limit, dry_run, at))


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="WARC, HTML or text files, or folders of them.", metavar="PATH…")],
    source: Annotated[str | None, typer.Option("--source", help="The newspaper that the pages are of.")] = None,
    lake: LakeOption = None,
) -> None:
    """Take pages from files instead of the network, through the same path."""
    with _session([source] if source else None):
        from flows.ingest import ingest as flow  # noqa: PLC0415  # as above
        from tasks.ingest import find_inputs  # noqa: PLC0415

        find_inputs(paths)  # before Prefect is started for nothing
        _run(lake, lambda at: flow(paths=paths, newspaper=Newspaper(source) if source else None, lake=at))


@app.command()
def reparse(
    start: DayOption = None, end: DayOption = None, source: SourceOption = None, lake: LakeOption = None
) -> None:
    """Parse the raw archive again, after the parsers got better; days are those of the fetch."""
    with _session(source):
        from flows.reparse import reparse as flow  # noqa: PLC0415  # as above

        first, last = (day.date() if day else None for day in (start, end))
        check_days(first, last)
        _run(lake, lambda at: flow(start=first, end=last, newspapers=_chosen(source) or None, lake=at))


@app.command("try")
def try_page(
    page: Annotated[str, typer.Argument(help="A URL, or an HTML or text file.", metavar="URL_OR_FILE")],
    source: Annotated[str | None, typer.Option("--source", help="The newspaper that the page is of.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record and the facts as JSON.")] = False,
) -> None:
    """Show what one page gives: the record, its facts in the text, and why each value was chosen. Writes nothing."""
    with _clear_errors():
        from flows.trying import try_page as show  # noqa: PLC0415  # the parsers load slowly

        show(page, source, as_json=as_json)


@app.command()
def sources(
    source: Annotated[str | None, typer.Argument(help="A newspaper's id.", metavar="[ID]")] = None,
    check: Annotated[bool, typer.Option("--check", help="Fetch its feeds and newest articles.")] = False,
    discover: Annotated[
        str | None, typer.Option("--discover", help="Look at a new site and print a file for it.", metavar="URL")
    ] = None,
) -> None:
    """List the newspapers, look at one, or propose a file for a new one."""
    with _clear_errors():
        if discover is not None:
            from flows.registry import propose_source  # noqa: PLC0415  # it brings the network

            typer.echo(propose_source(discover), nl=False)
            return
        if not check:
            print_sources(source)
            return
        from flows.registry import check_source  # noqa: PLC0415  # it brings the network

        if not check_source(_needed(source)):
            raise typer.Exit(1)


@app.command()
def verify(
    lake: LakeOption = None,
    deep: Annotated[bool, typer.Option("--deep", help="Also read the archive and parse it again.")] = False,
) -> None:
    """Check what must always hold of a lake, a line each; exit status 1 where something fails."""
    with _clear_errors():
        from flows.verifying import verify_lake  # noqa: PLC0415  # the parsers load slowly

        results = verify_lake(lake or Settings().lake, deep=deep)
        print_invariants(results)
        if not all(result.ok for result in results):
            raise typer.Exit(1)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="On 127.0.0.1.")] = 4200,
    home: Annotated[Path, typer.Option(help="Prefect's folder, with its database.")] = PREFECT_HOME,
) -> None:
    """Start Prefect's server, a worker and the deployments on this machine; Ctrl-C ends them."""
    with _clear_errors():
        from flows.serving import serve as serve_all  # noqa: PLC0415  # only where it is wanted

        try:
            serve_all(port, home.resolve())
        except KeyboardInterrupt:
            console.print("stopped")


@app.command("compact")
def compact_lake(lake: LakeOption = None) -> None:
    """Lay the ledger's small files of past days together, and clear what moves left behind."""
    with _clear_errors():
        from flows.maintenance import compact_past  # noqa: PLC0415  # only where it is wanted

        compact_past(lake or Settings().lake)


@app.command("diff")
def diff_lakes(
    before: Annotated[Path, typer.Argument(help="A lake.")], after: Annotated[Path, typer.Argument(help="Another.")]
) -> None:
    """Say what changed from one lake to another: rows, columns, examples. For two versions of the parsers."""
    with _clear_errors():
        from flows.maintenance import print_differences  # noqa: PLC0415  # likewise

        print_differences(before, after)


def _chosen(source: Sequence[str] | None) -> list[Newspaper]:
    return [Newspaper(one) for one in source or ()]


def _needed(source: str | None) -> str:
    if source is None:
        raise ParameterError("--check needs a newspaper's id: waqai sources ID --check")
    return source


def _run(lake: Path | None, flow: Callable[[Path], RunReport]) -> None:
    from flows.pipeline import RunProblems  # noqa: PLC0415  # as above

    at = (lake or Settings().lake).resolve()
    try:
        with progress_line():
            report = flow(at)
        print_run(report, at)
    except RunProblems as problems:
        print_run(problems.report, at)
        for problem in problems.report.problems:
            print_problem(problem)
        raise typer.Exit(2 if problems.report.flow == "ingest" else 1) from None


@contextmanager
def _session(newspapers: Sequence[str] | None) -> Iterator[None]:
    """Check the newspapers' names, set Prefect up, serve the sample newspaper if it is asked for."""
    with _clear_errors(), ctrl_c_stops(print_stopping), ExitStack() as served:
        chosen = [load(newspaper).id for newspaper in newspapers or ()]
        use_embedded_prefect()
        progress_logging()
        if "sample" in chosen and Settings().sample_origin is None:
            os.environ["WAQAI_SAMPLE_ORIGIN"] = served.enter_context(_sample_newspaper())
        yield


def _sample_newspaper() -> AbstractContextManager[str]:
    """Serve the sample newspaper, at the same address each time if that is free: its articles then stay the same."""
    from sample.server import serve  # noqa: PLC0415  # only where it is wanted

    with socket.socket() as probe:
        taken = probe.connect_ex(("127.0.0.1", _SAMPLE_PORT)) == 0
    return serve(port=0 if taken else _SAMPLE_PORT)


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Turn bad input into one line and exit status 2."""
    try:
        yield
    except (InputError, LakeError, ParameterError, SourceError) as error:
        print_problem(str(error))
        raise typer.Exit(2) from None
    except (KeyboardInterrupt, Stopped):
        print_problem("stopped by Ctrl-C; what was fetched is in the archive, and the next run goes on from there")
        raise typer.Exit(130) from None


def main() -> None:
    """Run the command line."""
    logging.captureWarnings(capture=True)
    app()


if __name__ == "__main__":
    main()
