"""The declared tables: what is written must fit what is declared."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from schemas.arrow import TABLES, VERSION_KEY, SchemaError, arrow_schema, check, from_table, to_table
from schemas.columns import columns
from schemas.ledger import LedgerEntry

ENTRY = LedgerEntry(
    run_id="r1",
    flow="nightly",
    source="sample",
    url="http://127.0.0.1/a",
    discovered_by="feed",
    stage="write",
    outcome="accepted",
    reason="new",
    published_date=date(2019, 4, 20),
    facts=4,
    at=datetime(2026, 11, 1, 2, 0, 0, 123456, tzinfo=UTC),
)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_travels_with_its_description(name):
    schema = arrow_schema(TABLES[name])
    assert schema.names == list(columns(TABLES[name]))
    assert all(field.metadata[b"description"].decode().strip().endswith(".") for field in schema)
    assert schema.metadata[VERSION_KEY]


def test_rows_come_back_as_they_were():
    assert from_table(to_table([ENTRY], LedgerEntry), LedgerEntry) == [ENTRY]


def test_no_rows_still_have_the_schema():
    assert to_table([], LedgerEntry).schema.equals(arrow_schema(LedgerEntry))


def test_columns_that_an_older_lake_lacks_are_null():
    older = to_table([ENTRY], LedgerEntry).drop_columns(["facts"])
    assert from_table(older, LedgerEntry) == [replace(ENTRY, facts=None)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"url": None}, "LedgerEntry.url is required but null in 1 of 1 rows"),
        ({"reason": "because"}, r"LedgerEntry.reason holds \['because'\]"),
        ({"http_status": "many"}, "LedgerEntry does not fit its schema"),
    ],
)
def test_a_row_that_breaks_the_declaration_is_refused_by_name(change, message):
    with pytest.raises(SchemaError, match=message):
        to_table([replace(ENTRY, **change)], LedgerEntry)


def test_a_table_from_elsewhere_is_checked_too():
    strange = to_table([ENTRY], LedgerEntry)
    strange = strange.set_column(strange.schema.get_field_index("stage"), "stage", pa.array(["nowhere"]))
    with pytest.raises(SchemaError, match="nowhere"):
        check(strange, LedgerEntry)
