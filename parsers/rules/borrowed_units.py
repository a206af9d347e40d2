"""Amounts whose unit stands by another number: «⟦15⟧, ⟦8⟧ et 10 %», "⟦24⟧ by 36 inches", «de 10 dirhams à ⟦7⟧»."""

from __future__ import annotations

from itertools import pairwise

from parsers.noun_phrases.counted import counted_after
from parsers.rules.amounts_and_shares import Amount
from parsers.rules.mentions import CARDINAL, FRACTION, Mention, follows_and
from parsers.rules.ranges import part_of_scaled, scaled_like
from parsers.rules.rows import is_at_a_place
from parsers.units import DEGREES, DURATION, MEASURE, MONEY, PERCENT, Unit, unit_at, unit_before
from parsers.words.comparators import EXACT, comparator_before
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_MOST_PERCENT = 1000
_LEAST_SCALED, _LONGEST_ROW, _MOST_FALLEN, _JOINED_REACH, _TERM_REACH = 1e6, 7, 100, 4, 7
_PLACES_REACH, _YEAR_FIGURES, _PARTS_BACK = 7, 4, 3


def with_borrowed_unit(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """Read a number with the unit of the next one, of the one before, or of the row that it is in."""
    if not _may_borrow(reading, mentions, place):
        return None
    return (
        _with_unit_of_next(reading, mentions, place)
        or _with_unit_of_whole(reading, mentions, place)
        or _with_unit_of_row(reading, mentions, place)
        or _with_unit_of_side(reading, mentions, place)
        or _with_unit_of_previous(reading, mentions, place)
        or _with_unit_of_replaced(reading, mentions, place)
        or _with_unit_compared(reading, mentions, place)
        or _with_unit_of_joined(reading, mentions, place)
        or _with_unit_elsewhere(reading, mentions, place)
        or _part_of_a_term(reading, mentions, place)
        or _part_of_a_measure(reading, mentions, place)
        or _with_unit_in_brackets(reading, mentions, place)
    )


_JOINS = frozenset(
    (
        ("ranges", "to"),
        ("ranges", "and"),
        ("scores", "against"),
        ("counts", "instead"),
        ("counts", "compared"),
        ("partitive", "links"),
        ("durations", "of_which"),
    )
)
"""Lists of words that join a number to the one before, right in front of it."""


def _may_borrow(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether a word or sign beside a number joins it to another at all: few numbers are."""
    mention, following = mentions[place], mentions[place + 1 : place + 2]
    if following and following[0].first - behind_hyphen(reading, mention.last) <= 1:
        return True
    joined = mention.start > reading.tokens.start(mention.first)  # «و⟦38⟧ بطنجة»
    bracketed = _is_in_brackets(reading, mention.first, mention.last)
    return (
        joined
        or bracketed
        or not _JOINS.isdisjoint(reading.lists(mention.first - 1))
        or _may_be_part(reading, mentions, place)
    )


def _may_be_part(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether a place or a whole may stand behind it."""
    last = mentions[place].last
    return reading.says(last, "counts", "places") or reading.says(last, "partitive", "links")


def is_unit(unit: Unit, mention: Mention) -> bool:
    """Whether a unit may measure a number of that kind."""
    shared = mention.kind == FRACTION and (unit.kind != PERCENT or unit.code == "pp")  # "a quarter of a point"
    return unit.states is None and (mention.kind == CARDINAL or shared)


def _with_unit_of_next(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«من ⟦9,5⟧ إلى 10,1 دراهم»: the unit behind the second amount is meant for the first."""
    mention, following = mentions[place], mentions[place + 1 : place + 2]
    if not following or following[0].first != mention.last + 1 or mention.kind != CARDINAL:
        return None
    if not (reading.says(mention.first - 1, "ranges", "from") and reading.says(mention.last, "ranges", "to")):
        return None
    unit = unit_at(reading, following[0].last)
    if unit is None or not is_unit(unit[1], mention):
        return None
    return Amount(scaled_like(reading, mention, following[0], _MOST_FALLEN), unit[1], mention.last)


def _with_unit_of_whole(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«⟦huit⟧ des 28 milliards d'euros»: a part of an amount."""
    part = part_of_scaled(reading, mentions, place)
    unit = unit_at(reading, mentions[place + 1].last) if part else None
    return Amount(part, unit[1], part.last) if part and unit and is_unit(unit[1], part) else None


def _with_unit_of_side(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """Read the unit behind the other side of something: "⟦24⟧ by 36 inches"."""
    mention, following = mentions[place], mentions[place + 1 : place + 2]
    if not following or following[0].first != mention.last + 1 or not reading.says(mention.last, "ranges", "by"):
        return None
    unit = unit_at(reading, following[0].last)
    return Amount(mention, unit[1], mention.last) if unit and unit[1].kind == MEASURE else None


def _with_unit_of_previous(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«من عشر سنوات إلى ⟦سبع⟧», «de 10 dirhams à ⟦7⟧»: where an amount goes, its unit told where it came from."""
    mention, previous = mentions[place], mentions[place - 1] if place else None
    if previous is None or mention.kind != CARDINAL or not reading.says(mention.first - 1, "ranges", "to"):
        return None
    unit = unit_at(reading, previous.last) if reading.says(previous.first - 1, "ranges", "from") else None
    if unit is None or unit[0] != mention.first - 1 or not is_unit(unit[1], mention):
        return None
    if unit[1].kind == PERCENT and mention.value >= _MOST_PERCENT:
        return None  # «il progresse de 5,9 % à ⟦6,7 milliards⟧»
    return None if counted_after(reading, mention.last, mention.value) else Amount(mention, unit[1], mention.last)


def _with_unit_of_replaced(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«بخمسة دراهم بدلا من ⟦سبعة⟧»: the amount that another one stands instead of."""
    mention, previous = mentions[place], mentions[place - 1] if place else None
    instead = stands_instead(reading, mentions, place)
    if (
        previous is None
        or mention.kind != CARDINAL
        or not (instead or reading.says(mention.first - 1, "scores", "against"))
    ):
        return None
    unit = unit_at(reading, previous.last)
    if unit is None or mention.first - unit[0] > _JOINED_REACH or not is_unit(unit[1], mention):
        return None
    if not instead and (unit[1].kind != PERCENT or mention.value > _MOST_FALLEN):
        return None  # «52 بالمائة من الأصوات مقابل ⟦48⟧ لمنافسه»
    return None if counted_after(reading, mention.last, mention.value) else Amount(mention, unit[1], mention.last)


def stands_instead(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«48 منتخبا بدلا من ⟦32⟧», «عوض ⟦32⟧»: whether it is what a number told before replaces."""
    mention = mentions[place]
    linked = reading.says(mention.first - 1, "partitive", "links")
    return place > 0 and reading.says(mention.first - 1 - linked, "counts", "instead")


def _with_unit_compared(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«1.450 tonnes contre ⟦1.200⟧ un an auparavant»: figures that an amount is set against."""
    mention, previous = mentions[place], mentions[place - 1] if place else None
    figures = mention.kind == CARDINAL and reading.tokens.kind(mention.last - 1) == DIGITS
    if previous is None or not figures or reading.rules.text("phrase", "order") == "definite_chain":
        return None
    unit = unit_at(reading, previous.last)
    if unit is None or unit[0] != mention.first - 1 or not reading.says(unit[0], "counts", "compared"):
        return None
    counted = counted_after(reading, mention.last, mention.value)
    other = counted is not None and bool(reading.lexeme(counted.head).forms)
    return None if other or not is_unit(unit[1], mention) else Amount(mention, unit[1], mention.last)


def _with_unit_of_joined(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«خمسين درهما للكبار و⟦عشرين⟧ للصغار»: what the same price is for others, each behind its own preposition."""
    mention, previous = mentions[place], mentions[place - 1] if place else None
    if previous is None or mention.kind != CARDINAL or not reading.is_word(mention.last):
        return None
    unit = unit_at(reading, previous.last)
    if unit is None or not follows_and(reading, mention) or mention.first - unit[0] > _JOINED_REACH:
        return None
    if unit[1].kind in (MEASURE, PERCENT):  # «72 ملم بشفشاون و⟦38⟧ بطنجة»
        places = is_at_a_place(reading, unit[0]) and is_at_a_place(reading, mention.last)
        return Amount(mention, unit[1], mention.last) if places else None
    if unit[1].kind != MONEY:
        return None
    both = (reading.lexeme(at) for at in (unit[0], mention.last) if reading.is_word(at))
    prices = [word for word in both if word.governed and word.definite]
    return Amount(mention, unit[1], mention.last) if len(prices) > 1 else None


def _with_unit_elsewhere(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«35 degrés à Alger, ⟦42⟧ à Adrar et ⟦28⟧ à Oran»: each behind its figure the place that it is told of."""
    mention = mentions[place]
    if reading.rules.text("phrase", "order") == "definite_chain" or not _is_told_of_a_place(reading, mention):
        return None
    for back in range(place - 1, max(place - 1 - _LONGEST_ROW, -1), -1):
        previous, following = mentions[back], mentions[back + 1]
        sign = unit_before(reading, previous.first)  # "$500 in London and ⟦300⟧ in Paris"
        unit = unit_at(reading, previous.last) or ((previous.last, sign) if sign else None)
        first = unit[0] if unit else previous.last
        between = range(first, following.first)
        near = 1 < len(between) <= _PLACES_REACH and not any(reading.words[at] == "." for at in between)
        bounded = comparator_before(reading, following.first)
        before = (bounded[0] if bounded else following.first) - 1
        joined = reading.word(before) == "," or reading.says(before, "ranges", "and")
        if previous.kind != CARDINAL or not (near and joined and reading.says(first, "counts", "places")):
            return None
        if unit:
            kinds = unit[1].kind in (MEASURE, MONEY, PERCENT) and is_unit(unit[1], mention)
            return Amount(mention, unit[1], mention.last) if kinds else None
    return None


def _is_told_of_a_place(reading: Reading, mention: Mention) -> bool:
    """Whether plain figures that are no year stand in front of a preposition and a name or noun."""
    figures = mention.text(reading)
    plain = mention.kind == CARDINAL and reading.tokens.kind(mention.first) == DIGITS
    year = figures.isdigit() and len(figures) == _YEAR_FIGURES
    place = mention.last + 1
    dated = len(reading.word(place)) == _YEAR_FIGURES or reading.is_word(place)  # «120 tonnes en 2022 et ⟦95⟧ en 2023»
    told = reading.says(mention.last, "counts", "places") and dated
    return plain and told and not year and not reading.says(mention.last + 1, "fractions", "verbs")


def _part_of_a_term(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«cinq ans de prison, dont ⟦deux⟧ avec sursis»: a part of the time that was told before."""
    mention, previous = mentions[place], mentions[place - 1] if place else None
    part = reading.says(mention.first - 1, "durations", "of_which")
    if previous is None or mention.kind != CARDINAL or not part or mention.first - previous.last > _TERM_REACH:
        return None
    unit = unit_at(reading, previous.last)
    alone = reading.is_stop(mention.last) or reading.says(mention.last, "durations", "served")
    if unit is None or unit[1].kind != DURATION or mention.value >= previous.value or not alone:
        return None
    return Amount(mention, unit[1], mention.last)


def _part_of_a_measure(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«174 000 hectares en un an, dont ⟦153 000⟧ pour l'orge»: a part of what was measured before."""
    mention = mentions[place]
    if mention.kind != CARDINAL or not reading.says(mention.first - 1, "durations", "of_which"):
        return None
    if counted_after(reading, mention.last, mention.value) or mention.comparator != EXACT:
        return None
    for previous in reversed(mentions[max(place - _PARTS_BACK, 0) : place]):
        unit = unit_at(reading, previous.last)
        near = mention.first - previous.last <= _TERM_REACH and "." not in reading.words[previous.last : mention.first]
        if unit and near and unit[1].kind == MEASURE and mention.value < previous.value:
            return Amount(mention, unit[1], mention.last)
    return None


def _with_unit_in_brackets(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«le blé (12.000 quintaux), l'orge (⟦3.000⟧) et le seigle (⟦500⟧)»: the unit is told in the first brackets."""
    mention = mentions[place]
    if not _is_in_brackets(reading, mention.first, mention.last):
        return None
    for back in range(place - 1, max(place - 1 - _LONGEST_ROW, -1), -1):
        previous, following = mentions[back], mentions[back + 1]
        unit = unit_at(reading, previous.last)
        last = unit[0] if unit else previous.last
        between = reading.words[last : following.first]
        if len(between) > _PLACES_REACH or "." in between or not _is_in_brackets(reading, previous.first, last):
            return None
        if unit:
            fits = unit[1].kind in (MEASURE, MONEY, PERCENT) and is_unit(unit[1], mention)
            return Amount(mention, unit[1], mention.last) if fits else None
    return None


def _is_in_brackets(reading: Reading, first: int, last: int) -> bool:
    """Whether brackets stand around figures and what is between two places, and nothing else in them."""
    figures = reading.tokens.kind(first) == DIGITS and reading.word(first - 1) == "("
    return figures and reading.word(last) == ")"


def _is_price(reading: Reading, place: int) -> bool:
    """«أسعار التذاكر ⟦25⟧ و60 دينارا»: whether the word for prices stands close in front."""
    return reading.any_says(place - _JOINED_REACH, place, "units", "prices")


def _with_unit_of_row(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«⟦15⟧, ⟦8⟧ et 10 %»: the unit behind the last figure of a row is meant for all."""
    mention, joined = mentions[place], False
    for previous, following in pairwise(mentions[place : place + _LONGEST_ROW]):
        end = behind_hyphen(reading, previous.last)
        last = following.first == end + 1 and reading.says(end, "ranges", "and")
        if following.first != end + 1 or not (last or reading.word(end) == ","):
            return None
        joined, unit = joined or last, unit_at(reading, following.last)
        if unit and joined:
            plain = mention.kind == CARDINAL and reading.tokens.kind(mention.first) == DIGITS
            kinds = (PERCENT, DURATION, MEASURE, DEGREES, *([MONEY] if _is_price(reading, mention.first) else ()))
            shared = plain and unit[1].kind in kinds and following.value < _LEAST_SCALED
            return Amount(mention, unit[1], mention.last) if shared else None
        if unit or (last and reading.rules.text("phrase", "order") != "definite_chain"):
            return None  # only Arabic says "and" again: «12 و14 و17 سنة»
    return None


def behind_hyphen(reading: Reading, place: int) -> int:
    """Behind the hyphen of a unit that is told further on: "her ⟦8⟧- and 10-year-old sons"."""
    hangs = reading.word(place) == "-" and reading.glued(place) and not reading.glued(place + 1)
    return place + hangs
