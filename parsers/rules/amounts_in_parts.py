"""Amounts told in feet and inches, or with hundredths behind their unit: «6 pi 7 po», "5 feet 9 inches", «1 sec 04»."""

from __future__ import annotations

from dataclasses import replace

from parsers.noun_phrases.counted import counted_after
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.units import unit_at
from parsers.words.reading import Reading

_FOOT, _INCH, _MINUTE, _SECOND = "[ft_i]", "[in_i]", "min", "s"
_INCHES, _SECONDS, _HUNDREDTHS, _TWO_FIGURES = 12, 60, 100, 2


@asked_beside(behind="units.parted")
def amount_in_parts(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«6 pi 7 po», "5 feet 9 inches", «1 sec 04»: one amount, the second number a part of the unit in between."""
    whole, following = mentions[place], mentions[place + 1 : place + 2]
    unit = unit_at(reading, whole.last) if whole.kind == CARDINAL else None
    if unit is None or not following or following[0].first != unit[0] or following[0].kind != CARDINAL:
        return None
    part = _inches(reading, following[0]) if unit[1].code == _FOOT else None
    part = _hundredths(reading, following[0]) if unit[1].code == _SECOND else part
    if unit[1].code == _MINUTE:
        return _race_time(reading, mentions, place)
    if part is None:
        return None
    value, last = whole.value + part[0], part[1]
    both = replace(whole, last=following[0].last, end=following[0].end, value=value)
    return Draft("amount_in_parts", unit[1].kind, both, value, last, unit[1].code, used=2)


def _race_time(reading: Reading, mentions: list[Mention], place: int) -> Draft | None:
    """«1 min 23 sec 45»: minutes whose seconds have hundredths."""
    minutes, row = mentions[place], mentions[place + 1 : place + 3]
    unit = unit_at(reading, row[0].last)
    if len(row) <= 1 or unit is None or unit[1].code != _SECOND or row[1].first != unit[0]:
        return None
    part = _hundredths(reading, row[1])
    if part is None:
        return None
    value = minutes.value * _SECONDS + row[0].value + part[0]
    whole = replace(minutes, last=row[1].last, end=row[1].end, value=value)
    return Draft("amount_in_parts", unit[1].kind, whole, value, part[1], unit[1].code, used=3)


def _inches(reading: Reading, part: Mention) -> tuple[float, int] | None:
    """What inches behind feet are worth in feet, and the token behind them."""
    unit = unit_at(reading, part.last)
    glued = reading.glued(part.last) and reading.says(part.last, "units", "glued_inches")  # "6ft 2in"
    if part.value >= _INCHES or not (glued or (unit and unit[1].code == _INCH)):
        return None
    return part.value / _INCHES, part.last + 1 if glued or unit is None else unit[0]


def _hundredths(reading: Reading, part: Mention) -> tuple[float, int] | None:
    """What two figures behind seconds are worth, and the token behind them; so many things are no part of these."""
    figures = part.text(reading)
    counted = counted_after(reading, part.last, part.value)
    counts = unit_at(reading, part.last) or (counted is not None and reading.lexeme(counted.head).forms)
    plain = figures.isdigit() and len(figures) == _TWO_FIGURES
    return (part.value / _HUNDREDTHS, part.last) if plain and not counts else None
