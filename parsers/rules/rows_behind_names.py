"""Rows of bare figures, each behind what it is told of: «بلغ عددهم في أكادير ⟦410⟧، وفي إنزكان ⟦306⟧، وفي طاطا ⟦6⟧»."""

from __future__ import annotations

from parsers.rules.mentions import CARDINAL, Mention
from parsers.units import unit_at
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_LEAST, _LONGEST_ROW, _LONGEST_NAME, _MOST_DIGITS = 3, 12, 6, 7
_TOLD_REACH, _WEATHER_REACH = 25, 90


def in_row_behind_names(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether a figure is one of three or more that each end a part of the sentence, where counts are told."""
    if not _ends_a_part(reading, mentions[place]):
        return False
    first = last = place
    while first > max(place - _LONGEST_ROW, 0) and _adjoin(reading, mentions[first - 1], mentions[first]):
        first -= 1
    while last + 1 < min(place + _LONGEST_ROW, len(mentions)) and _adjoin(reading, mentions[last], mentions[last + 1]):
        last += 1
    return last - first + 1 >= _LEAST and _are_counts(reading, mentions[first])


def _ends_a_part(reading: Reading, mention: Mention) -> bool:
    """Whether a plain figure stands there behind a word, and a comma, a stop or «و» behind it."""
    spelled = mention.text(reading)
    figure = mention.kind == CARDINAL and reading.tokens.kind(mention.first) == DIGITS and spelled.isdigit()
    if not figure or spelled.startswith("0") or len(spelled) > _MOST_DIGITS or not reading.is_word(mention.first - 1):
        return False
    behind = mention.last
    joined = reading.is_word(behind) and (reading.lexeme(behind).joined or reading.says(behind, "ranges", "then"))
    closed = (
        joined or reading.says(behind, "ranges", "and") or (reading.is_stop(behind) and not _is_sign(reading, behind))
    )
    return closed and unit_at(reading, behind) is None


def _is_sign(reading: Reading, place: int) -> bool:
    """Whether something is glued behind a sign, as in «18:30» and «4/5»."""
    after = place + 1
    return after < len(reading) and reading.glued(after) and reading.tokens.kind(after) == DIGITS


def _adjoin(reading: Reading, low: Mention, high: Mention) -> bool:
    """Whether a comma or «و» and the next name alone stand between two figures that end their parts."""
    first = low.last + (reading.word(low.last) in (",", ";"))
    begins = first > low.last or reading.says(first, "ranges", "and") or reading.lexeme(first).joined
    names = range(first, high.first)
    if not begins or not 1 <= len(names) <= _LONGEST_NAME or not all(reading.is_word(at) for at in names):
        return False
    return _ends_a_part(reading, low) and _ends_a_part(reading, high)


def _are_counts(reading: Reading, mention: Mention) -> bool:
    """Whether the words in front of a row tell so many, and no weather."""
    first = mention.first - 1
    while first > max(mention.first - _TOLD_REACH, 0) and not reading.ends_sentence(first):
        first -= 1
    told = any(
        reading.any_says(first, mention.first, "counts", key) for key in ("reached", "announces", "told_in_rows")
    )
    around = reading.sentence_window(mention.first, _WEATHER_REACH)
    return told and not reading.any_says(around.start, around.stop, "units", "weather")
