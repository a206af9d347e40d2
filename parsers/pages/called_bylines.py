"""The byline in an element that its maker calls an author's, whatever the words in it."""

from __future__ import annotations

from lxml.html import HtmlElement

from parsers.names import looks_like_name
from parsers.pages.byline_words import photographer_label
from parsers.pages.markup import text_of, tokens_of
from parsers.pages.passages import Passage
from parsers.pages.signers import BYLINE_WORD, NOT_BYLINE_WORD
from parsers.words.typography import one_line

_LONGEST = 160


def _written_in(passage: Passage, called: HtmlElement) -> str:
    """The text of a byline's element, links to several apart, but for what it says of who took the pictures."""
    linked = [text_of(link) for link in called.iter("a")]
    if len(linked) > 1 and " ".join(linked) == text_of(called) and all(map(looks_like_name, linked)):
        return " | ".join(linked)
    within = [text for text, element in passage.pieces if element is called or called in element.iterancestors()]
    written = [text for text in within if not photographer_label().match(text)]
    return text_of(called) if len(written) == len(within) else one_line(" | ".join(written))


def called_byline(passage: Passage) -> str:
    """The text of the innermost element that its maker calls an author."""
    for text, element in passage.pieces:
        node = element
        for _ in range(3):
            tokens = tokens_of(node)
            if BYLINE_WORD.search(tokens) and not NOT_BYLINE_WORD.search(tokens):
                whole = _written_in(passage, next(iter(node.find_class("fn")), node))
                return whole if len(whole) <= _LONGEST else text
            parent = node.getparent()
            if parent is None or parent.tag in {"body", "article", "main"}:
                break
            node = parent
    return ""
