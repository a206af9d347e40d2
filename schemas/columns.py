"""How a column is declared: on the record's own field, with its Arrow type, what it means and what it may hold."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import pyarrow as pa

STRING = pa.string()
STRINGS = pa.list_(pa.field("element", pa.string(), nullable=False))
INSTANT = pa.timestamp("us", tz="UTC")
"""Microseconds are what pandas, DuckDB and Polars all read without loss."""
INT = pa.int64()
INT32 = pa.int32()
FLOAT = pa.float64()
DAY = pa.date32()

_KEY = "column"


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of one column beside its name.

    Attributes:
        type: The Arrow type that is written.
        description: One sentence for analysts; it travels in the Parquet field metadata.
        required: Whether null is refused before a write.
        choices: The closed vocabulary, where there is one.
    """

    type: pa.DataType
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()


def column(type_: pa.DataType, description: str, *, required: bool = False, choices: tuple[str, ...] = ()) -> Any:
    """Declare a record's field as a column; one that is not required defaults to null, a list to an empty one."""
    metadata = {_KEY: Column(type_, description, required, choices)}
    if pa.types.is_list(type_):
        return dataclasses.field(default=(), metadata=metadata)
    if required:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=None, metadata=metadata)


@cache
def columns(record: type) -> Mapping[str, Column]:
    """Give a record's columns by name, in their order in the table."""
    fields = dataclasses.fields(record)
    return MappingProxyType({field.name: field.metadata[_KEY] for field in fields if _KEY in field.metadata})
