"""Damage a lake in every way that the invariants speak of: verify says which one is broken, and where."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from schemas.arrow import SCHEMA_VERSION, VERSION_KEY
from tasks.lake import ArticleWithFacts, open_lake, verify
from tasks.lake.layout import partition_file
from tests.tasks.lake_rows import DAY, MORNING, article, entry, folder_in_memory, id_of, later, url_of

WARC = "raw/source=sample/date=2026-11-23/first-000.warc.gz"
NAMES = ["conservation", "provenance", "one place", "idempotence", "atomicity", "determinism"]


def body_of(number):
    return f"<p>خبر {number}</p>".encode()


def record_of(number):
    """A response as ISO 28500 has it; warcio's own writer leaves a temporary file open."""
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body_of(number)
    header = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url_of(number)}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\nWARC-Date: 2026-11-23T06:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
    )
    return gzip.compress(header.encode() + response + b"\r\n\r\n")


def archive(root, numbers):
    """Write a response for each number; gives each record's offset."""
    path = root / WARC
    path.parent.mkdir(parents=True)
    offsets = {}
    with path.open("wb") as sink:
        for number in numbers:
            offsets[number] = sink.tell()
            sink.write(record_of(number))
    return offsets


def archived(number, offset, **changed):
    sha256 = hashlib.sha256(body_of(number)).hexdigest()
    return article(number, warc_file=WARC, warc_offset=offset, content_sha256=sha256, **changed)


@pytest.fixture
def tmp_path():
    with folder_in_memory() as folder:
        yield folder


@pytest.fixture
def root(tmp_path):
    """A lake of four articles with everything in order."""
    root = tmp_path / "lake"
    offsets = archive(root, range(1, 5))
    rows = [archived(n, offsets[n], day=None if n == 4 else DAY) for n in range(1, 5)]
    open_lake(root).upsert(rows, "first", enter=lambda _: (DAY, [entry(n, "first") for n in range(1, 5)]))
    return root


def broken(root, deep=False, reparse=None):
    results = verify(open_lake(root, read_only=True), deep=deep, reparse=reparse)
    assert [result.name for result in results] == NAMES
    return {result.name: result.detail for result in results if not result.ok}


def edit(root, change, table="articles", day=DAY):
    file = root / partition_file(table, day)
    rows = pq.ParquetFile(file).read()
    pq.write_table(change(rows).replace_schema_metadata(rows.schema.metadata), file)


def with_column(name, value):
    def change(rows):
        number = rows.schema.get_field_index(name)
        values = [value, *rows[name].to_pylist()[1:]]
        return rows.set_column(number, rows.schema.field(number), pa.array(values, rows.schema.field(number).type))

    return change


@pytest.mark.parametrize("deep", [False, True])
def test_a_whole_lake_holds(root, deep):
    assert broken(root, deep=deep) == {}


@pytest.mark.parametrize("deep", [False, True])
def test_an_empty_lake_holds(tmp_path, deep):
    open_lake(tmp_path / "lake")
    assert broken(tmp_path / "lake", deep=deep) == {}


def test_says_what_was_looked_at(root):
    details = {result.name: result.detail for result in verify(open_lake(root), deep=True)}
    assert "8 facts" in details["provenance"]
    assert "4 responses" in details["provenance"]
    assert "not checked" in details["determinism"]


def test_two_outcomes_of_a_url_break_conservation(root):
    open_lake(root).append_ledger([entry(1, "first")], "first", DAY)
    assert list(broken(root)) == ["conservation"]
    assert url_of(1) in broken(root)["conservation"]


def test_an_article_that_no_ledger_knows_breaks_conservation(root):
    for path in root.glob("ledger/*/*.parquet"):
        path.unlink()
    assert "4 × article that the ledger of its run does not know" in broken(root)["conservation"]


def test_an_accepted_article_that_vanished_breaks_conservation(root):
    edit(root, lambda rows: rows.slice(1))
    edit(root, lambda rows: rows.slice(2), table="facts")
    assert "accepted article that is not in the lake" in broken(root)["conservation"]


@pytest.mark.parametrize(("column", "value"), [("number_start", 0), ("number", "13"), ("field", "title")])
def test_offsets_that_miss_break_provenance(root, column, value):
    edit(root, with_column(column, value), table="facts")
    assert "fact whose offsets do not give its number" in broken(root)["provenance"]


def test_a_fact_in_another_partition_breaks_provenance(root):
    facts = pq.ParquetFile(root / partition_file("facts", DAY)).read()
    edit(root, lambda rows: pa.concat_tables([rows, facts.slice(0, 1)]), table="facts", day=None)
    edit(root, lambda rows: rows.slice(1), table="facts")
    assert "fact without its article" in broken(root)["provenance"]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("warc_file", None, "no place is given"),
        ("warc_file", "raw/elsewhere.warc.gz", "is missing"),
        ("warc_offset", 10_000_000, "ends before byte"),
    ],
)
def test_a_missing_response_breaks_provenance(root, column, value, said):
    edit(root, with_column(column, value))
    assert said in broken(root)["provenance"]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("warc_offset", 3, "cannot be read"),
        ("content_sha256", "0" * 64, "has another digest"),
        ("url", "https://another.example/1", "is a response to"),
    ],
)
def test_another_response_breaks_provenance_when_looked_into(root, column, value, said):
    edit(root, with_column(column, value))
    assert broken(root) == {}
    assert said in broken(root, deep=True)["provenance"]


