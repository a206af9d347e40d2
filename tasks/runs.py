"""A run: its name, its flow, its lake and when it began."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tasks.lake import open_lake


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


def begin_run(flow: str, lake: Path) -> Run:
    """Name a run that begins now, after a look at whether its lake can be written.

    Raises:
        LakeError: It cannot.
    """
    open_lake(lake)
    now = datetime.now(UTC)
    return Run(f"{now:%Y%m%dT%H%M%S}-{flow}-{secrets.token_hex(2)}", flow, lake.resolve(), now)
