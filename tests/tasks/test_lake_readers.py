"""pandas, pyarrow, DuckDB and Polars read the lake with no help from us: the same rows, types and null partition."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from schemas.arrow import TABLES, arrow_schema
from tasks.lake import open_lake
from tests.tasks.lake_rows import DAY, article, entry, folder_in_memory, id_of, later
from tests.tasks.test_lake_writers import a_writer

KEYS = {"articles": ("article_id",), "facts": ("fact_id",), "ledger": ("run_id", "url")}


def with_pyarrow(root, table):
    return pq.read_table(root / table)


def with_pandas(root, table):
    rows = pd.read_parquet(root / table)
    return pa.Table.from_pandas(rows, preserve_index=False, safe=False)


def with_duckdb(root, table):
    query = f"SELECT * FROM read_parquet('{root}/{table}/*/*.parquet', hive_partitioning = true)"  # noqa: S608
    return duckdb.connect().sql("SET TimeZone = 'UTC'; " + query).to_arrow_table()


def with_polars(root, table):
    return pl.read_parquet(f"{root}/{table}/**/*.parquet", hive_partitioning=True).to_arrow()


READERS = [with_pyarrow, with_pandas, with_duckdb, with_polars]


@pytest.fixture
def tmp_path():
    with folder_in_memory() as folder:
        yield folder


@pytest.fixture(scope="module")
def lake():
    with folder_in_memory() as folder:
        yield written(open_lake(folder / "lake"))


def written(lake):
    rows = [
        article(1, tags=("ماء", "سد"), section="مجتمع", modified_at=later()),
        article(2, day=None, facts=3),
        article(3, day=date(2019, 4, 20), facts=0, cluster_id=id_of(1), author_kind="desk"),
        article(4, authors=(), title=None, published_at=datetime(2026, 11, 19, 23, 30, 1, 250, tzinfo=UTC)),
    ]
    lake.upsert(rows, "first", enter=lambda _: (DAY, [entry(n, "first", bytes=n, facts=2) for n in range(1, 5)]))
    return lake


def key_of(lake_table):
    return "date" if lake_table == "ledger" else "published_date"


def alike(rows, table):
    """Rows of any reader in the lake's own types, sorted by key: another value or null shows, another width not."""
    schema = arrow_schema(TABLES[table]).append(pa.field(key_of(table), pa.date32()))
    columns = [_decoded(rows[field.name]).cast(field.type) for field in schema]
    plain = pa.table(dict(zip(schema.names, columns, strict=True)))
    return plain.sort_by([(name, "ascending") for name in KEYS[table]]).to_pylist()


def _decoded(column):
    """Undo a reader's own encoding of the partition: pyarrow gives a dictionary of strings, with null in it."""
    return pa.array(column.to_pylist(), pa.string()) if pa.types.is_dictionary(column.type) else column


@pytest.mark.parametrize("table", list(TABLES))
@pytest.mark.parametrize("read", READERS)
def test_every_reader_gives_the_same_rows(lake, read, table):
    own = {"articles": lake.articles, "facts": lake.facts, "ledger": lake.read_ledger}[table]()
    assert alike(read(lake.root, table), table) == alike(own, table)


@pytest.mark.parametrize("read", [with_pandas, with_duckdb, with_polars])
def test_the_partition_is_a_date_and_null_where_unknown(lake, read):
    rows = read(lake.root, "articles")
    assert rows["published_date"].type == pa.date32()
    by_id = dict(zip(rows["article_id"].to_pylist(), rows["published_date"].to_pylist(), strict=True))
    assert by_id[id_of(2)] is None
    assert by_id[id_of(4)] == DAY


def test_plain_pandas_gives_dates(lake):
    days = pd.read_parquet(lake.root / "articles").published_date
    assert sorted(days.dropna()) == [date(2019, 4, 20), DAY, DAY]
    assert days.isna().sum() == 1


@pytest.mark.parametrize("read", READERS)
def test_moments_are_utc_in_every_reader(lake, read):
    rows = read(lake.root, "articles")
    assert pa.types.is_timestamp(rows["published_at"].type)
    assert rows["published_at"].type.tz in ("UTC", "Etc/UTC", "GMT")


def test_a_day_is_read_without_the_other_days(lake):
    """The last partition's file is broken: who wants another day never opens it."""
    with lake.snapshot() as folder:
        broken = next(folder.glob("articles/published_date=__HIVE*/*"))
        broken.unlink()
        broken.write_bytes(b"not Parquet")
        wanted = [("published_date", "=", DAY.isoformat())]
        assert len(pd.read_parquet(folder / "articles", columns=["article_id"], filters=wanted)) == 2
        files = f"{folder}/articles/**/*.parquet"
        scan = pl.scan_parquet(files, hive_partitioning=True).filter(pl.col("published_date") == DAY)
        assert len(scan.select("article_id").collect()) == 2
        every_day = f"SELECT count(*) FROM read_parquet('{files}', hive_partitioning = true)"  # noqa: S608
        day = f"{every_day} WHERE published_date = DATE '{DAY.isoformat()}'"
        assert duckdb.connect().sql(day).fetchall() == [(2,)]
        with pytest.raises(duckdb.Error):
            duckdb.connect().sql(every_day).fetchall()


def test_row_groups_of_other_newspapers_are_skipped(tmp_path):
    lake = open_lake(tmp_path / "lake")
    lake.upsert([article(n, facts=0) for n in range(4_100)], "first")
    dataset = ds.dataset(lake.root / "articles", partitioning="hive")
    fragment = next(iter(dataset.get_fragments()))
    assert fragment.metadata.num_row_groups == 3
    assert len(fragment.split_by_row_group(ds.field("source") == "other")) == 2


def counted_by_pandas(root):
    return pd.read_parquet(root / "articles", columns=["article_id"]).article_id.tolist()


def counted_by_pyarrow(root):
    return pq.read_table(root / "articles", columns=["article_id"])["article_id"].to_pylist()


def counted_by_duckdb(root):
    query = f"SELECT article_id FROM read_parquet('{root}/articles/*/*.parquet')"  # noqa: S608
    return [row[0] for row in duckdb.connect().sql(query).fetchall()]


def counted_by_polars(root):
    return pl.scan_parquet(f"{root}/articles/**/*.parquet").select("article_id").collect()["article_id"].to_list()


def counted_by_polars_at_last(root):
    """Polars opens a file by name more than once; where it was replaced in between, it fails rather than mixes."""
    for _ in range(20):
        try:
            return counted_by_polars(root)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
            continue
    pytest.fail("Polars never came through")


@pytest.mark.parametrize("read", [counted_by_pandas, counted_by_pyarrow, counted_by_duckdb, counted_by_polars_at_last])
def test_every_reader_beside_a_writer_sees_each_article_once(tmp_path, read):
    expected = sorted(id_of(n) for n in range(40))
    with a_writer(tmp_path / "lake", moving=False):
        until = time.monotonic() + 0.8
        while time.monotonic() < until:
            assert sorted(read(tmp_path / "lake")) == expected
