"""Whether amounts are told of as changing: «ارتفع من 5 إلى 7», "rose from 9 to 10" are two amounts, and no range."""

from __future__ import annotations

from parsers.words.reading import Reading

_REACH = 10
"""Words between one of change and «from», where its subject stands."""


def changes_before(reading: Reading, place: int, reach: int = _REACH) -> bool:
    """Whether a word of change is among so many words in front of a place."""
    return reading.any_says(place - reach, place, "change", "words")


def changes_from(reading: Reading, place: int, reach: int = _REACH) -> bool:
    """Whether "from" stands there behind a word of change: what follows it is left, and bounds nothing."""
    return reading.says(place, "ranges", "from") and changes_before(reading, place, reach)
