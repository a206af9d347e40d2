"""Languages as data: one folder a language (ISO 639-1), one TOML file a subject, and the corpus that proves it.

A new language is a new folder and nothing else: the parsers ask `languages()` what there is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

Table = Mapping[str, Any]

_FOLDER = Path(__file__).parent


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder here, in alphabetical order.

    >>> "ar" in languages()
    True
    """
    return tuple(sorted(folder.name for folder in _FOLDER.iterdir() if folder.is_dir() and folder.name.isalpha()))


@cache
def table(language: str, name: str) -> Table:
    """One subject's words in one language, read once and checked; not to be changed by who asks.

    Raises:
        KeyError: there is no such language, or it has no such file; the message names those that there are.
        ValueError: the file is no TOML, or holds an empty word or one word twice in a list.
    """
    return _read(_folder(language), name)


@cache
def corpus(language: str, name: str) -> Table:
    """The accept and reject examples of a subject in a language; raises as `table` does."""
    return _read(_folder(language) / "corpus", name)


@cache
def has_table(language: str, name: str) -> bool:
    """Whether a language has this subject at all."""
    return (_FOLDER / language / f"{name}.toml").is_file()


def _folder(language: str) -> Path:
    if language not in languages():
        raise KeyError(f"no lexicon for language {language!r}; there are {', '.join(languages())}")
    return _FOLDER / language


def _read(folder: Path, name: str) -> Table:
    path = folder / f"{name}.toml"
    if not path.is_file():
        there = ", ".join(sorted(file.stem for file in folder.glob("*.toml")))
        raise KeyError(f"no {path.relative_to(_FOLDER)}; there are {there}")
    return read_table(path)


def read_table(path: Path) -> Table:
    """One TOML file of words, checked.

    Raises:
        ValueError: it is no TOML, or holds an empty word or one word twice in a list; the message names the file.
    """
    place = "/".join(path.parts[-3:])
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{place}: {error}") from error
    _check(data, place)
    return MappingProxyType(data)


def _check(value: Any, place: str) -> None:
    """Refuse what can only be a slip: an empty word, or the same word twice in one list."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _check(inner, f"{place}: {key}")
    elif isinstance(value, list):
        _check_list(value, place)
    elif value == "":
        raise ValueError(f"{place}: an empty word")


def _check_list(values: list[Any], place: str) -> None:
    for inner in values:
        _check(inner, place)
    words = [inner for inner in values if isinstance(inner, str)]
    twice = sorted({word for word in words if words.count(word) > 1})
    if twice:
        raise ValueError(f"{place}: more than once: {', '.join(twice)}")
