"""Which partition holds an article: a B-tree beside the lake, made from the data and made again whenever in doubt.

A look-up costs the logarithm of the lake's size, so that a night's cost does not grow with its age. The index says
which commit it stands for; where that is not the lake's last one (a copy, a crash, a backup) it is built anew.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from itertools import islice
from pathlib import Path

from tasks.lake.layout import ARTICLES, INDEX, partition_value
from tasks.lake.storage import Storage

_LOG = logging.getLogger(__name__)
_AT_ONCE = 500
"""Ids in one query; SQLite takes 999 parameters everywhere."""

DAMAGED = sqlite3.DatabaseError
"""What a file that is no index raises."""

_TABLES = """
CREATE TABLE IF NOT EXISTS place (article_id TEXT PRIMARY KEY, day TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stands_for ("commit" TEXT NOT NULL);
"""


def look_up(storage: Storage, ids: Collection[str], commit: str) -> dict[str, date | None]:
    """Give the partitions of those articles that the lake holds.

    Args:
        storage: The lake's; its writer lock is held.
        ids: Of articles.
        commit: The lake's last one; an index that stands for another is built anew first.
    """
    try:
        with _connection(storage) as index:
            if _stands_for(index) == commit:
                return _places(index, ids)
    except DAMAGED as error:
        _LOG.warning("the index %s is damaged (%s) and is built anew", storage.path(INDEX), error)
        _remove(storage)
    rebuild(storage, commit)
    with _connection(storage) as index:
        return _places(index, ids)


def update(storage: Storage, places: Mapping[str, str | None], *, before: str, after: str) -> None:
    """Enter new places of articles, if the index stands for the commit `before`.

    A place is a day in ISO 8601, empty for none; None takes an article out. What goes wrong here costs time, not truth:
    the index then stands for no commit of the lake and is built anew.
    """
    try:
        with _connection(storage) as index:
            if _stands_for(index) == before:
                held = {article_id: day for article_id, day in places.items() if day is not None}
                index.executemany("INSERT OR REPLACE INTO place VALUES (?, ?)", held.items())
                gone = [(article_id,) for article_id in places.keys() - held.keys()]
                index.executemany("DELETE FROM place WHERE article_id = ?", gone)
                _stand_for(index, after)
    except (sqlite3.Error, OSError) as error:
        _LOG.warning("the index %s could not be updated (%s); the next write builds it", storage.path(INDEX), error)


def rebuild(storage: Storage, commit: str) -> None:
    """Build the index from the articles."""
    with _connection(storage) as index:
        index.execute("DELETE FROM place")
        for folder in storage.partitions(ARTICLES):
            day = partition_value(folder)
            rows = ((article_id, _text(day)) for article_id in _ids(storage, folder))
            index.executemany("INSERT OR REPLACE INTO place VALUES (?, ?)", rows)
        _stand_for(index, commit)


def everything(storage: Storage, commit: str) -> dict[str, date | None] | None:
    """Give all places that the index knows; None where it stands for another commit or there is none."""
    if not storage.exists(INDEX):
        return None
    uri = f"{storage.path(INDEX).resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as index:
        if _stands_for(index) != commit:
            return None
        return {article_id: _day(day) for article_id, day in index.execute("SELECT article_id, day FROM place")}


def _places(index: sqlite3.Connection, ids: Iterable[str]) -> dict[str, date | None]:
    places: dict[str, date | None] = {}
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        marks = ",".join("?" * len(some))
        query = f"SELECT article_id, day FROM place WHERE article_id IN ({marks})"  # noqa: S608  # marks only
        places |= {article_id: _day(day) for article_id, day in index.execute(query, some)}
    return places


def _ids(storage: Storage, folder: str) -> Iterator[str]:
    for file in storage.files(folder):
        yield from storage.read(file, columns=["article_id"])["article_id"].to_pylist()


def _stands_for(index: sqlite3.Connection) -> str | None:
    row = index.execute('SELECT "commit" FROM stands_for').fetchone()
    return None if row is None else str(row[0])


def _stand_for(index: sqlite3.Connection, commit: str) -> None:
    index.execute("DELETE FROM stands_for")
    index.execute("INSERT INTO stands_for VALUES (?)", (commit,))


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _remove(storage: Storage) -> None:
    for name in (INDEX, f"{INDEX}-journal"):
        storage.remove(name)


@contextmanager
def _connection(storage: Storage) -> Iterator[sqlite3.Connection]:
    """Open the index; what is done within is one transaction."""
    storage.make_folder(str(Path(INDEX).parent))
    with closing(sqlite3.connect(storage.path(INDEX))) as index:
        index.executescript(_TABLES)
        with index:
            yield index
