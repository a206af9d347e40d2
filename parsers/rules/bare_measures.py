"""Measures that are stated without their unit: temperatures where weather is told, magnitudes."""

from __future__ import annotations

import re

from parsers.noun_phrases.counted import counted_after
from parsers.rules.announced_counts import announced_before
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.rules.ranges import range_with_next
from parsers.rules.rows import is_at_a_place
from parsers.units import DEGREES, MEASURE, unit_at, unit_named
from parsers.words.comparators import comparator_before
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_HOTTEST, _HOTTEST_FAHRENHEIT = 60, 140
_STRONGEST, _SCALE_REACH = 10, 6
_MAGNITUDE = re.compile(r"[2-9][.,]\d")
_TOLD_REACH, _LONGEST_LINK, _BEST_MARK, _ROW = 3, 5, 20, 8
_OF_OTHERS = ("%", "-", "/", ":", "(")
WEATHER_REACH = 90
"""Characters of a sentence in which weather is told of a number."""


def hottest(code: str | None) -> int:
    """Degrees of a scale, as UCUM has it, that no weather exceeds: more are of something else."""
    return _HOTTEST if code == "Cel" else _HOTTEST_FAHRENHEIT


def temperature_range(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«تتراوح الحرارة بين 20 و25 بالشمال»: a range in a sentence that tells the temperatures."""
    both = range_with_next(reading, mentions, place)
    if not both:
        return None
    mention, last = both
    around = reading.sentence_window(mention.first, WEATHER_REACH)
    if (
        not reading.any_says(around.start, mention.first, "units", "temperatures")
        or (mention.value_max or 0) > _HOTTEST
    ):
        return None
    return Draft(
        "temperature_range", MEASURE, mention, mention.value, last, "Cel", mention.value_max, used=mention.numbers
    )


@asked_beside(front="units.extremes")
def temperature_extreme(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«الحرارة الصغرى ⟦12⟧ والعليا 25 درجة»: a figure right behind the word for the least or the most."""
    mention = mentions[place]
    where = is_at_a_place(reading, mention.first - 1)  # «العظمى بالقاهرة 28»
    if mention.kind != CARDINAL or not reading.says(mention.first - 1 - where, "units", "extremes"):
        return None
    around = reading.sentence_window(mention.first, WEATHER_REACH)
    told = reading.any_says(around.start, around.stop, "units", "temperatures") or (
        reading.tokens.kind(mention.first) == DIGITS and any(_is_of_weather(reading, at) for at in around)
    )
    if not told or mention.value > _HOTTEST or unit_at(reading, mention.last):
        return None
    return Draft("temperature_extreme", MEASURE, mention, mention.value, mention.last, "Cel")


def _is_of_weather(reading: Reading, place: int) -> bool:
    """Whether a word tells of the weather, and is not only the one for the most («القوى العظمى»)."""
    return reading.says(place, "units", "weather") and not reading.says(place, "units", "extremes")


@asked_beside(front="units.temperatures")
def temperature_bounded(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«درجات الحرارة قد تتجاوز الـ⟦30⟧»: a bounded figure without a noun close behind the word for temperatures."""
    mention = mentions[place]
    bounded = comparator_before(reading, mention.first) if mention.kind == CARDINAL else None
    if bounded is None or mention.value > _HOTTEST or counted_after(reading, mention.last, mention.value):
        return None
    told = reading.any_says(bounded[0] - _TOLD_REACH, bounded[0], "units", "temperatures")
    if not told or unit_at(reading, mention.last):
        return None
    return Draft("temperature_bounded", MEASURE, mention, mention.value, mention.last, "Cel")


def temperature_of_a_place(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«39 درجة مئوية بمكة، و⟦35⟧ في الرياض، تليها الباحة بـ⟦17⟧»: a bare figure in a sentence of degrees of heat."""
    chain = reading.rules.text("phrase", "order") == "definite_chain"
    if not chain or not reading.says_anywhere("units", "weather"):
        return None
    mention = mentions[place]
    figure = mention.kind == CARDINAL and reading.tokens.kind(mention.first) == DIGITS and mention.value <= _HOTTEST
    behind = mention.last
    figure = figure and not reading.says(mention.first - 1, "counts", "casualties")
    alone = figure and (reading.is_stop(behind) or (reading.is_word(behind) and _leads_on(reading, behind)))
    if not alone or unit_at(reading, behind) or not _stands_among_degrees(reading, mentions, place):
        return None
    return Draft("temperature_of_a_place", MEASURE, mention, mention.value, behind, "Cel")


def _leads_on(reading: Reading, place: int) -> bool:
    """Whether what stands behind a figure tells where it is, or begins another part: «35 ⟦في⟧ الرياض», «39 ⟦وجدة⟧»."""
    word = reading.lexeme(place)
    return word.ends or word.joined or is_at_a_place(reading, place)


def _stands_among_degrees(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether a number close by in the same sentence has the unit of temperatures."""
    around = reading.sentence_window(mentions[place].first, WEATHER_REACH)
    near = (one for one in mentions[max(place - _ROW, 0) : place + _ROW] if one.first in around)
    units = (unit_at(reading, one.last) for one in near)
    heat = any(unit is not None and (unit[1].kind == DEGREES or unit[1].code == "Cel") for unit in units)
    return heat and any(reading.says(at, "units", "weather") for at in around)


@asked_beside(front="units.averages units.averages_told")
def average(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«على معدل ⟦19,18⟧ في البكالوريا», «بمعدل عام بلغ ⟦18,75⟧»: an average with decimals, of no unit and no noun."""
    mention, told = mentions[place], mentions[place].first - 1
    if mention.kind != CARDINAL or mention.value == int(mention.value) or mention.value > _BEST_MARK:
        return None
    while mention.first - told < _LONGEST_LINK and reading.says(told, "units", "averages_told"):
        told -= 1
    counted = counted_after(reading, mention.last, mention.value)
    named = unit_at(reading, mention.last) or (counted is not None and reading.lexeme(counted.head).forms)
    if named or reading.word(mention.last) == "/" or not reading.says(told, "units", "averages"):
        return None
    return Draft("average", MEASURE, mention, mention.value, mention.last)


@asked_beside(front="units.reached units.warms units.peaks")
def temperature_reached(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read what the weather comes to: "temperatures could reach ⟦40⟧", "cool down to ⟦29⟧", «un maximum de ⟦38⟧»."""
    mention = mentions[place]
    plain = mention.kind == CARDINAL and reading.tokens.kind(mention.first) == DIGITS
    alone = plain and counted_after(reading, mention.last, mention.value) is None
    if (
        not alone
        or announced_before(reading, mention.first)
        or reading.word(mention.last) in _OF_OTHERS
        or unit_at(reading, mention.last)
    ):
        return None
    around = reading.sentence_window(mention.first, WEATHER_REACH)
    told = any(reading.any_says(around.start, around.stop, "units", key) for key in ("temperatures", "weather"))
    degree = unit_named(reading, reading.rules.text("units", "degree"))  # Fahrenheit's in the United States
    if degree is None or not told or not reading.says_anywhere("units", "temperatures"):
        return None
    if mention.value > hottest(degree.code) or not _comes_to(reading, mention.first):
        return None
    return Draft("temperature_reached", MEASURE, mention, mention.value, mention.last, degree.code)


def _comes_to(reading: Reading, first: int) -> bool:
    """Whether words stand in front of a figure that tell how warm it gets."""
    if reading.says(first - 1, "units", "reached"):
        return True
    if reading.says(first - 1, "partitive", "links") and reading.says(first - 2, "units", "peaks"):
        return True
    verb = first - 2
    verb -= reading.says(verb, "units", "warms_by")
    return reading.says(first - 1, "ranges", "to") and reading.says(verb, "units", "warms")


@asked_beside(front="units.magnitude units.strength", behind="units.magnitude units.on_scale")
def magnitude(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«de magnitude 6,8», "a magnitude of 7.1", "6.8-magnitude": a measure without a unit."""
    mention = mentions[place]
    before = mention.first - 1
    before -= reading.says(before, "partitive", "links") or reading.word(before) == "-"
    after = mention.last + (reading.word(mention.last) == "-")
    if mention.kind != CARDINAL:
        return None
    beside = reading.says(before, "units", "magnitude") or reading.says(after, "units", "magnitude")
    told = beside or _is_strength(reading, mention) or _on_a_scale(reading, mention)
    return Draft("magnitude", MEASURE, mention, mention.value, mention.last) if told else None


def another_magnitude(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """A number with one decimal and no noun, where a quake's magnitude is told: "others put it at ⟦6.2⟧"."""
    mention = mentions[place]
    shaped = mention.end - mention.start == len("6.2") and _MAGNITUDE.fullmatch(mention.text(reading)) is not None
    alone = shaped and (reading.is_stop(mention.last) or reading.lexeme(mention.last).ends)
    if not alone or reading.words[mention.last : mention.last + 1] == ["%"] or unit_at(reading, mention.last):
        return None
    told = reading.says_anywhere("units", "quakes") and reading.says_anywhere("units", "scale")
    return Draft("magnitude", MEASURE, mention, mention.value, mention.last) if told else None


def _is_strength(reading: Reading, mention: Mention) -> bool:
    """«زلزال بقوة ⟦6,2⟧ يضرب الجزيرة»: how strong a quake is, where neither a unit nor a noun follows."""
    told = reading.says(mention.first - 1, "units", "strength") and mention.value < _STRONGEST
    if not told or unit_at(reading, mention.last) or counted_after(reading, mention.last, mention.value):
        return False
    around = reading.sentence_window(mention.first, WEATHER_REACH)
    return reading.any_says(around.start, around.stop, "units", "quakes")


def _on_a_scale(reading: Reading, mention: Mention) -> bool:
    """Whether a scale stands behind it: "⟦6.0⟧ on the Richter scale", «⟦5,9⟧ sur l'échelle de Richter»."""
    on = reading.says(mention.last, "units", "on_scale") and mention.value < _STRONGEST
    return on and reading.any_says(mention.last, mention.last + _SCALE_REACH, "units", "scale")
