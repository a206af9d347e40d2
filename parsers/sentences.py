"""Sentences of a text: where one ends, by punctuation, newlines and the dots that end nothing."""

from __future__ import annotations

import re
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
    spans, start = [], 0
    for match in _STOP.finditer(text):
        if match[0] == "\n" or _ends(text, match, start, language):
            spans.append(_trimmed(text, start, match.end()))
            start = match.end()
    spans.append(_trimmed(text, start, len(text)))
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
