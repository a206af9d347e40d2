"""Lines that name whom a text tells of, who took its pictures or who makes the newspaper, and not who wrote it."""

from __future__ import annotations

import re
from functools import cache

from parsers.pages.byline_words import alternatives
from parsers.pages.captions import calls_caption
from parsers.pages.furniture_lines import drop_lines
from parsers.pages.markup import tokens_of
from parsers.pages.outline import Outline
from parsers.pages.passages import Passage
from parsers.pages.signatures import is_picture_credit

_TAGS = re.compile(r"(?:^|[\s_-])(?:tags?|tag-?(?:list|cloud|links)|keywords?|mots-?cles|hashtags?)(?:$|[\s_-])")
_QUOTES = frozenset({"blockquote", "cite", "q"})
_LEVELS = 2


def is_told_of(page: Outline, passage: Passage) -> bool:
    """Say whether a name in a line that nothing calls a byline is that of somebody else than the author.

    Args:
        page: The page's outline.
        passage: The line.
    """
    return (
        _is_of_picture(passage)
        or _is_tags(passage)
        or _is_quoted(passage)
        or (passage.text.endswith((":", "：")) and page.is_above(passage))  # whom the headline quotes
        or (passage.is_heading and page.is_within(passage))
        or (":" in passage.text and _chief().search(passage.text) is not None)
    )


def _is_of_picture(passage: Passage) -> bool:
    """Whether a line is a picture's caption or credit: who stands there took the picture, or is on it."""
    called = any(calls_caption(element.get("class") or "") for _, element in passage.pieces)
    return called or "caption" in passage.where or is_picture_credit(passage.text)


def _is_tags(passage: Passage) -> bool:
    """Whether a line is of tags, which tell whom a text is about; by their label, or what their box is called."""
    if not passage.linked:
        return False
    box = passage.around
    return (box is not None and _TAGS.search(tokens_of(box)) is not None) or not drop_lines([passage.text])


def _is_quoted(passage: Passage) -> bool:
    """Whether a line stands in a quotation, which ends with who said it."""
    node = passage.pieces[0][1]
    for _ in range(_LEVELS):
        if node is None:
            return False
        if node.tag in _QUOTES:
            return True
        node = node.getparent()
    return False


@cache
def _chief() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('chiefs')})\s*[:：]", re.IGNORECASE)
