"""What a rule cannot do without: a rule is asked only of numbers that have one of its cues beside them.

Most rules have a word on few numbers, and a number has few rules that could speak of it. Which ones they are, the words
around it tell in a few look-ups, so that the others need not be called. A cue only says where it is worth asking: the
rule itself looks again, and precisely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple, TypeVar

from parsers.rules.drafts import Draft, Refusal
from parsers.rules.mentions import Mention
from parsers.words.clitics import clitic_splits, glued_article
from parsers.words.lexemes import grammar, lexemes
from parsers.words.reading import Reading
from parsers.words.remembered import Asked, Remembered
from parsers.words.text import DIGITS

Rule = Callable[[Reading, list[Mention], int], Draft | Refusal | None]
_Rule = TypeVar("_Rule", bound=Rule)

_FRONT, _BEHIND, _LONGEST_ROW = 12, 5, 8
"""Words on either side in which cues are looked for, and how many figures may be one row («المادتين 5 و6»)."""


class Needs(NamedTuple):
    """The cues of a rule, any of which will do: each a list of the grammar, "section.key" or "section.*", or a sign."""

    front: tuple[str, ...]
    """In front of a number, or of the row of figures that it ends, or in the number itself."""
    behind: tuple[str, ...]


NEEDS: dict[Rule, Needs] = {}
"""What the rules have said that they need; those that are not here are always asked."""


def asked_beside(front: str = "", behind: str = "") -> Callable[[_Rule], _Rule]:
    """Have a rule asked only beside one of its cues; see `Needs`."""

    def declared(rule: _Rule) -> _Rule:
        NEEDS[rule] = Needs(tuple(front.split()), tuple(behind.split()))
        return rule

    return declared


class Cues:
    """Tells of each number which of some rules are worth asking, by the words around it."""

    def __init__(self, rules: Sequence[Rule], language: str) -> None:
        needy = [rule for rule in rules if rule in NEEDS]
        self._language = language
        self._behind = len(needy)
        self._bits = {rule: 1 << place for place, rule in enumerate(needy)}
        self._of_list: dict[tuple[str, str], int] = defaultdict(int)
        self._of_sign: dict[str, int] = defaultdict(int)
        for rule in needy:
            self._learn(NEEDS[rule].front, self._bits[rule])
            self._learn(NEEDS[rule].behind, self._bits[rule] << self._behind)
        self._hint_of = Remembered(self._hint).__getitem__
        """Whose cue a word is: a bit for each rule if it stands in front, another if it stands behind."""
        self._askable: Asked[int, tuple[Rule, ...]] = Asked(
            lambda bits: tuple(rule for rule in rules if rule not in self._bits or self._bits[rule] & bits)
        )

    def _learn(self, cues: Iterable[str], bit: int) -> None:
        for cue in cues:
            section, dot, key = cue.partition(".")
            if not section or not dot:
                self._of_sign[cue] |= bit
            for listed in grammar(self._language).all_lists:
                if listed == (section, key) or (listed[0], "*") == (section, key):
                    self._of_list[listed] |= bit

    def _hint(self, word: str) -> int:
        lists, bits = grammar(self._language).lists, self._of_sign.get(word, 0)
        for form in _forms_of(word, self._language):
            for key in lists.get(form, ()):
                bits |= self._of_list.get(key, 0)
        return bits

    def askable(self, reading: Reading, mentions: list[Mention], place: int) -> tuple[Rule, ...]:
        """The rules that may have a word on a number, in their order."""
        mention, words = mentions[place], reading.words
        last = mention.last
        front = map(self._hint_of, words[max(_row_start(reading, mentions, place) - _FRONT, 0) : last])
        behind = map(self._hint_of, words[last : last + _BEHIND])
        bits = reduce(or_, front, 0) | reduce(or_, behind, 0) >> self._behind
        return self._askable[bits & (1 << self._behind) - 1]


def _row_start(reading: Reading, mentions: list[Mention], place: int) -> int:
    """Where a number begins, or the row of figures that it ends."""
    first = mentions[place].first
    if place and mentions[place - 1].last >= first - 1 and reading.tokens.kind(mentions[place - 1].first) == DIGITS:
        return mentions[max(place - _LONGEST_ROW, 0)].first
    return first


def _forms_of(word: str, language: str) -> set[str]:
    """Everything that the grammar may list a word under: with and without its clitics, and its nouns' singulars."""
    article = glued_article(language)
    known = lexemes(language)[word]
    if not article:  # nothing is glued to a word, in front or behind
        return {word, known.stem, *(form.lemma for form in known.forms)}
    both = (known, lexemes(language, own=False)[word])
    stems = {word, *(split.stem for split in clitic_splits(word, language)), *(lexeme.stem for lexeme in both)}
    return {*stems, *(article + stem for stem in stems), *(form.lemma for lexeme in both for form in lexeme.forms)}
