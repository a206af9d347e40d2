"""Alarms: a newspaper that fell silent, and pages that are suddenly read worse, which is how a redesign shows.

What is checked, and against which thresholds, is in tasks/quality.py.

Only nightly runs are compared, with nightly runs: a backfill's days are not tonight's. Time is cut into days that end
with the run, so that a second run in a day, or one of a single newspaper, raises no alarm.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from prefect.events import emit_event

from schemas.arrow import from_table
from schemas.ledger import LedgerEntry
from schemas.vocabulary import Outcome
from sources import source_ids
from tasks.lake import Lake, open_lake
from tasks.quality import SHORT_WORDS, Check, Day, Verdict, find_checks
from tasks.runs import Run

logger = logging.getLogger(__name__)

EVENT_PREFIX = "waqai.alarm."
TRAILING = timedelta(days=15)
"""What tonight is compared with."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is wrong with a newspaper.

    Attributes:
        kind: A key of tasks.quality.RULES.
        message: For a person, with the figures.
    """

    kind: str
    source: str
    message: str


def check_run(run: Run, entries: Iterable[LedgerEntry], newspapers: Collection[str] = ()) -> list[Check]:
    """Check what a run, already in the ledger, brought, beside the nightly runs before it.

    A night is all nightly runs of the day. Another flow's run is compared by itself, without its number of articles:
    a backfill's days are not tonight's.

    Args:
        run: That ends.
        entries: Its ledger.
        newspapers: Those that it was for; empty for all.
    """
    lake = open_lake(run.lake)
    days = _days(lake, run.began_at)
    if run.flow == "nightly":
        return [check for check in find_checks(days) if not newspapers or check.source in newspapers]
    brought: dict[str, list[LedgerEntry]] = {}
    for entry in entries:
        brought.setdefault(entry.source, []).append(entry)
    articles = _articles(lake, (entry for of_one in brought.values() for entry in of_one))
    compared = {source: {**days.get(source, {}), 0: _day(of_one, articles)} for source, of_one in brought.items()}
    return [check for check in find_checks(compared) if check.kind != "silent"]


def emit_alarms(run: Run, checks: Iterable[Check]) -> list[Alarm]:
    """Make an event in Prefect of each check that a nightly run failed."""
    if run.flow != "nightly":
        return []
    alarms = find_alarms(checks)
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


def find_alarms(checks: Iterable[Check]) -> list[Alarm]:
    """Make an alarm of each check that failed."""
    return [Alarm(check.kind, check.source, check.message) for check in checks if check.verdict is Verdict.FAILED]


def _days(lake: Lake, began: datetime) -> dict[str, dict[int, Day]]:
    since = began - TRAILING
    rows = lake.read_ledger(since=since.date())
    entries: Sequence[LedgerEntry] = from_table(rows, LedgerEntry)
    known = set(source_ids())  # one that was taken out of the registry is silent for a reason
    nightly = [entry for entry in entries if entry.flow == "nightly" and entry.at >= since and entry.source in known]
    articles = _articles(lake, nightly)
    grouped: dict[str, dict[int, list[LedgerEntry]]] = {}
    for entry in nightly:
        grouped.setdefault(entry.source, {}).setdefault(_age(entry.at, began), []).append(entry)
    return {
        source: {age: _day(entries, articles) for age, entries in by_age.items()} for source, by_age in grouped.items()
    }


def _age(at: datetime, began: datetime) -> int:
    """Count the days before today, which begins 20 hours before the run: after yesterday's, however long that took."""
    return max(0, (began + timedelta(hours=4) - at) // timedelta(days=1))


def _articles(lake: Lake, entries: Iterable[LedgerEntry]) -> dict[str, dict[str, Any]]:
    """Read by their id what the checks want of the articles that were accepted."""
    days = {entry.published_date for entry in entries if entry.outcome == Outcome.ACCEPTED}
    columns = ["article_id", "title", "authors", "word_count"]
    return {article["article_id"]: article for article in lake.articles(columns=columns, days=days).to_pylist()}


def _day(entries: Iterable[LedgerEntry], articles: Mapping[str, Mapping[str, Any]]) -> Day:
    count: Counter[str] = Counter()
    for entry in entries:
        count["parsed"] += entry.content_sha256 is not None
        count["rejected"] += entry.content_sha256 is not None and entry.outcome == Outcome.REJECTED
        if entry.outcome == Outcome.ACCEPTED:
            count["accepted"] += 1
            count["undated"] += entry.published_date is None
            count["facts"] += entry.facts or 0
            article = articles.get(entry.article_id or "")  # a later run may have taken it out
            if article is not None:
                count["unsigned"] += not article["authors"]
                count["untitled"] += not article["title"]
                count["short"] += article["word_count"] < SHORT_WORDS
    return Day(**count)
