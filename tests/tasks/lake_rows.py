"""Small articles and facts of our own for the lake's tests."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from schemas.article import Article
from schemas.fact import Fact
from schemas.ledger import LedgerEntry
from schemas.vocabulary import Outcome, Reason, Stage
from tasks.lake import ArticleWithFacts

MORNING = datetime(2026, 11, 23, 6, tzinfo=UTC)
DAY = date(2026, 11, 20)


IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # only the folder of a test


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """In memory where the system has such a place: a killed process leaves the same there, and no sync is slow."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY, prefix="waqai-lake-") as folder:
        yield Path(folder)


def url_of(number: int) -> str:
    return f"https://news.example/{number}"


def id_of(number: int) -> str:
    return hashlib.sha256(url_of(number).encode()).hexdigest()[:16]


def article(
    number: int,
    *,
    day: date | None = DAY,
    people: int = 12,
    facts: int = 2,
    fetched_at: datetime = MORNING,
    **changed: Any,
) -> ArticleWithFacts:
    """An article that says that `people` people came, as often as it has facts."""
    text = "\n".join(f"وصل {people + place} شخصا إلى المدينة" for place in range(max(facts, 1)))
    row = Article(
        article_id=id_of(number),
        url=url_of(number),
        source="sample" if number % 2 else "other",
        language="ar",
        title=f"خبر {number}",
        authors=("سعاد",),
        published_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else None,
        published_offset_min=60 if day else None,
        text=text,
        word_count=len(text.split()),
        revision=1,
        first_fetched_at=fetched_at,
        fetched_at=fetched_at,
        content_sha256=hashlib.sha256(text.encode()).hexdigest(),
        warc_file="raw/source=sample/date=2026-11-23/one-000.warc.gz",
        warc_offset=number,
        parser_version="1",
        run_id="unset",
    )
    row = replace(row, **changed)
    return ArticleWithFacts(row, tuple(_facts(row, people, facts)))


def _facts(row: Article, people: int, count: int) -> list[Fact]:
    found = []
    for place in range(count):
        number = str(people + place)
        start = row.text.index(f"وصل {number} ") + len("وصل ")
        found.append(
            Fact(
                fact_id=hashlib.sha256(f"{row.article_id}{start}".encode()).hexdigest()[:16],
                article_id=row.article_id,
                source=row.source,
                language=row.language,
                field="text",
                kind="count",
                value=people + place,
                comparator="exact",
                counted="شخصا",
                concept="person",
                number=number,
                number_start=start,
                number_end=start + len(number),
                sentence=row.text.splitlines()[place],
                sentence_start=row.text.index(row.text.splitlines()[place]),
                rule="numeral-noun",
                parser_version=row.parser_version,
                run_id=row.run_id,
            )
        )
    return found


def entry(number: int, run_id: str, *, at: datetime = MORNING, **changed: Any) -> LedgerEntry:
    row = LedgerEntry(
        run_id=run_id,
        flow="nightly",
        source="sample" if number % 2 else "other",
        url=url_of(number),
        discovered_by="feed",
        stage=Stage.WRITE,
        outcome=Outcome.ACCEPTED,
        reason=Reason.NEW,
        article_id=id_of(number),
        at=at,
    )
    return replace(row, **changed)


def later(hours: float = 1) -> datetime:
    return MORNING + timedelta(hours=hours)
