"""Alarms: a newspaper that fell silent, and pages that are suddenly read worse, which is how a redesign shows.

Only nightly runs are compared, with nightly runs: a backfill's days are not tonight's. Time is cut into days that end
with the run, so that a second run in a day, or one of a single newspaper, raises no alarm.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from prefect.events import emit_event

from schemas.arrow import from_table
from schemas.ledger import LedgerEntry
from schemas.vocabulary import Outcome
from sources import source_ids
from tasks.lake import Lake, open_lake
from tasks.runs import Run

logger = logging.getLogger(__name__)

EVENT_PREFIX = "waqai.alarm."
TRAILING = timedelta(days=15)
"""What tonight is compared with."""

LEAST_DAYS = 3
"""A newspaper that was visited on fewer days has no usual yet."""
LEAST_USUAL = 5
"""A newspaper that usually brings fewer articles a day may well bring none."""
FAR_LESS = 0.25
"""Less than this share of the trailing median is far less: weekends and holidays halve a newspaper."""
LEAST_PAGES = 10
"""A share of fewer pages says little."""
JUMP = 0.3
"""A share that is higher than its trailing median by as much is a jump."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is wrong with a newspaper.

    Attributes:
        kind: silent, rejected, undated or unsigned.
        message: For a person, with the figures.
    """

    kind: str
    source: str
    message: str


@dataclass(frozen=True, slots=True)
class Day:
    """What nightly runs did with a newspaper's pages in a day.

    Attributes:
        parsed: Pages that were parsed, whatever became of them.
        accepted: Articles that were new or had changed.
        undated: Of these, those with no day of publication.
        unsigned: Of these, those without an author.
    """

    parsed: int = 0
    accepted: int = 0
    rejected: int = 0
    undated: int = 0
    unsigned: int = 0


_SHARES = {
    "rejected": ("rejected", "parsed", "of its pages are rejected"),
    "undated": ("undated", "accepted", "of its articles have no date"),
    "unsigned": ("unsigned", "accepted", "of its articles have no author"),
}


def emit_alarms(run: Run) -> list[Alarm]:
    """Compare a nightly run, already in the ledger, with those before it; each alarm is an event in Prefect."""
    if run.flow != "nightly":
        return []
    alarms = find_alarms(_days(open_lake(run.lake), run.began_at))
    for alarm in alarms:
        logger.warning("%s", alarm.message)
        emit(alarm, run.id)
    return alarms


def emit(alarm: Alarm, run_id: str) -> None:
    """Send an alarm to Prefect as an event of its newspaper; the automations of the server pass it on."""
    emit_event(
        event=f"{EVENT_PREFIX}{alarm.kind}",
        resource={"prefect.resource.id": f"waqai.newspaper.{alarm.source}", "prefect.resource.name": alarm.source},
        payload={"message": alarm.message, "run_id": run_id},
    )


def find_alarms(days: Mapping[str, Mapping[int, Day]]) -> list[Alarm]:
    """Say what is wrong today.

    Args:
        days: By newspaper, what was done with it today (0), the day before (1) and so on; a day on which it was not
            visited is missing.
    """
    return [alarm for source in sorted(days) for alarm in _of_newspaper(source, days[source])]


def _of_newspaper(source: str, days: Mapping[int, Day]) -> Iterator[Alarm]:
    before = [day for age, day in days.items() if age > 0]
    if len(before) < LEAST_DAYS:
        return
    today = days.get(0, Day())
    yield from _volume(source, today, before)
    for kind in _SHARES:
        yield from _drift(kind, source, today, before)


def _volume(source: str, today: Day, before: Sequence[Day]) -> Iterator[Alarm]:
    usual = median(day.accepted for day in before)
    if usual >= LEAST_USUAL and today.accepted < FAR_LESS * usual:
        yield Alarm("silent", source, f"{source} brought {today.accepted} articles; it usually brings {usual:g}")


def _drift(kind: str, source: str, today: Day, before: Sequence[Day]) -> Iterator[Alarm]:
    _, whole, words = _SHARES[kind]
    known = [share for day in before if (share := _share(kind, day)) is not None]
    now = _share(kind, today)
    if now is None or not known or getattr(today, whole) < LEAST_PAGES:
        return
    if now - median(known) >= JUMP:
        yield Alarm(kind, source, f"{source}: {now:.0%} {words}; it was {median(known):.0%}")


def _share(kind: str, day: Day) -> float | None:
    part, whole, _ = _SHARES[kind]
    count: int = getattr(day, whole)
    return getattr(day, part) / count if count else None


def _days(lake: Lake, began: datetime) -> dict[str, dict[int, Day]]:
    since = began - TRAILING
    rows = lake.read_ledger(since=since.date())
    entries: Sequence[LedgerEntry] = from_table(rows, LedgerEntry)
    known = set(source_ids())  # one that was taken out of the registry is silent for a reason
    nightly = [entry for entry in entries if entry.flow == "nightly" and entry.at >= since and entry.source in known]
    unsigned = _unsigned(lake, nightly)
    grouped: dict[str, dict[int, list[LedgerEntry]]] = {}
    for entry in nightly:
        grouped.setdefault(entry.source, {}).setdefault(_age(entry.at, began), []).append(entry)
    return {
        source: {age: _day(entries, unsigned) for age, entries in by_age.items()} for source, by_age in grouped.items()
    }


def _age(at: datetime, began: datetime) -> int:
    """Count the days before today, which begins 20 hours before the run: after yesterday's, however long that took."""
    return max(0, (began + timedelta(hours=4) - at) // timedelta(days=1))


def _unsigned(lake: Lake, entries: Iterable[LedgerEntry]) -> set[str]:
    days = {entry.published_date for entry in entries if entry.outcome == Outcome.ACCEPTED}
    articles = lake.articles(columns=["article_id", "authors"], days=days).to_pylist()
    return {article["article_id"] for article in articles if not article["authors"]}


def _day(entries: Iterable[LedgerEntry], unsigned: set[str]) -> Day:
    count: Counter[str] = Counter()
    for entry in entries:
        count["parsed"] += entry.content_sha256 is not None
        count["rejected"] += entry.content_sha256 is not None and entry.outcome == Outcome.REJECTED
        if entry.outcome == Outcome.ACCEPTED:
            count["accepted"] += 1
            count["undated"] += entry.published_date is None
            count["unsigned"] += entry.article_id in unsigned
    return Day(**count)
