"""Adding up what a row of number words says: «مليون ومئتي ألف وثلاثة», "two hundred and five thousand"."""

from __future__ import annotations

from fractions import Fraction

Value = int | Fraction

_ALL_PLACES = -1
"""A mask of every decimal place: nothing adds to such a part."""

_LEAST_COEFFICIENT = 100
"""«ألف ومئتا مليار» is 1,200 billion, «خمسة آلاف و10 ملايين» two numbers: a small group has its scale to itself."""


class NumberSum:
    """The sum so far: `parts` closed by a scale word, each with its scale, and the open `group` below them.

    A sum knows which decimal places are taken (`mask`, `group_mask`: bit n is the digit worth 10**n), so that
    «خمسة وستة» stay two numbers while «خمسة وستون» is one.
    """

    __slots__ = ("ascending", "group", "group_mask", "mask", "parts")

    def __init__(self, *, ascending: bool = False) -> None:
        self.ascending = ascending
        self.parts: list[tuple[Value, int]] = []
        self.mask = 0
        self.group: Value = 0
        self.group_mask = 0

    @property
    def value(self) -> Value:
        """What the words add up to."""
        return self.group + sum(part for part, _ in self.parts) if self.parts else self.group

    @property
    def scale(self) -> int:
        """The greatest scale word's worth, 1 where there is none."""
        return max(scale for _, scale in self.parts) if self.parts else 1

    def add(self, value: Value, mask: int) -> bool:
        """Add to the open group if those places are free, and in order; whether it was."""
        taken = self.mask | self.group_mask
        units_first = self.group_mask == 1 and mask == 2
        if mask & taken or (taken and not units_first and not self._in_order(mask, taken)):
            return False
        self.group = self.group + value
        self.group_mask |= mask
        return True

    def _in_order(self, mask: int, taken: int) -> bool:
        return self.ascending or 0 < mask < (taken & -taken)

    def times_hundred(self) -> bool:
        """«ثلاث مئة», "twenty-five hundred": multiply a small group."""
        if not 0 < self.group < 100 or self.group_mask not in (0b1, 0b10, 0b11):
            return False
        mask = 0b100 if self.group < 10 else 0b1100
        if mask & self.mask:
            return False
        self.group, self.group_mask = self.group * 100, mask
        return True

    def close(self, scale: int) -> bool:
        """Multiply by a scale word what stands below it; False if that makes no number, the sum being spoilt then."""
        lower = [part for part, size in self.parts if size < scale]
        if lower and self.group_mask and self.group < _LEAST_COEFFICIENT:
            return False
        coefficient = self.group + sum(lower)
        self.parts = [(part, size) for part, size in self.parts if size >= scale]
        self.mask = _masks(self.parts)
        self.group, self.group_mask = 0, 0
        return bool(coefficient) and self.put(coefficient, scale)

    def put(self, coefficient: Value, scale: int) -> bool:
        """Add a part of its own, «مليونان», if its places are free; whether it was."""
        mask = _places(coefficient, scale)
        taken = self.mask | self.group_mask
        if mask & taken or (taken and not self._in_order(mask, taken)):
            return False
        self.parts.append((coefficient * scale, scale))
        self.mask |= mask
        return True

    def add_share(self, share: Fraction) -> bool:
        """«مليون ونصف»: a share of the last scale word, or of one where the group is open; one share at most."""
        if _ALL_PLACES in (self.mask, self.group_mask):
            return False
        if self.group_mask or not self.parts:
            self.group, self.group_mask = self.group + share, _ALL_PLACES
        else:
            part, scale = self.parts[-1]
            self.parts[-1] = (part + share * scale, scale)
            self.mask = _ALL_PLACES
        return True

    def put_share(self, share: Fraction, scale: int) -> bool:
        """«مليار ونصف مليار»: a share of a scale of its own, no greater than the parts before; one share at most."""
        if self.group_mask or self.mask == _ALL_PLACES or any(size < scale for _, size in self.parts):
            return False
        self.parts.append((share * scale, scale))
        self.mask = _ALL_PLACES
        return True

    def copy(self) -> NumberSum:
        """The sum as it is now, to come back to."""
        twin = NumberSum(ascending=self.ascending)
        twin.parts, twin.mask, twin.group, twin.group_mask = list(self.parts), self.mask, self.group, self.group_mask
        return twin


def digits_mask(value: Value) -> int:
    """The places of a number in digits; all of them where it has decimals."""
    return (1 << len(str(value))) - 1 if isinstance(value, int) else _ALL_PLACES


def _places(coefficient: Value, scale: int) -> int:
    low = len(str(scale)) - 1
    width = max(3 if scale >= 1000 else 1, len(str(int(coefficient))))
    if coefficient != int(coefficient):
        return (1 << (low + width)) - 1
    return ((1 << width) - 1) << low


def _masks(parts: list[tuple[Value, int]]) -> int:
    mask = 0
    for part, scale in parts:
        mask |= _places(Fraction(part) / scale, scale)
    return mask
