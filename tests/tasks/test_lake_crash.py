"""Kill the writer at every named moment and at random ones: nothing is lost, halved or doubled, the next run goes on.

The lakes lie in memory where the system has such a place: what a killed process leaves does not depend on the disk.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import random
import shutil
import signal
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tasks.lake import LakeError, compact, faults, open_lake, verify
from tests.tasks.lake_rows import MORNING, article, folder_in_memory, id_of
from tests.tasks.lake_writer import (
    STEPS,
    compact_and_die,
    steps_done,
    upsert_and_die,
    write_and_die,
    write_on,
    write_step,
)

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.tasks.lake_writer"])

WRITTEN = 4
"""Steps that are done before a writer is killed."""

AFTER_COMMIT = ("journal-in-place", "file-replaced", "files-replaced", "index-updated", "head-replaced")
BEFORE_COMMIT = (
    "staging-made",
    "chunk-spilled",
    "lock-taken",
    "write-planned",
    "partition-staged",
    "ledger-staged",
    "everything-staged",
    "journal-written",
)
FINISHED = ("journal-removed", "staging-removed")


@pytest.fixture
def root():
    with folder_in_memory() as folder:
        yield new_root(folder / "lake")


@pytest.fixture
def written(states, root):
    """A lake after the first steps."""
    shutil.rmtree(root)
    shutil.copytree(states.prepared, root)
    return root


def new_root(root):
    archive = root / "raw/source=sample/date=2026-11-23/one-000.warc.gz"
    archive.parent.mkdir(parents=True)
    archive.write_bytes(b"-" * 1000)
    return root


@pytest.fixture(scope="module")
def states():
    """The lake's rows after each step, written without any crash."""
    with folder_in_memory() as folder:
        root, prepared = new_root(folder / "lake"), folder / "prepared"
        found = States([rows(root)])
        for step in range(STEPS):
            if step == WRITTEN:
                shutil.copytree(root, prepared)
            write_step(root, step)
            found.append(rows(root))
        found.prepared = prepared
        yield found


class States(list):
    """Rows after each step, and a lake as it is after the first ones."""

    prepared: Path


def rows(root):
    lake = open_lake(root)
    return [table.to_pylist() for table in (lake.articles(), lake.facts(), lake.read_ledger())]


def killed(target, *arguments):
    child = CONTEXT.Process(target=target, args=arguments)
    child.start()
    child.join()
    return child.exitcode == -signal.SIGKILL


def check(root, states, at_least):
    """The lake is what it was after some step, none that was acknowledged being lost, and all invariants hold."""
    lake = open_lake(root)
    wrong = [result for result in verify(lake) if not result.ok]
    assert not wrong
    done = steps_done(root)
    assert done >= at_least
    assert rows(root) == states[done]
    return done


def test_the_steps_use_all_that_can_happen(states):
    runs = {row["run_id"] for row in states[-1][0]}
    assert len(runs) > 1
    assert {row["revision"] for row in states[-1][0]} >= {2, 4}
    assert None in {row["published_date"] for row in states[-1][0]}


def test_every_named_moment_is_tried():
    elsewhere = {"file-removed", "recovery-begun"}  # within compaction, within recovery
    assert {*BEFORE_COMMIT, *AFTER_COMMIT, *FINISHED, *elsewhere} == set(faults.POINTS)


@pytest.mark.parametrize("point", BEFORE_COMMIT)
def test_a_crash_before_the_commit_changes_nothing(written, states, point):
    root, done = written, WRITTEN
    assert killed(write_and_die, root, point, 1)
    assert check(root, states, done) == done
    write_step(root, done)
    assert check(root, states, done + 1) == done + 1


@pytest.mark.parametrize(
    ("point", "nth"), [*((point, 1) for point in AFTER_COMMIT), ("file-replaced", 3), ("file-replaced", 5)]
)
def test_a_crash_after_the_commit_is_completed(written, states, point, nth):
    root, done = written, WRITTEN
    assert killed(write_and_die, root, point, nth)
    assert (root / ".lake" / "journal.json").exists()
    assert check(root, states, done + 1) == done + 1
    write_step(root, done + 1)
    assert check(root, states, done + 2) == done + 2


@pytest.mark.parametrize("point", FINISHED)
def test_a_crash_at_the_very_end_loses_nothing(written, states, point):
    root, done = written, WRITTEN
    assert killed(write_and_die, root, point, 1)
    assert check(root, states, done + 1) == done + 1


@pytest.mark.parametrize("point", ["recovery-begun", *AFTER_COMMIT[1:], *FINISHED])
def test_a_crash_within_recovery_is_completed(written, states, point):
    root, done = written, WRITTEN
    assert killed(write_and_die, root, "journal-in-place", 1)
    assert killed(write_and_die, root, point, 1)
    assert check(root, states, done + 1) == done + 1


