"""Rates of exchange without their unit: «تراجعت الليرة التركية إلى ⟦4,91⟧ مقابل الدولار» is in liras."""

from __future__ import annotations

from parsers.rules.cues import asked_beside
from parsers.rules.drafts import Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.units import MONEY, unit_at, unit_before, unit_phrases
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_REACH, _SHORTEST_NAME, _LONGEST_NAME = 25, 3, 4
_LEAST_PLAIN = 10
_QUOTED_IN_OTHERS = ("EUR", "GBP", "AUD", "NZD", "USD")
"""Markets tell the price of these in the other currency, of two of them that of the first: "the euro rose to 1.09"."""


@asked_beside(front="units.exchanged_for", behind="units.exchanged_for")
def exchange_rate(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read a bare number in front of «مقابل الدولار» as so much of the currency that the sentence tells of."""
    mention = mentions[place]
    if mention.kind != CARDINAL:
        return None
    told = _exchanged_before(reading, mention) or _quoted_behind(reading, mention)
    if told:
        return Draft("exchange_rate", MONEY, mention, mention.value, mention.last, told)
    against = reading.says(mention.last, "units", "exchanged_for")
    other = _currency_at(reading, mention.last + 1) if against else None
    if other is None or unit_at(reading, mention.last) or unit_before(reading, mention.first):
        return None
    for at in range(mention.first - 1, max(mention.first - _REACH, -1), -1):
        if reading.words[at] in (".", "\n"):
            return None
        own = _currency_at(reading, at)
        if own and own != other:
            return Draft("exchange_rate", MONEY, mention, mention.value, mention.last, _quote(own, other))
    return None


def _quote(own: str, other: str) -> str:
    """The one of two currencies that the price of the other is told in."""
    first = next((code for code in _QUOTED_IN_OTHERS if code in (own, other)), other)
    return other if first == own else own


def _quoted_behind(reading: Reading, mention: Mention) -> str | None:
    """What a rate is in that stands behind both currencies: "the rupee traded up against the dollar at ⟦64.99⟧"."""
    figures = mention.text(reading)
    plain = reading.tokens.kind(mention.first) == DIGITS and ("." in figures or mention.value >= _LEAST_PLAIN)
    alone = reading.is_stop(mention.last) or reading.lexeme(mention.last).ends
    told = plain and alone and reading.says(mention.first - 1, "units", "exchanged_at")
    if not told or unit_at(reading, mention.last) or unit_before(reading, mention.first):
        return None
    other = None
    for at in range(mention.first - 2, max(mention.first - _REACH, -1), -1):
        if reading.words[at] in (".", "\n", "%"):
            return None
        if reading.says(at, "units", "exchanged_for"):
            named = range(at + 1, min(at + 1 + _LONGEST_NAME, mention.first))
            other = next((code for code in (_currency_at(reading, place) for place in named) if code), None)
        own = _currency_at(reading, at) if other else None
        if own and other and own != other:
            return _quote(own, other)
    return None


def _exchanged_before(reading: Reading, mention: Mention) -> str | None:
    """«سعر صرف اليورو مقابل الدينار ⟦3,28⟧»: the currency right in front, which is given for the one before it."""
    if unit_at(reading, mention.last) or not (reading.is_stop(mention.last) or reading.lexeme(mention.last).ends):
        return None
    for at in (mention.first - 1, mention.first - 2):
        if reading.says(at - 1, "units", "exchanged_for"):
            paid = _currency_at(reading, at)
            sold = {_currency_at(reading, at - 2), _currency_at(reading, at - 3)} - {None, paid}
            return paid if sold else None
    return None


def _currency_at(reading: Reading, place: int) -> str | None:
    """The currency whose definite name begins at a place: «الدولار», "the yen"; None for a shared name alone."""
    if reading.rules.text("phrase", "order") == "head_last":
        first = place + reading.says(place, "phrase", "articles")
        named = unit_phrases(reading.language, reading.country).starting_at(reading.words, first)
        spelled = named and named[1].kind == MONEY and len(reading.word(first)) >= _SHORTEST_NAME
        return named[1].code if named and spelled and named[1].factor == 1 else None
    word = reading.lexeme(place) if reading.is_word(place) else None
    if word is None or not word.definite:
        return None
    described = reading.is_word(place + 1) and reading.lexeme(place + 1).definite
    stems = (word.stem, reading.lexeme(place + 1).stem) if described else (word.stem,)
    phrases = unit_phrases(reading.language, reading.country)
    found = phrases.starting_at(stems, 0) or phrases.starting_at(stems[:1], 0)
    return found[1].code if found and found[1].kind == MONEY else None
