"""Numbers in a text: digits and words, cardinals, ordinals and fractions, each with its place and value."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import NamedTuple

from parsers.numbers.reader import NumberReader
from parsers.numbers.reading import CARDINAL, Reading
from parsers.numbers.sums import Value
from parsers.numbers.words import EXACT, HUNDREDS, TEEN, TEN, UNIT, NumberLexicon, number_lexicon
from parsers.words.remembered import Remembered
from parsers.words.text import Tokens, tokenize

_SETTLED = (UNIT, TEEN, TEN, HUNDREDS)


class Numeral(NamedTuple):
    """One number expression: what stands at `start`:`end`, in the tokens `first`:`last`, with what was seen on the way.

    `kind` is cardinal, ordinal or fraction; `form` digits, words or mixed; `scale` the greatest scale word (1 if none);
    `definite` that it has the article; `precision` exact, about («une trentaine») or vague («عشرات», whose value is its
    scale); `either` that an ordinal may as well be a definite cardinal («العشرين»), which only its noun can tell.
    """

    start: int
    end: int
    value: int | float
    kind: str
    first: int
    last: int
    form: str
    scale: int
    definite: bool
    precision: str
    either: bool


_new_numeral: Callable[[tuple[object, ...]], Numeral] = partial(tuple.__new__, Numeral)
"""Makes a numeral in half the time of its class."""


def find_numerals(text: str, language: str, country: str | None = None) -> list[Numeral]:
    """Find every number expression of a text, in order, none overlapping, in time linear in its length.

    Args:
        text: any text; offsets point into it as it is.
        language: ISO 639-1.
        country: ISO 3166-1 alpha-2, which settles what «1.250» is.

    Raises:
        KeyError: the language has no lexicon.

    >>> [(n.value, n.kind) for n in find_numerals("المؤتمر الخامس عشر بمشاركة مئة وخمسين بلدا", "ar")]
    [(15, 'ordinal'), (150, 'cardinal')]
    """
    return find_numerals_in(tokenize(text, language), language, country)


def find_numerals_in(tokens: Tokens, language: str, country: str | None = None) -> list[Numeral]:
    """Find the number expressions of a text that has been cut into tokens; as `find_numerals`."""
    lexicon = number_lexicon(language, country)
    reader = NumberReader(tokens, lexicon, country)
    numerals, index = [], 0
    for place in tokens.places(lexicon.begins):
        lonely = lexicon.leads[tokens.words[place]] and not lexicon.begins[tokens.word(place + 1)]
        found = None if lonely or place < index else _read(reader, place)
        if found is not None:
            numerals.append(found)
            index = found.last
    return numerals


def _read(reader: NumberReader, place: int) -> Numeral | None:
    """The number that begins at a token; a figure with nothing to go on is one as it stands, as most figures are."""
    tokens, atom = reader.tokens, reader.plain_figure(place)
    if atom is not None:
        value, end = plain(-atom.value if atom.negative else atom.value), tokens.ends[atom.last - 1]
        fields = (atom.start, end, value, CARDINAL, place, atom.last, "digits", 1, atom.definite, EXACT, False)
        return _new_numeral(fields)
    lone = _lone_words(reader.lexicon)[tokens.words[place]] if reader.stands_alone(place) else None
    if lone is not None:
        start, end = tokens.start(place, lone.skip), tokens.ends[place]
        fields = (start, end, lone.value, lone.kind, place, place + 1, "words", 1, lone.definite, EXACT, lone.either)
        return _new_numeral(fields)
    reading = reader.read(place)
    return None if reading is None else _numeral(tokens, reading)


class _LoneWord(NamedTuple):
    """What a number word says by itself; `skip` letters in front stay outside."""

    skip: int
    value: int | float
    kind: str
    definite: bool
    either: bool


@cache
def _lone_words(lexicon: NumberLexicon) -> Remembered[_LoneWord | None]:
    """What the commonest number words say where no number goes on with them, read once from a text of one word.

    None for the others: scales, halves and hundreds look at the words around them, and some at how they are spelled.
    """

    def lone_word(word: str) -> _LoneWord | None:
        found = lexicon.find(word)
        if found is None or found[1].role not in _SETTLED or found[1].letter or found[0].stem in lexicon.phrases:
            return None
        reading = NumberReader(tokenize(word, lexicon.language), lexicon, None).read(0)
        if reading is None:
            return None
        return _LoneWord(found[0].skip, plain(reading.value), reading.kind, reading.definite, reading.either)

    return Remembered(lone_word)


def _numeral(tokens: Tokens, reading: Reading) -> Numeral:
    return Numeral(
        start=reading.start,
        end=tokens.ends[reading.last - 1],
        value=plain(reading.value),
        kind=reading.kind,
        first=reading.first,
        last=reading.last,
        form=reading.form,
        scale=reading.scale,
        definite=reading.definite,
        precision=reading.precision,
        either=reading.either,
    )


def plain(value: Value) -> int | float:
    """An exact number as int where it is whole, else as float.

    >>> from fractions import Fraction
    >>> plain(Fraction(6, 2)), plain(Fraction(2, 3))
    (3, 0.6666666666666666)
    """
    if isinstance(value, int):
        return value
    whole = int(value)
    return whole if whole == value else float(value)
