"""What makes two versions of an article the same: a digest of what it says, not of when and by whom it was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

_OF_THE_READING = frozenset(
    {"run_id", "first_fetched_at", "fetched_at", "revision", "content_sha256", "warc_file", "warc_offset", "cluster_id"}
)
"""Columns that may differ while the article is the same; `cluster_id` is compared apart, as null leaves it alone."""

_OF_A_VERSION = (
    "article_id", "fetched_at", "first_fetched_at", "text", "content_sha256", "warc_file", "cluster_id", "revision",
)  # fmt: skip
"""Columns that a version is told by, in the order in which they are taken apart."""

_JOIN = "\x1f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of an article, light enough to be kept for each of a write's rows.

    Attributes:
        day: Its partition.
        fetched_at: Microseconds since 1970, UTC; `first_fetched_at` likewise.
        content: Digest of all that it says, facts included.
        text: Digest of the text alone.
        sha256: Of the response.
        archived: Whether it says where its response is archived.
        facts: How many it has.
        revision: As stored; 0 for one that comes in.
        position: Its place among those that come in; -1 for a stored one.
    """

    day: date | None
    fetched_at: int
    first_fetched_at: int
    content: int
    text: int
    sha256: str
    archived: bool
    cluster_id: str | None
    facts: int
    revision: int = 0
    position: int = -1

    def says_the_same_as(self, stored: Version) -> bool:
        """Whether this version would change nothing in `stored` that an analyst may see."""
        return (
            self.content == stored.content
            and self.cluster_id in (None, stored.cluster_id)
            and (stored.archived or not self.archived)
        )


def versions(
    articles: pa.Table, facts: pa.Table, days: list[date | None], *, first_position: int = -1
) -> list[Version]:
    """Digest articles with their facts, in the order of the rows.

    The digests are Python's own 64-bit hashes: they hold within this process, which is as long as they are compared.

    Args:
        articles: Rows of the articles table.
        facts: Rows of the facts table; those of other articles are ignored.
        days: Each article's partition.
        first_position: Position of the first row, -1 for stored rows.
    """
    of_facts = _digest_facts(facts)
    own = row_digests(articles, without=_OF_THE_READING)
    rows = zip(*(_instants(articles[name]).to_pylist() for name in _OF_A_VERSION), strict=True)
    found = []
    for number, (article_id, fetched, first, text, sha256, warc_file, cluster, revision) in enumerate(rows):
        digest, count = of_facts.get(article_id, (0, 0))
        version = Version(
            day=days[number],
            fetched_at=fetched,
            first_fetched_at=first,
            content=hash((own[number], digest, count)),
            text=hash(text),
            sha256=sha256,
            archived=warc_file is not None,
            cluster_id=cluster,
            facts=count,
            revision=revision if first_position < 0 else 0,
            position=first_position + number if first_position >= 0 else -1,
        )
        found.append(version)
    return found


def _digest_facts(facts: pa.Table) -> dict[str, tuple[int, int]]:
    """Add the facts' digests up by article, since their order says nothing."""
    sums: dict[str, int] = defaultdict(int)
    counts: dict[str, int] = defaultdict(int)
    for article_id, digest in zip(
        facts["article_id"].to_pylist(), row_digests(facts, without=_OF_THE_READING), strict=True
    ):
        sums[article_id] += digest
        counts[article_id] += 1
    return {article_id: (sums[article_id], counts[article_id]) for article_id in counts}


def row_digests(table: pa.Table, without: Collection[str]) -> list[int]:
    """Digest each row, some columns aside; the digests hold within this process."""
    names = sorted(name for name in table.column_names if name not in without)
    columns = [_words(table[name]).to_pylist() for name in names]
    return [hash(row) for row in zip(*columns, strict=True)] if columns else []


def _words(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write any column as strings: Python hashes strings well, but -1 and -2 alike."""
    if pa.types.is_list(column.type):
        return pc.binary_join(column.cast(pa.list_(pa.string())), _JOIN)
    plain = _instants(column)
    return plain if pa.types.is_string(plain.type) else plain.cast(pa.string())


def _instants(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.int64()) if pa.types.is_timestamp(column.type) else column
