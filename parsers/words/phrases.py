"""Phrases of a lexicon, looked up in a row of folded words: the longest that begins or ends at a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from parsers.words.remembered import Remembered
from parsers.words.text import tokenize

_Entry = TypeVar("_Entry")


def phrases_of(names: str) -> list[str]:
    """Cut a lexicon's "a | b c" at its bars.

    >>> phrases_of("أكثر من | فوق")
    ['أكثر من', 'فوق']
    """
    return [name.strip() for name in names.split("|") if name.strip()]


def folded_words(phrase: str, language: str) -> tuple[str, ...]:
    """Fold a phrase into the words that a tokenised text has for it."""
    return tuple(tokenize(phrase, language).words)


_PAIR = 2


class Phrases(Generic[_Entry]):
    """A set of phrases with an entry for each; a look-up costs no more than the longest phrase of its first word."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], _Entry]], clitics: tuple[str, ...] = ("",)) -> None:
        """Take the phrases; of those that are looked for by their ends the first word may bear one of the clitics."""
        self._clitics = clitics
        self._after: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
        self._before: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
        self._long_before: dict[tuple[str, ...], list[tuple[tuple[str, ...], _Entry]]] = {}
        for words, entry in sorted(entries, key=lambda item: -len(item[0])):
            if words:
                self._after.setdefault(words[0], []).append((words[1:], entry))
            if len(words) > _PAIR:  # many end alike («dépasse déjà les»): their last two words tell them apart
                self._long_before.setdefault(words[-_PAIR:], []).append((words[:-1], entry))
            elif words:
                self._before.setdefault(words[-1], []).append((words[:-1], entry))
        long_ends = frozenset(last for _, last in self._long_before)
        self._ends: Remembered[bool] = Remembered(lambda word: word in long_ends or self._ends_short(word))
        """Whether a phrase may end with a word: most words end none."""

    def __contains__(self, word: str) -> bool:
        """Whether a phrase begins with the word."""
        return word in self._after

    def starting_at(self, words: Sequence[str], place: int, first: str | None = None) -> tuple[int, _Entry] | None:
        """The longest phrase from `place` on, as (end, entry); `first` stands in for the first word."""
        if place >= len(words):
            return None
        for rest, entry in self._after.get(words[place] if first is None else first, ()):
            end = place + 1 + len(rest)
            if not rest or tuple(words[place + 1 : end]) == rest:
                return end, entry
        return None

    def ending_at(self, words: Sequence[str], end: int) -> tuple[int, _Entry] | None:
        """The longest phrase that ends just before `end`, as (start, entry)."""
        if end <= 0 or not self._ends[words[end - 1]]:
            return None
        return self._long_ending_at(words, end) or self._short_ending_at(words, end)

    def _ends_short(self, last: str) -> bool:
        return any(last.startswith(single) and last.removeprefix(single) in self._before for single in self._clitics)

    def _long_ending_at(self, words: Sequence[str], end: int) -> tuple[int, _Entry] | None:
        for rest, entry in self._long_before.get(tuple(words[max(end - _PAIR, 0) : end]), ()):
            if self._same(words, end - 1, rest):
                return end - 1 - len(rest), entry
        return None

    def _short_ending_at(self, words: Sequence[str], end: int) -> tuple[int, _Entry] | None:
        last = words[end - 1]
        for single in self._clitics:
            if not last.startswith(single):
                continue
            for rest, entry in self._before.get(last.removeprefix(single), ()):
                if not rest:
                    return end - 1, entry
                if not single and self._same(words, end - 1, rest):
                    return end - 1 - len(rest), entry
        return None

    def _same(self, words: Sequence[str], end: int, rest: tuple[str, ...]) -> bool:
        start = end - len(rest)
        if start < 0 or tuple(words[start + 1 : end]) != rest[1:]:
            return False
        return any(words[start] == clitic + rest[0] for clitic in self._clitics)
