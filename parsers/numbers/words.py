"""The number words of a language, read from its lexicon: what each is worth and how it joins with others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, NamedTuple

import lexicons
from parsers.words.clitics import Split, clitic_splits, find_stem, glued_article
from parsers.words.remembered import Remembered
from parsers.words.text import DIGITS, WORD, fold_word, kinds, strip_accents

ZERO, UNIT, BOUND, TEEN, TEN, HUNDREDS, HUNDRED, ALONE = (
    "zero", "units", "bound", "teens", "tens", "hundreds", "hundred", "alone",
)  # fmt: skip
SCALE, FRACTION, PART, FIRST_OF_PHRASE = "scale", "fraction", "part", "first of phrase"

EXACT, ABOUT, VAGUE = "exact", "about", "vague"

_JOINING_MARKS = ("-", ",")
_ROLES = (ZERO, UNIT, BOUND, TEEN, TEN, HUNDREDS, HUNDRED, ALONE)
_SCALE_FORMS = ("singular", "bare", "construct", "dual", "plural", "about", "symbols")


class NumberWord(NamedTuple):
    """What one number word says.

    `role` is its place in a sum; `form` tells a scale's singular («مليون»), plural («ملايين»), dual («مليونان») and so
    on; `part` is the denominator that it may be with a number in front («أرباع»); `letter` is one that it must be
    spelled with where folding would take another word for it.
    """

    role: str
    value: int | Fraction
    ordinal: bool = False
    form: str = "singular"
    part: int = 0
    letter: str = ""


class Joining(NamedTuple):
    """How the parts of a sum are joined: the words for "and", and where they may or must stand."""

    words: frozenset[str]
    required: bool
    ascending: bool
    after: str
    only: frozenset[int]
    comma: bool


class Phrase(NamedTuple):
    """A number of several words, of which `rest` are those after the first."""

    rest: tuple[str, ...]
    word: NumberWord


class NumberLexicon:
    """One language's number words, folded; `country` adds what only its speech has."""

    def __init__(self, language: str, country: str | None = None) -> None:
        data = lexicons.table(language, "numerals")
        self.language = language
        self.words: dict[str, NumberWord] = {}
        self.phrases: dict[str, list[Phrase]] = {}
        self.joining = _joining(data["joining"])
        self.article = glued_article(language)
        self._said = {use: _folded(words) for use, words in data["words"].items()}
        self.teen_suffixes = _folded(data["cardinals"].get("teen_suffix", {}).get("10", ()))
        suffixes = data.get("ordinals", {}).get("suffixes", {})
        self.digit_suffixes = _folded(suffixes.get("digits", ()))
        self.roman_suffixes = _folded(suffixes.get("roman", ()))
        self.suffixes_apart = _folded(suffixes.get("apart", ()))
        for form, word in _entries(data, country):
            self._add(form, word)
        for options in self.phrases.values():
            options.sort(key=lambda phrase: -len(phrase.rest))
        self.says = cache(self._says)
        self.find = lru_cache(maxsize=1 << 16)(self._find)
        self.begins: Remembered[bool] = Remembered(self._begins)
        """Whether a number may begin with a word."""
        self.leads: Remembered[bool] = Remembered(self._leads)
        """Whether a word is no number without the next one: articles, "minus"."""
        self.goes_on: Remembered[bool] = Remembered(self._goes_on)
        """Whether a number may go on with a word."""

    def _says(self, use: str) -> frozenset[str]:
        """The words for a use.

        Uses are "negative", "never_negative" (before it), "point", "between", "share", "rate", "scale_rate", "finals",
        "beyond", "of", "the", "articles", "skipped" (alone, with the article, no number), "touching" (letters that
        figures may be glued to) and "homographs" (never one).
        """
        return self._said.get(use, frozenset())

    def _add(self, form: str, word: NumberWord) -> None:
        first, *rest = form.split()
        if rest:
            self.phrases.setdefault(first, []).append(Phrase(tuple(rest), word))
            self.words.setdefault(first, NumberWord(FIRST_OF_PHRASE, 0))
        else:
            known = self.words.get(first)
            self.words[first] = word if known is None else _merged(known, word)

    def _begins(self, folded: str) -> bool:
        kind = kinds[folded]
        if kind != WORD:
            return kind == DIGITS
        return self.find(folded) is not None or self._leads(folded) or self._is_roman(folded)

    def _leads(self, folded: str) -> bool:
        return (folded in self.says("articles") or folded in self.says("negative")) and self.find(folded) is None

    def _goes_on(self, folded: str) -> bool:
        joins = folded in self.joining.words or folded in _JOINING_MARKS
        return joins or self.begins[folded] or folded in self.says("point") or folded in self.says("beyond")

    def _is_roman(self, folded: str) -> bool:
        return any(folded.endswith(suffix) and not folded.strip("ivx" + suffix) for suffix in self.roman_suffixes)

    def _find(self, folded: str) -> tuple[Split, NumberWord] | None:
        found = find_stem(self.words, folded, self.language)
        return None if found is None or self._is_homograph(folded) else found

    def _is_homograph(self, folded: str) -> bool:
        others = self.says("homographs")
        return folded in others or any(split.stem in others for split in clitic_splits(folded, self.language))


