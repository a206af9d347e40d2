"""Scores: a result between two sides, in figures or in goals and votes."""

from __future__ import annotations

from parsers.noun_phrases.counted import counted_after
from parsers.rules.drafts import SCORE, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.words.lexemes import is_dual, is_singular
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_SIGNS = {"-", "/", ":"}
_REACH = 14
_MOST_GOALS, _BRACKETED_GOALS = 999, 20


def score_in_figures(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«2-1», «0/5» where a match is told; the same figures elsewhere are no score."""
    if place + 1 >= len(mentions):
        return None
    left, right = mentions[place], mentions[place + 1]
    if left.kind != CARDINAL or right.kind != CARDINAL or right.first != left.last + 1:
        return None
    told = reading.says(left.last, "scores", "to") and left.value > right.value
    if not (told or reading.words[left.last] in _SIGNS) or not _figures(reading, left, right):
        return None
    around = reading.sentence_window(left.first, _REACH)
    if not _in_brackets(reading, left, right) and not reading.any_says(around.start, around.stop, "scores", "context"):
        return Refusal("figures_joined", 2) if reading.words[left.last] == "/" else None
    return _score(left, right, "score_in_figures", right.last)


def _in_brackets(reading: Reading, left: Mention, right: Mention) -> bool:
    """«(2-1, 85e)»: two small figures in brackets are a result, whatever is told around them."""
    small = left.value <= _BRACKETED_GOALS and right.value <= _BRACKETED_GOALS and reading.words[left.last] == "-"
    return small and reading.word(left.first - 1) == "(" and reading.word(right.last) in (")", ",")


def _figures(reading: Reading, left: Mention, right: Mention) -> bool:
    whole = all(reading.tokens.kind(side.first) == DIGITS and side.value == int(side.value) for side in (left, right))
    small = left.value <= _MOST_GOALS and right.value <= _MOST_GOALS
    if reading.word(left.first - 1) in _SIGNS and reading.glued(left.first):
        return False  # "a 4-2-1 record" has three parts
    return whole and small and right.last - right.first == 1 and reading.word(right.last) not in _SIGNS


def _score(left: Mention, right: Mention, rule: str, last: int) -> Draft:
    both = Mention(left.first, right.last, left.start, right.end, CARDINAL, left.value, right.value)
    return Draft(rule, SCORE, both, left.value, last, value_max=right.value, used=2)


def score_in_words(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«432 صوتا مقابل 202», «ثلاثة أهداف مقابل هدفين», "21 votes to 3": goals or votes set against one another."""
    left = mentions[place]
    noun = counted_after(reading, left.last, left.value) if left.kind == CARDINAL else None
    if noun is None or not reading.names(noun.head, "scores", "nouns"):
        return None
    against, following = noun.head + 1, mentions[place + 1 : place + 2]
    if not reading.says(against, "scores", "against"):
        return _against_a_governed(reading, left, against, following)
    if _says_nothing(reading, against + 1):
        return _against_nothing(reading, left, against + 1)
    if reading.names(against + 1, "scores", "nouns"):
        return _against_a_noun(reading, left, against + 1, following)
    return _against_a_number(reading, left, following, against)


def _against_a_governed(reading: Reading, left: Mention, place: int, following: list[Mention]) -> Draft | None:
    """«ثلاثة أهداف لهدفين», «أربعة أهداف لصفر»: the other side behind a preposition."""
    right = following[0] if following and following[0].first == place else None
    if right and right.value == 0 and right.start > reading.tokens.start(place):
        return _score_to_nothing(reading, left, right.last)._replace(used=2)
    governed = reading.is_word(place) and reading.lexeme(place).governed
    fits = governed and reading.names(place, "scores", "nouns")
    return _against_a_noun(reading, left, place, following) if fits else None


def _says_nothing(reading: Reading, place: int) -> bool:
    """«لا شيء», «لاشيء»."""
    first = place + reading.says(place, "exceeding", "denials")
    return reading.says(first, "scores", "nothing")


def _against_nothing(reading: Reading, left: Mention, place: int) -> Draft:
    """«ثلاثة أهداف مقابل لا شيء»: the other side has none."""
    return _score_to_nothing(reading, left, place + 1 + (not reading.says(place, "scores", "nothing")))


def _score_to_nothing(reading: Reading, left: Mention, last: int) -> Draft:
    both = Mention(left.first, last, left.start, reading.end(last), CARDINAL, left.value, 0.0)
    return Draft("score_in_words", SCORE, both, left.value, last, value_max=0.0)


def _against_a_number(reading: Reading, left: Mention, following: list[Mention], against: int) -> Draft | None:
    if not following or following[0].first - against > 2 or following[0].kind != CARDINAL:
        return None
    right = following[0]
    after = counted_after(reading, right.last, right.value)
    if after and not reading.names(after.head, "scores", "nouns"):
        return None
    return _score(left, right, "score_in_words", after.last if after else right.last)


def _against_a_noun(reading: Reading, left: Mention, place: int, following: list[Mention]) -> Draft:
    """«ثلاثة أهداف مقابل هدف», «… مقابل هدفين»: the noun's own form states the other side."""
    goals = 2.0 if is_dual(reading.lexeme(place)) else 1.0
    end = reading.tokens.ends[place]
    both = Mention(left.first, place + 1, left.start, end, CARDINAL, left.value, goals)
    told = bool(following) and following[0].first == place + 1 and following[0].value == goals
    return Draft("score_in_words", SCORE, both, left.value, place + 1, value_max=goals, used=2 if told else 1)


def find_goals(reading: Reading, taken: list[tuple[int, int]]) -> list[Draft]:
    """«هدفين مقابل هدف», «هدف مقابل لا شيء»: results whose first side is told by a noun's own form."""
    busy = {token for first, last in taken for token in range(first, last)}
    places = [place for place in reading.places_of("scores", "pivots") if place > 0]
    drafts = [_of_nouns(reading, place) for place in places if place - 1 not in busy and place - 2 not in busy]
    return [draft for draft in drafts if draft]


def goals_of_dual(reading: Reading, draft: Draft) -> Draft:
    """«بهدفين لهدف»: a dual of goals with the other side's behind a preposition is a result; any other stays."""
    noun, against = draft.mention.first, draft.mention.last
    if not reading.names(noun, "scores", "nouns") or not reading.is_word(against):
        return draft
    if not (reading.lexeme(against).governed and reading.names(against, "scores", "nouns")):
        return draft
    return _against_a_noun(reading, draft.mention, against, [])


def _of_nouns(reading: Reading, against: int) -> Draft | None:
    noun = against - 1
    word = reading.lexeme(noun)
    if not reading.is_word(noun) or word.definite or not reading.names(noun, "scores", "nouns"):
        return None
    own = 2.0 if is_dual(word) else 1.0 if is_singular(word) else None
    if own is None:
        return None
    start = reading.start(noun, word.skip if word.joined or word.governed else 0)
    left = Mention(noun, noun + 1, start, reading.end(noun + 1), CARDINAL, own)
    if _says_nothing(reading, against + 1):
        return _against_nothing(reading, left, against + 1)
    if reading.is_word(against + 1) and reading.names(against + 1, "scores", "nouns"):
        return _against_a_noun(reading, left, against + 1, [])
    return None
