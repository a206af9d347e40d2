"""The grammar of number expressions: which words and digits of a text go together, and to what."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parsers.number_sums import NumberSum, Value, digits_mask
from parsers.number_tokens import Atom, AtomReader
from parsers.numeral_words import (
    ABOUT,
    ALONE,
    BOUND,
    EXACT,
    FRACTION,
    HUNDRED,
    HUNDREDS,
    PART,
    SCALE,
    TEEN,
    TEN,
    UNIT,
    VAGUE,
    ZERO,
    NumberLexicon,
)
from parsers.text import DIGITS, WORD, Token

CARDINAL, ORDINAL = "cardinal", "ordinal"

_PLACES = {UNIT: 0b1, BOUND: 0b1, TEEN: 0b11, TEN: 0b10, HUNDREDS: 0b100, HUNDRED: 0b100, ZERO: -1, ALONE: -1}
_VAGUE_FORMS = ("plural", "singular")
_LONGEST_DECIMALS = 30
_MOST_PARTS = 100
_TANWIN = "\u064b"


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


class NumberReader:
    """Reads number expressions off a row of tokens."""

    def __init__(self, tokens: list[Token], lexicon: NumberLexicon, country: str | None) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.atoms = AtomReader(tokens, lexicon, country)

    def read(self, index: int) -> Reading | None:
        """Read the expression that begins at a token; None where none does."""
        begin = index + self._is_negative_word(index)
        atom = self.atoms.at(begin)
        if atom is None or self._is_share(begin, atom):
            return None
        reading = Reading(index, atom.last, atom.start, NumberSum(ascending=self._ascends(index)), atom)
        reading.negative = begin > index or atom.negative
        reading.definite = atom.definite
        if begin > index:
            reading.start = self.tokens[index].start
        if not self._begin(reading, atom):
            return None
        while self._extend(reading):
            pass
        return self._settled(reading)

    def _is_negative_word(self, index: int) -> int:
        return int(self.tokens[index].folded in self.lexicon.says("negative"))

    def _ascends(self, index: int) -> bool:
        """Small before great is one number («خمسة وعشرون ومئة»), but two between «بين» and و."""
        before = self.tokens[index - 1].folded if index else ""
        return self.lexicon.joining.ascending and before not in self.lexicon.says("between")

    def _is_share(self, index: int, atom: Atom) -> bool:
        """«عشرة في المئة», «بالمئة», "per cent": the hundred is no number of its own."""
        if atom.word.role not in (HUNDRED, SCALE) or atom.word.ordinal:
            return False
        if atom.definite and atom.clitic not in ("", self.lexicon.article):
            return True
        if index < 1 or self.tokens[index - 1].folded not in self.lexicon.says("share"):
            return False
        return atom.definite or (index > 1 and self._is_number(self.tokens[index - 2]))

    def _is_number(self, token: Token) -> bool:
        return token.kind == DIGITS or (token.kind == WORD and self.lexicon.find(token.folded) is not None)

    # How an expression begins.

    def _begin(self, reading: Reading, atom: Atom) -> bool:
        word = atom.word
        if atom.is_digits:
            return self._begin_digits(reading, atom)
        reading.has_words = True
        if word.ordinal:
            reading.kind = ORDINAL
            return self._begin_ordinal(reading, atom)
        if word.role == SCALE:
            return self._begin_scale(reading, atom)
        if word.role == FRACTION:
            return self._begin_fraction(reading, word.value, atom)
        if word.role == PART:
            return word.part == 2 and self._shared_scale(reading, Fraction(1, 2))
        return reading.sum.add(atom.value, _PLACES[word.role])

    def _begin_digits(self, reading: Reading, atom: Atom) -> bool:
        reading.has_digits = True
        reading.sum.add(atom.value, digits_mask(atom.value))
        if atom.is_ordinal:
            reading.kind = ORDINAL
        return True

    def _begin_ordinal(self, reading: Reading, atom: Atom) -> bool:
        if atom.word.role == SCALE:
            return reading.sum.put(1, int(atom.value))
        return reading.sum.add(atom.value, _PLACES[atom.word.role])

    def _begin_scale(self, reading: Reading, atom: Atom) -> bool:
        word, scale = atom.word, int(atom.value)
        if word.form == "symbols":
            return False
        if word.form == "about":
            reading.precision = ABOUT
        elif word.form in _VAGUE_FORMS:
            reading.precision = VAGUE
        return reading.sum.put(self._copies(atom), scale)

    def _copies(self, atom: Atom) -> int:
        """«مليونان» says two; so does «ألفا» in front of a noun, while «ألفًا» alone is one."""
        if atom.word.form == "construct":
            return 2 if self._noun_follows(atom) else 1
        return 2 if atom.word.form == "dual" else 1

    def _noun_follows(self, atom: Atom) -> bool:
        if _TANWIN in self.tokens[atom.last - 1].text or atom.last >= len(self.tokens):
            return False
        after = self.tokens[atom.last]
        return after.kind == WORD and not any(after.folded.startswith(word) for word in self.lexicon.joining.words)

    def _begin_fraction(self, reading: Reading, share: Value, atom: Atom) -> bool:
        if self._shared_scale(reading, Fraction(share)):
            return True
        if self._is_period(reading.first, atom):
            return False
        reading.kind = FRACTION
        return reading.sum.add(share, -1)

    def _is_period(self, index: int, atom: Atom) -> bool:
        """In "the second half", "half-time" it names a period."""
        before = self.lexicon.find(self.tokens[index - 1].folded) if index and not atom.conjoined else None
        follows_ordinal = before is not None and before[1].ordinal
        return follows_ordinal or (self.atoms.is_glued(atom.last) and self.tokens[atom.last].folded == "-")

    def _shared_scale(self, reading: Reading, share: Fraction) -> bool:
        """«نصف مليون», "half a million", "three quarters of a million"."""
        place = self.atoms.skip(self.atoms.skip_hyphen(reading.last), "of", "articles")
        atom = self.atoms.scale_at(place)
        if atom is None or not reading.sum.put_share(share, int(atom.value)):
            return False
        reading.last = atom.last
        return True

    # How it goes on.

    def _extend(self, reading: Reading) -> bool:
        if reading.kind == FRACTION:
            return False
        if self._takes_point(reading) or self._takes_beyond(reading):
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
            return self._continues_ordinal(reading, joined, atom)
        if atom.definite and not reading.definite:
            return atom.word.role in (SCALE, HUNDRED) and reading.precision != EXACT and not joined
        if reading.definite and joined and (atom.definite and SCALE in (reading.head.word.role, atom.word.role)):
            return False
        return joined != "and" or self._and_fits(reading, atom)

    def _continues_ordinal(self, reading: Reading, joined: str, atom: Atom) -> bool:
        """«الحادي والعشرون»: tens after a unit, alike in having the article."""
        is_tens = atom.word.role == TEN and not atom.word.ordinal and not atom.is_digits
        return joined == "and" and is_tens and reading.sum.group_mask & 0b11 == 1 and atom.definite == reading.definite

    def _and_fits(self, reading: Reading, atom: Atom) -> bool:
        """Whether "and" joins numbers here, as the language's rules have it; a half it joins to anything."""
        joining, total = self.lexicon.joining, reading.sum
        if joining.required or self._is_half(atom):
            return True
        if joining.only and atom.value not in joining.only:
            return False
        places = 0b1 if joining.after == "tens" else 0b11
        return (total.mask | total.group_mask) & places == 0 and not atom.is_digits

    def _is_half(self, atom: Atom) -> bool:
        return atom.word.role == FRACTION or atom.word.part == 2

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
        if word.ordinal and not (word.part and self._is_parted(reading, joined, atom)):
            return self._adds_ordinal(reading, joined, atom)
        if word.part:
            return self._takes_part(reading, joined, atom)
        return self._adds_word(reading, joined, atom)

    def _adds_word(self, reading: Reading, joined: str, atom: Atom) -> bool:
        total, role, needs_and = reading.sum, atom.word.role, self.lexicon.joining.required
        if role == FRACTION:
            return self._adds_fraction(reading, joined, atom)
        if role == SCALE:
            return self._adds_scale(reading, joined, atom)
        if role == HUNDRED and joined in ("", "-") and total.times_hundred():
            return True
        return (joined == "and" or not needs_and) and total.add(atom.value, _PLACES[role])

    def _adds_digits(self, reading: Reading, joined: str, atom: Atom) -> bool:
        """«ألف و200», «3 ملايين و200 ألف»: figures below the scale; without "and", only with a scale of their own."""
        total, value = reading.sum, atom.value
        if total.group_mask or not isinstance(value, int) or atom.negative:
            return False
        if joined != "and" and self.atoms.scale_at(atom.last) is None:
            return False
        return (
            bool(total.parts)
            and value < min(scale for _, scale in total.parts)
            and total.add(value, digits_mask(value))
        )

    def _adds_ordinal(self, reading: Reading, joined: str, atom: Atom) -> bool:
        total, word = reading.sum, atom.word
        if self.lexicon.joining.required and not (joined == "and" and reading.definite and atom.definite):
            return False
        if self.lexicon.joining.required and (total.group_mask & 0b11 or not total.group_mask):
            return False
        reading.kind = ORDINAL
        if word.role == SCALE:
            added = not joined and not reading.has_digits and total.close(int(atom.value))
        elif word.role == HUNDRED:
            added = total.times_hundred() or total.add(100, 0b100)
        else:
            added = total.add(atom.value, _PLACES[word.role])
        reading.kind = ORDINAL if added else CARDINAL
        return added

    def _adds_scale(self, reading: Reading, joined: str, atom: Atom) -> bool:
        total, scale, form = reading.sum, int(atom.value), atom.word.form
        if form == "symbols" and not reading.has_digits:
            return False
        if joined in ("and", ","):
            return form in ("bare", "construct", "dual") and total.put(self._copies(atom), scale)
        if form == "dual":
            return False
        if scale == 100 and form == "plural":
            return total.times_hundred()
        if form == "about":
            reading.precision = ABOUT
        return total.close(scale)

    def _adds_fraction(self, reading: Reading, joined: str, atom: Atom) -> bool:
        if joined != "and":
            return False
        reading.last = atom.last
        return self._shared_scale(reading, Fraction(atom.value)) or self._adds_share(reading, Fraction(atom.value))

    def _adds_share(self, reading: Reading, share: Fraction) -> bool:
        reading.sum.add_share(share)
        return True

    # Fractions in words, decimals in words, and «بعد المئة».

    def _is_parted(self, reading: Reading, joined: str, atom: Atom) -> bool:
        """In "one third", «un cinquième de», an ordinal in form is a fraction: after one, and in front of «of»."""
        if joined not in ("", "-") or reading.sum.group != 1 or reading.sum.parts:
            return False
        articles = self.lexicon.says("articles")
        if articles and self.tokens[reading.first].folded not in articles:
            return True
        return self.atoms.skip(atom.last, "of") > atom.last

    def _takes_part(self, reading: Reading, joined: str, atom: Atom) -> bool:
        total, part = reading.sum, atom.word.part
        if joined == "and":
            return part == 2 and self._adds_share(reading, Fraction(1, 2))
        most = 1 if part == 2 and atom.word.role == PART else _MOST_PARTS
        if total.parts or not 1 <= total.group <= most or total.group != int(total.group):
            return False
        share = Fraction(int(total.group), part)
        reading.last, reading.sum = atom.last, NumberSum()
        if not self._shared_scale(reading, share):
            reading.kind = FRACTION
            reading.sum.add(share, -1)
        return True

    def _takes_point(self, reading: Reading) -> bool:
        """«واحد فاصلة خمسة», "three point one four": what follows is read as digits, up to a scale word."""
        if reading.last >= len(self.tokens) or self.tokens[reading.last].folded not in self.lexicon.says("point"):
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
            digits, place = f"{digits}{atom.value}", atom.last
        return digits, place

    def _decimal_part(self, atom: Atom) -> tuple[Value | None, int]:
        part = Reading(0, atom.last, atom.start, NumberSum(), atom)
        if atom.word.role == SCALE and atom.word.form not in ("bare", "dual"):
            return None, atom.last
        if not self._begin(part, atom):
            return None, atom.last
        while True:
            joined, following = self.atoms.next_to(part.last)
            if (
                following is None
                or (following.word.role == SCALE and not joined)
                or not self._may_join(part, joined, following)
            ):
                break
            if not self._take(part, joined, following):
                break
        return (part.sum.value, part.last) if isinstance(part.sum.value, int) else (None, part.last)

    def _takes_beyond(self, reading: Reading) -> bool:
        """«الخامس بعد المئة»: 105th."""
        if reading.kind != ORDINAL and not reading.definite:
            return False
        if reading.last >= len(self.tokens) or self.tokens[reading.last].folded not in self.lexicon.says("beyond"):
            return False
        atom = self.atoms.at(reading.last + 1)
        if (
            atom is None
            or not atom.definite
            or atom.word.role not in (HUNDRED, HUNDREDS, SCALE)
            or atom.value < reading.sum.value
        ):
            return False
        reading.sum.group, reading.sum.group_mask = reading.sum.value + atom.value, -1
        reading.last, reading.kind = atom.last, ORDINAL
        return True

    # What kind it turned out to be.

    def _settled(self, reading: Reading) -> Reading | None:
        self._multiply_vague(reading)
        if reading.kind != CARDINAL or not reading.definite or reading.has_digits or reading.precision != EXACT:
            return reading
        if reading.last == reading.first + 1 and self.tokens[reading.first].folded in self.lexicon.says("skipped"):
            return None
        if self._may_be_ordinal(reading):
            reading.kind, reading.either = ORDINAL, True
        return reading

    def _may_be_ordinal(self, reading: Reading) -> bool:
        """«العشرين», «المئة», «الواحد والعشرين» rank as often as they count; «الثلاثة» and «الثلاثة والعشرين» count."""
        total = reading.sum
        if total.parts:
            return reading.last == reading.head.last
        small = total.value % 100
        units = small % 10
        return total.value > 10 and (units in (0, 1, 2) or total.value > 100)

    def _multiply_vague(self, reading: Reading) -> None:
        """«مئات الآلاف», "tens of thousands", «une centaine de milliers»."""
        while reading.precision != EXACT:
            atom = self.atoms.scale_at(self.atoms.skip(reading.last, "of"))
            if atom is None or atom.word.form != "plural":
                return
            reading.last = atom.last
            total = reading.sum.value
            reading.sum = NumberSum()
            reading.sum.put(total, int(atom.value))
