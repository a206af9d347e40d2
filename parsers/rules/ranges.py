"""Two numbers that bound one range: «ما بين 20 و25», "1 % à 1,5 %", "5-7"."""

from __future__ import annotations

from functools import cache

from parsers.rules.changes import changes_from
from parsers.rules.mentions import CARDINAL, Mention, joined, joined_by_and
from parsers.units import PERCENT, unit_at, unit_before
from parsers.words.comparators import comparator_before, says_between
from parsers.words.lexemes import grammar
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_SUBJECT_REACH, _SERIES_REACH = 6, 45
_SCALES = (10**9, 10**6, 10**3)
_LONGEST_LINK = 2
_WIDEST_FORECAST = 2.5
_SHORT_FOR = 4
"""So many times the low bound is the high one, at most, where the low one is told without its thousands."""


def range_with_next(reading: Reading, mentions: list[Mention], place: int) -> tuple[Mention, int] | None:
    """The range that a number and the next one bound, with the token behind it; None where they are two quantities."""
    if place + 1 >= len(mentions) or mentions[place].kind != CARDINAL:
        return None
    key = (range_with_next, place)
    if key not in reading.found:
        reading.found[key] = _range_with_next(reading, mentions, place)
    found: tuple[Mention, int] | None = reading.found[key]
    return found


def _range_with_next(reading: Reading, mentions: list[Mention], place: int) -> tuple[Mention, int] | None:
    low, high = mentions[place], mentions[place + 1]
    if high.kind != CARDINAL or high.first - low.last > 6 or not _are_joined(reading, low, high):
        return None
    if not _linked(reading, low, high):
        return None
    low = scaled_like(reading, low, high)
    if low.value == high.value or not (low.value < high.value or says_between(reading, low.first)):
        return None  # «بين ⟦7 و3⟧ سنوات»: the bounds that "between" tells may stand in any order
    third = _third_bound(reading, mentions, place)
    return (joined(joined(low, high), third), third.last) if third else (joined(low, high), high.last)


def _third_bound(reading: Reading, mentions: list[Mention], place: int) -> Mention | None:
    """«تتراوح بين 3 و5 ⟦و7⟧ أيام»: where "between" tells three numbers, the last of them bounds the range."""
    low, middle, others = mentions[place], mentions[place + 1], mentions[place + 2 : place + 3]
    if not others or others[0].kind != CARDINAL or not low.value < middle.value < others[0].value:
        return None
    third = joined_by_and(reading, middle.last, others[0].first) and says_between(reading, low.first)
    return others[0] if third else None


def _are_joined(reading: Reading, low: Mention, high: Mention) -> bool:
    """Whether anything stands between two numbers, or is glued to the second, that may join a range's bounds."""
    clitic = high.start > reading.tokens.start(high.first)
    return clitic or not _joints(reading.language).isdisjoint(reading.words[low.last : high.first])


@cache
def _joints(language: str) -> frozenset[str]:
    return frozenset("-").union(*(grammar(language).words("ranges", key) for key in ("and", "to", "or")))


def _linked(reading: Reading, low: Mention, high: Mention) -> bool:
    unit, other = unit_at(reading, low.last), unit_at(reading, high.last)
    if unit and unit[0] == high.first and unit_before(reading, high.first):
        unit = None  # "tickets $25-$159": the sign is the second figure's
    if unit and ((other[1] if other else None) != unit[1] or unit_before(reading, high.first)):
        return False  # «0,4% à 11.200 points» are two amounts
    between = _between(reading, low, high, _behind_rate(reading, unit[0]) if unit else low.last)
    signed = low.start < reading.tokens.start(low.first)  # «بين -5 و3 درجات»
    first = low.first - (signed or unit_before(reading, low.first) is not None)
    if len(between) == 1 and says_between(reading, first):
        joins = {"-"} | reading.rules.words("ranges", "and") | reading.rules.words("ranges", "to")
        return joins >= set(between)
    return bool(between) and _to(reading, low, high, between)


