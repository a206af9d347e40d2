"""Amounts told in two units that «و» joins: «21 كيلوغراما و500 غرام», «8 دقائق و9 ثوان و66 جزءا من المائة».

One of the greater may be told without its number, «كيلوغراما و110 غرامات», and a half by its scale: «مليون يورو ونصف
المليون».
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from parsers.rules.drafts import COUNT, DURATION, MEASURE, MONEY, Draft
from parsers.rules.mentions import follows_and, joined_by_and
from parsers.units import unit_named
from parsers.words.comparators import says_between
from parsers.words.lexemes import is_plural
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
_HUNDRED, _TWO_WORDS = 100, 2
_SCALES = (1e9, 1e6, 1e3)


def join_parts(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Make one amount of two in units of one kind, the smaller right behind the greater."""
    if not reading.rules.words("units", "hundredths"):
        return drafts
    taken = {place for draft in drafts for place in range(draft.mention.first, draft.last)}
    whole = [_with_one_in_front(reading, draft, taken) for draft in drafts]
    return list(_joined(reading, sorted(whole, key=lambda draft: draft.mention.start)))


def _with_one_in_front(reading: Reading, part: Draft, taken: set[int]) -> Draft:
    """«⟦كيلوغراما و110⟧ غرامات»: one of the greater unit, told by its name alone, and a part of it."""
    joint = part.mention.first - reading.says(part.mention.first - 1, "ranges", "and")
    name = joint - 1
    plain = part.kind == MEASURE and part.value_max is None and follows_and(reading, part.mention)
    if not plain or name in taken or not reading.is_word(name):
        return part
    word = reading.lexeme(name)
    unit = None if word.definite or is_plural(word) else unit_named(reading, word.stem)
    parts = _PARTS.get((unit.code or "", part.unit or "")) if unit and unit.states is None else None
    if parts is None or not part.value < parts.most:
        return part
    skip = word.skip if word.joined or word.governed else 0
    value = parts.greater + part.value * parts.smaller
    mention = part.mention._replace(first=name, start=reading.start(name, skip), value=value)
    return part._replace(rule="amount_in_parts", mention=mention, value=value, unit=parts.unit)


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
    value = _with_half_of_its_scale(whole, part) or _with_part(reading, whole, part)
    if value is None:
        return None
    mention = whole.mention._replace(last=part.mention.last, end=part.mention.end)
    counted = None if part.kind == COUNT else part.counted
    return whole._replace(
        rule="amount_in_parts", mention=mention, value=value[0], unit=value[1], last=part.last, counted=counted
    )


def _with_part(reading: Reading, whole: Draft, part: Draft) -> tuple[float, str] | None:
    """«21 كيلوغراما ⟦و500 غرام⟧»: both together, and their unit; no two bounds of a range."""
    plain = whole.value_max is None and part.value_max is None and whole.counted is None
    plain = plain and not says_between(reading, whole.mention.first)
    return _sum(reading, whole, part) if plain and whole.kind in (MEASURE, DURATION) else None


def _with_half_of_its_scale(whole: Draft, part: Draft) -> tuple[float, str] | None:
    """«مليون يورو ⟦ونصف المليون⟧»: half of the scale that the amount in front has, in two words."""
    scale = next((scale for scale in _SCALES if whole.value >= scale), 0)
    money = whole.kind == part.kind == MONEY and whole.unit == part.unit and whole.value_max is None
    half = part.mention.last - part.mention.first == _TWO_WORDS and part.value == scale / 2
    told = money and half and part.rule == "amount_continued"
    return (whole.value + part.value, whole.unit) if told and whole.unit else None


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
