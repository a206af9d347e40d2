"""A page's text in the order of reading, cut into passages, each with what surrounds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from parsers.pages.captions import calls_caption
from parsers.pages.markup import characters
from parsers.words.typography import one_line

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
_FURNITURE_TAGS = {
    "nav": "menu",
    "aside": "aside",
    "footer": "footer",
    "header": "header",
    "figure": "caption",
    "figcaption": "caption",
}
_FURNITURE_WORDS = (
    (
        "comments",
        re.compile(
            r"comment(?:-?list|aire)|kommentar|disqus|respond|pnlcomments|\b(?:comments?|forum|replies|reviews)\b"
        ),
    ),
    (
        "related",
        re.compile(
            r"re(?:lat(?:ed|ion)|commend|ad-?(?:more|also|next))|s(?:imilar|uggest|idebar)|t(?:rending|aboola|icker)"
            r"|m(?:ore-?(?:news|from|stories|on)|ost-?(?:read|view|pop))|p(?:opular|romo(?!ted))|widget|lire-?aussi|inline-rel"
            r"|outbrain|newsletter|carousel|breaking|\b(?:latest|(?:more|alire)\b)"
        ),
    ),
    ("menu", re.compile(r"menu|breadcrumb|fil-?ariane|top-?bar|today|date-du-jour|\b(?:nav|(?:chemin|clock)\b)")),
    ("footer", re.compile(r"copyright|site-info|\bfooter(?<!post-footer)(?<!entry-footer)(?<!article-footer)")),
    (
        "header",
        re.compile(
            r"(?:^|\s)(?:(?:site|page|main|top|global)[-_]?)?(?:header|masthead|entete)(?:[-_](?:top|bar|date|wrap\w*))?(?:\s|$)"
        ),
    ),
)
"""Alternatives with the same beginning stand together: the search looks at each letter of a name but once."""
_NONE: frozenset[str] = frozenset()
_OF_ARTICLES = ("article", "main")
_OF_PAGES = frozenset({"header"})
"""What is furniture of the page, but the article's own head within an article."""
_BEYOND = 20
"""Passages after the body's last that are still looked at."""
_WHOLE_PAGE = 4_000
"""Characters from which an element holds the article itself, whatever it is called."""
_MOST_PASSAGES = 6_000
SHORTEST = 30
"""Characters below which a passage is not taken for a paragraph."""


class Surroundings:
    """What stands around a page's blocks, each looked at once, however many passages it holds."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, tuple[frozenset[str], bool]] = {}

    def of(self, block: HtmlElement | None) -> frozenset[str]:
        """Give the kinds of furniture that a block is, or stands in."""
        inward: list[HtmlElement] = []
        while block is not None and block not in self._known:
            inward.append(block)
            block = block.getparent()
        kinds, in_article = (_NONE, False) if block is None else self._known[block]
        for inner in reversed(inward):
            kinds, in_article = kinds | _kinds(inner), in_article or inner.tag in _OF_ARTICLES
            self._known[inner] = kinds, in_article
        return kinds - _OF_PAGES if in_article else kinds


@dataclass(slots=True)
class Passage:
    """A run of text between two breaks of the layout.

    Attributes:
        pieces: The text of each element in it, with that element.
        around: The innermost block that it stands in.
        linked: How many of its characters lie in links.
        surroundings: Those of the page, which all its passages share.
    """

    pieces: list[tuple[str, HtmlElement]]
    around: HtmlElement | None
    linked: int
    text: str
    surroundings: Surroundings

    @property
    def where(self) -> frozenset[str]:
        """The kinds of furniture around it: menu, header, related, comments, footer, aside, caption."""
        return self.surroundings.of(self.around)

    @property
    def is_links(self) -> bool:
        """Whether it is a list of links or a link to elsewhere, not text; a mail address leads nowhere."""
        if len(self.text) <= 25 or self.linked <= 0.6 * len(self.text):
            return False
        mail = sum(len(text) for text, _ in self.pieces if "@" in text) if "@" in self.text else 0
        return self.linked - mail > 0.6 * len(self.text)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of the second rank or lower, or a link in one."""
        around = (element.getparent() if element.tag == "a" else element for _, element in self.pieces)
        return any(element is not None and element.tag in {"h2", "h3", "h4", "h5"} for element in around)


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


_MATTERING = _BLOCKS | {"a"}
"""Elements whose beginning and end matter where no text stands behind them."""


