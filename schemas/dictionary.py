"""Write docs/data-dictionary.md from the records."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.arrow import PARTITION_KEYS, TABLES
from schemas.columns import Column, columns

_PARTITIONED_BY = {
    "articles": "Day of publication in the source's own zone; null where no date is known.",
    "facts": "The partition of the fact's article.",
    "ledger": "Day of the run, UTC.",
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
    yield from ("", f"## {name}", "", (record.__doc__ or "").strip().splitlines()[0], "")
    yield from ("| column | type | null | meaning |", "|---|---|---|---|")
    yield f"| `{PARTITION_KEYS[name]}` | partition | | {_PARTITIONED_BY[name]} |"
    for column_name, column in columns(record).items():
        yield f"| `{column_name}` | `{column.type}` | {'' if column.required else 'yes'} | {_meaning(column)} |"


def _meaning(column: Column) -> str:
    words = ", ".join(f"`{choice}`" for choice in column.choices)
    return f"{column.description} One of {words}." if words else column.description
