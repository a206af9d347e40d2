"""The main text of a simplified page: trafilatura's own rules and handlers, each rule asked once of a name.

trafilatura evaluates its rules as XPath on every element, with regular expressions that call back into Python: half of
its time on a page. They depend on an element's tag and attributes alone, so here an element of that kind is made
once, the rules are evaluated on it, and the verdict is kept. Most names hold no word of any rule and need not even
that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement
from trafilatura.htmlprocessing import delete_by_link_density, link_density_test_tables, process_node
from trafilatura.main_extractor import NOT_AT_THE_END, REBUILT_BLOCKS, handle_textelem
from trafilatura.settings import INLINE_FORMATTABLE, MIN_DUPLICATE_LENGTH, TAG_CATALOG, Extractor
from trafilatura.utils import SPACING_PROTECTED, text_chars_test, trim
from trafilatura.xml import delete_element
from trafilatura.xpaths import BODY_XPATH, DISCARD_IMAGE_ELEMENTS, OVERALL_DISCARD_XPATH, TEASER_DISCARD_XPATH

from parsers.pages.markup import characters

_FRAME_TAGS = ("article", "div", "main", "section")
_TRANSLATED = re.compile(r"translate\((@[\w-]+),[^)]*\)")
_FLAGS = re.compile(r",\s*'[a-z]'\)")
_LITERAL = re.compile(r"'([^']*)'")
_ATTRIBUTE = re.compile(r"@([\w-]+)")
_FEW = 3
"""How many times the least length of a text its paragraphs must hold for the blocks around them to be left alone."""


_NONE: frozenset[int] = frozenset()


class _Rules:
    """XPath rules on single elements: which of them an element meets, by its tag and attributes."""

    def __init__(self, *rules: Sequence[etree.XPath]) -> None:
        self._rules = rules
        paths = [expression.path for rule in rules for expression in rule]
        sources = [_FLAGS.sub(")", _TRANSLATED.sub(r"\1", path)) for path in paths]
        self._attributes = frozenset(name for source in sources for name in _ATTRIBUTE.findall(source))
        words = {word.lower() for source in sources for word in _LITERAL.findall(source)}
        self._word = re.compile("|".join(sorted(words)))
        self._tags = frozenset(tag for source in sources for tag in re.findall(r"\(?\.//(\w+)", source))
        self.on = lru_cache(16_384)(self._on)

    def of(self, element: HtmlElement) -> frozenset[int]:
        """Give the places of the rules that an element meets."""
        attributes = self._attributes
        named = tuple([attribute for attribute in element.items() if attribute[0] in attributes])
        return self.on(element.tag, named) if named or element.tag in self._tags else _NONE

    def _may_speak_of(self, name: str, value: str) -> bool:
        """Whether a rule's word is in an attribute's value; an attribute whose presence is enough counts, too."""
        return name.startswith("data-") or self._word.search(value.lower()) is not None  # ten times IGNORECASE's speed

    def _on(self, tag: str, attributes: tuple[tuple[str, str], ...]) -> frozenset[int]:
        if tag not in self._tags and not any(self._may_speak_of(*attribute) for attribute in attributes):
            return _NONE
        around = etree.Element("div")
        etree.SubElement(around, tag, dict(attributes))
        return frozenset(place for place, rule in enumerate(self._rules) if any(one(around) for one in rule))


_FRAMES = _Rules(*([expression] for expression in BODY_XPATH))
_OVERALL, _OTHERS = 0, frozenset({1, 2})
_DISCARDED = _Rules(OVERALL_DISCARD_XPATH, DISCARD_IMAGE_ELEMENTS, TEASER_DISCARD_XPATH)


def main_content(tree: HtmlElement, options: Extractor) -> tuple[etree._Element, int]:
    """Find the main text as trafilatura's `extract_content` does where it need not look outside the frame it found.

    Args:
        tree: What `tree_cleaning` and `convert_tags` made of a page; it is used up.
        options: Balanced, without images and links.

    Returns:
        The text's elements, and how many characters they hold: below `min_extracted_size`, trafilatura would go on to
        gather paragraphs from the whole page, which this does not.
    """
    body = etree.Element("body")
    tags = {*TAG_CATALOG, "table", "td", "th", "tr"}
    frames = _frames(tree)
    for place in range(len(BODY_XPATH)):
        frame = next((element for element, places in frames if place in places), None)
        if frame is None:
            continue
        _prune(frame)
        if len(frame) and _gather(frame, body, tags, options):
            break
        frames = _frames(tree)
    length = len(" ".join(map(str, body.itertext())).strip())
    _finish(body)
    return body, length


def _frames(tree: HtmlElement) -> list[tuple[HtmlElement, frozenset[int]]]:
    """The elements that may hold the article, with the rules that say so."""
    return [(element, places) for element in tree.iterdescendants(*_FRAME_TAGS) if (places := _FRAMES.of(element))]


def _prune(frame: HtmlElement) -> None:
    """Take out what the rules discard, then what is mostly links; as `prune_unwanted_sections`, its rules cached."""
    verdicts = [(element, verdict) for element in frame.iterdescendants() if (verdict := _DISCARDED.of(element))]
    matches = dict.fromkeys(element for element, verdict in verdicts if _OVERALL in verdict)
    outer = [element for element in matches if not any(above in matches for above in element.iterancestors())]
    whole = characters(frame) if outer else 0
    if whole - sum(map(characters, outer)) > whole / 7:
        _delete(outer)
    _delete(element for element, verdict in verdicts if verdict & _OTHERS)
    for _ in range(2):
        for tag in ("div", "list", "p"):
            delete_by_link_density(frame, tag, backtracking=tag == "div")
    for table in [table for table in frame.iter("table") if link_density_test_tables(table)]:
        delete_element(table, keep_tail=False)
    etree.strip_tags(frame, "span", "ref")


def _delete(elements: Iterable[HtmlElement]) -> None:
    for element in elements:
        if element.getparent() is not None:
            delete_element(element)


def _gather(frame: HtmlElement, body: etree._Element, tags: set[str], options: Extractor) -> bool:
    """Move a frame's text into the body; say whether it is enough."""
    if not _has_paragraphs(frame, _FEW * options.min_extracted_size):
        tags.add("div")
    elements = [*frame.iterdescendants()]
    found = {element.tag for element in elements}
    lead = None
    if found == {"lb"} or (frame.tag == "div" and "div" in tags and found <= INLINE_FORMATTABLE | {"lb"}):
        elements = [frame]
    elif text_chars_test(frame.text):
        lead = _paragraph(frame.text, options)
    start = len(body)
    for element in elements:
        if element.getroottree().getroot() is not body:
            _take(element, body, tags, options)
    while len(body) and body[-1].tag in NOT_AT_THE_END:
        delete_element(body[-1], keep_tail=False)
    enough = len(body) > 1
    if enough and lead is not None:
        body.insert(start, lead)
    return enough


