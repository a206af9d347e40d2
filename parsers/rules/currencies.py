"""Which currency a name that several countries share stands for: «دينار» in a text about Algeria alone is Algerian."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name, get_territory_currencies

import lexicons
from parsers.rules.drafts import MEASURE, MONEY, Draft
from parsers.units import currencies_of
from parsers.words.lexemes import grammar, lexemes
from parsers.words.nouns import inflected
from parsers.words.phrases import folded_words, phrases_of
from parsers.words.reading import Reading
from parsers.words.text import fold_word

_ALPHA_2 = 2


class Family(NamedTuple):
    """A name that currencies share: their ISO 4217 codes, and the one that is meant where nothing else is said."""

    codes: tuple[str, ...]
    default: str | None
    at_home: bool
    """Whether it is money only where one of its countries is told of: an «أوقية» is an ounce elsewhere."""
    signed: bool = False
    """Whether the name is a sign, which is read as the default's in every source: "Dh500"."""


def settle_money(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Give money its currency by the countries that a text tells of."""
    settled = [_settled(reading, draft) for draft in drafts]
    pairs = zip(drafts, settled, strict=True)
    instead = {before.unit: after.unit for before, after in pairs if before.kind == MONEY and before.unit != after.unit}
    return [_as_before(draft, instead) for draft in settled]


def _as_before(draft: Draft, instead: Mapping[str | None, str | None]) -> Draft:
    """An amount that goes on without its unit has the currency that its text's other amounts were given."""
    continued = draft.rule == "amount_continued" and draft.kind == MONEY
    return draft._replace(unit=instead.get(draft.unit, draft.unit)) if continued else draft


def _settled(reading: Reading, draft: Draft) -> Draft:
    """Without an adjective, and in a source of another country, the one country of the name that a text tells of."""
    families, sign = _families(reading.language), draft.mention.first - 1
    family = families.get(reading.word(draft.last - 1)) or (families.get(reading.word(sign)) if sign >= 0 else None)
    if family is None or not _is_open(draft, family):
        return draft
    home = set(currencies_of(reading.country)) & set(family.codes)
    if home:
        return draft._replace(unit=home.pop()) if family.signed and len(home) == 1 else draft
    told = _told_of(reading) & set(family.codes)
    return draft._replace(kind=MONEY, unit=told.pop(), rule="amount_money") if len(told) == 1 else draft


def _is_open(draft: Draft, family: Family) -> bool:
    """Whether nothing but the shared name says which currency the amount is in."""
    return draft.kind == MEASURE if family.at_home else draft.kind == MONEY and draft.unit in (None, family.default)


@cache
def _families(language: str) -> Mapping[str, Family]:
    """Each shared name in all its folded forms, with the currencies that bear it; not what is one everywhere."""
    if not lexicons.has_table(language, "currencies"):
        return {}
    found = {}
    table = lexicons.table(language, "currencies")
    for row in table.get("thousands", {}).values():  # «120 م د»
        codes, last = (
            tuple(row["codes"].split()),
            [folded_words(name, language)[-1] for name in phrases_of(row["names"])],
        )
        found.update(dict.fromkeys(last, Family(codes, row.get("default"), at_home=False)) if len(codes) > 1 else {})
    for row in table.get("families", {}).values():
        if row.get("everywhere"):
            continue
        family = Family(tuple(row["codes"].split()), row.get("default"), bool(row.get("at_home")))
        found.update(_told(row, family))
        for name in phrases_of(row["names"]):
            singular, *plurals = name.split("~")
            if plurals and (len(family.codes) > 1 or family.at_home):
                found.update({fold_word(spelled): family for spelled, _ in inflected(language, singular, plurals)})
            elif family.default is None and " " not in name:  # listed in all its forms
                found[fold_word(name)] = family
    return found


def _told(row: Mapping[str, str], family: Family) -> Iterator[tuple[str, Family]]:
    """The names and signs of a family that the text's country settles though it has a default: «dirhams», "Dh500"."""
    if "told" in row:
        yield from ((fold_word(name), family) for name in phrases_of(row["names"]))
        yield from ((fold_word(name), family._replace(signed=True)) for name in phrases_of(row["told"]))


def _told_of(reading: Reading) -> set[str]:
    """The currencies of the countries that a text names."""
    if (_told_of,) not in reading.found:
        countries = _countries(reading.language)
        known = lexemes(reading.language)
        stems = {known[word].stem for word in set(reading.words)}
        reading.found[_told_of,] = {code for stem in stems | set(reading.words) for code in countries.get(stem, ())}
    found: set[str] = reading.found[_told_of,]
    return set(found)


@cache
def _countries(language: str) -> Mapping[str, frozenset[str]]:
    """The names of countries and their adjectives, folded, with the currencies of shared names that are paid there.

    They are CLDR's; of names of several words («الإمارات العربية المتحدة») those that no other country has.
    """
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    shared = {code for family in _families(language).values() for code in family.codes}
    bearers: dict[str, set[str]] = defaultdict(set)
    paid: dict[str, set[str]] = defaultdict(set)
    whole: dict[str, frozenset[str]] = {}
    for territory in (name for name in map(str, territories) if len(name) == _ALPHA_2 and name.isalpha()):
        codes = shared & set(get_territory_currencies(territory))
        words = [fold_word(word) for word in str(territories[territory]).split()]
        for word in words:
            bearers[word].add(territory)
            paid[word] |= codes
        whole.update({words[0]: frozenset(codes)} if len(words) == 1 and codes else {})
    names = {word: frozenset(codes) for word, codes in paid.items() if codes and len(bearers[word]) == 1}
    return {**names, **whole, **dict(_adjectives(language, shared)), **_places(language)}


def _places(language: str) -> dict[str, frozenset[str]]:
    """What the lexicon adds to CLDR's countries: «Dubaï» tells of the Emirates' dirhams."""
    places = lexicons.table(language, "currencies").get("places", {})
    return {fold_word(name): frozenset([code]) for code, names in places.items() for name in phrases_of(names)}


def _adjectives(language: str, codes: set[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """«جزائري», «جزائرية» from «دينار جزائري», «suédois» from «couronne suédoise», "Swedish" from "Swedish krona"."""
    forms = lexicons.table(language, "currencies").get("adjectives", {"off": "", "endings": "-"})
    last = grammar(language).text("phrase", "order") == "head_last"
    for code in codes:
        adjective = " ".join(get_currency_name(code, locale=language).split()[: -1 if last else None][not last :])
        off = next((ending for ending in forms["off"].split() if adjective.endswith(ending)), "")
        stem = adjective.removesuffix(off)
        if stem and " " not in stem:
            endings = (ending.removeprefix("-") for ending in forms["endings"].split())
            yield from ((fold_word(stem + ending), frozenset([code])) for ending in endings)
