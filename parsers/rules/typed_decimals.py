"""Decimals typed from left to right in a text from right to left: «بنسبة ⟦37، 13⟧ في المائة» is 13.37."""

from __future__ import annotations

from parsers.rules.cues import asked_beside
from parsers.rules.drafts import Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.units import PERCENT, unit_at
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_MOST_DECIMALS = 2


@asked_beside(front="units.rates_of")
def typed_decimal(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read two figures behind the word for a rate, parted by a comma and a space, as one percentage."""
    decimals, following = mentions[place], mentions[place + 1 : place + 2]
    if not following or decimals.kind != CARDINAL or not reading.says(decimals.first - 1, "units", "rates_of"):
        return None
    whole, comma = following[0], decimals.last
    apart = reading.word(comma) == "," and reading.glued(comma) and not reading.glued(whole.first)
    if not apart or whole.first != comma + 1 or not all(_is_plain(reading, one) for one in (decimals, whole)):
        return None
    unit = unit_at(reading, whole.last)
    if unit is None or unit[1].kind != PERCENT or len(decimals.text(reading)) > _MOST_DECIMALS:
        return None
    both = decimals._replace(last=whole.last, end=whole.end)
    value = float(f"{int(whole.value)}.{decimals.text(reading)}")
    return Draft("typed_decimal", PERCENT, both, value, unit[0], unit[1].code, used=2)


def _is_plain(reading: Reading, mention: Mention) -> bool:
    return reading.tokens.kind(mention.first) == DIGITS and mention.text(reading).isdecimal()
