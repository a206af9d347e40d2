"""Reading a text once for its facts: its tokens, its numbers, and the spans whose numbers are dates."""

from __future__ import annotations

from parsers.calendar import find_calendar_spans_in
from parsers.mentions import Mention, mentions_of
from parsers.numerals import find_numerals_in
from parsers.reading import Reading
from parsers.text import tokenize


def read(text: str, language: str, country: str | None) -> tuple[Reading, list[Mention], list[tuple[int, int]]]:
    """Tokenise a text and place its numbers in it; the last of the three are the spans of dates and clock times."""
    tokens = tokenize(text, language)
    numerals = find_numerals_in(tokens, language, country)
    calendar = find_calendar_spans_in(tokens, language, country, numerals)
    reading = Reading(text, language, country, tokens)
    reading.blocked = frozenset(token for span in calendar for token in range(span.first, span.last))
    blocked = [(span.start, span.end) for span in calendar]
    return reading, mentions_of(reading, numerals, blocked), blocked
