"""What is glued to Arabic words: conjunctions, prepositions and the article, and the stems behind them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple, TypeVar

from parsers.words.text import writing

_Entry = TypeVar("_Entry")


class Split(NamedTuple):
    """One way to take the clitics off a word.

    `skip` letters stay outside a number («و⟦دولتين⟧», but «⟦للدولتين⟧», whose rest is no word as it stands);
    `prefix` is all that was taken off in front of `stem`.
    """

    prefix: str
    skip: int
    stem: str
    definite: bool


@cache
def _prefixes(language: str) -> tuple[tuple[str, int, bool], ...]:
    """Every run of clitics as (letters, how many of them stand outside a number, whether the article is among them)."""
    article = glued_article(language)
    if not article:
        return ()
    fused = [(letters, 0, True) for letters in clitics_of(language, "fused")]
    loose = [(letters, len(letters), False) for letters in ("", *clitics_of(language, "prepositions"))]
    with_article = [(letters + article, skip, True) for letters, skip, _ in loose]
    found = [
        (conjunction + letters, len(conjunction) + skip, definite)
        for conjunction, (letters, skip, definite) in product(
            ("", *clitics_of(language, "conjunctions")), [*loose, *with_article, *fused]
        )
    ]
    return tuple(sorted((prefix for prefix in found if prefix[0]), key=lambda prefix: len(prefix[0])))


@cache
def _first_letters(language: str) -> tuple[str, ...]:
    return tuple({prefix[0] for prefix, _, _ in _prefixes(language)})


@cache
def glued_article(language: str) -> str:
    """The article that is glued to its word; empty where a language has none.

    >>> glued_article("ar"), glued_article("fr")
    ('ال', '')
    """
    clitics = writing(language).get("clitics")
    return str(clitics["article"]) if isinstance(clitics, dict) else ""


@cache
def clitics_of(language: str, kind: str) -> tuple[str, ...]:
    """The single clitics of a kind (conjunctions, prepositions, fused); none where a language has none.

    >>> clitics_of("ar", "conjunctions"), clitics_of("fr", "conjunctions")
    (('و', 'ف'), ())
    """
    clitics = writing(language).get("clitics")
    return tuple(map(str, clitics[kind])) if isinstance(clitics, dict) else ()


@cache
def clitic_runs(language: str) -> Mapping[str, bool]:
    """Every run of clitics that a word may have in front, and whether the article is among them.

    >>> clitic_runs("ar")["وبال"], clitic_runs("fr")
    (True, {})
    """
    return {prefix: definite for prefix, _, definite in _prefixes(language)}


@lru_cache(maxsize=1 << 16)
def clitic_splits(folded: str, language: str) -> tuple[Split, ...]:
    """Every way to take clitics off a folded word, the shortest prefix first; none for a language without them.

    >>> from parsers.words.text import fold_word
    >>> [(split.prefix, split.stem) for split in clitic_splits(fold_word("وبالدول"), "ar")]
    [('و', 'بالدول'), ('وب', 'الدول'), ('وبال', 'دول')]
    """
    if not folded.startswith(_first_letters(language)):
        return ()
    return tuple(
        Split(prefix, skip, folded[len(prefix) :], definite)
        for prefix, skip, definite in _prefixes(language)
        if folded.startswith(prefix) and len(folded) > len(prefix)
    )


def find_stem(words: Mapping[str, _Entry], folded: str, language: str) -> tuple[Split, _Entry] | None:
    """Look a folded word up as it stands, then without its clitics; the split whose stem is known and its entry.

    >>> find_stem({"مائتي": 200}, "لمائتي", "ar")
    (Split(prefix='ل', skip=1, stem='مائتي', definite=False), 200)
    """
    if folded in words:
        return Split("", 0, folded, definite=False), words[folded]
    for split in clitic_splits(folded, language):
        if split.stem in words:
            return split, words[split.stem]
    return None
