"""Amounts: a number with its unit is money, a percentage, a measure, a duration or an age."""

from __future__ import annotations

from parsers.noun_phrases.counted import Span, counted_after
from parsers.rules.ages import is_age
from parsers.rules.amounts_and_shares import Amount, unit_and_share, with_share
from parsers.rules.bare_measures import WEATHER_REACH, hottest
from parsers.rules.borrowed_units import is_unit, with_borrowed_unit
from parsers.rules.drafts import AGE, Draft, Refusal
from parsers.rules.fused_scales import with_fused_scale
from parsers.rules.mentions import FRACTION, ORDINAL, Mention
from parsers.rules.ranges import range_with_next
from parsers.rules.ranks import names_an_edition
from parsers.rules.rates import rate_at
from parsers.units import DEGREES, DURATION, MEASURE, MONEY, PERCENT, Unit, unit_at, unit_before
from parsers.words.comparators import VAGUE
from parsers.words.reading import Reading
from parsers.words.text import DIGITS, MARK

_LEAST_SCALED, _LEAST_WORKED, _HALF = 1e6, 1000, 0.5
_SHORT_TIMES = ("h", "min", "s")
_TEMPERATURES, _WHOLE_TURN, _ANGLE_REACH = ("Cel", "[degF]"), 360, 5


