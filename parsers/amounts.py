"""Amounts: a number with its unit is money, a percentage, a measure, a duration or an age."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from parsers.counted import Span, counted_after
from parsers.drafts import AGE, Draft, Refusal
from parsers.mentions import CARDINAL, FRACTION, ORDINAL, Mention
from parsers.ranges import range_with_next
from parsers.reading import Reading
from parsers.text import DIGITS, MARK
from parsers.units import DEGREES, DURATION, MEASURE, MONEY, PERCENT, Unit, unit_at, unit_before, unit_named

_WEATHER_REACH = 90
_AGE_REACH = 5


class Amount(NamedTuple):
    """A mention with its unit: the token behind both, and how many mentions it is made of."""

    mention: Mention
    unit: Unit
    last: int
    used: int = 1


def amount(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read a number with a unit behind or in front of it, alone or as a range."""
    found = _amount_at(reading, mentions, place)
    return None if found is None else _measured(reading, found)


def amount_and_share(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read an amount with a share of its unit behind it: «ثلاث سنوات ونصف», «une heure et demie»."""
    found = _with_share(reading, mentions, place)
    return None if found is None else _measured(reading, found)


def _measured(reading: Reading, found: Amount) -> Draft | Refusal | None:
    mention, unit, last, _ = found
    if unit.kind == DEGREES:
        return _degrees(reading, found)
    rule = f"amount_{unit.kind}"
    if unit.kind == DURATION:
        if _is_age(reading, mention, unit, last):
            return _draft("age", AGE, found, "a")
        if reading.says(last, "periods", "after"):
            return Refusal("period")
    counted = _counted(reading, unit, last)
    sign = _sign(reading, mention, unit)
    draft = _draft(rule, unit.kind, found, unit.code)
    draft = draft._replace(counted=counted, last=counted.last if counted else last)
    return (
        draft._replace(value=-abs(draft.value), start=sign)
        if sign is not None and _negative(reading, sign)
        else (draft._replace(start=sign))
    )


def _draft(rule: str, kind: str, found: Amount, code: str | None) -> Draft:
    mention, unit, last, used = found
    high = None if mention.value_max is None else mention.value_max * unit.factor
    return Draft(rule, kind, mention, mention.value * unit.factor, last, code, high, used=used)


def _amount_at(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    mention = mentions[place]
    if mention.kind == ORDINAL:
        return None
    both = range_with_next(reading, mentions, place)
    return _unit_and_share(reading, mention) or (
        _range_with_unit(reading, *both, mention) if both else _with_unit(reading, mention)
    )


def _range_with_unit(reading: Reading, both: Mention, last: int, low: Mention) -> Amount | None:
    unit = unit_at(reading, last) or unit_at(reading, low.last)
    if unit and _is_unit(unit[1], both):
        return Amount(both, unit[1], max(unit[0], last), 2)
    symbol = unit_before(reading, both.first)
    return Amount(both, symbol, last, 2) if symbol else None


def _with_unit(reading: Reading, mention: Mention) -> Amount | None:
    symbol = unit_before(reading, mention.first)
    found = unit_at(reading, mention.last)
    if symbol and not (found and found[1].kind in (MONEY, PERCENT)):
        return Amount(mention, symbol, mention.last)
    return Amount(mention, found[1], found[0]) if found and _is_unit(found[1], mention) else None


def _with_share(reading: Reading, mentions: list[Mention], place: int) -> Amount | None:
    """«ثلاث سنوات ونصف», «deux heures et demie»: an amount with a share of its unit behind it."""
    mention = mentions[place]
    unit = unit_at(reading, mention.last)
    following = mentions[place + 1] if place + 1 < len(mentions) else None
    if unit and reading.says(unit[0] + 1, "fractions", "half"):
        following = _half(reading, unit[0] + 1)
    if mention.kind != CARDINAL or following is None or following.kind != FRACTION or unit is None:
        return None
    if following.value >= 1 or not _joined_to(reading, following, unit[0]):
        return None
    last = _same_unit_behind(reading, following.last, unit[1])
    if last == following.last and unit_at(reading, last):
        return None
    whole = replace(mention, last=following.last, end=following.end, value=mention.value + following.value)
    told = place + 1 < len(mentions) and mentions[place + 1].first < following.last
    return Amount(whole, unit[1], last, 2 if told else 1)


def _half(reading: Reading, place: int) -> Mention:
    """«et demie»: a half that is no number by itself."""
    token = reading.tokens[place]
    return Mention(place, place + 1, token.start, token.end, FRACTION, 0.5)


def _joined_to(reading: Reading, share: Mention, place: int) -> bool:
    """Whether only "and" stands between a token's end and a share."""
    conjunctions = reading.rules.words("ranges", "and")
    if share.first == place:
        return share.start > reading.tokens[place].start
    return share.first == place + 1 and reading.word(place) in conjunctions


def _same_unit_behind(reading: Reading, place: int, unit: Unit) -> int:
    """«سنة ونصف السنة»: the unit may be told again."""
    word = reading.lexeme(place).stem if reading.is_word(place) else ""
    return place + 1 if word and unit_named(reading, word) == unit else place


def _unit_and_share(reading: Reading, share: Mention) -> Amount | None:
    """«ساعة ونصف»: a unit alone and a share of it are one and a half."""
    before = share.first - 1
    before -= reading.word(before) in reading.rules.words("ranges", "and")
    if share.kind != FRACTION or share.value >= 1 or not reading.is_word(before) or before in reading.blocked:
        return None
    unit = unit_named(reading, reading.words[before]) or unit_named(reading, reading.lexeme(before).stem)
    if (
        unit is None
        or unit.kind not in (DURATION, MEASURE)
        or unit.states
        or not _joined_to(reading, share, before + 1)
    ):
        return None
    last = _same_unit_behind(reading, share.last, unit)
    if unit_at(reading, share.last) and last == share.last:
        return None
    skip = reading.lexeme(before).skip
    whole = replace(share, first=before, start=reading.start(before, skip), value=1 + share.value, kind=CARDINAL)
    return Amount(whole, unit, last)


def _is_unit(unit: Unit, mention: Mention) -> bool:
    return unit.states is None and (mention.kind == CARDINAL or (mention.kind == FRACTION and unit.kind != PERCENT))


def _degrees(reading: Reading, found: Amount) -> Draft | Refusal | None:
    """«درجة» is Celsius where weather is told, a bare number on a magnitude scale, else no unit at all."""
    mention, _, last, _ = found
    around = reading.sentence_window(mention.first, _WEATHER_REACH)
    if reading.any_says(last, last + 4, "units", "scale") or reading.any_says(
        mention.first - 8, last, "units", "scale"
    ):
        return _draft("degrees_on_a_scale", MEASURE, found, None)
    if reading.any_says(around.start, around.stop, "units", "weather"):
        return _draft("degrees_of_temperature", MEASURE, found, "Cel")
    return None


def _is_age(reading: Reading, mention: Mention, unit: Unit, last: int) -> bool:
    """Years are an age behind «يبلغ من العمر», "aged", before "old", or in brackets behind a name: «(40 عاما)»."""
    if unit.code != "a" or unit.factor != 1 or mention.value > 125:
        return False
    if reading.any_says(mention.first - _AGE_REACH, mention.first, "age", "strong") and _same_clause(reading, mention):
        return True
    if _opens(reading, mention) or _of_an_age_group(reading, mention):
        return True
    if reading.says(last, "age", "after") or (reading.word(last) == "-" and reading.says(last + 1, "age", "after")):
        return True
    if reading.says(last, "partitive", "links") and reading.says(last + 1, "age", "life"):
        return True
    opened, closed = reading.word(mention.first - 1), reading.word(last)
    return opened == "(" and closed in (")", "،", ",") and mention.value > 0


def _opens(reading: Reading, mention: Mention) -> bool:
    """«À 22 ans, il …»: behind a preposition that opens its clause."""
    return reading.says(mention.first - 1, "age", "opening") and reading.is_stop(mention.first - 2)


def _of_an_age_group(reading: Reading, mention: Mention) -> bool:
    """«les 15-24 ans»: a range of years as if it were a noun."""
    return mention.value_max is not None and reading.says(mention.first - 1, "phrase", "group_articles")


def _same_clause(reading: Reading, mention: Mention) -> bool:
    reach = range(mention.first - 1, max(mention.first - 1 - _AGE_REACH, -1), -1)
    for place in reach:
        if reading.says(place, "age", "strong"):
            return True
        if reading.is_stop(place) and reading.words[place] not in ("'", "(", "«", '"'):
            return False
    return False


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
    if before < 0 or unit.kind == DURATION or reading.tokens[mention.first].kind != DIGITS:
        return None
    sign = reading.tokens[before]
    if sign.kind != MARK or sign.folded not in ("-", "+") or not reading.glued(mention.first):
        return None
    return None if reading.glued(before) and reading.tokens[before - 1].kind != MARK else sign.start


def _negative(reading: Reading, sign: int) -> bool:
    return reading.text[sign] != "+"


def bare_age(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """An age without its years: «سن السادسة عشرة», "aged 16", and the appositive "Hill, 29, has"."""
    mention = mentions[place]
    if mention.value > 125 or mention.value != int(mention.value):
        return None
    before = mention.first - 1
    before -= reading.says(before, "age", "of_links")
    if reading.says(before, "age", "of") and not unit_at(reading, mention.last):
        return Draft("bare_age", AGE, mention, mention.value, mention.last, "a")
    if mention.kind == CARDINAL and _is_appositive(reading, mention):
        return Draft("appositive_age", AGE, mention, mention.value, mention.last, "a")
    return None


def _is_appositive(reading: Reading, mention: Mention) -> bool:
    name, comma = mention.first - 2, mention.first - 1
    if name < 0 or not reading.rules.text("age", "appositive") or not 2 < mention.value < 110:
        return False
    if reading.words[comma] != "," or reading.word(mention.last) not in (",", "."):
        return False
    text = reading.tokens[name].text
    digits = reading.tokens[mention.first].kind == DIGITS
    return digits and text[:1].isupper() and not reading.says(name, "age", "never_named")


def temperature_range(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«تتراوح الحرارة بين 20 و25 بالشمال»: a range in a sentence that tells the temperatures."""
    both = range_with_next(reading, mentions, place)
    if not both:
        return None
    mention, last = both
    around = reading.sentence_window(mention.first, _WEATHER_REACH)
    if not reading.any_says(around.start, mention.first, "units", "temperatures") or (mention.value_max or 0) > 60:
        return None
    return Draft("temperature_range", MEASURE, mention, mention.value, last, "Cel", mention.value_max, used=2)
