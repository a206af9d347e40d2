"""What a newspaper's front page tells of the newspaper: its name, its language, its feeds and its API."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from parsers.language import detect_language
from parsers.pages.markup import text_of, tree_of
from parsers.pages.metadata import absolute, read_metadata

_FEEDS = ("application/rss+xml", "application/atom+xml")
_COMMENTS = re.compile(r"comment|commentaire|تعليق", re.IGNORECASE)
_WORDPRESS = "https://api.w.org/"
"""What WordPress calls the link to its API (developer.wordpress.org/rest-api/using-the-rest-api/discovery)."""
_HEADLINE = 20
"""Letters from which a link's text is rather a headline than a menu's word."""
_MOST_HEADLINES = 40


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A front page.

    Attributes:
        name: What the page calls its site, else its title; empty where there is neither.
        language: ISO 639-1, of its headlines; None where neither they nor the page tell.
        feeds: RSS and Atom feeds that it links, comments aside, absolute.
        api: The root of its WordPress API.
    """

    name: str
    language: str | None
    feeds: tuple[str, ...]
    api: str | None


def read_front_page(body: bytes, content_type: str | None, url: str) -> FrontPage | None:
    """Read a front page; None where it is no page that can be read."""
    tree = tree_of(body, content_type)
    if tree is None:
        return None
    metadata = read_metadata(tree)
    return FrontPage(
        name=next(iter(metadata.site_names), metadata.title),
        language=detect_language(" ".join(_headlines(tree)), metadata.declared_language),
        feeds=tuple(dict.fromkeys(_linked_feeds(tree, url))),
        api=next(_links(tree, url, lambda link: _WORDPRESS in (link.get("rel") or "")), None),
    )


def _linked_feeds(tree: HtmlElement, url: str) -> Iterator[str]:
    return _links(
        tree,
        url,
        lambda link: (
            (link.get("type") or "").lower() in _FEEDS
            and not _COMMENTS.search(f"{link.get('href')} {link.get('title')}")
        ),
    )


def _links(tree: HtmlElement, url: str, wanted: Callable[[HtmlElement], bool]) -> Iterator[str]:
    for link in tree.iter("link"):
        address = absolute(url, link.get("href") or "") if wanted(link) else None
        if address is not None:
            yield address


def _headlines(tree: HtmlElement) -> list[str]:
    texts = dict.fromkeys(text_of(link) for link in tree.iter("a"))
    return [text for text in texts if len(text) >= _HEADLINE][:_MOST_HEADLINES]
