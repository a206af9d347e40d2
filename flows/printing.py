"""What the command line prints of a run, for a person."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.logging import RichHandler
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from schemas.vocabulary import Outcome
from sources import load, source_ids
from tasks.lake import InvariantResult, open_lake
from tasks.progress import watched_by
from tasks.report import RunReport, report_rows

console = Console(highlight=False)
problems = Console(stderr=True, highlight=False, soft_wrap=True)

_MOST_NEWSPAPERS = 25
_MOST_ARTICLES = 20
_MOST_FACTS = 12
_LEAST_ROOM = 20
"""Characters that the widest column keeps, however narrow the terminal."""
_MOST_ROOM = 24
"""Characters that any other column gets."""
_ARTICLE_COLUMNS = ["article_id", "title", "authors", "published_at", "published_date", "run_id"]
_FACT_COLUMNS = ["article_id", "kind", "value", "unit", "counted", "concept", "sentence", "run_id"]


def print_problem(message: str) -> None:
    """Say on standard error what went wrong, in one line."""
    problems.print(f"[bold red]waqai:[/] {escape(message)}")


def print_run(report: RunReport, lake: Path) -> None:
    """Print a run's figures, some of its articles and facts, and how to read the lake."""
    if report.planned is not None:
        console.print(f"A dry run: {len(report.planned):,} URLs would be asked for; nothing was done.")
        for url in report.planned[:_MOST_ARTICLES]:
            console.print(f"  {escape(url)}")
        return
    if not report.newspapers:
        console.print(f"{report.flow}, {report.seconds:.0f} s: there was nothing to do")
        return
    _print_figures(report)
    opened = open_lake(lake, create=False, read_only=True)
    ledger = opened.read_ledger(columns=["published_date", "outcome"], run_ids=[report.run_id])
    days = set(ledger.filter(pc.field("outcome") == Outcome.ACCEPTED.value)["published_date"].to_pylist())
    articles = _of_run(opened.articles(columns=_ARTICLE_COLUMNS, days=days), report.run_id)
    facts = _of_run(opened.facts(columns=_FACT_COLUMNS, days=days), report.run_id)
    if articles.num_rows:
        _print_articles(articles, facts)
        _print_facts(facts)
    console.print(f"The lake is {lake}. To read it:")
    console.print(f"  import pandas as pd; pd.read_parquet({str(lake / 'facts')!r})")


def _of_run(table: pa.Table, run_id: str) -> pa.Table:
    return table.filter(pc.field("run_id") == run_id)


def _print_figures(report: RunReport) -> None:
    headings, *rows = report_rows(report.newspapers[:_MOST_NEWSPAPERS])
    if len(report.newspapers) > 1:
        *_, total = report_rows([report.total])
        rows.append(total)
    told = [index for index in range(len(headings)) if any(row[index] not in ("0", "0.0") for row in rows)]
    headings, *rows = (tuple(row[index] for index in told) for row in [headings, *rows])
    _print_table(f"{report.flow}, {report.seconds:.0f} s", headings, rows, numbers=range(1, len(headings)))
    left = len(report.newspapers) - _MOST_NEWSPAPERS
    if left > 0:
        console.print(f"… and {left:,} more newspapers, counted in the last row")
    reasons = ", ".join(f"{count} {reason}" for reason, count in report.total.reasons.most_common())
    if reasons:
        console.print(f"Refused: {reasons}\n")
    for alarm in report.alarms:
        console.print(f"[bold yellow]alarm:[/] {escape(alarm)}")


def _print_articles(articles: pa.Table, facts: pa.Table) -> None:
    counts = Counter(facts["article_id"].to_pylist())
    newest = articles.sort_by([("published_at", "descending")]).slice(0, _MOST_ARTICLES).to_pylist()
    rows = [
        (
            str(row["published_date"] or "–"),
            row["title"] or "",
            "، ".join(row["authors"]),
            str(counts[row["article_id"]]),
        )
        for row in newest
    ]
    headings = ("date", "title", "authors", "facts")
    _print_table(f"articles ({len(rows)} of {articles.num_rows:,})", headings, rows, numbers=[3])


def _print_facts(facts: pa.Table) -> None:
    step = max(1, facts.num_rows // _MOST_FACTS)  # from all of the run, not only from its first article
    headings = ("kind", "value", "unit", "counted", "concept", "sentence")
    rows = [
        tuple(_plain(row[name]) if name == "value" else row[name] or "" for name in headings)
        for row in facts.to_pylist()[::step][:_MOST_FACTS]
    ]
    _print_table(f"facts ({len(rows)} of {facts.num_rows:,})", headings, rows, numbers=[1])


def _plain(value: float) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def _print_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> None:
    """Print rows; where the terminal is too narrow for them, the widest column is cut."""
    natural = [max(cell_len(row[index]) for row in [headings, *rows]) for index in range(len(headings))]
    widest = natural.index(max(natural))
    widths = [width if index == widest else min(width, _MOST_ROOM) for index, width in enumerate(natural)]
    room = console.width - sum(widths) - 2 * len(widths) + widths[widest]
    widths[widest] = min(widths[widest], max(_LEAST_ROOM, room))
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for index, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        justify: JustifyMethod = "right" if index in numbers else "left"
        table.add_column(heading, justify=justify, no_wrap=True, overflow="ellipsis", width=width)
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)
    console.print()


def print_invariants(results: Sequence[InvariantResult]) -> None:
    """Print what must always hold of a lake, a line each."""
    for result in results:
        verdict = "[green]holds[/]" if result.ok else "[bold red]FAILS[/]"
        console.print(f"{verdict}  {result.name}: {escape(result.detail)}", soft_wrap=True)


def print_sources(source_id: str | None) -> None:
    """List the registry, or print one newspaper's declaration.

    Raises:
        SourceError: There is no such newspaper.
    """
    if source_id is not None:
        console.print_json(load(source_id).model_dump_json(exclude_defaults=True))
        return
    headings = ("id", "name", "in Latin letters", "country", "languages", "discovery", "verified")
    rows = [
        (
            source.id,
            source.name,
            source.name_latin,
            source.country,
            " ".join(source.languages),
            " ".join(dict.fromkeys(strategy.kind for strategy in source.discovery)),
            "yes" if source.verified else "not yet",
        )
        for source in map(load, source_ids())
    ]
    _print_table(f"{len(rows)} newspapers", headings, rows, numbers=())


def print_stopping() -> None:
    """Say that Ctrl-C was heard."""
    problems.print("[yellow]stopping …[/] (Ctrl-C again to stop at once)")


@contextmanager
def progress_line() -> Iterator[None]:
    """Show on standard error, in one line that changes, how far the work is, where a person is looking."""
    if not problems.is_terminal:
        yield
        return
    done: Counter[str] = Counter()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=problems, transient=True) as line:
        shown = line.add_task("starting …")

        def watch(what: str, newspaper: str) -> None:
            done[what] += 1
            counts = " · ".join(f"{count:,} {name}" for name, count in sorted(done.items()))
            line.update(shown, description=f"{counts} · {newspaper}")

        with watched_by(watch):
            yield


def progress_logging() -> None:
    """Let the flows and tasks tell on standard error how far they are, where a person is looking."""
    if not problems.is_terminal:
        return
    handler = RichHandler(console=problems, show_path=False, show_level=False, log_time_format="%H:%M:%S")
    for name in ("flows", "tasks"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
        logger.propagate = False
