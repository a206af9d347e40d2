"""A page as the eye runs over it: its passages in order, with what surrounds each, its headline and its body found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from parsers.pages.furniture_words import announces_others
from parsers.pages.markup import tokens_of
from parsers.pages.passages import SHORTEST, Passage, passages_of, start_of
from parsers.words.typography import fold

_NOT_ARTICLE = frozenset({"related", "comments", "footer", "menu"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_NONE: frozenset[str] = frozenset()
_MOST_ABOVE = 250
"""Characters that may stand above a headline in its own box: kicker, date and section, no more."""
_HIGHEST = 6
"""Levels between a headline and the box that it shares with its date."""


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
    _places: dict[int, int] | None = None
    _above: list[tuple[int, Passage]] | None = None

    def before(self, passage: Passage) -> Passage | None:
        """Give the passage in front of another, which may be its label."""
        place = self._place(passage)
        return self.passages[place - 1] if place else None

    def behind(self, passage: Passage) -> Passage | None:
        """Give the passage behind another."""
        place = self._place(passage)
        return self.passages[place + 1] if place is not None and place + 1 < len(self.passages) else None

    def kinds_of_article(self) -> frozenset[str]:
        """Give the kinds of furniture that the headline's box, or that of the body from end to end, is called."""
        headline = _NONE if self.headline is None else self.passages[self.headline].where
        if self.first is None or self.last is None:
            return headline
        return headline | (self.passages[self.first].where & self.passages[self.last].where)

    def is_above(self, passage: Passage) -> bool:
        """Whether a passage stands before the headline, or before the body where that is not found."""
        end = self.first if self.headline is None else self.headline
        place = self._place(passage)
        return place is not None and place < (end or 0)

    def is_within(self, passage: Passage) -> bool:
        """Whether a passage stands between the body's first and its last."""
        place = self._place(passage)
        return place is not None and self.first is not None and self.first < place < (self.last or 0)

    def _place(self, passage: Passage) -> int | None:
        if self._places is None:
            self._places = {id(one): place for place, one in enumerate(self.passages)}
        return self._places.get(id(passage))

    def is_beside_headline(self, passage: Passage) -> bool:
        """Whether a passage stands in the box that holds the headline; where that is not found, it may."""
        if self.headline is None:
            return True
        element = self.passages[self.headline].pieces[0][1]
        heading = next((node for node in (element, *element.iterancestors()) if node.tag in _HEADINGS), element)
        box = heading.getparent()
        return any(node is box for node in passage.pieces[0][1].iterancestors())

    def above(self) -> list[tuple[int, Passage]]:
        """Give the passages around the headline and before the body with their distances, nearest first."""
        if self._above is None:
            self._above = self._around_headline()
        return self._above

    def _around_headline(self) -> list[tuple[int, Passage]]:
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
        box = [
            node
            for _, element in self.passages[self.headline].pieces[:1]
            for node in (element, *element.iterancestors())
        ]
        length = 0
        for index in range(self.headline - 1, max(-1, self.headline - 7), -1):
            passage = self.passages[index]
            inside = {id(node) for node in passage.pieces[0][1].iterancestors()} | {id(passage.pieces[0][1])}
            level = next((depth for depth, node in enumerate(box) if id(node) in inside), _HIGHEST)
            length += len(passage.text)
            if (
                level >= _HIGHEST
                or passage.is_links
                or length > _MOST_ABOVE
                or box[level].tag in {"body", "html", "tr"}
            ):
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
        within = [
            (self.last - index, self.passages[index])
            for index in range(max(self.first or 0, self.last - 4), self.last + 1)
        ]
        own = _NONE if self.headline is None else self.passages[self.headline].where
        after = []
        for index in range(self.last + 1, min(self.last + 7, len(self.passages))):
            passage = self.passages[index]
            leads_on = passage.is_links or passage.is_heading or announces_others(passage.text)
            if leads_on or _is_headline(passage) or (passage.where - own) & _NOT_ARTICLE:
                break
            after.append((index - self.last, passage))
        return sorted(after + within, key=lambda item: item[0])


def _is_headline(passage: Passage) -> bool:
    return any(element.tag == "h1" for _, element in passage.pieces)


def outline(tree: HtmlElement, title: str, text: str) -> Outline:
    """Lay a page out as passages and find its headline and body among them.

    Args:
        tree: The whole page.
        title: The headline as known.
        text: The body as extracted, a paragraph a line.
    """
    lines = [line for line in text.split("\n") if len(line) > SHORTEST]
    page = Outline(passages_of(tree, lines[-1] if lines else ""))
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
        rank = min(ranks, default=9) + 10 * len(passage.where & _NOT_ARTICLE) + 3 * (passage.linked > 0)
        if best is None or rank < best[0]:
            best = (rank, index)
    return best[1] if best else None


def _near(shown: int, title: int) -> bool:
    """Whether two texts can be the same headline by their lengths; folding is dear."""
    return title > 0 and 0.5 * title < shown < 2 * title + 10


def _same(key: str, title: str) -> bool:
    return key == title or (
        len(title) > 20 and len(key) < 1.6 * len(title) and (title in key or (len(key) > 20 and key in title))
    )


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
    paragraphs = {start_of(line) for line in text.split("\n") if len(line) > SHORTEST}
    start = (page.headline or -1) + 1
    hits = [
        index for index, passage in enumerate(page.passages) if index >= start and _in_body(passage.text, paragraphs)
    ]
    if hits:
        page.first, page.last = hits[0], hits[-1]


def _in_body(text: str, paragraphs: set[str]) -> bool:
    return len(text) > SHORTEST and start_of(text) in paragraphs
