"""Bylines of several, of whom the head states the first alone, as many templates do in JSON-LD."""

from __future__ import annotations

import re

from parsers.names import looks_like_name
from parsers.pages.byline_words import joiner
from parsers.pages.bylinetext import segments_of

_INLINE = re.compile(r"</?(?:a|b|em|i|span|strong)\b[^>]*(?:>|$)")
_TAG = re.compile(r"<[^>]*(?:>|$)")
_MOST = 20
_BEHIND = 160
"""Characters behind a name, tags included, in which another follows."""


def names_another(html: str, name: str) -> bool:
    """Say whether another name follows one anywhere in a page's source, which is faster than to lay the page out.

    >>> names_another("<p>Par <a>Anas Kadiri</a> et <a>Sanae Bouziane</a></p>", "Anas Kadiri")
    True
    """
    at = -1
    for _ in range(_MOST):
        at = html.find(name, at + 1)
        if at < 0:
            break
        end = at + len(name)
        line = _TAG.sub(" | ", _INLINE.sub("", html[end : end + _BEHIND]))
        if _goes_on(line.strip()):
            return True
    return False


def _goes_on(text: str) -> bool:
    """Say whether what follows a name joins another to it; behind a comma one that is known for a name.

    >>> _goes_on("et Sanae Bouziane"), _goes_on(", Sanae Bouziane"), _goes_on(", National Institute")
    (True, True, False)
    """
    if not text.startswith((",", "،")):
        return joiner().match(f" {text}") is not None
    following = segments_of(joiner().sub(" | ", text[1:]))
    return bool(following) and looks_like_name(following[0].strip(" -"), strict=True)
