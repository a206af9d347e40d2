"""Ranks in the form of an adverb: «بيانا ثانيا» behind its noun, «وحل الفتح ثامنا» as a finish."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from parsers.rules.drafts import Draft
from parsers.rules.mentions import ORDINAL, Mention
from parsers.rules.ranked_nouns import noun_before
from parsers.rules.ranks import ranked
from parsers.words.lexemes import grammar, is_singular
from parsers.words.reading import Reading
from parsers.words.text import fold_word

_LAST, _FINISH_REACH, _JOINED_REACH = 10, 4, 6


def find_adverbial(reading: Reading, taken: set[int]) -> list[Draft]:
    """«بيانا ثانيا», «هدفا ثالثا»: the form of an adverb, but an adjective behind a noun in the accusative."""
    values = _adverbs(reading.language)
    found: list[Draft] = []
    for place in reading.places_of("ordinals", "adverbs"):
        word = reading.words[place]
        token = reading.tokens[place]
        joined = word.startswith(reading.rules.endings("ranges", "and"))
        start = reading.start(place, int(joined))
        mention = Mention(place, place + 1, start, token.end, ORDINAL, float(values[word]))
        if joined:
            if place not in taken and _is_second(reading, place, found):
                found.append(ranked(mention, "finish", None))
        elif place not in taken and reading.says(place - 1, "counts", "casualties") and values[word] > 1:
            found.append(ranked(mention, "another_person", None))  # «قتل اثنين وجرح ثالثا»
        elif place not in taken and _is_a_finish(reading, place, values[word]):
            found.append(ranked(mention, "finish", None))
        elif place not in taken and _agrees_with_noun(reading, place - 1):
            span = noun_before(reading, place, definite=False)
            if span:
                found.append(ranked(mention, "ordinal_behind_its_noun", span))
    return found


def _is_second(reading: Reading, place: int, found: list[Draft]) -> bool:
    """«حل ثانيا في مجموعته ⟦وثالثا⟧ في الترتيب»: joined to a finish told before in the same clause."""
    if not found or found[-1].rule != "finish" or place - found[-1].last > _JOINED_REACH:
        return False
    return not any(reading.is_stop(at) for at in range(found[-1].last, place))


def _is_a_finish(reading: Reading, place: int, rank: int) -> bool:
    """«وحل الفتح ثامنا»: how somebody came in, behind a verb that says so and whoever it was."""
    if rank == 1:
        return False
    for at in range(place - 1, max(place - _FINISH_REACH, 0) - 1, -1):
        if reading.says(at, "ordinals", "finishing"):
            return True
        if reading.is_stop(at) or not reading.is_word(at) or reading.lexeme(at).governed:
            return False
    return False


@cache
def _adverbs(language: str) -> Mapping[str, int]:
    """The adverbs «أولا», «ثانيا» and so on with their ranks."""
    listed = grammar(language).text("ordinals", "adverbs").split()
    return {fold_word(word): at % _LAST + 1 for at, word in enumerate(listed)}


def _agrees_with_noun(reading: Reading, place: int) -> bool:
    """Whether a singular noun stands there that «ثانيا» may be the adjective of: «بيانا ثانيا»."""
    if not reading.is_word(place):
        return False
    word = reading.lexeme(place)
    tanwin = reading.words[place].endswith(reading.rules.endings("phrase", "accusative_endings"))
    return tanwin and not word.ends and ((bool(word.forms) and is_singular(word)) or word.adjective)
