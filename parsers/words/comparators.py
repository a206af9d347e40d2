"""Words that bound a number: about, more than, at least, less than, at most."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import lexicons
from parsers.words.clitics import clitics_of
from parsers.words.phrases import Phrases, folded_words, phrases_of
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

EXACT, ABOUT, RANGE, VAGUE, AT_MOST = "exact", "about", "range", "vague", "at_most"
_SIGNS = {"≥": "at_least", "≤": "at_most", ">": "more_than", "<": "less_than", "~": ABOUT, "≈": ABOUT, "±": ABOUT}


@cache
def _phrases(language: str, side: str) -> Phrases[str]:
    singly = ("", *clitics_of(language, "conjunctions"), *clitics_of(language, "prepositions"))
    return Phrases(_entries(language, side), singly)


def _entries(language: str, side: str) -> Iterator[tuple[tuple[str, ...], str]]:
    if lexicons.has_table(language, "comparators"):
        for comparator, names in lexicons.table(language, "comparators")[side].items():
            for name in phrases_of(names):
                words = folded_words(name, language)
                yield words, comparator
                if words[-1] == "'":
                    yield (*words[:-2], f"{words[-2]}'"), comparator  # «plus d'une dizaine», beside «plus d'1»


def comparator_before(reading: Reading, place: int) -> tuple[int, str] | None:
    """The comparator that ends just before a place, as (where it begins, comparator); an article may stand between.

    >>> from parsers.words.text import tokenize
    >>> comparator_before(Reading("x", "en", None, tokenize("more than 20", "en")), 2)
    (0, 'more_than')
    """
    key = (comparator_before, place)
    if key not in reading.found:  # six rules ask of the same number
        reading.found[key] = _comparator_before(reading, place)
    found: tuple[int, str] | None = reading.found[key]
    return found


def _comparator_before(reading: Reading, place: int) -> tuple[int, str] | None:
    if place > 0 and reading.words[place - 1] in _SIGNS:
        return place - 1, _SIGNS[reading.words[place - 1]]
    phrases = _phrases(reading.language, "before")
    found = phrases.ending_at(reading.words, place)
    if not found and reading.says(place - 1, "phrase", "carriers"):
        return phrases.ending_at(reading.words, place - 1)  # «ما يقارب مبلغ ⟦850 مليون⟧»
    if not found and place > 0 and reading.words[place - 1] in reading.rules.words("phrase", "articles"):
        skips = reading.rules.text("phrase", "order") != "head_last"  # "larger than the 15-inch model" bounds nothing
        return phrases.ending_at(reading.words, place - 1) if skips else None
    return found


def says_between(reading: Reading, place: int) -> bool:
    """Whether the words of a range end just before a place, which bounds it: "between ⟦20⟧ and 25"."""
    before = comparator_before(reading, place)
    return before is not None and before[1] == RANGE


def is_span(reading: Reading, first: int, last: int) -> bool:
    """Whether words of more than tell how long something went on, not at least how long: "spread over five days".

    Args:
        reading: The text.
        first: Where those words begin, in front of a duration.
        last: Behind the duration.
    """
    if not reading.says(first, "spans", "words"):
        return False
    bounds = first == 0 or reading.says(first - 1, "spans", "bounded_after")
    return not bounds and not reading.says(last, "spans", "bounded_before")


def tells_a_difference(reading: Reading, first: int, last: int) -> bool:
    """Whether an amount stands in front of the words of more or less: "£1,000 less than two years ago".

    Args:
        reading: The text.
        first: Where those words begin, in front of a duration.
        last: Behind the duration.
    """
    ago = reading.says(last, "spans", "ago")
    return (
        ago and first > 0 and (reading.tokens.kind(first - 1) == DIGITS or reading.says(first - 1, "spans", "amounts"))
    )


def comparator_after(reading: Reading, place: int) -> tuple[int, str] | None:
    """The comparator that begins at a place behind the amount, as (where it ends, comparator)."""
    found = _phrases(reading.language, "after").starting_at(reading.words, place)
    following = comparator_before(reading, found[0] + 1) if found and found[0] < len(reading) else None
    return None if following and following[0] <= place else found  # «100 شخص ⟦وأكثر من⟧ 20 طفلا»
