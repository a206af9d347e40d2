"""Sentences of a text: where one ends, by punctuation, newlines and the dots that end nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

import lexicons
from parsers.text import fold_word

# A stop, with what closes after it, and then a space; or a newline, which always ends.
# It begins at the first of a row of stops, for a row of a million must not be read a million times.
_STOP = re.compile(r"(?<![.!?؟…])([.!?؟…]++)((?:[\"'»”’)\]]|[ \u00a0]»)*+)(?=\s)|\n")
_LAST_WORD = re.compile(r"([^\s()«»\"“”']+)$")
_LONGEST_WORD = 40
_DOTS = "."


@cache
def _abbreviations(language: str) -> frozenset[str]:
    if not lexicons.has_table(language, "writing"):
        return frozenset()
    words = lexicons.table(language, "writing").get("sentences", {}).get("abbreviations", [])
    return frozenset(fold_word(word) for word in words)


def sentence_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Half-open ranges of a text's sentences, without the spaces around them, in time linear in its length.

    A newline always ends one. A dot ends none after an abbreviation, an initial or a list's number, nor any stop in
    front of a small letter; a question or exclamation that a quotation closes goes on with what follows it.

    >>> [text[a:b] for text in ["وصل د. سعيد. ثم غادر"] for a, b in sentence_spans(text, "ar")]
    ['وصل د. سعيد.', 'ثم غادر']
    """
    return _spans(text, language, 0, len(text))


class Sentences:
    """The sentences of a text, told line by line where they are asked for: most lines of a text state no fact."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language
        self._line = range(0)
        self._spans: list[tuple[int, int]] = []

    def at(self, offset: int) -> tuple[int, int]:
        """The sentence that holds a place, which is not a space, half-open."""
        if offset not in self._line:
            first, last = self._text.rfind("\n", 0, offset) + 1, self._text.find("\n", offset) + 1
            self._line = range(first, last or len(self._text))
            self._spans = _spans(self._text, self._language, self._line.start, self._line.stop)
        return self._spans[bisect_right(self._spans, (offset, len(self._text))) - 1]


def _spans(text: str, language: str, start: int, stop: int) -> list[tuple[int, int]]:
    spans = []
    for match in _STOP.finditer(text, start, stop):
        if match[0] == "\n" or _ends(text, match, start, language):
            spans.append(_trimmed(text, start, match.end()))
            start = match.end()
    spans.append(_trimmed(text, start, stop))
    return [(first, last) for first, last in spans if first < last]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends(text: str, match: re.Match[str], start: int, language: str) -> bool:
    following = text[match.end() + 1 : match.end() + 2]
    if following.islower():
        return False
    if match[1] != _DOTS:
        return not (match[2] and following.isalpha())
    before = _LAST_WORD.search(text, max(start, match.start() - _LONGEST_WORD), match.start())
    return before is None or not _is_no_end(before, start, text, language)


def _is_no_end(before: re.Match[str], start: int, text: str, language: str) -> bool:
    word = fold_word(before[1])
    if word.isdigit():
        return not text[start : before.start()].strip()
    return (len(word) == 1 and word.isalpha()) or word in _abbreviations(language)
