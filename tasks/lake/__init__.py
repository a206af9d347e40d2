"""The lake: plain Hive-partitioned Parquet, upserted, that no reader sees half-written (docs/lake.md)."""

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
    "InvariantResult",
    "Lake",
    "LakeError",
    "UpsertReport",
    "days_between",
    "open_lake",
    "published_date",
    "verify",
]
