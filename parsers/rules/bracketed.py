"""Numbers in brackets in front of their noun: «ضبط (12) شخصا», «(440) مليون دينار», «/56/ جريمة»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from parsers.numbers.words import number_lexicon
from parsers.units import unit_phrases
from parsers.words.lexemes import is_singular, lexemes, word_lists
from parsers.words.text import BREAK, DIGITS, Tokens, writing

_ANNOUNCING = {("counts", "announced"), ("ordinals", "ranks")}
_YEAR_DIGITS, _CENTURIES, _LAST_LABEL = 4, ("18", "19", "20"), 10


def without_brackets(tokens: Tokens, language: str, country: str | None) -> Tokens:
    """Leave out the brackets around a lone number whose noun, unit or scale follows, as officials write it.

    >>> from parsers.words.text import tokenize
    >>> without_brackets(tokenize("ضبط (12) شخصا", "ar"), "ar", None).words
    ['ضبط', '12', 'شخصا']
    """
    signs = {
        place
        for opening, closing in _pairs(language)
        for first in _numbers_in(tokens, opening, closing)
        if _may_count(tokens, first, language)
        and (_is_told_behind(tokens, first + 3, language, country) or _announces(tokens.word(first - 1), language))
        for place in (first, first + 2)
    }
    return tokens.without(signs) if signs else tokens


@cache
def _pairs(language: str) -> tuple[tuple[str, str], ...]:
    """The brackets that a language puts around numbers, each as (opening, closing)."""
    brackets = writing(language).get("brackets")
    listed = brackets["around_numbers"] if isinstance(brackets, dict) else []
    return tuple((pair[0], pair[1]) for pair in listed)


def _numbers_in(tokens: Tokens, opening: str, closing: str) -> Iterator[int]:
    """Where an opening bracket stands with one figure and the closing bracket behind it."""
    words, place = tokens.words, 0
    while True:
        try:
            place = words.index(opening, place) + 1
        except ValueError:
            return
        figure = tokens.word(place)
        alone = opening != closing or not (tokens.is_glued(place - 1) or tokens.is_glued(place + 2))
        year = len(figure) == _YEAR_DIGITS and figure.startswith(_CENTURIES)
        fits = figure and tokens.kind(place) == DIGITS and tokens.word(place + 1) == closing
        if fits and alone and not year:
            yield place - 1


def _may_count(tokens: Tokens, first: int, language: str) -> bool:
    """Whether it is no label of a line, for which «(1000) معلم» is too great and has its noun in the singular."""
    if first > 0 and tokens.kind(first - 1) != BREAK:
        return True
    figure = tokens.word(first + 1)
    return figure.isdigit() and int(figure) > _LAST_LABEL and is_singular(lexemes(language)[tokens.word(first + 3)])


def _announces(word: str, language: str) -> bool:
    """«وعددها ( 7 )», «الدورة “95”»: whether a count or a rank is announced in front of the bracket."""
    return not word_lists(language)[word].isdisjoint(_ANNOUNCING)


def _is_told_behind(tokens: Tokens, place: int, language: str, country: str | None) -> bool:
    """Whether what the figure counts or measures stands there: a known noun, a unit, a scale word."""
    if not tokens.is_word(place):
        return False
    spelled = tokens.words[place]
    word = lexemes(language)[spelled]
    noun = bool(word.forms) and not (word.definite or word.joined or word.governed or word.own)
    scale = number_lexicon(language, country).find(spelled)
    return noun or spelled in unit_phrases(language, country) or (scale is not None and not scale[0].prefix)
