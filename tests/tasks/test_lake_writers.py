"""Writers at once, readers beside a writer, and a system that refuses: the lake stays true."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from tasks.lake import LakeError, open_lake, verify
from tasks.lake.layout import WRITER_LOCK
from tasks.lake.lock import locked
from tests.tasks.lake_rows import DAY, article, entry, folder_in_memory, id_of, later
from tests.tasks.lake_writer import revise_for_ever, upsert_numbers, write_and_die

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.tasks.lake_writer"])
DAYS = 5
READING_S, LONGEST_S = 1.5, 60
COMMITS = 5


@pytest.fixture
def tmp_path():
    with folder_in_memory() as folder:
        yield folder


@pytest.fixture
def root(tmp_path):
    return tmp_path / "lake"


def without_run(table):
    """Rows without what depends on who came first: a text that is older than the stored one counts no revision."""
    return table.drop_columns([name for name in ("run_id", "revision") if name in table.column_names]).to_pylist()


def one_after_the_other(root, jobs):
    for numbers, run_id, hour in jobs:
        upsert_numbers(root, numbers, run_id, hour)
    return open_lake(root)


JOBS = [(range(12), "nightly", 1), (range(6, 18), "backfill", 2), (range(15, 24), "ingest", 3)]


def test_threads_at_once_give_what_one_after_the_other_gives(tmp_path):
    together = tmp_path / "together"
    with ThreadPoolExecutor(3) as pool:
        for future in [pool.submit(upsert_numbers, together, *job) for job in JOBS]:
            future.result()
    expected = one_after_the_other(tmp_path / "apart", JOBS)
    assert without_run(open_lake(together).articles()) == without_run(expected.articles())
    assert without_run(open_lake(together).facts()) == without_run(expected.facts())


def test_processes_at_once_give_what_one_after_the_other_gives(tmp_path):
    together = tmp_path / "together"
    children = [CONTEXT.Process(target=upsert_numbers, args=(together, *job)) for job in JOBS]
    for child in children:
        child.start()
    for child in children:
        child.join()
        assert child.exitcode == 0
    expected = one_after_the_other(tmp_path / "apart", JOBS)
    assert without_run(open_lake(together).articles()) == without_run(expected.articles())
    assert without_run(open_lake(together).facts()) == without_run(expected.facts())


def test_ledgers_appended_at_once_lose_nothing(root):
    lake = open_lake(root)
    with ThreadPoolExecutor(4) as pool:
        paths = list(pool.map(lambda n: lake.append_ledger([entry(n, "run")], "run", DAY), range(12)))
    assert len(set(paths)) == 12
    assert len(lake.read_ledger()) == 12


def test_a_dead_writer_leaves_no_lock(root):
    open_lake(root)
    child = CONTEXT.Process(target=write_and_die, args=(root, "lock-taken", 1))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    begun = time.perf_counter()
    assert open_lake(root).upsert([article(1)], "after").new == [id_of(1)]
    assert time.perf_counter() - begun < 5


def test_a_writer_waits_for_the_one_before(root):
    lake = open_lake(root)
    done = threading.Event()
    waiting = threading.Thread(target=lambda: (lake.upsert([article(1)], "second"), done.set()))
    with locked(lake.storage.path(WRITER_LOCK)):
        waiting.start()
        assert not done.wait(0.3)
        assert len(lake.articles()) == 0
    waiting.join(10)
    assert done.is_set()


def test_opening_a_lake_leaves_a_living_writers_staging_alone(root):
    lake = open_lake(root)

    def articles():
        yield article(1)
        open_lake(root).upsert([article(2)], "other")
        yield article(3)

    assert len(lake.upsert(articles(), "slow").new) == 2
    assert len(lake.articles()) == 3


@contextmanager
def a_writer(root, *, moving, numbers=40):
    open_lake(root).upsert([article(n, day=DAY + timedelta(days=n % DAYS)) for n in range(numbers)], "turn-000000")
    child = CONTEXT.Process(target=revise_for_ever, args=(root, numbers, DAYS, moving))
    child.start()
    try:
        yield
    finally:
        child.kill()
        child.join()


def reads(read, seen):
    """Read over and over until several commits were `seen`, however slow this machine is today."""
    begun = time.monotonic()
    while time.monotonic() - begun < READING_S or len(seen) < COMMITS:
        assert time.monotonic() - begun < LONGEST_S
        yield read()


def test_plain_pandas_beside_a_writer_sees_each_row_once(root):
    """Neither missing, doubled nor torn: 40 articles, one version a day's file, each file readable."""
    seen = set()
    columns = ["article_id", "run_id", "text", "published_date"]
    with a_writer(root, moving=False):
        for rows in reads(lambda: pd.read_parquet(root / "articles", columns=columns), seen):
            assert sorted(rows.article_id) == sorted(id_of(n) for n in range(40))
            assert len(rows[["published_date", "run_id"]].drop_duplicates()) == DAYS
            seen |= set(rows.run_id)


