"""Ranges whose bounds have units of their own: «ما بين 6 أشهر وسنة», «من متر إلى مترين», «من متر ونصف إلى مترين»."""

from __future__ import annotations

from itertools import pairwise

from parsers.rules.changes import changes_from
from parsers.rules.drafts import AGE, DURATION, MEASURE, Draft
from parsers.rules.mentions import joined, joined_by_and
from parsers.units import unit_named
from parsers.words.comparators import RANGE, says_between
from parsers.words.reading import Reading

_SMALLER = {"a": ("mo", 12.0), "wk": ("d", 7.0), "d": ("h", 24.0), "h": ("min", 60.0), "min": ("s", 60.0)}
"""The next smaller unit of time, and how many of it make one; days make no months."""


def join_periods(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Make a range of each duration that a period without a number bounds: one year, one month."""
    if not reading.rules.words("ranges", "periods"):
        return drafts
    begun = {draft.mention.first for draft in drafts}
    found = [_ranged(reading, draft, begun) if draft.kind in (DURATION, AGE, MEASURE) else draft for draft in drafts]
    bounds = (draft for draft in found if draft.kind in (DURATION, MEASURE))
    times = sorted(bounds, key=lambda draft: draft.mention.start)
    both = [(low, high, whole) for low, high in pairwise(times) if (whole := _joined(reading, low, high))]
    if not both:
        return found
    ranges, ends = {id(low): whole for low, _, whole in both}, {id(high) for _, high, _ in both}
    return [ranges.get(id(draft), draft) for draft in found if id(draft) not in ends]


def _joined(reading: Reading, low: Draft, high: Draft) -> Draft | None:
    """«من ستة أشهر إلى سنتين», «من متر ونصف إلى مترين»: amounts in units of their own, in the smaller one of them."""
    if low.value_max is not None or high.value_max is not None or not low.unit or not high.unit:
        return None
    first, last = low.mention.first, high.mention.first
    begins = low.kind == high.kind and reading.says(first - 1, "ranges", "from")
    if low.kind == MEASURE:
        begins = begins and any(draft.mention.last == draft.last for draft in (low, high))  # «من متر ونصف إلى مترين»
    elif changes_from(reading, first - 1):
        begins = False
    to = begins and last == low.last + 1 and reading.says(low.last, "ranges", "to")
    if not to and not (joined_by_and(reading, low.last, last) and says_between(reading, first)):
        return None
    both = _in_one_unit(low.value, low.unit, high.value, high.unit)
    if both is None or both[0] >= both[1]:
        return None
    whole = joined(low.mention, high.mention)
    return low._replace(
        rule="period_range", mention=whole, value=both[0], value_max=both[1], unit=both[2], last=high.last
    )


def _ranged(reading: Reading, draft: Draft, begun: set[int]) -> Draft:
    if draft.value_max is not None or draft.unit is None:
        return draft
    after, before = _period_after(reading, draft), _period_before(reading, draft)
    after = None if after in begun else after  # «من نصف المتر إلى ⟦متر ونصف⟧»
    place = before if after is None else after
    unit = unit_named(reading, reading.lexeme(place).stem) if place is not None else None
    both = _in_one_unit(draft.value, draft.unit, 1, unit.code) if unit and unit.code else None
    if both is None or place is None:
        return draft
    value, one, code = both
    if after is not None and value < one:
        whole = draft.mention._replace(end=reading.end(place + 1), comparator=RANGE)
        return draft._replace(rule="period_range", mention=whole, value=value, value_max=one, unit=code, last=place + 1)
    if before is not None and one < value:
        start = reading.start(place, reading.lexeme(place).skip)
        whole = draft.mention._replace(comparator=RANGE)
        return draft._replace(rule="period_range", mention=whole, value=one, value_max=value, unit=code, start=start)
    return draft


def _period_after(reading: Reading, draft: Draft) -> int | None:
    """Where the greater bound stands, behind «إلى» or with «و»."""
    place, low = draft.last, draft.mention.first
    if draft.counted is not None:
        return None
    if reading.says(place, "ranges", "to") and reading.says(low - 1, "ranges", "from"):
        moves = draft.kind != MEASURE and changes_from(reading, low - 1)  # «ارتفاع الموج من متر إلى مترين»
        return None if moves or not _is_period(reading, place + 1) else place + 1
    with_and = reading.is_word(place) and reading.words[place].startswith(reading.rules.endings("ranges", "and"))
    return place if with_and and says_between(reading, low) and _is_period(reading, place) else None


def _period_before(reading: Reading, draft: Draft) -> int | None:
    """Where the lesser bound stands, in front of «إلى» or of «و»."""
    place = draft.mention.first - 1
    if reading.says(place, "ranges", "to"):
        moves = draft.kind != MEASURE and changes_from(reading, place - 2)
        first = reading.says(place - 2, "ranges", "from") and not moves
        return place - 1 if first and _is_period(reading, place - 1) else None
    joints = reading.rules.endings("ranges", "and")
    apart = reading.word(place) in joints
    place -= apart
    joined = apart or reading.words[draft.mention.first].startswith(joints)
    return place if joined and says_between(reading, place) and _is_period(reading, place) else None


def _is_period(reading: Reading, place: int) -> bool:
    """Whether a unit of time stands there in the singular, and nothing that tells of another one: «سنة 2020»."""
    return (
        reading.says(place, "ranges", "periods") and not reading.lexeme(place).definite and place not in reading.blocked
    )


def _in_one_unit(value: float, unit: str, other: float, other_unit: str) -> tuple[float, float, str] | None:
    """Two amounts in the smaller one of their units; None where no whole number of it makes the other."""
    if unit == other_unit:
        return value, other, unit
    return _as_smaller(value, unit, other, other_unit) or _swapped(_as_smaller(other, other_unit, value, unit))


def _as_smaller(value: float, unit: str, other: float, smaller: str) -> tuple[float, float, str] | None:
    while unit in _SMALLER:
        unit, times = _SMALLER[unit]
        value *= times
        if unit == smaller:
            return value, other, smaller
    return None


def _swapped(both: tuple[float, float, str] | None) -> tuple[float, float, str] | None:
    return (both[1], both[0], both[2]) if both else None
