"""A page as the eye runs over it: its passages in order, with what surrounds each, its headline and its body found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

from parsers.markup import tokens_of
from parsers.typography import fold, one_line

_BLOCKS = frozenset(
    """address article aside blockquote body br button center caption dd details div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul amp-ad""".split()
)
_SILENT = frozenset({"nav", "script", "style", "noscript", "template", "svg", "iframe", "head", "select", "textarea", "option", "button"})
_FURNITURE_TAGS = {"nav": "menu", "aside": "aside", "footer": "footer", "figure": "caption", "figcaption": "caption"}
_FURNITURE_WORDS = (
    ("comments", re.compile(r"\bcomments?\b|comment-?list|commentaire|kommentar|disqus|\bforum\b|\breplies\b|respond|pnlcomments|\breviews\b")),
    (
        "related",
        re.compile(
            r"relat(?:ed|ion)|recommend|similar|more-?(?:news|from|stories|on)|read-?(?:more|also|next)|\blatest|most-?(?:read|view|pop)|popular|trending"
            r"|suggest|sidebar|widget|\bmore\b|lire-?aussi|\balire\b|inline-rel|outbrain|taboola|promo|newsletter|carousel|ticker|breaking"
        ),
    ),
    ("menu", re.compile(r"\bnav|menu|breadcrumb|fil-?ariane|\bchemin\b|topbar|top-?bar|\bclock\b|today|date-du-jour")),
    ("footer", re.compile(r"\bfooter|copyright|site-info")),
)
_NOT_ARTICLE = frozenset({"related", "comments", "footer", "menu"})
_BEYOND = 20
"""Passages after the body's last that are still looked at."""
_NONE: frozenset[str] = frozenset()
_MOST_PASSAGES = 6_000
_MOST_ABOVE = 250
"""Characters that may stand above a headline in its own box: kicker, date and section, no more."""
_WHOLE_PAGE = 4_000
"""Characters from which an element holds the article itself, whatever it is called."""
_SHORTEST = 30
"""Characters below which a passage is not taken for a paragraph."""
_HIGHEST = 6
"""Levels between a headline and the box that it shares with its date."""


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


@dataclass(slots=True)
class Outline:
    """A page's passages and where the article lies in them.

    Attributes:
        headline: Index of the passage that is the headline; None where it is not found.
        first: Index of the body's first passage; None where the body is not found.
        last: Index of the body's last passage.
    """

    passages: list[Passage] = field(default_factory=list)
    headline: int | None = None
    first: int | None = None
    last: int | None = None

    def above(self) -> list[tuple[int, Passage]]:
        """Give the passages around the headline and before the body with their distances, nearest first."""
        if self.headline is None:
            first = self.first or 0
            return [(first - index, self.passages[index]) for index in range(first - 1, max(-1, first - 9), -1)]
        stop = self.first if self.first is not None and self.first > self.headline else self.headline + 10
        after = range(self.headline + 1, min(stop + 2, self.headline + 26, len(self.passages)))
        ranked = [(index - self.headline, index) for index in after]
        ranked += [((self.headline - index) * 2 + 1, index) for index in self._before_headline()]
        return [(distance, self.passages[index]) for distance, index in sorted(ranked)]

    def _before_headline(self) -> Iterator[int]:
        """The passages above the headline in its own box: those of a page's header or a side column are not."""
        if self.headline is None:
            return
        box = [node for _, element in self.passages[self.headline].pieces[:1] for node in (element, *element.iterancestors())]
        length = 0
        for index in range(self.headline - 1, max(-1, self.headline - 7), -1):
            passage = self.passages[index]
            inside = {id(node) for node in passage.pieces[0][1].iterancestors()} | {id(passage.pieces[0][1])}
            level = next((depth for depth, node in enumerate(box) if id(node) in inside), _HIGHEST)
            length += len(passage.text)
            if level >= _HIGHEST or passage.is_links or length > _MOST_ABOVE or box[level].tag in {"body", "html", "tr"}:
                return
            if self._starts_in(box[level]) >= index - 4:
                yield index

    def _starts_in(self, element: HtmlElement) -> int:
        """Index of the first passage within an element."""
        for index, passage in enumerate(self.passages):
            if any(node is element for node in (passage.pieces[0][1], *passage.pieces[0][1].iterancestors())):
                return index
        return 0

    def below(self) -> list[tuple[int, Passage]]:
        """Give the passages at the body's end and just after it, nearest first, up to where something else begins."""
        if self.last is None:
            return []
        within = [(self.last - index, self.passages[index]) for index in range(max(self.first or 0, self.last - 4), self.last + 1)]
        after = []
        for index in range(self.last + 1, min(self.last + 7, len(self.passages))):
            passage = self.passages[index]
            if passage.is_links or passage.is_heading or passage.where & _NOT_ARTICLE:
                break
            after.append((index - self.last, passage))
        return sorted(after + within, key=lambda item: item[0])


def outline(tree: HtmlElement, title: str, text: str) -> Outline:
    """Lay a page out as passages and find its headline and body among them.

    Args:
        tree: The whole page.
        title: The headline as known.
        text: The body as extracted, a paragraph a line.
    """
    lines = [line for line in text.split("\n") if len(line) > _SHORTEST]
    page = Outline(_Walk(_start(lines[-1]) if lines else "").run(tree))
    page.headline = _headline(page, fold(title))
    _find_body(page, text)
    return page


