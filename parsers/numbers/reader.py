"""The grammar of number expressions: which words and digits of a text go together, and to what."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from parsers.numbers.fractions import adds_fraction, begin_fraction, begin_part, is_half, is_parted, takes_part
from parsers.numbers.ordinals import adds_ordinal, begin_ordinal, continues_ordinal, may_be_ordinal, takes_beyond
from parsers.numbers.reading import CARDINAL, ORDINAL, PLACES, Reading
from parsers.numbers.scales import adds_scale, begin_scale, is_share, multiply_vague
from parsers.numbers.sums import NumberSum, Value, digits_mask
from parsers.numbers.tokens import Atom, AtomReader
from parsers.numbers.words import EXACT, FRACTION, HUNDRED, PART, SCALE, UNIT, ZERO, NumberLexicon
from parsers.words.text import DIGITS, Tokens, kinds

_LONGEST_DECIMALS, _LEAST_ELLIPTIC = 30, 1_000_000

_BEGINNINGS: dict[str, Callable[[AtomReader, Reading, Atom], bool]] = {
    SCALE: begin_scale,
    FRACTION: begin_fraction,
    PART: begin_part,
}


class NumberReader:
    """Reads number expressions off a row of tokens."""

    def __init__(self, tokens: Tokens, lexicon: NumberLexicon, country: str | None) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.atoms = AtomReader(tokens, lexicon, country)

    def read(self, index: int) -> Reading | None:
        """Read the expression that begins at a token; None where none does."""
        minus = self.atoms.says(index, "negative") and not self._is_never_negative(index)
        atom = self.atoms.at(index + minus)
        if atom is None or is_share(self.atoms, index + minus, atom):
            return None
        start = self.tokens.start(index) if minus else atom.start
        reading = Reading(index, atom.last, start, NumberSum(ascending=self._ascends(index)), atom)
        reading.negative = minus or atom.negative
        reading.definite = atom.definite
        if not self._begin(reading, atom):
            return None
        while self.lexicon.goes_on[self.tokens.word(reading.last)] and self._extend(reading):
            pass
        return self._settled(reading)

    def _is_never_negative(self, index: int) -> bool:
        """Whether the word for minus says something else there: «au moins 10», "plus or minus 3 points"."""
        return self.atoms.says(index - 1, "never_negative") or self.atoms.says(index - 2, "either_sign")

    def plain_figure(self, index: int) -> Atom | None:
        """The figure at a token, if it is a whole number expression: nothing behind it goes on with it."""
        if self.tokens.kind(index) != DIGITS:
            return None
        atom = self.atoms.figures(index)
        if atom is None or atom.is_ordinal:
            return None
        following = self.tokens.word(atom.last)
        return None if self.lexicon.goes_on[following] and kinds[following] != DIGITS else atom

    def stands_alone(self, index: int) -> bool:
        """Whether neither the word behind goes on with a number there, nor the one in front makes it a rate."""
        return not (self.lexicon.goes_on[self.tokens.word(index + 1)] or self.atoms.says(index - 1, "rate"))

    def _ascends(self, index: int) -> bool:
        """Small before great is one number («خمسة وعشرون ومئة»), but two between «بين» and و."""
        return self.lexicon.joining.ascending and not self.atoms.says(index - 1, "between")

    def _begin(self, reading: Reading, atom: Atom) -> bool:
        role = atom.word.role
        reading.has_digits, reading.has_words = atom.is_digits, not atom.is_digits
        if atom.is_digits:
            reading.kind = ORDINAL if atom.is_ordinal else CARDINAL
            return reading.sum.add(atom.value, digits_mask(atom.value))
        if atom.word.ordinal:
            return begin_ordinal(reading, atom)
        if role in _BEGINNINGS:
            return _BEGINNINGS[role](self.atoms, reading, atom)
        return reading.sum.add(atom.value, PLACES[role])

    def _settled(self, reading: Reading) -> Reading | None:
        multiply_vague(self.atoms, reading)
        if reading.kind != CARDINAL or not reading.definite or reading.has_digits or reading.precision != EXACT:
            return reading
        word = self.tokens.words[reading.first]
        if reading.last == reading.first + 1 and word.endswith(tuple(self.lexicon.says("skipped"))):
            return None
        if may_be_ordinal(reading):
            reading.kind, reading.either = ORDINAL, True
        return reading

    # How it goes on.

    def _extend(self, reading: Reading) -> bool:
        if reading.kind == FRACTION:
            return False
        if self._takes_point(reading) or takes_beyond(self.atoms, reading):
            return True
        joined, atom = self.atoms.next_to(reading.last)
        if atom is None or not self._may_join(reading, joined, atom):
            return False
        return self._take(reading, joined, atom)

    def _may_join(self, reading: Reading, joined: str, atom: Atom) -> bool:
        if atom.is_digits and (joined == "-" or reading.kind == ORDINAL):
            return False
        if atom.clitic not in ("", self.lexicon.article):
            return False
        if reading.kind == ORDINAL:
            return continues_ordinal(reading, joined, atom)
        if atom.definite:
            return self._article_fits(reading, joined, atom)
        return joined != "and" or self._and_fits(reading, atom)

    def _article_fits(self, reading: Reading, joined: str, atom: Atom) -> bool:
        """«الثلاثة والعشرون» agree; «مئات الآلاف» need not; «الألف والمئة» are two ranks."""
        if not reading.definite:
            return atom.word.role in (SCALE, HUNDRED) and reading.precision != EXACT and not joined
        return not joined or SCALE not in (reading.head.word.role, atom.word.role)

    def _and_fits(self, reading: Reading, atom: Atom) -> bool:
        """Whether "and" joins numbers here, as the language's rules have it; a half it joins to anything."""
        joining, total = self.lexicon.joining, reading.sum
        if joining.required or is_half(atom):
            return True
        if joining.only and atom.value not in joining.only:
            return False
        places = 0b1 if joining.after == "tens" else 0b11
        return (total.mask | total.group_mask) & places == 0 and not atom.is_digits

    def _take(self, reading: Reading, joined: str, atom: Atom) -> bool:
        """Add one more word or figure to the expression; where it does not fit, leave all as it was."""
        if reading.sum.parts and not reading.sum.group_mask:
            reading.closed, reading.closed_last = reading.sum.copy(), reading.last
        before = reading.sum.copy()
        if self._added(reading, joined, atom):
            reading.last = max(reading.last, atom.last)
            reading.has_words |= not atom.is_digits
            reading.has_digits |= atom.is_digits
            return True
        reading.sum = before
        if atom.word.role == SCALE and not joined and reading.closed is not None and before.group_mask:
            reading.sum, reading.last = reading.closed, reading.closed_last
        return False

    def _added(self, reading: Reading, joined: str, atom: Atom) -> bool:
        word = atom.word
        if atom.is_digits:
            return self._adds_digits(reading, joined, atom)
        if word.ordinal and not (word.part and is_parted(self.atoms, reading, joined, atom)):
            return adds_ordinal(self.atoms, reading, joined, atom)
        if word.part:
            return takes_part(self.atoms, reading, joined, atom)
        return self._adds_word(reading, joined, atom)

    def _adds_word(self, reading: Reading, joined: str, atom: Atom) -> bool:
        total, role, needs_and = reading.sum, atom.word.role, self.lexicon.joining.required
        if role == FRACTION:
            return adds_fraction(self.atoms, reading, joined, atom)
        if role == SCALE:
            return adds_scale(self.atoms, reading, joined, atom)
        if role == HUNDRED and joined in ("", "-") and total.times_hundred():
            return True
        if needs_and and joined != "and" and not self._continues_hundred(reading, atom):
            return False
        if reading.has_digits and not needs_and and role != HUNDRED:
            return False  # «contre 12 milliards ⟦une⟧ année avant»
        return total.add(atom.value, PLACES[role])

    def _continues_hundred(self, reading: Reading, atom: Atom) -> bool:
        """«مئة خمسة وعشرون»: in speech the first "and" is left out, where another follows."""
        follows = reading.sum.group_mask == PLACES[HUNDRED] and atom.word.role == UNIT
        return follows and self.atoms.tens_follow(atom.last)

    def _adds_digits(self, reading: Reading, joined: str, atom: Atom) -> bool:
        """«ألف و200», «3 ملايين و200 ألف»: figures below the scale; without "and", only with a scale of their own."""
        total, value = reading.sum, atom.value
        if total.group_mask or not isinstance(value, int) or atom.negative:
            return False
        if joined != "and" and self.atoms.scale_at(atom.last) is None:
            return False
        least = min((scale for _, scale in total.parts), default=0)
        if least >= _LEAST_ELLIPTIC and joined == "and" and self._leaves_scale_out(atom):
            return total.add(value * (least // 1000), digits_mask(value * (least // 1000)))
        return value < least and total.add(value, digits_mask(value))

    def _leaves_scale_out(self, atom: Atom) -> bool:
        """«مليون و⟦600⟧ هكتار»: round hundreds behind a million are of the scale below, which goes without saying."""
        hundreds = isinstance(atom.value, int) and 100 <= atom.value < 1000 and atom.value % 100 == 0
        return hundreds and self.lexicon.joining.required and self.atoms.scale_at(atom.last) is None

    def _takes_point(self, reading: Reading) -> bool:
        """«واحد فاصلة خمسة», "three point one four": what follows is read as digits, up to a scale word."""
        if not self.atoms.says(reading.last, "point"):
            return False
        digits, last = self._decimals(reading.last + 1)
        if not digits or reading.sum.value != int(reading.sum.value):
            return False
        whole, reading.last = reading.sum.value, last
        reading.sum = NumberSum()
        reading.sum.add(Fraction(f"{int(whole)}.{digits}"), -1)
        return True

    def _decimals(self, place: int) -> tuple[str, int]:
        atom = self.atoms.at(place)
        if atom is None or atom.clitic or atom.word.role in (FRACTION, PART) or atom.word.ordinal:
            return "", place
        part, place = self._decimal_part(atom)
        digits = "" if part is None else str(part)
        while digits and len(digits) < _LONGEST_DECIMALS:
            atom = self.atoms.at(place)
            if atom is None or atom.conjoined or atom.word.role not in (UNIT, ZERO) or atom.word.ordinal:
                break
            if not isinstance(atom.value, int):  # «99/100» goes on with no decimals
                break
            digits, place = f"{digits}{atom.value}", atom.last
        return digits, place

    def _decimal_part(self, atom: Atom) -> tuple[Value | None, int]:
        part = Reading(0, atom.last, atom.start, NumberSum(), atom)
        if atom.word.role == SCALE and atom.word.form not in ("bare", "dual"):
            return None, atom.last
        if not self._begin(part, atom):
            return None, atom.last
        while True:
            joined, after = self.atoms.next_to(part.last)
            if after is None or (after.word.role == SCALE and not joined):
                break
            if not (self._may_join(part, joined, after) and self._take(part, joined, after)):
                break
        return (part.sum.value, part.last) if isinstance(part.sum.value, int) else (None, part.last)
