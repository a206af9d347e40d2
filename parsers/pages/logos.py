"""The newspaper's name by its logo, where nothing else tells it: a link home by whose name the title begins or ends."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from parsers.pages.addresses import host_of
from parsers.pages.markup import text_of
from parsers.pages.site_names import LONGEST_STATED, SEPARATOR
from parsers.words.typography import fold, one_line

_MOST_LINKS = 80
"""Links from the page's top among which the logo's is."""
_LONGEST = 60
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
            name = next((name for name in _names_of(link) if fold(name) in ends), "")
            if name:
                return name
    return ""


def _ends_of(title: str) -> set[str]:
    """The title and what stands before and behind each separator in it, folded."""
    parts = [part for found in SEPARATOR.finditer(title) for part in (title[: found.start()], title[found.end() :])]
    return {fold(part) for part in (title, *parts) if _SHORTEST <= len(part) <= _LONGEST}


def _leads_home(address: str, url: str) -> bool:
    """Whether a link leads to the front page of the site that the page is on."""
    address = address.strip().lower()
    if address in _HOMES:
        return True
    _, named, rest = address.partition("://")
    return bool(named) and rest.partition("/")[2] in {"", *_HOMES} and host_of(address) == host_of(url)


def _names_of(link: HtmlElement) -> list[str]:
    """What a link is called: its text, or what its picture or tooltip says instead."""
    pictures = [image.get("alt") for image in islice(link.iter("img"), 2)]
    return [one_line(name) for name in (text_of(link), *pictures, link.get("title")) if name]
