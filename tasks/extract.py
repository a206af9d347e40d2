"""From archived pages to articles and facts, in a pool of processes with a hard time limit for each page."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lexicons import languages
from parsers.article import country_of_article, extract_article
from parsers.facts import KeyFact, find_facts
from parsers.pages.responses import refuse_response
from parsers.version import parser_version
from schemas.article import Article
from schemas.fact import Fact
from schemas.page import Page, Rejection
from schemas.vocabulary import Reason
from sources import registered
from tasks.archive import read_page
from tasks.progress import tell
from tasks.workers import Crashed, TimedOut, WorkerPool


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What a page gave: an article with its facts, or the reason why there is none.

    Attributes:
        page: The page, its body dropped.
        elapsed_ms: Time in the parsers.
    """

    page: Page
    article: Article | None = None
    facts: tuple[Fact, ...] = ()
    rejection: Rejection | None = None
    elapsed_ms: int = 0


@dataclass(frozen=True, slots=True)
class _Job:
    index: int
    page: Page
    lake: Path


def extract_pages(
    pages: Iterable[Page], *, lake: Path, run_id: str, workers: int, page_seconds: float
) -> list[Extracted]:
    """Parse archived pages side by side; one answer for each, in their order, whatever a page does to its process.

    Args:
        pages: Their places in the raw archive; the processes read the bodies there themselves.
        lake: The lake's root.
        run_id: Stands in the rows.
        workers: Processes.
        page_seconds: Longest that a page may take before its process is killed and it is rejected as such.
    """
    jobs = [_Job(index, page, lake) for index, page in enumerate(pages)]
    answers: list[Extracted | None] = [None] * len(jobs)
    size = min(workers, max(1, len(jobs)))
    with WorkerPool(_extract, size=size, seconds=page_seconds, preload=("tasks.extract",)) as pool:
        for job, answer in pool.run(jobs):
            answers[job.index] = _of_run(run_id, job.page, answer)
            tell("pages parsed", job.page.source)
    return [answer for answer in answers if answer is not None]


def extract_page(page: Page) -> Extracted:
    """Parse one page in this process, without a time limit."""
    begun = time.perf_counter()
    refused = refuse_response(page.status, page.content_type, page.body)
    if refused is not None:
        return Extracted(page=_without_body(page), rejection=refused)
    source = registered(page.source)
    article = extract_article(
        page.body,
        page.url,
        content_type=page.content_type,
        fetched_at=page.fetched_at,
        source=source,
        discovered=page.discovered,
    )
    if isinstance(article, Rejection):
        return Extracted(page=_without_body(page), rejection=article, elapsed_ms=_since(begun))
    bare = _without_body(page, article.content_sha256)
    article = replace(article, source=page.source, warc_file=page.warc_file, warc_offset=page.warc_offset)
    facts = tuple(article_facts(article, country_of_article(article.url, article.language, source)))
    return Extracted(page=bare, article=article, facts=facts, elapsed_ms=_since(begun))


def _without_body(page: Page, digest: str = "") -> Page:
    """Leave a page's body out, and keep its size and digest; a digest that is known need not be made again."""
    return replace(page, body=b"", size=len(page.body), content_sha256=digest or hashlib.sha256(page.body).hexdigest())


def article_facts(article: Article, country: str | None = None) -> Iterator[Fact]:
    """Find the facts that an article's title and text state, as rows."""
    if article.language not in languages():
        return
    for where, passage in (("title", article.title or ""), ("text", article.text)):
        for fact in find_facts(passage, article.language, country=country):
            yield _row(article, where, fact)


def _extract(job: _Job) -> Extracted:
    known = job.page
    if known.warc_file is None or known.warc_offset is None:
        raise ValueError(f"{known.url} was not archived")
    page = read_page(job.lake, known.warc_file, known.warc_offset)
    return extract_page(replace(page, source=known.source, elapsed_ms=known.elapsed_ms, attempts=known.attempts))


def _of_run(run_id: str, page: Page, answer: Extracted | TimedOut | Crashed) -> Extracted:
    if isinstance(answer, TimedOut):
        detail = f"given up after {answer.seconds:g} s"
        return Extracted(
            page=replace(page, body=b""),
            rejection=Rejection(reason=Reason.PARSE_TIMEOUT, detail=detail),
            elapsed_ms=round(answer.seconds * 1000),
        )
    if isinstance(answer, Crashed):
        rejection = Rejection(reason=Reason.PARSE_CRASHED, detail=answer.detail)
        return Extracted(page=replace(page, body=b""), rejection=rejection)
    if answer.article is None:
        return answer
    article = replace(answer.article, run_id=run_id)
    return replace(answer, article=article, facts=tuple(replace(fact, run_id=run_id) for fact in answer.facts))


def _row(article: Article, where: str, fact: KeyFact) -> Fact:
    key = "\0".join((article.article_id, where, str(fact.number_start), str(fact.number_end), fact.kind))
    return Fact(
        **fact._asdict(),
        fact_id=hashlib.sha256(key.encode()).hexdigest()[:16],
        article_id=article.article_id,
        source=article.source,
        language=article.language,
        field=where,
        parser_version=parser_version(),
        run_id=article.run_id,
    )


def _since(begun: float) -> int:
    return round((time.perf_counter() - begun) * 1000)
