"""Quantities with a unit: money, percentages, measures, durations and ages."""

from __future__ import annotations

from typing import NamedTuple

import lexicons
from parsers.facts import find_drafts, finish
from parsers.rules.compounds import with_compounds
from parsers.rules.drafts import AGE
from parsers.units import DURATION, MEASURE, MONEY, PERCENT
from parsers.words.lexemes import has_grammar

KINDS = (MONEY, PERCENT, MEASURE, DURATION, AGE)


class Quantity(NamedTuple):
    """An amount at `start`:`end` of a text; `unit` is ISO 4217, %, pp, UCUM, or one of s min h d wk mo a."""

    start: int
    end: int
    kind: str
    value: float
    value_max: float | None
    comparator: str
    unit: str | None


def find_quantities(text: str, language: str, country: str | None = None) -> list[Quantity]:
    """Find the amounts of money, percentages, measures, durations and ages in a text, in its order.

    Parameters and promises are those of `parsers.facts.find_facts`, of whose findings these are a part, but that a
    duration told in several units («ثلاث ساعات و20 دقيقة») is one amount here.

    >>> find_quantities("20 مليون درهم", "ar", "MA")[0][:4]
    (0, 8, 'money', 20000000.0)
    """
    if language not in lexicons.languages() or not has_grammar(language):
        return []
    reading, drafts = find_drafts(text, language, country)
    return [
        Quantity(fact.number_start, fact.number_end, fact.kind, fact.value, fact.value_max, fact.comparator, fact.unit)
        for fact in finish(reading, with_compounds(reading, drafts))
        if fact.kind in KINDS
    ]
