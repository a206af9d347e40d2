"""Calendar dates in a text, each with its year stated, as days of the common calendar."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from parsers.calendar.spans import find_calendar_spans_in
from parsers.numerals import Numeral
from parsers.words.text import Tokens, tokenize


class FoundDate(NamedTuple):
    """A date and where the text states it.

    `date` is its first day in the common calendar, `calendar` the one it is stated in (gregorian, hijri), `precision`
    how much is stated (day, month, year).
    """

    start: int
    end: int
    date: date
    calendar: str
    precision: str


def find_dates(text: str, language: str, country: str | None = None) -> list[FoundDate]:
    """Find each calendar date with a year stated, in order, none overlapping, in time linear in the text's length.

    Args:
        text: any text; offsets point into it as it is.
        language: ISO 639-1.
        country: ISO 3166-1 alpha-2, which settles whether 03/04/2024 is in April.

    Raises:
        KeyError: the language has no lexicon.

    >>> [(str(found.date), found.precision) for found in find_dates("من 13 وحتى 15 تشرين الثاني/نوفمبر 2016", "ar")]
    [('2016-11-15', 'day')]
    """
    return find_dates_in(tokenize(text, language), language, country)


def find_dates_in(
    tokens: Tokens, language: str, country: str | None = None, numerals: list[Numeral] | None = None
) -> list[FoundDate]:
    """Find them in a text that has been cut into tokens; as `find_dates`."""
    return [
        FoundDate(span.start, span.end, span.date, span.calendar, span.precision)
        for span in find_calendar_spans_in(tokens, language, country, numerals)
        if span.date is not None and span.precision is not None
    ]
