"""Pages that say they are not there, with the status of pages that are."""

from __future__ import annotations

from functools import cache

from parsers.words.presswords import words_of
from parsers.words.typography import fold

_LONGEST = 120
"""Characters of a headline; a longer one tells of something."""
_MOST_TEXT = 1_500
"""Characters of such a page's text; a report on missing pages is longer."""


def says_not_found(title: str, text: str) -> bool:
    """Say whether a page's headline is that of an error page.

    >>> says_not_found("عذرا، الصفحة غير موجودة", "يمكنك العودة إلى الصفحة الرئيسية")
    True
    >>> says_not_found("Oops! Page not found", "")
    True
    >>> says_not_found("المحكمة: صفحات من السجل غير موجودة", "قالت المحكمة")
    False
    """
    if not title or len(title) > _LONGEST or len(text) > _MOST_TEXT:
        return False
    folded = fold(title)
    return any(phrase in folded for phrase in _phrases())


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(fold(phrase) for phrase in words_of("furniture", "not_found"))
