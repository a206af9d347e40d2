"""Rows on their way in: spilled by partition as they come, so that a write's memory is that of one partition."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import TABLES, SchemaError, arrow_schema, to_table
from tasks.lake import faults
from tasks.lake.content import Version, versions
from tasks.lake.layout import ARTICLES, FACTS, published_date
from tasks.lake.records import ArticleWithFacts
from tasks.lake.storage import Storage

_ARTICLES_AT_ONCE = 1_000
_FACTS_AT_ONCE = 20_000
_OPEN_AT_ONCE = 256
"""Chunks whose files are kept open; the usual limit of a process is 1,024."""
_POSITION = "position"
_PLAIN = pa.ipc.IpcWriteOptions(use_threads=False)
"""Batches may be of one article: compression and threads would cost more than they give."""


class Incoming:
    """The articles of one write, on disk in its staging folder, and a light version of each in memory.

    A chunk of some hundred articles is one Arrow file a table with one record batch for each partition, so that a
    partition's rows are read alone, whatever the order in which articles came.
    """

    def __init__(self, storage: Storage, folder: str) -> None:
        self._storage = storage
        self._folder = folder
        self._batches: dict[tuple[str, date | None], list[tuple[str, int]]] = defaultdict(list)
        self._count = 0
        self._opened = functools.lru_cache(maxsize=_OPEN_AT_ONCE)(self._open)
        self.versions: dict[str, list[Version]] = defaultdict(list)

    def spill(self, articles: Iterable[ArticleWithFacts]) -> None:
        """Take in all articles."""
        for chunk in _chunks(articles):
            self._add(chunk)
            faults.reach("chunk-spilled")

    def rows(self, table: str, day: date | None, positions: Sequence[int]) -> pa.Table:
        """Read back the rows of the articles at these positions that go into one partition."""
        schema = arrow_schema(TABLES[table])
        batches = [self._opened(name).get_batch(number) for name, number in self._batches.get((table, day), [])]
        if not batches:
            return schema.empty_table()
        rows = pa.Table.from_batches(batches).combine_chunks()  # sorting many small chunks is slow
        wanted = rows.filter(pc.is_in(rows[_POSITION], pa.array(positions, pa.int64())))
        return wanted.drop_columns([_POSITION]).cast(schema)

    def _add(self, chunk: Sequence[ArticleWithFacts]) -> None:
        articles = to_table((one.article for one in chunk), TABLES[ARTICLES])
        facts = to_table((fact for one in chunk for fact in one.facts), TABLES[FACTS])
        days = [published_date(one.article.published_at, one.article.published_offset_min) for one in chunk]
        found = versions(articles, facts, days, first_position=self._count)
        self._write(ARTICLES, articles, [(one.position, one.day) for one in found])
        owners = [(own.position, own.day) for own, one in zip(found, chunk, strict=True) for _ in one.facts]
        self._write(FACTS, facts, owners)
        for one, version in zip(chunk, found, strict=True):
            self.versions[one.article.article_id].append(version)
        self._count += len(chunk)

    def _write(self, table: str, rows: pa.Table, owners: Sequence[tuple[int, date | None]]) -> None:
        """Write a chunk, its rows told apart by partition; `owners` are each row's article's position and day."""
        name = f"{self._folder}/{table}-{self._count}.arrow"
        by_day: dict[date | None, list[int]] = defaultdict(list)
        for number, (_, day) in enumerate(owners):
            by_day[day].append(number)
        in_order = pa.array([number for numbers in by_day.values() for number in numbers], pa.int64())
        positions = pa.array([position for position, _ in owners], pa.int64())
        marked = rows.append_column(_POSITION, positions).take(in_order).combine_chunks()
        with (
            self._storage.filesystem.open_output_stream(name) as sink,
            pa.ipc.new_file(sink, marked.schema, options=_PLAIN) as writer,
        ):
            begin = 0
            for number, (day, numbers) in enumerate(by_day.items()):
                writer.write_table(marked.slice(begin, len(numbers)))
                begin += len(numbers)
                self._batches[table, day].append((name, number))

    def _open(self, name: str) -> pa.ipc.RecordBatchFileReader:
        source = self._storage.filesystem.open_input_file(name)
        return pa.ipc.open_file(source, options=pa.ipc.IpcReadOptions(use_threads=False))


def _chunks(articles: Iterable[ArticleWithFacts]) -> Iterator[list[ArticleWithFacts]]:
    """Cut the articles into chunks of bounded size, none of which holds two versions of one article."""
    chunk: list[ArticleWithFacts] = []
    ids: set[str] = set()
    facts = 0
    for one in articles:
        _check_belonging(one)
        if len(chunk) == _ARTICLES_AT_ONCE or facts > _FACTS_AT_ONCE or one.article.article_id in ids:
            yield chunk
            chunk, ids, facts = [], set(), 0
        chunk.append(one)
        ids.add(one.article.article_id)
        facts += len(one.facts)
    if chunk:
        yield chunk


def _check_belonging(one: ArticleWithFacts) -> None:
    for fact in one.facts:
        if fact.article_id != one.article.article_id:
            raise SchemaError(
                f"fact {fact.fact_id} is of article {fact.article_id}, given with {one.article.article_id}"
            )
