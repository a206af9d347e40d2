"""What a run did, for a person: a row for each newspaper, the reasons of what was refused, and what looks wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from schemas.ledger import LedgerEntry
from schemas.vocabulary import Outcome
from tasks.runs import Run


@dataclass(slots=True)
class NewspaperReport:
    """One newspaper's share of a run.

    Attributes:
        discovered: URLs that the run touched.
        fetched: Those that brought a body.
        outcomes: How many ended in each way.
        reasons: Why those were rejected or failed that were.
        facts: Key facts in the accepted articles.
        seconds: Time spent on its pages.
    """

    source: str
    discovered: int = 0
    fetched: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    facts: int = 0
    seconds: float = 0.0

    def add(self, entry: LedgerEntry) -> None:
        """Count one URL's outcome."""
        self.discovered += 1
        self.fetched += entry.bytes is not None
        self.outcomes[entry.outcome] += 1
        if entry.outcome in (Outcome.REJECTED, Outcome.FAILED):
            self.reasons[entry.reason] += 1
        self.facts += entry.facts or 0
        self.seconds += (entry.elapsed_ms or 0) / 1000


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run's figures.

    Attributes:
        problems: What went wrong with a whole newspaper or file, a line each; a run with problems is not green.
        planned: In a dry run, the URLs that would be asked for; else None.
        alarms: What is odd about a newspaper beside its days before, a line each.
    """

    run_id: str
    flow: str
    newspapers: tuple[NewspaperReport, ...]
    seconds: float
    problems: tuple[str, ...] = ()
    planned: tuple[str, ...] | None = None
    alarms: tuple[str, ...] = ()

    @property
    def total(self) -> NewspaperReport:
        """The sum over all newspapers."""
        total = NewspaperReport("all")
        for one in self.newspapers:
            total.discovered += one.discovered
            total.fetched += one.fetched
            total.outcomes.update(one.outcomes)
            total.reasons.update(one.reasons)
            total.facts += one.facts
            total.seconds += one.seconds
        return total


def run_report(
    run: Run, entries: Iterable[LedgerEntry], problems: Iterable[str] = (), planned: Iterable[str] | None = None
) -> RunReport:
    """Add a run's ledger up."""
    urls = None if planned is None else tuple(planned)
    return RunReport(run.id, run.flow, by_newspaper(entries), run.seconds, tuple(problems), urls)


def by_newspaper(entries: Iterable[LedgerEntry]) -> tuple[NewspaperReport, ...]:
    """Add a run's ledger up by newspaper, the one with most URLs first."""
    reports: dict[str, NewspaperReport] = {}
    for entry in entries:
        reports.setdefault(entry.source, NewspaperReport(entry.source)).add(entry)
    return tuple(sorted(reports.values(), key=lambda one: (-one.discovered, one.source)))


_MOST_PLANNED = 200
_OUTCOMES = ("accepted", "unchanged", "duplicate", "rejected", "failed")
_HEADINGS = ("newspaper", "discovered", "fetched", *_OUTCOMES, "facts", "seconds")


def report_rows(newspapers: Iterable[NewspaperReport]) -> Iterator[tuple[str, ...]]:
    """Lay the report out as rows of text, headings first."""
    yield _HEADINGS
    for one in newspapers:
        counts = [str(one.outcomes[outcome]) for outcome in _OUTCOMES]
        yield (one.source, str(one.discovered), str(one.fetched), *counts, str(one.facts), f"{one.seconds:.1f}")


def to_lines(report: RunReport) -> Iterator[str]:
    """Tell a run's end in a few lines, for its log."""
    total = report.total
    counts = ", ".join(f"{total.outcomes[outcome]} {outcome}" for outcome in _OUTCOMES if total.outcomes[outcome])
    yield f"{total.discovered} URLs of {len(report.newspapers)} newspapers: {counts or 'nothing to do'}"
    if total.reasons:
        yield f"refused: {', '.join(f'{reason} {count}' for reason, count in total.reasons.most_common())}"
    if report.planned is not None:
        yield f"a dry run: {len(report.planned)} URLs would be asked for"
    yield f"{total.facts} facts; {len(report.alarms)} alarms; {report.seconds:.0f} s in all"


def to_markdown(report: RunReport, most: int = 60) -> str:
    """Write the report as Markdown, for Prefect's artifact; at most `most` newspapers are listed."""
    return "\n".join(_markdown(report, most))


def _markdown(report: RunReport, most: int) -> Iterator[str]:
    total = report.total
    yield f"**{report.flow}** run `{report.run_id}`, {report.seconds:.0f} s:"
    yield f"{total.outcomes['accepted']} articles accepted, {total.facts} facts."
    if report.problems:
        yield from ("", "## Problems", "", *(f"- {problem}" for problem in report.problems))
    if report.alarms:
        yield from ("", "## Alarms", "", *(f"- {alarm}" for alarm in report.alarms))
    if report.planned is not None:
        yield from ("", f"## Would be asked for: {len(report.planned)} URLs", "")
        yield from (f"- {url}" for url in report.planned[:_MOST_PLANNED])
    yield from ("", "## By newspaper", "")
    headings, *rows = report_rows([*report.newspapers[:most], total])
    yield from (_row(headings), _row(["---"] * len(headings)), *map(_row, rows))
    if len(report.newspapers) > most:
        yield f"\n… and {len(report.newspapers) - most} more newspapers."
    if total.reasons:
        yield from ("", "## Why pages were refused", "", _row(["reason", "pages"]), _row(["---", "---"]))
        yield from (_row([reason, str(count)]) for reason, count in total.reasons.most_common())


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
