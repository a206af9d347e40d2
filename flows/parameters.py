"""What a person chooses when a flow is started by hand, as Prefect's form shows it."""

from __future__ import annotations

from datetime import date, timedelta
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


class ParameterError(ValueError):
    """What a person asked for cannot be done; the message says why and what to ask instead."""


LONGEST_BACKFILL = timedelta(days=366)
"""A longer range is more likely a typing mistake; a real one is done year by year."""


def check_days(start: date | None, end: date | None, longest: timedelta | None = None) -> None:
    """Refuse a range of days that cannot be meant.

    Raises:
        ParameterError: Names both days.
    """
    if start is None or end is None:
        return
    if end < start:
        raise ParameterError(f"the end, {end}, lies before the start, {start}: exchange them")
    if longest is not None and end - start > longest:
        days = (end - start).days + 1
        raise ParameterError(f"{start} to {end} is {days:,} days: ask for at most {longest.days} at a time")
