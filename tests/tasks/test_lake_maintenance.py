"""Compaction changes files, not rows; the comparison of two lakes names what differs."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pandas as pd
import pyarrow.parquet as pq
import pytest

from schemas.arrow import SCHEMA_VERSION, VERSION_KEY
from tasks.lake import Compaction, LakeError, compact, diff, open_lake
from tasks.lake.layout import HEAD, partition_file
from tests.tasks.lake_rows import DAY, article, entry, folder_in_memory, id_of, later, url_of

NEXT_MONTH = date(2026, 12, 2)


@pytest.fixture
def tmp_path():
    with folder_in_memory() as folder:
        yield folder


@pytest.fixture
def lake(tmp_path):
    return open_lake(tmp_path / "lake")


def ledger_rows(lake):
    return sorted(map(repr, lake.read_ledger().to_pylist()))


def test_lays_the_ledgers_older_days_together(lake):
    for number, day in enumerate([DAY, DAY, DAY, DAY + timedelta(days=1), NEXT_MONTH, NEXT_MONTH]):
        lake.append_ledger([entry(number, f"run-{number}")], f"run-{number}", day)
    before = ledger_rows(lake)
    assert compact(lake, before=NEXT_MONTH) == Compaction(ledger_days=1, ledger_files=3)
    assert ledger_rows(lake) == before
    assert len(list(lake.root.glob("ledger/*/*.parquet"))) == 4
    assert compact(lake, before=NEXT_MONTH + timedelta(days=1)) == Compaction(ledger_days=1, ledger_files=2)
    assert ledger_rows(lake) == before


def test_compacting_again_changes_nothing(lake):
    lake.upsert([article(1)], "first")
    files = {path: path.stat().st_ino for path in lake.root.glob("*/*/*.parquet")}
    assert compact(lake, before=date.max) == Compaction()
    assert {path: path.stat().st_ino for path in lake.root.glob("*/*/*.parquet")} == files


def test_removes_days_that_have_become_empty(lake):
    lake.upsert([article(1), article(2, day=None)], "first")
    lake.upsert([article(1, day=NEXT_MONTH, fetched_at=later())], "second")
    before = lake.articles().to_pylist()
    assert compact(lake, before=date.max).removed == 1
    assert lake.articles().to_pylist() == before
    assert not lake.storage.exists(f"articles/published_date={DAY}")
    assert lake.upsert([article(3)], "third").new == [id_of(3)]


def test_never_leaves_the_null_partition_alone(lake):
    lake.upsert([article(1), article(2, day=NEXT_MONTH)], "first")
    lake.upsert([article(1, day=None, fetched_at=later()), article(2, day=None, fetched_at=later())], "second")
    assert compact(lake, before=date.max).removed == 1
    assert len(pd.read_parquet(lake.root / "articles")) == 2


def test_brings_older_files_to_the_present_schema(lake):
    lake.upsert([article(1)], "first")
    file = lake.root / partition_file("articles", DAY)
    older = pq.ParquetFile(file).read().drop_columns(["image_url"])
    pq.write_table(older.replace_schema_metadata({VERSION_KEY: b"0"}), file)
    (lake.root / HEAD).write_text(json.dumps({"schema_version": 0, "commit": ""}))
    before = lake.articles().to_pylist()
    assert compact(lake, before=date.min).rewritten == 1
    assert lake.articles().to_pylist() == before
    assert pq.read_schema(file).metadata[VERSION_KEY] == str(SCHEMA_VERSION).encode()
    assert compact(lake, before=date.min).rewritten == 0


@pytest.fixture
def lakes(tmp_path):
    a, b = open_lake(tmp_path / "a"), open_lake(tmp_path / "b")
    a.upsert([article(n) for n in range(1, 6)], "first")
    return a, b


def test_equal_lakes_do_not_differ(lakes):
    a, b = lakes
    b.upsert([article(n, parser_version="2", fetched_at=later()) for n in range(1, 6)], "another")
    assert all(table.same for table in diff(a, b))


def test_names_the_columns_that_differ_with_examples(lakes):
    a, b = lakes
    b.upsert([article(n, **({"title": "أصح"} if n < 3 else {})) for n in range(1, 6)], "another")
    articles, facts = diff(a, b)
    assert articles.columns == {"title": 2}
    assert articles.changed == 2
    assert any("خبر 1" in line and "أصح" in line for line in articles.lines())
    assert facts.same


def test_names_what_only_one_has_and_what_moved(lakes):
    a, b = lakes
    b.upsert([article(2), article(3), article(4), article(5, day=None), article(6)], "another")
    articles, facts = diff(a, b)
    assert articles.only_a == {id_of(1): DAY}
    assert articles.only_b == {id_of(6): DAY}
    assert articles.moved == 1
    said = "\n".join(articles.lines())
    assert url_of(1) in said
    assert f"{id_of(5)}: {DAY} → None" in said
    assert (len(facts.only_a), len(facts.only_b), facts.moved) == (2, 2, 2)


def test_facts_that_changed_their_value_are_told(lakes):
    a, b = lakes
    b.upsert([article(n, people=12 if n > 1 else 13, facts=2) for n in range(1, 6)], "another")
    articles, facts = diff(a, b)
    assert set(articles.columns) == {"text", "content_sha256"}
    assert facts.columns["value"] == 2


def test_says_which_lake_cannot_be_read(lakes):
    a, b = lakes
    b.upsert([article(1)], "another")
    file = b.root / partition_file("articles", DAY)
    file.unlink()
    file.mkdir()
    with pytest.raises(LakeError, match=str(b.root)):
        diff(a, b)
