"""The headline, without the site's name, kicker and subtitle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain, islice

from lxml.html import HtmlElement

from parsers.names import looks_like_name
from parsers.pages.headings import (
    called_articles_titles,
    called_titles,
    kickers_of,
    large_types,
    largest_type,
    main_headings,
    other_headings,
    second_headings,
)
from parsers.pages.metadata import Metadata
from parsers.pages.site_names import LONGEST_STATED, SEPARATOR, names_site, strip_site
from parsers.words.typography import fold, one_line

_ALIKE = 0.3
"""Share of common words from which a heading and a stated title are of the same article."""
_MOST_HEADINGS = 60
_LONGER = 1.8
"""How much longer than the stated title a heading may be that is the whole of it: a longer one holds the lead, too."""
_BEYOND = re.compile(r"\s*(?:[|•·\d(\[]|[-–—:]\s)")
"""How what is no more of a headline begins in the heading's box: a date, sections, the site."""
_SHORTEST, _SHORT = 3, 15
"""Characters up to which a heading may be a section's name: one that is a title, and one that is a title's part."""
_SHORTEST_PART = 12
_CLEARLY = 25
"""Characters from which a page's only main heading is a headline and not a section's name."""
_MOST_OF_NAME = 3
"""Words that a person's name has at most, where none of them is known."""
_MOST_OF = 0.45
"""Share of the stated title that a heading within it must make up: less is a work's name in italics."""
_MAY_BE_TITLE = ("b", "font", "strong", "div", "td", "span", "a", "h2", "h3", "h4", "p")

_SAY_LITTLE = frozenset({"title element", "feed"})
"""Statements beside which the page is searched for its headline: the site's name and a section may be all they say."""
Headings = Callable[[], list[str]]
"""Gives the page's headings, the main ones first, when it is first asked."""


def find_title(tree: HtmlElement, metadata: Metadata, sites: set[str], hint: str | None = None) -> tuple[str, str]:
    """Give the headline and where it was taken from; two empty strings where the page has none.

    The visible heading that agrees with what the head states is what readers see, so it wins; without one the stated
    title is stripped of the site's name.

    Args:
        tree: The whole page.
        metadata: What its head states.
        sites: Folded names of the site, as `site_keys` gives them.
        hint: The headline as a feed states it.
    """
    main = list(islice(main_headings(tree, sites), _MOST_HEADINGS))

    @cache
    def shown() -> list[str]:
        """All headings; the main ones mostly settle the question, and the others take a walk over the page."""
        return main + list(islice(other_headings(tree, sites), _MOST_HEADINGS - len(main)))

    stated = [(strip_site(text, sites), origin) for text, origin in _stated(metadata, hint) if text]
    stated = [(text, origin) for text, origin in stated if text and not names_site(text, sites)]
    title, origin = _among(main, shown, stated, sites, kickers_of(tree))
    if not title and all(origin in _SAY_LITTLE for _, origin in stated):
        title, origin = _without_headings(tree, metadata.title, sites)
    if title:
        return title, origin
    if stated:
        return stated[0]
    second = list(second_headings(tree, sites))
    if not main and len(second) == 1:
        return second[0], "only heading of the second rank"
    return (shown()[0], "heading") if shown() else ("", "")


def _among(
    headings: list[str], shown: Headings, stated: list[tuple[str, str]], sites: set[str], kickers: set[str]
) -> tuple[str, str]:
    """The heading that the head states, wholly or partly, or that is most like it."""
    texts = [text for text, _ in stated]
    main = [text for text in headings if not text.endswith(":")]
    whole = _shown_as_stated(main, shown, texts, sites)
    if whole:
        return _without_kicker(whole, stated, shown, kickers), "heading that the head states"
    for text, origin in stated:
        agreeing = _agreeing(text, shown())
        if agreeing:
            return agreeing, f"heading that agrees with {origin}"
    alike, agreed = _most_alike(main, texts), _agreed(stated)
    if agreed and not alike:
        return agreed, "og:title and json-ld"
    return alike or (main[0] if len(main) == 1 and len(main[0]) > _CLEARLY else ""), "main heading"


def _agreed(stated: list[tuple[str, str]]) -> str:
    """What the head states alike for sharing and in JSON-LD, or the latter alone where the former only adds to it."""
    by_origin = {origin: text for text, origin in stated}
    shared, linked = by_origin.get("og:title", ""), by_origin.get("json-ld", "")
    begins = (
        len(linked) > _CLEARLY and shared.startswith(linked) and not shared[len(linked) : len(linked) + 1].isalnum()
    )
    return linked if begins else ""


