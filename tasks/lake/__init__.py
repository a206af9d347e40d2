"""The lake: plain Hive-partitioned Parquet, upserted, that no reader sees half-written (docs/lake.md)."""

from tasks.lake.compaction import Compaction, compact
from tasks.lake.differences import TableDiff, diff
from tasks.lake.errors import LakeError
from tasks.lake.findings import InvariantResult
from tasks.lake.lake import Lake, open_lake
from tasks.lake.layout import days_between, published_date
from tasks.lake.records import ArticleWithFacts, Change, ChangeKind, UpsertReport
from tasks.lake.verification import verify

__all__ = [
    "ArticleWithFacts",
    "Change",
    "ChangeKind",
    "Compaction",
    "InvariantResult",
    "Lake",
    "LakeError",
    "TableDiff",
    "UpsertReport",
    "compact",
    "days_between",
    "diff",
    "open_lake",
    "published_date",
    "verify",
]
