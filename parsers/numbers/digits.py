"""Numbers written in digits: which separator groups and which one begins the decimals, by country."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

import lexicons

_SEPARATOR = re.compile(r"[ .,٫٬]")
_LONGEST = 40
"""Digits of the longest number read; what is longer is an identifier, or noise."""
_PAIR = 2

_ALWAYS_GROUPS = " ٬"
_ZEROS = "000"
"""No decimals: «18,000» is thousands in every country."""

_BACKWARD = "ر"
"""Agencies of the Gulf and Tunisia write the decimals first: «61ر20» is 20.61."""


def read_digits(
    written: str, language: str, country: str | None = None, *, scaled: bool = False
) -> int | Fraction | None:
    """Read folded digits with their separators; None for what is no number, such as an address or a date.

    Two kinds of separators tell themselves apart («1.250,5», «1,250.5»), as does one that comes twice. A single one in
    front of exactly three digits is what the country uses it for; without a country, a language's usual one, but
    `scaled`, before millions, a dot rather begins decimals («3.064 مليون»), unless they end in zeros («1.200 مليون»):
    nobody tells thousands of millions to the million.

    >>> read_digits("1.250", "ar", "MA"), read_digits("1.250", "ar", "EG"), read_digits("1,5", "fr")
    (1250, Fraction(5, 4), Fraction(3, 2))
    """
    if written.isdigit():
        return int(written) if len(written) <= _LONGEST else None
    return _separated(written, language, country, scaled) if len(written) <= 2 * _LONGEST else None


@lru_cache(maxsize=1 << 14)
def _separated(written: str, language: str, country: str | None, scaled: bool) -> int | Fraction | None:
    if _BACKWARD in written:
        return _backward(written)
    groups = _SEPARATOR.split(written)
    marks = _SEPARATOR.findall(written)
    points = decimal_points(language, country)
    if scaled and not written.endswith("00" if country is None else "0"):
        points += "."
    point = _decimal_point(groups, marks, points)
    whole = groups[:-1] if point else groups
    if not (_is_grouped(whole) or _is_grouped_by_lakhs(whole, language)):
        return None
    digits = "".join(whole)
    return Fraction(f"{digits or 0}.{groups[-1]}") if point else int(digits)


def _backward(written: str) -> Fraction | None:
    decimals, _, whole = written.partition(_BACKWARD)
    return Fraction(f"{whole}.{decimals}") if decimals.isdigit() and whole.isdigit() else None


def _decimal_point(groups: list[str], marks: list[str], points: str) -> bool:
    """Whether the last separator begins decimals."""
    last = marks[-1]
    if last in _ALWAYS_GROUPS or marks.count(last) > 1:
        return False
    if len(marks) > 1 or len(groups[-1]) != 3 or not 1 <= len(groups[0]) <= 3 or groups[0].startswith("0"):
        return True
    return last in points and groups[-1] != _ZEROS


def _is_grouped(groups: list[str]) -> bool:
    if len(groups) == 1:
        return True
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _is_grouped_by_lakhs(groups: list[str], language: str) -> bool:
    """Whether figures are grouped as in India, where the language is written so: "6,12,000", "31,13,18,355"."""
    pairs = all(len(group) == _PAIR for group in groups[1:-1]) and 1 <= len(groups[0]) <= _PAIR
    lakhs = pairs and len(groups) > _PAIR and len(groups[-1]) == 3
    return lakhs and bool(lexicons.table(language, "numerals").get("digits", {}).get("lakhs"))


@cache
def decimal_points(language: str, country: str | None = None) -> str:
    """The signs that begin decimals even in front of three digits, from CLDR's symbols of the language in the country.

    A lexicon may say what holds without a country: half of the Arabic ones group with a dot and half with a comma.

    >>> decimal_points("ar", "MA"), decimal_points("ar", "EG"), decimal_points("ar")
    ('٫,', '٫.', '٫')
    """
    undecided = lexicons.table(language, "numerals").get("digits", {})
    if country is None and "decimal" in undecided:
        return str(undecided["decimal"])
    try:
        locale = Locale.parse(f"{language}_{country}" if country else language)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(language)
    return "٫" + str(locale.number_symbols["latn"]["decimal"])
