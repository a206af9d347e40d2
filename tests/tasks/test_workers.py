"""The process pool: every job gets one answer, whatever a job does to its process."""

import gc
import os
import signal
import time

import pytest

from tasks.workers import Crashed, TimedOut, WorkerPool


def act(job):
    name, argument = job
    if name == "double":
        return argument * 2
    if name == "hang":
        time.sleep(argument)
    if name == "ignore-signals":
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
            signal.signal(number, signal.SIG_IGN)
        time.sleep(argument)
    if name == "die":
        os._exit(argument)
    if name == "threshold":
        return gc.get_threshold()[0], gc.get_freeze_count() > 0
    if name == "raise":
        raise ValueError(argument)
    return None


def answers(jobs, size=2, seconds=5.0, **more):
    with WorkerPool(act, size=size, seconds=seconds, **more) as pool:
        return dict(pool.run(jobs))


def test_answers_every_job_once():
    jobs = [("double", n) for n in range(50)]
    assert answers(jobs) == {job: job[1] * 2 for job in jobs}


def test_answers_jobs_whose_payload_is_larger_than_a_pipe():
    jobs = [("double", letter * 3_000_000) for letter in "ab"]
    assert answers(jobs) == {job: job[1] * 2 for job in jobs}


def test_processes_leave_what_is_loaded_out_of_garbage_collection_and_seek_cycles_rarely():
    [(threshold, frozen)] = answers([("threshold", None)]).values()
    assert threshold > gc.get_threshold()[0]
    assert frozen


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        (("hang", 60), TimedOut(0.5)),
        (("ignore-signals", 60), TimedOut(0.5)),
        (("die", 3), Crashed("the process died with exit code 3")),
        (("raise", "odd page"), Crashed("ValueError: odd page")),
    ],
)
def test_a_bad_job_is_named_and_takes_no_other_with_it(job, expected):
    good = [("double", n) for n in range(10)]
    got = answers([*good[:5], job, *good[5:]], seconds=0.5)
    assert got == {**{other: other[1] * 2 for other in good}, job: expected}


def test_processes_are_replaced_after_their_share_of_jobs():
    jobs = [("double", n) for n in range(12)]
    assert answers(jobs, size=1, recycle=5) == {job: job[1] * 2 for job in jobs}


def test_the_limit_holds_although_other_jobs_keep_coming_in():
    jobs = [("hang", 60), *[("double", n) for n in range(200)]]
    begun = time.monotonic()
    got = answers(jobs, seconds=0.5)
    assert got["hang", 60] == TimedOut(0.5)
    assert len(got) == 201
    assert time.monotonic() - begun < 30
