"""Reading a text once for its facts: its tokens, its numbers, and the spans whose numbers are dates."""

from __future__ import annotations

from functools import cache

from parsers.calendar.spans import find_calendar_spans_in
from parsers.calendar.words import calendar_lexicon
from parsers.numbers.words import number_lexicon
from parsers.numerals import find_numerals_in
from parsers.rules.bracketed import without_brackets
from parsers.rules.dual_forms import dual_forms
from parsers.rules.mentions import Mention, mentions_of
from parsers.words.lexemes import grammar
from parsers.words.reading import ALONE, Reading
from parsers.words.remembered import Remembered
from parsers.words.text import tokenize


def read(text: str, language: str, country: str | None) -> tuple[Reading, list[Mention], list[tuple[int, int]]]:
    """Tokenise a text and place its numbers in it; the last of the three are the spans of dates and clock times."""
    tokens = without_brackets(tokenize(text, language), language, country)
    tokens.notable = list(tokens.places(_notable(language, country)))
    numerals = find_numerals_in(tokens, language, country)
    calendar = find_calendar_spans_in(tokens, language, country, numerals)
    reading = Reading(text, language, country, tokens)
    reading.blocked = frozenset(token for span in calendar for token in range(span.first, span.last))
    blocked = [(span.start, span.end) for span in calendar]
    return reading, mentions_of(reading, numerals, blocked), blocked


@cache
def _notable(language: str, country: str | None) -> Remembered[bool]:
    """Whether something may be read from a word; nine words in ten are passed over in one go."""
    lexicons = (number_lexicon(language, country).begins, calendar_lexicon(language).begins, dual_forms(language))
    alone = frozenset(word for section, key in ALONE for word in grammar(language).words(section, key))
    return Remembered(lambda word: word in alone or any(lexicon[word] for lexicon in lexicons))
