"""The numbers of a text that may be facts: dates left out, two that bound a range made one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parsers.numbers.spelled import number_word
from parsers.numbers.words import HUNDRED, SCALE
from parsers.numerals import Numeral
from parsers.rules.exceeding import comparator_of_verb
from parsers.units import unit_at
from parsers.words.comparators import EXACT, RANGE, VAGUE, comparator_before, says_between
from parsers.words.lexemes import is_plural, is_singular
from parsers.words.nouns import noun_forms
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_FIRST_TENS = 20
_OPENING_SIGNS = ("(", "[", "/")
_CLOSING = (")", "]", "/")
_HUNDRED, _BLANKS, _MOST_PARTS = 100, 3, 16
"""Blanks between a bracket and its number, with the bracket."""

CARDINAL, ORDINAL, FRACTION = "cardinal", "ordinal", "fraction"


class Mention(NamedTuple):
    """A number in the text: token indices `first` to `last`, characters `start` to `end`, half-open both."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    value: float
    value_max: float | None = None
    comparator: str = EXACT
    definite: bool = False
    numbers: int = 1
    """How many numbers of the text it is made of."""

    def text(self, reading: Reading) -> str:
        """The number as the text has it."""
        return reading.text[self.start : self.end]


def mentions_of(reading: Reading, numerals: Sequence[Numeral], blocked: Sequence[tuple[int, int]]) -> list[Mention]:
    """Place each number among the tokens, without those inside a blocked span (characters, half-open)."""
    found: list[Mention] = []
    spans = iter(sorted(blocked))
    span = next(spans, None)
    for numeral in numerals:
        while span and span[1] <= numeral.start:
            span = next(spans, None)
        if span and span[0] < numeral.end:
            continue
        if not _is_other_word(reading, numeral):
            mention = _mention(reading, numeral)
            if numeral.either and mention.kind == ORDINAL and _is_bounded(reading, found, mention):
                mention = mention._replace(kind=CARDINAL)
            if found and _restates(reading, mention, found[-1]):
                found[-1] = _with_figures(reading, found[-1], mention)
            elif found and _is_part_in_figures(reading, found[-1], mention):
                found[-1] = _part(found[-1], mention)
            else:
                found.append(_coupled(reading, mention))
    return found


def _coupled(reading: Reading, mention: Mention) -> Mention:
    """Read the couple in front of a scale with it: "a ⟦couple of hundred⟧ protesters" are two hundred."""
    if reading.tokens.kind(mention.first) == DIGITS:
        return mention
    couple = mention.first - 1
    couple -= reading.says(couple, "partitive", "links")
    words = reading.rules.words("pairs", "words")
    if reading.word(couple) not in words or reading.word(couple - 1) not in reading.rules.words("pairs", "articles"):
        return mention
    scale = number_word(reading, mention.first)
    if scale is None or scale[1].role not in (SCALE, HUNDRED):
        return mention
    return mention._replace(first=couple, start=reading.start(couple), value=2 * mention.value, comparator=EXACT)


def _is_part_in_figures(reading: Reading, above: Mention, below: Mention) -> bool:
    """Whether two figures and the bar between them are a share of what follows: "⟦1/2⟧ teaspoon", "⟦2/3⟧ of voters"."""
    bar = above.last
    if reading.word(bar) != "/" or below.first != bar + 1 or not (reading.glued(bar) and reading.glued(bar + 1)):
        return False
    figures = reading.tokens.kind(above.first) == DIGITS == reading.tokens.kind(below.first)
    longer = reading.word(below.last) == "/" or (reading.word(above.first - 1) == "/" and reading.glued(above.first))
    if not figures or longer or not 0 < above.value < below.value <= _MOST_PARTS:
        return False
    return unit_at(reading, below.last) is not None or reading.says(below.last, "partitive", "links")


def _part(above: Mention, below: Mention) -> Mention:
    return above._replace(last=below.last, end=below.end, kind=FRACTION, value=above.value / below.value)


def _with_figures(reading: Reading, said: Mention, figures: Mention) -> Mention:
    """A number said in words with the figures that say it again, and the bracket that closes them."""
    closed = reading.text[figures.end : figures.end + 1] in _CLOSING
    return said._replace(last=figures.last + (reading.word(figures.last) in _CLOSING), end=figures.end + closed)


def _restates(reading: Reading, mention: Mention, previous: Mention) -> bool:
    """«ثلاثين (30) سنة»: contracts and police reports say a number in words, and again in figures."""
    if mention.value != previous.value or mention.kind != previous.kind:
        return False
    bracketed = reading.word(previous.last) in _OPENING_SIGNS and reading.word(mention.last) in _CLOSING
    near = mention.first == previous.last + bracketed
    figures = reading.tokens.kind(mention.first) == DIGITS
    figures = figures and not (reading.word(mention.last) == "-" and reading.glued(mention.last))  # "two 2-year-olds"
    return near and figures and reading.tokens.kind(previous.first) != DIGITS