def _merged(known: NumberWord, other: NumberWord) -> NumberWord:
    """One entry for two meanings: an ordinal is also a fraction's part («fifth»); otherwise the first one stands."""
    return other if known.role == FIRST_OF_PHRASE else known._replace(part=known.part or other.part)


def _joining(data: Mapping[str, Any]) -> Joining:
    return Joining(
        words=_folded(data["and"]),
        required=data.get("required", False),
        ascending=data.get("ascending", False),
        after=data.get("after", ""),
        only=frozenset(data.get("only", ())),
        comma=data.get("comma", False),
    )


def _folded(words: object) -> frozenset[str]:
    return frozenset(fold_word(word) for word in words) if isinstance(words, (list, tuple)) else frozenset()


def _entries(data: Mapping[str, Any], country: str | None) -> Iterator[tuple[str, NumberWord]]:
    spelled = {**data.get("spelled", {}), **data.get("countries", {}).get(country, {}).get("spelled", {})}
    for form, word in _all_entries(data, country):
        whole = word._replace(letter=spelled[form]) if form in spelled else word
        folded = fold_word(form)
        yield folded, whole
        plain = strip_accents(folded)
        if plain != folded:
            yield plain, whole


def _all_entries(data: Mapping[str, Any], country: str | None) -> Iterator[tuple[str, NumberWord]]:
    ordinals = data.get("ordinals", {})
    yield from _cardinals(data["cardinals"], ordinal=False)
    yield from _cardinals(data.get("countries", {}).get(country, {}), ordinal=False)
    for value, forms in data.get("scales", {}).items():
        for form in _SCALE_FORMS:
            yield from ((word, NumberWord(SCALE, int(value), form=form)) for word in forms.get(form, ()))
    yield from _cardinals(ordinals, ordinal=True)
    for value, word in _each(ordinals.get("scales", {})):
        yield word, NumberWord(SCALE, int(value), ordinal=True)
    for value, word in _each(data.get("fractions", {})):
        yield word, NumberWord(FRACTION, Fraction(value))
    for value, word in _each(data.get("parts", {})):
        yield word, NumberWord(PART, 0, part=int(value))


def _each(forms: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((value, word) for value, words in forms.items() for word in words)


def _cardinals(data: Mapping[str, Any], *, ordinal: bool) -> Iterator[tuple[str, NumberWord]]:
    for role in _ROLES:
        for value, word in _each(data.get(role, {})):
            yield word, NumberWord(role, int(value), ordinal=ordinal)


@cache
def number_lexicon(language: str, country: str | None = None) -> NumberLexicon:
    """The number words of a language as a country speaks it, built once.

    Raises:
        KeyError: there is no such language.
    """
    regional = lexicons.table(language, "numerals").get("countries", {})
    return NumberLexicon(language, country) if country in regional else _general(language)


@cache
def _general(language: str) -> NumberLexicon:
    return NumberLexicon(language)
