"""Derive Arrow schemas and tables from the records, and check rows before they are written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.article import Article
from schemas.columns import columns
from schemas.fact import Fact
from schemas.ledger import LedgerEntry

SCHEMA_VERSION = 1
"""Rises when a column is added or changes; a lake of a newer version is refused, an older one is read with nulls."""

VERSION_KEY = b"waqai.schema_version"

TABLES: Mapping[str, type] = {"articles": Article, "facts": Fact, "ledger": LedgerEntry}
"""Each table's folder in the lake and its record."""

PARTITION_KEYS: Mapping[str, str] = {"articles": "published_date", "facts": "published_date", "ledger": "date"}
"""The column by which each table is partitioned, which is in its folders' names alone."""


class SchemaError(ValueError):
    """Rows that break their table's declaration."""


@cache
def arrow_schema(record: type) -> pa.Schema:
    """Give a record's Arrow schema, with each column's description in its field metadata."""
    fields = [
        pa.field(
            name, column.type, nullable=not column.required, metadata={b"description": column.description.encode()}
        )
        for name, column in columns(record).items()
    ]
    return pa.schema(fields, metadata={VERSION_KEY: str(SCHEMA_VERSION).encode()})


def to_table(rows: Iterable[Any], record: type) -> pa.Table:
    """Lay records (instances of `record`) out as a checked Arrow table.

    Raises:
        SchemaError: A row breaks the declaration; the message names column and value.
    """
    schema = arrow_schema(record)
    values = map(attrgetter(*schema.names), rows)
    try:
        # one array of whole rows, for each array has a price of its own
        table = pa.Table.from_arrays(pa.array(values, pa.struct(list(schema))).flatten(), schema=schema)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise SchemaError(f"a {record.__name__} does not fit its schema: {error}") from error
    check(table, record)
    return table


def from_table(table: pa.Table, record: type) -> list[Any]:
    """Read a table's rows back as records; columns that an older lake lacks take their defaults."""
    known = {field.name for field in dataclasses.fields(record)} & set(table.column_names)
    return [
        record(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})
        for row in table.select(sorted(known)).to_pylist()
    ]


def check(table: pa.Table, record: type) -> None:
    """Refuse nulls in required columns and words outside a closed vocabulary.

    Raises:
        SchemaError: Names the column and the value.
    """
    for name, column in columns(record).items():
        values = table[name]
        if column.required and values.null_count:
            raise SchemaError(
                f"{record.__name__}.{name} is required but null in {values.null_count} of {len(values)} rows"
            )
        if column.choices:
            strange = set(pc.unique(values).to_pylist()) - {*column.choices, None}
            if strange:
                raise SchemaError(
                    f"{record.__name__}.{name} holds {sorted(strange)}, not one of {list(column.choices)}"
                )
