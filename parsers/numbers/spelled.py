"""Which word of a text spells a number."""

from __future__ import annotations

from parsers.numbers.words import NumberWord, number_lexicon
from parsers.words.clitics import Split
from parsers.words.reading import Reading


def number_word(reading: Reading, place: int) -> tuple[Split, NumberWord] | None:
    """The number that the word at a place is, with the clitics taken off it; None where it is none, or outside.

    >>> from parsers.words.text import tokenize
    >>> text = "لأربع جلسات"
    >>> number_word(Reading(text, "ar", None, tokenize(text, "ar")), 0)[1].value
    4
    """
    return number_lexicon(reading.language, reading.country).find(reading.word(place))


def spells_cardinal(reading: Reading, place: int) -> bool:
    """Whether a number's word stands there that ranks nothing, with or without clitics: «وثلاثة», «cinq»."""
    found = number_word(reading, place)
    return found is not None and not found[1].ordinal
