"""Results in goals and votes: «ثلاثة أهداف مقابل هدفين», «بهدفين دون رد», «بثلاثية نظيفة», "21 votes to 3"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from parsers.noun_phrases.counted import counted_after
from parsers.rules.drafts import SCORE, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.words.clitics import clitic_splits
from parsers.words.lexemes import grammar, is_dual, is_plural
from parsers.words.phrases import Phrases, folded_words, phrases_of
from parsers.words.reading import Reading
from parsers.words.text import fold_word

_MOST_GOALS_IN_A_WORD, _MOST_GOALS, _MATCH_REACH = 7, 20, 14
_MOST_POINTS = 200


class Side(NamedTuple):
    """The goals of the other side, the token behind the words that tell them, and how many numbers these are."""

    goals: float
    last: int
    used: int = 0


Following = Mapping[int, Mention]
"""Numbers by the token that they begin at."""


def score_in_words(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«432 صوتا مقابل 202», «ثلاثة أهداف دون رد», "21 votes to 3": goals or votes set against one another."""
    left = mentions[place]
    following = {mention.first: mention for mention in mentions[place + 1 : place + 2]}
    if left.last in following and left.kind == CARDINAL:
        return _without_nouns(reading, left, following[left.last])
    noun = counted_after(reading, left.last, left.value) if left.kind == CARDINAL else None
    if noun is None or not reading.names(noun.head, "scores", "nouns") or _is_a_standing(reading, left, noun.head):
        return None
    other = _other_side(reading, noun.head + 1, left.value, following)
    return None if other is None else _result(reading, left, other)


def _is_a_standing(reading: Reading, left: Mention, noun: int) -> bool:
    """«برصيد 34 نقطة مقابل 30 نقطة للوصيف»: points that sides have gathered, more than one match gives."""
    if not reading.names(noun, "units", "points"):
        return False
    return left.value > _MOST_POINTS or reading.says(left.first - 1, "points", "told_of")


def _without_nouns(reading: Reading, left: Mention, right: Mention) -> Draft | None:
    """«بالتعادل صفر لصفر», «3 لواحد»: two numbers that the preposition alone sets against one another in a match."""
    set_against = right.kind == CARDINAL and _is_set_against(reading, right)
    if not set_against or max(left.value, right.value) > _MOST_GOALS:
        return None
    around = reading.sentence_window(left.first, _MATCH_REACH)
    if not reading.any_says(around.start, around.stop, "scores", "context"):
        return None
    return _result(reading, left, Side(right.value, right.last, 1))


def _result(reading: Reading, left: Mention, other: Side) -> Draft:
    both = Mention(left.first, other.last, left.start, reading.end(other.last), CARDINAL, left.value, other.goals)
    return Draft("score_in_words", SCORE, both, left.value, other.last, value_max=other.goals, used=1 + other.used)


def find_results(reading: Reading, duals: Iterable[Draft], mentions: Iterable[Mention]) -> Iterator[Draft]:
    """Results whose first side is no numeral: «بهدف وحيد», «بثلاثية نظيفة», and those of duals; other duals stay."""
    following = {mention.first: mention for mention in mentions}
    for place in reading.places_of("scores", "goal"):
        yield from _result_of(reading, place, 1.0, following)
    for place in reading.places_of("scores", "tallies"):
        yield from _result_of(reading, place, _tallies(reading.language)[reading.words[place]], following)
    for draft in duals:
        results = _result_of_dual(reading, draft, following)
        yield from results or [draft]


def _result_of_dual(reading: Reading, draft: Draft, following: Following) -> list[Draft]:
    """«بهدفين لهدف», «بهدفين نظيفين»."""
    if not reading.names(draft.mention.first, "scores", "nouns"):
        return []
    if reading.names(draft.mention.first, "units", "points") and _by_phrase(reading, draft.mention.last, draft.value):
        return []  # «(نقطتين لكل فريق)»: what either side has gathered
    other = _other_side(reading, draft.mention.last, draft.value, following)
    return [_result(reading, draft.mention, other)] if other else []


