"""Counts of which there come to be more or fewer: "their seats increased from ⟦9⟧ to ⟦10⟧"."""

from __future__ import annotations

from parsers.noun_phrases.counted import counted_after
from parsers.rules.changes import changes_from
from parsers.rules.mentions import CARDINAL, Mention
from parsers.words.reading import Reading

_FARTHEST = 10


def moves(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether a number of things changes from or to it: "their seats increased from ⟦9⟧ to ⟦10⟧"."""
    if reading.rules.text("phrase", "order") == "definite_chain":
        return False
    first = mentions[place].first
    came = reading.says(first - 1, "ranges", "from")
    other = mentions[place + 1 : place + 2] if came else mentions[max(place - 1, 0) : place]
    if came and _came_from(reading, mentions, place):
        return True
    if not other or not (came or reading.says(first - 1, "ranges", "to")):
        return False
    low, high = (mentions[place], other[0]) if came else (other[0], mentions[place])
    counted = None if came else counted_after(reading, low.last, low.value)  # "from 80 cows to ⟦165⟧"
    last = counted.last if counted else low.last
    linked = high.first == last + 1 and reading.says(last, "ranges", "to")
    return linked and changes_from(reading, low.first - 1)


def _came_from(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether what it came to stands before: "cases rose to 1,250 on Monday from ⟦980⟧ a week earlier"."""
    mention, previous = mentions[place], mentions[place - 1] if place else None
    if previous is None or previous.kind != CARDINAL or mention.first - previous.last > _FARTHEST:
        return False
    to = reading.says(previous.first - 1, "ranges", "to") and reading.says(previous.first - 2, "change", "words")
    parted = any(reading.words[at] == "." for at in range(previous.last, mention.first))
    return to and not parted and counted_after(reading, mention.last, mention.value) is None
