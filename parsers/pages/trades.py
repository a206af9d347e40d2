"""What stands behind a name and is no part of it: what somebody is, and the agency that somebody works for."""

from __future__ import annotations

from parsers.pages.byline_words import role_after
from parsers.pages.signers import folded
from parsers.words.typography import ARABIC_LETTER, fold

_LONGEST_AGENCY = 3
"""Words of an agency's name."""


def without_trade(name: str) -> str:
    """Cut a name where its bearer's role, profession or agency follows.

    >>> without_trade("إدريس الكنبوري كاتب وباحث مغربي"), without_trade("JANE DOE Associated Press")
    ('إدريس الكنبوري', 'JANE DOE')
    """
    return _without_agency(_without_profession(_without_role(name)))


def _without_role(name: str) -> str:
    """«Jane Doe staff writer» is a name up to what she is; "Executive Editor" is none without it either."""
    bare = role_after().sub("", name)
    return bare if bare == name or " " in bare or ARABIC_LETTER.search(bare) else ""


def _without_profession(name: str) -> str:
    """«إدريس الكنبوري كاتب وباحث مغربي» is a name up to what he is."""
    words = name.split()
    end = next((index for index in range(2, len(words)) if fold(words[index]) in folded("professions")), len(words))
    return " ".join(words[:end])


def _without_agency(name: str) -> str:
    """A name up to the agency that its bearer works for, where that has several words: "JANE DOE Associated Press"."""
    words = name.split()
    for size in range(min(_LONGEST_AGENCY, len(words) - 2), 1, -1):
        agency = words[-size:]
        if fold(" ".join(agency)) in folded("agencies") and fold(agency[0]) not in folded("joiners"):
            return " ".join(words[:-size])
    return name
