"""Quantities with a unit: money, percentages, measures, durations and ages."""

from __future__ import annotations

from typing import NamedTuple

from parsers.drafts import AGE
from parsers.facts import find_facts
from parsers.units import DURATION, MEASURE, MONEY, PERCENT

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

    Parameters and promises are those of `parsers.facts.find_facts`, of whose findings these are a part.

    >>> find_quantities("20 مليون درهم", "ar", "MA")[0][:4]
    (0, 8, 'money', 20000000.0)
    """
    return [
        Quantity(
            fact.number_start, fact.number_end, fact.kind, fact.value, fact.value_max, fact.comparator, fact.unit
        )
        for fact in find_facts(text, language, country)
        if fact.kind in KINDS
    ]
