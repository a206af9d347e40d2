"""The lake as flows and notebooks see it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from schemas.ledger import LedgerEntry
from tasks.lake import ledger, readers, snapshot
from tasks.lake.errors import LakeError, explained
from tasks.lake.head import Head, read_head
from tasks.lake.journal import read_journal, recover
from tasks.lake.layout import ARTICLES, CONTROL, FACTS, HEAD, JOURNAL, LEDGER, STAGING, WRITER_LOCK
from tasks.lake.lock import locked, locked_if_free
from tasks.lake.records import ArticleWithFacts, UpsertReport
from tasks.lake.storage import Storage
from tasks.lake.upsert import Enter, upsert

T = TypeVar("T")


class Lake:
    """Articles, facts and the ledger under one root; open it with `open_lake`."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root).resolve()
        self.storage = Storage(self.root)

    def __repr__(self) -> str:
        return f"Lake({str(self.root)!r})"

    def upsert(
        self,
        articles: Iterable[ArticleWithFacts],
        run_id: str,
        *,
        enter: Enter | None = None,
        retract: Mapping[str, str] | None = None,
    ) -> UpsertReport:
        """Bring articles in by `article_id`, each with all of its facts; all or none.

        Args:
            articles: Any number; memory is that of the largest partition touched, and under 1 KB an article.
            run_id: Stands in the rows that are written.
            enter: Given the report, returns the run's day and the ledger's rows, which are committed together with
                the articles, so that no crash can part them.
            retract: Articles whose rows go, where they still rest on the response with this SHA-256: parsed again, it
                gives them no more.

        Raises:
            LakeError: The disk is full, permission is denied, …; the lake is then as it was, or the write is committed
                and completed by whoever opens the lake next.
            SchemaError: A row breaks its table's declaration; nothing is written.
        """
        with explained(self.root, "an upsert"):
            return upsert(self.storage, articles, run_id, enter, retract)

    def append_ledger(self, entries: Iterable[LedgerEntry], run_id: str, day: date) -> Path | None:
        """Append rows to the ledger of a run's day as one file, and give its path; None where there are no rows."""
        with explained(self.root, "an entry into the ledger"):
            return ledger.append_ledger(self.storage, entries, run_id, day)

    def articles(
        self,
        columns: Sequence[str] | None = None,
        days: Iterable[date | None] | None = None,
        sources: Collection[str] | None = None,
    ) -> pa.Table:
        """Read articles; None stands for all, and None among the days for articles with no known date."""
        return self._read_partitions(ARTICLES, columns, days, sources)

    def facts(
        self,
        columns: Sequence[str] | None = None,
        days: Iterable[date | None] | None = None,
        sources: Collection[str] | None = None,
    ) -> pa.Table:
        """Read facts, like `articles`."""
        return self._read_partitions(FACTS, columns, days, sources)

    def read_ledger(
        self,
        columns: Sequence[str] | None = None,
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] | None = None,
        run_ids: Collection[str] | None = None,
    ) -> pa.Table:
        """Read the ledger of the runs' days from `since` to `until`, both included."""
        return self.consistently(lambda: readers.read_ledger(self.storage, columns, since, until, sources, run_ids))

    def seen_urls(
        self, source: str, since: date | datetime, outcomes: Collection[str] | None = None
    ) -> dict[str, LedgerEntry]:
        """Give the last ledger entry of each of a newspaper's URLs touched since; only those that ended so."""
        return self.consistently(lambda: ledger.seen_urls(self.storage, source, since, outcomes))

    def coverage(self, start: date, end: date, sources: Collection[str] | None = None) -> Counter[tuple[date, str]]:
        """Count articles by day and newspaper, both ends included; what is missing counts 0."""
        return self.consistently(lambda: readers.coverage(self.storage, start, end, sources))

    def consistently(self, read: Callable[[], T]) -> T:
        """Call `read` until no commit came between: several reads within it see one state of the lake."""
        return readers.consistently(self.storage, read, self._complete)

    @contextmanager
    def snapshot(self) -> Iterator[Path]:
        """Give a folder with `articles`, `facts` and `ledger` as they are now, for any reader; it goes at the end.

        The files are hard links: no byte is copied, and a writer beside it changes none of them.
        """
        with explained(self.root, "a snapshot"), snapshot.snapshot(self.storage, self.consistently) as root:
            yield root

    def recover(self) -> None:
        """Complete or discard what dead writers left; waits for the living."""
        with explained(self.root, "recovery"), locked(self.storage.path(WRITER_LOCK)):
            recover(self.storage)

    def _complete(self) -> None:
        """Work a journal off if its writer is dead and this process may write."""
        if not os.access(self.root, os.W_OK):
            return
        with locked_if_free(self.storage.path(WRITER_LOCK)) as free:
            if free:
                recover(self.storage)

    def _read_partitions(
        self,
        table: str,
        columns: Sequence[str] | None,
        days: Iterable[date | None] | None,
        sources: Collection[str] | None,
    ) -> pa.Table:
        wanted = None if days is None else list(days)
        return self.consistently(lambda: readers.read_partitions(self.storage, table, columns, wanted, sources))


def open_lake(root: Path | str, *, create: bool = True, read_only: bool = False) -> Lake:
    """Open a lake, make it where there is none, and complete what a dead writer had begun.

    Args:
        root: Its folder.
        create: Whether a missing lake is made.
        read_only: Whether a lake that cannot be written will do, for analysis.

    Raises:
        LakeError: There is no lake there and none is to be made, it cannot be written, or a newer program wrote it.
    """
    lake = Lake(root)
    if not _is_lake(lake.storage):
        _refuse_unless(create and not read_only, lake.root)
        _make(lake)
    read_head(lake.storage)
    if not read_only:
        _check_writable(lake)
        if read_journal(lake.storage) is not None or lake.storage.folders(STAGING):
            lake._complete()  # noqa: SLF001  # its own opener
    return lake


def _is_lake(storage: Storage) -> bool:
    return any(storage.path(name).is_dir() for name in (CONTROL, ARTICLES, LEDGER))


def _refuse_unless(allowed: bool, root: Path) -> None:
    if not allowed:
        raise LakeError(f"there is no lake at {root}: name an existing one (--lake, LAKE), or let a run make it first")


def _make(lake: Lake) -> None:
    if all(lake.storage.exists(folder) for folder in (CONTROL, STAGING)):
        return
    with explained(lake.root, "making the folders"):
        for folder in (CONTROL, STAGING):
            lake.storage.make_folder(folder)
        lake.storage.sync_folder(".")


def _check_writable(lake: Lake) -> None:
    folder = lake.root if lake.root.is_dir() else lake.root.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        raise LakeError(
            f"the lake {lake.root} cannot be written by this user: change its permissions or mount it for writing, or "
            "name another lake (--lake, LAKE)"
        )
    _make(lake)
    if not lake.storage.exists(HEAD) and not lake.storage.exists(JOURNAL):
        with explained(lake.root, "making the lake"), locked(lake.storage.path(WRITER_LOCK)):
            if not lake.storage.exists(HEAD):
                lake.storage.write_text(f"{HEAD}.new", Head().to_json())
                lake.storage.replace(f"{HEAD}.new", HEAD)
