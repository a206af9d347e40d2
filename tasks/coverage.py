"""Which days of a range the lake has, newspaper by newspaper, and which are still thin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from schemas.ledger import LedgerEntry
from schemas.vocabulary import Outcome

THIN = 0.5
"""A day with less than this share of the newspaper's median day is called thin."""


@dataclass(frozen=True, slots=True)
class DayCoverage:
    """One day of one newspaper.

    Attributes:
        found: URLs that this run found for the day.
        taken: Articles that the lake holds of it now.
        rejected: URLs of the day that this run refused or failed to fetch.
        thin: Whether the lake holds none, or far fewer than on the newspaper's other days.
    """

    day: date
    source: str
    found: int
    taken: int
    rejected: int
    thin: bool


def coverage(
    days: Sequence[date], sources: Sequence[str], taken: Mapping[tuple[date, str], int], entries: Iterable[LedgerEntry]
) -> list[DayCoverage]:
    """Say for each day and newspaper what was found, taken and refused.

    Args:
        days: All days of the range.
        sources: The newspapers.
        taken: Articles in the lake by day and newspaper; a pair that is missing counts 0.
        entries: The run's ledger. An entry without a publication day counts for no day.
    """
    found: Counter[tuple[date, str]] = Counter()
    rejected: Counter[tuple[date, str]] = Counter()
    for entry in entries:
        if entry.published_date is not None:
            key = (entry.published_date, entry.source)
            found[key] += 1
            rejected[key] += entry.outcome in (Outcome.REJECTED, Outcome.FAILED)
    usual = {source: median([taken.get((day, source), 0) for day in days] or [0]) for source in sources}
    return [
        DayCoverage(day, source, found[day, source], count, rejected[day, source], _is_thin(count, usual[source]))
        for day in days
        for source in sources
        for count in [taken.get((day, source), 0)]
    ]


def _is_thin(count: int, usual: float) -> bool:
    return count == 0 or count < THIN * usual


def coverage_rows(covered: Iterable[DayCoverage]) -> Iterator[dict[str, str | int]]:
    """Lay the coverage out for Prefect's table."""
    for one in covered:
        yield {
            "day": one.day.isoformat(),
            "newspaper": one.source,
            "found": one.found,
            "taken": one.taken,
            "rejected": one.rejected,
            "still thin": "thin" if one.thin else "",
        }
