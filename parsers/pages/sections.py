"""The newspaper's own section as a page shows it: on the way from the home page, or as the post's category."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from parsers.pages.metadata import absolute
from parsers.words.presswords import words_of
from parsers.words.text import fold
from parsers.words.typography import one_line

_MARKS = ("readcrumb", "-ariane")
"""In the names by which themes and their plugins mark the way: breadcrumb(s), Breadcrumb, fil-ariane."""
_WAY = f"((//@class | //@id)[{' or '.join(f'contains(., {mark!r})' for mark in _MARKS)}])[1]/.."
"""Asks attributes, not elements for each of theirs: in less than half the time."""
_CATEGORY = '//a[contains(concat(" ", @rel, " "), " category ")]'
"""WordPress marks a post's categories so (https://developer.wordpress.org/reference/functions/get_the_category_list/)."""
_LONGEST = 60


def visible_section(tree: HtmlElement, html: str, url: str, title: str) -> str | None:
    """Give the first step on the way from the home page to the article; None where the page shows no way.

    Args:
        tree: The page.
        html: Its source: most pages show no way, and their trees are not searched.
        url: Of the page.
        title: The headline, which is often the last step.

    >>> from lxml.html import fromstring
    >>> way = '<ul class="breadcrumb"><li><a href="/">الرئيسية</a><li><a href="/s">مجتمع</a><li>عنوان</ul>'
    >>> visible_section(fromstring(way), way, "https://example.ma/1", "عنوان")
    'مجتمع'
    """
    return next((name for name in _steps(tree, html, url) if name != title and len(name) <= _LONGEST), None)


def _steps(tree: HtmlElement, html: str, url: str) -> Iterator[str]:
    links = [link for way in tree.xpath(_WAY) for link in way.iter("a")] if any(mark in html for mark in _MARKS) else []
    for link in links or (tree.xpath(_CATEGORY) if "category" in html else ()):
        name = one_line(link.text_content())
        if name and fold(name) not in _home() and not _is_a_root(absolute(url, link.get("href") or "")):
            yield name


@cache
def _home() -> frozenset[str]:
    return frozenset(map(fold, words_of("furniture", "home")))


def _is_a_root(url: str | None) -> bool:
    """Whether an address is a site's root, of whichever site: another paper of its publisher is no section."""
    if url is None:  # no address for the web
        return False
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query
