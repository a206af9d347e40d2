"""A page's text in the order of reading, cut into passages, each with what surrounds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from parsers.markup import characters
from parsers.typography import one_line

_LIST_OF_BLOCKS = """
address article aside blockquote body br button center caption dd details div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr
ul amp-ad
"""
_BLOCKS = frozenset(_LIST_OF_BLOCKS.split())
_SILENT = frozenset(
    {
        "nav",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "head",
        "select",
        "textarea",
        "option",
        "button",
    }
)
_FURNITURE_TAGS = {"nav": "menu", "aside": "aside", "footer": "footer", "figure": "caption", "figcaption": "caption"}
_FURNITURE_WORDS = (
    (
        "comments",
        re.compile(
            r"\bcomments?\b|comment-?list|commentaire|kommentar|disqus|\bforum\b|\breplies\b|respond|pnlcomments|\breviews\b"
        ),
    ),
    (
        "related",
        re.compile(
            r"relat(?:ed|ion)|recommend|similar|more-?(?:news|from|stories|on)|read-?(?:more|also|next)|\blatest|most-?(?:read|view|pop)|popular|trending"
            r"|suggest|sidebar|widget|\bmore\b|lire-?aussi|\balire\b|inline-rel|outbrain|taboola|promo|newsletter|carousel|ticker|breaking"
        ),
    ),
    ("menu", re.compile(r"\bnav|menu|breadcrumb|fil-?ariane|\bchemin\b|topbar|top-?bar|\bclock\b|today|date-du-jour")),
    ("footer", re.compile(r"(?<!post-)(?<!entry-)(?<!article-)\bfooter|copyright|site-info")),
)
_NONE: frozenset[str] = frozenset()
_BEYOND = 20
"""Passages after the body's last that are still looked at."""
_WHOLE_PAGE = 4_000
"""Characters from which an element holds the article itself, whatever it is called."""
_MOST_PASSAGES = 6_000
SHORTEST = 30
"""Characters below which a passage is not taken for a paragraph."""


@dataclass(slots=True)
class Passage:
    """A run of text between two breaks of the layout.

    Attributes:
        pieces: The text of each element in it, with that element.
        where: The kinds of furniture around it: menu, related, comments, footer, aside, caption.
        linked: How many of its characters lie in links.
    """

    pieces: list[tuple[str, HtmlElement]]
    where: frozenset[str]
    linked: int = 0
    text: str = ""

    @property
    def is_links(self) -> bool:
        """Whether it is a list of links or a link to elsewhere, not text."""
        return len(self.text) > 25 and self.linked > 0.6 * len(self.text)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of the second rank or lower."""
        return any(element.tag in {"h2", "h3", "h4", "h5"} for _, element in self.pieces)


def passages_of(tree: HtmlElement, ending: str = "") -> list[Passage]:
    """Cut a page into passages.

    Args:
        tree: The whole page.
        ending: The body's last paragraph: what lies far beyond it is left out.
    """
    return _Walk(start_of(ending) if ending else "").run(tree)


def start_of(text: str) -> str:
    """What a paragraph is known by: its first letters, without spaces, which cleaners change."""
    return text[:60].replace(" ", "")[:25]


class _Walk:
    """One walk over the tree, without recursion, gathering passages."""

    def __init__(self, ending: str) -> None:
        self.ending = ending
        self.left = _MOST_PASSAGES
        self.passages: list[Passage] = []
        self.pieces: list[tuple[str, HtmlElement]] = []
        self.where = _NONE
        self.linked = 0

    def run(self, tree: HtmlElement) -> list[Passage]:
        body = tree.find("body")
        around: list[tuple[HtmlElement, frozenset[str], bool]] = []
        walk = etree.iterwalk(tree if body is None else body, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                inside, linked = self._enter(element, *(around[-1][1:] if around else (_NONE, False)))
                around.append((element, inside, linked))
                if element.tag in _SILENT:
                    walk.skip_subtree()
            else:
                around.pop()
                if around:
                    self._leave(element, *around[-1])
            if self.left <= 0:
                break
        self._break(_NONE)
        return self.passages

    def _enter(self, element: HtmlElement, where: frozenset[str], linked: bool) -> tuple[frozenset[str], bool]:
        """Take an element's own text; give what surrounds its children, and whether they lie in a link."""
        tag = element.tag
        if tag in _SILENT:
            return where, linked
        inside = where | kinds if (kinds := _kinds(element)) else where
        linked = linked or tag == "a"
        if tag in _BLOCKS:
            self._break(inside)
        self._add(element.text, element, linked)
        return inside, linked

    def _leave(self, element: HtmlElement, parent: HtmlElement, where: frozenset[str], linked: bool) -> None:
        if element.tag in _BLOCKS:
            self._break(where)
        self._add(element.tail, parent, linked)

    def _add(self, text: str | None, element: HtmlElement, linked: bool) -> None:
        if text and (self.pieces or not text.isspace()):
            self.pieces.append((text, element))
            if linked:
                self.linked += len(text)

    def _break(self, where: frozenset[str]) -> None:
        if self.pieces:
            self._close()
            self.pieces, self.linked = [], 0
        self.where = where

    def _close(self) -> None:
        text = one_line(_run_together([text for text, _ in self.pieces]))
        if text:
            self.passages.append(Passage(self.pieces, self.where, self.linked, text))
            ended = self.ending and len(text) > SHORTEST and start_of(text) == self.ending
            self.left = min(self.left - 1, _BEYOND) if ended else self.left - 1


def _run_together(pieces: list[str]) -> str:
    """Join pieces as they stand; apart where a name or number begins at once behind another, as boxes side by side do.

    >>> _run_together(["Jane Doe", "Dec 05, 2023", "2 Shares"]), _run_together(["O", "nce upon"])
    ('Jane Doe Dec 05, 2023 2 Shares', 'Once upon')
    """
    if len(pieces) == 1:
        return pieces[0]
    joined = pieces[0]
    for piece in pieces[1:]:
        last, first = joined[-1:], piece[:1]
        apart = (first.isupper() or first.isdigit()) and (last.islower() or last.isdigit())
        joined += f" {piece}" if apart else piece
    return joined


def _kinds(element: HtmlElement) -> frozenset[str]:
    kinds = _called(element.tag, element.get("class"), element.get("id"))
    if kinds and element.tag not in _FURNITURE_TAGS and characters(element) >= _WHOLE_PAGE:
        return _NONE
    return kinds


@lru_cache(4096)
def _called(tag: str, class_: str | None, id_: str | None) -> frozenset[str]:
    kinds = {_FURNITURE_TAGS[tag]} if tag in _FURNITURE_TAGS else set()
    if (class_ or id_) and tag not in {"body", "html", "main", "article"}:
        kinds.update(*map(_named, f"{class_ or ''} {id_ or ''}".lower().split()))
    return frozenset(kinds) or _NONE


@lru_cache(16_384)
def _named(name: str) -> frozenset[str]:
    """What one class or id says: themes share most of theirs, though hardly any of the combinations."""
    return frozenset(kind for kind, words in _FURNITURE_WORDS if words.search(name)) or _NONE
