"""Where datelines and bylines stand: the passages around a headline, after its lead and at the body's end."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.pages.outline import Outline
from parsers.pages.passages import Passage

_PARAGRAPH = 200
"""Characters from which a passage is one of the text's paragraphs and not a line of the article's head."""
_FARTHEST = 14
"""Passages behind the headline beyond which nothing belongs to it."""
_LOST = 12
"""How much farther all lies where the headline is not found: what stands above the text may be the page's header."""


def around_headline(page: Outline) -> list[tuple[int, Passage]]:
    """Give the passages of an article's head with their distances from the headline, nearest first.

    Those are the ones around the headline and before the body, and the lines that follow its lead: a lead is the
    body's first paragraph, and the byline often stands behind it.
    """
    lost = _LOST if page.headline is None else 0
    near = {id(passage): (distance + lost, passage) for distance, passage in page.above()}
    for distance, passage in _after_lead(page):
        near.setdefault(id(passage), (distance + lost, passage))
    return sorted(near.values(), key=lambda item: item[0])


def _after_lead(page: Outline) -> Iterator[tuple[int, Passage]]:
    """The lines up to the second paragraph, with it; where the headline is lost, it may be the first of them."""
    if page.first is None or page.last is None or (page.headline is not None and page.first < page.headline):
        return
    headline = page.first - 1 if page.headline is None else page.headline
    paragraphs = 0
    for index in range(page.first, min(headline + _FARTHEST, page.last)):
        passage = page.passages[index]
        if page.headline is not None and index > page.first and passage.is_heading:
            return
        yield index - headline, passage
        paragraphs += len(passage.text) > _PARAGRAPH
        if paragraphs > 1:
            return


def furniture_around(page: Outline, passage: Passage) -> frozenset[str]:
    """Give the kinds of furniture around a passage, without those around the headline or all of the body.

    What holds those holds the article, whatever it is called: Blogger sets all of it in a widget. What stands
    before the body is in no page's footer, whatever its element is: Drupal sets bylines in one.
    """
    kinds = passage.where - page.kinds_of_article()
    if "footer" in kinds and any(one is passage for one in page.passages[: page.first or 0]):
        return kinds - {"footer"}
    return kinds
