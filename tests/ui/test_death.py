"""What is left when a part dies in the middle of a run: nothing lost, nothing Running for ever."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from tasks.lake import open_lake, verify

BACKFILL = {"start": "2026-10-14", "end": "2026-10-20", "newspapers": ["sample"]}


@pytest.fixture(name="in_the_middle")
def _in_the_middle(served, newspaper, until):
    """Start a backfill and wait until it has asked for pages but is not done; give the run, its process, its lake."""

    def start():
        lake = served.lake.with_name(f"lake-{len(list(served.lake.parent.iterdir()))}")
        newspaper.seconds = 1.0
        run = served.start("backfill", **BACKFILL, lake=str(lake))
        until(lambda: [one for one in lake.glob(".runs/*.jsonl") if one.stat().st_size], 90, "pages are asked for")
        begun = served.run(run)
        assert begun["state_type"] == "RUNNING"
        return run, begun["infrastructure_pid"], lake

    yield start
    newspaper.seconds = 0.0


def kill(*processes):
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(int(process), signal.SIGKILL)


def assert_the_next_run_goes_on(served, newspaper, lake):
    newspaper.seconds = 0.0
    ended = served.wait_for(
        served.start("backfill", **BACKFILL, lake=str(lake)), "COMPLETED", "FAILED", "CRASHED", seconds=180
    )
    assert ended["state_type"] == "COMPLETED", ended["state"]["message"]
    assert [result for result in verify(open_lake(lake)) if not result.ok] == []
    assert list(lake.glob(".runs/*.jsonl")) == []
    whole = served.lake.with_name("lake-undisturbed")
    if not whole.exists():
        undisturbed = served.start("backfill", **BACKFILL, lake=str(whole))
        served.wait_for(undisturbed, "COMPLETED", "FAILED", "CRASHED", seconds=180)
    assert articles(lake) == articles(whole)


def articles(lake):
    columns = ["article_id", "title", "text", "published_date"]
    return open_lake(lake).articles(columns=columns).sort_by("article_id").to_pylist()


def test_a_killed_flow_is_crashed_and_somebody_is_told(served, newspaper, in_the_middle, until):
    run, process, lake = in_the_middle()
    kill(process)
    served.wait_for(run, "CRASHED", seconds=60)
    until(lambda: any("Crashed" in one["subject"] for one in served.told), 60, "the webhook was told of the crash")
    assert_the_next_run_goes_on(served, newspaper, lake)


def test_a_run_whose_worker_died_with_it_does_not_stay_running(served, newspaper, in_the_middle):
    run, process, lake = in_the_middle()
    kill(*served.children("worker start"), process)
    served.wait_for(run, "CRASHED", seconds=240)
    assert "worker died and is started again" in served.output.read_text()
    assert_the_next_run_goes_on(served, newspaper, lake)


def test_a_killed_server_comes_back_and_nothing_is_lost(served, newspaper, in_the_middle, until):
    run, _, lake = in_the_middle()
    kill(*served.children("server start"))
    until(lambda: "server died and is started again" in served.output.read_text(), 30, "serve saw it")
    served.wait_for(run, "COMPLETED", "FAILED", "CRASHED", seconds=300)
    assert_the_next_run_goes_on(served, newspaper, lake)


def test_an_alarm_reaches_the_webhook(served, until):
    code = (
        "from tasks.alarms import Alarm, emit\n"
        "emit(Alarm('silent', 'libe', 'libe brought 3 articles; it usually brings 30'), 'a-run')"
    )
    settings = {**os.environ, "PREFECT_API_URL": f"{served.url}/api", "DO_NOT_TRACK": "1"}
    subprocess.run([sys.executable, "-c", code], env=settings, check=True)
    told = {"subject": "Waqai: libe", "text": "libe brought 3 articles; it usually brings 30"}
    until(lambda: told in served.told, 60, "the webhook was told of the alarm")
