"""Points of percentages: by how much a rate has changed, unlike an index's points and a match's."""

from __future__ import annotations

from parsers.rules.cues import asked_beside
from parsers.rules.drafts import PERCENT, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.units import unit_at
from parsers.words.reading import Reading

_MOST_POINTS, _POINTS_REACH, _NEXT_WORDS, _PERCENTS_BACK, _STANDING_REACH, _RATE_REACH = 100, 8, 3, 6, 25, 12


@asked_beside(behind="units.points")
def points_of_percent(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«a reculé de 0,7 point à 12,8 %», «à 43,6%, en baisse de 2,1 pts»: points of what is told in percent beside."""
    mention, following = mentions[place], mentions[place + 1 : place + 2]
    points = reading.says(mention.last, "units", "points") and not unit_at(reading, mention.last)
    if mention.kind != CARDINAL or mention.value >= _MOST_POINTS or not points:
        return None
    of_percent = following and _leads_to_percent(reading, mentions, place)
    told = _behind_percent(reading, mentions, place) or _changes_a_rate(reading, mentions, place)
    if not (of_percent or told or _changes_what_is_told(reading, mentions, place)):
        return None
    return Draft("points_of_percent", PERCENT, mention, mention.value, mention.last + 1, "pp")


def _leads_to_percent(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«0,7 point à 12,8 %», «ارتفع ب0,4 نقطة، حيث انتقل من 9,5%»: a percentage next, behind a comma for a fraction."""
    mention, following = mentions[place], mentions[place + 1]
    of_rates = reading.rules.text("units", "points_of_rates") and not tells_an_index(reading, mentions)
    fraction = bool(of_rates) and mention.value != int(mention.value)
    parts = {"'", ","} if fraction else {"'"}
    between = range(mention.last, following.first)
    if len(between) > _POINTS_REACH or any(reading.is_stop(at) and reading.words[at] not in parts for at in between):
        return False
    if reading.says(mention.last + 1, "ranges", "or"):
        return False  # "21.95 points or 0.35 percent" are an index's
    near = fraction or len(between) <= _NEXT_WORDS or reading.says(following.first - 1, "ranges", "to")
    return near and _is_percent(reading, following)


def _behind_percent(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether the points say by how much the percentages before have changed; those of an index are no such points."""
    if not reading.rules.text("units", "points_of_rates") or tells_an_index(reading, mentions):
        return False
    around = reading.sentence_window(mentions[place].first, _STANDING_REACH)
    if reading.any_says(around.start, around.stop, "points", "told_of"):
        return False  # «رصيده 12 نقطة»
    return any(_is_percent(reading, previous) for previous in mentions[max(place - _PERCENTS_BACK, 0) : place])


def _changes_a_rate(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether a rate in front goes up or down by them: "dropped to 41%, down ⟦three⟧ points since May"."""
    previous, first = mentions[place - 1] if place else None, mentions[place].first
    if previous is None or first - previous.last > _POINTS_REACH or not _is_percent(reading, previous):
        return False
    parted = any(reading.words[at] == "." for at in range(previous.last, first))
    behind = mentions[place].last + 1
    compared = reading.says(behind, "units", "rates_compared") and reading.says(behind + 1, "fractions", "than_it")
    return not parted and (reading.says(first - 1, "units", "rate_changes") or compared)


def _changes_what_is_told(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«تحسنت نسبة التغطية ب⟦3,2⟧ نقاط»: a fraction of points behind the word for a rate, and no index's."""
    mention = mentions[place]
    if mention.value == int(mention.value) or tells_an_index(reading, mentions):
        return False
    first = reading.sentence_window(mention.first, _RATE_REACH).start
    if reading.any_says(first, mention.first, "points", "told_of"):
        return False
    return reading.any_says(first, mention.first, "units", "rates_of")


def _is_percent(reading: Reading, mention: Mention) -> bool:
    unit = unit_at(reading, mention.last)
    return unit is not None and unit[1].kind == PERCENT


def tells_an_index(reading: Reading, mentions: list[Mention]) -> bool:
    """Whether the text counts points by the hundred, as stock markets do."""
    key = (tells_an_index,)
    if key not in reading.found:
        reading.found[key] = any(
            mention.value >= _MOST_POINTS and reading.says(mention.last, "units", "points") for mention in mentions
        )
    return bool(reading.found[key])


@asked_beside(behind="units.points")
def share_of_a_point(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«la Fed a abaissé ses taux d'⟦un quart⟧ de point», "a ⟦half⟧-point cut": of a rate, where no sport is told."""
    mention = mentions[place]
    point = mention.last
    hyphen = reading.word(point) == "-" and reading.glued(point)
    point += hyphen or reading.says(point, "phrase", "unit_links") or reading.says(point, "pairs", "articles")
    if not reading.says(point, "units", "points"):
        return None
    if reading.says_anywhere("scores", "sports") or tells_an_index(reading, mentions):
        return Refusal("part_of_a_thing")
    return Draft("share_of_a_point", PERCENT, mention, mention.value, point + 1, "pp")
