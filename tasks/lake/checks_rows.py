"""Provenance and one place, as far as the rows themselves tell; the archive is looked at apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa

from tasks.lake import index
from tasks.lake.findings import Findings
from tasks.lake.layout import published_date
from tasks.lake.partitions import Partition
from tasks.lake.storage import Storage


def check_offsets(partition: Partition, findings: Findings) -> None:
    """Hold each fact to the words of its article, which lies in the same partition."""
    passages = {
        (article_id, field): passage or ""
        for article_id, title, text in _rows(partition.articles, "article_id", "title", "text")
        for field, passage in (("title", title), ("text", text))
    }
    columns = ("fact_id", "article_id", "field", "number", "number_start", "number_end")
    for fact_id, article_id, field, number, start, end in _rows(partition.facts, *columns):
        findings.saw("facts")
        passage = passages.get((article_id, field))
        if passage is None:
            findings.wrong("fact without its article", f"fact {fact_id} of {article_id} in {_name(partition.day)}")
        elif passage[start:end] != number:
            found = f"{field}[{start}:{end}] is {passage[start:end]!r}, not {number!r}"
            findings.wrong("fact whose offsets do not give its number", f"fact {fact_id} of {article_id}: {found}")


def check_place(partition: Partition, places: dict[str, date | None], findings: Findings) -> None:
    """Hold each article to one row, in the partition of its date; `places` gathers all that were seen."""
    columns = ("article_id", "published_at", "published_offset_min")
    for article_id, published_at, offset in _rows(partition.articles, *columns):
        findings.saw("articles")
        if article_id in places:
            both = f"{article_id} in {_name(places[article_id])} and {_name(partition.day)}"
            findings.wrong("article in the lake twice", both)
        places[article_id] = partition.day
        if published_date(published_at, offset) != partition.day:
            findings.wrong("article in another day's partition", f"{article_id} in {_name(partition.day)}")


def check_keys(partition: Partition, findings: Findings) -> None:
    """Look for what a write done twice would leave: doubled facts, revisions and times that cannot be."""
    counts = Counter(partition.facts["fact_id"].to_pylist())
    findings.saw("facts", len(counts))
    findings.wrong_many("fact in the lake twice", [fact_id for fact_id, count in counts.items() if count > 1])
    columns = ("article_id", "revision", "first_fetched_at", "fetched_at")
    for article_id, revision, first, fetched in _rows(partition.articles, *columns):
        findings.saw("articles")
        if revision is None or revision < 1:
            findings.wrong("article with no revision", article_id)
        if first is None or fetched is None or first > fetched:
            findings.wrong("article first fetched after it was fetched", article_id)


def check_index(storage: Storage, places: dict[str, date | None], commit: str, findings: Findings) -> None:
    """Hold the index to the data; one that stands for another commit is built anew by the next write anyway."""
    try:
        indexed = index.everything(storage, commit)
    except index.DAMAGED as error:
        findings.unchecked = f"the index is damaged and is built anew by the next write ({error})"
        return
    if indexed is None:
        findings.unchecked = "the index is built by the next write"
        return
    differing = {key for key in indexed.keys() | places.keys() if indexed.get(key, "") != places.get(key, "")}
    findings.wrong_many("article whose place the index does not know: remove the folder .index", sorted(differing))


def _rows(table: pa.Table, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name].to_pylist() for name in columns), strict=True)


def _name(day: date | None) -> str:
    return day.isoformat() if day else "the unknown date"
