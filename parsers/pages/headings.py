"""What a page sets as headings: its heading elements, what it calls titles, and the large type of old pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from parsers.pages.markup import text_of, tokens_of
from parsers.pages.site_names import names_site

_SHORTEST, _LONGEST = 10, 300
_TITLE_WORD = re.compile(r"titl|headline|titre|article-?name")
_NOT_TITLE = re.compile(
    r"site-?title|logo|brand|(?:sub|pre)-?titl|(?:sous|sur)-?titre|section-?title|widget|related|sidebar|comment|block-?title"
)
_ARTICLE_WORD = re.compile(r"article|news|post|entry|story|nouvelle", re.IGNORECASE)
_KICKER = re.compile(r"kicker|sur-?titre|overline|eyebrow|roofline|dachzeile|topline|pre-?title")
_LARGE = re.compile(r"\+[1-9]|[4-7]$")
_RUNNING = 3
"""Sizes of font elements above that of running text, and that."""


def main_headings(tree: HtmlElement, sites: set[str]) -> Iterator[str]:
    """Give the page's main headings that are neither the site's name nor called a section's title."""
    yield from _headings(tree, "h1", sites)


def other_headings(tree: HtmlElement, sites: set[str]) -> Iterator[str]:
    """Give what is called a title by its class, then the headings of the second rank."""
    yield from called_titles(tree)
    yield from second_headings(tree, sites)


def second_headings(tree: HtmlElement, sites: set[str]) -> Iterator[str]:
    """Give the headings of the second rank that are neither the site's name nor called a section's title."""
    yield from _headings(tree, "h2", sites)


def _headings(tree: HtmlElement, tag: str, sites: set[str]) -> Iterator[str]:
    for element in tree.iter(tag):
        text = text_of(element)
        if 3 < len(text) < _LONGEST and not _NOT_TITLE.search(tokens_of(element)) and not names_site(text, sites):
            yield text


def kickers_of(tree: HtmlElement) -> set[str]:
    """Give what stands in main headings in a first element that its maker calls a kicker."""
    first = (next(iter(heading), None) for heading in tree.iter("h1"))
    return {text_of(element) for element in first if element is not None and _KICKER.search(tokens_of(element))}


def large_types(tree: HtmlElement) -> Iterator[str]:
    """Give what old pages set in large type, where newer ones have headings: font elements, or big ones."""
    for element in tree.iter("font", "big"):
        if element.tag == "big" or _LARGE.match(element.get("size") or ""):
            text = text_of(element)
            if _SHORTEST < len(text) < _LONGEST:
                yield text


def largest_type(tree: HtmlElement) -> str:
    """Give the text in the largest type of an old page, where one text alone is set in it."""
    sized = [
        (int(size) + _RUNNING * size.startswith("+"), text)
        for element in tree.iter("font")
        if _LARGE.match(size := element.get("size") or "") and _SHORTEST < len(text := text_of(element)) < _LONGEST
    ]
    most = max((size for size, _ in sized), default=0)
    largest = {text for size, text in sized if size == most}
    return largest.pop() if len(largest) == 1 else ""


@lru_cache(maxsize=1 << 14)
def _calls_title(tokens: str) -> bool:
    """Whether a class or id says that its element is a title; a page repeats its names."""
    lowered = tokens.lower()
    return bool(_TITLE_WORD.search(lowered)) and not _NOT_TITLE.search(lowered)


def called_titles(tree: HtmlElement) -> Iterator[str]:
    """Give the texts of elements that their makers call a title."""
    for _, text in _called(tree):
        yield text


def called_articles_titles(tree: HtmlElement) -> Iterator[str]:
    """Give the texts of elements that their makers call an article's title: «titre_article», "ArticleTitle"."""
    for tokens, text in _called(tree):
        if _ARTICLE_WORD.search(tokens):
            yield text


def _called(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Give the class or id of each element that is called a title, with its text."""
    for element in tree.iter("div", "span", "td", "p", "h3"):
        tokens = element.get("class") or element.get("id") or ""
        if tokens and _calls_title(tokens) and len(element) < 4:
            text = text_of(element)
            if _SHORTEST < len(text) < _LONGEST:
                yield tokens, text
