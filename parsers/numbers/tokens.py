"""The words and figures that numbers are made of, each with what is glued to it and how it joins the one before."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from parsers.numbers.digits import read_digits
from parsers.numbers.sums import Value
from parsers.numbers.words import (
    BOUND,
    FIRST_OF_PHRASE,
    FRACTION,
    HUNDRED,
    SCALE,
    TEEN,
    TEN,
    UNIT,
    ZERO,
    NumberLexicon,
    NumberWord,
)
from parsers.words.clitics import Split, clitic_runs
from parsers.words.text import BREAK, DIGITS, MARK, Tokens

_FIGURES = NumberWord(ZERO, 0)
_ONE = NumberWord(UNIT, 1)
_ROMAN = re.compile(r"([IVX]+)(\D+)")
_ROMAN_WORTH = {"I": 1, "V": 5, "X": 10}
_JUST_OVER_ONE = re.compile(r"1\.\d{3}")
"""«1.016 milliards»: in front of a plural it is more than a thousand of them."""
_COMMON_PARTS, _LONGEST_WHOLE = ("2", "3", "4", "8", "16"), 3
_DENOMINATORS = ("100", "1000")
_SIGNS = ("-", "+")
_OPENING = ("(", "[", "«", '"', "/", ":", "=", "~", "<", ">", "≥", "≤")


class Atom(NamedTuple):
    """One word or figure of a number, in the tokens up to `last`, the clitics in front of it taken off at `start`.

    `conjoined` that it has و in front, `clitic` what other letters are glued there; `definite` that the article is.
    """

    start: int
    last: int
    word: NumberWord
    value: Value
    conjoined: bool = False
    clitic: str = ""
    definite: bool = False
    is_digits: bool = False
    is_ordinal: bool = False
    negative: bool = False


_new_atom: Callable[[tuple[object, ...]], Atom] = partial(tuple.__new__, Atom)
"""Makes a part in half the time of its class."""


class AtomReader:
    """Looks at tokens one by one and says which are parts of numbers."""

    def __init__(self, tokens: Tokens, lexicon: NumberLexicon, country: str | None) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lexicon = lexicon
        self.country = country
        self.clitics = clitic_runs(lexicon.language)

    def at(self, index: int) -> Atom | None:
        """The part that begins at a token, without looking at what comes before it; None where there is none."""
        if index >= len(self.words):
            return None
        word = self.words[index]
        if not self.lexicon.begins[word]:
            return None
        if self.tokens.kind(index) == DIGITS:
            return self.figures(index)
        found = self.lexicon.find(word)
        if found is None:
            return self._article(index) or self._roman(index)
        return self._known(index, *found)

    def _known(self, index: int, split: Split, word: NumberWord) -> Atom | None:
        if split.stem in self.lexicon.phrases:
            return self._phrase(index, split) or (
                self._word(index, split, word) if word.role != FIRST_OF_PHRASE else None
            )
        return self._word(index, split, word)

    def next_to(self, last: int) -> tuple[str, Atom | None]:
        """What stands right after a number's tokens, and how it is joined: "and", "-", "," or nothing."""
        if last >= len(self.words):
            return "", None
        word = self.words[last]
        if self.tokens.kind(last) == MARK:
            return self._after_mark(last, word)
        if word in self.lexicon.joining.words:
            atom = self.at(last + 1)
            return "and", None if atom is None or atom.conjoined else atom
        atom = self._and_eleven(self.at(last))
        return ("and" if atom is not None and atom.conjoined else ""), atom

    def _and_eleven(self, atom: Atom | None) -> Atom | None:
        """After a number «وأحد عشر» is و and eleven, though it folds to «واحد عشر»."""
        if atom is None or atom.conjoined or atom.word.role != TEEN or atom.value != 11 or atom.word.ordinal:
            return atom
        return atom._replace(conjoined=self.words[atom.last - 2][:1] in self.lexicon.joining.words)

    def tens_follow(self, last: int) -> bool:
        """Whether «وعشرون» or its like comes next; it looks no further, or a row of «أحد وأحد» would never end."""
        place = last + (last < len(self.words) and self.words[last] in self.lexicon.joining.words)
        found = self.lexicon.find(self.words[place]) if place < len(self.words) else None
        if found is None or found[1].role != TEN:
            return False
        return place > last or found[0].prefix[:1] in self.lexicon.joining.words

    def scale_at(self, place: int) -> Atom | None:
        """A scale word or a hundred that stands at a token, with the article at most."""
        if not self.tokens.is_word(place) or self.says(place, "articles"):
            return None
        atom = self.at(place)
        if atom is None or atom.conjoined or atom.clitic not in ("", self.lexicon.article):
            return None
        is_scale = (
            atom.word.role in (SCALE, HUNDRED) and not atom.word.ordinal and atom.word.form not in ("dual", "symbols")
        )
        return atom if is_scale else None

    def skip(self, place: int, *uses: str) -> int:
        """The place after one word for each of the uses, in order, where there is one."""
        for use in uses:
            place += self.says(place, use)
        return place

    def says(self, place: int, use: str) -> bool:
        """Whether a token is there and is one of the words for a use."""
        return self.tokens.word(place) in self.lexicon.says(use)

    def skip_hyphen(self, place: int) -> int:
        """The place after a hyphen glued on both sides, if one is there."""
        is_hyphen = self.tokens.word(place) == "-" and self.is_glued(place) and self.is_glued(place + 1)
        return place + is_hyphen

    def is_glued(self, index: int) -> bool:
        """Whether a token stands right at the end of the one before it."""
        return self.tokens.is_glued(index)

    def _after_mark(self, last: int, word: str) -> tuple[str, Atom | None]:
        if self.skip_hyphen(last) > last:
            return self._after_hyphen(last + 1)
        if word == "," and self.lexicon.joining.comma:
            return ",", self.at(last + 1)
        return "", None

    def _after_hyphen(self, place: int) -> tuple[str, Atom | None]:
        """«vingt-deux», «vingt-et-un»."""
        if self.words[place] not in self.lexicon.joining.words:
            return "-", self.at(place)
        return "and", self.at(place + 1 + (self.tokens.word(place + 1) == "-" and self.is_glued(place + 1)))

    # Words.

    def _word(self, index: int, split: Split, word: NumberWord) -> Atom | None:
        last = index + 1
        if word.letter and word.letter not in self.tokens.text(index):
            return None
        value = word.value
        if word.role in (UNIT, BOUND) and self._teen_follows(index, word):
            last, value, word = index + 2, value + 10, word._replace(role=TEEN, value=value + 10)
        elif word.role == BOUND and not self.tens_follow(last):
            return None
        conjoined = split.prefix[:1] in self.lexicon.joining.words
        clitic = split.prefix[1:] if conjoined else split.prefix
        start = self.tokens.start(index, split.skip)
        return Atom(start, last, word, value, conjoined, clitic, split.definite)

    def _teen_follows(self, index: int, word: NumberWord) -> bool:
        """«خمسة عشر», «الخامس عشر»; an eleventh is «حادي عشر», so «أول عشر دول» are two words."""
        after = self.tokens.word(index + 1)
        return after in self.lexicon.teen_suffixes and not (word.ordinal and word.role == UNIT and word.value == 1)

    def _phrase(self, index: int, split: Split) -> Atom | None:
        for rest, word in self.lexicon.phrases[split.stem]:
            last = self._phrase_end(index + 1, rest)
            if last:
                return Atom(self.tokens.start(index), last, word, word.value)
        return None

    def _phrase_end(self, place: int, rest: tuple[str, ...]) -> int:
        for part in rest:
            if self.tokens.word(place) == "-" and self.is_glued(place):
                place += 1
            if self.tokens.word(place) != part:
                return 0
            place += 1
        return place

    def _article(self, index: int) -> Atom | None:
        """In "a hundred", "a third of", "a dozen": one of what follows."""
        if self.words[index] not in self.lexicon.says("articles"):
            return None
        following = None if self.says(index + 1, "articles") else self.at(self.skip_hyphen(index + 1))
        if following is None or following.is_digits:
            return None
        word = following.word
        if word.role == FRACTION:
            return following._replace(start=self.tokens.start(index))
        whole = self.skip_hyphen(following.last)
        shares = bool(word.part) and (self.says(following.last, "of") or self.says(whole, "quartered"))
        return Atom(self.tokens.start(index), index + 1, _ONE, 1) if shares or word.role in (HUNDRED, SCALE) else None

    def _roman(self, index: int) -> Atom | None:
        """«XXIe», «Ier»."""
        match = _ROMAN.fullmatch(self.tokens.text(index)) if self.lexicon.roman_suffixes else None
        if match is None or match[2] not in self.lexicon.roman_suffixes:
            return None
        start, value = self.tokens.start(index), _roman_value(match[1])
        return Atom(start, index + 1, _FIGURES, value, is_digits=True, is_ordinal=True)

    # Figures.

    def figures(self, index: int) -> Atom | None:
        """The number in figures that stands at a token, with what is glued to it on either side."""
        word, before = self.words[index], self.words[index - 1] if self.tokens.is_word(index - 1) else ""
        sign = ""
        if self.tokens.is_glued(index):
            if before and self._is_identifier(before):
                return None
            sign = self._sign(index)
        scaled = "." in word and self._millions_follow(index)
        value = read_digits(word, self.lexicon.language, self.country, scaled=scaled)
        if value is None:
            return None
        start, is_ordinal = self.tokens.start(index), False
        shared = self._with_share(index, value) if "/" in self.words[index + 1 : index + 4] else None
        if shared:
            return shared
        if self.tokens.is_glued(index + 1):
            is_ordinal = self.words[index + 1] in self.lexicon.digit_suffixes
        elif value == 1:
            is_ordinal = self.tokens.word(index + 1) in self.lexicon.suffixes_apart
        last, definite = index + 1 + is_ordinal, self.clitics.get(before, False)
        return _new_atom((start - len(sign), last, _FIGURES, value, False, "", definite, True, is_ordinal, sign == "-"))

    def _millions_follow(self, index: int) -> bool:
        scale = self.scale_at(index + 1)
        grouped = scale is not None and scale.word.form == "plural" and _JUST_OVER_ONE.fullmatch(self.words[index])
        return scale is not None and scale.value >= 10**6 and not grouped

    def _is_identifier(self, before: str) -> bool:
        """«F16», «G20»: a Latin word glued in front, no currency («RM50»); in Arabic it is a space forgotten."""
        return before not in self.lexicon.says("touching") and before[-1] < "\u0590" and before[-1].isalpha()

    def _hundredths(self, index: int) -> int:
        """«77/100»: the denominator of a decimal fraction written with a bar, else 0."""
        below = self.tokens.word(index + 2)
        glued = self.is_glued(index + 1) and self.is_glued(index + 2)
        if below not in _DENOMINATORS or self.words[index + 1] != "/" or not glued:
            return 0
        return 0 if self.words[index - 1] == "/" and self.is_glued(index) else int(below)

    def _with_share(self, index: int, value: Value) -> Atom | None:
        """Read a figure with a bar behind it: «77/100», "1-1/2"."""
        ratio = self._hundredths(index)
        if ratio:
            return Atom(self.tokens.start(index), index + 3, _FIGURES, Fraction(value, ratio), is_digits=True)
        return self._mixed(index, value)

    def _mixed(self, index: int, value: Value) -> Atom | None:
        """Read whole ones with a common fraction: "1-1/2 years", "2 1/2 cups"."""
        above = index + 2 if self.words[index + 1] == "-" and self.is_glued(index + 1) else index + 1
        parts = [self.words[at] for at in (above, above + 2) if at < len(self.words)]
        if len(parts) < 2 or self.words[above + 1] != "/" or parts[1] not in _COMMON_PARTS or value != int(value):
            return None
        glued = all(map(self.is_glued, (above + 1, above + 2))) and (above == index + 1 or self.is_glued(above))
        whole = self.words[index].isdigit() and parts[0].isdigit() and len(self.words[index]) <= _LONGEST_WHOLE
        if not glued or not whole or not 0 < int(parts[0]) < int(parts[1]) or self.is_glued(above + 3):
            return None
        share = Fraction(int(value)) + Fraction(int(parts[0]), int(parts[1]))
        return Atom(self.tokens.start(index), above + 3, _FIGURES, share, is_digits=True)

    def _sign(self, index: int) -> str:
        """The minus or plus that is glued to a figure, if itself it is glued to nothing in front of it."""
        sign = self.tokens.word(index - 1)
        if sign not in _SIGNS:
            return ""
        if index >= 2:
            bound = self.tokens.kind(index - 2) in (DIGITS, BREAK)
            if bound or (self.is_glued(index - 1) and self.words[index - 2] not in _OPENING):
                return ""
        return sign


def _roman_value(letters: str) -> int:
    worth = [_ROMAN_WORTH[letter] for letter in letters]
    return sum(-one if one < after else one for one, after in zip(worth, [*worth[1:], 0], strict=True))
