"""Folders in which a write prepares its files; what a dead writer leaves there is known by its free lock."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tasks.lake import faults
from tasks.lake.layout import JOURNAL, STAGING, STAGING_LOCK
from tasks.lake.lock import locked, locked_if_free
from tasks.lake.storage import Storage

_ALIVE = "alive.lock"


@dataclass(frozen=True, slots=True)
class Area:
    """One write's staging folder.

    Attributes:
        name: Of the write; it names its commit as well.
    """

    name: str

    @property
    def folder(self) -> str:
        """The folder, relative to the lake."""
        return f"{STAGING}/{self.name}"


@contextmanager
def staging_area(storage: Storage, label: str) -> Iterator[Area]:
    """Make a staging folder; it is removed at the end, unless its journal could not be worked off."""
    area = Area(f"{label}-{secrets.token_hex(6)}")
    with contextlib.ExitStack() as alive:
        with locked(storage.path(STAGING_LOCK)):
            storage.make_folder(area.folder)
            alive.enter_context(locked(storage.path(f"{area.folder}/{_ALIVE}")))
        faults.reach("staging-made")
        try:
            yield area
        finally:
            if area.name not in (storage.read_text(JOURNAL) or ""):
                storage.remove_tree(area.folder)


def dead_areas(storage: Storage) -> list[str]:
    """List the staging folders that no living process owns."""
    return [folder for folder in storage.folders(STAGING) if _is_dead(storage, folder)]


def remove_dead_areas(storage: Storage) -> None:
    """Remove the staging folders that no living process owns."""
    with locked(storage.path(STAGING_LOCK)):
        for folder in storage.folders(STAGING):
            with _owned_if_dead(storage, folder) as dead:
                if dead:
                    storage.remove_tree(folder)


def _is_dead(storage: Storage, folder: str) -> bool:
    with _owned_if_dead(storage, folder) as dead:
        return dead


@contextmanager
def _owned_if_dead(storage: Storage, folder: str) -> Iterator[bool]:
    try:
        with locked_if_free(storage.path(f"{folder}/{_ALIVE}")) as dead:
            yield dead
    except FileNotFoundError:  # it ended just now
        yield False
