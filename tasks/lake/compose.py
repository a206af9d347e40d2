"""Compose a partition's new files from what it holds and what comes in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import TABLES, check
from schemas.columns import INSTANT, INT32, STRING
from tasks.lake.incoming import Incoming
from tasks.lake.layout import ARTICLES, FACTS
from tasks.lake.partitions import read_rows
from tasks.lake.plan import Decision
from tasks.lake.storage import Storage

_ORDER = {
    ARTICLES: ("source", "published_at", "article_id"),
    FACTS: ("source", "article_id", "field", "number_start", "number_end", "fact_id"),
}
"""Sorted by newspaper first, so that row-group statistics find one; the rest makes the order total."""


@dataclass(frozen=True, slots=True)
class PartitionChange:
    """What happens in one partition.

    Attributes:
        day: The partition.
        leaving: Articles whose stored rows go: replaced, moved away, or retracted.
        arriving: Articles whose rows come in, and their decisions.
        fetched_earlier: Stored articles that stay, and the new `first_fetched_at`.
    """

    day: date | None
    leaving: frozenset[str]
    arriving: Mapping[str, Decision]
    fetched_earlier: Mapping[str, int]

    @property
    def only_loses(self) -> bool:
        """Whether articles only leave it."""
        return bool(self.leaving) and not self.arriving


def partition_changes(decisions: Mapping[str, Decision]) -> list[PartitionChange]:
    """Sort decisions by the partitions that they touch, those that gain a moved article before those that lose one."""
    leaving: dict[date | None, set[str]] = {}
    arriving: dict[date | None, dict[str, Decision]] = {}
    earlier: dict[date | None, dict[str, int]] = {}
    for article_id, decision in decisions.items():
        if decision.stored is not None and (decision.winner is not None or decision.gone):
            leaving.setdefault(decision.stored.day, set()).add(article_id)
        if decision.winner is not None:
            arriving.setdefault(decision.winner.day, {})[article_id] = decision
        elif decision.fetched_earlier:
            earlier.setdefault(decision.now.day, {})[article_id] = decision.first_fetched_at
    days = dict.fromkeys((*arriving, *earlier, *leaving))
    changes = [
        PartitionChange(day, frozenset(leaving.get(day, ())), arriving.get(day, {}), earlier.get(day, {}))
        for day in days
    ]
    return sorted(changes, key=lambda change: (change.only_loses, change.day is None, change.day or date.min))


def compose_articles(storage: Storage, change: PartitionChange, incoming: Incoming, run_id: str) -> pa.Table:
    """Give a partition's articles after the write, sorted."""
    kept = _without(read_rows(storage, ARTICLES, change.day), change.leaving)
    kept = _set_first_fetched(kept, change.fetched_earlier)
    coming = incoming.rows(ARTICLES, change.day, _positions(change))
    decisions = [change.arriving[article_id] for article_id in coming["article_id"].to_pylist()]
    coming = _set(coming, "revision", pa.array([one.revision for one in decisions], INT32))
    coming = _set(coming, "first_fetched_at", _instants(one.first_fetched_at for one in decisions))
    coming = _set(coming, "cluster_id", pa.array([one.cluster_id for one in decisions], STRING))
    return _finished(ARTICLES, kept, coming, run_id)


def compose_facts(storage: Storage, change: PartitionChange, incoming: Incoming, run_id: str) -> pa.Table:
    """Give a partition's facts after the write, sorted."""
    kept = _without(read_rows(storage, FACTS, change.day), change.leaving)
    return _finished(FACTS, kept, incoming.rows(FACTS, change.day, _positions(change)), run_id)


def sorted_rows(table: str, rows: pa.Table) -> pa.Table:
    """Put rows in the table's order."""
    return rows.sort_by([(name, "ascending") for name in _ORDER[table]])


def _finished(table: str, kept: pa.Table, coming: pa.Table, run_id: str) -> pa.Table:
    named = _set(coming, "run_id", pa.array([run_id] * len(coming), STRING))
    rows = sorted_rows(table, pa.concat_tables([kept, named]).combine_chunks())
    check(rows, TABLES[table])
    return rows


def _positions(change: PartitionChange) -> list[int]:
    return [one.winner.position for one in change.arriving.values() if one.winner is not None]


def _without(rows: pa.Table, ids: Collection[str]) -> pa.Table:
    if not ids:
        return rows
    return rows.filter(pc.invert(pc.is_in(rows["article_id"], pa.array(sorted(ids), STRING))))


def _set_first_fetched(rows: pa.Table, instants: Mapping[str, int]) -> pa.Table:
    if not instants:
        return rows
    stored = zip(rows["article_id"].to_pylist(), rows["first_fetched_at"].cast(pa.int64()).to_pylist(), strict=True)
    return _set(rows, "first_fetched_at", _instants(instants.get(article_id, first) for article_id, first in stored))


def _instants(microseconds: Iterable[int]) -> pa.Array:
    return pa.array(list(microseconds), pa.int64()).cast(INSTANT)


def _set(rows: pa.Table, name: str, values: pa.Array) -> pa.Table:
    number = rows.schema.get_field_index(name)
    return rows.set_column(number, rows.schema.field(number), values)
