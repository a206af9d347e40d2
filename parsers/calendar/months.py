"""Dates with a month's name: «20 أبريل 2019», «يومي 25 و26 فبراير», "April 20, 2019", «du 5 au 7 mai»."""

from __future__ import annotations

from parsers.calendar.reading import DATE, MONTH_SPAN, CalendarSpan, SpanReader, dated
from parsers.calendar.words import HIJRI, MONTH, WEEKDAY, CalendarWord

_MOST_DAYS = 8
"""Days listed in front of one month."""
_HIJRI_YEARS = range(1, 1700)


def month_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    """The date around the month that begins at a token, with the days before it and the year after it."""
    found = reader.name_at(index, MONTH)
    if found is None:
        return None
    month, last = found
    first, day = _days_before(reader, index)
    last = _other_name(reader, last, month)
    if day is None:
        day, last = _days_after(reader, last)
    year, last = _year_after(reader, last, month)
    if year is not None:
        return dated(reader.span(first, last, DATE), year, month.number, day, month.calendar)
    if day is not None and not _is_a_result(reader, index):
        return reader.span(first, last, DATE)
    return reader.span(first, last, MONTH_SPAN) if month.rest else None


def _is_a_result(reader: SpanReader, index: int) -> bool:
    """«فاز 4-صفر»: a month whose name is a number too, behind a bar."""
    return index in reader.begins and reader.folded(index - 1) in ("/", "-")


def _days_before(reader: SpanReader, index: int) -> tuple[int, int | None]:
    """Where the days in front of a month begin, and the one next to it."""
    place = index
    while place > reader.taken and (reader.says(place - 1, "linking", "month") or _is_bar(reader, place - 1)):
        place -= 1
    found = reader.day_before(place)
    if found is None or _ranks_a_noun(reader, place):
        return _first_of_month(reader, index, place)
    day, first = found
    for _ in range(_MOST_DAYS):
        earlier = _earlier_day(reader, first)
        if earlier is None:
            break
        first = earlier
    return _with_weekday(reader, first), day


def _ranks_a_noun(reader: SpanReader, place: int) -> bool:
    """«هدفه الثاني ⟦في⟧ يناير»: an ordinal in front of "in" ranks what stands before it, unless that is the day."""
    numeral = reader.ends[place]
    ranks = numeral.kind == "ordinal" and reader.says(place, "within")
    return ranks and not reader.stem_says(numeral.first - 1, "day")


def _first_of_month(reader: SpanReader, index: int, place: int) -> tuple[int, int | None]:
    """«فاتح ماي»."""
    if place > reader.taken and reader.says(place - 1, "first_of_month"):
        return place - 1, 1
    return index, None


def _is_bar(reader: SpanReader, index: int) -> bool:
    return reader.folded(index) in ("/", "-") and reader.is_glued(index)


def _earlier_day(reader: SpanReader, first: int) -> int | None:
    """The day before «و26», «au 7», "-7": where it begins."""
    place = first
    while place > reader.taken and place > first - 3 and (_joins_days(reader, place - 1)):
        place -= 1
    found = reader.day_before(place) if place < first or _is_conjoined(reader, first) else None
    return found[1] if found else None


def _joins_days(reader: SpanReader, index: int) -> bool:
    return reader.says(index, "range", "day") or reader.folded(index) in ("-", ",", "/")


def _is_conjoined(reader: SpanReader, first: int) -> bool:
    numeral = reader.begins.get(first)
    return numeral is not None and numeral.start > reader.tokens.start(first)


def _with_weekday(reader: SpanReader, first: int) -> int:
    """Take in «الأحد،» and «يوم» in front of a day."""
    for _ in range(4):
        before = first - 1
        if before < reader.taken:
            break
        is_name = reader.name_at(before, WEEKDAY) is not None
        is_comma = reader.folded(before) == "," and before > reader.taken and reader.name_at(before - 1, WEEKDAY)
        if not (is_name or is_comma or reader.stem_says(before, "day")):
            break
        first = before
    return first


def _other_name(reader: SpanReader, last: int, month: CalendarWord) -> int:
    """«تشرين الثاني/نوفمبر», «مايو (أيار)», «أكتوبر تشرين الأول»: one month twice; or an abbreviation's dot."""
    if reader.folded(last) == "." and reader.is_glued(last) and reader.year(last + 1) is not None:
        return last + 1
    bar = reader.folded(last) in ("/", "-", "(")
    other = reader.name_at(last + bar, MONTH)
    if other is None or other[0].number != month.number or other[0].calendar != month.calendar:
        return last
    closes = reader.folded(last) == "(" and reader.folded(other[1]) == ")"
    return other[1] + closes


def _days_after(reader: SpanReader, last: int) -> tuple[int | None, int]:
    """In "April 20", "May 5-7", the last of the days after a month, and the token after them."""
    if not reader.lexicon.day_after_month:
        return None, last
    place = last + (reader.folded(last) == "." and reader.is_glued(last))
    found = reader.day_after(place)
    if found is None or reader.year(place) is not None:
        return None, last
    day, last = found
    if reader.folded(last) == "-" or reader.says(last, "range"):
        following = reader.day_after(last + 1)
        if following is not None and reader.year(last + 1) is None and following[0] > day:
            return following
    return day, last


def _year_after(reader: SpanReader, last: int, month: CalendarWord) -> tuple[int | None, int]:
    """The year after a month, and the token after it and its era."""
    place = last
    if reader.folded(place) in (",", "/", "-", "."):
        place += 1
    while place < last + 4 and (reader.says(place, "linking") or reader.stem_says(place, "year")):
        place += 1
    year = reader.year(place)
    if year is None and month.calendar == HIJRI:
        year = _hijri_year(reader, place)
    if year is None or (month.calendar == HIJRI and year not in _HIJRI_YEARS):
        return None, last
    return year, place + 1 + reader.says(place + 1, "hijri_era", "common_era")


def _hijri_year(reader: SpanReader, place: int) -> int | None:
    value = reader.whole(place)
    return value if value is not None and reader.says(place + 1, "hijri_era") else None
