"""trafilatura's rules of what an element is by its names, each asked once of a name.

trafilatura evaluates its rules as XPath on every element, with regular expressions that call back into Python: half of
its time on a page. They depend on an element's tag and attributes alone, so here an element of that kind is made
once, the rules are evaluated on it, and the verdict is kept. Most names hold no word of any rule and need not even
that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from lxml import etree
from lxml.html import HtmlElement
from trafilatura.xpaths import BODY_XPATH, DISCARD_IMAGE_ELEMENTS, OVERALL_DISCARD_XPATH, TEASER_DISCARD_XPATH

_TRANSLATED = re.compile(r"translate\((@[\w-]+),[^)]*\)")
_FLAGS = re.compile(r",\s*'[a-z]'\)")
_LITERAL = re.compile(r"'([^']*)'")
_ATTRIBUTE = re.compile(r"@([\w-]+)")
_TAG = re.compile(r"\(?\.//(\w+)")
_EXSLT = {"re": "http://exslt.org/regular-expressions"}
_OUTER_BAR = re.compile(r"\|\^?(?![^(]*\))")
_BEGINS_WITH_LETTER = re.compile(r"[a-z](?![?*{])")
_NONE: frozenset[int] = frozenset()

Attributes = tuple[tuple[str, str], ...]


class _Rule:
    """One XPath rule on a single element, and what an element must have for the rule to be worth asking."""

    def __init__(self, expressions: Sequence[etree.XPath]) -> None:
        path = " | ".join(expression.path for expression in expressions)
        self.meets = etree.XPath(path, namespaces=_EXSLT)
        source = _FLAGS.sub(")", _TRANSLATED.sub(r"\1", path))
        self.attributes = frozenset(_ATTRIBUTE.findall(source))
        # Without the anchor a word is found in more names, but much faster: all alternatives begin with letters.
        self.words = frozenset(word.lower().lstrip("^") for word in _LITERAL.findall(source))
        self.tags = frozenset(_TAG.findall(source))
        self._word = _any_of(self.words)

    def may_be_met(self, tag: str, attributes: Attributes) -> bool:
        """Whether one of the rule's words is in an attribute's value; presence alone may be enough of some."""
        return tag in self.tags or any(
            name in self.attributes and (name.startswith("data-") or self._word.search(value.lower()) is not None)
            for name, value in attributes
        )


class _Rules:
    """Rules on single elements: which of them an element meets, by its tag and attributes."""

    def __init__(self, *rules: Sequence[etree.XPath]) -> None:
        self._rules = [_Rule(rule) for rule in rules]
        self._attributes = frozenset[str]().union(*(rule.attributes for rule in self._rules))
        self._word = _any_of(frozenset[str]().union(*(rule.words for rule in self._rules)))
        self._tags = frozenset[str]().union(*(rule.tags for rule in self._rules))
        self.on = lru_cache(16_384)(self._on)

    def of(self, element: HtmlElement) -> frozenset[int]:
        """Give the places of the rules that an element meets."""
        attributes = self._attributes
        named = tuple([attribute for attribute in element.items() if attribute[0] in attributes])
        return self.on(element.tag, named) if named or element.tag in self._tags else _NONE

    def _may_speak_of(self, name: str, value: str) -> bool:
        """Whether any rule's word is in an attribute's value."""
        return name.startswith("data-") or self._word.search(value.lower()) is not None  # ten times IGNORECASE's speed

    def _on(self, tag: str, attributes: Attributes) -> frozenset[int]:
        if tag not in self._tags and not any(self._may_speak_of(*attribute) for attribute in attributes):
            return _NONE
        asked = [(place, rule) for place, rule in enumerate(self._rules) if rule.may_be_met(tag, attributes)]
        if not asked:
            return _NONE
        around = etree.Element("div")
        etree.SubElement(around, tag, dict(attributes))
        return frozenset(place for place, rule in asked if rule.meets(around))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Make a pattern of words, which are patterns themselves, those with the same first letter together.

    At each place of a name it then tries twenty letters instead of a hundred words.
    """
    alternatives = sorted({alternative for word in words for alternative in _OUTER_BAR.split(word)})
    grouped = groupby(alternatives, key=lambda one: one[0] if _BEGINS_WITH_LETTER.match(one) else "")
    joined = ((first, "|".join(one[len(first) :] for one in group)) for first, group in grouped)
    return re.compile("|".join(f"{first}(?:{rest})" for first, rest in joined))


FRAMES = tuple(_Rules([expression]) for expression in BODY_XPATH)
"""Which element may hold the article, by trafilatura's rules, the surest first."""
OVERALL, OTHERS = 0, frozenset({1, 2})
DISCARDED = _Rules(OVERALL_DISCARD_XPATH, DISCARD_IMAGE_ELEMENTS, TEASER_DISCARD_XPATH)
