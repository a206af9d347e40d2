"""Key facts: every quantity that a text states, with what it counts and where the text says so.

Each fact names the rule that found it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import lexicons
from parsers.noun_phrases.concepts import concept_of
from parsers.rules.adverbial_ranks import find_adverbial
from parsers.rules.currencies import settle_money
from parsers.rules.drafts import COUNT, DURATION, ORDINAL, SCORE, Draft
from parsers.rules.dual_ranges import join_dual_ranges
from parsers.rules.duals import find_duals
from parsers.rules.exceeding import comparator_of_verb
from parsers.rules.fractions_of import find_multiples
from parsers.rules.goals import find_results
from parsers.rules.mentions import Mention
from parsers.rules.order import decide
from parsers.rules.pairs import find_pairs
from parsers.rules.parts_of_amounts import join_parts
from parsers.rules.ranges_of_periods import join_periods
from parsers.rules.sighting import read
from parsers.rules.thousands import group_thousands
from parsers.rules.told_pairs import find_told_pairs
from parsers.units import unit_at, unit_before
from parsers.words.comparators import (
    AT_MOST,
    EXACT,
    RANGE,
    VAGUE,
    comparator_after,
    comparator_before,
    is_span,
    tells_a_difference,
)
from parsers.words.lexemes import has_grammar
from parsers.words.reading import Reading
from parsers.words.sentences import Sentences
from parsers.words.text import DIGITS

_QUOTES = ('"', "«", "“")

_FEW = 10
"""So many are told exactly behind "over", which is more than so many behind greater numbers."""
_SENTENCE_REACH = 1000
"""Characters of a sentence on either side of a number, at most."""


class KeyFact(NamedTuple):
    """One quantity of a text; offsets are code points, half-open, `text[number_start:number_end] == number`."""

    kind: str
    value: float
    value_max: float | None
    comparator: str
    unit: str | None
    counted: str | None
    counted_start: int | None
    counted_end: int | None
    concept: str | None
    number: str
    number_start: int
    number_end: int
    sentence: str
    sentence_start: int
    rule: str


def find_facts(text: str, language: str, country: str | None = None) -> list[KeyFact]:
    """Find the quantities that a text states, in the order in which it states them.

    `language` is ISO 639-1; a language without a lexicon gives no facts. `country` (ISO 3166-1 alpha-2, the source's)
    settles «1.250» and what «دينار» is. Never raises on text; linear in its length.

    >>> [(fact.value, fact.counted, fact.concept) for fact in find_facts("شاركت فيه 150 دولة", "ar")]
    [(150.0, 'دولة', 'country')]
    """
    if language not in lexicons.languages() or not has_grammar(language):
        return []
    reading, drafts = find_drafts(text, language, country)
    return finish(reading, drafts)


def find_drafts(text: str, language: str, country: str | None) -> tuple[Reading, list[Draft]]:
    """Read a text and let the rules speak; the facts as they are before their words are cut out."""
    reading, mentions, blocked = read(text, language, country)
    drafts = _drafts(reading, mentions)
    drafts += _without_numerals(reading, [*mentions, *(draft.mention for draft in drafts)], blocked)
    drafts += find_told_pairs(reading, drafts)
    drafts = settle_money(reading, _outside_results(drafts))
    drafts = join_periods(reading, join_dual_ranges(reading, group_thousands(reading, drafts)))
    return reading, join_parts(reading, drafts)


def _drafts(reading: Reading, mentions: list[Mention]) -> list[Draft]:
    found, place = [], 0
    while place < len(mentions):
        outcome = decide(reading, mentions, place)
        if isinstance(outcome, Draft):
            found.append(outcome)
        place += outcome.used if outcome else 1
    return found


def _without_numerals(reading: Reading, mentions: list[Mention], blocked: Sequence[tuple[int, int]]) -> Iterable[Draft]:
    """Facts whose number is no numeral: duals, results, multiples, adverbs that rank, and pairs."""
    taken = [(mention.first, mention.last) for mention in mentions]
    taken += [(reading.index_at(start), reading.index_after(end)) for start, end in blocked]
    yield from find_results(reading, find_duals(reading, taken), mentions)
    tokens = {token for first, last in taken for token in range(first, last)}
    yield from find_multiples(reading, tokens)
    yield from find_adverbial(reading, tokens)
    yield from find_pairs(reading, tokens)


def _outside_results(drafts: list[Draft]) -> list[Draft]:
    """What no result between two sides has in it: the goals of either side are no facts of their own."""
    results = [draft for draft in drafts if draft.kind == SCORE]
    inside = {token for draft in results for token in range(draft.mention.first, draft.mention.last)}
    return [draft for draft in drafts if draft.kind == SCORE or draft.mention.first not in inside] if inside else drafts


def finish(reading: Reading, drafts: Iterable[Draft]) -> list[KeyFact]:
    """Cut the facts' words out of the text and bound them by their comparators, in the order of the text."""
    sentences = Sentences(reading.text, reading.language)
    return [_fact(reading, draft, sentences) for draft in sorted(drafts, key=_bounds)]


def _bounds(draft: Draft) -> tuple[int, int]:
    """Where the words of a fact's number stand."""
    mention = draft.mention
    return mention.start if draft.start is None else draft.start, mention.end


def _fact(reading: Reading, draft: Draft, sentences: Sentences) -> KeyFact:
    text, mention = reading.text, draft.mention
    start, end = _bounds(draft)
    counted, counted_start, counted_end = _counted(reading, draft)
    sentence = _sentence_of(text, sentences.at(start), start)
    named = draft.counted if draft.kind in (COUNT, ORDINAL) else None
    whole = None if draft.kind == ORDINAL or mention.comparator == VAGUE else draft.value_max or draft.value
    if draft.told and named is None:
        named, whole = draft.told[0], None if draft.kind == ORDINAL else draft.told[1]
    return KeyFact(
        kind=draft.kind,
        value=float(draft.value),
        value_max=None if draft.value_max is None else float(draft.value_max),
        comparator=_comparator(reading, draft),
        unit=draft.unit,
        counted=counted,
        counted_start=counted_start,
        counted_end=counted_end,
        concept=concept_of(reading, named, whole, ranked=draft.kind == ORDINAL),
        number=text[start:end],
        number_start=start,
        number_end=end,
        sentence=text[sentence[0] : sentence[1]],
        sentence_start=sentence[0],
        rule=draft.rule,
    )


def _counted(reading: Reading, draft: Draft) -> tuple[str | None, int | None, int | None]:
    if draft.counted is None:
        return None, None, None
    start = reading.start(draft.counted.first, draft.counted.skip)
    end = reading.end(draft.counted.last)
    return reading.text[start:end], start, end


def _sentence_of(text: str, whole: tuple[int, int], offset: int) -> tuple[int, int]:
    """The sentence that holds a place; of an endless one the words around, lest each fact copy a megabyte."""
    start, end = whole
    if offset - start > _SENTENCE_REACH:
        start = text.find(" ", offset - _SENTENCE_REACH, offset) + 1 or offset
    if end - offset > _SENTENCE_REACH:
        end = max(text.rfind(" ", offset, offset + _SENTENCE_REACH), start)
    return start, end


def _comparator(reading: Reading, draft: Draft) -> str:
    """The comparator in front wins, then the one behind, then what the number itself says (a range, «عشرات»)."""
    mention = draft.mention
    if mention.comparator in (RANGE, VAGUE) or draft.kind in (ORDINAL, SCORE):
        return EXACT if draft.kind in (ORDINAL, SCORE) else mention.comparator
    for place in _fronts(reading, draft):
        before = comparator_before(reading, place)
        if before and before[1] != RANGE:
            moves = before[1] == AT_MOST and reading.says(before[0] - 1, "change", "moves")
            return EXACT if moves or _bounds_other(reading, draft, before[0]) else before[1]
    pronoun = reading.says(draft.last, "counts", "after_bare")  # «مقتل 9 منهم على الأقل»
    for after in (mention.last, draft.last, draft.last + pronoun):
        behind = comparator_after(reading, after)
        if behind and behind[1] != EXACT:
            return behind[1]
    return comparator_of_verb(reading, mention.first) or mention.comparator


def _bounds_other(reading: Reading, draft: Draft, first: int) -> bool:
    """Whether words of more or less in front tell how long or how far apart, and do not bound the number."""
    if draft.kind == DURATION and tells_a_difference(reading, first, draft.last):
        return True
    if reading.says(first - 1, "spans", "circled"):
        return True  # «articulé autour de trois axes»
    few = draft.kind == COUNT and draft.value < _FEW and reading.tokens.kind(draft.mention.first) != DIGITS
    if few and reading.says(first, "spans", "words"):
        return True  # "a victory over three players"
    lasts = draft.kind == DURATION or (draft.counted and reading.says(draft.counted.head, "spans", "counted"))
    return bool(lasts) and is_span(reading, first, draft.last)


def _fronts(reading: Reading, draft: Draft) -> Iterable[int]:
    """Where a comparator may end: in front of the number, of its currency sign, of the noun it follows."""
    place = draft.mention.first
    place -= _bounds(draft)[0] < reading.start(place)  # «de l'ordre de +11,6%»
    place -= reading.word(place - 1) in _QUOTES
    if unit_before(reading, place):
        place -= 1
        place -= reading.is_word(place - 1) and reading.glued(place) and reading.tokens.text(place - 1).isupper()
    yield place
    if draft.counted and draft.counted.first < place:
        yield draft.counted.first
    unit = unit_at(reading, place - 1) if draft.unit else None
    if unit and unit[0] == place:  # «أقل من درهم ⟦واحد⟧»
        yield place - 1