def _result_of(reading: Reading, place: int, goals: float, following: Following) -> list[Draft]:
    """A result whose first side one word states, «هدف» or «ثلاثية»."""
    start = reading.start(place, _skip(reading, place))
    left = Mention(place, place + 1, start, reading.end(place + 1), CARDINAL, goals)
    lonely = reading.lexeme(place).governed and reading.says(place + 1, "scores", "only")
    other = Side(0.0, place + 2) if lonely else _other_side(reading, place + 1, goals, following)
    return [_result(reading, left, other)] if other else []


def _skip(reading: Reading, place: int) -> int:
    """Letters of the particles in front of a word that is listed with and without them."""
    listed = reading.rules.words("scores", "tallies") | reading.rules.words("scores", "goal")
    splits = clitic_splits(reading.words[place], reading.language)
    return max((split.skip for split in splits if split.stem in listed), default=0)


@cache
def _tallies(language: str) -> Mapping[str, float]:
    """So many goals in one word, «ثنائية» to «سباعية», with the preposition or without."""
    listed = grammar(language).text("scores", "tallies").split()
    goals = [*range(2, _MOST_GOALS_IN_A_WORD + 1)]
    return {fold_word(word): float(goals[at % len(goals)]) for at, word in enumerate(listed)}


# The other side.


def _other_side(reading: Reading, place: int, own: float, following: Following) -> Side | None:
    """What the other side has, if the words from a place on tell it."""
    return (
        _by_phrase(reading, place, own)
        or _behind_preposition(reading, place, following)
        or _set_against(reading, place, following)
    )


@cache
def _phrases(language: str) -> Phrases[Callable[[float], float]]:
    """What a whole phrase says of the other side: nothing («دون رد»), or as many («لمثله»)."""
    rules = grammar(language)
    none = [(folded_words(name, language), lambda _: 0.0) for name in phrases_of(rules.text("scores", "unanswered"))]
    alike = [(folded_words(name, language), lambda own: own) for name in phrases_of(rules.text("scores", "alike"))]
    return Phrases([*none, *alike])


def _by_phrase(reading: Reading, place: int, own: float) -> Side | None:
    found = _phrases(reading.language).starting_at(reading.words, place)
    return Side(found[1](own), found[0]) if found else None


def _behind_preposition(reading: Reading, place: int, following: Following) -> Side | None:
    """«ثلاثة أهداف ⟦لهدفين⟧», «أربعة أهداف ⟦لواحد⟧»."""
    if not reading.is_word(place):
        return None
    right = following.get(place)
    if right and right.kind == CARDINAL and _is_set_against(reading, right):
        return Side(right.value, right.last, 1)
    governed = reading.lexeme(place).governed and reading.names(place, "scores", "nouns")
    return _of_noun(reading, place, following) if governed else None


def _is_set_against(reading: Reading, right: Mention) -> bool:
    """Whether the preposition is glued to the number."""
    prefixes = reading.rules.endings("scores", "against_prefix")
    glued = right.start > reading.tokens.start(right.first)
    return glued and reading.words[right.first].startswith(prefixes)


def _set_against(reading: Reading, place: int, following: Following) -> Side | None:
    """«مقابل هدفين», «مقابل 202 صوتا», "to 3"."""
    if not reading.says(place, "scores", "against"):
        return None
    if reading.names(place + 1, "scores", "nouns"):
        return _of_noun(reading, place + 1, following)
    right = following.get(place + 1) or following.get(place + 2)
    if right is None or right.kind != CARDINAL or reading.word(right.last) == "/":
        return None  # «13 points à 5/9»
    after = counted_after(reading, right.last, right.value)
    if after and reading.rules.text("phrase", "order") == "head_first" and not is_plural(reading.lexeme(after.head)):
        after = None  # «trois buts à un ⟦face⟧ au Raja»
    if after and not reading.names(after.head, "scores", "nouns"):
        return None
    return Side(right.value, after.last if after else right.last, 1)


def _of_noun(reading: Reading, place: int, following: Following) -> Side:
    """«هدف», «هدفين»: the noun's own form states how many; a numeral behind it may say so again."""
    goals = 2.0 if is_dual(reading.lexeme(place)) else 1.0
    again = following.get(place + 1)
    return Side(goals, again.last, 1) if again and again.value == goals else Side(goals, place + 1)
