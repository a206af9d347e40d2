"""Ranges that begin with a dual: «من سنتين إلى ست سنوات», «بين شهرين وأربعة أشهر», «يومين أو ثلاثة»."""

from __future__ import annotations

from itertools import pairwise

from parsers.noun_phrases.counted import Span
from parsers.rules.changes import changes_before
from parsers.rules.drafts import AGE, COUNT, DURATION, Draft
from parsers.rules.mentions import joined, joined_by_and
from parsers.words.comparators import says_between
from parsers.words.reading import Reading

_OF_A_UNIT, _OF_A_NOUN = "dual_", "dual"
_TWO, _THREE = 2, 3


def join_dual_ranges(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Make one range of a unit's dual and the amount that it reaches to."""
    if not any(draft.rule.startswith(_OF_A_NOUN) for draft in drafts):
        return drafts
    ordered = sorted(drafts, key=lambda draft: draft.mention.start)
    ranges = {
        id(low): (low, high)
        for low, high in pairwise(ordered)
        if _bounds(reading, low, high) or _or_three(reading, low, high)
    }
    ends = {id(high) for _, high in ranges.values()}
    return [_range(*ranges[id(draft)]) if id(draft) in ranges else draft for draft in ordered if id(draft) not in ends]


def _bounds(reading: Reading, low: Draft, high: Draft) -> bool:
    alike = low.kind == high.kind or (low.kind, high.kind) == (DURATION, AGE)  # «أعمارهم بين سنتين و7 سنوات»
    same = low.rule.startswith(_OF_A_UNIT) and alike and low.unit == high.unit
    if not same or high.value_max is not None or not low.value < high.value:
        return False
    first, last = low.mention.first, high.mention.first
    if last == low.last + 1 and reading.says(low.last, "ranges", "to"):
        return not changes_before(reading, first)
    return joined_by_and(reading, low.last, last) and says_between(reading, first)


def _or_three(reading: Reading, low: Draft, high: Draft) -> bool:
    """«يومين أو ⟦ثلاثة⟧», «شخصين أو ⟦ثلاثة⟧ أشخاص»: two or three of the same, whose noun need not be said again."""
    if not low.rule.startswith(_OF_A_NOUN) or high.mention.first != low.last + 1 or high.mention.value != _THREE:
        return False
    same = (low.kind, low.unit) == (high.kind, high.unit) and (
        low.unit or _same_noun(reading, low.counted, high.counted)
    )
    alone = high.kind == COUNT and high.counted is None
    return (bool(same) or alone) and (reading.says(low.last, "ranges", "or") or reading.says(low.last, "ranges", "to"))


def _same_noun(reading: Reading, one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return False
    lemmas = ({form.lemma for form in reading.lexeme(span.head).forms} for span in (one, other))
    return not next(lemmas).isdisjoint(next(lemmas))


def _range(low: Draft, high: Draft) -> Draft:
    both, most = joined(low.mention, high.mention), high.value
    if high.unit is None and low.unit:
        most = low.value / _TWO * high.value
    return Draft(
        "dual_range",
        AGE if high.kind == AGE else low.kind,
        both,
        low.value,
        high.last,
        low.unit,
        most,
        high.counted or low.counted,
    )
