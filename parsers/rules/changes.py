"""Whether amounts are told of as changing: «ارتفع من 5 إلى 7», "rose from 9 to 10" are two amounts, and no range."""

from __future__ import annotations

from parsers.words.reading import Reading
from parsers.words.text import BREAK

_REACH, _SHORTEST_LAST = 10, 2
"""Words between one of change and «from», where its subject stands; letters that a sentence's last word has."""


def changes_before(reading: Reading, place: int, reach: int = _REACH) -> bool:
    """Whether a word of change is among so many words in front of a place, in its sentence.

    «Le risque diminue. Les températures iront de 13 à 18 degrés» tells of no change from 13 to 18.
    """
    for at in range(place - 1, max(place - reach, 0) - 1, -1):
        if _ends_a_sentence(reading, at):
            return False
        if reading.says(at, "change", "words"):
            return True
    return False


def _ends_a_sentence(reading: Reading, place: int) -> bool:
    """Whether the line ends there, or a full stop stands behind a word that is no initial («the U.S. rate»)."""
    if reading.tokens.kind(place) == BREAK:
        return True
    stop = reading.words[place] == "." and not reading.glued(place + 1)
    return stop and reading.is_word(place - 1) and len(reading.words[place - 1]) >= _SHORTEST_LAST


def changes_from(reading: Reading, place: int, reach: int = _REACH) -> bool:
    """Whether "from" stands there behind a word of change: what follows it is left, and bounds nothing."""
    return reading.says(place, "ranges", "from") and changes_before(reading, place, reach)
