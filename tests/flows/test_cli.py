"""The command line: bad input ends in one clear line and exit status 2, and nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import sample

ROOT = Path(__file__).resolve().parents[2]


def waqai(*arguments, cwd=None, **environment):
    command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=variables, timeout=120, check=False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ingest", "missing.warc.gz"], "missing.warc.gz does not exist: name a WARC file"),
        (["ingest", "."], "holds no page"),
        (["nightly", "--source", "nowhere"], "unknown source 'nowhere'"),
        (["backfill", "--start", "2019-04-21", "--end", "2019-04-20", "--source", "sample"], "lies before the start"),
        (["backfill", "--start", "2009-04-21", "--end", "2019-04-20", "--source", "sample"], "3,652 days"),
        (["reparse", "--start", "2019-04-21", "--end", "2019-04-20"], "lies before the start"),
        (["verify", "--lake", "nowhere"], "nowhere"),
        (["try", "missing.html"], "missing.html is neither a URL nor an HTML file"),
        (["sources", "nowhere"], "unknown source 'nowhere'"),
        (["sources", "--check"], "--check needs a newspaper's id"),
    ],
)
def test_bad_input_ends_in_one_line_that_names_it(arguments, message, tmp_path):
    done = waqai(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stdout + done.stderr


def test_a_lake_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "lake").write_text("a file, not a folder")
    page = next((Path(sample.__file__).parent / "pages").glob("*.html"))
    done = waqai("ingest", page, "--lake", tmp_path / "lake", cwd=tmp_path)
    assert done.returncode == 2
    assert str(tmp_path / "lake") in done.stderr
    assert done.stderr.count("\n") == 1


def test_lists_the_registry():
    done = waqai("sources")
    assert done.returncode == 0
    assert "hespress" in done.stdout
    assert "sample" in done.stdout


def test_tries_a_page_as_json_and_writes_nothing(tmp_path):
    pages = Path(sample.__file__).parent / "pages"
    page = next(path for path in sorted(pages.glob("*.html")) if "يوسف هناني" in path.read_text(encoding="utf-8"))
    done = waqai("try", page, "--source", "sample", "--json", cwd=tmp_path)
    answer = json.loads(done.stdout)
    assert answer["article"]["authors_latin"] == ["Youssef Hannani"]
    assert {(fact["kind"], fact["value"]) for fact in answer["facts"]} >= {("count", 315.0), ("duration", 3.0)}
    assert list(tmp_path.iterdir()) == []


def test_tries_a_page_for_a_person_and_says_why(tmp_path):
    pages = Path(sample.__file__).parent / "pages"
    page = next(path for path in sorted(pages.glob("*.html")) if "يوسف هناني" in path.read_text(encoding="utf-8"))
    done = waqai("try", page, "--source", "sample", cwd=tmp_path)
    assert done.returncode == 0
    assert "date      taken 2019-04-20" in done.stdout
    assert "315" in done.stdout
