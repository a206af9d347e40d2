"""The ledger: append-only files, one or a few a run, and the look-ups that discovery and backfill make in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import TABLES, from_table, to_table
from schemas.ledger import LedgerEntry
from tasks.lake import faults
from tasks.lake.journal import Changes, commit, recover
from tasks.lake.layout import LEDGER, WRITER_LOCK, checked_run_id, ledger_folder
from tasks.lake.lock import locked
from tasks.lake.readers import read_ledger
from tasks.lake.staging import Area, staging_area
from tasks.lake.storage import Storage


def append_ledger(storage: Storage, entries: Iterable[LedgerEntry], run_id: str, day: date) -> Path | None:
    """Append a run's rows as one file; None where there are no rows."""
    with staging_area(storage, checked_run_id(run_id)) as area, locked(storage.path(WRITER_LOCK)):
        recover(storage)
        changes = Changes(replace=stage_ledger(storage, area, run_id, day, entries))
        if changes.replace:
            commit(storage, area, changes)
    return next((storage.path(final) for final in changes.replace), None)


def stage_ledger(
    storage: Storage, area: Area, run_id: str, day: date, entries: Iterable[LedgerEntry]
) -> dict[str, str]:
    """Stage a run's rows and give the free place that they are to take. The writer lock is held."""
    rows = to_table(entries, TABLES[LEDGER])
    if not len(rows):
        return {}
    staged = f"{area.folder}/{LEDGER}.parquet"
    storage.write(staged, rows.sort_by([(name, "ascending") for name in ("source", "at", "url")]), LEDGER)
    faults.reach("ledger-staged")
    return {_free_name(storage, ledger_folder(day), run_id): staged}


def seen_urls(
    storage: Storage, source: str, since: date | datetime, outcomes: Collection[str] | None = None
) -> dict[str, LedgerEntry]:
    """Give the last entry of each of a newspaper's URLs that runs of `since` or later touched.

    Args:
        storage: The lake's.
        source: The newspaper.
        since: A day, or a moment (UTC where it names no zone).
        outcomes: Only entries that ended so, such as accepted and unchanged; None for all.
    """
    rows = read_ledger(storage, since=_day(since), sources=[source])
    if isinstance(since, datetime):
        rows = rows.filter(pc.greater_equal(rows["at"], pa.scalar(_utc(since), rows["at"].type)))
    if outcomes is not None:
        rows = rows.filter(pc.is_in(rows["outcome"], pa.array(sorted(outcomes), pa.string())))
    entries: Sequence[LedgerEntry] = from_table(rows.sort_by("at"), LedgerEntry)
    return {entry.url: entry for entry in entries}


def _free_name(storage: Storage, folder: str, run_id: str) -> str:
    number = 0
    while storage.exists(name := f"{folder}/{run_id}-{number:03d}.parquet"):
        number += 1
    return name


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(since: date | datetime) -> date:
    return _utc(since).astimezone(UTC).date() if isinstance(since, datetime) else since
