"""The rules of numbers in their order: the first that has a word on a number decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from parsers.rules.ages import bare_age, second_age
from parsers.rules.ages_of_names import appositive_age, bracketed_age, limit_of_age, moved_age, told_age
from parsers.rules.amounts import amount, amount_and_share
from parsers.rules.amounts_in_parts import amount_in_parts
from parsers.rules.bare_counts import bare_count
from parsers.rules.bare_measures import (
    another_magnitude,
    average,
    magnitude,
    temperature_bounded,
    temperature_extreme,
    temperature_of_a_place,
    temperature_range,
    temperature_reached,
)
from parsers.rules.counts import count, count_of_range
from parsers.rules.counts_behind import (
    count_around_its_noun,
    count_in_brackets,
    definite_before_singular,
    numeral_behind_its_noun,
)
from parsers.rules.cues import Cues, Rule
from parsers.rules.drafts import Draft, Refusal
from parsers.rules.exchange_rates import exchange_rate
from parsers.rules.fractions_of import magnified, multiple, share, share_like_a_cardinal, share_like_a_rank
from parsers.rules.fused_scales import money_range
from parsers.rules.goals import score_in_words
from parsers.rules.identifiers import (
    formation,
    identifier,
    list_label,
    part_of_a_code,
    weekday,
    year,
)
from parsers.rules.mentions import CARDINAL, Mention
from parsers.rules.mentions import FRACTION as SHARE
from parsers.rules.mentions import ORDINAL as RANK
from parsers.rules.ones import one
from parsers.rules.other_senses import compound_noun, other_sense
from parsers.rules.points import points_of_percent, share_of_a_point
from parsers.rules.proper_names import address, formula, name_in_capitals, name_with_figures
from parsers.rules.ranks import (
    digits_behind_their_noun,
    ordinal_before_its_noun,
    ordinal_behind_its_noun,
)
from parsers.rules.ratios import ratio
from parsers.rules.scaled_counts import count_in_millions
from parsers.rules.scores import score_in_figures, score_of_a_line, score_of_goals_and_behinds
from parsers.rules.standings import another_person, numbered_rank, placed, points_behind, predicate_ordinal
from parsers.rules.titles_of_works import title_of_a_work
from parsers.rules.told_money import money_of_its_noun, money_that_is_told_of, money_told_by_its_verb
from parsers.rules.typed_decimals import typed_decimal
from parsers.rules.unranked import no_rank
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

RULES: tuple[Rule, ...] = (
    list_label,
    score_in_figures,
    score_of_a_line,
    score_of_goals_and_behinds,
    numbered_rank,
    magnified,
    part_of_a_code,
    title_of_a_work,
    share_like_a_rank,
    weekday,
    name_with_figures,
    name_in_capitals,
    address,
    formation,
    formula,
    identifier,
    other_sense,
    compound_noun,
    typed_decimal,
    exchange_rate,
    bare_age,
    second_age,
    moved_age,
    told_age,
    appositive_age,
    bracketed_age,
    limit_of_age,
    ratio,
    multiple,
    amount_in_parts,
    money_range,
    count_in_millions,
    amount_and_share,
    one,
    magnitude,
    another_magnitude,
    average,
    points_of_percent,
    share_of_a_point,
    amount,
    temperature_range,
    temperature_extreme,
    temperature_bounded,
    temperature_reached,
    score_in_words,
    no_rank,
    another_person,
    points_behind,
    digits_behind_their_noun,
    ordinal_before_its_noun,
    ordinal_behind_its_noun,
    predicate_ordinal,
    placed,
    share,
    year,
    share_like_a_cardinal,
    numeral_behind_its_noun,
    count_of_range,
    count_in_brackets,
    definite_before_singular,
    count_around_its_noun,
    money_of_its_noun,
    money_that_is_told_of,
    money_told_by_its_verb,
    count,
    temperature_of_a_place,
    bare_count,
)


_SPEAK_OF: Mapping[Rule, tuple[str, ...]] = {
    **dict.fromkeys((list_label, title_of_a_work, weekday, bare_age), (CARDINAL, RANK, SHARE)),
    compound_noun: (CARDINAL, RANK),
    amount: (CARDINAL, SHARE),
    **dict.fromkeys((share, share_of_a_point), (SHARE,)),
    **dict.fromkeys(
        (
            share_like_a_rank,
            no_rank,
            another_person,
            ordinal_before_its_noun,
            ordinal_behind_its_noun,
            predicate_ordinal,
            placed,
        ),
        (RANK,),
    ),
}
"""The kinds of numbers that a rule has a word on; all others are about cardinals alone."""

_OF_FIGURES = (list_label, part_of_a_code, year, points_behind, address)
_OF_WORDS = (share_like_a_rank, weekday, share_like_a_cardinal, definite_before_singular)


def _rules_for(kind: str, *, figures: bool) -> Iterator[Rule]:
    silent = _OF_WORDS if figures else _OF_FIGURES
    return (rule for rule in RULES if kind in _SPEAK_OF.get(rule, (CARDINAL,)) and rule not in silent)


_RULES_FOR = {
    (kind, figures): tuple(_rules_for(kind, figures=figures))
    for kind in (CARDINAL, RANK, SHARE)
    for figures in (False, True)
}
"""What may speak of a number of a kind, in words or in figures: it saves asking the others."""


@cache
def _cues(language: str, kind: str, *, figures: bool) -> Cues:
    return Cues(_RULES_FOR[kind, figures], language)


def decide(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """What the first rule says that has a word on a number; None where none has."""
    mention = mentions[place]
    figures = reading.tokens.kind(mention.first) == DIGITS
    for rule in _cues(reading.language, mention.kind, figures=figures).askable(reading, mentions, place):
        outcome = rule(reading, mentions, place)
        if outcome is not None:
            return outcome
    return None
