"""Ranges that begin with a dual: «من سنتين إلى ست سنوات», «بين شهرين وأربعة أشهر»."""

from __future__ import annotations

from itertools import pairwise

from parsers.rules.drafts import Draft
from parsers.rules.mentions import joined
from parsers.words.comparators import RANGE, comparator_before
from parsers.words.reading import Reading

_OF_A_UNIT = "dual_"


def join_dual_ranges(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Make one range of a unit's dual and the amount that it reaches to."""
    if not any(draft.rule.startswith(_OF_A_UNIT) for draft in drafts):
        return drafts
    ordered = sorted(drafts, key=lambda draft: draft.mention.start)
    ranges = {id(low): (low, high) for low, high in pairwise(ordered) if _bounds(reading, low, high)}
    ends = {id(high) for _, high in ranges.values()}
    return [_range(*ranges[id(draft)]) if id(draft) in ranges else draft for draft in ordered if id(draft) not in ends]


def _bounds(reading: Reading, low: Draft, high: Draft) -> bool:
    same = low.rule.startswith(_OF_A_UNIT) and (low.kind, low.unit) == (high.kind, high.unit)
    if not same or high.value_max is not None or not low.value < high.value:
        return False
    first, last = low.mention.first, high.mention.first
    if last == low.last + 1 and reading.says(low.last, "ranges", "to"):
        return not reading.any_says(first - 1, first, "change", "words")
    before = comparator_before(reading, first)
    with_and = last == low.last and reading.words[last].startswith(tuple(reading.rules.words("ranges", "and")))
    return with_and and before is not None and before[1] == RANGE


def _range(low: Draft, high: Draft) -> Draft:
    both = joined(low.mention, high.mention)
    return Draft("dual_range", low.kind, both, low.value, high.last, low.unit, high.value, high.counted)
