"""Days of something that lasts, which are ranked, and days of the calendar, which are not."""

from __future__ import annotations

from parsers.calendar.words import calendar_lexicon
from parsers.units import DURATION, unit_named
from parsers.words.reading import Reading

_STAGE_REACH, _PUPIL_REACH = 3, 5


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


def is_day_by_itself(reading: Reading, day: int, after: int) -> bool:
    """«منذ اليوم ⟦الأول⟧ طالبوا بالحل»: a day of what the text tells of, for nothing behind it says of which month."""
    if not reading.says(day, "periods", "alone") or not reading.says(day - 1, "periods", "alone_after"):
        return False
    told = reading.is_word(after) and (reading.lexeme(after).governed or reading.says(after, "partitive", "links"))
    return not told and after not in reading.blocked


def is_school_year(reading: Reading, year: int, after: int) -> bool:
    """«السنة ⟦الثالثة⟧ إعدادي», «يدرس بالسنة ⟦الثانية⟧»: a year of lessons, which are ranked, none of the calendar."""
    if not reading.says(year, "periods", "school"):
        return False
    staged = reading.any_says(after, after + _STAGE_REACH, "ordinals", "stages")
    return staged or reading.any_says(year - _PUPIL_REACH, year, "periods", "taught")


def lasts(reading: Reading, place: int) -> bool:
    """Whether a word may name what has days: no month, no unit of time and no other part of the calendar."""
    if not reading.is_word(place) or place in reading.blocked or reading.lexeme(place).ends:
        return False
    unit = unit_named(reading, reading.lexeme(place).stem)
    if (unit and unit.kind == DURATION) or reading.says(place, "periods", "before"):
        return False
    return calendar_lexicon(reading.language).find(reading.words[place]) == []
