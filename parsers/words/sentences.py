"""Sentences of a text: where one ends, by punctuation, newlines and the dots that end nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import lexicons
from parsers.words.text import fold_word

# A newline, which always ends; or a stop with those behind it, what closes after them, and then a space. A set of signs
# comes first, for which the engine searches fast. It begins at the first of a row of stops, for a row of a million must
# not be read a million times.
_STOP = re.compile(r"[\n.!?؟…](?:(?<=\n)|(?<![.!?؟…][.!?؟…])([.!?؟…]*+)((?:[\"'»”’)\]]|[ \u00a0]»)*+)(?=\s))")
_UP_TO_WORD = re.compile(r".*[\s()«»\"“”']", re.DOTALL)
_LONGEST_WORD = 40
_DOT = "."


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
    return list(_spans(text, language, 0, len(text)))


class Sentences:
    """The sentences of a text, read no farther than they are asked for: most lines of a text state no fact."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language
        self._rest: Iterator[tuple[int, int]] = iter(())
        self._line_end = 0
        self._span = (0, 0)

    def at(self, offset: int) -> tuple[int, int]:
        """The sentence that holds a place, which is not a space, half-open; asked for in order, each is read once."""
        if not self._span[0] <= offset < self._line_end:
            first, self._line_end = self._text.rfind("\n", 0, offset) + 1, self._text.find("\n", offset) + 1
            self._line_end = self._line_end or len(self._text)
            self._span, self._rest = (first, first), _spans(self._text, self._language, first, self._line_end)
        while self._span[1] <= offset:
            self._span = next(self._rest)
        return self._span


def _spans(text: str, language: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for match in _STOP.finditer(text, start, stop):
        if match[0] == "\n" or _ends(text, match, start, language):
            first, last = _trimmed(text, start, match.end())
            if first < last:
                yield first, last
            start = match.end()
    first, last = _trimmed(text, start, stop)
    if first < last:
        yield first, last


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends(text: str, match: re.Match[str], start: int, language: str) -> bool:
    following = text[match.end() + 1 : match.end() + 2]
    if following.islower():
        return False
    if match[1] or match[0][0] != _DOT:
        return not (match[2] and following.isalpha())
    behind = _UP_TO_WORD.match(text, max(start, match.start() - _LONGEST_WORD), match.start())
    first = behind.end() if behind else max(start, match.start() - _LONGEST_WORD)
    return first == match.start() or not _is_no_end(text, start, first, match.start(), language)


def _is_no_end(text: str, start: int, first: int, last: int, language: str) -> bool:
    """Whether the word at `first`:`last` of a sentence that begins at `start` has a dot that ends nothing."""
    word = fold_word(text[first:last])
    if word.isdigit():
        return not text[start:first].strip()
    return (len(word) == 1 and word.isalpha()) or word in _abbreviations(language)