def _between(reading: Reading, low: Mention, high: Mention, first: int) -> list[str]:
    """The words that join a number, told with its unit up to a place, to the next one."""
    between = list(reading.words[first : high.first])
    clitic = reading.words[high.first][: high.start - reading.tokens.start(high.first)]
    if clitic:
        between.append(clitic)
    if between and unit_before(reading, high.first):
        between.pop()
    while between and between[-1] in reading.rules.words("phrase", "articles"):
        between.pop()
    if len(between) == 3 and between[0] == between[2] == "-":
        between = between[1:2]  # "one-to-seven days"
    if len(between) == 2 and between[0] in reading.rules.words("ranges", "up") and _comes_from(reading, low):
        between = between[1:]  # "from €150 up to €500"
    return between


def _comes_from(reading: Reading, low: Mention) -> bool:
    """Whether "from" stands in front of an amount."""
    return reading.says(_with_sign(reading, low.first) - 1, "ranges", "from")


def _behind_rate(reading: Reading, place: int) -> int:
    """Behind what a price is for: «entre 75,9 $⟦/bbl⟧ et 91,2 $/bbl»."""
    priced = reading.word(place) == "/" and reading.glued(place + 1) and reading.is_word(place + 1)
    return place + 2 if priced else place


def _to(reading: Reading, low: Mention, high: Mention, between: list[str]) -> bool:
    if len(between) != 1 or low.first == high.first:
        return False
    word = between[0]
    if word == "-":
        return _dash(reading, low, high)
    if word in reading.rules.words("ranges", "or"):
        scaled = scaled_like(reading, low, high).value  # «ثلاثة أو أربعة آلاف»
        return high.value - scaled == scaled / low.value or (
            bool(unit_at(reading, high.last)) and low.value < high.value < 3 * low.value
        )
    grows = reading.word(low.first - 1) == "+" and reading.glued(low.first)  # «les dépenses (+12,9 à 1,14 milliard)»
    if word not in reading.rules.words("ranges", "to") or grows or _changes_by(reading, low, high):
        return False
    first = _with_sign(reading, low.first)
    aged = reading.says(first - 2, "age", "strong")  # «passant de 13 à 14 % parmi les jeunes âgés de 15 à 24 ans»
    bounded = comparator_before(reading, first)  # «en baisse, de l'ordre de 1 % à 1,5 %»
    apart_from = bounded is not None and not reading.says(bounded[0] - 1, "ranges", "from")
    moves = reading.says(first - 1, "ranges", "from") and not aged and not apart_from
    return not (moves and (_is_left(reading, first - 1) or _goes_on_moving(reading, first - 1)))


def _is_left(reading: Reading, place: int) -> bool:
    """Whether "from" tells what something was: "rose in May compared with other states, ⟦from⟧ 2.1 to 2.7 percent"."""
    if reading.word(place - 1) != ",":
        return changes_from(reading, place)
    return changes_from(reading, place, place - reading.sentence_window(place, _SERIES_REACH).start)


def _with_sign(reading: Reading, first: int) -> int:
    """Where an amount begins whose figures begin at a place: at its currency's sign, "from ⟦US$⟧40 to $50"."""
    if unit_before(reading, first) is None:
        return first
    first -= 1
    return first - (reading.is_word(first - 1) and reading.glued(first) and reading.tokens.text(first - 1).isupper())


def _changes_by(reading: Reading, low: Mention, high: Mention) -> bool:
    """Whether a verb of change stands before an amount: "fell ⟦4.1p⟧ to 212.6p" is by so much and to so much.

    So is «le baril a perdu ⟦1,2 dollar⟧ à 78,5 dollars».
    In Arabic its subject stands between: «تراجع خام برنت ⟦1,2 دولار⟧ إلى 82 دولارا».
    """
    if reading.rules.text("phrase", "order") == "definite_chain" and unit_at(reading, low.last):
        first = next((at for at in range(low.first - 1, -1, -1) if reading.is_stop(at)), -1)
        start = max(first + 1, low.first - _SUBJECT_REACH)
        by = not reading.says(low.first - 1, "ranges", "from")
        return by and reading.any_says(start, low.first, "change", "words")
    unit = unit_at(reading, low.last) if reading.says(low.first - 1, "change", "words") else None
    return unit is not None and not (unit[1].kind == PERCENT and _is_forecast(reading, low, high))


