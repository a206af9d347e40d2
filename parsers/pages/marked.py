"""Dates and names in elements that say by markup what they hold, anywhere on a page but beside the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from parsers.pages.author_boxes import headlines, is_author_box, leads_on, name_in, without_block
from parsers.pages.markup import characters, text_of, tokens_of
from parsers.pages.signers import folded
from parsers.words.typography import fold

_DATED = etree.XPath("//time | //abbr[@title] | //@itemprop[contains(., 'date') or contains(., 'Date')]/..")
_CALLED_SO = ("uthor", "yline", "writer", "vcard", "username")
"""In the names of elements that hold an author: author, Author, byline, Byline."""
_CALLED = " or ".join(f"contains(., '{word}')" for word in _CALLED_SO)
_PROFILES = (
    "/author",
    "/autor",
    "/auteur",
    "/user",
    "/profil",
    "/redaktion/",
    "/staff/",
    "/journalist",
    "/redacteur",
    "/writer",
    "/team/",
)
"""Where addresses of writers' own pages lie."""
_SIGNED = etree.XPath(
    "(//@rel[contains(., 'author')]"
    " | //@itemprop[contains(., 'author') or contains(., 'creator')]"
    " | //@data-author"
    f" | //@class[{_CALLED}])/.."
)
"""Attributes that say who signs; asked for themselves, not for elements with each of them: in half the time."""
_PROFILE = re.compile("|".join(map(re.escape, _PROFILES)))
_NUMBERED = re.compile(r"[?&]\w+=\d+$")
_NAMED = etree.XPath(".//*[@itemprop='name']")
_ELSEWHERE = re.compile(
    r"comment|relat|recommend|sidebar|(?<!elementor-)widget|footer|popular|trending|latest|promo(?!ted)|carousel|\bnav|most-|more-|respond|newsletter|disqus|kommentar|teaser|appetizer|listing|card-?byline"
)
"""Elementor calls all its boxes widgets."""
_OTHERS = re.compile(r"comment|relat|recommend|popular|trending|latest|most-|more-|respond|disqus|kommentar|sidebar")
_ASIDES = frozenset({"footer", "nav", "aside"})
_NOT_NAME = re.compile(
    r"bio|box|avatar|image|photo|img|social|follow|authori|desc|info-|job|role|position|title\b|email|twitter|link-?list|more"
)
_PUBLISHED = re.compile(r"datepublished|published|pubdate|entry-date|post-date|posted|publish")
_CHANGED = re.compile(r"datemodified|updat|modif")
_CREATED = re.compile(r"datecreated")
_MOST = 40
_LEVELS = 8
_CARD_LEVELS = 3
_SEVERAL = 3
_LEVELS_TO_HEADING = 4
_HEAD = 400
"""Characters below which a box with the main heading holds an article's head alone."""
_CARD = 600
"""Characters below which a box with a heading only leads to an article."""
_DATE = 60
"""Characters besides a name and a headline's link in a box that only leads to an article."""
_CARD_HEADINGS = ("h2", "h3", "h4", "h5")
_LONGEST_NAMES = 120
_LONGEST_DATE = 60
_WHOLE_PAGE = 4_000
"""Characters from which an element holds the article itself, whatever it is called: Blogger calls it a widget."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A value that an element's markup vouches for.

    Attributes:
        weight: How far it is believed, on the scale of `published` or `bylines`.
    """

    text: str
    weight: float
    why: str
    is_change: bool = False


def marked_dates(tree: HtmlElement) -> Iterator[Marked]:
    """Give the dates of time elements and of microdata, those said to be of publication first in weight."""
    for index, element in enumerate(_select(_DATED, tree)):
        text, called = _date_of(element), tokens_of(element)
        said = bool(_PUBLISHED.search(called))
        if not any(map(str.isdigit, text)) or _is_elsewhere(element, _OTHERS if said else _ELSEWHERE):
            continue
        weight = 82 if "datepublished" in called else 66 if _CREATED.search(called) else 76 if said else 58
        changed = bool(_CHANGED.search(called)) and not said
        yield Marked(text, weight - 0.5 * index, called.strip()[:40] or "time element", changed)


def _date_of(element: HtmlElement) -> str:
    """What an element states for machines, or else shows."""
    stated = next((value for name in ("datetime", "content", "title") if (value := element.get(name))), "")
    return stated or text_of(element)[:_LONGEST_DATE]


def marked_names(tree: HtmlElement, title: str) -> Iterator[Marked]:
    """Give the texts of elements that are called an author's, in the page's order.

    Args:
        tree: The page.
        title: Its title element's: what is headed otherwise is another article.
    """
    found = [*_named_elements(tree, fold(title))]
    lists = _lists_of_writers(found)
    given = [one for one in found if one[2] not in lists]
    for index, (_, text, called) in enumerate(given):
        yield Marked(text, 48 - index, f"element called {called.strip()[:30]}")
    if not found:
        yield from _only_link(tree)


