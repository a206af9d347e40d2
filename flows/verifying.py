"""`waqai verify`: the lake's six invariants, with the parsers to check the last one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from schemas.article import Article
from schemas.page import Page
from tasks.archive import read_page
from tasks.extract import extract_pages
from tasks.lake import ArticleWithFacts, InvariantResult, open_lake, verify
from tasks.settings import Settings


def verify_lake(root: Path, *, deep: bool) -> list[InvariantResult]:
    """Check a lake; deeply, every archived response is read and parsed again.

    Raises:
        LakeError: There is no lake there, or it cannot be read.
    """
    lake = open_lake(root, create=False, read_only=True)

    def reparse(articles: Sequence[Article]) -> Iterator[ArticleWithFacts | None]:
        yield from _reparse(root, articles)

    return verify(lake, deep=deep, reparse=reparse if deep else None)


def _reparse(root: Path, articles: Sequence[Article]) -> Iterator[ArticleWithFacts | None]:
    settings = Settings()
    pages = [_archived(root, article) for article in articles]
    run_id = articles[0].run_id if articles else ""
    for one in extract_pages(
        pages, lake=root, run_id=run_id, workers=settings.workers, page_seconds=settings.page_seconds
    ):
        yield ArticleWithFacts(one.article, one.facts) if one.article else None


def _archived(root: Path, article: Article) -> Page:
    if article.warc_file is None or article.warc_offset is None:
        raise ValueError(f"{article.article_id} has no place in the archive")
    return read_page(root, article.warc_file, article.warc_offset)