def test_the_lakes_reader_beside_a_writer_sees_one_state(root):
    """While every article moves every time, each reading is one commit's: articles and facts agree."""
    seen = set()
    lake = open_lake(root)

    def both():
        return lake.consistently(
            lambda: (lake.articles(["article_id", "run_id"]), lake.facts(["article_id", "run_id"]))
        )

    with a_writer(root, moving=True):
        for articles, facts in reads(both, seen):
            assert sorted(articles["article_id"].to_pylist()) == sorted(id_of(n) for n in range(40))
            assert len(facts) == 80
            runs = {*articles["run_id"].to_pylist(), *facts["run_id"].to_pylist()}
            assert len(runs) == 1
            seen |= runs


def test_a_snapshot_beside_a_writer_is_one_state(root):
    lake = open_lake(root)
    with a_writer(root, moving=True), lake.snapshot() as folder:
        first = pd.read_parquet(folder / "articles")
        time.sleep(0.3)
        assert pd.read_parquet(folder / "articles").equals(first)
        facts = pd.read_parquet(folder / "facts")
    assert len(first) == 40
    assert set(first.run_id) == set(facts.run_id)
    assert len(set(first.run_id)) == 1


@contextmanager
def small_disk(size):
    """A file system of so many kilobytes, where this user may mount one."""
    with tempfile.TemporaryDirectory(prefix="waqai-disk-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}k,mode=0777", "tmpfs", folder]
        if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("only root may mount a small file system")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_is_told_and_loses_nothing():
    """Ever more articles until the disk is full; the lake is as after the last write that said it was done."""
    with small_disk(1_500) as disk:
        lake = open_lake(disk / "lake")
        (disk / "reserve").write_bytes(b"x" * 300_000)
        held = fill(lake)
        before = lake.articles().to_pylist()
        assert len(before) == held
        (disk / "filler").write_bytes(b"x" * free_bytes(disk))
        with pytest.raises(LakeError, match="disk is full"):
            lake.upsert([article(10_000)], "no-room")
        assert lake.articles().to_pylist() == before
        (disk / "filler").unlink()
        (disk / "reserve").unlink()
        lake.recover()
        lake.upsert([article(n, day=None) for n in range(20_000, 20_005)], "smaller")
        assert len(lake.articles()) == held + 5
        good = {result.name: result.ok for result in verify(lake)}
        assert good["atomicity"]
        assert good["one place"]
        assert good["idempotence"]


def free_bytes(disk):
    room = os.statvfs(disk)
    return room.f_bavail * room.f_frsize


def fill(lake):
    """Upsert a hundred articles a day, with texts that do not compress, until there is no room."""
    held = 0
    message = None
    while message is None:
        day = DAY + timedelta(days=held)
        rows = [article(n, day=day, facts=0, text=os.urandom(600).hex()) for n in range(held, held + 100)]
        message = refusal(lake, rows)
        held += 0 if message else 100
    assert "disk is full" in message
    assert str(lake.root) in message
    return held


def refusal(lake, rows):
    try:
        lake.upsert(rows, "fill")
    except LakeError as error:
        return str(error)
    return None


@contextmanager
def read_only(path):
    """A path that cannot be written: by its permissions, or for root, whom those do not bind, by its mount."""
    if os.geteuid():
        path.chmod(0o555)
        try:
            yield
        finally:
            path.chmod(0o755)
        return
    bound = ["mount", "--bind", path, path]
    if subprocess.run(bound, capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody mount")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", path], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", path], check=True)


def test_refuses_a_lake_that_cannot_be_written(root):
    open_lake(root).upsert([article(1)], "first")
    with read_only(root):
        with pytest.raises(LakeError, match="cannot be written") as error:
            open_lake(root)
        assert str(root) in str(error.value)
        assert len(open_lake(root, create=False, read_only=True).articles()) == 1


def test_an_index_that_cannot_be_written_loses_nothing_and_is_told(root):
    lake = open_lake(root)
    lake.upsert([article(1)], "first")
    with read_only(root / ".index"):
        assert lake.upsert([article(2)], "second").new == [id_of(2)]
        with pytest.raises(LakeError, match=r"\.index"):
            lake.upsert([article(3)], "third")
    assert lake.upsert([article(2, day=None, fetched_at=later())], "fourth").moved == [id_of(2)]
    assert len(lake.articles()) == 2


def test_a_refused_folder_is_told_and_changes_nothing(root):
    lake = open_lake(root)
    lake.upsert([article(1)], "first")
    with read_only(root / "articles"):
        with pytest.raises(LakeError, match=r"permission is denied|read-only") as error:
            lake.upsert([article(1, people=30, fetched_at=later()), article(2, day=None)], "second")
        assert str(root) in str(error.value)
    lake.recover()
    assert lake.articles(["article_id"])["article_id"].to_pylist() == [id_of(1)]
    assert lake.upsert([article(2, day=None)], "third").new == [id_of(2)]
    assert len(lake.articles()) == 2
