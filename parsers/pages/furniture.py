"""What stands on a page beside the article: found by what its maker calls it, or by the words it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from lxml import etree
from lxml.html import HtmlElement

from parsers.pages.captions import calls_caption
from parsers.pages.furniture_words import also, announces_others, letters_of, may_begin
from parsers.words.remembered import Remembered
from parsers.words.typography import fold

_NEVER = frozenset(
    {
        "script",
        "style",
        "template",
        "iframe",
        "amp-ad",
        "amp-sidebar",
        "object",
        "embed",
        "svg",
        "nav",
        "select",
        "button",
        "head",
        "aside",
        "footer",
        "menu",
        "picture",
        "audio",
        "video",
        "canvas",
        "map",
        "input",
        "label",
        "textarea",
        "link",
        "meta",
        "dialog",
        "fieldset",
    }
)
"""Elements that never hold the text of an article, unless a template wraps the whole of it in one."""
_CALLED = re.compile(
    r"[\s_-](?:lire-?aussi|alire|a-lire|read-?also|also-?read|inline-?relat\w*|relat(?:ed|ion)s?|related-?\w*|similar\w*|"
    r"post-bottom-related|stream-item|comments|commentlist|comment-(?:list|area|form|section|wrap\w*|respond)|disqus\w*|respond|newsletter|"
    r"breadcrumbs?|fil-ariane|most-?(?:read|viewed|popular)|pagination|post-navigation|nav-links|author-?box|author-?bio|about-?author|"
    r"breaking(?:-news)?|ticker|taboola|outbrain|trc_related\w*|recommend\w*|sharedaddy)(?:$|[\s_-])"
)
_MAYBE_CALLED = re.compile(
    r"[\s_-](?:pub|publicite|ads?|advert\w*|banner|sponsor\w*|share|sharing|social\w*|soc|share-(?:links|buttons?|bar)|forum|"
    r"paywall[_-]*(?:gate|offer|message|banner|cta|box|prompt|login|overlay|modal|bar|info)\w*|poll|sondage|survey|adspot|adslot|a-rec|whatsapp|telegram|chemin|outils|print|tags?|tags-links|taglist|post-tags|entry-tags|pager|copyright|mention|autres)(?:$|[\s_-])"
)
"""Words that also name innocent things; what they name is dropped only while it is short.

Both patterns begin with what sets a word off, so that the search leaps from one such character to the next.
"""
_NEVER_CLASS = re.compile(r"^comment(?!ary)|(?:article|post)-comments|mvp-post-add-(?:box|wrap)|infinite-?scroll")
_NEVER_ID = re.compile(
    r"^(?:comment(?!ary)|comol|disqus_thread|dsq-comments)|mvp-post-add-(?:box|wrap)|infinite-?scroll"
)
"""What trafilatura cuts from the page before it looks for the article (its REMOVE_COMMENTS_AND_LISTS_XPATH and
RAW_TREE_PRUNE_XPATH), however long."""
_CONTAINERS = (
    "div",
    "section",
    "aside",
    "ul",
    "ol",
    "p",
    "span",
    "table",
    "nav",
    "footer",
    "figure",
    "li",
    "form",
    "details",
    "td",
    "dd",
    "blockquote",
)
_LEADERS = frozenset({"div", "p", "section", "aside", "ul"})
_HEADINGS = ("h2", "h3", "h4", "h5", "b", "strong", "span", "div", "td")
_FRAMES = frozenset({"body", "html", "article", "main"})
"""Elements that hold the article itself, and are no box of a heading's."""
_MOST_TEXT = 1_500
"""Characters beyond which an element is not dropped for its name alone: themes call whole articles strange things."""
_SHORT = 350
_ANY_LENGTH = 10**9
_LONGEST_NAMES = 200
"""Letters of a class or id whose limit is kept."""
_LONGEST_HEADING = 60
_BESIDE_HEADING = 5
"""Characters besides a heading's own from which an element is not its wrapping alone."""
_LONGEST_LEAD = 600


def drop_furniture(tree: HtmlElement, selectors: Iterable[str] = ()) -> HtmlElement:
    """Take furniture out of a tree, in place, and give the tree.

    Args:
        tree: A copy; it is changed.
        selectors: CSS selectors of a newspaper's own furniture.
    """
    _drop_never(tree)
    for selector in selectors:
        _drop(list(tree.cssselect(selector)))
    elements = [*tree.iter("*")]  # holds Python's view of each, which lxml would make anew for every walk
    away = _leading_away(elements)
    named = ((element, _limit(element)) for element in tree.iter(*_CONTAINERS))
    _drop([element for element, limit in named if (limit and _is_furniture(element, limit)) or element in away])
    for heading in [element for element in tree.iter(*_HEADINGS) if _is_heading(element)]:
        _drop(list(_under(heading)))
    return tree


