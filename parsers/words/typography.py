"""One form for the characters of a text: NFC, no invisible marks, plain spaces."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys(
    [
        *range(0x09),  # controls that HTML forbids
        *range(0x0B, 0x0D),
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        0x00AD,  # soft hyphen
        0x061C,  # Arabic letter mark
        *range(0x200B, 0x2010),  # zero width space, joiners, direction marks
        *range(0x202A, 0x202F),  # direction embeddings and overrides
        0x2060,
        *range(0x2066, 0x206A),  # direction isolates
        0xFEFF,  # byte order mark
        0xFFFE,
        0xFFFF,
    ]
)
_JOINERS = {0x200C, 0x200D}
"""Zero width joiners spell words in Persian, Indic scripts and emoji; they stay where they stand between letters."""
_SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x09, 0x0D], " ")
_TABLE: dict[int, str | None] = {**{code: None for code in _INVISIBLE if code not in _JOINERS}, **_SPACES}
_STRAY_JOINER = re.compile(r"(?<!\w)[\u200c\u200d]|[\u200c\u200d](?=\s|$)|(?<=[\u0600-\u06ff])\u200d")
_RUN_OF_SPACES = re.compile(r" {2,}")
_AROUND_BREAK = re.compile(r" *\n\s*")


def normalise(text: str) -> str:
    r"""Bring a text to NFC, take out what is invisible and make every kind of space a plain one; newlines stay.

    Offsets into a text hold only after this, so it is done once, where text leaves the page.

    >>> normalise("a\u200fb\u00a0 c\r\n\n d")
    'ab c\nd'
    """
    clean = text if text.isprintable() else text.translate(_TABLE)
    if not unicodedata.is_normalized("NFC", clean):
        clean = unicodedata.normalize("NFC", clean)
    if "\u200c" in clean or "\u200d" in clean:
        clean = _STRAY_JOINER.sub("", clean)
    if "  " in clean:
        clean = _RUN_OF_SPACES.sub(" ", clean)
    return _AROUND_BREAK.sub("\n", clean).strip() if "\n" in clean else clean.strip()


def one_line(text: str | None) -> str:
    r"""Bring a text to one line in the same form; an empty string for None.

    >>> one_line(" two\n lines ")
    'two lines'
    """
    return normalise(text).replace("\n", " ") if text else ""


_MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640]")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_ALIKE = str.maketrans("أإآٱىة", "اااايه")


def fold(text: str) -> str:
    """Give the form in which texts are compared: no case, vowel marks, punctuation or variants of alif.

    >>> fold("بقـلم : أحمد") == fold("بقلم احمد")
    True
    """
    if text.isascii():
        return _NOT_A_LETTER.sub(" ", text.lower()).strip()
    bare = _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold().translate(_ALIKE)
    return _NOT_A_LETTER.sub(" ", bare).strip()
