"""Old ways to lay a page out, brought to the elements that a cleaner understands."""

from __future__ import annotations

from lxml.html import HtmlElement

from parsers.pages.markup import characters

_CELL_OF_TEXT = 400
"""Characters in one cell from which a table lays the page out rather than tabulates."""
_PAGE_SHARE = 0.5
_LOOSE_TEXT = 150
"""Characters directly in a block, outside paragraphs, from which its line breaks stand for paragraphs."""
_LIST_OF_INLINE = """
a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup
time tt u var wbr
"""
_INLINE = frozenset(_LIST_OF_INLINE.split())
_INSET = frozenset({"left", "right"})
_ROWS = ("tbody", "thead", "tfoot", "tr", "td", "th")


def modernise(tree: HtmlElement) -> HtmlElement:
    """Turn layout tables, page-wide forms, font and center elements into plain blocks, in place; give the tree.

    A page of 2003 is one table of tables, an ASP.NET page is one form: cleaners take the first for data and drop the
    second as a form.
    """
    _drop_insets(tree)
    half = _PAGE_SHARE * characters(tree)
    for element in [*_wide(tree, "form", half), *tree.iter("center")]:
        element.tag = "div"
    _open_tables(tree, half)
    return tree


def _drop_insets(tree: HtmlElement) -> None:
    """A small table that floats is an advertisement or a picture."""
    for inset in [table for table in tree.iter("table") if (table.get("align") or "").lower() in _INSET]:
        if inset.getparent() is not None and characters(inset) < _CELL_OF_TEXT:
            inset.drop_tree()


def _wide(tree: HtmlElement, tag: str, half: float) -> list[HtmlElement]:
    return [element for element in tree.iter(tag) if characters(element) > half]


def _open_tables(tree: HtmlElement, half: float) -> None:
    tables = [table for table in tree.iter("table") if _lays_out(table, half)]
    tables = (
        [
            table
            for table in tree.iter("table")
            if any(outer in tables for outer in (table, *table.iterancestors("table")))
        ]
        if tables
        else []
    )
    for table in tables:
        for part in table.iter(*_ROWS):
            if _table_of(part) is table:
                part.tag = "div"
    for table in tables:
        table.tag = "div"
    for element in tree.iter("font") if tables else ():
        element.tag = "span"


def _table_of(part: HtmlElement) -> HtmlElement | None:
    return next(part.iterancestors("table"), None)


def _lays_out(table: HtmlElement, half: float) -> bool:
    """A table that holds half of the page's text, with a long cell or another table in it."""
    if characters(table) < half:
        return False
    return table.find(".//table") is not None or any(characters(cell) > _CELL_OF_TEXT for cell in table.iter("td"))


def paragraphs_from_breaks(tree: HtmlElement) -> HtmlElement:
    """Wrap the text between line breaks in paragraphs, where a block holds its text without any; in place."""
    for block in list(tree.iter("div", "td", "section", "article")):
        if next(block.iterchildren("br"), None) is not None and _loose_text(block) > max(
            _LOOSE_TEXT, _in_paragraphs(block)
        ):
            _wrap(block)
    return tree


def _loose_text(block: HtmlElement) -> int:
    return len((block.text or "").strip()) + sum(len((child.tail or "").strip()) for child in block)


def _in_paragraphs(block: HtmlElement) -> int:
    return sum(map(characters, block.iter("p", "h2", "h3", "li")))


def _wrap(block: HtmlElement) -> None:
    """Rebuild a block: a paragraph for each run of text and inline elements between two breaks or blocks."""
    children = list(block)
    paragraph = block.makeelement("p")
    paragraph.text, block.text = block.text, None
    block[:] = [paragraph]
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in _INLINE:
            child.tail = tail
            paragraph.append(child)
            continue
        if child.tag != "br":
            block.append(child)
        paragraph = block.makeelement("p")
        paragraph.text = tail
        block.append(paragraph)
