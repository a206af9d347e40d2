"""The hostile wing: whatever a server does, its address ends once, soon, and with the reason that fits."""

import pytest

from sample.hostile import TRAPS, serve_traps
from schemas.ledger import LedgerEntry
from schemas.page import Discovered
from sources import load
from tasks.archive import ArchiveWriter
from tasks.client import Limits, make_client
from tasks.extract import extract_pages
from tasks.fetch import Fetcher
from tasks.lake import open_lake, verify
from tasks.manners import Manners
from tasks.outcomes import write_outcomes
from tasks.runs import begin_run, end_run
from tasks.spool import write_spool

SOON = Limits(body=1 << 20, seconds=0.6)


@pytest.fixture(scope="module")
def endings(tmp_path_factory):
    """Each trap's outcome and reason after fetching, archive, parsers and lake."""
    lake = tmp_path_factory.mktemp("hostile") / "lake"
    run = begin_run("nightly", lake)
    results = []
    with (
        serve_traps() as origin,
        make_client("c", allow_private=True) as client,
        ArchiveWriter(lake, run.id) as archive,
    ):
        for path in TRAPS:
            manners = Manners(client, pace_s=0.0, limits=SOON, sleep=lambda _seconds: None)
            fetcher = Fetcher(run, load("sample"), manners, archive, {})
            results += fetcher.fetch([Discovered(url=f"{origin}/{path}", discovered_by="urls")])
    entries = [one for one in results if isinstance(one, LedgerEntry)]
    pages = [one for one in results if not isinstance(one, LedgerEntry)]
    parsed = extract_pages(pages, lake=lake, run_id=run.id, workers=1, page_seconds=20)
    entries += write_outcomes(run, [write_spool(lake.parent / "spool.pickle", parsed)])
    open_lake(lake).append_ledger([one for one in results if isinstance(one, LedgerEntry)], run.id, run.day)
    end_run(run)
    assert [result for result in verify(open_lake(lake)) if not result.ok] == []
    return {entry.url.rsplit("/", 1)[-1]: (entry.outcome, entry.reason, entry.detail) for entry in entries}


@pytest.mark.parametrize("path", TRAPS)
def test_a_trap_ends_as_it_must(path, endings):
    assert endings[path][:2] == TRAPS[path].ending, endings[path][2]


def test_every_trap_ends_once(endings):
    assert sorted(endings) == sorted(TRAPS)
