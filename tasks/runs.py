"""A run: its name, its flow, its lake and when it began; and what a run that died left behind.

While a run lives, its journal in `.runs/` is locked by the kernel, which frees it however the run ends. A journal that
is there but not locked is of a run that died, and lists what it had begun.
"""

from __future__ import annotations

import fcntl
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

from schemas.page import Discovered
from tasks.lake import open_lake

_JOURNALS = ".runs"


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a flow.

    Attributes:
        id: Sorts by time; it names the run's files in the archive and the ledger.
        flow: nightly, backfill, ingest or reparse.
        lake: The lake's root.
        began_at: UTC.
    """

    id: str
    flow: str
    lake: Path
    began_at: datetime

    @property
    def day(self) -> date:
        """The ledger's partition, UTC."""
        return self.began_at.date()

    @property
    def seconds(self) -> float:
        """Time since the run began."""
        return (datetime.now(UTC) - self.began_at).total_seconds()

    def begin(self, source: str, discovered: Discovered) -> None:
        """Note that a URL is asked for, before it is: if the run dies now, the next one accounts for it."""
        journal = _open_journals.get(self.id)
        if journal is not None:
            journal.write(json.dumps({"source": source, **asdict(discovered)}) + "\n")
            journal.flush()


@dataclass(frozen=True, slots=True)
class DeadRun:
    """A run that died, and what it had begun.

    Attributes:
        begun: Newspaper and URL of each request, in order.
    """

    run: Run
    begun: list[tuple[str, Discovered]] = field(default_factory=list)


_open_journals: dict[str, TextIO] = {}


def begin_run(flow: str, lake: Path) -> Run:
    """Name a run that begins now, after a look at whether its lake can be written.

    Raises:
        LakeError: It cannot.
    """
    open_lake(lake)
    now = datetime.now(UTC)
    run = Run(f"{now:%Y%m%dT%H%M%S}-{flow}-{secrets.token_hex(2)}", flow, lake.resolve(), now)
    path = _journal(run)
    path.parent.mkdir(exist_ok=True)
    journal = _open_journals[run.id] = path.open("a", encoding="utf-8")
    fcntl.flock(journal, fcntl.LOCK_EX)
    return run


def flow_of(run_id: str) -> str:
    """Say of which flow a run was, by its name."""
    return run_id.split("-")[1]


def end_run(run: Run) -> None:
    """Forget a run that went to its end: everything it began is in the ledger."""
    journal = _open_journals.pop(run.id, None)
    _journal(run).unlink(missing_ok=True)
    if journal is not None:
        journal.close()


@contextmanager
def dead_runs(lake: Path) -> Iterator[list[DeadRun]]:
    """Give the runs that died, each held by a lock for as long as the block lasts, so that only one run recovers it."""
    held: list[TextIO] = []
    dead: list[DeadRun] = []
    for path in sorted((lake / _JOURNALS).glob("*.jsonl")):
        journal = _lock_if_free(path)
        if journal is not None:
            held.append(journal)
            dead.append(DeadRun(_run_of(path, lake), [_begun(line) for line in journal if line.endswith("\n")]))
    try:
        yield dead
    finally:
        for journal in held:
            journal.close()


def _lock_if_free(path: Path) -> TextIO | None:
    try:
        journal = path.open("r+", encoding="utf-8")
    except FileNotFoundError:  # it ended just now
        return None
    try:
        fcntl.flock(journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        journal.close()
        return None
    if path.exists():
        return journal
    journal.close()
    return None


def _run_of(path: Path, lake: Path) -> Run:
    began = datetime.strptime(path.stem.split("-")[0], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return Run(path.stem, flow_of(path.stem), lake.resolve(), began)


def _begun(line: str) -> tuple[str, Discovered]:
    known = json.loads(line)
    return known.pop("source"), Discovered(**known)


def _journal(run: Run) -> Path:
    return run.lake / _JOURNALS / f"{run.id}.jsonl"
