"""Words that signs join to one: «start-ups», «chercheur·euse·s»."""

from __future__ import annotations

from parsers.words.reading import Reading

_ENDING_POINTS = ("·", "•", ".")


def behind_hyphens(reading: Reading, place: int) -> int:
    """Behind a word and what hyphens join to it: «start-ups», «chercheur·euse·s» with both its endings."""
    last = place + 1
    while reading.is_stop(last) and _joins(reading, last):
        last += 2
    return last


def _joins(reading: Reading, sign: int) -> bool:
    """Whether a hyphen, or the point in front of a feminine's ending, joins what stands around it."""
    if not (reading.is_word(sign + 1) and reading.glued(sign) and reading.glued(sign + 1)):
        return False
    return reading.word(sign) == "-" or (
        reading.word(sign) in _ENDING_POINTS and reading.says(sign + 1, "phrase", "both_endings")
    )
