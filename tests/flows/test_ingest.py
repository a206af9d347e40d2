"""Files go the same way as the network: archive, articles, facts, ledger."""

import gzip
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import sample
from flows.ingest import ingest
from flows.pipeline import RunProblems
from flows.verifying import verify_lake
from tasks.ingest import InputError, find_inputs
from tasks.lake import open_lake

pytestmark = pytest.mark.prefect

HTML_PAGES = sorted((Path(sample.__file__).parent / "pages").glob("*.html"))


@pytest.fixture(scope="module")
def warc(sample_run) -> Path:
    """The archive that the sample newspaper's nightly run left."""
    return next(sample_run.lake.glob("raw/source=sample/date=*/*.warc.gz"))


def outcomes(lake):
    return {row["url"]: (row["outcome"], row["reason"]) for row in open_lake(lake).read_ledger().to_pylist()}


def test_a_warc_gives_the_same_articles_as_the_network_did(sample_run, warc, tmp_path):
    ingest(paths=[warc], newspaper="sample", lake=tmp_path / "lake")
    columns = ["article_id", "title", "authors", "published_at", "published_date", "text", "source"]
    order = [("article_id", "ascending")]
    fetched = open_lake(sample_run.lake).articles(columns=columns).sort_by(order)
    ingested = open_lake(tmp_path / "lake").articles(columns=columns).sort_by(order)
    assert ingested.equals(fetched)


def test_every_page_of_it_ends_once_and_the_lake_is_sound_to_the_bottom(warc, tmp_path):
    report = ingest(paths=[warc], newspaper="sample", lake=tmp_path / "lake")
    assert report.total.discovered == len(outcomes(tmp_path / "lake"))
    assert [result for result in verify_lake(tmp_path / "lake", deep=True) if not result.ok] == []


def test_the_same_file_again_changes_nothing(warc, tmp_path):
    lake = tmp_path / "lake"
    ingest(paths=[warc], newspaper="sample", lake=lake)
    before = open_lake(lake).articles()
    report = ingest(paths=[warc], newspaper="sample", lake=lake)
    assert report.total.outcomes["accepted"] == 0
    assert open_lake(lake).articles().equals(before)


def test_a_folder_of_html_files_is_taken_and_each_names_itself(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for page in HTML_PAGES[:3]:
        shutil.copy(page, folder / page.name)
    report = ingest(paths=[folder], lake=tmp_path / "lake")
    assert report.total.discovered == 3
    assert report.total.outcomes["accepted"] >= 2


def test_a_text_file_gives_the_article_that_it_states(tmp_path):
    file = tmp_path / "article.txt"
    file.write_text(
        "الجماعة تفتح سوقا جديدا للخضر\n\n"
        "افتتحت الجماعة صباح اليوم سوقا جديدا للخضر والفواكه يضم 120 محلا، بكلفة بلغت 18 مليون درهم، في الحي الشرقي.\n"
        "وقال رئيس الجماعة إن السوق سيشغل نحو 300 شخص من أبناء الحي، وإن المحلات ستوزع بالقرعة على الباعة.\n\n"
        "الكاتب : سعاد العلوي\n\nبتاريخ : 14/05/2021"
    )
    lake = tmp_path / "lake"
    ingest(paths=[file], lake=lake)
    row = open_lake(lake).articles().to_pylist()[0]
    assert (row["title"], row["authors"]) == ("الجماعة تفتح سوقا جديدا للخضر", ["سعاد العلوي"])
    assert row["published_date"] == date(2021, 5, 14)
    assert sorted(open_lake(lake).facts()["value"].to_pylist()) == [120, 300, 18_000_000]
    assert [result for result in verify_lake(lake, deep=True) if not result.ok] == []


def test_a_warc_that_is_cut_off_yields_the_records_before_the_cut_and_is_not_green(warc, tmp_path):
    whole = outcomes_of(warc, tmp_path / "whole")
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(warc.read_bytes()[: warc.stat().st_size // 2])
    with pytest.raises(RunProblems, match=r"cut\.warc\.gz") as raised:
        ingest(paths=[cut], newspaper="sample", lake=tmp_path / "cut")
    got = outcomes(tmp_path / "cut")
    assert 0 < len(got) < len(whole)
    assert got.items() <= whole.items()
    assert raised.value.report.total.discovered == len(got)


def outcomes_of(warc, lake):
    ingest(paths=[warc], newspaper="sample", lake=lake)
    return outcomes(lake)


def test_an_address_that_is_none_costs_its_own_page_alone(tmp_path):
    page = b"<html><head><link rel=canonical href='http://[bad'></head><body><article><h1>Un titre assez long</h1><p>"
    page += b"Un texte de presse assez long pour un article. " * 30 + b"</p></article></body></html>"
    warc, lake = tmp_path / "bad.warc.gz", tmp_path / "lake"
    with warc.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url in ("http://[bad/a", "https://a.example.ma/b"):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=BytesIO(page), length=len(page), http_headers=headers
                )
            )
    (tmp_path / "alone.html").write_bytes(page)
    report = ingest([warc, tmp_path / "alone.html"], lake=lake)
    assert (report.total.outcomes["accepted"] + report.total.outcomes["duplicate"], report.total.reasons) == (
        2,
        {"bad-url": 1},
    )
    assert [result for result in verify_lake(lake, deep=True) if not result.ok] == []


def test_bad_input_is_named_with_the_way_out(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.pdf").write_text("no page")
    with gzip.open(tmp_path / "other.gz", "wb") as file:
        file.write(b"no page")
    for name, message in {
        "missing.warc.gz": "does not exist",
        "empty": "holds no page",
        "notes.pdf": "is neither a WARC file",
        "other.gz": "is neither a WARC file",
    }.items():
        with pytest.raises(InputError, match=f"{name} {message}"):
            find_inputs([tmp_path / name])
