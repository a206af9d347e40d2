"""The body of an article: trafilatura on a tree freed of furniture, and what to do where it misses the article."""

from __future__ import annotations

import logging
import re
from copy import copy, deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from lxml import etree
from lxml.html import HtmlElement, fromstring
from trafilatura.baseline import baseline
from trafilatura.external import compare_extraction
from trafilatura.htmlprocessing import convert_tags, prune_html, recover_math, tree_cleaning
from trafilatura.settings import MANUALLY_CLEANED, MANUALLY_STRIPPED, Extractor
from trafilatura.xml import delete_element, xmltotxt

from parsers.pages.edges import trim
from parsers.pages.furniture import drop_furniture
from parsers.pages.furniture_lines import drop_lines
from parsers.pages.layout import modernise, paragraphs_from_breaks
from parsers.pages.main_content import main_content
from parsers.pages.markup import characters
from parsers.pages.signatures import is_whole_credit
from parsers.words.typography import normalise
from sources import Extraction

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports each page it gives up; our rejections say so

_FAILURES = (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError)
_POOR = 700
"""Characters below which the main extractor's result is not trusted alone: without others beside it snippets of real
pages lose .005 F1. trafilatura goes on from there to extract the page once more in its recall mode, which doubles their
cost for .0005."""
_MOST_ELEMENTS = 30_000
"""Elements beyond which others are not worth their seconds: the largest of 1,100 real pages has as many."""
_HIDDEN = 1.8
"""How many times the main extractor's text the whole page's must be for others to find more in it: of 93 real pages
none did with less than twice."""
_LONGER = 1.1
"""How much longer another's text must be to be taken."""
_BETTER = 1.5
"""How much longer the page's own articleBody must be to show that the cleaner missed the article."""
_SHORT_BODY = 250
_BLOCK_END = re.compile(r"</(?:p|div|h[1-6]|li|blockquote)>|<br\s*/?>", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]{0,300}>")
_ARABIC = re.compile(r"[\u0620-\u064a]{3}")
_FOR_LAYOUT = ("presentation", "none")
"""Roles of tables that lay a page out."""
_NOT_TEXT = tuple(name for name in MANUALLY_CLEANED if name != "form")
_PREFORMATTED = ("code", "pre")
"""Besides, what trafilatura calls a quote may have been preformatted, with blank lines between its paragraphs."""
_BLANK_LINE = re.compile(r"\n\s*\n")
_WRAP = re.compile(r"\s*\n\s*")
_LIST_MARKS = frozenset("-*•|")
_LIST_MARK = re.compile(r"^\s*(?:[-*•]\s+|\|\s*)|\s*\|\s*$")


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text, a paragraph a line, and which way it was got."""

    text: str
    method: str


def extract_body(
    tree: HtmlElement, *, title: str = "", stated: str = "", language: str = "", hints: Extraction | None = None
) -> Body:
    """Extract the body of an article from a page's tree, which stays as it is.

    Args:
        tree: The whole page.
        title: The headline; its repetition above the body is left out.
        stated: The articleBody that the page's JSON-LD states.
        language: ISO 639-1 as declared, for the month names in datelines; Arabic is seen.
        hints: The newspaper's own selectors, tried first.
    """
    body, method = _by_selector(tree, hints), "selector"
    if len(body) < _SHORT_BODY:
        body, method = _by_cleaner(tree, hints.drop if hints else ())
        own = _stated_text(stated)
        if len(own) > _BETTER * len(body) and len(own) > _SHORT_BODY:
            body, method = own, "json-ld"
    spoken = "ar" if _ARABIC.search(body[:200]) else language
    return Body(_tidy(body, title, spoken, hints.furniture if hints else ()), method)


def _by_cleaner(tree: HtmlElement, drop: tuple[str, ...]) -> tuple[str, str]:
    """The generic way: the main extractor alone, and others beside it where that gives little."""
    main = _extract(tree, drop)
    body = _as_text(main)
    if len(body) < _POOR and tree.xpath("count(.//*)") < _MOST_ELEMENTS:
        article = _article_tree(tree, drop)
        other = _beside_others(article, main) if _length_on_one_line(article) > _HIDDEN * len(body) else ""
        if len(other) > _LONGER * len(body):
            return other, "trafilatura"
    return body, "trafilatura-fast"


def _length_on_one_line(tree: HtmlElement) -> int:
    """Characters of a tree's text, one blank between its words, as in the body that it is held against."""
    return len(" ".join("".join(tree.itertext()).split()))


def _article_tree(tree: HtmlElement, drop: tuple[str, ...]) -> HtmlElement:
    return paragraphs_from_breaks(modernise(drop_furniture(deepcopy(tree), drop)))


