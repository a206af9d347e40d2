"""Durations in several parts, «ثلاث ساعات و20 دقيقة»: one amount in the smallest of their units."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.rules.drafts import DURATION, Draft
from parsers.rules.mentions import CARDINAL, Mention
from parsers.units import Unit, unit_named
from parsers.words.reading import Reading

SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 604800, "mo": 30 * 86400, "a": 365 * 86400}
"""A month counts 30 days and a year 365 where parts of different units are added up."""

_LARGEST = "d"


def with_compounds(reading: Reading, drafts: Iterable[Draft]) -> list[Draft]:
    """Put durations that one «و» after the other joins into one; a unit alone among them counts one of it."""
    found: list[Draft] = []
    run: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: draft.mention.first):
        if draft.kind != DURATION or draft.value_max is not None:
            found.append(draft)
            continue
        if not run or not _follows(reading, run[-1].last, draft):
            found += _sum(run)
            run = _opening(reading, draft)
        run += [draft, *_bare_units(reading, draft.last)]
    return sorted([*found, *_sum(run)], key=lambda draft: draft.mention.start)


def _follows(reading: Reading, last: int, draft: Draft) -> bool:
    """Whether only «و» stands between what ends at a token and a draft."""
    comma = reading.word(last) == ","
    first = last + comma
    joined = reading.word(first) in reading.rules.words("ranges", "and")
    if joined:
        first += 1
    glued = draft.mention.start > reading.tokens.start(draft.mention.first)
    return first == draft.mention.first and (joined or glued or comma)


def _opening(reading: Reading, draft: Draft) -> list[Draft]:
    """«ساعة و20 دقيقة»: the unit alone in front of the first number."""
    before = draft.mention.first - 1
    before -= reading.word(before) in reading.rules.words("ranges", "and")
    one = _bare_unit(reading, before)
    return [one] if one and _follows(reading, one.last, draft) else []


def _bare_units(reading: Reading, last: int) -> list[Draft]:
    """«20 ساعة وثانية»: a unit alone behind an amount."""
    place = last + (reading.word(last) in reading.rules.words("ranges", "and"))
    if not reading.is_word(place) or (place == last and not reading.lexeme(place).joined):
        return []
    one = _bare_unit(reading, place)
    return [one] if one else []


def _bare_unit(reading: Reading, place: int) -> Draft | None:
    unit = _unit_of_word(reading, place)
    if unit is None or unit.kind != DURATION or unit.states is not None:
        return None
    token = reading.tokens[place]
    mention = Mention(place, place + 1, reading.start(place, _joined_letters(reading, place)), token.end, CARDINAL, 1.0)
    return Draft("bare_unit", DURATION, mention, unit.factor, place + 1, unit.code)


def _joined_letters(reading: Reading, place: int) -> int:
    conjunctions = reading.rules.endings("ranges", "and")
    return 1 if reading.words[place].startswith(conjunctions) else 0


def _unit_of_word(reading: Reading, place: int) -> Unit | None:
    if not reading.is_word(place) or place in reading.blocked:
        return None
    word = reading.words[place]
    return unit_named(reading, word) or unit_named(reading, word[_joined_letters(reading, place) :])


def _sum(run: list[Draft]) -> list[Draft]:
    if len(run) < 2:
        return [draft for draft in run if draft.rule != "bare_unit"]
    units = [draft.unit or "s" for draft in run]
    seconds = sum(draft.value * SECONDS[unit] for draft, unit in zip(run, units, strict=True))
    smallest = min((*units, _LARGEST), key=lambda unit: SECONDS[unit])
    first, last = run[0].mention, run[-1].mention
    mention = Mention(first.first, last.last, first.start, last.end, CARDINAL, seconds / SECONDS[smallest])
    return [Draft("compound_duration", DURATION, mention, mention.value, run[-1].last, smallest)]
