"""The countable nouns of a language in all their forms, each with its English concept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import lexicons
from parsers.words.text import fold_word, tokenize

ONE, TWO, TWO_OF, MANY = "one", "two", "two_of", "many"
"""Singular, dual, dual before its genitive, plural."""


class Form(NamedTuple):
    """A form of a noun: its English concept, its folded singular and its number."""

    concept: str
    lemma: str
    number: str
    own: bool
    """Whether a pronoun is attached, which makes the noun definite."""


_ACCENTED = dict(zip("àâéèêëîïôû", "aaeeeeiiou", strict=True))
"""Letters that are often printed without their accent as capitals: «Etat», «Iles»."""

_PRONOUNS = {"*": "pronouns", "^": "long_pronouns"}

Forms = Mapping[str, tuple[Form, ...]]
_Rules = tuple[Mapping[str, Any], ...]


@cache
def noun_forms(language: str) -> Forms:
    """Every form of a language's nouns, folded; a form that several nouns share lists them all, in the file's order.

    >>> [form.concept for form in noun_forms("ar")[fold_word("شخصين")]]
    ['person']
    """
    found: dict[str, dict[Form, None]] = {}
    entries = list(_entries(language))
    for concept, words, _ in entries:
        for spelled, form in _inflect(language, concept, words[0], words):
            found.setdefault(fold_word(spelled), {})[form] = None
    listed = {word for word, forms in found.items() if not all(form.own for form in forms)}
    for concept, words, field in entries:
        feminine = _feminine(language, words[0]) if field.startswith("people") else []
        others = found.get(fold_word(feminine[0]), {}) if feminine else {}  # «مدرسة» is the school before a teacher
        known = any(form.concept != concept and not form.own for form in others)
        for spelled, form in () if known else _inflect(language, concept, words[0], feminine):
            if fold_word(spelled) not in listed:
                found.setdefault(fold_word(spelled), {})[form] = None
    for word in [word for word in found if word[0] in _ACCENTED]:  # «deux Etats»
        found.setdefault(_ACCENTED[word[0]] + word[1:], found[word])
    return {word: tuple(forms) for word, forms in found.items()}


@cache
def noun_phrases(language: str) -> Mapping[tuple[str, str], str]:
    """Concepts of nouns with a complement: (folded singular of the noun, folded complement) -> concept.

    >>> noun_phrases("ar")[fold_word("حادثة"), fold_word("سير")]
    'traffic accident'
    """
    found = {}
    for concept, words, field in _entries(language, plain=False):
        tokens = tokenize(" ".join(words), language).words
        if field == "phrases" and len(tokens) > 1:
            found[tokens[0], tokens[-1]] = concept
            plain = _ACCENTED.get(tokens[-1][0])
            found |= {(tokens[0], plain + tokens[-1][1:]): concept} if plain else {}
    return found


@cache
def people(language: str) -> frozenset[str]:
    """The concepts that are persons."""
    return frozenset(concept for concept, _, field in _entries(language) if field.startswith(("people", "women")))


@cache
def ideas(language: str) -> frozenset[str]:
    """The concepts that are abstract."""
    return frozenset(concept for concept, _, field in _entries(language) if field == "ideas")


@cache
def named(language: str) -> frozenset[str]:
    """The concepts that bear names: teams and towns, but no experiences."""
    fields = ("bodies", "places", "groups", "vehicles")
    return frozenset(concept for concept, _, field in _entries(language) if field in fields)


@cache
def ranked_concepts(language: str) -> Mapping[str, frozenset[str]]:
    """What a noun may mean where it is ranked: folded singular -> concepts («النسخة الثالثة» is an edition)."""
    if not lexicons.has_table(language, "nouns"):
        return {}
    found: dict[str, frozenset[str]] = {}
    for concept, nouns in lexicons.table(language, "nouns").get("ranked", {}).items():
        for noun in map(fold_word, map(str.strip, nouns.split("|"))):
            found[noun] = found.get(noun, frozenset()) | {concept}
    return found


def _entries(language: str, *, plain: bool = True) -> Iterator[tuple[str, list[str], str]]:
    """Each noun as (concept, singular and plurals, field): phrases only where they are asked for."""
    if not lexicons.has_table(language, "nouns"):
        return
    nouns = lexicons.table(language, "nouns")
    same, irregular = nouns.get("same", {}), nouns.get("irregular", {})
    for field, rows in nouns.items():
        if field in ("same", "irregular", "ranked") or (field == "phrases") is plain:
            continue
        if set(rows) == {"words"}:
            for word in rows["words"].split():
                yield same.get(word, word), [word, *irregular.get(word, "").split()], field
            continue
        for concept, nouns in rows.items():
            yield from ((concept, noun.split(), field) for noun in nouns.split("|"))


@cache
def _rules(language: str, kind: str) -> _Rules:
    """The rules of one kind, the longest ending first; "-" in the file is the empty ending."""
    if not lexicons.has_table(language, "inflection"):
        return ()
    rules = [_unwritten(rule) for rule in lexicons.table(language, "inflection").get(kind, ())]
    return tuple(sorted(rules, key=lambda rule: -len(rule["ending"])))


def _unwritten(rule: Mapping[str, Any]) -> Mapping[str, Any]:
    def plain(value: Any) -> Any:
        return [plain(inner) for inner in value] if isinstance(value, list) else "" if value == "-" else value

    return {key: plain(value) for key, value in rule.items()}


@cache
def _pronouns(language: str, mark: str) -> tuple[str, ...]:
    return tuple(lexicons.table(language, "inflection").get(_PRONOUNS[mark], ()))


def _inflect(language: str, concept: str, singular: str, words: list[str]) -> Iterator[tuple[str, Form]]:
    """Each form of a noun, or of its feminine, as (spelling, form); `words` are its singular and plurals, if any."""
    lemma = fold_word(singular)
    for spelled, number, own in _forms(language, words[0], words[1:]) if words else ():
        yield spelled, Form(concept, lemma, number, own)


def _feminine(language: str, singular: str) -> list[str]:
    """The feminine of a person's noun and its plurals; none where the language makes none."""
    for rule in _rules(language, "feminine"):
        if singular.endswith(rule["ending"]):
            ending, *plurals = rule["as"].split()
            return [singular.removesuffix(rule["ending"]) + ending, *plurals]
    return []