@cache
def _options() -> Extractor:
    return Extractor(output_format="python", comments=False, with_metadata=False)


def _extract(tree: HtmlElement, drop: tuple[str, ...]) -> etree._Element:
    """Run the main extractor alone."""
    try:
        return main_content(lambda: _simplified(_article_tree(tree, drop)), _options())
    except _FAILURES:
        return etree.Element("body")


def _simplified(tree: HtmlElement) -> HtmlElement:
    """Bring a page to the few elements that the extractor knows, in place: trafilatura's `tree_cleaning` and more.

    That walks over the tree for each of sixty names; libxml2 tells them all in one walk.
    """
    recover_math(tree)
    for element in tree.iter("figure", "table"):
        if _holds_a_table(element) if element.tag == "figure" else element.get("role") in _FOR_LAYOUT:
            element.tag = "div"
    etree.strip_tags(tree, *MANUALLY_STRIPPED)
    etree.strip_elements(tree, *_NOT_TEXT, with_tail=False)
    _drop_forms(tree)
    return convert_tags(prune_html(tree), _options())


def _holds_a_table(figure: HtmlElement) -> bool:
    return figure.find(".//table") is not None


def _drop_forms(tree: HtmlElement) -> None:
    """Drop forms; the one that holds most of the page's text is its frame."""
    forms = list(tree.iter("form"))
    half = characters(tree) / 2 if forms else 0
    for form in forms:
        if half and characters(form) > half:
            form.tag = "div"
        else:
            delete_element(form)


def _beside_others(tree: HtmlElement, main: etree._Element) -> str:
    """Give the text that trafilatura takes of its extractor's, readability's and justext's; the tree is used up.

    Some of their ways end lines with line breaks in a text, so that those of the source are to go before.
    """
    _unwrap(tree)
    try:
        cleaned = tree_cleaning(copy(tree), _options())
        body, text = compare_extraction(
            cleaned, copy(tree), main, " ".join(map(str, main.itertext())).strip(), _options()
        )
        if len(text) < _options().min_extracted_size:
            body = max((body, baseline(tree)[0]), key=lambda one: len("".join(map(str, one.itertext()))))
    except _FAILURES:
        return ""
    return xmltotxt(body, include_formatting=False)


def _as_text(elements: etree._Element) -> str:
    """Write what was extracted as text, a paragraph a line."""
    _unwrap(elements)
    return xmltotxt(elements, include_formatting=False)


def _unwrap(root: etree._Element) -> None:
    """Take the line breaks of a page's source out of the text, where they end no line; in place."""
    for element in root.iter():
        if element.text and "\n" in element.text and element.tag not in _PREFORMATTED:
            blocks = _BLANK_LINE.split(element.text) if element.tag == "quote" else [element.text]
            element.text = "\n".join(_WRAP.sub(" ", block) for block in blocks)
        if element.tail and "\n" in element.tail:
            element.tail = _WRAP.sub(" ", element.tail)


def _by_selector(tree: HtmlElement, hints: Extraction | None) -> str:
    if hints is None or not hints.body:
        return ""
    paragraphs = []
    for element in tree.cssselect(hints.body):
        own = drop_furniture(deepcopy(element), hints.drop)
        _unwrap(own)
        paragraphs += _paragraphs(own)
    return "\n".join(paragraphs)


def _paragraphs(element: HtmlElement) -> list[str]:
    for line_break in element.iter("br", "p", "div", "li", "h2", "h3", "h4", "blockquote", "tr"):
        line_break.tail = "\n" + (line_break.tail or "")
    return [line for line in normalise("".join(element.itertext())).split("\n") if line]


def _stated_text(stated: str) -> str:
    if not stated:
        return ""
    if _MARKUP.search(stated):
        try:
            return "\n".join(_paragraphs(fromstring(f"<div>{_BLOCK_END.sub(chr(10), stated)}</div>")))
        except (etree.ParserError, ValueError):
            return ""
    return normalise(stated)


def _tidy(text: str, title: str, language: str, furniture: tuple[str, ...]) -> str:
    lines = [stripped for line in normalise(text).split("\n") if (stripped := _without_list_mark(line))]
    told = [line for line, _ in groupby(lines) if any(map(str.isalnum, line)) and not is_whole_credit(line)]
    return "\n".join(trim(drop_lines(told, furniture), title, language))


def _without_list_mark(line: str) -> str:
    marked = line[:1] in _LIST_MARKS or line.endswith("|")  # the pattern looks at each letter
    return (_LIST_MARK.sub("", line) if marked else line).strip()
