"""The newspaper's name by its logo, where nothing else tells it: a link home by whose name the title begins or ends."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from parsers.pages.addresses import host_of
from parsers.pages.markup import text_of
from parsers.pages.signers import folded
from parsers.pages.site_names import LONGEST_STATED, SEPARATOR
from parsers.words.typography import fold, one_line

_MOST_LINKS = 80
"""Links from the page's top among which the logo's is."""
_LONGEST = 60
_SHORT = 4
_OF_A_LANGUAGE = re.compile(r"/?[a-z]{2}/?")
"""Where the front page of one of several languages lies."""
_SHORTEST = 3
_HOMES = frozenset({"/", "./", "index.php", "/index.php", "index.html", "/index.html", "default.aspx", "/default.aspx"})


def logo_name(tree: HtmlElement, title: str, url: str) -> str:
    """Give the name under which a page links to its front page and that is its title element, or one end of it.

    Args:
        tree: The whole page.
        title: Its title element's text.
        url: Its address.
    """
    ends = _ends_of(title[:LONGEST_STATED])
    for link in islice(tree.iter("a"), _MOST_LINKS) if ends else ():
        if _leads_home(link.get("href") or "", url):
            name = next((end for name in _names_of(link) for end in ends if _has(fold(name), end)), "")
            if name:
                return name
    return ""


def _ends_of(title: str) -> set[str]:
    """The title and what stands before and behind each separator in it, folded."""
    parts = [part for found in SEPARATOR.finditer(title) for part in (title[: found.start()], title[found.end() :])]
    return {fold(part) for part in (title, *parts) if _SHORTEST <= len(part) <= _LONGEST}


def _has(name: str, end: str) -> bool:
    """Whether a link's name is a title's end, alone or with a word for newspapers: «جريدة صدى الأطلس الإلكترونية»."""
    if name == end:
        return True
    added = set(name.split()) - set(end.split())
    return len(end) > _SHORT and f" {end} " in f" {name} " and not added.isdisjoint(folded("desk_words"))


def _leads_home(address: str, url: str) -> bool:
    """Whether a link leads to the front page of the site that the page is on."""
    address = address.strip().lower()
    _, named, rest = address.partition("://")
    path = rest.partition("/")[2] if named else address
    home = path in _HOMES or (bool(named) and not path) or _OF_A_LANGUAGE.fullmatch(path) is not None
    return home and (not named or host_of(address) == host_of(url))


def _names_of(link: HtmlElement) -> list[str]:
    """What a link is called: its text, or what its picture or tooltip says instead."""
    pictures = [image.get("alt") for image in islice(link.iter("img"), 2)]
    return [one_line(name) for name in (text_of(link), *pictures, link.get("title")) if name]
