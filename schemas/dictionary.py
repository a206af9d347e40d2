"""Write docs/data-dictionary.md from the records."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.arrow import TABLES
from schemas.columns import Column, columns

_PARTITIONS = {
    "articles": ("published_date", "Day of publication in the source's own zone; null where no date is known."),
    "facts": ("published_date", "The partition of the fact's article."),
    "ledger": ("date", "Day of the run, UTC."),
}


def data_dictionary() -> str:
    """Give the data dictionary as Markdown; a test holds the file in docs/ to it."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Generated from `schemas/` by `make dictionary`; edit the records there, not this file."
    for name, record in TABLES.items():
        yield from _table(name, record)


def _table(name: str, record: type) -> Iterator[str]:
    partition, meaning = _PARTITIONS[name]
    yield from ("", f"## {name}", "", (record.__doc__ or "").strip().splitlines()[0], "")
    yield from ("| column | type | null | meaning |", "|---|---|---|---|")
    yield f"| `{partition}` | partition | | {meaning} |"
    for column_name, column in columns(record).items():
        yield f"| `{column_name}` | `{column.type}` | {'' if column.required else 'yes'} | {_meaning(column)} |"


def _meaning(column: Column) -> str:
    words = ", ".join(f"`{choice}`" for choice in column.choices)
    return f"{column.description} One of {words}." if words else column.description
