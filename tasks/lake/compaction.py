"""Maintenance: fewer ledger files, partitions in the present schema, and no empty ones.

A reader that knows nothing of commits may meet a file that goes; run it while nobody reads. The lake's own readers see
nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import SCHEMA_VERSION, TABLES, VERSION_KEY, arrow_schema
from tasks.lake.errors import explained
from tasks.lake.journal import Changes, commit, recover
from tasks.lake.lake import Lake
from tasks.lake.layout import (
    ARTICLES,
    FACTS,
    LEDGER,
    WRITER_LOCK,
    ledger_folder,
    partition_file,
    partition_value,
)
from tasks.lake.lock import locked
from tasks.lake.partitions import days, read_rows
from tasks.lake.staging import Area, staging_area
from tasks.lake.storage import Storage, conform

_FEW_FILES = 1
"""A ledger's day with more files is laid together."""


@dataclass(frozen=True, slots=True)
class Compaction:
    """What was done.

    Attributes:
        ledger_days: Days of the ledger laid together into one file each.
        ledger_files: Files that they were before.
        rewritten: Partition files brought to the present schema.
        removed: Days of articles that were empty and are gone.
    """

    ledger_days: int = 0
    ledger_files: int = 0
    rewritten: int = 0
    removed: int = 0


def compact(lake: Lake, before: date) -> Compaction:
    """Lay the ledger's days before `before` together, a month a commit, and tidy the partitions.

    Raises:
        LakeError: The disk is full, permission is denied, …; what was committed until then holds.
    """
    with explained(lake.root, "compaction"), locked(lake.storage.path(WRITER_LOCK)):
        recover(lake.storage)
        crowded = list(_crowded(lake.storage, before))
        for _, month in groupby(crowded, key=lambda one: (one[0].year, one[0].month)):
            _lay_together(lake.storage, list(month))
        rewritten = _rewrite_older(lake.storage)
        removed = _remove_empty(lake.storage)
    return Compaction(len(crowded), sum(len(files) for _, files in crowded), rewritten, removed)


def _crowded(storage: Storage, before: date) -> Iterator[tuple[date, list[str]]]:
    for folder in storage.partitions(LEDGER):
        day, files = partition_value(folder), storage.files(folder)
        if day is not None and day < before and len(files) > _FEW_FILES:
            yield day, files


def _lay_together(storage: Storage, month: list[tuple[date, list[str]]]) -> None:
    with staging_area(storage, "compact") as area:
        changes = Changes()
        for day, files in month:
            schema = arrow_schema(TABLES[LEDGER])
            rows = pa.concat_tables([conform(storage.read(file), schema) for file in files])
            final = f"{ledger_folder(day)}/{area.name}.parquet"
            _stage(storage, area, changes, final, rows.sort_by([("source", "ascending"), ("at", "ascending")]), LEDGER)
            changes.remove += files
        commit(storage, area, changes)


def _rewrite_older(storage: Storage) -> int:
    """Bring older partitions to the present schema, each in a commit of its own, so that memory is one partition's."""
    older = [(table, day) for table in (ARTICLES, FACTS) for day in days(storage) if _is_older(storage, table, day)]
    for table, day in older:
        with staging_area(storage, "compact") as area:
            changes = Changes()
            _stage(storage, area, changes, partition_file(table, day), read_rows(storage, table, day), table)
            commit(storage, area, changes)
    return len(older)


def _remove_empty(storage: Storage) -> int:
    known = [day for day in days(storage) if day is not None]
    empty = [day for day in known if not _row_count(storage, ARTICLES, day)]
    if empty == known:  # the null partition is not to be left alone (layout.SOME_DAY)
        empty = empty[1:]
    if empty:
        with staging_area(storage, "compact") as area:
            commit(storage, area, Changes(remove=[partition_file(t, day) for day in empty for t in (ARTICLES, FACTS)]))
    return len(empty)


def _stage(storage: Storage, area: Area, changes: Changes, final: str, rows: pa.Table, table: str) -> None:
    staged = f"{area.folder}/{table}-{len(changes.replace)}.parquet"
    storage.write(staged, rows, table)
    changes.replace[final] = staged


def _is_older(storage: Storage, table: str, day: date | None) -> bool:
    name = partition_file(table, day)
    if not storage.exists(name):
        return False
    with storage.filesystem.open_input_file(name) as source:
        metadata = pq.read_schema(source).metadata or {}
    return int(metadata.get(VERSION_KEY, b"0")) < SCHEMA_VERSION


def _row_count(storage: Storage, table: str, day: date | None) -> int:
    name = partition_file(table, day)
    if not storage.exists(name):
        return 0
    with storage.filesystem.open_input_file(name) as source:
        return int(pq.read_metadata(source).num_rows)