def _headline(page: Outline, title: str) -> int | None:
    """The passage that is the title and stands in the highest heading; not one in a menu or among related items."""
    best: tuple[int, int] | None = None
    for index, passage in enumerate(page.passages):
        if not _near(len(passage.text), len(title)) or not _same(fold(passage.text), title):
            continue
        ranks = [_rank(element) for _, element in passage.pieces]
        rank = min(ranks, default=9) + 10 * len(passage.where & {"menu", "related", "comments", "footer"}) + 3 * (passage.linked > 0)
        if best is None or rank < best[0]:
            best = (rank, index)
    return best[1] if best else None


def _near(shown: int, title: int) -> bool:
    """Whether two texts can be the same headline by their lengths; folding is dear."""
    return title > 0 and 0.5 * title < shown < 2 * title + 10


def _same(key: str, title: str) -> bool:
    return key == title or (len(title) > 20 and len(key) < 1.6 * len(title) and (title in key or (len(key) > 20 and key in title)))


def _rank(element: HtmlElement) -> int:
    node: HtmlElement | None = element
    for _ in range(4):
        if node is None:
            break
        if node.tag in {"h1", "h2", "h3"}:
            return int(node.tag[1])
        if "titl" in tokens_of(node) or "headline" in tokens_of(node):
            return 3
        node = node.getparent()
    return 6


def _find_body(page: Outline, text: str) -> None:
    paragraphs = {_start(line) for line in text.split("\n") if len(line) > _SHORTEST}
    start = (page.headline or -1) + 1
    hits = [index for index, passage in enumerate(page.passages) if index >= start and _in_body(passage.text, paragraphs)]
    if hits:
        page.first, page.last = hits[0], hits[-1]


def _in_body(text: str, paragraphs: set[str]) -> bool:
    return len(text) > _SHORTEST and _start(text) in paragraphs


def _start(text: str) -> str:
    """What a paragraph is known by: its first letters, without spaces, which cleaners change."""
    return text[:60].replace(" ", "")[:25]


class _Walk:
    """One walk over the tree, without recursion, gathering passages."""

    def __init__(self, ending: str) -> None:
        self.ending = ending
        self.left = _MOST_PASSAGES
        self.passages: list[Passage] = []
        self.open = Passage([], frozenset())

    def run(self, tree: HtmlElement) -> list[Passage]:
        body = tree.find("body")
        stack: list[tuple[HtmlElement, frozenset[str], bool, bool]] = [(tree if body is None else body, frozenset(), False, False)]
        while stack and self.left > 0:
            element, where, linked, leaving = stack.pop()
            if leaving:
                self._leave(element, where, linked)
                continue
            if not isinstance(element.tag, str) or element.tag in _SILENT:
                continue
            inside = where | _kinds(element) if element.attrib or element.tag in _FURNITURE_TAGS else where
            link = linked or element.tag == "a"
            if element.tag in _BLOCKS:
                self._break(inside)
            self._add(element.text, element, link)
            stack.extend(self._children(element, inside, link))
        self._break(frozenset())
        return self.passages

    @staticmethod
    def _children(element: HtmlElement, inside: frozenset[str], link: bool) -> list[tuple[HtmlElement, frozenset[str], bool, bool]]:
        steps: list[tuple[HtmlElement, frozenset[str], bool, bool]] = []
        for child in element:
            steps.append((child, inside, link, False))
            steps.append((child, inside, link, True))
        steps.reverse()
        return steps

    def _leave(self, element: HtmlElement, where: frozenset[str], linked: bool) -> None:
        if element.tag in _BLOCKS:
            self._break(where)
        parent = element.getparent()
        self._add(element.tail, element if parent is None else parent, linked)

    def _add(self, text: str | None, element: HtmlElement, linked: bool) -> None:
        if text and (self.open.pieces or not text.isspace()):
            self.open.pieces.append((text, element))
            self.open.linked += len(text) * linked

    def _break(self, where: frozenset[str]) -> None:
        if self.open.pieces:
            self.open.text = one_line("".join(text for text, _ in self.open.pieces))
            if self.open.text:
                self.passages.append(self.open)
                ended = self.ending and len(self.open.text) > _SHORTEST and _start(self.open.text) == self.ending
                self.left = min(self.left - 1, _BEYOND) if ended else self.left - 1
        self.open = Passage([], where)


def _kinds(element: HtmlElement) -> frozenset[str]:
    kinds = _called(element.tag, element.get("class"), element.get("id"))
    if kinds and element.tag not in _FURNITURE_TAGS and sum(map(len, element.itertext())) >= _WHOLE_PAGE:
        return _NONE
    return kinds


@lru_cache(4096)
def _called(tag: str, class_: str | None, id_: str | None) -> frozenset[str]:
    kinds = {_FURNITURE_TAGS[tag]} if tag in _FURNITURE_TAGS else set()
    if (class_ or id_) and tag not in {"body", "html", "main", "article"}:
        called = f"{class_ or ''} {id_ or ''}".lower()
        kinds.update(kind for kind, words in _FURNITURE_WORDS if words.search(called))
    return frozenset(kinds) or _NONE
