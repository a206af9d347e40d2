"""Names in a dateline that nothing labels: an agency, a desk, a known given name, or initials before a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from parsers.names import looks_like_name
from parsers.pages.byline_words import without_counts
from parsers.pages.bylinetext import (
    BRACKETS,
    SYMBOL,
    can_sign,
    one_name,
    segments_of,
    unjoined,
    without_dates,
    without_place,
)
from parsers.pages.signers import folded, initials_at, is_site, may_sign, signing, signing_initials
from parsers.words.presswords import longest_words
from parsers.words.typography import ARABIC_LETTER, fold

_SENTENCE = re.compile(r"\w{3}[.!?؟]\s|\w{2}\.$")
_LONGEST_LINE = 120
_LONGEST_PLACE = 3
"""Words of a place."""


def loose_names(text: str, sites: set[str]) -> list[str]:
    """Give the names in a dateline that has no label: an agency, a desk, or what begins with a known given name.

    >>> loose_names("منذ يومين | إدريس أيت الحاج", set())
    ['إدريس أيت الحاج']
    """
    if len(text) > _LONGEST_LINE:
        return []
    if not may_sign(text) and _words_of_places().isdisjoint(fold(text).split()):
        return []
    undated = without_dates(SYMBOL.sub(" | ", without_counts(text)))
    if _SENTENCE.search(undated):
        return []
    names: list[str] = []
    segments = [one for one in segments_of(undated) if not _begins_with_kicker(one)]
    placed = len(segments) == 2 and any(fold(segment.strip()) in folded("places") for segment in segments)
    for segment in segments:
        if placed and fold(segment.strip()) in folded("places"):
            continue  # «بني ملال» could be somebody's name
        bare = one_name(BRACKETS.sub("", without_place(segment)))
        parts = unjoined(bare)
        if bare and _sign_together(parts, sites, strict=not placed):
            names.extend(part.strip("()[] ") for part in parts if not is_site(part, sites))
        elif bare and len(bare.split()) <= 4 and fold(bare) in signing() and not is_site(bare, sites):
            names.append(bare)
    return names or list(_in_brackets(text))


def _begins_with_kicker(segment: str) -> bool:
    """Whether a segment begins as headlines do, which tell of somebody: «بالفيديو: …», "Portrait : …"."""
    return ":" in segment and fold(segment.partition(":")[0]) in folded("kickers")


def _sign_together(parts: list[str], sites: set[str], *, strict: bool) -> bool:
    """Whether all that is joined can sign; in Latin letters a known name vouches for one that is joined to it."""
    known = [part for part in parts if can_sign(part, strict=strict) or is_site(part, sites)]
    vouched = known and len(parts) > 1 and not ARABIC_LETTER.search(" ".join(parts))
    return len(known) == len(parts) or bool(vouched and all(looks_like_name(part) for part in parts))


def initials_before_a_date(text: str) -> str:
    """Give the initials that a dateline begins with; nothing where no date follows them.

    >>> initials_before_a_date("B.K., 05 Février 2021 À 13:20"), initials_before_a_date("U.N. votes")
    ('B.K.', '')
    """
    if len(text) > _LONGEST_LINE or not initials_at(text):
        return ""
    undated = without_dates(text)
    head, _, _ = undated.partition("|")
    return "" if undated == text else signing_initials(head.rstrip(" ,،-–—•·"))


@cache
def _words_of_places() -> frozenset[str]:
    return longest_words(folded("places"))


def _in_brackets(text: str) -> Iterator[str]:
    """An agency in brackets, or a person behind nothing but a place: «الدرعية (منصور الحربي)»."""
    short = len(BRACKETS.sub("", text).split()) <= _LONGEST_PLACE
    for found in BRACKETS.findall(text):
        inner = found.strip(" ()[]")
        if fold(inner) in folded("agencies") or (short and looks_like_name(inner, strict=True)):
            yield inner
