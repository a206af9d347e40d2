"""Lines that lead to other articles, ask to share or announce an advertisement, known by their first words."""

from __future__ import annotations

import re
from functools import cache

from parsers.pages.furniture_words import also, letters_of, may_begin, pattern_of
from parsers.words.presswords import any_of, words_of
from parsers.words.typography import fold

_LONGEST_LINE = 160
_LONGEST_DISCLAIMER = 260
_LISTS = ("also", "before_colon", "lines", "headings", "networks", "advertisements", "views")
_PICTURES = "\u2190"
"""What arrows, pens and faces come behind in Unicode; letters of our languages come before."""


def drop_lines(lines: list[str], furniture: tuple[str, ...] = ()) -> list[str]:
    """Leave out lines that lead to other articles, ask to share or announce an advertisement.

    >>> drop_lines(["نص الخبر.", "اقرأ أيضا: خبر آخر"])
    ['نص الخبر.']
    """
    own = {fold(line) for line in furniture}
    return [line for line in lines if not _is_furniture_line(line, own)]


def _is_furniture_line(line: str, own: set[str]) -> bool:
    if own and fold(line) in own:
        return True
    if line[:1] > _PICTURES:
        line = fold(line)
    if len(line) > _LONGEST_DISCLAIMER or not may_begin(line, letters_of(*_LISTS)):
        return False
    key = fold(line)
    if key in _advertisements() or _disclaims(key):
        return True
    if len(line) > _LONGEST_LINE:
        return False
    leads = also().match(key) or fold(line.partition(":")[0]) in _before_colon()
    return bool(leads) or (len(key) < 70 and bool(_lines().match(key) or _is_share_row(key)))


def _disclaims(key: str) -> bool:
    """Whether a line tells that opinions are not the newspaper's.

    >>> _disclaims(fold("Les avis exprimés dans cette rubrique n'engagent que leurs auteurs."))
    True
    >>> _disclaims(fold("Les avis exprimés au cours du débat divergent."))
    False
    """
    return _views().match(key) is not None and _not_ours().search(key) is not None


@cache
def _views() -> re.Pattern[str]:
    return pattern_of("views")


@cache
def _not_ours() -> re.Pattern[str]:
    return re.compile(any_of(map(fold, words_of("furniture", "not_ours"))))


@cache
def _advertisements() -> frozenset[str]:
    return frozenset(fold(word) for word in words_of("furniture", "advertisements"))


@cache
def _before_colon() -> frozenset[str]:
    return frozenset(fold(word) for word in words_of("furniture", "before_colon"))


def _is_share_row(key: str) -> bool:
    """Whether a line is nothing but what to press for sharing it, and how many did: "Share 0 Tweet 0".

    >>> _is_share_row("share 0 tweet 0"), _is_share_row("share prices")
    (True, False)
    """
    words = key.split()
    return len(words) > 1 and words[0] in _networks() and all(word.isdigit() or word in _networks() for word in words)


@cache
def _networks() -> frozenset[str]:
    return frozenset(fold(word) for word in words_of("furniture", "networks"))


@cache
def _lines() -> re.Pattern[str]:
    return pattern_of("lines", "headings")
