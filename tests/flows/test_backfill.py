"""A backfill of the sample newspaper: only the days asked for, only what is missing, and again without harm."""

from datetime import date, timedelta

import pytest

from flows.backfill import backfill
from flows.parameters import Mode, ParameterError
from flows.reparse import reparse
from tasks.lake import open_lake, verify

pytestmark = pytest.mark.prefect

START, END = date(2026, 10, 14), date(2026, 10, 20)


A_DAY = timedelta(days=1)


def days(lake):
    """The publication days of all articles, those without a date left out."""
    return [day for day in open_lake(lake).articles(columns=["published_date"])["published_date"].to_pylist() if day]


def count(lake):
    return open_lake(lake).articles(columns=["article_id"]).num_rows


@pytest.fixture(scope="module")
def filled(sample_run, tmp_path_factory):  # noqa: ARG001  # the site must be served
    lake = tmp_path_factory.mktemp("backfill") / "lake"
    return lake, backfill(START, END, ["sample"], lake=lake)


def test_takes_the_articles_of_the_range_and_not_those_of_other_years(filled):
    lake, report = filled
    assert report.total.outcomes["accepted"] > 0
    assert min(days(lake)) >= START - A_DAY  # a day on either side is allowed for zones
    assert max(days(lake)) <= END + A_DAY
    assert [result for result in verify(open_lake(lake)) if not result.ok] == []


def test_the_same_again_asks_for_nothing(filled):
    lake, first = filled
    again = backfill(START, END, ["sample"], lake=lake)
    assert again.total.fetched == 0
    assert again.total.outcomes["unchanged"] == again.total.discovered > 0
    assert count(lake) == first.total.outcomes["accepted"]


def test_a_refetch_asks_again_and_changes_nothing(filled):
    lake, _ = filled
    before = open_lake(lake).articles().sort_by("article_id")
    report = backfill(START, END, ["sample"], mode=Mode.REFETCH, lake=lake)
    assert report.total.outcomes["accepted"] == 0
    assert open_lake(lake).articles().sort_by("article_id").equals(before)


def test_a_reparse_needs_no_network_and_changes_nothing(filled, monkeypatch):
    lake, _ = filled
    monkeypatch.setenv("WAQAI_SAMPLE_ORIGIN", "http://127.0.0.1:9")
    before = open_lake(lake).articles().sort_by("article_id")
    report = backfill(START, END, ["sample"], mode=Mode.REPARSE, lake=lake)
    assert report.total.discovered == sum(START <= day <= END for day in days(lake))
    assert report.total.outcomes["unchanged"] == report.total.discovered > 0
    assert reparse(lake=lake).total.outcomes["accepted"] == 0
    assert open_lake(lake).articles().sort_by("article_id").equals(before)


def test_a_dry_run_says_what_it_would_do_and_does_nothing(filled, tmp_path):
    _, first = filled
    report = backfill(START, END, ["sample"], dry_run=True, lake=tmp_path / "lake")
    assert len(report.planned) == first.total.discovered
    assert not list((tmp_path / "lake").glob("raw/*"))
    assert open_lake(tmp_path / "lake").read_ledger().num_rows == 0


def test_a_page_limit_leaves_the_rest_for_another_run(filled, tmp_path):
    _, whole = filled
    lake = tmp_path / "lake"
    first = backfill(START, END, ["sample"], page_limit=1, lake=lake)
    assert first.total.reasons["over-limit"] > 0
    backfill(START, END, ["sample"], lake=lake)
    assert count(lake) == whole.total.outcomes["accepted"]


def test_an_article_that_shows_in_several_weeks_is_asked_for_once(sample_run, tmp_path):  # noqa: ARG001
    lake = tmp_path / "lake"
    report = backfill(date(2026, 10, 1), date(2026, 10, 28), ["sample"], lake=lake)
    urls = open_lake(lake).read_ledger()["url"].to_pylist()
    assert len(urls) == len(set(urls)) == report.total.discovered
    assert [result for result in verify(open_lake(lake)) if not result.ok] == []
    again = backfill(date(2026, 10, 1), date(2026, 10, 28), ["sample"], mode=Mode.REFETCH, lake=lake)
    assert again.total.discovered == report.total.discovered


def test_the_page_limit_is_that_of_the_run_not_of_each_week(sample_run, tmp_path):  # noqa: ARG001
    report = backfill(date(2026, 10, 1), date(2026, 10, 28), ["sample"], page_limit=3, lake=tmp_path / "lake")
    assert report.total.fetched == 3
    assert report.total.reasons["over-limit"] > 3


def test_a_dry_run_keeps_to_the_page_limit(sample_run, tmp_path):  # noqa: ARG001
    report = backfill(date(2026, 10, 1), date(2026, 10, 28), ["sample"], page_limit=3, dry_run=True, lake=tmp_path)
    assert len(report.planned) == 3


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [(END, START, "lies before the start"), (date(2016, 1, 1), END, "3,946 days: ask for at most 366")],
)
def test_a_range_that_cannot_be_meant_is_refused_before_anything_is_done(start, end, message, tmp_path, prefect_server):  # noqa: ARG001
    with pytest.raises(ParameterError, match=message):
        backfill(start, end, ["sample"], lake=tmp_path / "lake")
    assert not (tmp_path / "lake").exists()
