"""The main text of a simplified page: by trafilatura's own rules and handlers, as its `extract_content` finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement
from trafilatura.htmlprocessing import link_density_test, link_density_test_tables, process_node
from trafilatura.main_extractor import NOT_AT_THE_END, REBUILT_BLOCKS, handle_textelem
from trafilatura.settings import DEDUPE_SCAN_CAP, INLINE_FORMATTABLE, MIN_DUPLICATE_LENGTH, TAG_CATALOG, Extractor
from trafilatura.utils import SPACING_PROTECTED, text_chars_test, trim
from trafilatura.xml import delete_element

from parsers.pages.markup import characters
from parsers.pages.name_rules import DISCARDED, FRAMES, OTHERS, OVERALL

_FRAME_TAGS = ("article", "div", "main", "section")
_HOLDING = frozenset({"item", "td", "th"})
_LITTLE = 100
"""Characters below which a block of several elements with links is none of text."""
_FEW_LINKS, _MUCH = 4, 300
"""Links up to which `link_density_test` asks for their share only in a text of less than so many characters."""
_WILD = ".//code|.//p|.//quote|.//table|.//div[contains(@class, 'w3-code')]"
_FEW = 3
"""How many times the least length of a text its paragraphs must hold for the blocks around them to be left alone."""


def main_content(page: Callable[[], HtmlElement], options: Extractor) -> etree._Element:
    """Find the main text, in the frame that holds the article, or where that gives little, anywhere.

    Args:
        page: Makes the tree, which is used up; where a second look is needed, it is asked once more for the same.
        options: Balanced, without images and links.
    """
    tree = page()
    elements = [*tree.iter()]  # also holds Python's view of each, which lxml would make anew for every walk
    body = etree.Element("body")
    tags = {*TAG_CATALOG, "table", "td", "th", "tr"}
    for rule in FRAMES:
        frame = next((element for element in tree.iterdescendants(*_FRAME_TAGS) if rule.of(element)), None)
        if frame is None:
            continue
        _prune(frame)
        if len(frame) and _gather(frame, body, tags, options):
            break
    if len(" ".join(map(str, body.itertext())).strip()) < options.min_extracted_size:
        again = page()
        taken = {twin for one, twin in zip(elements, again.iter(), strict=True) if one.tag == "done"}
        _recover(again, taken, body, tags, options)
    _finish(body)
    return body


def _prune(frame: HtmlElement) -> None:
    """Take out what the rules discard, then what is mostly links; as `prune_unwanted_sections`, its rules cached."""
    verdicts = [(element, verdict) for element in frame.iterdescendants() if (verdict := DISCARDED.of(element))]
    matches = dict.fromkeys(element for element, verdict in verdicts if OVERALL in verdict)
    outer = [element for element in matches if not any(above in matches for above in element.iterancestors())]
    whole = characters(frame) if outer else 0
    if whole - sum(map(characters, outer)) > whole / 7:
        _delete(outer)
    _delete(element for element, verdict in verdicts if verdict & OTHERS)
    for _ in range(2):
        if not sum(_drop_linked(frame, tag) for tag in ("div", "list", "p")):
            break  # nothing went, so that all is as it was tested
    for table in [table for table in frame.iter("table") if link_density_test_tables(table)]:
        delete_element(table, keep_tail=False)
    etree.strip_tags(frame, "span", "ref")


def _drop_linked(frame: HtmlElement, tag: str) -> bool:
    """Take out the elements that are mostly links, as `delete_by_link_density`; say whether there were any.

    Only those that hold links at all are tested: the tests read all their text, again and again.
    """
    linked: set[HtmlElement] = set()
    for link in frame.iter("ref"):
        for around in link.iterancestors():
            if around in linked:
                break
            linked.add(around)
    listed = [element for element in frame.iter(tag) if element in linked and _is_linked_away(element)]
    _delete(listed)
    return bool(listed)


def _is_linked_away(element: HtmlElement) -> bool:
    if _is_text(element):
        return False
    away, short = link_density_test(element)
    if element.tag == "div":  # goes, too, where it holds several elements and hardly any text
        return away or (short and len(element) > 2 and len(trim(element.text_content())) < _LITTLE)
    parent = element.getparent()  # a paragraph that is all of an item or a cell goes with it or stays
    return away and not (element.tag == "p" and parent is not None and parent.tag in _HOLDING)


def _is_text(element: HtmlElement) -> bool:
    """Whether an element holds too much text for its few links; the test would read all of it to say the same."""
    links = [*islice(element.iter("ref"), _FEW_LINKS + 1)]
    if not 1 < len(links) <= _FEW_LINKS:
        return False
    length = 0
    for text in element.itertext():
        length += sum(map(len, text.split()))
        if length >= _MUCH:
            return True
    return False


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


def _recover(
    tree: HtmlElement, taken: set[HtmlElement], body: etree._Element, tags: set[str], options: Extractor
) -> None:
    """Add the paragraphs, quotes and tables of the whole page that the body has not yet; as `recover_wild_text`."""
    _prune(tree)
    texts = [_text(element) for element in body]
    known, joined = set(texts), "\n".join(filter(None, texts))
    whole: set[HtmlElement] = set()
    for element in tree.xpath(_WILD):
        if element in taken or any(above in whole for above in element.iterancestors()):
            continue
        found = handle_textelem(element, tags, options)
        if found is None:
            continue
        if found is element:
            whole.add(element)
        text = _text(found)
        fragment = trim(text + (found.tail or "")) if text_chars_test(found.tail) else ""
        few = len(joined) <= DEDUPE_SCAN_CAP
        again = (len(text) > MIN_DUPLICATE_LENGTH and text in joined) or (fragment and fragment in joined)
        if text and (text in known or (few and again)):
            continue
        body.append(found)
        joined += f"\n{fragment or text}" if few else ""
        known.add(text)


def _text(element: etree._Element) -> str:
    return trim("".join(map(str, element.itertext())))


def _paragraph(text: str | None, options: Extractor) -> etree._Element | None:
    paragraph = etree.Element("p")
    paragraph.text = text
    return process_node(paragraph, options)


def _finish(body: etree._Element) -> None:
    """Leave out what repeats the element before it, and what only held the text together."""
    previous = ""
    for element in list(body):
        current = _text(element)
        if current == previous and len(current) > MIN_DUPLICATE_LENGTH:
            delete_element(element, keep_tail=False)
        else:
            previous = current
    etree.strip_elements(body, "done")
    for block in [one for one in body.iter("div") if one.text and not len(one)]:
        block.tag = "p"  # without it, its text would run into the next paragraph
    etree.strip_tags(body, "div")
    for line_break in body.iter("lb"):
        blank = line_break.tail and not text_chars_test(line_break.tail)
        if blank and not any(above.tag in SPACING_PROTECTED for above in line_break.iterancestors()):
            line_break.tail = None
