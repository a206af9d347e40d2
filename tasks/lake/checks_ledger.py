"""Conservation: every URL that a run touched has one outcome, and each article the entry of the run that wrote it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from schemas.vocabulary import Outcome
from tasks.lake.findings import Findings
from tasks.lake.layout import LEDGER
from tasks.lake.storage import Storage


def check_ledger(storage: Storage, findings: Findings, written_by: Mapping[str, str]) -> None:
    """Count outcomes day by day (a run's rows are all in one) and hold ledger and articles to each other.

    Args:
        storage: The lake's.
        findings: Where to note them.
        written_by: Each article's run, by article_id.
    """
    missing = set(written_by.items())
    for folder in storage.partitions(LEDGER):
        rows = _read(storage, folder)
        findings.saw("ledger rows", len(rows))
        counts = rows.group_by(["run_id", "url"]).aggregate([([], "count_all")])
        twice = counts.filter(pc.greater(counts["count_all"], 1)).to_pylist()
        findings.wrong_many("URL with more than one outcome", [f"{row['url']} in run {row['run_id']}" for row in twice])
        _check_accepted(rows, findings, written_by)
        missing.difference_update(zip(rows["article_id"].to_pylist(), rows["run_id"].to_pylist(), strict=True))
    findings.saw("articles", len(written_by))
    unknown = [f"{article_id} of run {run_id}" for article_id, run_id in sorted(missing)]
    findings.wrong_many("article that the ledger of its run does not know", unknown)


def _check_accepted(rows: pa.Table, findings: Findings, article_ids: Collection[str]) -> None:
    accepted = rows.filter(pc.equal(rows["outcome"], Outcome.ACCEPTED.value))
    for article_id, url in zip(accepted["article_id"].to_pylist(), accepted["url"].to_pylist(), strict=True):
        if article_id is None:
            findings.wrong("accepted URL with no article", url)
        elif article_id not in article_ids:
            findings.wrong("accepted article that is not in the lake", f"{article_id} of {url}")


def _read(storage: Storage, folder: str) -> pa.Table:
    names = ["run_id", "url", "outcome", "article_id"]
    tables = [pa.schema([(name, pa.string()) for name in names]).empty_table()]
    for file in storage.files(folder):
        try:
            tables.append(storage.read(file, columns=names))
        except (OSError, pa.ArrowException):  # the business of the check of files
            continue
    return pa.concat_tables([table.cast(tables[0].schema) for table in tables])
