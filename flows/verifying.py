"""`waqai verify`: the lake's six invariants, with the parsers to check the last one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from schemas.article import Article
from tasks.archive import read_page
from tasks.extract import extract_page
from tasks.lake import ArticleWithFacts, InvariantResult, open_lake, verify
from tasks.settings import Settings
from tasks.workers import WorkerPool


@dataclass(frozen=True, slots=True)
class _Job:
    """An article's response in the archive, and its place among those asked for."""

    index: int
    lake: Path
    warc_file: str
    warc_offset: int
    run_id: str


def verify_lake(root: Path, *, deep: bool) -> list[InvariantResult]:
    """Check a lake; deeply, every archived response is read and parsed again.

    Raises:
        LakeError: There is no lake there, or it cannot be read.
    """
    lake = open_lake(root, create=False, read_only=True)
    settings = Settings()
    # one pool for all days: a process's first article of a language takes as long as a hundred later ones
    with WorkerPool(
        _parse, size=settings.workers, seconds=settings.page_seconds, preload=("tasks.extract", __name__)
    ) as pool:
        return verify(lake, deep=deep, reparse=partial(_reparse, pool, root) if deep else None)


def _reparse(
    pool: WorkerPool[_Job, ArticleWithFacts | None], root: Path, articles: Sequence[Article]
) -> Iterator[ArticleWithFacts | None]:
    """Parse responses side by side, and give their articles in order; None for one that gives none, or not in time."""
    answers: dict[int, ArticleWithFacts | None] = {}
    for job, answer in pool.run([_job(index, root, article) for index, article in enumerate(articles)]):
        answers[job.index] = answer if isinstance(answer, ArticleWithFacts) else None
    for index in range(len(articles)):
        yield answers[index]


def _job(index: int, root: Path, article: Article) -> _Job:
    if article.warc_file is None or article.warc_offset is None:
        raise ValueError(f"{article.article_id} has no place in the archive")
    return _Job(index, root, article.warc_file, article.warc_offset, article.run_id)


def _parse(job: _Job) -> ArticleWithFacts | None:
    found = extract_page(read_page(job.lake, job.warc_file, job.warc_offset))
    if found.article is None:
        return None
    facts = [replace(fact, run_id=job.run_id) for fact in found.facts]
    return ArticleWithFacts(replace(found.article, run_id=job.run_id), facts)
