"""The words of newspapers' pages, read from lexicons/ for all languages at once: pages mix them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_LEXICONS = Path(__file__).resolve().parent.parent.parent / "lexicons"
"""Read here, since a folder as press_de is of no language to `lexicons`: of such only the words of pages are known."""


@cache
def press_words(table: str) -> dict[str, dict[str, Any]]:
    """Read one table of words (bylines, furniture, relative_dates, names) for each language that has it.

    >>> "بقلم" in press_words("bylines")["ar"]["labels"]
    True
    """
    found = {}
    for folder in sorted(_LEXICONS.iterdir(), key=lambda entry: entry.name):
        file = folder.joinpath(f"{table}.toml")
        if folder.is_dir() and file.is_file():
            found[folder.name] = tomllib.loads(file.read_text(encoding="utf-8"))
    return found


@cache
def words_of(table: str, key: str) -> tuple[str, ...]:
    """List one key's words over all languages, the longest first, so that a pattern prefers them.

    >>> words_of("bylines", "joiners")[-1]
    'و'
    """
    words = {word for content in press_words(table).values() for word in content.get(key, ())}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def any_of(words: Iterable[str]) -> str:
    r"""Write words as alternatives of a pattern, the longest first.

    >>> any_of(["p.m", "p.m.", "am"])
    'p\\.m\\.|p\\.m|am'
    """
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


def longest_words(phrases: Iterable[str]) -> frozenset[str]:
    """Give the longest word of each phrase: a text with none of them has no phrase, and needs no pattern tried on it.

    >>> sorted(longest_words(["written by", "par"]))
    ['par', 'written']
    """
    return frozenset(max(phrase.split(), key=len) for phrase in phrases)
