"""Amounts told in two units that «و» joins: «21 كيلوغراما و500 غرام», «8 دقائق و9 ثوان و66 جزءا من المائة»."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from parsers.rules.drafts import COUNT, DURATION, MEASURE, Draft
from parsers.rules.mentions import joined_by_and
from parsers.words.comparators import says_between
from parsers.words.reading import Reading


class _Parts(NamedTuple):
    """What an amount in two units is told in: the unit of the whole, and what one of either is worth in it."""

    unit: str
    greater: float
    smaller: float
    most: float
    """So many of the smaller unit make one of the greater."""


_PARTS = {
    ("t", "kg"): _Parts("kg", 1000, 1, 1000),
    ("dt", "kg"): _Parts("kg", 100, 1, 100),
    ("kg", "g"): _Parts("kg", 1, 0.001, 1000),
    ("km", "m"): _Parts("km", 1, 0.001, 1000),
    ("m", "cm"): _Parts("m", 1, 0.01, 100),
    ("min", "s"): _Parts("s", 60, 1, 60),
}
_HUNDRED = 100


def join_parts(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Make one amount of two in units of one kind, the smaller right behind the greater."""
    if not reading.rules.words("units", "hundredths"):
        return drafts
    return list(_joined(reading, sorted(drafts, key=lambda draft: draft.mention.start)))


def _joined(reading: Reading, drafts: list[Draft]) -> Iterator[Draft]:
    place = 0
    while place < len(drafts):
        whole, place = drafts[place], place + 1
        while place < len(drafts) and (both := _both(reading, whole, drafts[place])):
            whole, place = both, place + 1
        yield whole


def _both(reading: Reading, whole: Draft, part: Draft) -> Draft | None:
    if not joined_by_and(reading, whole.last, part.mention.first):
        return None
    plain = whole.value_max is None and part.value_max is None and whole.counted is None
    plain = plain and not says_between(reading, whole.mention.first)
    value = _sum(reading, whole, part) if plain and whole.kind in (MEASURE, DURATION) else None
    if value is None:
        return None
    mention = whole.mention._replace(last=part.mention.last, end=part.mention.end)
    counted = None if part.kind == COUNT else part.counted
    return whole._replace(
        rule="amount_in_parts", mention=mention, value=value[0], unit=value[1], last=part.last, counted=counted
    )


def _sum(reading: Reading, whole: Draft, part: Draft) -> tuple[float, str] | None:
    """What both are worth, and in which unit; None where they are two amounts."""
    if part.kind == COUNT:
        hundredths = whole.unit == "s" and part.counted is not None and part.value < _HUNDRED
        told = hundredths and part.counted and reading.says(part.counted.head, "units", "hundredths")
        return (whole.value + part.value / _HUNDRED, "s") if told else None
    parts = _PARTS.get((whole.unit or "", part.unit or ""))
    if parts is None or part.kind != whole.kind or not part.value < parts.most:
        return None
    return whole.value * parts.greater + part.value * parts.smaller, parts.unit
