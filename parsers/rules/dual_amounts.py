"""Duals of units: «شهرين», «كيلومترين», «نقطتين مئويتين», and ages of two."""

from __future__ import annotations

from parsers.numbers.spelled import number_word
from parsers.numbers.words import number_lexicon
from parsers.rules.drafts import AGE, DURATION, MEASURE, Draft
from parsers.rules.mentions import Mention
from parsers.units import DEGREES, PERCENT, Unit, dual_units, unit_phrases
from parsers.words.clitics import clitic_splits
from parsers.words.reading import Reading

DUAL = "dual"
_WEATHER_REACH = 90


def dual_unit(reading: Reading, place: int) -> tuple[int, Unit] | None:
    """The unit whose dual the word is («شهرين», «كيلومترين»), with the token behind its name."""
    phrases = unit_phrases(reading.language, reading.country)
    for stem in (reading.words[place], reading.lexeme(place).stem):
        found = phrases.starting_at(reading.words, place, stem)
        if found and (found[1].states or found[1].kind == PERCENT):  # «نقطتين مئويتين» are listed as they are
            return found
    for split in clitic_splits(reading.words[place], reading.language):
        found = phrases.starting_at(reading.words, place, split.stem)
        if found and (found[1].states or found[1].kind == PERCENT):
            return found
    return None


def amount_of_two(reading: Reading, place: int, found: tuple[int, Unit]) -> Draft | None:
    """Two of a unit as an amount, «شهرين», or as an age."""
    last, unit = found
    if unit.kind == DURATION and (not is_unit_dual(reading, place) or _names_two(reading, place)):
        return None
    aged = unit.kind == DURATION and unit.factor == 1 and _is_age(reading, place)
    skip = whole_rest(reading, place)
    mention = Mention(place, place + 1, reading.start(place, skip), reading.tokens.ends[place], DUAL, 2.0)
    if unit.kind == DEGREES:
        return _degrees(reading, mention, last, unit)
    if aged:
        return Draft("dual_age", AGE, mention, 2.0, last, unit.code)
    return Draft(f"dual_{unit.kind}", unit.kind, mention, 2.0 * unit.factor, last, unit.code)


def _degrees(reading: Reading, two: Mention, last: int, unit: Unit) -> Draft:
    """«بين ⟦ناقص درجتين⟧ و5 درجات»: two degrees, below zero behind the word for minus."""
    before = two.first - 1
    if reading.word(before) not in number_lexicon(reading.language, reading.country).says("negative"):
        return Draft("dual_degrees", MEASURE, two, two.value, last, unit.code)
    below = two._replace(first=before, start=reading.start(before), value=-two.value)
    return Draft("dual_degrees", MEASURE, below, below.value, last, unit.code)


def is_unit_dual(reading: Reading, place: int) -> bool:
    """Whether a unit's form is a dual's whatever follows, and not the one before its genitive («يومي»)."""
    return reading.lexeme(place).stem.endswith(reading.rules.endings("duals", "endings"))


def _is_age(reading: Reading, place: int) -> bool:
    """«طفل عمره ⟦سنتان⟧», «البالغة من العمر ⟦سنتين⟧»."""
    before = place - 1
    return reading.says(before, "age", "of") or (
        reading.says(before, "age", "reached") and reading.may_be_person(before - 1)
    )


def _names_two(reading: Reading, place: int) -> bool:
    """«الدقيقتين الأولى و49»: which two they are, by their ordinals."""
    if not reading.lexeme(place).definite or not reading.is_word(place + 1):
        return False
    following = number_word(reading, place + 1)
    return following is not None and following[1].ordinal and following[0].definite


def of_temperature(reading: Reading, place: int) -> bool:
    """«درجتين» of heat where the weather is told; elsewhere grades or ranks."""
    around = reading.sentence_window(place, _WEATHER_REACH)
    return reading.any_says(around.start, around.stop, "units", "weather")


def whole_rest(reading: Reading, place: int) -> int:
    """Letters of attached particles that stay outside: «و⟦دولتين⟧»; «للبلدين» is no word without them, so none."""
    word = reading.lexeme(place)
    if word.joined or word.governed:
        return word.skip
    spelled = reading.words[place]
    for split in clitic_splits(spelled, reading.language):
        if split.stem == word.stem or split.stem in dual_units(reading.language):
            return split.skip
    return 0
