"""Amounts with a share of their unit: «ثلاث سنوات ونصف», «ساعة ونصف», «une heure et demie»."""

from __future__ import annotations

from typing import NamedTuple

from parsers.numbers.spelled import number_word
from parsers.numbers.words import SCALE
from parsers.rules.mentions import CARDINAL, FRACTION, Mention
from parsers.units import DURATION, MEASURE, MONEY, Unit, unit_at, unit_named
from parsers.words.clitics import clitic_splits
from parsers.words.reading import Reading


class Amount(NamedTuple):
    """A mention with its unit: the token behind both, and how many mentions it is made of."""

    mention: Mention
    unit: Unit
    last: int
    used: int = 1


def with_share(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«ثلاث سنوات ونصف», «deux heures et demie»: an amount with a share of its unit behind it."""
    mention = mentions[place]
    unit = unit_at(reading, mention.last)
    following = mentions[place + 1] if place + 1 < len(mentions) else None
    if unit and reading.says(unit[0] + 1, "fractions", "half"):
        following = _half(reading, unit[0] + 1)
    if mention.kind != CARDINAL or following is None or following.kind != FRACTION or unit is None:
        return None
    if following.value >= 1 or not _joined_to(reading, following, unit[0]):
        return None
    last = _same_unit_behind(reading, following.last, unit[1])
    if last == following.last and unit_at(reading, last):
        return None
    whole = mention._replace(
        last=following.last,
        end=following.end,
        value=mention.value + following.value * _scale(reading, mention),
    )
    told = place + 1 < len(mentions) and mentions[place + 1].first < following.last
    return Amount(whole, unit[1], last, 2 if told else 1)


def _scale(reading: Reading, mention: Mention) -> float:
    """«مليون دولار ونصف»: what the share is of, the number's last word where that is a scale, else one of the unit."""
    found = number_word(reading, mention.last - 1)
    return float(found[1].value) if found and found[1].role == SCALE else 1.0


def _half(reading: Reading, place: int) -> Mention:
    """«et demie»: a half that is no number by itself."""
    token = reading.tokens[place]
    return Mention(place, place + 1, token.start, token.end, FRACTION, 0.5)


def _joined_to(reading: Reading, share: Mention, place: int) -> bool:
    """Whether only "and" stands between a token's end and a share."""
    conjunctions = reading.rules.words("ranges", "and")
    if share.first == place:
        return share.start > reading.tokens.start(place)
    return share.first == place + 1 and reading.word(place) in conjunctions


def _same_unit_behind(reading: Reading, place: int, unit: Unit) -> int:
    """«سنة ونصف السنة»: the unit may be told again."""
    word = reading.lexeme(place).stem if reading.is_word(place) else ""
    return place + 1 if word and unit_named(reading, word) == unit else place


def unit_and_share(reading: Reading, share: Mention) -> Amount | None:
    """«ساعة ونصف»: a unit alone and a share of it are one and a half."""
    if share.kind != FRACTION or share.value >= 1:
        return None
    before = share.first - 1
    before -= reading.word(before) in reading.rules.words("ranges", "and")
    if not reading.is_word(before) or before in reading.blocked:
        return None
    unit, skip = _unit_alone(reading, before)
    if unit is None or unit.kind not in (DURATION, MEASURE, MONEY) or not _joined_to(reading, share, before + 1):
        return None
    whole_units, unit = unit.states or 1, unit._replace(states=None)
    last = _same_unit_behind(reading, share.last, unit)
    if unit_at(reading, share.last) and last == share.last:
        return None
    whole = share._replace(
        first=before, start=reading.start(before, skip), value=whole_units + share.value, kind=CARDINAL
    )
    return Amount(whole, unit, last)


def _unit_alone(reading: Reading, place: int) -> tuple[Unit | None, int]:
    """The unit that a word names, with the letters of what is glued to it: «ساعة», «السنة», «ب⟦ساعتين⟧»."""
    word = reading.lexeme(place)
    unit = unit_named(reading, reading.words[place]) or unit_named(reading, word.stem)
    if unit:
        return unit, word.skip
    for split in clitic_splits(reading.words[place], reading.language):
        unit = unit_named(reading, split.stem)
        if unit:
            return unit, split.skip
    return None, 0
