"""The box that introduces an article's author: where in it his name stands, and how lists of columnists differ."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from parsers.pages.markup import characters, text_of
from parsers.pages.signers import folded
from parsers.words.typography import fold

_AUTHOR = "author|auteur|writer|kateb|katib"
_BOX = re.compile(
    rf"(?:{_AUTHOR})[\w-]*(?:box|bio\b|card|info|profil|bloc|wrap|details|about)|(?:box|bio|about|card|bloc)[\w-]*(?:{_AUTHOR})"
)
_CALLED_NAME = re.compile(rf"(?:{_AUTHOR})[\w-]*[_-]?(?:name|nom)\b|(?:nom|nice-name)[_-]?(?:{_AUTHOR})?")
_BLOCK = re.compile(rf"[\w-]*(?:{_AUTHOR})[\w-]*__(?=\w)")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_EMPHASIS = ("strong", "b")
_BLOCKS = frozenset({"p", "div", "ul", "span"})
_MOST = 40
"""Elements of a box that are looked at."""
_LONGEST = 1_200
"""Characters of a box with all that it tells of somebody."""
_HEADLINE = 4
"""Words from which a link is a headline."""


def is_author_box(called: str) -> bool:
    """Say whether names of an element tell that it introduces an author.

    >>> is_author_box("writer-box"), is_author_box("card author-card"), is_author_box("author"), is_author_box("box")
    (True, True, False, False)
    """
    return _BOX.search(called) is not None


def without_block(called: str) -> str:
    """Leave out what an element stands in of its names: «author-box__name» is called a name, and not a box.

    >>> without_block("author-box__name"), without_block("text__byline")
    ('name', 'text__byline')
    """
    return _BLOCK.sub("", called) if "__" in called else called


def name_in(box: HtmlElement) -> HtmlElement:
    """Give the one element in a box that is called a name, or that heads it; the box itself where there is none."""
    if characters(box) > _LONGEST:
        return box
    within = [*islice(box.iterdescendants(), _MOST)]
    names = [one for one in within if _CALLED_NAME.search((one.get("class") or "").lower())]
    if len(names) == 1:
        return names[0]
    headings = [one for one in within if one.tag in _HEADINGS or (one.tag in _EMPHASIS and _heads(one))]
    return next((one for one in headings if fold(text_of(one)) not in folded("about")), box)


def _heads(emphasis: HtmlElement) -> bool:
    """Whether a block follows words in emphasis, which then head it."""
    following = emphasis.getnext()
    return following is not None and following.tag in _BLOCKS and not (emphasis.tail or "").strip()


def leads_on(box: HtmlElement, own: list[HtmlElement]) -> bool:
    """Whether a box that is called a writer's holds his name and a link to what he wrote, as lists of columnists do.

    Args:
        box: The box.
        own: Links to writers' own pages.
    """
    texts = set() if box.tag == "a" else {text_of(link) for link in headlines(box, own)}
    return bool(texts) and texts != {text_of(box)}


def headlines(box: HtmlElement, own: list[HtmlElement]) -> list[HtmlElement]:
    """Give the links in a box that are as long as headlines, but for those to writers' own pages."""
    return [link for link in box.iter("a") if link not in own and len(text_of(link).split()) >= _HEADLINE]
