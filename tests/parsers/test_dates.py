"""Dates, years, hours and terms, by each language's corpus."""

import itertools
import time
from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

import lexicons
from parsers.calendar.hijri import to_gregorian
from parsers.calendar.spans import find_calendar_spans
from parsers.dates import find_dates


def group(name):
    return [
        pytest.param(language, text, value, id=f"{language}-{text}")
        for language in lexicons.languages()
        for text, value in lexicons.corpus(language, "dates").get(name, {}).items()
    ]


@pytest.mark.parametrize(("language", "text", "day"), group("dates"))
def test_reads_a_whole_text_as_one_date(language, text, day):
    (found,) = find_dates(text, language)
    assert (found.date, found.start, found.end) == (day, 0, len(text))


@pytest.mark.parametrize(("language", "text", "kind"), group("spans"))
def test_reads_a_whole_text_as_one_expression_of_time(language, text, kind):
    (found,) = find_calendar_spans(text, language)
    assert (found.kind, found.start, found.end) == (kind, 0, len(text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (language, text)
        for language in lexicons.languages()
        for text in lexicons.corpus(language, "dates")["reject"]["texts"]
    ],
)
def test_finds_no_date_and_no_time_where_there_is_none(language, text):
    assert find_calendar_spans(text, language) == []


@pytest.mark.parametrize(
    ("language", "country", "text", "day"),
    [
        (language, country, text, day)
        for language in lexicons.languages()
        for country, examples in lexicons.corpus(language, "dates").get("countries", {}).items()
        for text, day in examples.items()
    ],
)
def test_reads_figures_in_the_order_of_the_country(language, country, text, day):
    assert [found.date for found in find_dates(text, language, country)] == [day]


DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
LOCALES = ["ar_MA", "ar_DZ", "ar_TN", "ar_MR", "ar_EG", "ar_SA", "ar_IQ", "ar_LB", "fr_FR", "fr_MA", "en_GB", "en_US"]


@given(DAYS, st.sampled_from(LOCALES), st.sampled_from(["full", "long"]))
@settings(max_examples=80, deadline=None)
def test_reads_back_every_day_as_each_country_writes_it(day, locale, style):
    language, country = locale.split("_")
    text = format_date(day, style, locale=locale)
    assert [found.date for found in find_dates(text, language, country)] == [day]


@given(DAYS, st.sampled_from(["/", "-", "."]), st.booleans())
def test_reads_back_every_day_in_figures_day_first(day, bar, arabic):
    text = day.strftime(f"%d{bar}%m{bar}%Y")
    if arabic:
        text = text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")).replace(bar, f"\u200f{bar}")
    assert [found.date for found in find_dates(text, "ar")] == [day]


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_never_raises_and_keeps_spans_apart_and_in_place(text):
    for language in ("ar", "fr", "en"):
        found = find_calendar_spans(text, language)
        assert all(0 <= span.start < span.end <= len(text) for span in found)
        assert all(before.end <= after.start for before, after in itertools.pairwise(found))


PARTS = [
    "يوم ", "الأحد", "، ", "25", " و", "26 ", "فبراير ", "تشرين ", "الثاني ", "/", "2018", "-", "هـ ", "الساعة ",
    "الثالثة ", "مساء ", "سنة ", "الربع ", "القرن ", "من ", "May ", "the ", "20h", ":30", "p.m.", "le ", "au ", "mai ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join))
@settings(max_examples=100, deadline=None)
def test_never_raises_on_pieces_of_dates(text):
    for language in ("ar", "fr", "en"):
        found = find_calendar_spans(text, language)
        assert all(before.end <= after.start for before, after in itertools.pairwise(found))


@pytest.mark.parametrize(
    "unit", ["1/", "1-", "20/04/2019 ", "يوم ", "و26 ", "من ", "الساعة ", "2018-", "الأحد، ", "3 و", "ماي "]
)
def test_takes_linear_time_for_hostile_text(unit):
    def seconds(size):
        text = unit * (size // len(unit))
        start = time.process_time()
        find_calendar_spans(text, "ar")
        return time.process_time() - start

    small = min(seconds(4_000) for _ in range(3))
    assert min(seconds(64_000) for _ in range(3)) < 16 * small * 4 + 0.05


def test_a_date_tells_its_calendar_and_how_much_is_stated():
    found = find_dates("في 15 شعبان 1440 هـ وفي أبريل 2019 وسنة 2020", "ar")
    assert [(day.calendar, day.precision) for day in found] == [
        ("hijri", "day"),
        ("gregorian", "month"),
        ("gregorian", "year"),
    ]


@pytest.mark.parametrize(("year", "month", "day"), [(1342, 1, 1), (1501, 1, 1), (1440, 13, 1), (1440, 8, 31)])
def test_has_no_common_day_for_a_hijri_one_that_the_tables_lack(year, month, day):
    assert to_gregorian(year, month, day) is None
