"""From a page's text to one element tree that all parsers share, and what is read off single elements."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from parsers.pages.decode import decode
from parsers.words.typography import one_line
from schemas.page import Rejection

_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>")
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "head", "select", "textarea", "button"}
)
"""Elements whose text nobody reads."""
_HEAVY = ("script", "style", "svg")
"""Those of them that pages are full of, and that hold nothing which is looked for by its markup."""
_FORMATTING = frozenset(
    {
        "b",
        "i",
        "em",
        "strong",
        "u",
        "s",
        "mark",
        "cite",
        "q",
        "abbr",
        "sub",
        "sup",
        "small",
        "font",
        "bdi",
        "bdo",
        "wbr",
    }
)
"""Elements that set words apart within a line; a span may be a box of its own, and links stand side by side."""
_CONTROLS = tuple(bytes([code]) for code in range(32) if code not in b"\t\n\r")
_NOT_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
"""What XML cannot hold: trees refuse it when text is moved."""

_CLASSES = etree.ElementDefaultClassLookup(element=HtmlElement)
"""One class for every element, told in C: lxml.html's own parser calls Python for each element that is looked at."""

_STRING_LENGTH = etree.XPath("string-length(.)")


class TooDeepError(ValueError):
    """A page nested deeper than the parser follows: only its beginning was read."""


def parse(page: str | bytes) -> HtmlElement | None:
    """Parse a page into a tree; None where there is no element in it.

    Args:
        page: Its text, or that in UTF-8, which saves encoding it again.

    Raises:
        TooDeepError: The page nests deeper than 2,048 elements, where libxml2 stops and drops the rest.
    """
    data = page if isinstance(page, bytes) else page.encode("utf-8", "replace")
    if _NOT_CHARACTERS[0][:1] in data:  # a single byte is found ten times as fast
        for mark in _NOT_CHARACTERS:
            data = data.replace(mark, b"")
    if any(control in data for control in _CONTROLS):
        data = data.translate(None, b"".join(_CONTROLS))
    declaration = _DECLARATION.match(data)
    if declaration:
        data = data[declaration.end() :]
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True, collect_ids=False
    )
    parser.set_element_class_lookup(_CLASSES)
    try:
        tree = document_fromstring(data, parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise TooDeepError("nested deeper than the parser follows")
    return tree


def drop_silent(tree: HtmlElement) -> None:
    """Take scripts, styles and drawings out of a tree, in place: every later walk and copy is spared them.

    To be called once what scripts state is read.
    """
    etree.strip_elements(tree, *_HEAVY, with_tail=False)


def tree_of(body: bytes, content_type: str | None = None) -> HtmlElement | None:
    """Decode a page and parse it; None where it cannot be read, for whoever does not ask why."""
    decoded = decode(body, content_type)
    if isinstance(decoded, Rejection):
        return None
    try:
        return parse(decoded.data)
    except TooDeepError:
        return None


def characters(element: HtmlElement) -> int:
    """Count the characters of all text in an element, scripts included."""
    length = _STRING_LENGTH(element)
    return int(length) if isinstance(length, float) else 0


def text_of(element: HtmlElement) -> str:
    """Give an element's text on one line, without scripts and the like."""
    return one_line(" ".join(_pieces(element)))


def _pieces(element: HtmlElement) -> list[str]:
    if element.find(".//script") is None and element.find(".//style") is None:
        pieces = list(element.itertext())
        return ["".join(pieces)] if _is_one_run(element) else pieces
    return [
        piece
        for node in element.iter()
        for piece in (
            node.text if isinstance(node.tag, str) and node.tag not in _SILENT else None,
            node.tail if node is not element else None,
        )
        if piece
    ]


def _is_one_run(element: HtmlElement) -> bool:
    """Whether an element's text runs on through all in it: "the <i>Santa Maria</i>’s crew" is words, not boxes."""
    within = _FORMATTING if len(element) > 1 else _FORMATTING | {"a"}
    return all(node.tag in within for node in element.iterdescendants())


def tokens_of(element: HtmlElement) -> str:
    """Give an element's class, id, itemprop and rel, in lower case, a space between them: what its maker calls it."""
    get = element.get
    return f"{get('class') or ''} {get('id') or ''} {get('itemprop') or ''} {get('rel') or ''}".lower()


def selected(tree: HtmlElement, selector: str | None) -> str:
    """Give what the first element that a newspaper's own CSS selector finds states: its machine's date, or its text."""
    found = next(iter(tree.cssselect(selector)), None) if selector else None
    if found is None:
        return ""
    return found.get("datetime") or found.get("content") or text_of(found)
