from __future__ import annotations

from datetime import date, datetime

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from parsers.calendar.day_forms import plain
from parsers.pages.moments import clock_in, find_moments, read_iso


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("الأربعاء 15 نونبر 2023 - 14:30", "ar", "2023-11-15T14:30:00"),
        ("السبت 3 غشت 2024", "ar", "2024-08-03T00:00:00"),
        ("8 ابريل، 2022", "ar", "2022-04-08T00:00:00"),
        ("٢٥/٠٧/٢٠١٥", "ar", "2015-07-25T00:00:00"),
        ("15 تشرين الثاني/نوفمبر 2023", "ar", "2023-11-15T00:00:00"),
        ("03/08/2015 08:01:02 م", "ar", "2015-08-03T20:01:02"),
        ("14:30 - 12 ماي 2024", "ar", "2024-05-12T14:30:00"),
        ("Le 24 novembre 2025 à 17 h 11", "fr", "2025-11-24T17:11:00"),
        ("26 septembre 2025 - 21h39 - Marchés", "fr", "2025-09-26T21:39:00"),
        ("1er août 2024", "fr", "2024-08-01T00:00:00"),
        ("Dec. 20, 2023 5:30 p.m. ET", "en", "2023-12-20T17:30:00-05:00"),
        ("12. März 2023, 14.30 Uhr", "de", "2023-03-12T14:30:00"),
        ("12 de mayo de 2021", "es", "2021-05-12T00:00:00"),
        ("2023年12月5日 10:00", "ja", "2023-12-05T10:00:00"),
        ("Tue Feb 20 2018 01:00:00 GMT+0100 (Central European Time)", "en", "2018-02-20T01:00:00+01:00"),
    ],
)
def test_reads_datelines_of_many_languages(text, language, iso):
    [moment] = find_moments(text, language)
    assert moment.at == datetime.fromisoformat(iso)


@pytest.mark.parametrize(
    "text", ["العدد 17206", "في الأسبوع المقبل", "32/13/2024", "1,250.75 درهم", "© 2019-2026", "15 mars"]
)
def test_finds_no_day_where_none_is_stated_whole(text):
    assert find_moments(text, "ar") == []


def test_reads_ambiguous_days_as_the_country_does_and_says_so():
    [here] = find_moments("03/04/2024", "fr")
    [there] = find_moments("03/04/2024", "en", month_first=True)
    assert (here.at.month, there.at.month) == (4, 3)
    assert here.ambiguous
    assert there.ambiguous


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022-04-08T00:13:00+00:00", "2022-04-08T00:13:00+00:00"),
        ("2023-12-21T10:27:49-0800", "2023-12-21T10:27:49-08:00"),
        ("2022-04-08T01:12", "2022-04-08T01:12:00"),
        ("Wed, 21 Dec 2022 10:00:00 +0100", "2022-12-21T10:00:00+01:00"),
        ("20240115", "2024-01-15T00:00:00"),
        ("20240115T10:04:34Z", "2024-01-15T00:00:00"),
        ("2022-12-05T23:15:0Z", "2022-12-05T23:15:00+00:00"),
    ],
)
def test_reads_what_machines_write(text, iso):
    moment = read_iso(text)
    assert moment is not None
    assert moment.at == datetime.fromisoformat(iso)


@given(
    st.dates(date(1995, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["ar_MA", "ar_DZ", "ar_LB", "ar_EG", "fr", "en_GB", "de", "es", "it", "pt"]),
)
def test_reads_back_every_day_that_cldr_writes(day, locale):
    text = format_date(day, "d MMMM y", locale=locale)
    assert [moment.at.date() for moment in find_moments(text, locale[:2])] == [day]


@given(st.text(max_size=200))
def test_moves_no_letter_and_raises_on_nothing(text):
    assert len(plain(text)) == len(text)
    find_moments(text, "ar")
    read_iso(text)
    clock_in(text)
