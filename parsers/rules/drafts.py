"""A fact in the making: what a rule says of a number, before its words are bounded and cut out of the text."""

from __future__ import annotations

from typing import NamedTuple

from parsers.noun_phrases.counted import Span
from parsers.rules.mentions import Mention

COUNT, MONEY, PERCENT, FRACTION, MEASURE = "count", "money", "percent", "fraction", "measure"
DURATION, AGE, ORDINAL, SCORE = "duration", "age", "ordinal", "score"


class Draft(NamedTuple):
    """A rule's finding.

    `last` is the token behind the whole amount (number, unit and noun), where a comparator may follow; `used` how many
    mentions the fact is made of; `told` the noun of a number before, which says what is counted without being repeated,
    and that number's value, by which the noun has its form.
    """

    rule: str
    kind: str
    mention: Mention
    value: float
    last: int
    unit: str | None = None
    value_max: float | None = None
    counted: Span | None = None
    used: int = 1
    comparator: str | None = None
    start: int | None = None
    told: tuple[Span, float] | None = None


class Refusal(NamedTuple):
    """A rule's finding that a number is no fact."""

    rule: str
    used: int = 1
