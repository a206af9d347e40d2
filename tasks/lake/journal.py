"""The commit: all files of a write are staged and on disk, one journal names them, then each is put in its place.

Before the journal lies in its place nothing has happened; after it, everything has: whoever opens the lake next works
it off. Each step can be done twice, so a crash within recovery is recovered from as well.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath

from tasks.lake import faults, index
from tasks.lake.errors import LakeError
from tasks.lake.head import Head, read_head
from tasks.lake.layout import CONTROL, HEAD, JOURNAL, STAGING
from tasks.lake.staging import Area, remove_dead_areas
from tasks.lake.storage import Storage

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Journal:
    """What a commit does, in order.

    Attributes:
        commit: Its name.
        before: The commit that it follows.
        folder: Its staging folder.
        replace: Staged files and the places that they take.
        remove: Files that go.
        places: The staged file with the articles' new places for the index.
        head: The staged file of the new head.
    """

    commit: str
    before: str
    folder: str
    replace: list[tuple[str, str]]
    remove: list[str]
    places: str
    head: str


@dataclass(slots=True)
class Changes:
    """What a write wants to be done: the order of `replace` is the order in which readers see it.

    Attributes:
        replace: Final place to staged file.
        remove: Files that go.
        places: Articles' new partitions, as the index writes them; None for articles that are gone.
    """

    replace: dict[str, str] = field(default_factory=dict)
    remove: list[str] = field(default_factory=list)
    places: dict[str, str | None] = field(default_factory=dict)


def commit(storage: Storage, area: Area, changes: Changes) -> None:
    """Make staged files the lake's, all or none. The writer lock is held and the lake recovered."""
    journal = _stage(storage, area, changes)
    faults.reach("everything-staged")
    draft = f"{area.folder}/journal.json"
    storage.write_text(draft, json.dumps(asdict(journal)))
    storage.sync_folder(area.folder)
    storage.sync_folder(STAGING)
    faults.reach("journal-written")
    storage.replace(draft, JOURNAL)
    try:
        storage.sync_folder(CONTROL)
        faults.reach("journal-in-place")
        _work_off(storage, journal)
    except OSError as error:
        raise LakeError(
            f"a write of the lake {storage.root} is committed but not completed ({error}): nothing is lost, mend the "
            "cause, and whoever opens the lake next completes it"
        ) from error


def recover(storage: Storage) -> None:
    """Complete what a dead writer had committed and discard what it had not. The writer lock is held.

    Raises:
        LakeError: The journal cannot be read.
    """
    journal = read_journal(storage)
    if journal is not None:
        faults.reach("recovery-begun")
        _work_off(storage, journal)
    remove_dead_areas(storage)


def read_journal(storage: Storage) -> Journal | None:
    """Read the journal of a commit under way; None where there is none."""
    text = storage.read_text(JOURNAL)
    if text is None:
        return None
    try:
        return Journal(**json.loads(text))
    except (ValueError, TypeError) as error:
        raise LakeError(
            f"{storage.path(JOURNAL)} is damaged ({error}), so a write that was committed cannot be completed: restore "
            "the lake from a backup, or remove this file and run `waqai verify` to see what is wrong"
        ) from error


def _stage(storage: Storage, area: Area, changes: Changes) -> Journal:
    """Prepare all that will need space or permission, so that past the commit nothing but renames is left."""
    places, head = f"{area.folder}/places.json", f"{area.folder}/head.json"
    before = read_head(storage) or Head()
    storage.write_text(places, json.dumps(changes.places))
    storage.write_text(head, Head(commit=area.name).to_json())
    _make_folders(storage, changes.replace)
    for staged in changes.replace.values():
        storage.sync_file(staged)
    replace = [(staged, final) for final, staged in changes.replace.items()]
    return Journal(area.name, before.commit, area.folder, replace, changes.remove, places, head)


def _make_folders(storage: Storage, finals: Iterable[str]) -> None:
    folders = {str(PurePosixPath(final).parent) for final in finals}
    missing = {folder for folder in folders if not storage.exists(folder)}
    for folder in missing:
        storage.make_folder(folder)
    for parent in {str(PurePosixPath(folder).parent) for folder in missing}:
        storage.sync_folder(parent)


def _work_off(storage: Storage, journal: Journal) -> None:
    _put_in_place(storage, journal)
    if storage.exists(journal.places):
        places: Mapping[str, str | None] = json.loads(storage.read_text(journal.places) or "{}")
        index.update(storage, places, before=journal.before, after=journal.commit)
    faults.reach("index-updated")
    if storage.exists(journal.head):
        storage.replace(journal.head, HEAD)
    storage.sync_folder(CONTROL)
    faults.reach("head-replaced")
    storage.remove(JOURNAL)
    storage.sync_folder(CONTROL)
    faults.reach("journal-removed")
    storage.remove_tree(journal.folder)
    faults.reach("staging-removed")


def _put_in_place(storage: Storage, journal: Journal) -> None:
    for staged, final in journal.replace:
        if storage.exists(staged):
            storage.replace(staged, final)
            faults.reach("file-replaced")
        elif not storage.exists(final):
            _LOG.error("%s is lost: its commit names %s, which is gone", storage.path(final), staged)
    faults.reach("files-replaced")
    for name in journal.remove:
        storage.remove(name)
        storage.remove_if_empty(str(PurePosixPath(name).parent))
        faults.reach("file-removed")
    touched = {PurePosixPath(name).parent for name in (*(final for _, final in journal.replace), *journal.remove)}
    for folder in {*map(str, touched), *(str(path.parent) for path in touched)}:
        if storage.exists(folder):
            storage.sync_folder(folder)
