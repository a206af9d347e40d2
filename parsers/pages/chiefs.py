"""The head of a newspaper, whom a page's footer names by his office and some templates as everything's author."""

from __future__ import annotations

import re
from functools import cache

from parsers.pages.byline_words import alternatives

_TAG = re.compile(r"<[^>]*>")
_BEFORE = 160
"""Characters before a name, tags included, in which his office is told."""
_MOST = 20


def is_chief(html: str, name: str) -> bool:
    """Say whether a page's source tells anywhere that somebody directs the newspaper.

    >>> is_chief("<footer>Directeur de publication : <b>Anas Kadiri</b></footer>", "Anas Kadiri")
    True
    >>> is_chief("<p>Par Anas Kadiri</p>", "Anas Kadiri")
    False
    """
    at = -1
    for _ in range(_MOST):
        at = html.find(name, at + 1)
        if at < 0:
            break
        if _office().search(_TAG.sub(" ", html[max(0, at - _BEFORE) : at])):
            return True
    return False


@cache
def _office() -> re.Pattern[str]:
    """An office right before a name, with a colon."""
    return re.compile(rf"(?:{alternatives('chiefs')})\s*[:：]\s*$", re.IGNORECASE)
