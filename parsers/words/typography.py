"""One form for the characters of a text: NFC, no invisible marks, plain spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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
_REPLACED = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]+")
"""Few texts have any of these, and `str.translate` looks each letter up that is not ASCII: eight times slower."""
_RUN_OF_SPACES = re.compile(r" {2,}")


def normalise(text: str) -> str:
    r"""Bring a text to NFC, take out what is invisible and make every kind of space a plain one; newlines stay.

    Offsets into a text hold only after this, so it is done once, where text leaves the page.

    >>> normalise("a\u200fb\u00a0 c\r\n\n d")
    'ab c\nd'
    """
    if not text.isprintable():
        text = text.translate(_TABLE) if text.isascii() else _REPLACED.sub(_replacement, text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "\u200c" in text or "\u200d" in text:
        text = _STRAY_JOINER.sub("", text)
    if "  " in text:
        text = _RUN_OF_SPACES.sub(" ", text)
    if "\n" in text:
        text = "\n".join(bare for line in text.split("\n") if (bare := line.rstrip(" ").lstrip()))
    return text.strip()


def _replacement(found: re.Match[str]) -> str:
    return found[0].translate(_TABLE)


def one_line(text: str | None) -> str:
    r"""Bring a text to one line in the same form; an empty string for None.

    >>> one_line(" two\n lines ")
    'two lines'
    """
    return normalise(text).replace("\n", " ") if text else ""


ARABIC_LETTER = re.compile(r"[\u0620-\u064a]")
_MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640]")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_ALIKE = dict(zip("أإآٱىة", "اااايه", strict=True))
_VARIANT = re.compile(f"[{''.join(_ALIKE)}]")
_PLAIN_ASCII = bytes(code if chr(code).isalnum() else 0x20 for code in bytes(range(128)).lower()).ljust(256)
"""What becomes of each ASCII character: a small letter, a digit or a space."""


@lru_cache(8_192)  # two thirds of the words and lines that one page asks for come again
def fold(text: str) -> str:
    """Give the form in which texts are compared: no case, vowel marks, punctuation or variants of alif.

    >>> fold("بقـلم : أحمد") == fold("بقلم احمد")
    True
    """
    if text.isascii():
        return " ".join(text.encode().translate(_PLAIN_ASCII).decode().split())
    bare = _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _NOT_A_LETTER.sub(" ", _VARIANT.sub(_alike, bare)).strip()


def _alike(found: re.Match[str]) -> str:
    return _ALIKE[found[0]]
