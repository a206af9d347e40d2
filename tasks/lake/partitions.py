"""Walk through a lake partition by partition, articles and facts together, as records of what lies there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from schemas.arrow import TABLES, arrow_schema
from tasks.lake.layout import ARTICLES, FACTS, partition_file, partition_value
from tasks.lake.storage import Storage, conform


@dataclass(frozen=True, slots=True)
class Partition:
    """One day of a lake, whole; None is the unknown date."""

    day: date | None
    articles: pa.Table
    facts: pa.Table

    def written_by(self) -> dict[str, str]:
        """Give each article's run, by article_id."""
        ids, runs = (self.articles[name].to_pylist() for name in ("article_id", "run_id"))
        return dict(zip(ids, runs, strict=True))


def days(storage: Storage) -> list[date | None]:
    """List the days that the lake has a partition of, in the order of their folders' names."""
    folders = {Path(folder).name for table in (ARTICLES, FACTS) for folder in storage.partitions(table)}
    return [partition_value(folder) for folder in sorted(folders)]


def read_partition(storage: Storage, day: date | None) -> Partition:
    """Read one day, as the present schema lays it out; a missing file is an empty table.

    Raises:
        OSError: A file cannot be read; `pyarrow.ArrowInvalid` where it is no Parquet.
    """
    return Partition(day, read_rows(storage, ARTICLES, day), read_rows(storage, FACTS, day))


def read_rows(storage: Storage, table: str, day: date | None) -> pa.Table:
    """Read one day of one table, likewise."""
    schema = arrow_schema(TABLES[table])
    name = partition_file(table, day)
    return conform(storage.read(name), schema) if storage.exists(name) else schema.empty_table()


def readable_partitions(storage: Storage) -> Iterator[Partition]:
    """Yield the days that can be read; those that cannot are the business of the check of files."""
    for day in days(storage):
        try:
            yield read_partition(storage, day)
        except (OSError, pa.ArrowException):
            continue
