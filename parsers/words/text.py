"""A text as tokens that keep their place in it: characters folded one for one, words freed of marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import accumulate, compress
from typing import NamedTuple, overload

import lexicons
from parsers.words.remembered import Remembered

WORD, DIGITS, BREAK, MARK = "word", "digits", "break", "mark"

SILENT = "\u0640"
"""What a folded text has for every character that is seen but not spelled: vowel marks, tatweel, direction marks."""


class Token(NamedTuple):
    """A word, number, newline or sign: `text` is what stands at `start`:`end`, `folded` the form to look it up by."""

    start: int
    end: int
    text: str
    kind: str
    folded: str


_new_token: Callable[[tuple[int, int, str, str, str]], Token] = partial(tuple.__new__, Token)
"""Makes a token in half the time of its class."""


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


def _class(spans: Iterable[tuple[int, int]]) -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in spans)


# A text is cut before it is folded, so these name the characters as they are written, of every spelling.
_SILENT_CHARS = _class(_SILENT_SPANS) + SILENT
_BLANKS = "".join(map(chr, _SPACES))
_BREAKS = frozenset(["\n", *map(chr, _NEWLINES)])
_APOSTROPHES = "'" + "".join(chr(code) for code, plain in _SPELLINGS.items() if plain == "'")
_LETTER = rf"[^\W\d_{_APOSTROPHES}]"
_COMMON_LETTER = "a-zA-Z\u0621-\u063a\u0641-\u064a"
_SPELLED = rf"[{_SILENT_CHARS}]++{_LETTER}*+"
_DIGIT = "[0-9٠-٩۰-۹]"
# Groups of three after a space or ٬ come first; a dot, a comma or ر belongs to the digits it stands between.
_NUMBER = (
    rf"{_DIGIT}{{1,3}}(?:[ {_BLANKS}٬]{_DIGIT}{{3}}(?!{_DIGIT}))+(?:[.,،٫]{_DIGIT}+)?|{_DIGIT}+(?:[.,،٫٬ر]{_DIGIT}+)*"
    rf"|(?<![^\W{_APOSTROPHES}])(?<![.,،%٪{_SILENT_CHARS}])[.٫]{_DIGIT}+"
)


@cache
def _piece_pattern(language: str) -> re.Pattern[str]:
    """What cuts a text into pieces that leave no character out: tokens with the space in front, and other blanks."""
    marks = _APOSTROPHES if writing(language).get("elision") else ""
    elided = rf"(?:[{marks}](?={_LETTER}|[{_SILENT_CHARS}]))?+" if marks else ""
    common = rf"[{_COMMON_LETTER}]++(?!{_LETTER}|[{_SILENT_CHARS}{marks}])"
    word = rf"{common}|(?:{_LETTER}++|{_SPELLED})(?:{_SPELLED})*+{elided}"
    return re.compile(rf" ?(?:{word}|{_NUMBER}|[\n\S])|\s")


def writing(language: str) -> Mapping[str, object]:
    """How a language is written, by its lexicon; empty where it needs no saying."""
    return lexicons.table(language, "writing") if lexicons.has_table(language, "writing") else {}


def _word_of(piece: str) -> str:
    """The look-up form of a piece; nothing for a blank and for what is silent."""
    return "\n" if piece.removeprefix(" ") in _BREAKS else fold_word(piece).strip()


def _kind_of(word: str) -> str:
    first = word[:1]
    if first.isalnum() and not first.isdecimal():
        return WORD
    if "0" <= first <= "9" or (len(word) > 1 and first in ".٫"):
        return DIGITS
    return BREAK if first == "\n" else MARK


_words: Remembered[str] = Remembered(_word_of)
kinds: Remembered[str] = Remembered(_kind_of)
"""What each look-up form is."""


class Tokens(Sequence[Token]):
    """The tokens of a text in rows: `words` are their look-up forms, `ends` is where each ends.

    Most tokens of a text are only ever looked up by their words, so a `Token` is made where one is asked for.
    """

    __slots__ = ("_pieces", "ends", "notable", "words")

    def __init__(self, pieces: list[str]) -> None:
        words, ends = list(map(_words.__getitem__, pieces)), list(accumulate(map(len, pieces)))
        if "" in words:
            kept = list(map(bool, words))
            words, ends, pieces = list(compress(words, kept)), list(compress(ends, kept)), list(compress(pieces, kept))
        self.words = words
        self.ends = ends
        self._pieces = pieces
        self.notable: list[int] | None = None

    def __len__(self) -> int:
        return len(self.words)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> list[Token]: ...
    def __getitem__(self, place: int | slice) -> Token | list[Token]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        word, end, text = self.words[place], self.ends[place], self.text(place)
        return _new_token((end - len(text), end, text, kinds[word], word))

    def text(self, place: int) -> str:
        """What stands at a token."""
        return self._pieces[place].removeprefix(" ")

    def kind(self, place: int) -> str:
        """What a token is."""
        return kinds[self.words[place]]

    def start(self, place: int, skip: int = 0) -> int:
        """Where a token begins, without its first `skip` letters."""
        if skip:
            return start_after(self[place], skip)
        piece = self._pieces[place]
        return self.ends[place] - len(piece) + (piece[0] == " ")

    def word(self, place: int) -> str:
        """The look-up form of a token; nothing outside the text."""
        return self.words[place] if 0 <= place < len(self.words) else ""

    def is_word(self, place: int) -> bool:
        """Whether letters stand there."""
        return 0 <= place < len(self.words) and kinds[self.words[place]] == WORD

    def is_glued(self, place: int) -> bool:
        """Whether a token stands right at the end of the one before it."""
        if not 0 < place < len(self.words):
            return False
        piece = self._pieces[place]
        return piece[0] != " " and self.ends[place - 1] + len(piece) == self.ends[place]

    def without(self, places: set[int]) -> Tokens:
        """The same tokens but for those at some places; what stands on either side of these is not glued."""
        kept = [place for place in range(len(self)) if place not in places]
        rest = Tokens([])
        rest.words = [self.words[place] for place in kept]
        rest.ends = [self.ends[place] for place in kept]
        rest._pieces = [self._pieces[place] for place in kept]
        return rest

    def places(self, wanted: Mapping[str, object]) -> Iterator[int]:
        """Where the wanted words stand, of those that are notable if that has been told."""
        if self.notable is None:
            return compress(range(len(self.words)), map(wanted.__getitem__, self.words))
        return (place for place in self.notable if wanted[self.words[place]])


def tokenize(text: str, language: str) -> Tokens:
    """Cut a text into words, numbers, newlines and signs, in time linear in its length; spaces are left out.

    >>> [(token.text, token.kind) for token in tokenize("بـ150 دولة", "ar")]
    [('بـ', 'word'), ('150', 'digits'), ('دولة', 'word')]
    """
    return Tokens(_piece_pattern(language).findall(text))


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