def _named_elements(tree: HtmlElement, title: str) -> Iterator[tuple[HtmlElement, str, str]]:
    """The elements that are called an author's, each with its text and what it is called."""
    profiles = _profiles(tree)
    for element in (*_select(_SIGNED, tree), *profiles):
        called = tokens_of(element)
        holder = _holder(element, called)
        text = "" if holder is None else _stated_by(holder)
        if not text or len(text) > _LONGEST_NAMES or "://" in text or fold(text) in folded("about"):
            continue
        if not (_is_elsewhere(element) or _is_in_card(element, holder, title, profiles) or leads_on(element, profiles)):
            yield element, text, called


def _lists_of_writers(found: list[tuple[HtmlElement, str, str]]) -> set[str]:
    """What elements are called that name several writers in turn, far from a headline: none of those signs."""
    names: dict[str, set[str]] = {}
    for _, text, called in found:
        names.setdefault(called, set()).add(text)
    lists = {called for called, texts in names.items() if len(texts) >= _SEVERAL}
    return {called for called in lists if not any(_is_headed(one) for one, _, name in found if name == called)}


def _is_headed(element: HtmlElement) -> bool:
    """Whether an element stands in a box with the main heading, and hardly more than that."""
    boxes = islice(element.iterancestors(), _LEVELS_TO_HEADING)
    return any(next(box.iter("h1"), None) is not None and characters(box) < _HEAD for box in boxes)


def _holder(element: HtmlElement, called: str) -> HtmlElement | None:
    """The element that states the name in one that is called an author's; None where that is called something else."""
    author = "author" in (element.get("rel") or "") + (element.get("itemprop") or "")
    if element.tag == "a" or author or not _NOT_NAME.search(without_block(called)):
        stated = next(iter(_select(_NAMED, element)), None)
        return name_in(element) if stated is None else stated
    name = name_in(element) if is_author_box(called) else element
    return None if name is element else name


def _stated_by(holder: HtmlElement) -> str:
    return (holder.get("content") if holder.tag in {"meta", "link"} else None) or text_of(holder)


def _is_in_card(element: HtmlElement, holder: HtmlElement, title: str, profiles: list[HtmlElement]) -> bool:
    """Whether a name stands in a box of its own with a heading, or a headline's link, that leads to another article."""
    for node in islice(element.iterancestors(), _CARD_LEVELS):
        length = characters(node)
        if length >= _CARD or node.tag in {"body", "main"} or next(node.iter("h1"), None) is not None:
            return False  # and what is around a large box is larger
        heading = next((one for one in node.iter(*_CARD_HEADINGS) if next(one.iter("a"), None) is not None), None)
        if heading is None or heading in (holder, *holder.iterancestors()):
            links = [one for one in headlines(node, profiles) if one is not element]
            told = len(text_of(holder)) + sum(len(text_of(link)) for link in links)
            heading = links[0] if links and length < told + _DATE else None
        if heading is not None:
            return fold(text_of(heading)) not in title
    return False


def _only_link(tree: HtmlElement) -> Iterator[Marked]:
    """The author that all links to one name, wherever they stand: some papers keep theirs in the article's sidebar."""
    named = {text_of(link) for link in tree.iter("a") if "author" in (link.get("rel") or "").split()} - {""}
    if len(named) == 1:
        yield Marked(named.pop(), 40, "the page's only link to an author")


def _profiles(tree: HtmlElement) -> list[HtmlElement]:
    """Links to writers' own pages: their addresses end with the name, where that is in Latin letters."""
    return [link for link in tree.iter("a") if _is_profile(link)][:_MOST]


def _is_profile(link: HtmlElement) -> bool:
    address = (link.get("href") or "").removesuffix("/")
    found = _PROFILE.search(address)
    if found is None:
        return False
    folders, _, slug = address[found.start() + 1 :].lower().rpartition("/")
    words = fold(text_of(link)).split()
    named = any(len(word) > 1 and word in slug for word in words) and folders and "/" not in folders
    elsewhere = not "".join(words).isascii() and folders and "?" not in slug
    return bool(named or elsewhere or _NUMBERED.search(address))


def _select(expression: etree.XPath, tree: HtmlElement) -> list[HtmlElement]:
    found = expression(tree)
    return [element for element in found if isinstance(element, HtmlElement)][:_MOST] if isinstance(found, list) else []


def _is_elsewhere(element: HtmlElement, words: re.Pattern[str] = _ELSEWHERE) -> bool:
    node: HtmlElement | None = element
    for _ in range(_LEVELS):
        if node is None or node.tag in {"body", "article", "main"}:
            return False
        if (node.tag in _ASIDES and words is _ELSEWHERE) or words.search(
            f"{node.get('class') or ''} {node.get('id') or ''}".lower()
        ):
            return sum(map(len, node.itertext())) < _WHOLE_PAGE
        node = node.getparent()
    return False
