"""trafilatura's rules of what an element is by its names, each asked once of a name.

trafilatura evaluates its rules as XPath on every element, with regular expressions that call back into Python: half of
its time on a page. They depend on an element's tag and attributes alone, so here an element of that kind is made
once, the rules are evaluated on it, and the verdict is kept. Most names hold no word of any rule and need not even
that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement
from trafilatura.xpaths import BODY_XPATH, DISCARD_IMAGE_ELEMENTS, OVERALL_DISCARD_XPATH, TEASER_DISCARD_XPATH

_TRANSLATED = re.compile(r"translate\((@[\w-]+),[^)]*\)")
_FLAGS = re.compile(r",\s*'[a-z]'\)")
_LITERAL = re.compile(r"'([^']*)'")
_ATTRIBUTE = re.compile(r"@([\w-]+)")
_EXSLT = {"re": "http://exslt.org/regular-expressions"}
_NONE: frozenset[int] = frozenset()


class _Rules:
    """XPath rules on single elements: which of them an element meets, by its tag and attributes."""

    def __init__(self, *rules: Sequence[etree.XPath]) -> None:
        paths = [" | ".join(expression.path for expression in rule) for rule in rules]
        self._rules = [etree.XPath(path, namespaces=_EXSLT) for path in paths]
        sources = [_FLAGS.sub(")", _TRANSLATED.sub(r"\1", path)) for path in paths]
        self._attributes = frozenset(name for source in sources for name in _ATTRIBUTE.findall(source))
        # Without the anchor a word is found in more names, but much faster: all alternatives begin with letters.
        words = {word.lower().lstrip("^") for source in sources for word in _LITERAL.findall(source)}
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
        return frozenset(place for place, rule in enumerate(self._rules) if rule(around))


FRAMES = _Rules(*([expression] for expression in BODY_XPATH))
OVERALL, OTHERS = 0, frozenset({1, 2})
DISCARDED = _Rules(OVERALL_DISCARD_XPATH, DISCARD_IMAGE_ELEMENTS, TEASER_DISCARD_XPATH)
