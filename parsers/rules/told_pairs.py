"""Plurals in form that are duals in fact: «السائحين» where the text has counted two tourists and never more."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.rules.drafts import COUNT, Draft
from parsers.rules.duals import dual_at
from parsers.words.lexemes import Lexeme
from parsers.words.nouns import MANY, TWO
from parsers.words.reading import Reading

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
    words = {word: reading.lexeme_of(word) for word in set(reading.words)}
    lemmas -= {form.lemma for word in words.values() if _is_many_only(word) for form in word.forms}
    pairs = {word for word, known in words.items() if _may_be_two(known, lemmas)}
    taken = {token for draft in drafts for token in _tokens_of(draft)}
    places = [place for place, word in enumerate(reading.words) if word in pairs and place not in taken]
    told = (dual_at(reading, place) for place in places if not _of_many(reading, place))
    return [draft._replace(rule="told_pair") for draft in told if draft]


def _of_many(reading: Reading, place: int) -> bool:
    """«جميع السائحين», «عدد من السائحين»."""
    before = place - 1 - reading.says(place - 1, "partitive", "links")
    return reading.says(before, "duals", "never_after")


def _told_twice(reading: Reading, drafts: Iterable[Draft]) -> set[str]:
    """The nouns that are counted, two at a time and never more."""
    counts = [draft for draft in drafts if draft.kind == COUNT and draft.counted]
    pairs = {lemma for draft in counts if draft.value == _PAIR for lemma in _lemmas(reading, draft)}
    return pairs - {lemma for draft in counts if draft.value > _PAIR for lemma in _lemmas(reading, draft)}


def _lemmas(reading: Reading, draft: Draft) -> set[str]:
    return {form.lemma for form in reading.lexeme(draft.counted.head).forms} if draft.counted else set()


def _is_many_only(word: Lexeme) -> bool:
    return bool(word.forms) and word.numbers == {MANY} and not word.own


def _may_be_two(word: Lexeme, lemmas: set[str]) -> bool:
    """Whether it is a plural and a dual alike of one of the nouns."""
    both = {TWO, MANY} <= word.numbers and not word.own
    return both and any(form.lemma in lemmas for form in word.forms)


def _tokens_of(draft: Draft) -> Iterable[int]:
    spans = [(draft.mention.first, draft.mention.last)]
    spans += [(draft.counted.first, draft.counted.last)] if draft.counted else []
    return (token for first, last in spans for token in range(first, last))
