"""Where a text speaks of calendar and clock: days, months, years, hours, terms; a number there counts nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from parsers.calendar.clock import clock_at, time_at
from parsers.calendar.figures import numeric_date_at
from parsers.calendar.months import month_at
from parsers.calendar.periods import day_at, period_at, ranked_period_at, weekday_at
from parsers.calendar.reading import CalendarSpan, SpanReader
from parsers.calendar.words import MONTH, WEEKDAY
from parsers.calendar.years import bare_year_at, year_at
from parsers.numbers.reading import CARDINAL
from parsers.numerals import Numeral, find_numerals_in
from parsers.words.text import DIGITS, WORD, Tokens, tokenize

_Read = Callable[[SpanReader, int], CalendarSpan | None]

_BY_ANCHOR: dict[str, _Read] = {
    MONTH: month_at,
    WEEKDAY: weekday_at,
    "clock": clock_at,
    "period_first": period_at,
    "century": period_at,
    "year": year_at,
    "day_first": day_at,
}
_OF_FIGURES: tuple[_Read, ...] = (numeric_date_at, time_at, ranked_period_at, bare_year_at)
_OF_NUMBER_WORDS: tuple[_Read, ...] = (time_at, ranked_period_at)
_YEAR_FIGURES = 4
_SIGNS_BEHIND = frozenset("/-.:")
"""Signs that join figures to a date or to a time."""


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
    tokens: Tokens, language: str, country: str | None = None, numerals: list[Numeral] | None = None
) -> list[CalendarSpan]:
    """Find them in a text that has been cut into tokens, whose numerals may be at hand; as `find_calendar_spans`."""
    if numerals is None:
        numerals = find_numerals_in(tokens, language, country)
    reader = SpanReader(tokens, language, country, numerals)
    spans: list[CalendarSpan] = []
    for index in sorted({*tokens.places(reader.lexicon.begins), *reader.begins}):
        span = _span_at(reader, index) if index >= reader.taken else None
        if span is not None:
            spans.append(span)
            reader.taken = span.last
    return spans


def _span_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    for read in _readers_at(reader, index):
        span = read(reader, index)
        if span is not None:
            return span
    return None


def _may_be_of_calendar(reader: SpanReader, index: int) -> bool:
    """Whether figures have anything of a year, a date or a time: behind most figures a noun stands, apart from them."""
    numeral = reader.begins.get(index)
    if numeral is None or numeral.last != index + 1 or numeral.kind != CARDINAL or reader.is_glued(index + 1):
        return True
    figures = reader.tokens.words[index]
    if len(figures) == _YEAR_FIGURES or "." in figures or index + 1 in reader.begins:
        return True
    following = reader.folded(index + 1)
    lexicon = reader.lexicon
    return following in _SIGNS_BEHIND or lexicon.knows(following) or following in lexicon.begin_half_days


def _readers_at(reader: SpanReader, index: int) -> Iterable[_Read]:
    """Who may read an expression at a token, in order."""
    kind = reader.tokens.kind(index)
    if kind == DIGITS:
        return _OF_FIGURES if _may_be_of_calendar(reader, index) else ()
    if kind != WORD:
        return ()
    named = [_BY_ANCHOR[name] for name in reader.lexicon.anchors(reader.tokens.words[index])]
    return [*named, *_OF_NUMBER_WORDS] if index in reader.begins else named
