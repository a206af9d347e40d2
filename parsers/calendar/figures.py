"""Dates in figures: «20/04/2019», «2019-04-20», «20.04.2019», «14-09-1432 هـ»."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

from parsers.calendar.reading import DATE, CalendarSpan, SpanReader, dated
from parsers.calendar.words import GREGORIAN, HIJRI

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_BARS = "/-."
_CENTURY = 2000
"""Of years in two digits."""


def numeric_date_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    """The date in figures that begins at a token."""
    figures = reader.folded(index)
    dotted = _DOTTED.fullmatch(figures) if "." in figures else None
    if dotted:
        return _dated(reader, index, index + 1, (dotted[1], dotted[2], dotted[3]))
    parts = _parts(reader, index)
    return _dated(reader, index, index + 5, parts) if parts else None


def _parts(reader: SpanReader, index: int) -> tuple[str, str, str] | None:
    """Three numbers between two like bars."""
    bar = reader.folded(index + 1)
    if not bar or bar not in _BARS or reader.folded(index + 3) != bar or reader.folded(index + 5) == bar:
        return None
    parts = (reader.folded(index), reader.folded(index + 2), reader.folded(index + 4))
    if not all(part.isascii() and part.isdigit() and len(part) in (1, 2, 4) for part in parts):
        return None
    return parts


def _dated(reader: SpanReader, first: int, last: int, parts: tuple[str, str, str]) -> CalendarSpan | None:
    calendar = GREGORIAN
    if reader.says(last, "hijri_era"):
        calendar, last = HIJRI, last + 1
    elif reader.says(last, "common_era"):
        last += 1
    ordered = _in_order(parts, month_first=is_month_first(reader.language, reader.country))
    if ordered is None:
        return None
    year, month, day = ordered
    span = dated(reader.span(first, last, DATE), year, month, day, calendar)
    return span if span.date or calendar == HIJRI else None


def _in_order(parts: tuple[str, str, str], *, month_first: bool) -> tuple[int, int, int] | None:
    """Year, month and day; a month above twelve is a day."""
    first, second, third = map(int, parts)
    if len(parts[0]) == 4:
        return first, second, third
    if len(parts[2]) == 1 or len(parts[1]) == 4:
        return None
    year = third if len(parts[2]) == 4 else _CENTURY + third
    month, day = (first, second) if month_first else (second, first)
    return (year, day, month) if month > 12 >= day else (year, month, day)


@cache
def is_month_first(language: str, country: str | None) -> bool:
    """Whether CLDR's short date of the language in the country begins with the month; day first where none is known.

    >>> is_month_first("en", "US"), is_month_first("en", "GB"), is_month_first("ar", None)
    (True, False, False)
    """
    if country is None:
        return False
    try:
        pattern = Locale.parse(f"{language}_{country}").date_formats["short"].pattern
    except (UnknownLocaleError, ValueError):
        return False
    return str(pattern).startswith("M")
