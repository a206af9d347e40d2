"""Where datelines and bylines stand: the passages around a headline, after its lead and at the body's end."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.outline import Outline
from parsers.passages import Passage

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
    near = page.above()
    if page.headline is None:
        return [(distance + _LOST, passage) for distance, passage in near]
    taken = {id(passage) for _, passage in near}
    near += [(distance, passage) for distance, passage in _after_lead(page) if id(passage) not in taken]
    return sorted(near, key=lambda item: item[0])


def _after_lead(page: Outline) -> Iterator[tuple[int, Passage]]:
    if page.headline is None or page.first is None or page.last is None or page.first < page.headline:
        return
    paragraphs = 0
    for index in range(page.first, min(page.headline + _FARTHEST, page.last)):
        passage = page.passages[index]
        paragraphs += len(passage.text) > _PARAGRAPH
        if paragraphs > 1 or (index > page.first and passage.is_heading):
            return
        if index > page.first and len(passage.text) <= _PARAGRAPH:
            yield index - page.headline, passage


def furniture_around(page: Outline, passage: Passage) -> frozenset[str]:
    """Give the kinds of furniture around a passage, without those around the headline: that box holds the article."""
    return passage.where if page.headline is None else passage.where - page.passages[page.headline].where
