"""Numbers in a text: digits and words, cardinals, ordinals and fractions, each with its place and value."""

from __future__ import annotations

from typing import NamedTuple

from parsers.numbers.reader import NumberReader
from parsers.numbers.reading import CARDINAL, Reading
from parsers.numbers.sums import Value
from parsers.numbers.words import EXACT, number_lexicon
from parsers.words.text import Tokens, tokenize


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
    atom = reader.plain_figure(place)
    if atom is None:
        reading = reader.read(place)
        return None if reading is None else _numeral(reader.tokens, reading)
    value = plain(-atom.value if atom.negative else atom.value)
    end, form = reader.tokens.ends[atom.last - 1], "digits"
    return Numeral(atom.start, end, value, CARDINAL, place, atom.last, form, 1, atom.definite, EXACT, False)


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
