"""Days of something that lasts, which are ranked, and days of the calendar, which are not."""

from __future__ import annotations

from parsers.calendar.words import calendar_lexicon
from parsers.units import DURATION, unit_named
from parsers.words.reading import Reading


def is_within_an_event(reading: Reading, period: int, after: int) -> bool:
    """«اليوم ⟦الأول⟧ من المعرض», «اليوم ⟦الثاني⟧ لزيارته»: a day of something that lasts, none of the calendar."""
    if not reading.says(period, "periods", "within") or not reading.is_word(after):
        return False
    if reading.says(after, "fractions", "of_them"):
        return True  # «اليوم الأول منها»
    if reading.says(after, "partitive", "links"):
        return lasts(reading, after + 1)
    governed = reading.lexeme(after).governed and reading.words[after].startswith(
        reading.rules.endings("scores", "against_prefix")
    )
    return governed and lasts(reading, after)


def lasts(reading: Reading, place: int) -> bool:
    """Whether a word may name what has days: no month, no unit of time and no other part of the calendar."""
    if not reading.is_word(place) or place in reading.blocked or reading.lexeme(place).ends:
        return False
    unit = unit_named(reading, reading.lexeme(place).stem)
    if (unit and unit.kind == DURATION) or reading.says(place, "periods", "before"):
        return False
    return calendar_lexicon(reading.language).find(reading.words[place]) == []