def _drop_never(tree: HtmlElement) -> None:
    """Drop what never holds text but where the main heading is in it; in one go those that have none in them."""
    headed = _NEVER.intersection(element.tag for element in tree.xpath("//h1/ancestor::*"))
    etree.strip_elements(tree, *(_NEVER - headed), with_tail=False)
    if headed:
        _drop([element for element in tree.iter(*headed) if _is_clear(element)])


def _drop(elements: list[HtmlElement]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is None:
            continue
        if element.tag != "span" and element.tail and not element.tail.isspace():
            _leave_a_break(element, parent)
        else:
            element.drop_tree()


def _leave_a_break(element: HtmlElement, parent: HtmlElement) -> None:
    """Put a line break in a block's place: what stands before and after it are paragraphs of their own."""
    line_break = parent.makeelement("br")
    line_break.tail, element.tail = element.tail, None
    parent.replace(element, line_break)


def _is_furniture(element: HtmlElement, limit: int) -> bool:
    """Whether an element whose names are furniture's up to so many characters is short enough, and no heading's."""
    return limit == _ANY_LENGTH or (_is_shorter(element, limit) and _is_clear(element))


def _limit(element: HtmlElement) -> int:
    """Characters up to which an element is furniture by its names; 0 where they say nothing."""
    class_, id_ = element.get("class"), element.get("id")
    limit = _OF_CLASS[class_] if class_ else 0
    return max(limit, _OF_ID[id_]) if id_ else limit


def _limit_of_name(never: re.Pattern[str], name: str) -> int:
    if never.search(name.lower()):
        return _ANY_LENGTH
    called = f" {name.lower()}"
    if _CALLED.search(called):
        return _MOST_TEXT
    return _SHORT if _MAYBE_CALLED.search(called) or calls_caption(name) else 0


_OF_CLASS = Remembered(partial(_limit_of_name, _NEVER_CLASS), _LONGEST_NAMES)
_OF_ID = Remembered(partial(_limit_of_name, _NEVER_ID), _LONGEST_NAMES)
"""The limits of names: a site's pages share them, and each page repeats its own."""


def _leading_away(elements: list[HtmlElement]) -> set[HtmlElement]:
    """The short elements that begin with «اقرأ أيضا» and hold a link, unless their names say what they are."""
    letters = letters_of("also")
    return {
        element
        for beginning in elements
        if (text := beginning.text) and not text.isspace() and _says_also(text.strip()[:_LONGEST_HEADING], letters)
        for element in _begun_by(beginning)
        if next(element.iter("a"), None) is not None and _is_shorter(element, _LONGEST_LEAD)
    }


def _says_also(text: str, letters: frozenset[str]) -> bool:
    return may_begin(text, letters) and bool(also().match(fold(text)))


def _begun_by(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element that holds a text, and those around it that begin with the same."""
    node: HtmlElement | None = element
    for _ in range(4):
        if node is None:
            return
        if node.tag in _LEADERS and not _limit(node):
            yield node
        parent = node.getparent()
        if parent is None or parent[0] is not node or (parent.text and not parent.text.isspace()):
            return
        node = parent


def _is_heading(element: HtmlElement) -> bool:
    """Whether an element holds, with one other in it at most, nothing but words that announce what is beside."""
    text = element.text
    if not text or text.isspace() or not announces_others(text.strip(), counted=True):
        return False
    return len(element) <= 1 and _is_shorter(element, _LONGEST_HEADING)


def _under(heading: HtmlElement) -> Iterator[HtmlElement]:
    """What a heading announces: the box that it opens, or itself and what follows it in the article's own box."""
    node, parent = heading, heading.getparent()
    limit = _bare_length(heading) + _BESIDE_HEADING
    while parent is not None and parent.tag not in _FRAMES and _is_shorter(parent, limit):
        node, parent = parent, parent.getparent()
    if parent is None:
        return
    if parent.tag not in _FRAMES and _begins(node, parent) and _is_clear(parent):
        yield parent
        return
    yield node
    for sibling in node.itersiblings():
        if _is_clear(sibling):
            yield sibling


def _begins(node: HtmlElement, parent: HtmlElement) -> bool:
    """Whether no text stands in front of an element in its parent."""
    if (parent.text or "").strip():
        return False
    return not any(_bare_length(one) or (one.tail or "").strip() for one in node.itersiblings(preceding=True))


def _is_clear(element: HtmlElement) -> bool:
    """Whether it is no main heading and holds none."""
    return next(element.iter("h1"), None) is None


def _is_shorter(element: HtmlElement, limit: int) -> bool:
    """Whether its bare length is below a limit, counted no further than that."""
    for text in element.itertext():
        limit -= len(text.strip())
        if limit <= 0:
            return False
    return limit > 0


def _bare_length(element: HtmlElement) -> int:
    """Characters of an element's texts, each without the blanks around it."""
    return sum(len(text.strip()) for text in element.itertext())
