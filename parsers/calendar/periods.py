"""Terms and days without a month: «الربع الأول», «premier trimestre», «يوم 25», "Sunday"."""

from __future__ import annotations

from parsers.calendar.figures import numeric_date_at
from parsers.calendar.reading import DATE, PERIOD, WEEKDAY_SPAN, CalendarSpan, SpanReader
from parsers.calendar.words import MONTH, WEEKDAY
from parsers.calendar.years import named_century_at
from parsers.words.clitics import glued_article
from parsers.words.text import DIGITS, WORD


def period_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    """The quarter, half, week, century or match minute that begins at a token."""
    return named_century_at(reader, index) or _period_before(reader, index) or ranked_period_at(reader, index)


def ranked_period_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    """«premier trimestre», "the third quarter", «45e minute», "19th century"."""
    numeral = reader.begins.get(index)
    if numeral is None or numeral.kind != "ordinal" or not reader.says(numeral.last, "century", "period"):
        return None
    if reader.says(index - 1, "own") and reader.says(numeral.last, "ranked_if_own"):
        return None  # "in its third week"
    if any(reader.says(numeral.last + far, "in_a_row") for far in (1, 2, 3)):
        return None  # «un quatrième trimestre consécutif», "for the second week in a row"
    return reader.span(index, numeral.last + 1, PERIOD)


def _period_before(reader: SpanReader, index: int) -> CalendarSpan | None:
    """«الربع الأول», «الدقيقة 45», "week 15"."""
    if not reader.stem_says(index, "period_first"):
        return None
    place = index + 1
    place += reader.folded(place) == glued_article(reader.language)  # «الدقيقة ال 26»
    numeral = reader.begins.get(place)
    if numeral is None or numeral.kind == "fraction" or numeral.last < place + 1:
        return None
    if reader.folded(numeral.last) == "%":
        return None  # «سد أم الربيع 23٪»
    return reader.span(index, numeral.last, PERIOD)


def weekday_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    """The weekday at a token, with the number of the day after it: «الأحد 25»."""
    found = reader.name_at(index, WEEKDAY)
    if found is None or _is_number(reader, index):
        return None
    last = found[1]
    place = last + (reader.folded(last) == ",")
    in_figures = numeric_date_at(reader, place)
    if in_figures is not None:
        first = index - (index > reader.taken and reader.stem_says(index - 1, "day"))
        return in_figures._replace(start=reader.tokens.start(first), first=first)
    day = reader.day_after(place)
    if day is not None and _month_follows(reader, day[1]):
        return None
    if day is None or reader.tokens.kind(place) != DIGITS or _counts(reader, day[1]):
        return reader.span(index, last, WEEKDAY_SPAN)
    return reader.span(index, day[1], DATE)


def _is_number(reader: SpanReader, index: int) -> bool:
    """«الأحد عشر لاعبا» are eleven."""
    numeral = reader.begins.get(index)
    return numeral is not None and numeral.last > index + 1


def _month_follows(reader: SpanReader, last: int) -> bool:
    while reader.says(last, "linking", "month"):
        last += 1
    return reader.name_at(last, MONTH) is not None


def day_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    """«يوم 25», «يومي 25 و26», «le 25»: a day whose month goes without saying."""
    if not reader.stem_says(index, "day_first"):
        return None
    day = reader.day_after(index + 1)
    if day is None or reader.tokens.kind(index + 1) != DIGITS:
        return None
    last = day[1]
    if reader.folded(last) == "-" and _is_score(reader, last):
        return None
    while reader.says(last, "range") and (following := reader.day_after(last + 1)) is not None:
        last = following[1]
    return None if _counts(reader, last) else reader.span(index, last, DATE)


def _is_score(reader: SpanReader, dash: int) -> bool:
    """«le but du ⟦2-1⟧»: figures on either side of a dash, and no month behind them."""
    right = reader.day_after(dash + 1) or (0, dash + 2)
    joined = reader.is_glued(dash) and reader.is_glued(dash + 1) and reader.whole(dash + 1) is not None
    return joined and not _month_follows(reader, right[1])


def _counts(reader: SpanReader, last: int) -> bool:
    """Whether a word follows a number that it may count; after a day comes a sign, or a word that joins."""
    if last >= len(reader.tokens) or reader.tokens.kind(last) != WORD:
        return False
    return not reader.says(last, "linking", "range", "year_after", "day", "month", "no_noun")
