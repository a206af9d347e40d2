"""The name that stands by itself in emphasis where a text ends, though nothing else says that it signs it."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.pages.accompanied import CAPITALISED, accompanied_name
from parsers.pages.outline import Outline
from parsers.pages.passages import Passage
from parsers.pages.signers import agency_or_desk, signing_initials
from parsers.words.typography import fold

_EMPHASIS = frozenset({"em", "i", "b", "strong", "cite"})
_LEVELS = 3
_LONGEST = 60
_PARAGRAPH = 80
"""Characters from which the line before a signature is a paragraph, not another name of a list."""
_TO_THE_RIGHT = re.compile(r"text-align:\s*(?:right|end)")


def signature_after(page: Outline) -> str:
    """Give what signs a text at its end: the last line, in emphasis, set to the right or of initials; else nothing."""
    if page.last is None:
        return ""
    for before, line in pairwise(page.passages[max(0, page.last - 2) : page.last + 2]):
        brief = len(line.text) <= _LONGEST and len(before.text) > _PARAGRAPH
        if not brief:
            continue
        if _is_set_apart(line) and _can_sign(line.text, page):
            return line.text
        name = signing_initials(line.text) or accompanied_name(line.text)
        if name:
            return name
    return ""


def _is_set_apart(line: Passage) -> bool:
    """Whether all of a line is emphasised, or stands at the right margin."""
    for text, element in line.pieces:
        if text.isspace():
            continue
        node, marked = element, False
        for _ in range(_LEVELS):
            if node is None or node.tag in {"body", "article", "main", "td"}:
                break
            right = node.get("align") == "right" or _TO_THE_RIGHT.search(node.get("style") or "")
            marked = marked or node.tag in _EMPHASIS or bool(right)
            node = node.getparent()
        if not marked:
            return False
    return True


def _can_sign(text: str, page: Outline) -> bool:
    """Whether a line can be a person's name, a desk's or an agency's; not what the headline speaks of."""
    bare = text.strip(" ()[]-–—")
    if agency_or_desk(bare) is not None:
        return True
    headline = page.passages[page.headline].text if page.headline is not None else ""
    return bool(CAPITALISED.fullmatch(bare)) and fold(bare) not in fold(headline)
