"""Writers for the crash tests, run in processes of their own: a fixed sequence of steps that may end at any moment."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from schemas.ledger import LedgerEntry
from tasks.lake import ArticleWithFacts, UpsertReport, compact, open_lake
from tasks.lake.faults import watch
from tests.tasks.lake_rows import DAY, article, entry, later

STEPS = 12
_ARTICLES = 9


def articles_of(step: int) -> Iterator[ArticleWithFacts]:
    """Each step brings new articles, revises some, and moves some to another day or to none."""
    days = [DAY, DAY + timedelta(days=1), None]
    for number in range(_ARTICLES):
        whose = number + step // 2
        yield article(
            whose,
            day=days[(whose + step // 3) % 3],
            people=10 + (step + whose) % 4,
            facts=whose % 3,
            fetched_at=later(step),
        )


def write_step(root: Path, step: int) -> None:
    def enter(report: UpsertReport) -> tuple[date, list[LedgerEntry]]:
        numbers = range(step // 2, step // 2 + _ARTICLES)
        return DAY, [entry(n, report.run_id, detail=str(step)) for n in numbers]

    open_lake(root).upsert(articles_of(step), f"step-{step:03d}", enter=enter)


def steps_done(root: Path) -> int:
    """A step and its ledger are one commit, so that the ledger tells which steps are done."""
    return len(set(open_lake(root).read_ledger(["run_id"])["run_id"].to_pylist()))


def die_at(point: str, nth: int) -> None:
    """Be killed when this process comes by a moment for the nth time."""
    left = iter(range(nth - 1))

    def kill(reached: str) -> None:
        if reached == point and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    watch(kill)


def write_and_die(root: Path, point: str, nth: int) -> None:
    """Write the next step, or be killed on the way."""
    die_at(point, nth)
    write_step(root, steps_done(root))


def write_on(root: Path, first: int, last: int, acknowledged: Path) -> None:
    """Write steps one after the other, saying after each that it is done."""
    for step in range(first, last):
        write_step(root, step)
        acknowledged.write_text(str(step + 1))


def upsert_numbers(root: Path, numbers: range, run_id: str, hour: int) -> None:
    """Bring the articles of some numbers in, in writes of four."""
    lake = open_lake(root)
    rows = [article(n, people=10 + hour, fetched_at=later(hour)) for n in numbers]
    for begin in range(0, len(rows), 4):
        lake.upsert(rows[begin : begin + 4], run_id)


def revise_for_ever(root: Path, numbers: int, days: int, moving: bool) -> None:
    """Revise all articles in one write after the other; where `moving`, each goes to the next day every time."""
    lake = open_lake(root)
    for turn in range(1, 1_000_000):
        lake.upsert(
            [
                article(
                    n,
                    day=DAY + timedelta(days=(n + (turn if moving else 0)) % days),
                    people=10 + turn % 50,
                    fetched_at=later(turn),
                )
                for n in range(numbers)
            ],
            f"turn-{turn:06d}",
        )


def upsert_and_die(root: Path, point: str, nth: int) -> None:
    """Bring one article in, or be killed on the way."""
    die_at(point, nth)
    open_lake(root).upsert([article(2)], "second")


def compact_and_die(root: Path, point: str, nth: int) -> None:
    """Compact the whole lake, or be killed on the way."""
    die_at(point, nth)
    compact(open_lake(root), before=date.max)
