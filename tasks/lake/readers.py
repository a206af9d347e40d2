"""Read the tables through Arrow datasets: only the partitions, row groups and columns that are asked for."""

from __future__ import annotations

import functools
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import TypeVar

import pyarrow as pa
import pyarrow.dataset as ds

from schemas.arrow import PARTITION_KEYS, TABLES, arrow_schema
from tasks.lake.errors import LakeError
from tasks.lake.head import read_head
from tasks.lake.layout import ARTICLES, JOURNAL, LEDGER, days_between, partition_file, partition_value
from tasks.lake.storage import Storage

T = TypeVar("T")

_PAUSE_S = 0.005


def read_partitions(
    storage: Storage,
    table: str,
    columns: Sequence[str] | None = None,
    days: Iterable[date | None] | None = None,
    sources: Collection[str] | None = None,
) -> pa.Table:
    """Read articles or facts, with their partition as the column `published_date`.

    Args:
        storage: The lake's.
        table: articles or facts.
        columns: Only these; None for all.
        days: Only these partitions, None among them being the unknown date; None for all.
        sources: Only these newspapers; None for all.
    """
    if days is None:
        files = [file for folder in storage.partitions(table) for file in storage.files(folder)]
    else:
        files = [file for file in (partition_file(table, day) for day in dict.fromkeys(days)) if storage.exists(file)]
    return _read(storage, table, files, columns, _in("source", sources))


def read_ledger(
    storage: Storage,
    columns: Sequence[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    sources: Collection[str] | None = None,
    run_ids: Collection[str] | None = None,
) -> pa.Table:
    """Read the ledger, with the run's day as the column `date`; each filter that is None lets everything pass."""
    folders = [folder for folder in storage.partitions(LEDGER) if _within(partition_value(folder), since, until)]
    files = [file for folder in folders for file in storage.files(folder)]
    wanted = [one for one in (_in("source", sources), _in("run_id", run_ids)) if one is not None]
    return _read(storage, LEDGER, files, columns, functools.reduce(lambda a, b: a & b, wanted) if wanted else None)


def coverage(
    storage: Storage, start: date, end: date, sources: Collection[str] | None = None
) -> Counter[tuple[date, str]]:
    """Count articles by day and newspaper, both ends included; what is missing counts 0."""
    day = PARTITION_KEYS[ARTICLES]
    rows = read_partitions(storage, ARTICLES, ["source", day], days_between(start, end), sources)
    return Counter(zip(rows[day].to_pylist(), rows["source"].to_pylist(), strict=True))


def consistently(storage: Storage, read: Callable[[], T], complete: Callable[[], object], patience_s: float = 60) -> T:
    """Read without a lock, and again if a commit came between: what is given back is one state of the lake.

    Args:
        storage: The lake's.
        read: Reads what is wanted; it may be called more than once.
        complete: Works a dead writer's journal off, if no writer is alive.
        patience_s: How long commits may keep coming between.

    Raises:
        LakeError: They did for longer.
    """
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        before = _state(storage)
        if before is None:
            complete()
            time.sleep(_PAUSE_S)
            continue
        try:
            result = read()
        except FileNotFoundError:  # maintenance removed a file that was listed before
            continue
        if _state(storage) == before:
            return result
    raise LakeError(
        f"the lake {storage.root} is written without pause, or a commit cannot be completed: read it from a snapshot, "
        "or open it once as a user that may write"
    )


def _state(storage: Storage) -> str | None:
    """Name the commit that the files stand for; None while one is under way."""
    if storage.exists(JOURNAL):
        return None
    head = read_head(storage)
    return head.commit if head else ""


def _read(
    storage: Storage, table: str, files: list[str], columns: Sequence[str] | None, wanted: ds.Expression | None
) -> pa.Table:
    key = PARTITION_KEYS[table]
    schema = _nullable(arrow_schema(TABLES[table]).append(pa.field(key, pa.date32())))
    names = list(columns) if columns is not None else schema.names
    if not files:
        return schema.empty_table().select(names)
    partitioning = ds.partitioning(pa.schema([schema.field(key)]), flavor="hive")
    dataset = ds.dataset(
        files, schema=schema, format="parquet", filesystem=storage.filesystem, partitioning=partitioning
    )
    return dataset.to_table(columns=names, filter=wanted)


def _nullable(schema: pa.Schema) -> pa.Schema:
    """Let every column be null, since a lake of an older version lacks some."""
    return pa.schema([field.with_nullable(True) for field in schema], metadata=schema.metadata)


def _in(name: str, values: Collection[str] | None) -> ds.Expression | None:
    return None if values is None else ds.field(name).isin(sorted(values))


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    return day is not None and (since is None or day >= since) and (until is None or day <= until)