def _without_headings(tree: HtmlElement, title: str, sites: set[str]) -> tuple[str, str]:
    """The headline of a page whose title element alone states it, and no heading does."""
    parts = _parts(title, sites)
    alone = _part_standing_alone(tree, parts)
    if alone:
        return alone, "part of the title element that stands alone on the page"
    for text in large_types(tree):
        if any(fold(text).startswith(f"{key} ") for key in parts):
            return text, "large type that begins with a part of the title element"
    largest = largest_type(tree)
    if len(largest) > _CLEARLY and (len(title) <= _CLEARLY or not _is_shown(tree, title)):
        return largest, "largest type of a page whose title element is another"
    for kind in (called_titles, called_articles_titles):
        called = list(kind(tree))
        if len(called) == 1 and len(called[0]) > _SHORT:
            return called[0], "only element called a title"
    return "", ""


def _shown_as_stated(main: list[str], shown: Headings, stated: list[str], sites: set[str]) -> str:
    """The longest main heading that is a stated title; else, where none is one, that begins one and is set apart in it.

    What only ends a title may be the site's motto, and a short beginning a section's name, but before a person's.
    """
    wholes = {fold(title) for title in stated}
    starts = {fold(title[: found.start()]) for title in stated for found in SEPARATOR.finditer(title)}
    signed = {key for title in stated for key in _before_names(title)}
    for known, shortest in ((wholes, _SHORTEST), (signed, _SHORTEST), (starts, _SHORT)):
        found = [text for heading in main for text in (heading, strip_site(heading, sites)) if fold(text) in known]
        best = max(found, key=len, default="")
        if len(best) > shortest:
            return best
        if any(fold(text) in known for text in shown()):
            return ""
    return ""


def _before_names(title: str) -> Iterator[str]:
    """The several words that a title says before a person's name, as columns do: «Under the bridge - Jane Doe»."""
    for found in SEPARATOR.finditer(title):
        start = title[: found.start()]
        if len(start) <= _SHORT and " " in start and _is_name(title[found.end() :]):
            yield fold(start)


def _is_name(text: str) -> bool:
    """Whether a title's end is a name; of more words than most names have, one that begins with a known one."""
    return looks_like_name(text, strict=len(text.split()) > _MOST_OF_NAME)


def _without_kicker(heading: str, stated: list[tuple[str, str]], headings: Headings, kickers: set[str]) -> str:
    """What stands alone elsewhere, where the heading is that with a kicker; JSON-LD's headline may have one, too."""
    shown = fold(heading)
    if any(origin == "json-ld" and fold(text) == shown for text, origin in stated):
        return heading
    titles = [heading, *(text for text, _ in stated)]
    apart = {fold(title[found.end() :]) for title in titles for found in SEPARATOR.finditer(title)}
    apart |= {fold(text) for text, origin in stated if origin == "og:title"}
    apart = {key for key in apart if shown.endswith(f" {key}")}
    alone = (text for text in chain(titles, headings() if apart else ()) if len(text) > _CLEARLY)
    found = next((text for text in alone if fold(text) in apart), heading)
    before = heading[: -len(found)]
    return heading if before.endswith(": ") and before.strip() not in kickers else found


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
    return best


def _parts(title: str, sites: set[str]) -> dict[str, str]:
    """What stands on either side of each separator, but the site's names, by the form that is compared."""
    parts = {
        fold(part): part
        for found in SEPARATOR.finditer(title[:LONGEST_STATED])
        for part in (title[: found.start()], title[found.end() : LONGEST_STATED])
        if len(part) > _SHORTEST_PART
    }
    return {key: part for key, part in parts.items() if not names_site(part, sites)}


def _part_standing_alone(tree: HtmlElement, parts: dict[str, str]) -> str:
    """The part of «site - headline» that the page shows as an element's whole text, the rarer one: logos repeat."""
    if not parts:
        return ""
    shown = Counter(key for element in tree.iter(*_MAY_BE_TITLE) if (key := fold(element.text or "")) in parts)
    return parts[min(shown, key=lambda key: (shown[key], -len(key)))] if shown else ""


def _is_shown(tree: HtmlElement, title: str) -> bool:
    """Whether the page shows its title element as the whole text of something else."""
    key = fold(title)
    return any(fold(element.text or "") == key for element in tree.iter(*_MAY_BE_TITLE))


def _stated(metadata: Metadata, hint: str | None) -> Iterator[tuple[str, str]]:
    yield metadata.first("og:title"), "og:title"
    yield metadata.linked.headline, "json-ld"
    yield metadata.first("twitter:title", "dc.title", "title", "headline"), "meta"
    yield metadata.title, "title element"
    yield one_line(hint), "feed"


def _agreeing(stated: str, headings: Iterable[str]) -> str:
    key = fold(stated)
    if len(key) < 4:
        return ""
    for heading in headings:
        shown = fold(heading)
        if shown == key or (len(shown) > max(15, _MOST_OF * len(key)) and shown in key and not heading.endswith(":")):
            return heading
        if len(key) > 15 and key in shown and (len(shown) < _LONGER * len(key) or len(key) > _CLEARLY):
            goes_on = shown.startswith(key) and not _BEYOND.match(heading[len(stated) :])
            return heading if goes_on and len(shown) < _LONGER * len(key) else stated
    return ""
