"""Scales that one letter behind the figures tells: "$12.5m", and ranges of such amounts: "£3m to £4m", "$5-10m"."""

from __future__ import annotations

from parsers.rules.changes import changes_from
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import MONEY, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention, joined
from parsers.units import unit_before
from parsers.words.comparators import says_between
from parsers.words.reading import Reading

_LONGEST_SIGN = 2


def with_fused_scale(reading: Reading, mention: Mention) -> Mention:
    """Read a letter glued to digits behind a currency's sign as a scale: "$12.5m"."""
    if not reading.glued(mention.last):
        return mention
    for scale in ("1000", "1000000", "1000000000"):
        if reading.says(mention.last, "money_scales", scale):
            end = reading.tokens.ends[mention.last]
            return mention._replace(last=mention.last + 1, end=end, value=mention.value * float(scale))
    return mention


@asked_beside(front="$ £ €")
def money_range(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read a range behind a currency's sign whose second number has such a letter: "£3m to £4m", "$5-10m"."""
    low, following = mentions[place], mentions[place + 1 : place + 2]
    if not following or following[0].kind != CARDINAL or not reading.glued(following[0].last):
        return None
    plain = following[0]
    high, symbol = with_fused_scale(reading, plain), unit_before(reading, low.first)
    if symbol is None or high.last == plain.last or not plain.value:
        return None
    scaled = with_fused_scale(reading, low)
    if scaled.last == low.last:
        scaled = low._replace(value=low.value * high.value / plain.value)
    last = plain.first - (unit_before(reading, plain.first) is not None)
    bounds = last == scaled.last + 1 and scaled.value < high.value and _joins(reading, low.first, scaled.last)
    if not bounds:
        return None
    both = joined(scaled, high)
    return Draft("money_range", MONEY, both, both.value, both.last, symbol.code, both.value_max, used=both.numbers)


def _joins(reading: Reading, first: int, link: int) -> bool:
    """Whether what stands between two amounts makes a range of them: a dash, "to" where nothing changes, "and"."""
    if reading.says(link, "ranges", "to"):
        return not changes_from(reading, first - _LONGEST_SIGN)
    if not reading.says(link, "ranges", "and"):
        return reading.word(link) == "-"
    return says_between(reading, first - 1) or says_between(reading, first - _LONGEST_SIGN)
