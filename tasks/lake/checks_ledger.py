"""Conservation: every URL that a run touched has one outcome, and each article the entry of the run that wrote it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import TABLES, arrow_schema
from schemas.vocabulary import Outcome
from tasks.lake.findings import Findings
from tasks.lake.layout import LEDGER
from tasks.lake.storage import Storage

_Place = tuple[str | None, int | None]
"""A response in the archive: file and offset."""

_NAMES = ("run_id", "url", "outcome", "article_id", "warc_file", "warc_offset", "at")
_COLUMNS = pa.schema([arrow_schema(TABLES[LEDGER]).field(name) for name in _NAMES])


def check_ledger(storage: Storage, findings: Findings, written_by: Mapping[str, str]) -> None:
    """Count outcomes day by day (a run's rows are all in one) and hold ledger and articles to each other.

    Args:
        storage: The lake's.
        findings: Where to note them.
        written_by: Each article's run, by article_id.
    """
    missing = set(written_by.items())
    gone: list[dict[str, Any]] = []
    for folder in storage.partitions(LEDGER):
        rows = _read(storage, folder)
        findings.saw("ledger rows", len(rows))
        counts = rows.group_by(["run_id", "url"]).aggregate([([], "count_all")])
        twice = counts.filter(pc.greater(counts["count_all"], 1)).to_pylist()
        findings.wrong_many("URL with more than one outcome", [f"{row['url']} in run {row['run_id']}" for row in twice])
        gone += _accepted_and_gone(rows, findings, written_by)
        missing.difference_update(zip(rows["article_id"].to_pylist(), rows["run_id"].to_pylist(), strict=True))
    _check_retracted(storage, gone, findings)
    findings.saw("articles", len(written_by))
    unknown = [f"{article_id} of run {run_id}" for article_id, run_id in sorted(missing)]
    findings.wrong_many("article that the ledger of its run does not know", unknown)


def _accepted_and_gone(rows: pa.Table, findings: Findings, article_ids: Collection[str]) -> list[dict[str, Any]]:
    """Give the entries that accepted an article which the lake does not hold."""
    accepted = rows.filter(pc.equal(rows["outcome"], Outcome.ACCEPTED.value))
    nameless = accepted.filter(pc.is_null(accepted["article_id"]))
    findings.wrong_many("accepted URL with no article", nameless["url"].to_pylist())
    return [
        row for row in accepted.to_pylist() if row["article_id"] is not None and row["article_id"] not in article_ids
    ]


def _check_retracted(storage: Storage, gone: Sequence[dict[str, Any]], findings: Findings) -> None:
    """Hold an accepted article that is not there against what was said of its response last.

    A run that parsed that response again and did not get the article any more has taken it out, and says so there.
    """
    latest = {row["article_id"]: row for row in sorted(gone, key=lambda row: row["at"])}
    last = _last_said(storage, {_place(row) for row in latest.values()}) if latest else {}
    lost = [row for row in latest.values() if last.get(_place(row), row)["article_id"] == row["article_id"]]
    findings.wrong_many(
        "accepted article that is not in the lake", [f"{row['article_id']} of {row['url']}" for row in lost]
    )


def _last_said(storage: Storage, places: Collection[_Place]) -> dict[_Place, dict[str, Any]]:
    said: dict[_Place, dict[str, Any]] = {}
    files = pa.array(sorted({file for file, _ in places if file is not None}), pa.string())
    for folder in storage.partitions(LEDGER):
        rows = _read(storage, folder)
        for row in rows.filter(pc.is_in(rows["warc_file"], files)).to_pylist():
            if _place(row) in places and (_place(row) not in said or row["at"] >= said[_place(row)]["at"]):
                said[_place(row)] = row
    return said


def _place(row: Mapping[str, Any]) -> _Place:
    return row["warc_file"], row["warc_offset"]


def _read(storage: Storage, folder: str) -> pa.Table:
    tables = [_COLUMNS.empty_table()]
    for file in storage.files(folder):
        try:
            tables.append(storage.read(file, columns=_COLUMNS.names))
        except (OSError, pa.ArrowException):  # the business of the check of files
            continue
    return pa.concat_tables([table.cast(_COLUMNS) for table in tables])
