"""The lines at a body's edges that are metadata: bylines, datelines and what a template prints after them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from parsers.pages.accompanied import accompanied_name
from parsers.pages.byline_words import joiner, without_counts
from parsers.pages.bylinetext import SYMBOL, without_dates
from parsers.pages.colophons import closes
from parsers.pages.datelines import is_dateline
from parsers.pages.envoys import is_envoy
from parsers.pages.relative_dates import without_age
from parsers.pages.signatures import is_bare_name, is_byline, is_office, is_picture_credit
from parsers.pages.signers import closing_agency, folded
from parsers.words.typography import fold

_EDGE = 4
"""Lines at the beginning that may be the byline and dateline."""
_MENU = 60
"""Lines that may be the page's header, where the headline stands by itself below them."""
_LONGEST = 140
_LONGEST_NAME = 70
_LONGEST_SIGNED = 400
"""Characters of names with all that may stand beside them: dates, ages of the text, how often it was read."""
_PARAGRAPH = 60
"""Characters of a line that is a paragraph."""
_DECK = 120
"""Characters of a line under the headline that sums the article up."""
_SENTENCE_ENDS = (".", "!", "?", "؟", "…", ":")
_KICKER = 25
"""Characters of a kicker."""
_TAIL_SHARE = 0.2
"""Share of the text that may follow a byline at its end: more than that, and the byline is one within the text."""


def trim(lines: list[str], title: str, language: str = "") -> list[str]:
    """Leave out the title's repetition, bylines and datelines at both ends, and all that follows a closing byline.

    >>> trim(["بقلم : أحمد الوزاني", "نص الخبر كاملا هنا.", "بتاريخ : 20/04/2019", "استطلاع"], "عنوان")
    ['نص الخبر كاملا هنا.']
    """
    start = 0
    heading = fold(title)
    for index, line in enumerate(lines[:_MENU]):
        if (index < _EDGE and _repeats(line, heading)) or (heading and fold(line) == heading):
            start = index + 1  # short lines above it are kickers, and many of them the page's header
        elif len(line) > _PARAGRAPH:
            break
    start = max(start, _below_deck(lines, start, language))
    for index, line in enumerate(lines[start : start + _EDGE], start):
        signs = is_picture_credit(line) or is_office(line) or _signs(line, language) or accompanied_name(line)
        if not (signs or _is_kicker(line, lines[index + 1 :])):
            break
        start = index + 1
    body = _without_byline_behind_standfirst(lines[start:], language)
    return body[: _end(body, language)]


def _without_byline_behind_standfirst(body: list[str], language: str) -> list[str]:
    """Leave out the byline behind the first line, a standfirst, with the date and reading time beside it."""
    told = list(
        takewhile(lambda line: _labels_a_date(line) or _signs(line, language, alone=False), body[1 : 1 + _EDGE])
    )
    paragraph = len(body) > 1 + len(told) and len(body[1 + len(told)]) > _PARAGRAPH
    return body[:1] + body[1 + len(told) :] if paragraph and any(map(is_byline, told)) else body


def _below_deck(lines: list[str], start: int, language: str) -> int:
    """Where the text begins if its second line is a dateline: the first is the article's deck."""
    deck, *below = lines[start : start + 2] or [""]
    is_deck = len(deck) <= _DECK and not deck.endswith(_SENTENCE_ENDS)
    return start + 2 if is_deck and below and is_dateline(below[0], language or None) else start


def _repeats(line: str, heading: str) -> bool:
    """Whether a line is the headline, alone, with a kicker before it, or without that."""
    shown = fold(line)
    if shown == heading or not heading or line[:1].islower():
        return shown == heading
    if len(shown) > _KICKER and heading.endswith(f" {shown}"):
        return True
    return shown.endswith(f" {heading}") and len(shown) < len(heading) + _KICKER


def _end(lines: list[str], language: str) -> int:
    """Where the article ends: before the first closing byline or dateline near the end."""
    total = sum(map(len, lines)) or 1
    rest, end = 0, len(lines)
    for index in range(len(lines) - 1, 0, -1):
        rest += len(lines[index])
        if rest > max(_TAIL_SHARE * total, 200):
            break
        line = lines[index]
        last = index == end - 1
        if (last and (is_picture_credit(line) or accompanied_name(line))) or _signs(line, language) or closes(line):
            end = index
    return end


def _is_kicker(line: str, rest: list[str]) -> bool:
    """Say whether a line over the first paragraph only names the section."""
    return (
        len(line) < _KICKER
        and len(line.split()) <= 3
        and line[-1].isalpha()
        and any(len(one) > _PARAGRAPH for one in rest[:_EDGE])
    )


def _signs(line: str, language: str, *, alone: bool = True) -> bool:
    """Whether a line is metadata: a byline, a dateline, or a name if that may stand `alone`."""
    if len(line) > _LONGEST_SIGNED:
        return False
    bare = without_age(without_counts(SYMBOL.sub(" | ", line))).strip(" |")
    undated = without_dates(bare).strip(" |")
    named = alone and len(undated) < _LONGEST_NAME and is_bare_name(undated)
    return named or not undated or _is_metadata(bare, language)


def _labels_a_date(line: str) -> bool:
    """Whether a line is nothing but the label of a date, which is the next line."""
    return fold(line) in folded("published") or fold(line) in folded("updated")


def _is_metadata(line: str, language: str) -> bool:
    if len(line) > _LONGEST:
        return False
    return (
        is_dateline(line, language or None)
        or is_byline(line)
        or is_envoy(line)
        or bool(closing_agency(line, alone=True))
    )


def without_authors(text: str, names: tuple[str, ...], sites: Iterable[str] = ()) -> str:
    r"""Leave out a line at either end that is nothing but the names of those who wrote the text, or the newspaper's.

    >>> without_authors("Lina Haddow and Meg Orr\nThe text.\nHerald", ("Lina Haddow", "Meg Orr"), ["herald"])
    'The text.'
    """
    lines = text.split("\n")
    known = {fold(name) for name in names} | set(sites)
    while len(lines) > 1 and known and _names_only(lines[0], known):
        lines = lines[1:]
    while len(lines) > 1 and known and _names_only(lines[-1], known):
        lines = lines[:-1]
    return "\n".join(lines)


def _names_only(line: str, known: set[str]) -> bool:
    parts = [part for item in re.split(r"[,،/|&]", line) for part in joiner().split(item) if part.strip()]
    return len(line) <= _LONGEST and bool(parts) and all(fold(part) in known for part in parts)
