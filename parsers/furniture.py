"""What stands on a page beside the article: found by what its maker calls it, or by the words it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from lxml.html import HtmlElement

from parsers.presswords import words_of
from parsers.typography import fold

_SILENT = ("script", "style", "noscript", "template", "iframe", "amp-ad", "amp-sidebar", "object", "embed")
_CALLED = re.compile(
    r"(?:^|[\s_-])(?:lire-?aussi|alire|a-lire|read-?also|also-?read|inline-?relat\w*|relat(?:ed|ion)s?|related-?\w*|similar\w*|autres|"
    r"post-bottom-related|stream-item|pub|publicite|ads?|advert\w*|banner|sponsor\w*|share|sharing|sharedaddy|social\w*|soc|"
    r"share-(?:links|buttons?|bar)|comments?|commentlist|comment-list|disqus\w*|respond|forum|newsletter|whatsapp|telegram|"
    r"breadcrumbs?|fil-ariane|chemin|outils|print|tags?|tags-links|taglist|post-tags|entry-tags|most-?(?:read|viewed|popular)|"
    r"pager|pagination|post-navigation|nav-links|author-?box|author-?bio|about-?author|breaking(?:-news)?|ticker|taboola|outbrain|trc_related\w*|"
    r"copyright|mention|recommend\w*)(?:$|[\s_-])"
)
_KEEP = re.compile(r"(?:article|entry|post|story|main|content|texte?|body)-?(?:body|content|text|main|details?)?(?:$|\s)")
_CONTAINERS = ("div", "section", "aside", "ul", "ol", "p", "span", "table", "nav", "footer", "figure", "figcaption", "h2", "h3", "h4", "li", "form", "center")
_MOST_TEXT = 1_500
"""Characters beyond which an element is not dropped for its name alone: themes call whole articles strange things."""


def drop_furniture(tree: HtmlElement, selectors: Iterable[str] = ()) -> HtmlElement:
    """Take furniture out of a tree, in place, and give the tree.

    Args:
        tree: A copy; it is changed.
        selectors: CSS selectors of a newspaper's own furniture.
    """
    doomed = list(tree.iter(*_SILENT))
    for selector in selectors:
        doomed.extend(tree.cssselect(selector))
    doomed.extend(element for element in tree.iter(*_CONTAINERS) if _is_furniture(element))
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def _is_furniture(element: HtmlElement) -> bool:
    called = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if len(called) < 2 or not _CALLED.search(called):
        return _leads_away(element)
    return element.find(".//h1") is None and _length(element) < _MOST_TEXT


def _leads_away(element: HtmlElement) -> bool:
    """A short element that begins with «اقرأ أيضا» and holds a link."""
    if element.tag not in {"div", "p", "section", "aside", "ul"}:
        return False
    beginning = (element.text or "").strip() or next((text for child in list(element)[:2] if (text := (child.text or "").strip())), "")
    return bool(beginning) and len(beginning) < 60 and bool(_also().match(fold(beginning))) and element.find(".//a") is not None and _length(element) < 600


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


@cache
def _also() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(re.escape(fold(word)) for word in words_of("furniture", "also")) + r")(?:\s|$)")


@cache
def _lines() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(re.escape(fold(word)) for word in words_of("furniture", "lines")) + r")(?:\s|$)")


_LONGEST_LINE = 160


def drop_lines(lines: list[str], furniture: tuple[str, ...] = ()) -> list[str]:
    """Leave out lines that lead to other articles, ask to share or announce an advertisement.

    >>> drop_lines(["نص الخبر.", "اقرأ أيضا: خبر آخر"])
    ['نص الخبر.']
    """
    own = {fold(line) for line in furniture}
    return [line for line in lines if not _is_furniture_line(line, own)]


def _is_furniture_line(line: str, own: set[str]) -> bool:
    key = fold(line)
    if key in own:
        return True
    if len(line) > _LONGEST_LINE:
        return False
    return bool(_also().match(key)) or (len(key) < 70 and bool(_lines().match(key)))
