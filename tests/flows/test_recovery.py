"""A run that is killed loses nothing: the next one parses what is archived and accounts for what was begun."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from flows.nightly import nightly
from tasks.lake import open_lake, verify

pytestmark = pytest.mark.prefect

ROOT = Path(__file__).resolve().parents[2]

KILLED = """
    import os, signal, sys
    from dataclasses import replace
    from pathlib import Path
    from sources import load
    from tasks.archive import ArchiveWriter
    from tasks.client import make_client
    from tasks.discover import Discovering
    from tasks.fetch import Fetcher, manners_of
    from tasks.runs import begin_run

    lake, origin, pages = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    run = begin_run("nightly", lake)
    source = load("sample")
    with make_client("c", allow_private=True) as client, ArchiveWriter(run.lake, run.id) as archive:
        found = list(Discovering(source, client, origin).articles())
        fetched = Fetcher(run, source, manners_of(run, source, client), archive, {}).fetch(found)
        for _ in range(pages):
            next(fetched)
        run.begin(source.id, replace(found[0], url=origin + "/begun-but-never-answered"))
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def killed_lake(prefect_server, sample_origin, tmp_path):  # noqa: ARG001  # the flows need a server
    """A lake in which a run was killed after four pages, while it asked for a fifth."""
    lake = tmp_path / "lake"
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(lake), sample_origin, "4"]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    return lake


def test_the_next_run_brings_a_killed_one_to_its_end(killed_lake, sample_run):
    report = nightly(newspapers=["sample"], lake=killed_lake)
    lake = open_lake(killed_lake)
    ledger = lake.read_ledger().to_pylist()
    dead = [row for row in ledger if row["run_id"] != report.run_id]
    assert {row["url"].rsplit("/", 1)[1]: row["reason"] for row in dead if row["outcome"] == "failed"} == {
        "begun-but-never-answered": "interrupted"
    }
    assert sum(row["outcome"] in ("accepted", "duplicate", "rejected") for row in dead) == 4
    assert len({row["url"] for row in dead}) == len(dead) == 5
    whole = open_lake(sample_run.lake).articles(columns=["article_id", "text"]).sort_by("article_id")
    assert lake.articles(columns=["article_id", "text"]).sort_by("article_id").equals(whole)
    assert [result for result in verify(lake) if not result.ok] == []
    assert list((killed_lake / ".runs").iterdir()) == []


def test_what_a_killed_run_fetched_is_not_fetched_again(killed_lake, sample_run):
    report = nightly(newspapers=["sample"], lake=killed_lake)
    assert report.total.fetched == sample_run.report.total.fetched - 4
