"""Where things lie in a lake: names and paths, all relative to its root, and an article's partition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from schemas.arrow import PARTITION_KEYS
from tasks.lake.errors import LakeError

ARTICLES = "articles"
FACTS = "facts"
LEDGER = "ledger"

NO_DATE = "__HIVE_DEFAULT_PARTITION__"
"""What Hive, and after it pandas, DuckDB, Polars and Spark, read as a null partition value."""

SOME_DAY = date(1970, 1, 1)
"""A partition that is made, empty, where no article has a date: from the null partition alone pyarrow, and so pandas,
cannot tell a partition's type, and refuses to read the table."""

STAGING = ".staging"
"""Files on their way; a name with a leading dot is skipped by every reader of Hive partitions."""

CONTROL = ".lake"
HEAD = f"{CONTROL}/head.json"
JOURNAL = f"{CONTROL}/journal.json"
WRITER_LOCK = f"{CONTROL}/writer.lock"
STAGING_LOCK = f"{CONTROL}/staging.lock"
INDEX = ".index/articles.sqlite"

_PART = "part-0.parquet"
_RUN_ID = re.compile(r"[\w.:+-]{1,120}", re.ASCII)


def published_date(published_at: datetime | None, offset_min: int | None) -> date | None:
    """Give an article's partition: the day of `published_at` in the zone in which it was stated.

    >>> published_date(datetime(2019, 4, 19, 23, 30, tzinfo=UTC), 60)
    datetime.date(2019, 4, 20)
    >>> published_date(None, None) is None
    True
    """
    if published_at is None:
        return None
    utc = published_at.astimezone(UTC) if published_at.tzinfo else published_at
    try:
        return (utc + timedelta(minutes=offset_min or 0)).date()
    except OverflowError:  # the first or last day that a calendar of four digits has
        return utc.date()


def partition_file(table: str, day: date | None) -> str:
    """Name a partition's one file.

    >>> partition_file("facts", date(2019, 4, 20))
    'facts/published_date=2019-04-20/part-0.parquet'
    """
    return f"{table}/{PARTITION_KEYS[table]}={day.isoformat() if day else NO_DATE}/{_PART}"


def partition_value(folder: str) -> date | None:
    """Read the day out of a partition folder's name.

    >>> partition_value("articles/published_date=2019-04-20")
    datetime.date(2019, 4, 20)

    Raises:
        ValueError: The name is not `key=YYYY-MM-DD` or the null partition's.
    """
    value = folder.rpartition("=")[2]
    return None if value == NO_DATE else date.fromisoformat(value)


def ledger_folder(day: date) -> str:
    """Name the ledger's partition of a run's day.

    >>> ledger_folder(date(2026, 11, 23))
    'ledger/date=2026-11-23'
    """
    return f"{LEDGER}/{PARTITION_KEYS[LEDGER]}={day.isoformat()}"


def checked_run_id(run_id: str) -> str:
    """Refuse a run's name that cannot stand in a file's name.

    Raises:
        LakeError: Names the run.
    """
    if not _RUN_ID.fullmatch(run_id):
        raise LakeError(f"the run id {run_id!r} cannot name a file: use letters, digits and . : + - _ (at most 120)")
    return run_id


def days_between(start: date, end: date) -> Iterator[date]:
    """Yield each day from `start` to `end`, both included."""
    for number in range((end - start).days + 1):
        yield start + timedelta(days=number)
