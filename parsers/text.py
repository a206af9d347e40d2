"""A text as tokens that keep their place in it: characters folded one for one, words freed of marks and clitics."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from itertools import product
from typing import NamedTuple, TypeVar

import lexicons

WORD, DIGITS, BREAK, MARK = "word", "digits", "break", "mark"
KINDS = ("", WORD, DIGITS, BREAK, MARK)

SILENT = "\u0640"
"""What a folded text has for every character that is seen but not spelled: vowel marks, tatweel, direction marks."""

_Entry = TypeVar("_Entry")


class Token(NamedTuple):
    """A word, number, newline or sign: `text` is what stands at `start`:`end`, `folded` the form to look it up by."""

    start: int
    end: int
    text: str
    kind: str
    folded: str


_new_token: Callable[[tuple[int, int, str, str, str]], Token] = partial(tuple.__new__, Token)
"""Makes a token in half the time of its class: every word of every text becomes one."""


class Split(NamedTuple):
    """One way to take the clitics off a word.

    `skip` letters stay outside a number («و⟦دولتين⟧», but «⟦للدولتين⟧», whose rest is no word as it stands);
    `prefix` is all that was taken off in front of `stem`.
    """

    prefix: str
    skip: int
    stem: str
    definite: bool


def _spans(*spans: tuple[int, int]) -> list[int]:
    return [code for first, last in spans for code in range(first, last + 1)]


def _presentation_forms() -> dict[int, str]:
    """Arabic letters in the shapes that old typesetting stored, back to the letters; two-letter ligatures stay."""
    plain = {code: unicodedata.normalize("NFKC", chr(code)) for code in _spans((0xFB50, 0xFBFF), (0xFE70, 0xFEFC))}
    return {code: letter for code, letter in plain.items() if len(letter) == 1}


_SPELLINGS = {
    **dict(zip(map(ord, "أإآٱىئؤةیکھہ"), "ااااييوهيكهه", strict=True)),
    **dict(zip(map(ord, "‐‑‒–—―−٪،؛؟’ʼ‘“”„"), "-------%,;?'''\"\"\"", strict=True)),
    **dict(zip(map(ord, "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"), "01234567890123456789", strict=True)),
}
_LETTERS = {**{code: letter.translate(_SPELLINGS) for code, letter in _presentation_forms().items()}, **_SPELLINGS}
_SPACES = dict.fromkeys([0x09, 0xA0, 0x1680, *_spans((0x2000, 0x200A)), 0x202F, 0x205F, 0x3000], " ")
_NEWLINES = dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n")
_SILENT_SPANS = (
    (0xAD, 0xAD), (0x300, 0x36F), (0x610, 0x61A), (0x61C, 0x61C), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069), (0xFEFF, 0xFEFF),
)  # fmt: skip
_FOLD = {**_LETTERS, **_SPACES, **_NEWLINES, **dict.fromkeys(_spans(*_SILENT_SPANS), SILENT)}


def fold(text: str) -> str:
    """Bring every character to the form words are compared in, one for one, so that offsets stay true.

    Digits become ASCII, letters lower case, hamza and alef forms, ى and ة one letter each, dashes, quotes, commas and
    spaces one of each; what is not spelled (vowel marks, tatweel, direction marks) becomes `SILENT`.

    >>> fold("أَلْف ٢٥٪")
    'اـلـف 25%'
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered if lowered.isascii() and "\t" not in lowered and "\r" not in lowered else lowered.translate(_FOLD)


def fold_word(word: str) -> str:
    """Fold a word of a lexicon to the form of `Token.folded`.

    >>> fold_word("مـئَة")
    'ميه'
    """
    return fold(word).replace(SILENT, "")


def strip_accents(word: str) -> str:
    """Take the accents off Latin letters, as capitals are often printed.

    >>> strip_accents("décembre")
    'decembre'
    """
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


# Groups of three after a space or ٬ come first; a dot or comma belongs to the digits it stands between.
_NUMBER = r"[0-9]{1,3}(?:[ ٬][0-9]{3}(?![0-9]))+(?:[.,٫][0-9]+)?|[0-9]+(?:[.,٫٬][0-9]+)*|(?<![\w.,%])[.٫][0-9]+"
_LETTER = r"[^\W\d_]"


@cache
def _token_pattern(language: str) -> re.Pattern[str]:
    elided = rf"(?:'(?={_LETTER}))?" if _writing(language).get("elision") else ""
    return re.compile(rf"({_LETTER}+{elided})|({_NUMBER})|(\n)|(\S)")


def _writing(language: str) -> Mapping[str, object]:
    return lexicons.table(language, "writing") if lexicons.has_table(language, "writing") else {}


def tokenize(text: str, language: str) -> list[Token]:
    """Cut a text into words, numbers, newlines and signs, in time linear in its length; spaces are left out.

    >>> [(token.text, token.kind) for token in tokenize("بـ150 دولة", "ar")]
    [('بـ', 'word'), ('150', 'digits'), ('دولة', 'word')]
    """
    folded = fold(text)
    tokens: list[Token] = []
    append, has_silent = tokens.append, SILENT in folded
    for match in _token_pattern(language).finditer(folded):
        start, end = match.span()
        key = folded[start:end]
        if has_silent and SILENT in key:
            key = key.replace(SILENT, "")
            if not key:
                continue
        append(_new_token((start, end, text[start:end], KINDS[match.lastindex or 0], key)))
    return tokens


@cache
def _prefixes(language: str) -> tuple[tuple[str, int, bool], ...]:
    """Every run of clitics as (letters, how many of them stand outside a number, whether the article is among them)."""
    clitics = _writing(language).get("clitics")
    if not isinstance(clitics, dict):
        return ()
    article = str(clitics["article"])
    fused = [(str(letters), 0, True) for letters in clitics["fused"]]
    loose = [(letters, len(letters), False) for letters in ("", *clitics["prepositions"])]
    with_article = [(letters + article, skip, True) for letters, skip, _ in loose]
    found = [
        (conjunction + letters, len(conjunction) + skip, definite)
        for conjunction, (letters, skip, definite) in product(
            ("", *clitics["conjunctions"]), [*loose, *with_article, *fused]
        )
    ]
    return tuple(sorted((prefix for prefix in found if prefix[0]), key=lambda prefix: len(prefix[0])))


def glued_article(language: str) -> str:
    """The article that is glued to its word; empty where a language has none.

    >>> glued_article("ar"), glued_article("fr")
    ('ال', '')
    """
    clitics = _writing(language).get("clitics")
    return str(clitics["article"]) if isinstance(clitics, dict) else ""


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

    >>> [(split.prefix, split.stem) for split in clitic_splits(fold_word("وبالدول"), "ar")]
    [('و', 'بالدول'), ('وب', 'الدول'), ('وبال', 'دول')]
    """
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


def start_after(token: Token, letters: int) -> int:
    """Where a token's text goes on after its first letters and the marks on them.

    >>> start_after(Token(10, 16, "لِمئةٍ", "word", "لميه"), 1)
    12
    """
    if letters == 0:
        return token.start
    if len(token.folded) == len(token.text):
        return token.start + letters
    spelled = [place for place, char in enumerate(fold(token.text)) if char != SILENT]
    return token.start + (spelled[letters] if letters < len(spelled) else len(token.text))
