"""Units of measure, time, money and percent: which one stands at a place in a row of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_name, get_territory_currencies, list_currencies

import lexicons
from parsers.numbers.words import SCALE, number_lexicon
from parsers.words.nouns import MANY, ONE, TWO, inflected
from parsers.words.phrases import Phrases, folded_words, phrases_of
from parsers.words.reading import Reading
from parsers.words.text import DIGITS, MARK

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


_THOUSAND, _DOLLAR = 1000, "$"
_SIGN_WORDS = {"Rs", "Dh", "Dhs"}
_CAPITALS = ("L", "T")
"""Litres and tonnes are written so as well."""

_SHORTEST_NOUN = 3
"""Letters of an abbreviation, at most, which takes no endings."""

_PLURALS = "~"

_TIMES = {"basis_points": "pp", "decade": "a"}
_KINDS = {"percent": PERCENT, "basis_points": PERCENT, "duration": DURATION, "decade": DURATION, "measure": MEASURE}
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


def unit_at(reading: Reading, place: int) -> tuple[int, Unit] | None:
    """The unit whose name begins at a place, as (where it ends, unit); a linking word may stand first."""
    key = (unit_at, place)
    if key not in reading.found:
        reading.found[key] = _unit_at(reading, place)
    found: tuple[int, Unit] | None = reading.found[key]
    return found


def _unit_at(reading: Reading, place: int) -> tuple[int, Unit] | None:
    phrases = unit_phrases(reading.language, reading.country)
    links = reading.rules.words("phrase", "unit_links")
    first = place + 1 if reading.word(place) in links else place
    if first >= len(reading):
        return None
    found = phrases.starting_at(reading.words, first) or (first > place and _scaled_money(reading, place)) or None
    behind_figures = first > 0 and reading.tokens.kind(first - 1) == DIGITS
    if found is None and not behind_figures and reading.is_word(first) and len(reading.words[first]) > 3:
        word = reading.lexeme(first)
        if word.definite and not word.joined and not word.governed:
            found = phrases.starting_at(reading.words, first, word.stem)
    if found is None:
        found = _behind_adjectives(reading, first)
    if found is None or not _well_written(found[1], reading, found[0] - 1 if found[0] == first + 1 else first):
        return None
    if found[1].kind == MONEY and (_names_a_model(reading, found[0]) or _names_a_format(reading, first, found[1])):
        return None
    return None if found[1].kind == DURATION and _lasts_nothing(reading, found[0]) else found


def _lasts_nothing(reading: Reading, last: int) -> bool:
    """«12 ألفا سنة 2010», «مليون ليلة مبيت»: whether the word of a period begins a date, or is counted itself."""
    return last - 1 in reading.blocked or reading.says(last, "durations", "stays")


def _scaled_money(reading: Reading, place: int) -> tuple[int, Unit] | None:
    """«20 millions ⟦de livres⟧»: money by the million alone, and where no books are told of."""
    found = unit_phrases(reading.language, reading.country).starting_at(reading.words, place)
    scale = number_lexicon(reading.language, reading.country).find(reading.word(place - 1)) if found else None
    many = scale is not None and scale[1].role == SCALE and scale[1].value > _THOUSAND
    return None if not many or reading.says_anywhere("units", "no_money") else found


def _names_a_model(reading: Reading, last: int) -> bool:
    """Whether figures are joined to the letters: "four RS-25 engines" cost no rupees."""
    hyphen = reading.word(last) == "-" and reading.glued(last) and reading.glued(last + 1)
    return hyphen and last + 1 < len(reading) and reading.tokens.kind(last + 1) == DIGITS


def _names_a_format(reading: Reading, place: int, unit: Unit) -> bool:
    """Whether one letter is no money: apart from its figures, or behind the lines of a screen, "1080p"."""
    if reading.says(place, "units", "letters"):
        return True  # rand stand in front
    if unit.factor >= 1 or not unit.exact_case or len(unit.exact_case) > 1:
        return False
    return not reading.glued(place) or reading.says(place - 1, "units", "screen_lines")


def unit_named(reading: Reading, word: str) -> Unit | None:
    """The unit that one folded word names."""
    found = unit_phrases(reading.language, reading.country).starting_at((word,), 0)
    return found[1] if found else None


def _behind_adjectives(reading: Reading, place: int) -> tuple[int, Unit] | None:
    """«deux prochaines semaines», "two full days": a period behind the adjectives that precede nouns."""
    first = place
    while (
        first - place < 2
        and reading.words[first : first + 1]
        and (reading.words[first] in reading.rules.words("phrase", "before_noun"))
    ):
        first += 1
    if first == place:
        return None
    found = unit_phrases(reading.language, reading.country).starting_at(reading.words, first)
    return found if found and found[1].kind == DURATION else None


def unit_before(reading: Reading, place: int) -> Unit | None:
    """The currency whose sign or code ends just before a place: "$5", "MAD 500"."""
    found = unit_phrases(reading.language, reading.country).ending_at(reading.words, place)
    if found is None or found[1].kind != MONEY:
        return None
    first, unit = found
    text = reading.tokens.text(first)
    if first < place - 1 and not (reading.glued(place - 1) and (text.isupper() or text in _SIGN_WORDS)):
        alone = unit_named(reading, reading.words[place - 1])
        if alone is None:
            return None
        unit = alone
    token = reading.tokens[place - 1]
    sign = token.kind == MARK or token.text.isupper() or token.text in _SIGN_WORDS
    if len(token.folded) == 1 and token.folded.isalpha() and not _is_letter_money(reading, place):
        return None
    return unit if sign and unit.kind == MONEY and _well_written(unit, reading, place - 1) else None


def _is_letter_money(reading: Reading, place: int) -> bool:
    """Whether one letter in front of figures is money: «R50bn» where South Africa is told of."""
    told = reading.country == "ZA" or reading.says_anywhere("units", "letter_money")
    return told and reading.glued(place)


def _well_written(unit: Unit, reading: Reading, place: int) -> bool:
    """One letter is a unit only in its own case, three capitals only as capitals («MAD», not "mad")."""
    case, text = unit.exact_case, reading.tokens.text(place)
    if not case or not case.isalpha() or (len(case) != 1 and not (len(case) == 3 and case.isupper())):
        return True
    joined = reading.word(place + 1) == "-" and reading.glued(place + 1)  # «un T-shirt»
    return text in (case, *_CAPITALS) and not (joined and text != case)


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
            cased = (
                name.isalpha() and [other for _, other in written].count(words) == 1
            )  # «DHS», «Dhs» and «dhs» are all
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
