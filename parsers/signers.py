"""What the makers of pages call the element that holds a byline, and what only sounds like it."""

from __future__ import annotations

import re

BYLINE_WORD = re.compile(
    r"author|auteur|autor\b|byline|by-line|\bwriter|writtenby|written-by|\bby\b|journalist|creator|signature|kateb|\bfn\b|redacteur"
)
NOT_BYLINE_WORD = re.compile(
    r"authori|bio\b|box|follow|social|avatar|image|photo|related|comment|more|role|job|position|authors?-?(?:desc|info|about|twitter|email|link-?list)"
)
