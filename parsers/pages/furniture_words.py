"""The words that furniture begins with, as patterns, and a quick look at whether a text may begin with one."""

from __future__ import annotations

import re
from functools import cache

from parsers.words.presswords import any_of, words_of
from parsers.words.typography import fold

_AHEAD = "([ -•"
"""What may stand before a line's first word."""
_LONGEST_HEADING = 60
_ALIF = str.maketrans("أإآ", "ااا")


def pattern_of(*keys: str) -> re.Pattern[str]:
    """Give what matches a folded text that begins with a word of these lists."""
    words = any_of(fold(word) for key in keys for word in words_of("furniture", key))
    return re.compile(rf"(?:{words})(?:\s|$)")


@cache
def also() -> re.Pattern[str]:
    """Give what leads to another article."""
    return pattern_of("also")


@cache
def _announced() -> re.Pattern[str]:
    """The whole of a heading that announces what is not the article."""
    words = any_of(map(fold, words_of("furniture", "headings")))
    return re.compile(rf"(?:\d+ )?(?:{words})(?: \d[\d ]*| من .*| sur .*)?$")


def announces_others(text: str, *, counted: bool = False) -> bool:
    """Say whether a text is all a heading that announces comments or other articles; `counted` allows their number.

    >>> announces_others("مقالات للكاتب"), announces_others("مقالات للكاتب في مجلات الستينيات")
    (True, False)
    >>> announces_others("3 commentaires"), announces_others("3 commentaires", counted=True)
    (False, True)
    """
    if len(text) > _LONGEST_HEADING:
        return False
    begins = may_begin(text, letters_of("headings")) or (counted and text.lstrip(_AHEAD)[:1].isdigit())
    return begins and bool(_announced().match(fold(text)))


@cache
def letters_of(*keys: str) -> frozenset[str]:
    """Give the first two letters of words of furniture: most texts need no closer look."""
    words = [word for key in keys for word in words_of("furniture", key)]
    return frozenset(form[:2] for word in words for form in (word.lower(), fold(word)))


def may_begin(text: str, letters: frozenset[str]) -> bool:
    """Say whether a text's first two letters are among these.

    >>> may_begin("(Also read: more", frozenset({"al"}))
    True
    """
    beginning = text.lstrip(_AHEAD)[:2].lower()
    return beginning in letters or (not beginning.isascii() and beginning.translate(_ALIF) in letters)
