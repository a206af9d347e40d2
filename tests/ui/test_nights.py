"""Nights that look after themselves: runs that piled up, and a machine that is shut down in the middle of one."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from sample.server import serve
from tasks.lake import open_lake, verify

ENDS = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


def outcomes(lake, run_ids=None):
    return open_lake(lake).read_ledger(run_ids=run_ids).to_pylist()


def test_three_late_nights_all_run_one_after_another_and_the_first_brings_everything(served, until):
    lake = served.lake.with_name("lake-late")
    tonight = datetime.now(UTC).replace(hour=1, minute=0, second=0, microsecond=0)
    nights = [tonight - timedelta(days=days) for days in (3, 2, 1)]
    served.api("PATCH", "work_pools/local", is_paused=True)  # nothing takes up what is due, as if all were down
    runs = [served.start("nightly", due=night, newspapers=["sample"], lake=str(lake)) for night in nights]
    served.api("PATCH", "work_pools/local", is_paused=False)
    ended = [served.wait_for(run, *ENDS, seconds=300) for run in runs]
    assert [run["state_type"] for run in ended] == ["COMPLETED"] * 3, [run["state"]["message"] for run in ended]
    assert [run["name"] for run in ended] == [f"nightly {night:%Y-%m-%d} · sample" for night in nights]
    in_turn = sorted(ended, key=lambda run: run["start_time"])
    assert all(one["end_time"] <= after["start_time"] for one, after in pairwise(in_turn))
    ledger = outcomes(lake)
    first = min(row["run_id"] for row in ledger)
    assert {row["run_id"] for row in ledger if row["outcome"] == "accepted"} == {first}
    assert [result for result in verify(open_lake(lake)) if not result.ok] == []
    until(lambda: any("due the night of" in line for line in served.log(runs[0])), 30, "the log says that it is late")


def test_a_nights_log_tells_its_story_in_a_few_lines_and_its_checks_are_a_table(served, until):
    lake = served.lake.with_name("lake-story")
    run = served.start("nightly", newspapers=["sample"], lake=str(lake))
    assert served.wait_for(run, *ENDS, seconds=120)["state_type"] == "COMPLETED"
    until(lambda: any("accepted" in line for line in served.log(run)), 30, "the log says what came of it")
    assert len(served.log(run)) <= 20
    checks = served.table(run, "nightly-checks")
    assert {row["newspaper"] for row in checks} == {"sample"}
    brought = sum(row["outcome"] == "accepted" for row in outcomes(lake))
    assert next(row["now"] for row in checks if row["check"] == "articles") == str(brought)


def test_a_stop_in_the_middle_ends_the_run_too_and_a_start_goes_on_from_there(
    serving, newspaper, listener, tmp_path, until
):
    with serve(newspaper) as origin:
        newspaper.seconds = 1.0
        with serving(tmp_path, origin, *listener) as served:
            run = served.start("nightly", newspapers=["sample"])
            until(
                lambda: [one for one in served.lake.glob(".runs/*") if one.stat().st_size], 120, "pages are asked for"
            )
            process = served.run(run)["infrastructure_pid"]
        newspaper.seconds = 0.0
        assert not Path(f"/proc/{process}").exists()
        with serving(tmp_path, origin, *listener) as served:
            stopped = served.run(run)
            assert stopped["state_type"] == "CRASHED"
            assert stopped["state"]["message"]
            again = served.wait_for(served.start("nightly", newspapers=["sample"]), *ENDS, seconds=180)
            assert again["state_type"] == "COMPLETED", again["state"]["message"]
            assert list(served.lake.glob(".runs/*.jsonl")) == []
            assert [result for result in verify(open_lake(served.lake)) if not result.ok] == []
