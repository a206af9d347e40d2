"""How calendar days are written: month and weekday names of every language from CLDR, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError, localedata

from parsers.words.presswords import any_of

_DIGITS = {ord(digit): str(index) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for index, digit in enumerate(row)}
_ALIKE = dict(zip("أإآٱىة", "ااااىه", strict=True))
_BLANKS = "،\u00a0\u200e\u200f\u202a\u202b\u202c\ufeff\u2009\u202f"
_PLAIN: dict[int, str] = (
    _DIGITS | {ord(letter): plain for letter, plain in _ALIKE.items()} | dict.fromkeys(map(ord, _BLANKS), " ")
)
"""Each letter to one letter, so that offsets hold."""
_NOT_PLAIN = re.compile(f"[{''.join(map(chr, _PLAIN))}]")
ISO = re.compile(
    r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"
    r"(?:[Tt ]\s?(?P<hh>\d\d?):(?P<mm>\d\d)(?::(?P<ss>\d\d?)(?:[.,]\d+)?)?\s*"
    r"(?P<z>[Zz]|(?:UTC|GMT)?\s?[+-]\d\d:?\d\d|[+-]\d\d\b|UTC|GMT)?)?"
)


def plain(text: str) -> str:
    """Bring a passage to plain digits and letters without moving any: what the patterns here read.

    >>> plain("٣ أكتوبر")
    '3 اكتوبر'
    """
    if text.isascii():
        return text.lower()
    lowered = _NOT_PLAIN.sub(_plain_letter, text)
    folded = lowered.lower()
    return folded if len(folded) == len(text) else lowered


def _plain_letter(found: re.Match[str]) -> str:
    return _PLAIN[ord(found[0])]


@cache
def day_pattern(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Give the pattern of a day in a language and in English, for `plain` text, and its months by name."""
    months = _months(language)
    group = (
        rf"(?P<m{{n}}>(?:{any_of(months)}))\.?(?!\w)(?:\s*[/(]\s*[^\W\d]{{{{3,12}}}}(?:\s[^\W\d]{{{{3,12}}}})?\s*\)?)?"
    )
    filler = r"\s*(?:de\s+|del\s+|of\s+|di\s+|,\s*|-|/|\s)?\s*"
    year = r"(?:19|20)\d\d|['’]?\d\d(?!\d|:|\s?h|\s?uhr)"
    whole = "|".join(
        (
            ISO.pattern,
            rf"(?<!\d)(?P<d1>\d\d?)(?:\.|st|nd|rd|th|er|º|ª|ο)?{filler}{group.format(n=1)}{filler}(?P<y1>(?:19|20)\d\d)(?!\d)",
            rf"(?<!\w){group.format(n=2)}\s*(?P<d2>\d\d?)(?:st|nd|rd|th)?\.?,?\s+(?:de\s+)?(?P<y2>(?:19|20)\d\d)(?!\d)",
            rf"(?P<y3>(?:19|20)\d\d)[\s.,-]+{group.format(n=3)}\s*(?P<d3>\d\d?)(?!\d)",
            r"(?P<cy>(?:19|20)\d\d)\s?[年년./-]\s?(?P<cm>\d\d?)\s?[月월./-]\s?(?P<cd>\d\d?)(?!\d)",
            rf"(?<![\d.,/-])(?P<a>\d\d?)\s?(?P<sep>[/.-])\s?(?P<b>\d\d?)\s?(?P=sep)\s?(?P<c>{year})(?![\d.,]\d|\d)",
        )
    )
    return re.compile(whole), months


@cache
def weekday_pattern(language: str) -> re.Pattern[str]:
    """A weekday's name at the end of what stands before a date."""
    names = {
        plain(name).rstrip(".")
        for locale in (language, "ar", "fr", "en")
        if localedata.exists(locale)
        for name in _day_names(locale)
    }
    return re.compile(rf"(?<!\w)(?:{any_of(names)})\.?\s*[,.]?\s*$")


def _day_names(locale: str) -> Iterator[str]:
    days = Locale.parse(locale).days["format"]
    yield from (name for width in ("wide", "abbreviated") for name in days[width].values() if len(name) > 2)


_ALSO = {
    "ar": ("ar_MA", "ar_DZ", "ar_LB", "ar_EG", "ar_SA"),
    "de": ("de_AT",),
    "en": ("en_GB",),
    "pt": ("pt_PT",),
    "sr": ("sr_Latn",),
}
"""Where one language has several sets of month names, all of them: they do not contradict each other."""


@cache
def _months(language: str) -> dict[str, int]:
    names: dict[str, int] = {}
    for locale in (*_ALSO.get(language, ()), language, "en"):
        for name, number in _month_names(locale):
            key = plain(name).rstrip(".")
            if len(key) > 1 and not key.isdigit():
                names.setdefault(key, number)
                names.setdefault(plain(name.replace("ى", "ي")).rstrip("."), number)
    return names


def _month_names(locale: str) -> Iterator[tuple[str, int]]:
    if not localedata.exists(locale):
        return
    try:
        months = Locale.parse(locale).months
    except (UnknownLocaleError, ValueError):
        return
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from ((name, number) for number, name in months[context][width].items())