def _has_paragraphs(frame: HtmlElement, least: int) -> bool:
    """Whether the paragraphs of the whole page hold that many characters."""
    for paragraph in frame.getroottree().iter("p"):
        if next(paragraph.iterancestors("p"), None) is None:
            least -= characters(paragraph)
            if least <= 0:
                return True
    return False


def _take(element: HtmlElement, body: etree._Element, tags: set[str], options: Extractor) -> None:
    tag, tail = element.tag, element.tail  # handlers may rename the element
    taken = handle_textelem(element, tags, options)
    if taken is not None:
        body.append(taken)
        if element.getroottree().getroot() is not body:
            element.tag = "done"
    # text right after a rebuilt block is a paragraph of its own, unless the handler has carried it over
    if tag in REBUILT_BLOCKS and text_chars_test(tail) and (taken is None or taken.tail is None):
        paragraph = _paragraph(tail, options)
        if paragraph is not None:
            body.append(paragraph)


def _paragraph(text: str | None, options: Extractor) -> etree._Element | None:
    paragraph = etree.Element("p")
    paragraph.text = text
    return process_node(paragraph, options)


def _finish(body: etree._Element) -> None:
    """Leave out what repeats the element before it, and what only held the text together."""
    previous = ""
    for element in list(body):
        current = trim("".join(map(str, element.itertext())))
        if current == previous and len(current) > MIN_DUPLICATE_LENGTH:
            delete_element(element, keep_tail=False)
        else:
            previous = current
    etree.strip_elements(body, "done")
    etree.strip_tags(body, "div")
    for line_break in body.iter("lb"):
        blank = line_break.tail and not text_chars_test(line_break.tail)
        if blank and not any(above.tag in SPACING_PROTECTED for above in line_break.iterancestors()):
            line_break.tail = None