def amount(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read a number with a unit behind or in front of it, alone or as a range."""
    if _is_a_rank(reading, mentions[place]):
        return Refusal("rank_in_figures")
    found = _amount_at(reading, mentions, place)
    return None if found is None else _measured(reading, found)


def _is_a_rank(reading: Reading, mention: Mention) -> bool:
    """«la 17° journée», «le 5° étage»: the sign of degrees stands for the ending of a rank in front of its noun."""
    sign = mention.last
    if reading.word(sign) != "°" or not reading.glued(sign) or reading.rules.text("phrase", "order") != "head_first":
        return False
    noun = reading.is_word(sign + 1) and not reading.glued(sign + 1) and bool(reading.lexeme(sign + 1).forms)
    return noun and reading.says(mention.first - 1, "phrase", "articles")


def amount_and_share(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read an amount with a share of its unit behind it: «ثلاث سنوات ونصف», «une heure et demie»."""
    found = with_share(reading, mentions, place)
    return None if found is None else _measured(reading, found)


def _measured(reading: Reading, found: Amount) -> Draft | Refusal | None:
    mention, unit, last, _ = found
    if unit.kind == DEGREES:
        return _degrees(reading, found)
    if unit.code in _TEMPERATURES and _is_angle(reading, mention, last):
        unit = unit._replace(code="deg")
        found = found._replace(unit=unit)
    rule = f"amount_{unit.kind}"
    if unit.kind == DURATION:
        if is_age(reading, mention, unit, last):
            return _draft("age", AGE, found, unit.code)
        if _is_date(reading, mention, unit, last):
            return Refusal("period")
        if _is_work(reading, mention, last):
            return None
    counted = _counted(reading, unit, last)
    rate = rate_at(reading, last, unit)
    if rate:
        last, unit = rate
        found = found._replace(unit=unit, last=last)
    sign = _sign(reading, mention, unit)
    draft = _below_zero(reading, _draft(rule, unit.kind, found, unit.code))
    draft = draft._replace(counted=counted, last=max(counted.last, last) if counted else last)
    return (
        draft._replace(value=-abs(draft.value), start=sign)
        if sign is not None and _negative(reading, sign)
        else (draft._replace(start=sign))
    )


def _is_angle(reading: Reading, mention: Mention, last: int) -> bool:
    """Whether degrees turn and do not warm: "a 360-degree camera", "a field of view of ⟦120⟧ degrees"."""
    around = range(mention.first - _ANGLE_REACH, last + _ANGLE_REACH)
    return mention.value == _WHOLE_TURN or reading.any_says(around.start, around.stop, "units", "angles")


def _is_match_time(reading: Reading, mention: Mention, unit: Unit) -> bool:
    """Whether it tells when in a match: "who scored on ⟦32⟧ minutes"."""
    return unit.code == "min" and reading.says(mention.first - 1, "periods", "before_minutes")


def _is_date(reading: Reading, mention: Mention, unit: Unit, last: int) -> bool:
    """«7000 عام قبل الميلاد», "the first 20 minutes": when something was, and not how long."""
    era = reading.says(last, "periods", "era_links") and reading.says(last + 1, "periods", "eras")
    part = reading.says(last, "periods", "after") and not reading.says(last, "periods", "lasting")
    mark = unit.code in _SHORT_TIMES and reading.says(last, "periods", "marks")  # "the half-hour mark"
    return era or part or mark or _is_match_time(reading, mention, unit)


def _is_work(reading: Reading, mention: Mention, last: int) -> bool:
    """«337 000 journées ⟦de travail⟧»: so many by the thousand are no time that passes."""
    worked = reading.says(last, "partitive", "links") and reading.says(last + 1, "durations", "worked")
    return worked and mention.value >= _LEAST_WORKED


def _draft(rule: str, kind: str, found: Amount, code: str | None) -> Draft:
    mention, unit, last, used = found
    high = None if mention.value_max is None else mention.value_max * unit.factor
    return Draft(rule, kind, mention, mention.value * unit.factor, last, code, high, used=used)


def _amount_at(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    mention = mentions[place]
    if mention.kind == ORDINAL:
        return None
    both = range_with_next(reading, mentions, place)
    return (
        unit_and_share(reading, mention)
        or (_range_with_unit(reading, *both, mention) if both else _with_unit(reading, mention))
        or with_borrowed_unit(reading, mentions, place)
    )


def _range_with_unit(reading: Reading, both: Mention, last: int, low: Mention) -> Amount | None:
    unit = unit_at(reading, last) or unit_at(reading, low.last)
    if unit and is_unit(unit[1], both):
        return Amount(both, unit[1], max(unit[0], last), both.numbers)
    symbol = unit_before(reading, both.first)
    return Amount(both, symbol, last, both.numbers) if symbol else None


def _with_unit(reading: Reading, mention: Mention) -> Amount | None:
    if _percent_in_front(reading, mention):
        return Amount(mention, Unit(PERCENT, "%"), mention.last)
    spelled = reading.tokens.kind(mention.first) != DIGITS
    told = spelled and mention.first > 1 and reading.tokens.kind(mention.first - 2) == DIGITS  # «1 200 FCFA ⟦six⟧ mois»
    symbol = None if told else unit_before(reading, mention.first)
    found = _unit_behind(reading, mention)
    if symbol and not (found and found[1].kind in (MONEY, PERCENT)):
        scaled = with_fused_scale(reading, mention)
        return Amount(scaled, symbol, scaled.last)
    if found is None or not is_unit(found[1], mention):
        return None
    return Amount(mention, _money_if_scaled(reading, mention, *found), found[0])


def _unit_behind(reading: Reading, mention: Mention) -> tuple[int, Unit] | None:
    found = unit_at(reading, _behind_article(reading, mention)) or _behind_more(reading, mention)
    if found is None:
        return None
    linked = reading.says(mention.last, "phrase", "unit_links")
    if mention.kind == FRACTION and reading.says(mention.last, "periods", "halved"):
        return None  # «عن نصف العام الماضي»
    if mention.definite and mention.comparator == VAGUE and not linked:
        return None  # «مقتل العشرات الأسبوع الماضي»
    if _is_share_of_many(reading, mention) or names_an_edition(reading, mention) or _is_ranked_thing(reading, mention):
        return None
    return None if mention.value == _HALF and _is_feat(reading, mention, found[1]) else found


def _behind_more(reading: Reading, mention: Mention) -> tuple[int, Unit] | None:
    """The unit behind a number and "odd" or the like: "20-something ⟦years⟧", "204 total ⟦yards⟧"."""
    if reading.says(mention.last, "counts", "total"):
        return unit_at(reading, mention.last + 1)
    if reading.word(mention.last) != "-" or not reading.says(mention.last + 1, "counts", "and_more"):
        return None
    return unit_at(reading, mention.last + 2)


def _is_feat(reading: Reading, mention: Mention, unit: Unit) -> bool:
    """Whether a batsman's score is called so: "a five-for and a ⟦half⟧-century in the match"."""
    hyphen = unit.kind == DURATION and reading.word(mention.last) == "-"
    return hyphen and unit.factor > 1 and reading.says_anywhere("scores", "sports")


def _is_ranked_thing(reading: Reading, mention: Mention) -> bool:
    """Whether the unit is an ordinal there: "four ⟦second⟧-place finishes" take no time."""
    hyphen = reading.word(mention.last + 1) == "-" and reading.glued(mention.last + 1)
    return hyphen and mention.value > 1 and reading.says(mention.last, "units", "ranks_too")


def _behind_article(reading: Reading, mention: Mention) -> int:
    """Where the unit of a share may stand: "half ⟦an⟧ hour", "a quarter ⟦of a⟧ mile"."""
    last = mention.last
    if mention.kind == FRACTION and reading.rules.text("phrase", "order") == "head_last":
        last += reading.says(last, "partitive", "links")
        return last + 1 if reading.says(last, "pairs", "articles") else mention.last
    return last


def _money_if_scaled(reading: Reading, mention: Mention, last: int, unit: Unit) -> Unit:
    """«Millions of pounds» are money where nothing is weighed."""
    scaled = unit.kind == MEASURE and (mention.comparator == VAGUE or mention.value >= _LEAST_SCALED)
    if scaled and reading.says(last - 1, "units", "scaled_money") and not reading.says(last, "partitive", "links"):
        return Unit(MONEY, reading.rules.text("units", "scaled_money_code"))
    return unit


def _percent_in_front(reading: Reading, mention: Mention) -> bool:
    """«%13,3»: the sign on the wrong side of the figures, as text from right to left often has it."""
    sign = mention.first - 1
    behind_figure = sign > 0 and _is_figure(reading, sign - 1)
    if behind_figure and reading.rules.text("phrase", "order") != "definite_chain":
        return False  # «les 40 %¹»: a note's number
    if reading.word(sign) != "%" or not reading.glued(mention.first) or reading.word(mention.last) == "%":
        return False
    return reading.tokens.kind(mention.first) == DIGITS and not (behind_figure and reading.glued(sign))


def _is_figure(reading: Reading, place: int) -> bool:
    return reading.tokens.kind(place) == DIGITS


def _is_share_of_many(reading: Reading, mention: Mention) -> bool:
    """«ثلثي ليالي الصيف»: a share of several is no duration."""
    return mention.kind == FRACTION and reading.says(mention.last, "fractions", "many")


def _degrees(reading: Reading, found: Amount) -> Draft | Refusal | None:
    """«درجة» is Celsius where weather is told, a bare number on a magnitude scale, else no unit at all."""
    mention, unit, last, _ = found
    if reading.says(last, "units", "below") and reading.says(last + 1, "units", "zero"):
        return _below_zero(reading, _draft("degrees_of_temperature", MEASURE, found, unit.code))
    around = reading.sentence_window(mention.first, WEATHER_REACH)
    strong = reading.says(mention.first - 1, "units", "strength") and reading.says_anywhere("units", "quakes")
    near = range(mention.first - 8, last + 4)
    if strong or reading.any_says(near.start, near.stop, "units", "scale"):
        return _draft("degrees_on_a_scale", MEASURE, found, None)
    told = mention.value <= hottest(unit.code) and reading.says_anywhere(
        "units", "temperatures"
    )  # forecasts come in short lines
    if told or reading.any_says(around.start, around.stop, "units", "weather"):
        return _below_zero(reading, _draft("degrees_of_temperature", MEASURE, found, unit.code))
    return None


def _below_zero(reading: Reading, draft: Draft) -> Draft:
    """«5 درجات تحت الصفر»: so many degrees less than nothing."""
    if reading.says(draft.last, "units", "below") and reading.says(draft.last + 1, "units", "zero"):
        return draft._replace(value=-draft.value)
    return draft


def _counted(reading: Reading, unit: Unit, last: int) -> Span | None:
    """What a percentage or measure is of («من حالات العمى»), what a duration is spent on («سجنا نافذا»)."""
    if unit.kind in (PERCENT, MEASURE) and reading.says(last, "partitive", "links"):
        return counted_after(reading, last)
    if unit.kind == DURATION and reading.says(last, "durations", "spent"):
        return counted_after(reading, last)
    return None


def _sign(reading: Reading, mention: Mention, unit: Unit) -> int | None:
    """Where a sign written right in front of the digits stands, if one does."""
    before = mention.first - 1
    if before < 0 or unit.kind == DURATION or reading.tokens.kind(mention.first) != DIGITS:
        return None
    sign = reading.tokens[before]
    if sign.kind != MARK or sign.folded not in ("-", "+") or not reading.glued(mention.first):
        return None
    return None if reading.glued(before) and reading.tokens.kind(before - 1) != MARK else sign.start


def _negative(reading: Reading, sign: int) -> bool:
    return reading.text[sign] != "+"
