"""The nightly run of the sample newspaper, through Prefect and over real HTTP."""

from collections import Counter
from urllib.parse import urlsplit

import pytest

import sample
from flows.nightly import nightly
from tasks.archive import read_page
from tasks.extract import extract_page
from tasks.lake import open_lake, verify

pytestmark = pytest.mark.prefect


def ledger_of(run, report):
    return open_lake(run.lake).read_ledger(run_ids=[report.run_id]).to_pylist()


def path_of(url):
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.fixture(scope="module")
def articles(sample_run):
    rows = open_lake(sample_run.lake).articles().to_pylist()
    return {path_of(row["url"]): row for row in rows}


def test_every_url_ends_once_with_the_reason_that_the_newspaper_expects(sample_run):
    ledger = ledger_of(sample_run, sample_run.report)
    endings = Counter(row["url"] for row in ledger)
    assert set(endings.values()) == {1}
    listed = {entry.path for entry in sample.entries() if entry.listed}
    reasons = {path_of(row["url"]): row["reason"] for row in ledger}
    assert listed <= reasons.keys()
    assert {path: reasons[path] for path in listed & sample.outcomes().keys()} == {
        path: reason for path, reason in sample.outcomes().items() if path in listed
    }


def test_every_article_that_the_newspaper_lists_is_there(articles):
    listed = {entry.path for entry in sample.entries() if entry.listed and entry.expected}
    assert listed <= articles.keys()
    assert len(articles) >= 16


def test_each_article_has_the_headline_and_the_authors_that_the_newspaper_printed(articles):
    expected = {path: page for path, page in sample.expectations().items() if path in articles}
    assert len(expected) >= 16
    read = {path: (articles[path]["title"], tuple(articles[path]["authors"])) for path in expected}
    assert read == {path: (page.title, page.authors) for path, page in expected.items()}


def test_each_row_is_what_the_parsers_read_in_its_archived_response(sample_run, articles):
    for row in articles.values():
        again = extract_page(read_page(sample_run.lake, row["warc_file"], row["warc_offset"])).article
        read = (again.title, list(again.authors), again.published_at, again.text, again.language, again.url)
        assert read == tuple(row[name] for name in ("title", "authors", "published_at", "text", "language", "url"))
        assert row["run_id"] == sample_run.report.run_id


def test_the_facts_point_into_the_text_that_ships_with_them(sample_run, articles):
    by_id = {row["article_id"]: row for row in articles.values()}
    facts = open_lake(sample_run.lake).facts().to_pylist()
    assert facts
    for fact in facts:
        passage = by_id[fact["article_id"]][fact["field"]]
        assert passage[fact["number_start"] : fact["number_end"]] == fact["number"]
        start = fact["sentence_start"]
        assert passage[start : start + len(fact["sentence"])] == fact["sentence"]


def test_the_conference_page_gives_its_author_its_day_and_its_quantities(sample_run, articles):
    """The page that the project began with: nothing machine-readable, all in the house style of the newspaper."""
    row = next(row for row in articles.values() if row["authors"] == ["يوسف هناني"])
    assert row["authors_latin"] == ["Youssef Hannani"]
    assert row["published_date"].isoformat() == "2019-04-20"
    facts = [fact for fact in open_lake(sample_run.lake).facts().to_pylist() if fact["article_id"] == row["article_id"]]
    found = {(fact["kind"], fact["value"], fact["unit"], fact["concept"]) for fact in facts}
    assert {
        ("count", 315.0, None, "official"),
        ("count", 150.0, None, "country"),
        ("duration", 3.0, "d", None),
        ("ordinal", 15.0, None, "conference"),
    } <= found


def test_the_lake_holds_what_must_always_hold(sample_run):
    assert [result for result in verify(open_lake(sample_run.lake)) if not result.ok] == []


def test_a_second_night_changes_nothing_and_asks_little(sample_run):
    before = open_lake(sample_run.lake).articles().drop_columns(["run_id", "fetched_at"])
    report = nightly(newspapers=["sample"], lake=sample_run.lake)
    after = open_lake(sample_run.lake).articles().drop_columns(["run_id", "fetched_at"])
    assert after.equals(before)
    assert report.total.outcomes["accepted"] == 0
    assert report.total.fetched == 0


def test_the_copies_of_an_agencys_text_share_a_cluster_and_no_others_do(articles):
    clusters = Counter(row["cluster_id"] for row in articles.values())
    assert sorted(clusters.values())[-2:] == [1, 2]
    shared = {row["title"] for row in articles.values() if clusters[row["cluster_id"]] == 2}
    assert all("سد" in title for title in shared)