def _is_bounded(reading: Reading, found: list[Mention], mention: Mention) -> bool:
    """«بين العشرين والثلاثين», «تجاوز الستين»: what a word bounds is no rank, nor is the other end of its range.

    The verb may stand before its subject: «لم يتجاوز عدد الحاضرين العشرين».
    """
    if comparator_before(reading, mention.first):
        return True
    if comparator_of_verb(reading, mention.first):
        return not reading.says(mention.first - 1, "ordinals", "ranks")
    if not found or found[-1].kind != CARDINAL or found[-1].last != mention.first:
        return False
    return says_between(reading, found[-1].first)


def _is_other_word(reading: Reading, numeral: Numeral) -> bool:
    """Whether a number that was only found by taking clitics off is a noun as it stands: «كمية» is no ك and 100."""
    if numeral.form != "words" or numeral.start <= reading.start(numeral.first):
        return False
    return reading.words[numeral.first] in noun_forms(reading.language)


def _mention(reading: Reading, numeral: Numeral) -> Mention:
    kind, start, first, value = numeral.kind, numeral.start, numeral.first, float(numeral.value)
    if value < 0 and numeral.last - first > 1 and comparator_before(reading, first + 1):
        first, value = first + 1, -value  # "au moins 10" has no minus
        start = reading.tokens.start(first)
    if numeral.last - first > 1:
        start -= _opening(reading, start, numeral.end)
    if numeral.either and (
        _is_singular_noun(reading, numeral.last)
        or unit_at(reading, numeral.last)
        or reading.says(numeral.first - 1, "durations", "plurals")  # «الأعوام ⟦العشرين⟧ المقبلة»
        or _is_many(reading, numeral.first - 1)
        or (value < _FIRST_TENS and _are_many_of(reading, numeral.first - 1))
    ):
        kind = CARDINAL
    return Mention(
        first,
        numeral.last,
        start,
        numeral.end,
        kind,
        value,
        comparator=VAGUE if value >= _HUNDRED and _is_of_several(reading, numeral) else numeral.precision,
        definite=numeral.definite,
    )


def _is_of_several(reading: Reading, numeral: Numeral) -> bool:
    """Whether a hundred or the like is told of without saying how many times: "several ⟦hundred⟧ people"."""
    return numeral.form == "words" and reading.says(numeral.first - 1, "vague", "several")


def _opening(reading: Reading, start: int, end: int) -> int:
    """How far before a number the bracket stands that is closed inside it: «⟦(440) مليون⟧»."""
    inside = reading.text[start:end]
    for opening, closing in ("()", "[]"):
        if closing in inside and opening not in inside:
            before = reading.text[max(start - _BLANKS, 0) : start]
            blanks = len(before) - len(before.rstrip())
            return blanks + 1 if before.rstrip().endswith(opening) else 0
    return 0


def _is_many(reading: Reading, place: int) -> bool:
    """«أفلامه العشرون» are twenty; «الذكرى العشرون» ranks."""
    if place < 0 or not reading.is_word(place):
        return False
    word = reading.lexeme(place)
    return is_plural(word) and not is_singular(word) and (word.definite or word.own)


def _are_many_of(reading: Reading, place: int) -> bool:
    """«جهات المملكة الاثنتا عشرة» are twelve; «جلسات الدورة الاثنتي عشرة» are of the twelfth."""
    if place < 1 or not (reading.is_word(place) and reading.is_word(place - 1)):
        return False
    noun, of = reading.lexeme(place - 1), reading.lexeme(place)
    ranked = reading.says(place, "ordinals", "ranks") or reading.says(place, "ordinals", "editions")
    return of.definite and not ranked and is_plural(noun) and not (is_singular(noun) or noun.definite or noun.ends)


def _is_singular_noun(reading: Reading, place: int) -> bool:
    """«الستين فردا» counts; «الذكرى الستين» ranks."""
    if not reading.is_word(place):
        return False
    word = reading.lexeme(place)
    return is_singular(word) and not (word.definite or word.governed or word.joined)


def joined_by_and(reading: Reading, last: int, first: int) -> bool:
    """Whether nothing but «و», glued or apart, stands between what ends and what begins at two places."""
    joints = reading.rules.endings("ranges", "and")
    glued = first == last and reading.words[first].startswith(joints)
    return glued or (first == last + 1 and reading.word(last) in joints)


def follows_and(reading: Reading, mention: Mention) -> bool:
    """Whether a number stands behind "and" or something glued to it, «و⟦38⟧ بطنجة»."""
    return mention.start > reading.tokens.start(mention.first) or reading.says(mention.first - 1, "ranges", "and")


def joined(low: Mention, high: Mention) -> Mention:
    """One range from two numbers."""
    least, most = sorted((low.value, high.value))
    return low._replace(
        last=high.last,
        end=high.end,
        value=least,
        value_max=most,
        comparator=RANGE,
        kind=CARDINAL,
        numbers=low.numbers + high.numbers,
    )
