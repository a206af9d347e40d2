"""What units of measure, time, money and percent are called in a language, and what each name stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name, get_territory_currencies, list_currencies

import lexicons
from parsers.words.nouns import MANY, ONE, TWO, inflected
from parsers.words.phrases import Phrases, folded_words, phrases_of

PERCENT, MONEY, MEASURE, DURATION, DEGREES = "percent", "money", "measure", "duration", "degrees"

Words = tuple[str, ...]


class Unit(NamedTuple):
    """A unit's kind and code, the factor of its amounts, and the number that its noun's form states (a dual's 2)."""

    kind: str
    code: str | None
    factor: float = 1.0
    states: float | None = None
    exact_case: str | None = None
    """Where letter case matters («5G» is no five grams), how the unit is written."""


_DOLLAR = "$"
"""A source's country has its own dollar, if it has one."""

_SHORTEST_NOUN = 3
"""Letters of an abbreviation, at most, which takes no endings."""

_PLURALS = "~"

_TIMES = {"basis_points": "pp", "decade": "a", "quintals": "dt"}
_KINDS = {
    "percent": PERCENT,
    "basis_points": PERCENT,
    "duration": DURATION,
    "decade": DURATION,
    "quintals": MEASURE,
    "measure": MEASURE,
}
_COUNTS = (None, 1, 2, 3, 11, 100)
"""Numbers that between them call for every plural form that CLDR knows."""


@cache
def unit_phrases(language: str, country: str | None) -> Phrases[Unit]:
    """Every unit's names in a language; `country` (ISO 3166-1 alpha-2) settles what a bare «دينار» is."""
    found: dict[Words, Unit] = {}
    for words, unit in (*_currencies(language, country), *_customary(language, country), *_physical(language)):
        known = found.setdefault(words, unit)
        if unit.kind == MEASURE and known.kind == MONEY and known.exact_case == known.code:
            found[words] = unit  # "a cup and a half" are no Cuban pesos
    return Phrases(found.items())


def _physical(language: str) -> Iterator[tuple[Words, Unit]]:
    table: Mapping[str, Any] = lexicons.table(language, "units") if lexicons.has_table(language, "units") else {}
    for section, kind in _KINDS.items():
        for code, names in table.get(section, {}).items():
            factor = float(code) if section in _TIMES else 1.0
            yield from _named(language, names, Unit(kind, _TIMES.get(section, code), factor))
    yield from _named(language, table.get("unnamed", {}).get("names", ""), Unit(MEASURE, None))
    degrees = table.get("degrees", {})
    yield from _named(language, degrees.get("names", ""), Unit(DEGREES, "Cel"))
    yield from _named(language, degrees.get("fahrenheit", ""), Unit(DEGREES, "[degF]"))


def _customary(language: str, country: str | None) -> Iterator[tuple[Words, Unit]]:
    """What a unit's bare name means where a country has a custom of its own: "degrees" in the United States."""
    table: Mapping[str, Any] = lexicons.table(language, "units") if lexicons.has_table(language, "units") else {}
    for code, custom in table.get("customary", {}).items():
        if country and country.upper() in custom["countries"].split():
            yield from _named(language, custom["names"], Unit(MEASURE, code))


def _named(language: str, names: str, unit: Unit) -> Iterator[tuple[Words, Unit]]:
    """Each name of a unit with its unit; a singular with plurals after "~" in all forms, its duals stating 2."""
    for name in phrases_of(names):
        words = folded_words(name, language)
        if _PLURALS in name:
            singular, *plurals = name.split(_PLURALS)
            yield from _forms(language, singular, plurals, unit)
        elif len(words) == 1 and len(words[0]) == 1:
            yield words, unit._replace(exact_case=name)
        elif len(words) == 1 and len(words[0]) > _SHORTEST_NOUN and _has_duals(language):
            yield words, unit
            yield from _forms(language, name, [], unit)
        else:
            yield words, unit


@cache
def _has_duals(language: str) -> bool:
    return lexicons.has_table(language, "inflection") and any(
        TWO in rule for rule in lexicons.table(language, "inflection")["singular"]
    )


def _forms(language: str, singular: str, plurals: list[str], unit: Unit) -> Iterator[tuple[Words, Unit]]:
    first, space, noun = singular.rpartition(" ")  # «كيلو متر»: what stands in front of the noun stays as it is
    ends = [plural.removeprefix(first + space) for plural in plurals]
    for spelled, number in inflected(language, noun, ends):
        words = folded_words(first + space + spelled, language)
        if number in (ONE, MANY):
            yield words, unit
        elif number == TWO and not (unit.kind == MONEY and unit.factor < 1):
            yield words, unit._replace(states=2.0)


def _currencies(language: str, country: str | None) -> Iterator[tuple[Words, Unit]]:
    table: Mapping[str, Any] = (
        lexicons.table(language, "currencies") if lexicons.has_table(language, "currencies") else {}
    )
    families = {family.get("default"): family for family in table.get("families", {}).values()}
    for code, names in table.get("symbols", {}).items():
        written = [(name, folded_words(name, language)) for name in phrases_of(names)]
        for name, words in written:
            alone = [other for _, other in written].count(words) == 1  # «DHS», «Dhs» and «dhs» are all
            cased = name.isalpha() and alone
            meant = _meant(families[code], country) if name == _DOLLAR and code in families else code
            yield words, Unit(MONEY, meant, exact_case=name if cased else None)
    for section in ("families", "hundredths", "thousands"):
        for family in table.get(section, {}).values():
            unit = Unit(MONEY, _meant(family, country), float(family.get("factor", 1)))
            if family.get("at_home") and unit.code is None:
                continue
            if family.get("countries") and country not in family["countries"].split():
                continue
            yield from _named(language, family["names"], unit)
    for code in sorted(_in_use()):
        yield folded_words(code, language), Unit(MONEY, code, exact_case=code)
    yield from _full_names(language, table)


def _meant(family: Mapping[str, Any], country: str | None) -> str | None:
    """The currency of a shared name: the country's own where it bears that name."""
    codes = family["codes"].split()
    own = currencies_of(country)
    return next((code for code in codes if code in own), family.get("default"))


@cache
def currencies_of(country: str | None) -> tuple[str, ...]:
    """What a country (ISO 3166-1 alpha-2) pays with, by CLDR; nothing for none.

    >>> currencies_of("DZ"), currencies_of(None)
    (('DZD',), ())
    """
    if not country:
        return ()
    try:
        return tuple(map(str, get_territory_currencies(country.upper())))
    except (KeyError, ValueError, TypeError):
        return ()


@cache
def dual_units(language: str) -> frozenset[str]:
    """The duals of a language's units, each of which states two: «شهرين», «كيلومترين»."""
    both = (*_currencies(language, None), *_physical(language))
    return frozenset(words[0] for words, unit in both if unit.states and len(words) == 1)


@cache
def _in_use() -> frozenset[str]:
    """The currencies that some country pays with today, by CLDR."""
    territories = Locale("en").territories
    return frozenset(str(code) for territory in territories for code in get_territory_currencies(str(territory)))


def _full_names(language: str, table: Mapping[str, Any]) -> Iterator[tuple[Words, Unit]]:
    """CLDR's names of every currency, in all their plural forms, and the forms that cases give Arabic ones."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return
    families = [
        noun.split(_PLURALS) for family in table.get("families", {}).values() for noun in phrases_of(family["names"])
    ]
    for code in sorted(list_currencies(locale) & _in_use()):
        names = {get_currency_name(code, count=count, locale=locale) for count in _COUNTS} - {code}
        for name in sorted(names | _by_family(table, code, names)):
            for words in _spellings(language, name, families, table.get("spellings", {})):
                if len(words) > 1:
                    yield words, Unit(MONEY, code)


def _by_family(table: Mapping[str, Any], code: str, names: set[str]) -> set[str]:
    """«ليرة لبنانية» where CLDR has «جنيه لبناني»: a currency's shared names with the adjective of its full one."""
    adjectives = {name.split()[1].removesuffix("ة") for name in names if len(name.split()) == 2}
    shared = [family["names"] for family in table.get("families", {}).values() if code in family["codes"].split()]
    nouns = [noun.split(_PLURALS)[0] for listed in shared for noun in phrases_of(listed) if " " not in noun]
    return {f"{noun} {adjective}" for noun in nouns for adjective in adjectives}


def _spellings(language: str, name: str, families: list[list[str]], others: Mapping[str, str]) -> Iterator[Words]:
    yield folded_words(name, language)
    noun, _, adjective = name.partition(" ")
    if not adjective or " " in adjective or not _has_duals(language):
        return
    family = next((forms for forms in families if forms[0] == noun), [noun])
    adjectives = [adjective, *(other for other, plain in others.items() if plain == adjective)]
    nouns = {spelled for spelled, _ in inflected(language, family[0], family[1:])}
    for spelled in sorted(nouns):
        for one in adjectives:
            stem = one.removesuffix("ة")
            for ending in ("", "ا", "ة", "ين", "تين"):
                yield folded_words(f"{spelled} {stem}{ending}", language)
