"""A lake as it is at one moment, for readers that know nothing of commits: hard links, no copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from tasks.lake.layout import ARTICLES, FACTS, LEDGER
from tasks.lake.staging import staging_area
from tasks.lake.storage import Storage


@contextmanager
def snapshot(storage: Storage, consistently: Callable[[Callable[[], str]], str]) -> Iterator[Path]:
    """Link all files of the tables into a folder of their own, in one state of the lake; it goes at the end."""
    with staging_area(storage, "snapshot") as area:
        attempts = iter(range(1_000_000))
        yield storage.path(consistently(lambda: _link(storage, f"{area.folder}/{next(attempts)}")))


def _link(storage: Storage, target: str) -> str:
    for table in (ARTICLES, FACTS, LEDGER):
        storage.make_folder(f"{target}/{table}")
        for folder in storage.partitions(table):
            storage.make_folder(f"{target}/{folder}")
            for file in storage.files(folder):
                storage.link(file, f"{target}/{PurePosixPath(file)}")
    return target
