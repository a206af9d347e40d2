"""Amounts of what flows or is brought out in a time: «3 ملايين برميل من النفط ⟦يوميا⟧», «طن ⟦سنويا⟧»."""

from __future__ import annotations

from functools import cache

import lexicons
from parsers.units import Unit
from parsers.words.phrases import Phrases, folded_words, phrases_of
from parsers.words.reading import Reading

_REACH = 4
"""Words between a unit and its rate, at most, and the rate's first: «من الأسماك السطحية سنويا»."""


def rate_at(reading: Reading, place: int, unit: Unit) -> tuple[int, Unit] | None:
    """«برميل ⟦يوميا⟧», «طن من الأسماك ⟦سنويا⟧»: the unit with what it is brought out in, and where that ends."""
    if unit.code not in _flowing(reading.language):
        return None
    for at in range(place, min(place + _REACH, len(reading))):
        found = _rates(reading.language).starting_at(reading.words, at)
        if found:
            return found[0], unit._replace(code=f"{unit.code}/{found[1]}")
        ends = reading.lexeme(at).ends if reading.is_word(at) else True
        if ends and not reading.says(at, "partitive", "links"):
            return None
    return None


@cache
def _flowing(language: str) -> frozenset[str | None]:
    """The codes of the units that flow or are brought out."""
    return frozenset(lexicons.table(language, "units").get("flowing", {}).get("units", "").split())


@cache
def _rates(language: str) -> Phrases[str]:
    rates = lexicons.table(language, "units").get("rates", {})
    return Phrases((folded_words(name, language), code) for code, names in rates.items() for name in phrases_of(names))
