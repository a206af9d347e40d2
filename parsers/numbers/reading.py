"""A number expression while it is read."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.numbers.sums import NumberSum, Value
from parsers.numbers.tokens import Atom
from parsers.numbers.words import ALONE, BOUND, EXACT, HUNDRED, HUNDREDS, TEEN, TEN, UNIT, ZERO

CARDINAL, ORDINAL = "cardinal", "ordinal"

PLACES = {UNIT: 0b1, BOUND: 0b1, TEEN: 0b11, TEN: 0b10, HUNDREDS: 0b100, HUNDRED: 0b100, ZERO: -1, ALONE: -1}
"""The decimal places that a word of each role takes in a sum: bit n is the digit worth 10**n."""


@dataclass(slots=True)
class Reading:
    """A number expression while it is read: its sum, the tokens `first`:`last`, and the last state that was whole."""

    first: int
    last: int
    start: int
    sum: NumberSum
    head: Atom
    kind: str = CARDINAL
    definite: bool = False
    precision: str = EXACT
    either: bool = False
    negative: bool = False
    has_digits: bool = False
    has_words: bool = False
    closed: NumberSum | None = None
    closed_last: int = 0

    @property
    def value(self) -> Value:
        """What the expression is worth."""
        return -self.sum.value if self.negative else self.sum.value

    @property
    def scale(self) -> int:
        """The greatest scale word in it."""
        return self.sum.scale

    @property
    def form(self) -> str:
        """Digits, words, or both."""
        if self.has_digits:
            return "mixed" if self.has_words else "digits"
        return "words"
