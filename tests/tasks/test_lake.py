"""What an upsert does to rows and partitions, and what the look-ups find."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.arrow import SCHEMA_VERSION, VERSION_KEY, SchemaError, arrow_schema
from schemas.article import Article
from tasks.lake import ArticleWithFacts, LakeError, open_lake, verify
from tasks.lake.layout import HEAD, partition_file
from tests.tasks.lake_rows import DAY, MORNING, article, entry, folder_in_memory, id_of, later

NEXT_DAY = DAY + timedelta(days=1)


@pytest.fixture
def tmp_path():
    with folder_in_memory() as folder:
        yield folder


@pytest.fixture
def lake(tmp_path):
    return open_lake(tmp_path / "lake")


def rows(lake, *columns, days=None):
    return sorted(map(tuple, (row.values() for row in lake.articles(list(columns), days=days).to_pylist())))


def bytes_of(lake):
    return {path.relative_to(lake.root): path.read_bytes() for path in lake.root.glob("*/*/*.parquet")}


def test_writes_new_articles_with_their_facts(lake):
    report = lake.upsert([article(1), article(2, facts=3), article(3, facts=0)], "first")
    assert len(report.new) == 3
    assert report.partitions == (DAY,)
    assert rows(lake, "article_id", "published_date") == sorted((id_of(n), DAY) for n in (1, 2, 3))
    assert len(lake.facts()) == 5
    assert set(lake.facts(["run_id"])["run_id"].to_pylist()) == {"first"}


def test_writing_the_same_again_changes_no_byte(lake):
    lake.upsert([article(1), article(2)], "first")
    before = bytes_of(lake)
    report = lake.upsert([article(1, fetched_at=later()), article(2)], "second")
    assert sorted(report.unchanged) == sorted([id_of(1), id_of(2)])
    assert report.commit is None
    assert bytes_of(lake) == before


def test_counts_a_revision_and_keeps_when_it_was_first_fetched(lake):
    lake.upsert([article(1, people=12)], "first")
    report = lake.upsert([article(1, people=15, fetched_at=later())], "second")
    assert report.revised == [id_of(1)]
    assert rows(lake, "revision", "first_fetched_at", "fetched_at", "run_id") == [(2, MORNING, later(), "second")]
    assert lake.facts(["value"])["value"].to_pylist() == [15, 16]


def test_a_better_parser_makes_no_revision(lake):
    first = article(1)
    lake.upsert([first], "first")
    better = replace(first.article, text="عنوان\n" + first.article.text, parser_version="2")
    report = lake.upsert([ArticleWithFacts(better, ())], "second")
    assert report.updated == [id_of(1)]
    assert rows(lake, "revision", "parser_version") == [(1, "2")]
    assert len(lake.facts()) == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "عنوان آخر"},
        {"authors": ("سعاد", "كمال")},
        {"parser_version": "2"},
        {"modified_at": later()},
        {"published_offset_min": 0},
        {"cluster_id": "0123456789abcdef"},
    ],
)
def test_any_changed_column_updates_the_row(lake, changed):
    lake.upsert([article(1)], "first")
    assert lake.upsert([article(1, **changed)], "second").updated == [id_of(1)]
    name, value = next(iter(changed.items()))
    assert lake.articles([name])[name].to_pylist() == [list(value) if isinstance(value, tuple) else value]


@pytest.mark.parametrize("change", [{"value": -1.0}, {"number_end": 9}, {"concept": None}])
def test_a_changed_fact_updates_the_article(lake, change):
    first = article(1)
    lake.upsert([ArticleWithFacts(first.article, [replace(first.facts[0], value=-2.0)])], "first")
    changed = ArticleWithFacts(first.article, [replace(first.facts[0], **{"value": -2.0, **change})])
    assert lake.upsert([changed], "second").updated == [id_of(1)]


def test_an_unknown_cluster_leaves_the_known_one(lake):
    lake.upsert([article(1, cluster_id="0123456789abcdef")], "first")
    assert lake.upsert([article(1)], "second").unchanged == [id_of(1)]
    lake.upsert([article(1, people=30, fetched_at=later())], "third")
    assert rows(lake, "cluster_id") == [("0123456789abcdef",)]


@pytest.mark.parametrize(("old", "new"), [(DAY, NEXT_DAY), (NEXT_DAY, DAY), (None, DAY), (DAY, None)])
def test_an_article_moves_with_its_facts(lake, old, new):
    lake.upsert([article(1, day=old), article(2, day=old)], "first")
    report = lake.upsert([article(1, day=new, fetched_at=later())], "second")
    assert report.moved == [id_of(1)]
    assert report.changes[id_of(1)].moved_from == old
    assert set(rows(lake, "article_id", "published_date")) == {(id_of(1), new), (id_of(2), old)}
    facts = lake.facts(["article_id", "published_date"]).to_pylist()
    assert {(row["article_id"], row["published_date"]) for row in facts} == {(id_of(1), new), (id_of(2), old)}
    assert len(facts) == 4


def test_articles_swap_days_in_one_write(lake):
    lake.upsert([article(1, day=DAY), article(2, day=NEXT_DAY)], "first")
    lake.upsert([article(1, day=NEXT_DAY, fetched_at=later()), article(2, day=DAY, fetched_at=later())], "second")
    assert set(rows(lake, "article_id", "published_date")) == {(id_of(1), NEXT_DAY), (id_of(2), DAY)}


def test_a_day_that_loses_its_last_article_keeps_empty_files(lake):
    lake.upsert([article(1)], "first")
    lake.upsert([article(1, day=NEXT_DAY, fetched_at=later())], "second")
    assert len(lake.articles(days=[DAY])) == 0
    assert lake.storage.exists(partition_file("articles", DAY))


def test_the_newest_response_wins_whatever_the_order(lake):
    lake.upsert([article(1, people=20, fetched_at=later(2))], "first")
    report = lake.upsert([article(1, people=10, fetched_at=later(1))], "second")
    assert report.updated == [id_of(1)]
    assert rows(lake, "revision", "first_fetched_at", "fetched_at") == [(1, later(1), later(2))]
    assert lake.facts(["value"])["value"].to_pylist() == [20, 21]


def test_versions_in_one_write_are_told_apart(lake):
    versions = [
        article(1, people=people, day=day, fetched_at=later(hour))
        for people, day, hour in ((10, DAY, 1), (20, NEXT_DAY, 3), (30, DAY, 2))
    ]
    report = lake.upsert(versions, "first")
    assert report.changes[id_of(1)].revision == 3
    assert rows(lake, "published_date", "first_fetched_at", "fetched_at") == [(NEXT_DAY, later(1), later(3))]
    assert lake.facts(["value"])["value"].to_pylist() == [20, 21]


def test_rows_are_sorted_by_newspaper_and_time(lake):
    lake.upsert([article(n, published_at=MORNING + timedelta(minutes=n * 7 % 5)) for n in range(40)], "first")
    found = pq.ParquetFile(lake.root / partition_file("articles", MORNING.date())).read().to_pylist()
    keys = [(row["source"], row["published_at"], row["article_id"]) for row in found]
    assert keys == sorted(keys)
    facts = pq.ParquetFile(lake.root / partition_file("facts", MORNING.date())).read().to_pylist()
    keys = [(row["source"], row["article_id"], row["field"], row["number_start"]) for row in facts]
    assert keys == sorted(keys)


def test_the_schema_and_its_descriptions_are_in_every_file(lake):
    lake.upsert([article(1, facts=0)], "first")
    for table in ("articles", "facts"):
        schema = pq.read_schema(lake.root / partition_file(table, DAY))
        assert schema.metadata[VERSION_KEY] == str(SCHEMA_VERSION).encode()
        assert all(field.metadata[b"description"] for field in schema)


def test_refuses_a_fact_of_another_article(lake):
    with pytest.raises(SchemaError, match=id_of(2)):
        lake.upsert([ArticleWithFacts(article(1).article, article(2).facts)], "first")
    assert len(lake.articles()) == 0


def test_a_row_that_breaks_the_schema_writes_nothing(lake):
    with pytest.raises(SchemaError, match="charset_origin"):
        lake.upsert([article(1), article(2, charset_origin="guessed")], "first")
    assert len(lake.articles()) == 0
    assert list((lake.root / ".staging").iterdir()) == []


def test_an_interrupted_iterator_writes_nothing(lake):
    def breaking():
        yield article(1)
        raise RuntimeError("the network went away")

    with pytest.raises(RuntimeError, match="went away"):
        lake.upsert(breaking(), "first")
    assert len(lake.articles()) == 0
    assert list((lake.root / ".staging").iterdir()) == []


changes = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from([DAY, NEXT_DAY, None]), st.integers(1, 3), st.integers(0, 6)),
    max_size=12,
)


@settings(max_examples=10, deadline=None)
@given(changes, st.integers(1, 5))
def test_many_writes_and_one_write_give_the_same_rows(written, size):
    with folder_in_memory() as root:
        write_both_ways(root, written, size)


def write_both_ways(root, written, size):
    articles = [
        article(number, day=day, people=people, fetched_at=later(hour)) for number, day, people, hour in written
    ]
    in_order = sorted(articles, key=lambda one: one.article.fetched_at)
    one, many = open_lake(root / "one"), open_lake(root / "many")
    one.upsert(articles, "run")
    for begin in range(0, len(in_order), size):
        many.upsert(in_order[begin : begin + size], "run")
    for table in ("articles", "facts"):
        assert getattr(one, table)().to_pylist() == getattr(many, table)().to_pylist()
    ids = one.articles(["article_id"])["article_id"].to_pylist()
    assert len(ids) == len(set(ids)) == len({number for number, *_ in written})


def test_takes_out_an_article_that_its_response_gives_no_more(lake):
    lake.upsert([article(1), article(2)], "first")
    sha256 = article(1).article.content_sha256
    report = lake.upsert([article(3)], "second", retract={id_of(1): sha256, id_of(9): sha256})
    assert report.retracted == [id_of(1)]
    assert rows(lake, "article_id") == sorted([(id_of(2),), (id_of(3),)])
    assert id_of(1) not in lake.facts()["article_id"].to_pylist()
    assert [result for result in verify(lake) if result.name == "one place" and not result.ok] == []
    assert lake.upsert([article(1)], "third").new == [id_of(1)]


def test_leaves_an_article_that_rests_on_another_response_by_now(lake):
    lake.upsert([article(1, content_sha256="0" * 64)], "first")
    assert lake.upsert([], "second", retract={id_of(1): "1" * 64}).changes == {}
    assert rows(lake, "article_id") == [(id_of(1),)]


def test_another_response_takes_the_place_of_a_retracted_article_even_an_older_one(lake):
    lake.upsert([article(1, fetched_at=later(2))], "first")
    sha256 = article(1).article.content_sha256
    older = article(1, people=40, day=NEXT_DAY, fetched_at=MORNING)
    assert lake.upsert([older], "second", retract={id_of(1): sha256}).moved == [id_of(1)]
    assert rows(lake, "article_id", "text") == [(id_of(1), older.article.text)]


def test_finds_an_article_after_its_index_is_lost_or_damaged(lake):
    lake.upsert([article(1)], "first")
    index = lake.root / ".index" / "articles.sqlite"
    for damage in (index.unlink, lambda: index.write_bytes(b"no index at all" * 100)):
        damage()
        assert lake.upsert([article(1, day=None, fetched_at=later())], "second").changes[id_of(1)].kind != "new"
    assert len(lake.articles()) == 1


def test_an_index_that_missed_articles_is_not_believed_after_an_entry_into_the_ledger(lake):
    lake.upsert([article(1)], "first")
    (lake.root / ".index" / "articles.sqlite").unlink()
    lake.append_ledger([entry(1, "first")], "first", DAY)
    assert lake.upsert([article(1, day=None, fetched_at=later())], "second").moved == [id_of(1)]
    assert len(lake.articles()) == 1


def test_a_copy_of_the_tables_alone_is_a_lake(lake, tmp_path):
    lake.upsert([article(1)], "first")
    (tmp_path / "copy").mkdir()
    for table in ("articles", "facts"):
        (lake.root / table).rename(tmp_path / "copy" / table)
    copy = open_lake(tmp_path / "copy")
    assert copy.upsert([article(1)], "second").unchanged == [id_of(1)]


def test_the_ledger_is_committed_with_the_articles(lake):
    def enter(report):
        return DAY, [entry(n, "first", detail=report.changes[id_of(n)].kind) for n in (1, 2)]

    lake.upsert([article(1), article(2)], "first", enter=enter)
    assert lake.read_ledger(["detail"])["detail"].to_pylist() == ["new", "new"]


def test_appends_to_the_ledger_never_overwriting(lake):
    paths = [lake.append_ledger([entry(n, "run")], "run", DAY) for n in range(3)]
    assert [path.name for path in paths] == ["run-000.parquet", "run-001.parquet", "run-002.parquet"]
    assert len(lake.read_ledger()) == 3
    assert lake.append_ledger([], "run", DAY) is None


def test_seen_urls_gives_the_last_entry_of_each(lake):
    lake.append_ledger([entry(1, "a", etag='"1"'), entry(3, "a")], "a", DAY)
    lake.append_ledger([entry(1, "b", at=later(), etag='"2"', outcome="unchanged", reason="same-body")], "b", NEXT_DAY)
    lake.append_ledger([entry(2, "b", at=later())], "b", NEXT_DAY)
    seen = lake.seen_urls("sample", DAY)
    assert {url: one.etag for url, one in seen.items()} == {entry(1, "").url: '"2"', entry(3, "").url: None}
    assert list(lake.seen_urls("sample", NEXT_DAY)) == [entry(1, "").url]
    assert list(lake.seen_urls("sample", later(0.5))) == []
    assert lake.seen_urls("sample", DAY, outcomes=["accepted"])[entry(1, "").url].etag == '"1"'


def test_reads_the_ledger_by_run_day_and_newspaper(lake):
    lake.append_ledger([entry(1, "a"), entry(2, "a")], "a", DAY)
    lake.append_ledger([entry(1, "b")], "b", NEXT_DAY)
    assert len(lake.read_ledger(run_ids=["a"], sources=["sample"])) == 1
    assert lake.read_ledger(["date"], until=DAY)["date"].to_pylist() == [DAY, DAY]


def test_coverage_counts_by_day_and_newspaper(lake):
    lake.upsert([article(1), article(2), article(3), article(4, day=NEXT_DAY), article(5, day=None)], "first")
    found = lake.coverage(DAY, NEXT_DAY)
    assert found == {(DAY, "sample"): 2, (DAY, "other"): 1, (NEXT_DAY, "other"): 1}
    assert lake.coverage(DAY, NEXT_DAY, ["sample"])[NEXT_DAY, "sample"] == 0


def test_reads_columns_days_and_newspapers(lake):
    lake.upsert([article(n, day=day) for n, day in ((1, DAY), (2, DAY), (3, NEXT_DAY), (5, None))], "first")
    assert rows(lake, "article_id", days=[DAY, None, date(1999, 1, 1)]) == sorted((id_of(n),) for n in (1, 2, 5))
    assert lake.articles(["source"], sources=["other"]).num_rows == 1
    assert lake.facts(days=iter([NEXT_DAY])).num_rows == 2
    assert lake.articles(days=[]).num_rows == 0


@pytest.mark.parametrize("run_id", ["../up", "", "a/b", "x" * 200])
def test_refuses_a_run_that_cannot_name_a_file(lake, run_id):
    with pytest.raises(LakeError, match="run id"):
        lake.upsert([article(1)], run_id)


def test_refuses_a_lake_of_a_newer_program(lake):
    (lake.root / HEAD).write_text(json.dumps({"schema_version": SCHEMA_VERSION + 1, "commit": "later"}))
    with pytest.raises(LakeError, match=r"update the program") as error:
        open_lake(lake.root)
    assert str(lake.root) in str(error.value)


def test_an_older_lake_reads_with_nulls_and_is_written_on(lake):
    schema = arrow_schema(Article)
    lake.upsert([article(1), article(2)], "first")
    file = lake.root / partition_file("articles", DAY)
    older = pq.ParquetFile(file).read().drop_columns(["cluster_id", "image_url"])
    pq.write_table(older.replace_schema_metadata({VERSION_KEY: b"0"}), file)
    (lake.root / HEAD).write_text(json.dumps({"schema_version": 0, "commit": ""}))
    old = open_lake(lake.root)
    assert old.articles(["image_url"])["image_url"].to_pylist() == [None, None]
    old.upsert([article(1, image_url="https://news.example/1.jpg")], "second")
    assert set(old.articles(["image_url"])["image_url"].to_pylist()) == {None, "https://news.example/1.jpg"}
    assert pq.read_schema(file).equals(schema)
    assert json.loads((lake.root / HEAD).read_text())["schema_version"] == SCHEMA_VERSION


def test_refuses_a_missing_lake_unless_it_may_be_made(tmp_path):
    with pytest.raises(LakeError, match="no lake at"):
        open_lake(tmp_path / "lake", create=False)
    assert not (tmp_path / "lake").exists()


def test_refuses_a_file_in_the_lakes_place(tmp_path):
    (tmp_path / "lake").write_text("not a folder")
    with pytest.raises(LakeError, match="lake"):
        open_lake(tmp_path / "lake")


def test_row_groups_carry_statistics_of_newspapers(lake):
    lake.upsert([article(n, facts=1) for n in range(2_500)], "first")
    metadata = pq.ParquetFile(lake.root / partition_file("articles", DAY)).metadata
    ranges = []
    for number in range(metadata.num_row_groups):
        statistics = metadata.row_group(number).column(metadata.schema.names.index("source")).statistics
        ranges.append((statistics.min, statistics.max))
    assert len(ranges) == 2
    assert ranges[0][1] <= ranges[1][0]


def test_a_snapshot_stays_as_it_was(lake):
    lake.upsert([article(1)], "first")
    with lake.snapshot() as root:
        lake.upsert([article(1, day=None, fetched_at=later()), article(2)], "second")
        assert len(pq.read_table(root / "articles")) == 1
        assert len(lake.articles()) == 2
    assert not root.exists()


def test_no_date_is_the_null_partition(lake):
    lake.upsert([article(1, day=None)], "first")
    assert (lake.root / "articles/published_date=__HIVE_DEFAULT_PARTITION__/part-0.parquet").is_file()
    assert lake.articles(["published_date"])["published_date"] == pa.chunked_array([[None]], pa.date32())


def test_plain_pandas_reads_a_lake_without_any_date(lake):
    report = lake.upsert([article(1, day=None), article(2, day=None)], "first")
    assert report.partitions == (None,)
    for table, rows in (("articles", 2), ("facts", 4)):
        found = pd.read_parquet(lake.root / table)
        assert len(found) == rows
        assert found.published_date.isna().all()
