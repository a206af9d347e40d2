"""Millions told by one letter glued to the figures: "1.5m ballots", "2.3m people", "4m euros"."""

from __future__ import annotations

from parsers.noun_phrases.counted import counted_after
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import COUNT, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.units import MONEY, unit_at
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_MILLION = 1e6
_SWUM_AND_RUN = {10, 20, 25, 50, 60, 100, 110, 200, 300, 400, 500, 800, 1000, 1500, 3000, 5000, 10000}
"""Metres of races and pools, which are told of persons too: "100m runners"."""


@asked_beside(behind="counts.million_letter")
def count_in_millions(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read millions of persons, and of what is counted by the million: "1.5m ballots"; "1.5m walls" are that high."""
    mention = mentions[place]
    letter = mention.last
    figures = mention.kind == CARDINAL and reading.tokens.kind(mention.first) == DIGITS
    if not figures or not reading.glued(letter) or not reading.says(letter, "counts", "million_letter"):
        return None
    if reading.rules.text("phrase", "order") != "head_last":
        return None
    scaled = mention._replace(last=letter + 1, end=reading.tokens.ends[letter], value=mention.value * _MILLION)
    unit = unit_at(reading, letter + 1)
    if unit and unit[1].kind == MONEY:  # "1.5m euros"
        return Draft("count_in_millions", MONEY, scaled, scaled.value * unit[1].factor, unit[0], unit[1].code)
    if mention.value in _SWUM_AND_RUN:
        return None
    counted = counted_after(reading, letter + 1, _MILLION)
    if counted is None or not (
        reading.may_be_person(counted.head) or reading.says(counted.head, "counts", "by_millions")
    ):
        return None
    return Draft("count_in_millions", COUNT, scaled, scaled.value, counted.last, counted=counted)
