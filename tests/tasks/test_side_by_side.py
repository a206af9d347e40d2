"""Newspapers side by side: one that is slow delays nobody, and each host is asked one request at a time."""

import time
from concurrent.futures import ThreadPoolExecutor

from flows.pipeline import NEWSPAPERS_AT_ONCE
from sample.hostile import serve_traps
from schemas.page import Discovered
from sources import load, source_ids
from tasks.archive import ArchiveWriter, archived_run
from tasks.client import make_client
from tasks.fetch import Fetcher, manners_of
from tasks.runs import begin_run, end_run

HOSTS = 25
PACE = 0.2


def fetch(run, origin, pages, pace):
    """Fetch some pages of a host, and give the seconds that it took."""
    begun = time.monotonic()
    source = load("sample").model_copy(update={"pace_s": pace})
    here = {"allow_private": True, "resolver": lambda _host, _port: ["127.0.0.1"]}
    with make_client("c", **here) as client, ArchiveWriter(run.lake, run.id) as archive:
        found = [Discovered(url=f"{origin}/nothing-here/{number}", discovered_by="urls") for number in range(pages)]
        endings = [
            one.reason for one in Fetcher(run, source, manners_of(run, source, client), archive, {}).fetch(found)
        ]
    assert endings == ["http-404"] * pages
    return time.monotonic() - begun


def test_twenty_five_hosts_take_no_longer_than_the_slow_one(tmp_path):
    run = begin_run("nightly", tmp_path)
    with serve_traps() as origin, ThreadPoolExecutor(NEWSPAPERS_AT_ONCE) as threads:
        origins = [origin.replace("127.0.0.1", f"paper{number}.example") for number in range(HOSTS)]
        begun = time.monotonic()
        quick = [threads.submit(fetch, run, origin, 4, PACE) for origin in origins[1:]]
        slow = threads.submit(fetch, run, origins[0], 4, 4 * PACE)  # begun last
        taken = [one.result() for one in quick]
        alone = slow.result()
        whole = time.monotonic() - begun
    end_run(run)
    assert alone >= 3 * 4 * PACE
    assert whole - alone < 2.0
    assert sum(taken) > 2 * whole  # one after the other they would take far longer
    assert sum(1 for _ in archived_run(tmp_path, run.id)) == 4 * HOSTS


def test_every_newspaper_of_the_registry_has_a_thread():
    assert len(source_ids()) <= NEWSPAPERS_AT_ONCE
