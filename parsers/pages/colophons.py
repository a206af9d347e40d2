"""The lines behind a text that tell whose it is and whom to write to: source, rights, the reporter's address."""

from __future__ import annotations

import re
from functools import cache

from parsers.pages.byline_words import alternatives
from parsers.pages.bylinetext import MAIL
from parsers.pages.signers import signing_initials
from parsers.words.presswords import any_of, words_of
from parsers.words.typography import fold

_LONGEST = 140
_LONGEST_SOURCE = 60
_LEAST_NUMBER = 6
"""Digits of a telephone's number."""


def closes(line: str) -> bool:
    """Say whether a line near a text's end is no part of it: initials, its source, rights, where to write to.

    >>> closes("المصدر: مجلة الأفق"), closes("Copyright 2024 The Example Press. All rights reserved.")
    (True, True)
    >>> closes("Reach the reporter at jane@herald.example."), closes("المصدر الرئيسي للدخل هو الصيد.")
    (True, False)
    """
    if len(line) > _LONGEST:
        return False
    named = len(line) <= _LONGEST_SOURCE and ":" in line and _source().match(line) is not None
    signed = signing_initials(line) != ""
    return signed or named or ("@" in line and _is_address(line)) or _rights().search(fold(line)) is not None


def _is_address(line: str) -> bool:
    """Whether a line gives a mail address: the reporter's; beside a telephone it is of what the text is about."""
    return MAIL.search(line) is not None and sum(map(str.isdigit, line)) < _LEAST_NUMBER


@cache
def _source() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives('sources')})\s*:\s*\S", re.IGNORECASE)


@cache
def _rights() -> re.Pattern[str]:
    return re.compile(any_of(map(fold, words_of("furniture", "rights"))))
