"""Names in Latin letters beside what only bylines have: a trade, an agency, or from where somebody writes."""

from __future__ import annotations

import re
from functools import cache

from parsers.pages.byline_words import joiner, without_counts
from parsers.pages.bylinetext import EDGE, segments_of, without_dates
from parsers.pages.signers import agency_or_desk, folded
from parsers.words.presswords import longest_words
from parsers.words.typography import fold
from schemas.vocabulary import AuthorKind

CAPITALISED = re.compile(
    r"[A-ZÀ-ÞŁŠŽĐ][\w'’.-]+(?:\s(?:d[eiua]|l[ae]|v[ao]n|bin|al|el|y)){0,2}(?:\s[A-ZÀ-ÞŁŠŽĐ][\w'’.-]*){1,2}"
)
"""Two or three capitalised words, with a particle: what a name in Latin letters looks like."""
_BRACKET = re.compile(r"[()\[\]]")
_LONGEST = 110


def accompanied_name(line: str) -> str:
    """Give the one name in a line that has nothing else but a trade, an agency or a place beside it; else nothing.

    >>> accompanied_name("Noémie Le Bihan (avec AFP)"), accompanied_name("Wendpanga Sawadogo, journaliste")
    ('Noémie Le Bihan', 'Wendpanga Sawadogo')
    >>> accompanied_name("Premier League, Manchester United"), accompanied_name("Grand Prix, 5 mai 2024")
    ('', '')
    """
    if len(line) > _LONGEST or not line[:1].isupper() or _words_beside().isdisjoint(fold(line).split()):
        return ""
    undated = _BRACKET.sub(" | ", without_dates(without_counts(line)))
    parts = [EDGE.sub("", part) for segment in segments_of(undated) for part in joiner().split(f" {segment.strip()}")]
    parts = [part for part in parts if fold(part)]
    others = [part for part in parts if _accompanies(part)]
    names = [part for part in parts if part not in others]
    named = len(names) == 1 and others and CAPITALISED.fullmatch(names[0]) and agency_or_desk(names[0]) is None
    return names[0] if named else ""


@cache
def _words_beside() -> frozenset[str]:
    """A word of each trade, agency and preposition, without which nothing accompanies a name."""
    told = (*folded("roles"), *folded("professions"), *folded("agencies"), *folded("from"))
    return longest_words(filter(None, told)) | folded("agency_words")


def _accompanies(part: str) -> bool:
    """Whether a part of a line tells what somebody is, or for which agency or from where he writes."""
    key = fold(part)
    first = key.split()[0]
    trade = key in folded("roles") or key in folded("professions") or first in folded("roles") | folded("professions")
    place = any(key.startswith(f"{word} ") and key[len(word) + 1 :] in folded("places") for word in folded("from"))
    return trade or place or agency_or_desk(part) is AuthorKind.AGENCY
