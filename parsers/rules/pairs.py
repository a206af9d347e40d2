"""So many of a thing in words that are no number: "a couple of cousins", "a pair of shoes", "scores of flights"."""

from __future__ import annotations

from parsers.noun_phrases.counted import counted_after
from parsers.rules.drafts import COUNT, Draft
from parsers.rules.mentions import CARDINAL, Mention
from parsers.units import unit_at
from parsers.words.comparators import VAGUE
from parsers.words.lexemes import is_plural
from parsers.words.reading import Reading

_SCORE = 20.0


def find_pairs(reading: Reading, taken: set[int]) -> list[Draft]:
    """Each "couple" or "pair" behind an article and before a plural; a married couple and «the pair» state nothing."""
    articles = reading.rules.words("pairs", "articles")
    places = [place for place in reading.places_of("pairs", "words") if place not in taken]
    drafts = [_pair(reading, place) for place in places if reading.word(place - 1) in articles]
    drafts += [_scores(reading, place) for place in reading.places_of("pairs", "scores") if place not in taken]
    return [draft for draft in drafts if draft]


def _scores(reading: Reading, place: int) -> Draft | None:
    """Read "⟦scores⟧ of people": some twenties; those of matches and tests stand behind an article or a noun."""
    before = place - 1
    bare = reading.begins_sentence(place) or (reading.is_word(before) and not reading.lexeme(before).forms)
    determined = reading.says(before, "phrase", "articles") or reading.says(before, "fractions", "whole_of")
    counted = counted_after(reading, place + 1) if reading.says(place + 1, "partitive", "links") else None
    if not bare or determined or counted is None or not is_plural(reading.lexeme(counted.head)):
        return None
    token = reading.tokens[place]
    mention = Mention(place, place + 1, token.start, token.end, CARDINAL, _SCORE, comparator=VAGUE)
    return Draft("scores", COUNT, mention, _SCORE, counted.last, counted=counted)


def _pair(reading: Reading, place: int) -> Draft | None:
    token = reading.tokens[place]
    mention = Mention(place, place + 1, token.start, token.end, CARDINAL, 2.0)
    unit = unit_at(reading, place + 1)
    if unit:
        return Draft("pair", unit[1].kind, mention, 2.0 * unit[1].factor, unit[0], unit[1].code)
    counted = counted_after(reading, place + 1, 2)
    if counted is None or not _are_many(reading, counted.head):
        return None
    return Draft("pair", COUNT, mention, 2.0, counted.last, counted=counted)


def _are_many(reading: Reading, place: int) -> bool:
    regular = reading.words[place].endswith(reading.rules.endings("phrase", "regular_plural"))
    return regular or is_plural(reading.lexeme(place))
