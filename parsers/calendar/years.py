"""Years: «سنة 2018», «في 2018», «موسم 2018-2019», «les années 90», «القرن التاسع عشر»."""

from __future__ import annotations

from parsers.calendar.reading import PERIOD, YEAR, CalendarSpan, SpanReader, dated
from parsers.calendar.words import GREGORIAN, HIJRI
from parsers.unit_names import MONEY, unit_phrases
from parsers.words.clitics import clitic_splits, glued_article
from parsers.words.text import BREAK, DIGITS, MARK, WORD

_MODERN = range(1800, 2101)
"""Years that stand in the news without the word for year."""
_HIJRI = range(1200, 1500)
_SPELLED = range(1500, 2200)
_COUNT_REACH = 10
"""Tokens in front of a figure that «و» joins, where the number stands that it goes on from."""
_PHRASE_ENDS = (".", ",", ")", ";", "»", '"', ":", "?", "!")


def year_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    """The year, or row of years, that begins at a token or at the word in front of it."""
    if reader.stem_says(index, "year"):
        return _named_year(reader, index)
    return bare_year_at(reader, index)


def _named_year(reader: SpanReader, index: int) -> CalendarSpan | None:
    place = index + 1
    while place < index + 3 and reader.says(place, "linking"):
        place += 1
    if reader.year(place) is None:
        return _spelled_year(reader, index, place) or _decade(reader, index, place)
    return _dated(reader, index, place, named=True)


def _spelled_year(reader: SpanReader, index: int, place: int) -> CalendarSpan | None:
    """«سنة ألفين وتسعة عشر»."""
    numeral = reader.begins.get(place)
    if numeral is None or numeral.form != "words" or numeral.precision != "exact" or numeral.value not in _SPELLED:
        return None
    return dated(reader.span(index, numeral.last, YEAR), int(numeral.value), None, None, GREGORIAN)


def _decade(reader: SpanReader, index: int, place: int) -> CalendarSpan | None:
    """«les années 90»."""
    value = reader.whole(place)
    if value is None or value % 10 or len(reader.folded(place)) != 2 or not reader.lexicon.has_short_decades:
        return None
    return reader.span(index, place + 1, YEAR)


def bare_year_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    """A year without the word: after «في», in a row «2018-2019», with its era, or with no noun to count."""
    year = reader.year(index)
    if year is None and not reader.is_glued(index + 1):
        return None
    if _is_decade(reader, index):
        return reader.span(index, index + 2, YEAR)
    if year is None or year not in _MODERN or _ends_figures(reader, index) or _is_amount(reader, index + 1):
        return _hijri_year(reader, index)
    after = _row_end(reader, index)
    if after > index + 1 or reader.says(after, "common_era") or reader.stem_says(index - 1, "year_after"):
        return _dated(reader, index, index, named=False)
    return reader.span(index, index + 1, YEAR) if _counts_nothing(reader, index) else None


def _is_amount(reader: SpanReader, unit: int) -> bool:
    """Whether a unit of time or money stands behind: «حددت الغرامة في 2000 ⟦درهم⟧», but no dollars of a year."""
    if reader.stem_says(unit, "time_unit"):
        return True
    named = None if reader.lexicon.plain_years else unit_phrases(reader.language, reader.country)
    found = named.starting_at(reader.tokens.words, unit) if named and unit < len(reader.tokens) else None
    return found is not None and found[1].kind == MONEY


def _hijri_year(reader: SpanReader, index: int) -> CalendarSpan | None:
    value = reader.year(index)
    if value is None or value not in _HIJRI or not reader.says(index + 1, "hijri_era"):
        return None
    return dated(reader.span(index, index + 2, YEAR), value, None, None, HIJRI)


def _is_decade(reader: SpanReader, index: int) -> bool:
    """Whether it is the 1990s, or the '90s."""
    value = reader.whole(index)
    return (
        value is not None
        and value >= 10
        and value % 10 == 0
        and reader.is_glued(index + 1)
        and (reader.says(index + 1, "decade_ending"))
    )


