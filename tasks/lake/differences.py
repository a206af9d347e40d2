"""What two lakes hold differently, such as the same archive read by two versions of the parsers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from tasks.lake.content import row_digests
from tasks.lake.errors import explained
from tasks.lake.lake import Lake
from tasks.lake.layout import ARTICLES, FACTS
from tasks.lake.partitions import days, read_rows

OF_THE_RUN = frozenset({"run_id", "first_fetched_at", "fetched_at", "revision", "parser_version"})
"""Columns that differ between any two runs or parsers, and are not compared."""

_KEYS = {ARTICLES: "article_id", FACTS: "fact_id"}
_EXAMPLES = 3
_LONGEST = 80

Row = Mapping[str, Any]


@dataclass(slots=True)
class TableDiff:
    """How one table differs.

    Attributes:
        rows_a: Rows of the first lake, `rows_b` of the second.
        only_a: Keys that only the first holds, `only_b` only the second; each with its day.
        moved: Rows that are in another partition.
        changed: Rows with the same key that differ.
        columns: In how many rows each column differs.
        examples: By column, or by `only_a` and `only_b`, the first of them in words.
    """

    table: str
    rows_a: int = 0
    rows_b: int = 0
    only_a: dict[str, date | None] = field(default_factory=dict)
    only_b: dict[str, date | None] = field(default_factory=dict)
    moved: int = 0
    changed: int = 0
    columns: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.only_a or self.only_b or self.moved or self.changed)

    def lines(self) -> Iterator[str]:
        """Say it for a person."""
        counts = f"{len(self.only_a):,} only in A, {len(self.only_b):,} only in B, {self.moved:,} moved"
        yield f"{self.table}: {self.rows_a:,} rows in A, {self.rows_b:,} in B; {counts}, {self.changed:,} changed"
        for name, count in self.columns.most_common():
            yield f"  {name}: {count:,} rows"
            yield from (f"    {example}" for example in self.examples.get(name, []))
        for name in ("only_a", "only_b"):
            yield from (f"  only in {name[-1].upper()}: {example}" for example in self.examples.get(name, []))


def diff(lake_a: Lake, lake_b: Lake) -> list[TableDiff]:
    """Compare two lakes' articles and facts by key, one day in memory at a time.

    Raises:
        LakeError: One of them cannot be read.
    """
    with explained(lake_a.root, f"comparison with {lake_b.root}"):
        return [_diff_table(lake_a, lake_b, table) for table in (ARTICLES, FACTS)]


def _diff_table(lake_a: Lake, lake_b: Lake, table: str) -> TableDiff:
    found = TableDiff(table)
    for day in dict.fromkeys([*days(lake_a.storage), *days(lake_b.storage)]):
        a, b = (read_rows(lake.storage, table, day) for lake in (lake_a, lake_b))
        found.rows_a += len(a)
        found.rows_b += len(b)
        _diff_day(found, day, a, b)
    _settle_moves(found)
    return found


def _diff_day(found: TableDiff, day: date | None, a: pa.Table, b: pa.Table) -> None:
    key = _KEYS[found.table]
    at_a, at_b = ({name: number for number, name in enumerate(rows[key].to_pylist())} for rows in (a, b))
    digests_a, digests_b = (row_digests(rows, without=OF_THE_RUN) for rows in (a, b))
    both = [(name, number, at_b[name]) for name, number in at_a.items() if name in at_b]
    differing = [(name, i, j) for name, i, j in both if digests_a[i] != digests_b[j]]
    rows_a = a.take(pa.array([i for _, i, _ in differing], pa.int64())).to_pylist()
    rows_b = b.take(pa.array([j for _, _, j in differing], pa.int64())).to_pylist()
    for (name, _, _), one, other in zip(differing, rows_a, rows_b, strict=True):
        _note_changed(found, name, one, other)
    _note_alone(found, "only_a", found.only_a, day, a, [(name, i) for name, i in at_a.items() if name not in at_b])
    _note_alone(found, "only_b", found.only_b, day, b, [(name, j) for name, j in at_b.items() if name not in at_a])


def _note_changed(found: TableDiff, name: str, one: Row, other: Row) -> None:
    found.changed += 1
    for column in one:
        if column not in OF_THE_RUN and one[column] != other[column]:
            found.columns[column] += 1
            _note_example(found, column, f"{name}: {_short(one[column])} → {_short(other[column])}")


def _note_alone(
    found: TableDiff,
    side: str,
    alone: dict[str, date | None],
    day: date | None,
    rows: pa.Table,
    keys: list[tuple[str, int]],
) -> None:
    alone.update((name, day) for name, _ in keys)
    shown = "url" if found.table == ARTICLES else "sentence"
    for name, number in keys[:_EXAMPLES]:
        _note_example(found, side, f"{name}: {_short(rows[shown][number].as_py())}")


def _settle_moves(found: TableDiff) -> None:
    """A key that each lake holds on another day has moved."""
    moved = found.only_a.keys() & found.only_b.keys()
    found.moved = len(moved)
    for name in sorted(moved):
        _note_example(found, "published_date", f"{name}: {found.only_a.pop(name)} → {found.only_b.pop(name)}")
    if moved:
        found.columns["published_date"] = len(moved)
    for side, alone in (("only_a", found.only_a), ("only_b", found.only_b)):
        kept = [example for example in found.examples.get(side, []) if example.partition(":")[0] in alone]
        found.examples[side] = kept


def _note_example(found: TableDiff, name: str, example: str) -> None:
    examples = found.examples.setdefault(name, [])
    if len(examples) < _EXAMPLES:
        examples.append(example)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
