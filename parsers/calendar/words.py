"""The words of a language's dates: months and weekdays from CLDR, the rest from its lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from babel import Locale

import lexicons
from parsers.words.clitics import Split, find_stem, glued_article
from parsers.words.remembered import Remembered
from parsers.words.text import DIGITS, WORD, fold_word, kinds, strip_accents

GREGORIAN, HIJRI = "gregorian", "hijri"
MONTH, WEEKDAY = "month", "weekday"

ANCHOR_USES = ("clock", "period_first", "century", "year", "day_first")

_SHORTEST_STEM = 3
"""«باب» is a door, not ب and «آب»."""


class CalendarWord(NamedTuple):
    """A month or a weekday; `rest` are the words after its first («تشرين» «الثاني»)."""

    kind: str
    number: int
    calendar: str = GREGORIAN
    rest: tuple[str, ...] = ()


def _letters(abbreviation: str) -> tuple[str, ...]:
    """The letters that the dots of an abbreviation part: "p.m." as ("p", "m")."""
    return tuple(fold_word(letter) for letter in abbreviation.split(".") if letter)


class CalendarLexicon:
    """One language's words of dates and clock times, folded."""

    def __init__(self, language: str) -> None:
        data = lexicons.table(language, "dates")
        self.language = language
        self.capitals = bool(data.get("capitals", False))
        self.day_after_month = bool(data.get("day_after_month", False))
        self.plain_years = bool(data.get("plain_years", False))
        self.never_day_endings = tuple(data.get("never_day_endings", ()))
        self.short_half_days = frozenset(map(_letters, data.get("short_half_days", ())))
        self.begin_half_days = frozenset(letters[0] for letters in self.short_half_days)
        self.has_short_decades = bool(data.get("short_decades", False))
        self._said = {use: frozenset(map(fold_word, words)) for use, words in data["words"].items()}
        self.names: dict[str, list[CalendarWord]] = {}
        for form, word in _names(language, data):
            self._add(fold_word(form), word)
        for options in self.names.values():
            options.sort(key=lambda word: -len(word.rest))
        self._uses = {word: word for words in self._said.values() for word in words}
        self._known: dict[str, object] = {**self.names, **self._uses}
        self.says = cache(self._says)
        self.find = lru_cache(maxsize=1 << 16)(self._find)
        self.stem = lru_cache(maxsize=1 << 16)(self._stem)
        self.anchors = lru_cache(maxsize=1 << 16)(self._anchors)
        self.begins: Remembered[bool] = Remembered(self._begins)
        """Whether an expression may be read from a word."""

    def _says(self, *uses: str) -> frozenset[str]:
        """The words for any of the uses, by the names of the lexicon's [words]; none where a language needs none."""
        return frozenset().union(*(self._said.get(use, ()) for use in uses))

    def knows(self, folded: str) -> bool:
        """Whether a folded word as it stands is one for any use."""
        return folded in self._uses

    def stem_says(self, folded: str, use: str) -> bool:
        """Whether a folded word, with or without clitics, is one for a use."""
        return self.stem(folded) in self.says(use)

    def _stem(self, folded: str) -> str:
        found = find_stem(self._uses, folded, self.language)
        return found[1] if found else ""

    def _anchors(self, folded: str) -> tuple[str, ...]:
        """What an expression may be read from at this word: MONTH, WEEKDAY, and the uses of ANCHOR_USES."""
        if find_stem(self._known, folded, self.language) is None and self._before_article(folded) is None:
            return ()  # as of nearly every word
        stem = self._stem(folded)
        names = {word.kind for word in self._find(folded)}
        return (*sorted(names), *(use for use in ANCHOR_USES if stem in self.says(use)))

    def _begins(self, folded: str) -> bool:
        kind = kinds[folded]
        return kind == DIGITS or (kind == WORD and bool(self._anchors(folded)))

    def _before_article(self, folded: str) -> tuple[Split, list[CalendarWord]] | None:
        """«سبتمبرالجاري»: a month whose last letter joins nothing, and the space behind it forgotten."""
        article = glued_article(self.language)
        month, joint, rest = folded.partition(article) if article else ("", "", "")
        return find_stem(self.names, month, self.language) if joint and joint + rest in self.says("near") else None

    def _add(self, form: str, word: CalendarWord) -> None:
        for spelling in {form, strip_accents(form)}:
            first, *rest = spelling.split()
            entry = word._replace(rest=tuple(rest))
            options = self.names.setdefault(first, [])
            if all(option.rest != entry.rest or option.calendar != entry.calendar for option in options):
                options.append(entry)

    def _find(self, folded: str) -> list[CalendarWord]:
        found = find_stem(self.names, folded, self.language) or self._before_article(folded)
        if found is None or (found[0].prefix and (len(found[0].stem) < _SHORTEST_STEM or found[0].definite)):
            return []
        return found[1]


def _names(language: str, data: Mapping[str, Any]) -> Iterator[tuple[str, CalendarWord]]:
    for territory in data["territories"]:
        yield from _cldr_names(Locale.parse(f"{language}_{territory}"))
    for number, forms in data.get("months", {}).items():
        for form in forms:
            yield form, CalendarWord(MONTH, int(number))
    for number, forms in data.get("hijri", {}).items():
        for form in forms:
            yield form.replace("-", " "), CalendarWord(MONTH, int(number), HIJRI)


def _cldr_names(locale: Locale) -> Iterator[tuple[str, CalendarWord]]:
    for width in ("wide", "abbreviated"):
        for number, name in locale.months["format"][width].items():
            yield name.rstrip("."), CalendarWord(MONTH, number)
    for number, name in locale.days["format"]["wide"].items():
        yield name, CalendarWord(WEEKDAY, number)


@cache
def calendar_lexicon(language: str) -> CalendarLexicon:
    """The words of a language's dates, built once.

    Raises:
        KeyError: there is no such language.
    """
    return CalendarLexicon(language)
