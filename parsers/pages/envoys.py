"""Lines that tell from where somebody writes: «مبعوث الجريدة إلى وجدة: …», "De notre envoyé spécial à Oujda"."""

from __future__ import annotations

import re
from functools import cache

from parsers.pages.byline_words import alternatives

_LONGEST = 60


@cache
def envoy() -> re.Pattern[str]:
    """Such a line's beginning, up to the colon, or the comma in Latin letters, that the name stands behind."""
    return re.compile(rf"\s*{_sent()}(?:\s[^:：]{{2,45}}?)?\s*(?:[:：]|,\s(?=(?-i:[A-ZÀ-Þ])))\s*", re.IGNORECASE)


def is_envoy(line: str) -> bool:
    """Say whether a line tells from where somebody writes, and does not name him.

    >>> is_envoy("De notre envoyé spécial à Oujda"), is_envoy("De notre envoyé spécial à Oujda : Ali Kadiri")
    (True, False)
    """
    return len(line) < _LONGEST and _alone().fullmatch(line) is not None


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"\s*{_sent()}(?:\s[^\s:：]+){{0,4}}\s*", re.IGNORECASE)


def _sent() -> str:
    return rf"(?:{alternatives('envoys')})(?!\w)"
