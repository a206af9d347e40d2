"""Plurals in form that are duals in fact: «السائحين» where the text has counted two tourists and never more."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from typing import NamedTuple

from parsers.rules.drafts import COUNT, Draft
from parsers.rules.duals import dual_at
from parsers.words.lexemes import Lexeme, lexemes
from parsers.words.nouns import MANY, TWO
from parsers.words.reading import Reading
from parsers.words.remembered import Remembered

_PAIR = 2


def find_told_pairs(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Sound plurals that may be duals as well, of nouns that the text counts two of and tells no other plural of."""
    if not reading.rules.words("duals", "suffixes"):
        return []
    named = _named_both(reading, drafts)
    return named + _told_again(reading, [*drafts, *named])


def _named_both(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """«مدنيين هما رجل وزوجته»: a pronoun in the dual says that they are two."""
    taken = {token for draft in drafts for token in _tokens_of(draft)}
    places = [place - 1 for place in reading.places_of("duals", "they") if place and place - 1 not in taken]
    both = [place for place in places if {TWO, MANY} <= reading.lexeme(place).numbers]
    return [draft._replace(rule="told_pair") for place in both if (draft := dual_at(reading, place))]


def _told_again(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    lemmas = _told_twice(reading, drafts)
    if not lemmas:
        return []
    taken = {token for draft in drafts for token in _tokens_of(draft)}
    pairs = [place for place in _pairs(reading, lemmas) if place not in taken and not _is_of_many(reading, place)]
    if not pairs:
        return []
    others = filter(None, map(_plurals(reading.language).__getitem__, set(reading.words)))
    lemmas -= {lemma for plural in others if not plural.or_dual for lemma in plural.lemmas}
    told = (dual_at(reading, place) for place in set(pairs).intersection(_pairs(reading, lemmas)))
    return [draft._replace(rule="told_pair") for draft in told if draft]


def _pairs(reading: Reading, lemmas: set[str]) -> list[int]:
    """Where plurals of some nouns stand that may be duals as well, behind the article."""
    known, endings = _plurals(reading.language), reading.rules.endings("duals", "endings")
    return [
        place
        for place, word in enumerate(reading.words)
        if word.endswith(endings)  # the lexicon is asked of few
        and reading.lexeme(place).definite
        and (plural := known[word])
        and plural.or_dual
        and plural.lemmas & lemmas
    ]


class _Plural(NamedTuple):
    """The nouns that a plural may be of, and whether its letters may be a dual's as well."""

    lemmas: frozenset[str]
    or_dual: bool


@cache
def _plurals(language: str) -> Remembered[_Plural | None]:
    """What each folded word is a plural of, with or without clitics; None for all others."""
    return Remembered(partial(_plural, lexemes=lexemes(language)))


def _plural(word: str, lexemes: Remembered[Lexeme]) -> _Plural | None:
    known = lexemes[word]
    numbers = known.numbers
    if known.own or MANY not in numbers or (numbers != {MANY} and TWO not in numbers):
        return None
    return _Plural(frozenset(form.lemma for form in known.forms), TWO in numbers)


def _is_of_many(reading: Reading, place: int) -> bool:
    """«جميع السائحين», «عدد من السائحين», «البلدان ⟦الإفريقية⟧», «⟦على⟧ البلدان»: no dual stands so."""
    before = place - 1 - reading.says(place - 1, "partitive", "links")
    nominative = reading.words[place].endswith(reading.rules.endings("duals", "nominative_endings"))
    governed = reading.lexeme(place).governed or reading.says(place - 1, "duals", "prepositions")
    return (
        reading.says(before, "duals", "never_after") or (nominative and governed) or _described_as_many(reading, place)
    )


def _described_as_many(reading: Reading, place: int) -> bool:
    """Whether an adjective in the feminine singular follows a masculine noun, as it follows plurals of things."""
    after = place + 1
    if not reading.is_feminine(after):
        return False
    word = reading.lexeme(after)
    return word.definite and word.adjective and not (word.joined or word.governed)


def _told_twice(reading: Reading, drafts: Iterable[Draft]) -> set[str]:
    """The nouns that are counted, two at a time and never more."""
    counts = [draft for draft in drafts if draft.kind == COUNT and draft.counted]
    pairs = {lemma for draft in counts if draft.value == _PAIR for lemma in _lemmas(reading, draft)}
    return pairs - {lemma for draft in counts if draft.value > _PAIR for lemma in _lemmas(reading, draft)}


def _lemmas(reading: Reading, draft: Draft) -> set[str]:
    return {form.lemma for form in reading.lexeme(draft.counted.head).forms} if draft.counted else set()


def _tokens_of(draft: Draft) -> Iterable[int]:
    spans = [(draft.mention.first, draft.mention.last)]
    spans += [(draft.counted.first, draft.counted.last)] if draft.counted else []
    return (token for first, last in spans for token in range(first, last))
