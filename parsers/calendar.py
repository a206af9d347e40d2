"""Where a text speaks of calendar and clock: days, months, years, hours, terms; a number there counts nothing."""

from __future__ import annotations

from parsers.calendar_spans import CalendarSpan, SpanReader
from parsers.clock_spans import clock_at
from parsers.month_spans import month_at
from parsers.numerals import Numeral, find_numerals_in
from parsers.numeric_dates import numeric_date_at
from parsers.period_spans import day_at, period_at, weekday_at
from parsers.text import Token, tokenize
from parsers.year_spans import year_at

_READERS = (numeric_date_at, month_at, clock_at, period_at, year_at, day_at, weekday_at)
"""In order: what is read by the first is not looked at by the next."""


def find_calendar_spans(text: str, language: str, country: str | None = None) -> list[CalendarSpan]:
    """Find every expression of date and time in a text, in order, none overlapping, in time linear in its length.

    Args:
        text: any text; offsets point into it as it is.
        language: ISO 639-1.
        country: ISO 3166-1 alpha-2, which settles whether 03/04 is in April.

    Raises:
        KeyError: the language has no lexicon.

    >>> [(span.kind, span.date) for span in find_calendar_spans("يومي 25 و26 فبراير، الساعة الثالثة", "ar")]
    [('date', None), ('clock', None)]
    """
    return find_calendar_spans_in(tokenize(text, language), language, country)


def find_calendar_spans_in(
    tokens: list[Token], language: str, country: str | None = None, numerals: list[Numeral] | None = None
) -> list[CalendarSpan]:
    """Find them in a text that has been cut into tokens, whose numerals may be at hand; as `find_calendar_spans`."""
    if numerals is None:
        numerals = find_numerals_in(tokens, language, country)
    reader = SpanReader(tokens, language, country, numerals)
    spans: list[CalendarSpan] = []
    index = 0
    while index < len(tokens):
        span = _span_at(reader, index) if reader.is_anchor(index) else None
        if span is not None:
            spans.append(span)
            reader.taken = span.last
        index = max(index + 1, reader.taken)
    return spans


def _span_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    for read in _READERS:
        span = read(reader, index)
        if span is not None:
            return span
    return None