def _is_forecast(reading: Reading, low: Mention, high: Mention) -> bool:
    """Whether growth is to come in percents that are close to one another: "expected to grow ⟦3.5% to 4%⟧"."""
    to_come = reading.says(low.first - 2, "change", "ahead")
    return to_come and low.value < high.value <= _WIDEST_FORECAST * low.value


def _goes_on_moving(reading: Reading, place: int) -> bool:
    """Whether the sentence tells a series of changes: «passé de 9 à 10 % en ville, ⟦de 3 à 4 % ailleurs⟧»."""
    pairs = False
    for at in range(place - 1, max(place - _SERIES_REACH, -1), -1):
        if reading.ends_sentence(at):
            return False
        pairs = pairs or (reading.says(at, "ranges", "to") and reading.tokens.kind(at + 1) == DIGITS)
        if pairs and reading.says(at, "change", "words"):
            return True
    return False


def _dash(reading: Reading, low: Mention, high: Mention) -> bool:
    """A dash joins two plain figures, or two amounts with the same unit, and no third one hangs on."""
    if reading.word(high.last) == "-" and reading.glued(high.last):
        return reading.is_word(high.last + 1)
    figures = reading.tokens.kind(low.first) == DIGITS == reading.tokens.kind(high.first)
    scaled = high.last - high.first > 1
    named = scaled or unit_at(reading, high.last) or unit_before(reading, high.first)  # "fees of €5–€7"
    return figures and (bool(named) or reading.is_word(high.last))


def scaled_like(reading: Reading, low: Mention, high: Mention, most: float = 1) -> Mention:
    """«بين 3 و5 ملايين»: a scale behind the second figure is meant for both, unless the first is `most` times it."""
    if _is_short_for_thousands(reading, low, high):
        return low._replace(value=low.value * _SCALES[2])
    figures = low.text(reading).replace(",", "").replace(".", "").isdigit()
    if reading.tokens.kind(high.last - 1) == DIGITS or not (figures or low.last - low.first == 1):
        return low  # «خمسة إلى ستة آلاف» are thousands both, «مئة ألف إلى مليون» each of its own
    for scale in _SCALES:
        if high.value >= scale and low.value < most * high.value / scale:
            return Mention(low.first, low.last, low.start, low.end, low.kind, low.value * scale)
    return low


def _is_short_for_thousands(reading: Reading, low: Mention, high: Mention) -> bool:
    """«entre ⟦15⟧ et 20 000 personnes», "15 to 20,000 people": the thousands are told of the second figure alone."""
    if reading.rules.text("phrase", "order") == "definite_chain" or reading.tokens.kind(high.last - 1) != DIGITS:
        return False
    grouped = high.value >= _SCALES[2] and high.value % _SCALES[2] == 0 and not high.text(reading).isdigit()
    small = low.text(reading).isdigit() and low.last - low.first == 1 and unit_at(reading, low.last) is None
    return grouped and small and high.value / _SHORT_FOR <= low.value * _SCALES[2] < high.value


def part_of_scaled(reading: Reading, mentions: list[Mention], place: int) -> Mention | None:
    """«⟦huit⟧ des 28 millions d'habitants»: a part of so many millions is told in millions, too."""
    part, following = mentions[place], mentions[place + 1 : place + 2]
    if not following or following[0].first - part.last > _LONGEST_LINK or following[0].value < _SCALES[1]:
        return None
    linked = reading.says(part.last, "partitive", "links") and part.last < following[0].first
    scale = next(scale for scale in _SCALES if following[0].value >= scale)
    small = 1 < part.value < following[0].value / scale and part.kind == following[0].kind == CARDINAL
    return part._replace(value=part.value * scale) if small and linked else None