def test_a_response_from_another_host_of_the_site_is_the_articles_own(root):
    edit(root, lambda rows: with_column("url", "https://www.news.example/2")(rows.slice(0, 1)))
    assert "is a response to" not in broken(root, deep=True)["provenance"]


def test_an_article_in_two_days_breaks_one_place(root):
    rows = pq.ParquetFile(root / partition_file("articles", DAY)).read()
    edit(root, lambda old: pa.concat_tables([old, rows.slice(0, 1)]), day=None)
    detail = broken(root)["one place"]
    assert "article in the lake twice" in detail
    assert "article in another day's partition" in detail


def test_an_index_that_is_wrong_breaks_one_place(root):
    edit(root, lambda rows: rows.filter(pc.not_equal(rows["article_id"], id_of(1))))
    assert "article whose place the index does not know" in broken(root)["one place"]


def test_a_doubled_fact_breaks_idempotence(root):
    edit(root, lambda rows: pa.concat_tables([rows, rows.slice(0, 1)]), table="facts")
    assert "fact in the lake twice" in broken(root)["idempotence"]


@pytest.mark.parametrize(("column", "value"), [("revision", 0), ("first_fetched_at", later(5))])
def test_what_cannot_be_breaks_idempotence(root, column, value):
    edit(root, with_column(column, value))
    assert "idempotence" in broken(root)


@pytest.mark.parametrize("table", ["articles", "facts", "ledger"])
def test_a_torn_file_breaks_atomicity(root, table):
    path = next(root.glob(f"{table}/*/*.parquet"))
    path.write_bytes(path.read_bytes()[:-20])
    assert f"unreadable file ({table}/" in broken(root)["atomicity"]


def test_damage_inside_a_file_breaks_atomicity_when_all_is_read(root):
    path = root / partition_file("articles", DAY)
    content = bytearray(path.read_bytes())
    content[20:200] = b"\xff" * 180
    path.write_bytes(bytes(content))
    assert "unreadable file" in broken(root, deep=True)["atomicity"]


def test_a_day_without_its_facts_breaks_atomicity(root):
    (root / partition_file("facts", DAY)).unlink()
    assert "day of articles without its file of facts" in broken(root)["atomicity"]


@pytest.mark.parametrize("name", ["articles/published_date=2026-11-20/part-1.parquet", "facts/2026/part-0.parquet"])
def test_strange_files_break_atomicity(root, name):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((root / partition_file("articles", DAY)).read_bytes())
    assert "atomicity" in broken(root)


def test_a_newer_file_breaks_atomicity(root):
    file = root / partition_file("articles", DAY)
    rows = pq.ParquetFile(file).read()
    pq.write_table(rows.replace_schema_metadata({VERSION_KEY: str(SCHEMA_VERSION + 1).encode()}), file)
    assert "newer program" in broken(root)["atomicity"]


def test_a_damaged_journal_breaks_atomicity(root):
    (root / ".lake" / "journal.json").write_text("{")
    assert "journal" in broken(root)["atomicity"]


def parse_again(articles):
    """What the parsers would give: the rows as they were written, whatever the lake holds now."""
    offsets = {row.article_id: row.warc_offset for row in articles}
    for row in articles:
        number = next(n for n in range(1, 5) if id_of(n) == row.article_id)
        day = None if number == 4 else DAY
        yield archived(number, offsets[row.article_id], day=day, fetched_at=MORNING, run_id="again")


def test_parsing_again_gives_the_same(root):
    assert broken(root, deep=True, reparse=parse_again) == {}


@pytest.mark.parametrize(("table", "column"), [("articles", "title"), ("facts", "counted")])
def test_another_row_breaks_determinism(root, table, column):
    edit(root, with_column(column, "غير ذلك"), table=table)
    found = broken(root, deep=True, reparse=parse_again)
    assert list(found) == ["determinism"]
    assert "comes out differently" in found["determinism"]


def test_an_article_that_is_gone_breaks_determinism(root):
    found = broken(root, deep=True, reparse=lambda articles: [None] * len(articles))
    assert "no longer gives" in found["determinism"]


def test_lost_responses_are_not_parsed_again(root):
    (root / WARC).unlink()
    found = broken(root, deep=True, reparse=parse_again)
    assert list(found) == ["provenance"]
    assert "4 × article whose response is not in the archive" in found["provenance"]


def test_rows_of_other_parsers_are_not_compared(root):
    def newer(articles):
        for one in parse_again(articles):
            yield ArticleWithFacts(replace(one.article, parser_version="2", title="غير ذلك"), one.facts)

    assert broken(root, deep=True, reparse=newer) == {}


def test_a_damaged_head_is_told(root):
    (root / ".lake" / "head.json").write_text(json.dumps({"unknown": 1}))
    with pytest.raises(Exception, match=r"head\.json is damaged"):
        open_lake(root)
