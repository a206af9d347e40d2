"""What the readers of dates and clock times share: the tokens, the numbers in them, and how a span is told."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from parsers.calendar.hijri import to_gregorian
from parsers.calendar.words import GREGORIAN, CalendarWord, calendar_lexicon
from parsers.numerals import Numeral
from parsers.words.text import Tokens

DATE, CLOCK, YEAR, PERIOD, WEEKDAY_SPAN, MONTH_SPAN = "date", "clock", "year", "period", "weekday", "month"
DAY_PRECISION, MONTH_PRECISION, YEAR_PRECISION = "day", "month", "year"

_YEARS = range(1000, 2200)
_LAST_DAY = 31


class CalendarSpan(NamedTuple):
    """An expression of date or time: what stands at `start`:`end`, in the tokens `first`:`last`.

    `kind` is date, month, year, clock, period or weekday. `date` is the common-calendar day it begins on where the year
    is stated, `precision` how much of it is, `calendar` the one that it is stated in.
    """

    start: int
    end: int
    first: int
    last: int
    kind: str
    date: date | None = None
    calendar: str = GREGORIAN
    precision: str | None = None


class SpanReader:
    """A text's tokens with its numbers by the tokens they begin and end at; `taken` is how far spans have been read."""

    def __init__(self, tokens: Tokens, language: str, country: str | None, numerals: list[Numeral]) -> None:
        self.tokens = tokens
        self.language = language
        self.country = country
        self.lexicon = calendar_lexicon(language)
        self.begins = {numeral.first: numeral for numeral in numerals}
        self.ends = {numeral.last: numeral for numeral in numerals}
        self.taken = 0
        self.folded = tokens.word
        self.is_glued = tokens.is_glued

    def says(self, index: int, *uses: str) -> bool:
        """Whether a token is a word for one of the uses."""
        return self.tokens.word(index) in self.lexicon.says(*uses)

    def stem_says(self, index: int, use: str) -> bool:
        """Whether a token is a word for a use, with or without clitics."""
        return self.lexicon.stem_says(self.folded(index), use)

    def name_at(self, index: int, kind: str) -> tuple[CalendarWord, int] | None:
        """The month or weekday that begins at a token, and the token after it."""
        for word in self.lexicon.find(self.tokens.words[index]) if self.tokens.is_word(index) else ():
            last = index + 1 + len(word.rest)
            if word.kind == kind and tuple(self.folded(place) for place in range(index + 1, last)) == word.rest:
                return (word, last) if self._is_written_so(index) else None
        return None

    def _is_written_so(self, index: int) -> bool:
        return not self.lexicon.capitals or self.tokens.text(index)[0].isupper()

    def whole(self, index: int) -> int | None:
        """The figures at a token as a whole number without separators, else None."""
        word = self.folded(index)
        return int(word) if word.isascii() and word.isdigit() and len(word) <= 4 else None

    def year(self, index: int) -> int | None:
        """The four-digit year at a token, else None."""
        value = self.whole(index)
        return value if value is not None and len(self.folded(index)) == 4 and value in _YEARS else None

    def day_before(self, last: int) -> tuple[int, int] | None:
        """The day of the month whose number ends at a token, and where it begins."""
        numeral = self.ends.get(last)
        if numeral is not None and numeral.first >= self.taken and _is_day(numeral) and not self._is_feminine(numeral):
            return int(numeral.value), numeral.first
        return None

    def _is_feminine(self, numeral: Numeral) -> bool:
        """«للمرة الثانية في آب»: days are masculine, but for those that are told as nights."""
        endings = self.lexicon.never_day_endings
        feminine = numeral.kind == "ordinal" and self.tokens.text(numeral.first).endswith(endings)
        return feminine and not self.stem_says(numeral.first - 1, "day")

    def day_after(self, first: int) -> tuple[int, int] | None:
        """The day of the month whose number begins at a token, and the token after it."""
        numeral = self.begins.get(first)
        return (int(numeral.value), numeral.last) if numeral is not None and _is_day(numeral) else None

    def span(self, first: int, last: int, kind: str) -> CalendarSpan:
        """A span without a date."""
        return CalendarSpan(self.tokens.start(first), self.tokens.ends[last - 1], first, last, kind)


def _is_day(numeral: Numeral) -> bool:
    return numeral.kind != "fraction" and numeral.value == int(numeral.value) and 1 <= numeral.value <= _LAST_DAY


def dated(span: CalendarSpan, year: int, month: int | None, day: int | None, calendar: str) -> CalendarSpan:
    """A span with the date it states; without one where there is no such day."""
    precision = DAY_PRECISION if day else MONTH_PRECISION if month else YEAR_PRECISION
    found = _day(year, month or 1, day or 1, calendar)
    return span._replace(date=found, calendar=calendar, precision=precision)


def _day(year: int, month: int, day: int, calendar: str) -> date | None:
    if calendar != GREGORIAN:
        return to_gregorian(year, month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return None
