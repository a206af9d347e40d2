"""Amounts told in feet and inches, or with hundredths behind their unit: «6 pi 7 po», "5 feet 9 inches", «1 sec 04»."""

from __future__ import annotations

from parsers.noun_phrases.counted import counted_after
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import MEASURE, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.units import unit_at
from parsers.words.reading import Reading

_FOOT, _INCH, _MINUTE, _SECOND = "[ft_i]", "[in_i]", "min", "s"
_INCH_SIGNS = ('"', "″")
_INCHES, _SECONDS, _HUNDREDTHS, _TWO_FIGURES = 12, 60, 100, 2


@asked_beside(behind="units.parted '")
def amount_in_parts(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«6 pi 7 po», "5 feet 9 inches", «1 sec 04»: one amount, the second number a part of the unit in between."""
    whole, following = mentions[place], mentions[place + 1 : place + 2]
    if not following or whole.kind != CARDINAL or following[0].kind != CARDINAL:
        return None
    if is_height(reading, whole.last):
        return _height(whole, following[0], following[0].last + 1)
    unit = unit_at(reading, whole.last)
    if unit is None or following[0].first != unit[0]:
        return _hyphened(reading, whole, following[0]) if unit and unit[1].code == _FOOT else None
    part = _inches(reading, following[0]) if unit[1].code == _FOOT else None
    part = _hundredths(reading, following[0]) if unit[1].code == _SECOND else part
    if unit[1].code == _MINUTE:
        return _race_time(reading, mentions, place)
    if part is None:
        return None
    value, last = whole.value + part[0], part[1]
    both = whole._replace(last=following[0].last, end=following[0].end, value=value)
    return Draft("amount_in_parts", unit[1].kind, both, value, last, unit[1].code, used=2)


def is_height(reading: Reading, sign: int) -> bool:
    """Whether the signs for feet and inches stand there: «6'1"»."""
    if reading.word(sign) != "'" or reading.word(sign + 2) not in _INCH_SIGNS:
        return False
    figures = reading.words[sign + 1]
    return figures.isdigit() and int(figures) < _INCHES and reading.glued(sign) and reading.glued(sign + 2)


def _hyphened(reading: Reading, feet: Mention, inches: Mention) -> Draft | None:
    """Feet that a hyphen joins to their inches: "a ⟦6-foot-5⟧ forward"."""
    hyphen = inches.first - 1
    joined = reading.word(hyphen) == "-" and reading.glued(hyphen) and reading.glued(hyphen + 1)
    unit = unit_at(reading, feet.last)
    if not joined or unit is None or unit[0] != hyphen or inches.value >= _INCHES:
        return None
    return _height(feet, inches, _behind_inches(reading, inches.last))


def _behind_inches(reading: Reading, last: int) -> int:
    """The token behind the inches' name, where they have one: "5-foot-10⟦-inch⟧"."""
    unit = unit_at(reading, last)
    return unit[0] if unit and unit[1].code == _INCH else last


def _height(feet: Mention, inches: Mention, last: int) -> Draft | None:
    value = feet.value + inches.value / _INCHES
    both = feet._replace(last=inches.last, end=inches.end, value=value)
    return Draft("amount_in_parts", MEASURE, both, value, last, _FOOT, used=2)


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
    whole = minutes._replace(last=row[1].last, end=row[1].end, value=value)
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
