"""Pages that a guard shows in an article's place: prove that you are human, let JavaScript run."""

from __future__ import annotations

from functools import cache

from parsers.words.presswords import words_of
from parsers.words.typography import fold

_MOST_TEXT = 600
"""Characters of such a page's text, title aside; a report on guards is longer."""


def is_challenge(title: str, text: str) -> bool:
    """Say whether a page asks its reader for a proof instead of giving an article.

    >>> is_challenge("Just a moment...", "Checking your browser before accessing the site")
    True
    >>> is_challenge("صحيفة", "يرجى تفعيل جافا سكريبت للمتابعة")
    True
    >>> is_challenge("Un instant, s’il vous plaît, dit le ministre", "Le ministre a demandé du temps. " * 30)
    False
    """
    if len(text) > _MOST_TEXT:
        return False
    folded = fold(f"{title}\n{text}")
    return any(phrase in folded for phrase in _phrases())


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(fold(phrase) for phrase in words_of("furniture", "challenges"))
