"""What a language's lexicon says of a single word: its noun forms, whether it ends a noun phrase, its clitics."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Any, NamedTuple

import lexicons
from parsers.words.clitics import Split, clitic_splits, clitics_of, glued_article
from parsers.words.nouns import MANY, ONE, TWO, TWO_OF, Form, Forms, noun_forms
from parsers.words.remembered import Remembered
from parsers.words.text import fold_word


class Lexeme(NamedTuple):
    """A word with its clitics told apart.

    `skip` letters in front stay outside a counted phrase; `joined`: a conjunction is among them; `governed`: a
    preposition.
    """

    stem: str
    skip: int = 0
    joined: bool = False
    governed: bool = False
    definite: bool = False
    ends: bool = False
    adjective: bool = False
    forms: tuple[Form, ...] = ()

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers that the word's known noun forms have."""
        return frozenset(form.number for form in self.forms)

    @property
    def own(self) -> bool:
        """Whether the word can only be a noun with a pronoun attached."""
        return bool(self.forms) and all(form.own for form in self.forms)


class Grammar:
    """A language's grammar file, its word lists folded."""

    def __init__(self, language: str) -> None:
        self._data: Mapping[str, Any] = (
            lexicons.table(language, "grammar") if language and has_grammar(language) else {}
        )
        self.language = language
        self.text = cache(self._text)
        self.words = cache(self._words)
        self.endings = cache(self._endings)
        self.spelled_endings = cache(self._spelled_endings)
        self.all_lists = [(section, key) for section, rows in self._data.items() for key in rows]
        self.agreement = self._endings("phrase", "agreement")
        """What adjectives end in besides their plain form: «كبيرين»."""
        self.lists = self._lists()
        """The lists that a folded word is on, each as (section, key)."""

    def _lists(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        found: dict[str, set[tuple[str, str]]] = {}
        for section, key in self.all_lists:
            for word in self._words(section, key):
                found.setdefault(word, set()).add((section, key))
        return {word: frozenset(lists) for word, lists in found.items()}

    def _text(self, section: str, key: str) -> str:
        """A value as it is written; empty where the language has none."""
        return str(self._data.get(section, {}).get(key, ""))

    def _words(self, section: str, key: str) -> frozenset[str]:
        """A list of words, folded; empty where the language has none."""
        return frozenset(map(fold_word, self._text(section, key).split()))

    def _endings(self, section: str, key: str) -> tuple[str, ...]:
        """A list of word endings, folded."""
        return tuple(sorted(self._words(section, key)))

    def _spelled_endings(self, section: str, key: str) -> tuple[str, ...]:
        """A list of word endings as they are spelled: folded, «ة» and «ه» are one letter."""
        return tuple(self._text(section, key).split())


_NOWHERE: frozenset[tuple[str, str]] = frozenset()


def has_grammar(language: str) -> bool:
    """Whether a language's folder says how its noun phrases are bounded, without which there are no facts."""
    return lexicons.has_table(language, "grammar")


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; an empty one where it has no file."""
    return Grammar(language)


@cache
def lexemes(language: str, *, own: bool = True) -> Remembered[Lexeme]:
    """What the lexicon says of each folded word; `own` whether a pronoun may be attached to it."""
    return Remembered(partial(lexeme, language=language, own=own))


@cache
def word_lists(language: str, *, own: bool = True) -> Remembered[frozenset[tuple[str, str]]]:
    """The grammar's lists that each folded word is on, with or without its clitics; `own` as for `lexemes`."""
    lists, known, article = grammar(language).lists, lexemes(language, own=own), glued_article(language)

    def lists_of(word: str) -> frozenset[tuple[str, str]]:
        stem, definite = known[word].stem, known[word].definite
        found = lists.get(word, _NOWHERE) | lists.get(stem, _NOWHERE)
        return found | lists.get(article + stem, _NOWHERE) if definite else found  # «بالغرفة» is «الغرفة» too

    return Remembered(lists_of)


def lexeme(word: str, language: str, *, own: bool = True) -> Lexeme:
    """What the lexicon says of a folded word; `own` whether a pronoun may be attached to it.

    >>> lexeme(fold_word("وللدولتين"), "ar").forms[0].concept
    'country'
    """
    rules = grammar(language)
    ends, known = rules.words("phrase", "ends"), noun_forms(language)
    if word in ends:
        return Lexeme(word, ends=True)
    best = Lexeme(word, adjective=_is_adjective(word, rules), forms=_forms(word, known, own=own))
    if best.forms or best.adjective:
        return best
    if not glued_article(language):  # nothing is glued to a word
        return Lexeme(word, adjective=_looks_adjective(word, language))
    for split in clitic_splits(word, language):
        joined, governed = _borne(split, language)
        if split.stem in ends and not split.definite:
            return Lexeme(split.stem, joined=joined, ends=True)
        found = Lexeme(
            split.stem,
            skip=split.skip,
            joined=joined,
            governed=governed,
            definite=split.definite,
            adjective=_is_adjective(split.stem, rules, inflected=split.definite or not governed),
            forms=_forms(split.stem, known, own=own, definite=split.definite),
        )
        if found.forms or found.adjective:
            return found
    return _unknown(word, language)


def _borne(split: Split, language: str) -> tuple[bool, bool]:
    """Whether a conjunction, and whether a preposition, is among the clitics that were taken off a word."""
    joined = split.prefix.startswith(clitics_of(language, "conjunctions"))
    rest = split.prefix[1:] if joined else split.prefix
    return joined, bool(rest) and not rest.startswith(glued_article(language))


def _unknown(word: str, language: str) -> Lexeme:
    """A word that no lexicon knows: the article is believed where it stands, a conjunction where one may stand."""
    article, conjunctions = glued_article(language), clitics_of(language, "conjunctions")
    if article and word.startswith(article) and len(word) > len(article) + 2:
        stem = word.removeprefix(article)
        return Lexeme(stem, definite=True, adjective=_looks_adjective(stem, language) or _is_nisba(stem, language))
    for split in clitic_splits(word, language):
        if split.definite and len(split.stem) > 2:
            joined, governed = _borne(split, language)
            adjective = _looks_adjective(split.stem, language) or _is_nisba(split.stem, language)
            return Lexeme(split.stem, split.skip, joined, governed, definite=True, adjective=adjective)
    if conjunctions and word.startswith(conjunctions[:1]) and len(word) > 2:
        return Lexeme(word[1:], skip=1, joined=True, adjective=_looks_adjective(word[1:], language))
    return Lexeme(word, adjective=_looks_adjective(word, language))


def _is_adjective(word: str, rules: Grammar, *, inflected: bool = True) -> bool:
    """Whether an adjective stands there; behind a letter that may be a preposition no ending makes one: «باخرات»."""
    adjectives = rules.words("phrase", "adjectives")
    if word in adjectives:
        return True
    if inflected and any(word[: -len(end)] in adjectives for end in rules.agreement if word.endswith(end)):
        return True
    origins = rules.endings("phrase", "origin_endings")
    if not origins or len(word) <= _SHORTEST_ORIGIN or not word.endswith(origins):
        return False
    nisba = rules.endings("phrase", "definite_adjective_endings")  # «مسؤولي» is «مسؤول» before its genitive
    return any(form.lemma.endswith(nisba) for form in noun_forms(rules.language).get(word, ()))


_SHORTEST_ORIGIN = 4


def _forms(word: str, known: Forms, *, own: bool, definite: bool = False) -> tuple[Form, ...]:
    """The noun forms of a word; behind the article none has a pronoun or governs a genitive («العالمي» is no noun)."""
    found = known.get(word, ())
    if definite:
        return tuple(form for form in found if not form.own and form.number != TWO_OF)
    return found if own else tuple(form for form in found if not form.own)


def _looks_adjective(word: str, language: str) -> bool:
    rules = grammar(language)
    endings = rules.endings("phrase", "adjective_endings")
    starts = rules.endings("phrase", "adjective_beginnings")
    own = rules.endings("phrase", "own_endings")
    begins = bool(starts) and word.startswith(starts) and not word.endswith(own)
    return len(word) > 3 and (word.endswith(endings) or begins)


def _is_nisba(stem: str, language: str) -> bool:
    """Whether a definite word ends as adjectives of origin do («الوطني»); without the article that may be «my»."""
    endings = grammar(language).endings("phrase", "definite_adjective_endings")
    return bool(endings) and len(stem) > 3 and stem.endswith(endings)


def is_plural(word: Lexeme) -> bool:
    """Whether a known noun stands in the plural."""
    return MANY in word.numbers


def is_singular(word: Lexeme) -> bool:
    """Whether a known noun can only be a singular."""
    return ONE in word.numbers and MANY not in word.numbers


def is_dual(word: Lexeme) -> bool:
    """Whether a known noun can only be a dual."""
    return TWO in word.numbers and not word.numbers & {ONE, MANY, TWO_OF}