def _forms(language: str, singular: str, plurals: list[str]) -> Iterator[tuple[str, str, bool]]:
    """Each form as (spelling, number, has a pronoun)."""
    for rule in _rules(language, "singular"):
        if singular.endswith(rule["ending"]):
            kept = rule if not plurals else {key: value for key, value in rule.items() if key != MANY}
            yield from _apply(language, singular, kept)
            break
    for rule in _rules(language, "nominative"):
        if singular in rule["of"]:
            yield from _apply(language, singular, rule)
    for plural in plurals:
        marked = [rule for rule in _rules(language, "mark") if rule["name"] == plural]
        stem = singular if marked else plural
        for rule in marked or _rules(language, "plural"):
            if stem.endswith(rule["ending"]):
                yield from _apply(language, stem, rule)
                break


def inflected(language: str, singular: str, plurals: list[str]) -> list[tuple[str, str]]:
    """Every form of a noun without attached pronouns, as (spelling, number).

    >>> inflected("ar", "يوم", ["أيام"])[2]
    ('يومان', 'two')
    """
    return [(spelled, number) for spelled, number, own in _forms(language, singular, plurals) if not own]


def _apply(language: str, word: str, rule: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    stem = word.removesuffix(rule["ending"])
    for number in (ONE, TWO, TWO_OF, MANY):
        for ending in rule.get(number, ()):
            mark = ending[-1:]
            if mark in _PRONOUNS:
                yield from ((stem + ending[:-1] + pronoun, number, True) for pronoun in _pronouns(language, mark))
            else:
                yield stem + ending, number, False