class _Walk:
    """One walk over the tree, without recursion, gathering passages."""

    def __init__(self, ending: str) -> None:
        self.ending = ending
        self.left = _MOST_PASSAGES
        self.passages: list[Passage] = []
        self.surroundings = Surroundings()
        self.pieces: list[tuple[str, HtmlElement]] = []
        self.linked = 0
        self.links = 0
        self.block: tuple[HtmlElement, bool] | None = None

    def run(self, tree: HtmlElement) -> list[Passage]:
        body = tree.find("body")
        root = tree if body is None else body
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in _SILENT:
                    walk.skip_subtree()
                elif (text := element.text) or tag in _MATTERING:
                    self._step(element, tag, text, ended=False)
            elif element is root:
                break
            elif (tail := element.tail) or tag in _MATTERING:
                self._step(element, tag, tail, ended=True)
            if self.left <= 0:
                break
        self._close()
        return self.passages

    def _step(self, element: HtmlElement, tag: str, text: str | None, *, ended: bool) -> None:
        """Take the text behind an element's beginning, or behind its end."""
        if tag in _BLOCKS:
            if self.pieces:
                self._close()
            self.block = element, ended
        elif tag == "a":
            self.links += -1 if ended else 1
        if text and (self.pieces or not text.isspace()):
            parent = element.getparent() if ended else None
            self.pieces.append((text, element if parent is None else parent))
            if self.links:
                self.linked += len(text)

    def _close(self) -> None:
        """End the passage that is open."""
        text = one_line(_run_together(self.pieces)) if self.pieces else ""
        if text:
            self.passages.append(Passage(self.pieces, self._around(), self.linked, text, self.surroundings))
            ended = self.ending and len(text) > SHORTEST and start_of(text) == self.ending
            self.left = min(self.left - 1, _BEYOND) if ended else self.left - 1
        self.pieces, self.linked = [], 0

    def _around(self) -> HtmlElement | None:
        if self.block is None:
            return None
        block, ended = self.block
        return block.getparent() if ended else block


def _run_together(pieces: list[tuple[str, HtmlElement]]) -> str:
    """Join pieces as they stand; apart where boxes meet side by side without a space."""
    joined, last = pieces[0]
    for piece, element in pieces[1:]:
        apart = _are_boxes(joined[-1:], piece[:1]) or _are_named_apart(last, element)
        joined += f" {piece}" if apart else piece
        last = element
    return joined


def _are_named_apart(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether two elements side by side have different names; letters set apart in a word have one name at most.

    >>> one, other = etree.fromstring('<p><a class="writer"/><b class="time"/></p>')
    >>> _are_named_apart(one, other), _are_named_apart(one, one)
    (True, False)
    """
    if one is other or one.getparent() is not other.getparent():
        return False
    named, others = one.get("class"), other.get("class")
    return bool(named and others and named != others)


def _are_boxes(last: str, first: str) -> bool:
    """Whether two characters meet only where two boxes do; scripts without capitals tell it by figures alone.

    >>> _are_boxes("e", "D"), _are_boxes("3", "2"), _are_boxes("O", "n")
    (True, True, False)
    >>> _are_boxes("ي", "2"), _are_boxes("9", "س"), _are_boxes("ل", "م")
    (True, True, False)
    """
    if first.isupper():
        return last.islower() or last.isdigit()
    if first.isdigit():
        return last.isdigit() or (last.isalpha() and not last.isupper())
    return last.isdigit() and first.isalpha() and not first.islower()


def _kinds(element: HtmlElement) -> frozenset[str]:
    kinds = _called(element.tag, element.get("class"), element.get("id"))
    if kinds and element.tag not in _FURNITURE_TAGS and characters(element) >= _WHOLE_PAGE:
        return _NONE
    return kinds


@lru_cache(4096)
def _called(tag: str, class_: str | None, id_: str | None) -> frozenset[str]:
    kinds = {_FURNITURE_TAGS[tag]} if tag in _FURNITURE_TAGS else set()
    if (class_ or id_) and tag not in {"body", "html", "main", "article"}:
        called = f"{class_ or ''} {id_ or ''}".lower()
        kinds.update(kind for kind, words in _FURNITURE_WORDS if words.search(called))
        if calls_caption(class_ or "") or calls_caption(id_ or ""):
            kinds.add("caption")
    return frozenset(kinds) or _NONE
