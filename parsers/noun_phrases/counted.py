"""The noun phrase that a number counts: how far it reaches, by the order of words that a language's grammar names."""

from __future__ import annotations

from collections.abc import Callable

from parsers.noun_phrases.definite_chains import (
    chain_end,
    definite_chain,
    definite_chain_before,
    is_completed,
    is_participle_pronoun,
    seems_own,
)
from parsers.noun_phrases.head_first_phrases import head_first
from parsers.noun_phrases.head_last_phrases import head_last
from parsers.noun_phrases.phrase_span import Span
from parsers.words.reading import Reading

__all__ = [
    "Span",
    "chain_end",
    "counted_after",
    "counted_before",
    "is_completed",
    "is_participle_pronoun",
    "seems_own",
]

_ORDERS: dict[str, Callable[[Reading, int, float | None], Span | None]] = {
    "definite_chain": definite_chain,
    "head_first": head_first,
    "head_last": head_last,
}


def counted_after(reading: Reading, place: int, value: float | None = None) -> Span | None:
    """The noun phrase that begins behind a number, None where no noun stands there.

    >>> from parsers.words.text import tokenize
    >>> text = "315 من كبار قادة الشرطة من 150 بلدا"
    >>> reading = Reading(text, "ar", None, tokenize(text, "ar"))
    >>> span = counted_after(reading, 1, 315)
    >>> text[reading.start(span.first):reading.end(span.last)]
    'كبار قادة الشرطة'
    """
    key = (counted_after, place, value)
    if key not in reading.found:
        reading.found[key] = _ORDERS[reading.rules.text("phrase", "order")](reading, place, value)
    found: Span | None = reading.found[key]
    return found


def counted_before(reading: Reading, place: int) -> Span | None:
    """The noun phrase that ends just before a place, for a number that follows its noun."""
    if reading.rules.text("phrase", "order") == "definite_chain":
        return definite_chain_before(reading, place)
    return None
