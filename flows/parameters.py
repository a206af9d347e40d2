"""What a person chooses when a flow is started by hand, as Prefect's form shows it."""

from __future__ import annotations

from enum import StrEnum

from sources import load, source_ids

Newspaper = StrEnum("Newspaper", {source_id: source_id for source_id in source_ids()})  # type: ignore[misc]
"""The registry as a choice: a newspaper that is added to sources/ appears in the form by itself."""


class Mode(StrEnum):
    """How a backfill treats what is already there."""

    MISSING = "missing"
    REFETCH = "refetch"
    REPARSE = "reparse"


def everyday_newspapers() -> list[str]:
    """Name the newspapers that a nightly run takes when none is chosen: all but those on private addresses."""
    return [source_id for source_id in source_ids() if not load(source_id).allow_private]