def _ends_figures(reader: SpanReader, index: int) -> bool:
    """Whether it is glued to figures before it: «99/99/2019» is no date and no year."""
    bar = reader.folded(index - 1)
    return (
        bar in ("/", "-")
        and reader.is_glued(index)
        and reader.is_glued(index - 1)
        and reader.whole(index - 2) is not None
    )


def _counts_nothing(reader: SpanReader, index: int) -> bool:
    """Whether a figure that may be a year ends its phrase, after a word: «مونديال 2018.», «دستور 2011 الذي»."""
    if reader.folded(index - 1) == "(" and reader.folded(index + 1) == ")":
        return True
    if reader.says(index + 1, "always_counted"):
        return False  # «1942 autres ont été blessées»
    if index == 0 or reader.tokens.kind(index - 1) == BREAK or (reader.whole(index) or 0) % 100 == 0:
        return False
    if reader.lexicon.plain_years or index + 1 == len(reader.tokens) or reader.tokens.kind(index + 1) == BREAK:
        return True
    if reader.tokens.kind(index + 1) == MARK:
        return reader.tokens.kind(index - 1) == WORD and reader.folded(index + 1) in _PHRASE_ENDS
    ends = reader.says(index + 1, "no_noun") or _is_joined(reader, index + 1)
    return ends and not _joins_a_count(reader, index)


def _joins_a_count(reader: SpanReader, index: int) -> bool:
    """«قتل 5894 شخصا في تركيا ⟦و1932⟧ في سوريا»: joined by a glued «و» to a number close before, which is no year."""
    if not (reader.is_glued(index) and reader.says(index - 1, "conjunction")):
        return False
    before = range(index - 2, max(index - _COUNT_REACH, -1), -1)
    number = next((at for at in before if at in reader.begins), None)
    return number is not None and reader.tokens.kind(number) == DIGITS and reader.year(number) is None


def _is_joined(reader: SpanReader, index: int) -> bool:
    """Whether a word has و or the article in front, as none has that a number counts: «كأس إفريقيا 2025 بالمغرب»."""
    word = reader.folded(index)
    return word[0] in reader.lexicon.says("conjunction") or any(
        split.definite for split in clitic_splits(word, reader.language)
    )


def _row_end(reader: SpanReader, index: int) -> int:
    """The token after a row of years: «2017-2018», «2017/2018», «2017 و2018»."""
    last, year = index + 1, reader.year(index)
    while year is not None:
        place = last
        while place < last + 2 and (reader.folded(place) in ("-", "/") or reader.says(place, "range")):
            place += 1
        following = (reader.year(place) or _short_year(reader, place, year)) if place > last else None
        if following is None or not year < following <= year + 100:
            return last
        last, year = place + 1, following
    return last


def _short_year(reader: SpanReader, place: int, year: int) -> int | None:
    """The «24» of «2023-24»."""
    value = reader.whole(place)
    is_short = value is not None and len(reader.folded(place)) == 2 and reader.is_glued(place)
    return year + 1 if is_short and value == (year + 1) % 100 else None


def _dated(reader: SpanReader, first: int, place: int, *, named: bool) -> CalendarSpan:
    last = _row_end(reader, place)
    year = reader.year(place) or 0
    is_hijri = reader.says(last, "hijri_era") or (named and year in _HIJRI and last == place + 1)
    last += reader.says(last, "hijri_era", "common_era")
    return dated(reader.span(first, last, YEAR), year, None, None, HIJRI if is_hijri else GREGORIAN)


def named_century_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    """«القرن التاسع عشر», "century" with a number behind it."""
    if not reader.stem_says(index, "century"):
        return None
    place = index + 1
    place += reader.folded(place) == glued_article(reader.language)  # «القرن ال12»
    numeral = reader.begins.get(place)
    return reader.span(index, numeral.last, PERIOD) if numeral is not None else None