@pytest.mark.parametrize(
    ("point", "nth"),
    [
        ("everything-staged", 1),
        ("journal-in-place", 1),
        ("file-replaced", 1),
        ("file-removed", 2),
        ("head-replaced", 1),
    ],
)
def test_a_crash_within_compaction_loses_nothing(written, states, point, nth):
    root = written
    assert killed(compact_and_die, root, point, nth)
    assert same_rows(rows(root), states[WRITTEN])
    compact(open_lake(root), before=date.max)
    assert same_rows(rows(root), states[WRITTEN])
    assert len(list(root.glob("ledger/*/*.parquet"))) == 1
    assert all(result.ok for result in verify(open_lake(root)))


def same_rows(found, expected):
    """The same rows, in the ledger in any order."""
    return found[:2] == expected[:2] and sorted(map(repr, found[2])) == sorted(map(repr, expected[2]))


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
@pytest.mark.parametrize("point", [*BEFORE_COMMIT, *AFTER_COMMIT, *FINISHED])
def test_an_interrupted_write_is_whole_or_has_not_been(written, states, point, error):
    def interrupt(reached):
        if reached == point:
            raise error("stopped here")

    faults.watch(interrupt)
    try:
        with pytest.raises((KeyboardInterrupt, LakeError), match="stopped here"):
            write_step(written, WRITTEN)
    finally:
        faults.unwatch(interrupt)
    done = check(written, states, WRITTEN)
    assert done == (WRITTEN if point in BEFORE_COMMIT else WRITTEN + 1)
    assert not list((written / ".staging").iterdir())


def test_verify_says_what_a_dead_writer_left(written):
    root = written
    lake = open_lake(root)
    assert killed(write_and_die, root, "files-replaced", 1)
    atomicity = {result.name: result for result in verify(lake)}["atomicity"]
    assert not atomicity.ok
    assert "journal" in atomicity.detail


def test_a_reader_completes_what_a_dead_writer_committed(written, states):
    root, done = written, WRITTEN
    lake = open_lake(root)
    assert killed(write_and_die, root, "file-replaced", 2)
    assert lake.articles().to_pylist() == states[done + 1][0]


@pytest.mark.parametrize("point", ["journal-in-place", "file-replaced", "index-updated"])
def test_a_writer_that_opened_the_lake_before_the_crash_completes_it(written, states, point):
    lake = open_lake(written)
    assert killed(write_and_die, written, point, 1)
    lake.upsert([], "nothing")
    assert not (written / ".lake" / "journal.json").exists()
    assert rows(written) == states[WRITTEN + 1]


def test_facts_take_their_place_before_their_articles(root):
    """A plain reader that sees a new article finds its facts, even where the writer died in between."""
    open_lake(root).upsert([article(1)], "first")
    assert killed(upsert_and_die, root, "file-replaced", 1)
    assert set(pd.read_parquet(root / "facts").article_id) == {id_of(1), id_of(2)}
    assert set(pd.read_parquet(root / "articles").article_id) == {id_of(1)}
    open_lake(root)
    assert set(pd.read_parquet(root / "articles").article_id) == {id_of(1), id_of(2)}


def test_survives_random_kills(states):
    kill_at_random(states, kills=15, seed=MORNING.day)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_survives_hundreds_of_random_kills(states, seed, request):
    if "soak" not in request.config.getoption("markexpr"):
        pytest.skip("takes minutes: run with -m soak")
    kill_at_random(states, kills=200, seed=seed)


def kill_at_random(states, kills, seed):
    """Let a child write on from where the lake is, and kill it at a random moment; begin anew when all is written."""
    moments = random.Random(seed)  # noqa: S311  # not a secret
    longest = duration()
    with contextlib.ExitStack() as folders:
        root, done = None, STEPS
        for _ in range(kills):
            if done == STEPS:
                folder = folders.enter_context(folder_in_memory())
                root, done = new_root(folder / "lake"), 0
            acknowledged = root.parent / "acknowledged"
            child = CONTEXT.Process(target=write_on, args=(root, done, STEPS, acknowledged))
            child.start()
            time.sleep(moments.uniform(0, longest))
            child.kill()
            child.join()
            said = int(acknowledged.read_text() or done) if acknowledged.exists() else done
            done = check(root, states, max(said, done))


def duration():
    """How long a child takes for two steps, its start included."""
    with folder_in_memory() as folder:
        begun = time.perf_counter()
        child = CONTEXT.Process(target=write_on, args=(folder / "lake", 0, 2, folder / "acknowledged"))
        child.start()
        child.join()
        return time.perf_counter() - begun
