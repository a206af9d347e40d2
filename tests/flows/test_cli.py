"""The command line: bad input ends in one clear line and exit status 2, and nothing is lost."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sample
from flows.cli import app
from flows.printing import print_run
from tasks.report import RunReport

PAGES = Path(sample.__file__).parent / "pages"


@pytest.fixture(autouse=True)
def _somewhere_else(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")


def waqai(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def conference_page():
    return next(path for path in sorted(PAGES.glob("*.html")) if "يوسف هناني" in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ingest", "missing.warc.gz"], "missing.warc.gz does not exist: name a WARC file"),
        (["ingest", "."], "holds no page"),
        (["nightly", "--source", "nowhere"], "unknown source 'nowhere'"),
        (["backfill", "--start", "2019-04-21", "--end", "2019-04-20", "--source", "sample"], "lies before the start"),
        (["backfill", "--start", "2009-04-21", "--end", "2019-04-20", "--source", "sample"], "3,652 days"),
        (["reparse", "--start", "2019-04-21", "--end", "2019-04-20"], "lies before the start"),
        (["reparse", "--lake", "nowhere"], "there is no lake at"),
        (["verify", "--lake", "nowhere"], "there is no lake at"),
        (["try", "missing.html"], "missing.html is no file: name a page's file"),
        (["try", "http://[bad"], "http://[bad cannot be fetched: "),
        (["try", "http://10.0.0.1/"], "http://10.0.0.1/ cannot be fetched: "),
        (["sources", "nowhere"], "unknown source 'nowhere'"),
        (["sources", "--check"], "--check needs a newspaper's id"),
    ],
)
def test_bad_input_ends_in_one_line_that_names_it(arguments, message):
    done = waqai(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_lake_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "lake").write_text("a file, not a folder")
    done = waqai("ingest", conference_page(), "--lake", tmp_path / "lake")
    assert done.exit_code == 2
    assert str(tmp_path / "lake") in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("planned", "printed"),
    [
        (None, "reparse, 2 s: there was nothing to do"),
        ((), "A dry run: 0 URLs would be asked for; nothing was done."),
        (("https://a.ma/1",), "A dry run: 1 URLs would be asked for; nothing was done.\n  https://a.ma/1"),
    ],
)
def test_a_run_that_touched_nothing_says_so(tmp_path, capsys, planned, printed):
    print_run(RunReport("r", "reparse", (), 2.0, planned=planned), tmp_path)
    assert capsys.readouterr().out.strip() == printed


def test_lists_the_registry():
    done = waqai("sources")
    assert done.exit_code == 0
    assert "hespress" in done.stdout
    assert "sample" in done.stdout


def test_tries_a_page_as_json_and_writes_nothing(tmp_path):
    done = waqai("try", conference_page(), "--source", "sample", "--json")
    answer = json.loads(done.stdout)
    assert answer["article"]["authors_latin"] == ["Youssef Hannani"]
    assert {(fact["kind"], fact["value"]) for fact in answer["facts"]} >= {("count", 315.0), ("duration", 3.0)}
    assert list(tmp_path.iterdir()) == []


def test_tries_a_page_for_a_person_and_says_why():
    done = waqai("try", conference_page(), "--source", "sample")
    assert done.exit_code == 0
    assert "date      taken 2019-04-20" in done.stdout
    assert "315" in done.stdout
