"""The headline, without the site's name, kicker and subtitle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from parsers.markup import text_of, tokens_of
from parsers.metadata import Metadata
from parsers.typography import fold, one_line

_SEPARATOR = re.compile(r"\s+[|–—·•»«:\-/~]{1,2}\s+|\s*\|\s*|\s*::\s*|\s+»\s*|:\s+|\s+[-–—]\s*")
_LONGEST = 300
_LONGEST_STATED = 500
_MOST_BREAKS = 12
_MOST_HEADINGS = 60
_ALIKE = 0.3
"""Share of common words from which a heading and a stated title are of the same article."""
_CLEARLY = 25
"""Characters from which a page's only main heading is a headline and not a section's name."""
_MOST_OF = 0.45
"""Share of the stated title that a heading within it must make up: less is a work's name in italics."""
_MAY_BE_TITLE = ("b", "font", "strong", "div", "td", "span", "a", "h2", "h3", "h4", "p")
_TITLE_WORD = re.compile(r"titl|headline|titre|article-?name")
_NOT_TITLE = re.compile(
    r"site-?title|logo|brand|sub-?titl|sous-?titre|section-?title|widget|related|sidebar|comment|block-?title"
)


def find_title(tree: HtmlElement, metadata: Metadata, url: str, hint: str | None = None) -> tuple[str, str]:
    """Give the headline and where it was taken from; two empty strings where the page has none.

    The visible heading that agrees with what the head states is what readers see, so it wins; without one the stated
    title is stripped of the site's name.

    Args:
        tree: The whole page.
        metadata: What its head states.
        url: Its address: the host names the site, too.
        hint: The headline as a feed states it.
    """
    sites = site_keys(metadata, url)
    headings = list(islice(_headings(tree, sites), _MOST_HEADINGS))
    stated = [(strip_site(text, sites), origin) for text, origin in _stated(metadata, hint) if text]
    stated = [(text, origin) for text, origin in stated if text and not _names_site(text, sites)]
    for text, origin in stated:
        agreeing = _agreeing(text, [heading for heading, _ in headings])
        if agreeing:
            return agreeing, f"heading that agrees with {origin}"
    alike = _most_alike([heading for heading, is_main in headings if is_main], [text for text, _ in stated])
    if alike:
        return alike, "main heading"
    if all(origin == "title element" for _, origin in stated):
        alone = _part_standing_alone(tree, metadata.title, sites)
        if alone:
            return alone, "part of the title element that stands alone on the page"
        called = list(_called_titles(tree))
        if len(called) == 1:
            return called[0], "only element called a title"
    return stated[0] if stated else (headings[0][0], "heading") if headings else ("", "")


def _most_alike(headings: list[str], stated: list[str]) -> str:
    """The main heading that shares most words with what the head states: search engines are told other titles."""
    best, share = "", _ALIKE
    for heading in headings:
        shown = set(fold(heading).split())
        for text in stated:
            words = set(fold(text).split())
            common = len(shown & words) / max(1, min(len(shown), len(words)))
            if common > share and len(shown) > 2:
                best, share = heading, common
    return best or (headings[0] if len(headings) == 1 and len(headings[0]) > _CLEARLY else "")


def _part_standing_alone(tree: HtmlElement, title: str, sites: set[str]) -> str:
    """The part of «site - headline» that the page shows as an element's whole text, the rarer one: logos repeat."""
    parts = {
        fold(part): part
        for found in _SEPARATOR.finditer(title[:_LONGEST_STATED])
        for part in (title[: found.start()], title[found.end() : _LONGEST_STATED])
        if len(part) > 12
    }
    parts = {key: part for key, part in parts.items() if not _names_site(part, sites)}
    if not parts:
        return ""
    shown = Counter(key for element in tree.iter(*_MAY_BE_TITLE) if (key := fold(element.text or "")) in parts)
    return parts[min(shown, key=lambda key: (shown[key], -len(key)))] if shown else ""


def _stated(metadata: Metadata, hint: str | None) -> Iterator[tuple[str, str]]:
    yield metadata.first("og:title"), "og:title"
    yield metadata.linked.headline, "json-ld"
    yield metadata.first("twitter:title", "dc.title", "title", "headline"), "meta"
    yield metadata.title, "title element"
    yield one_line(hint), "feed"


def _headings(tree: HtmlElement, sites: set[str]) -> Iterator[tuple[str, bool]]:
    """The page's headings and whether each is a main one: h1 first, then what is called a title by its class."""
    for tag in ("h1", "h2"):
        for element in tree.iter(tag):
            text = text_of(element)
            if 3 < len(text) < _LONGEST and not _NOT_TITLE.search(tokens_of(element)) and not _names_site(text, sites):
                yield text, tag == "h1"
        if tag == "h1":
            yield from ((text, False) for text in _called_titles(tree))


def _called_titles(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("div", "span", "td", "p", "h3"):
        tokens = element.get("class") or element.get("id") or ""
        if tokens and _TITLE_WORD.search(tokens.lower()) and not _NOT_TITLE.search(tokens.lower()) and len(element) < 4:
            text = text_of(element)
            if 10 < len(text) < _LONGEST:
                yield text


def _agreeing(stated: str, headings: Iterable[str]) -> str:
    key = fold(stated)
    if len(key) < 4:
        return ""
    for heading in headings:
        shown = fold(heading)
        if shown == key or (len(shown) > max(15, _MOST_OF * len(key)) and shown in key):
            return heading
        if len(key) > 15 and key in shown and len(shown) < 1.8 * len(key):
            return stated if shown.endswith(key) else heading
    return ""


def site_keys(metadata: Metadata, url: str) -> set[str]:
    """List the forms under which a page names its site: stated names, and the host with and without its ending."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    name = max(labels[:-1] or labels, key=len, default="")
    keys = {fold(name) for name in metadata.site_names} | {fold(host), fold(name), fold(name).replace(" ", "")}
    return {key for key in keys if len(key) > 1}


def _names_site(text: str, sites: set[str]) -> bool:
    key = fold(text)
    return key in sites or key.replace(" ", "") in sites


def strip_site(title: str, sites: set[str]) -> str:
    """Take the site's name off either end of a title.

    >>> strip_site("صحيفة المثال : عنوان الخبر كاملا", {fold("صحيفة المثال")})
    'عنوان الخبر كاملا'
    """
    title = one_line(title[:_LONGEST_STATED])
    breaks = [(found.start(), found.end()) for found in _SEPARATOR.finditer(title)][:_MOST_BREAKS]
    for start, end in breaks:
        if _is_site(title[:start], sites):
            return strip_site(title[end:], sites)
    for start, end in reversed(breaks):
        if _is_site(title[end:], sites):
            return strip_site(title[:start], sites)
    return title


def _is_site(part: str, sites: set[str]) -> bool:
    key = fold(part)
    tight = key.replace(" ", "")
    return bool(key) and (
        key in sites
        or tight in sites
        or any(len(site) > 4 and (site in key and len(key) < len(site) + 20) for site in sites)
    )
