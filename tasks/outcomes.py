"""What became of each page of a run: articles go to the lake, and every page's outcome to the ledger, in one commit."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

from schemas.ledger import LedgerEntry
from schemas.page import Page
from schemas.vocabulary import Outcome, Reason, Stage
from tasks.clusters import find_clusters
from tasks.extract import Extracted
from tasks.lake import ArticleWithFacts, Change, ChangeKind, Lake, UpsertReport, open_lake
from tasks.runs import Run
from tasks.spool import read_spools

logger = logging.getLogger(__name__)

_NO_VERDICT = (Reason.PARSE_TIMEOUT, Reason.PARSE_CRASHED)
"""A page that was not parsed to its end says nothing of its article: the machine may have been busy."""

_PASSING = (Reason.CHALLENGE,)
"""A guard that stands before a page says nothing of it, and may be gone another night."""

_BY_CHANGE = {
    ChangeKind.NEW: (Outcome.ACCEPTED, Reason.NEW),
    ChangeKind.REVISED: (Outcome.ACCEPTED, Reason.REVISED),
    ChangeKind.UPDATED: (Outcome.ACCEPTED, Reason.UPDATED),
    ChangeKind.UNCHANGED: (Outcome.UNCHANGED, Reason.SAME_CONTENT),
}


def write_outcomes(run: Run, spools: Sequence[Path]) -> list[LedgerEntry]:
    """Upsert the batches' articles, and enter each page's outcome in the ledger.

    A page at another address than the first with the same article is its duplicate and is not written. An article
    whose archived response is parsed again and gives it no more is taken out: no row rests on what nobody can follow.
    """
    first_urls = _first_urls(read_spools(spools))
    entries: list[LedgerEntry] = []

    def enter(report: UpsertReport) -> tuple[date, list[LedgerEntry]]:
        now = datetime.now(UTC)
        entries.extend(_entry(run, one, first_urls, report, now) for one in read_spools(spools))
        return run.day, entries

    lake = open_lake(run.lake)
    retract = retractable(run, lake, read_spools(spools))
    clusters = find_clusters(lake, (one.article for one in _written(read_spools(spools), first_urls)))
    written = _written(read_spools(spools), first_urls)
    report = lake.upsert((_clustered(one, clusters) for one in written), run.id, enter=enter, retract=retract)
    for article_id in report.retracted:
        logger.warning("article %s is taken out: its archived response gives it no more", article_id)
    return entries


def retractable(run: Run, lake: Lake, extracted: Iterable[Extracted]) -> dict[str, str]:
    """List the articles whose stored rows rest on a response that was parsed again and gives them no more.

    Returns:
        The SHA-256 of that response by article. Empty where a run parses what it has just fetched: no row rests on it.
    """
    given = {
        (one.page.warc_file, one.page.warc_offset): one.article.article_id if one.article else None
        for one in extracted
        if not _archived_by(run, one.page) and not (one.rejection and one.rejection.reason in _NO_VERDICT)
    }
    if not given:
        return {}
    columns = ["article_id", "warc_file", "warc_offset", "content_sha256"]
    rows = zip(*(column.to_pylist() for column in lake.articles(columns=columns).columns), strict=True)
    return {
        article_id: sha256
        for article_id, file, offset, sha256 in rows
        if (file, offset) in given and given[file, offset] != article_id
    }


def _archived_by(run: Run, page: Page) -> bool:
    return PurePosixPath(page.warc_file or "").name.startswith(run.id)


def _first_urls(extracted: Iterable[Extracted]) -> dict[str, str]:
    """Map each article to the first URL that brought it."""
    first: dict[str, str] = {}
    for one in extracted:
        if one.article is not None:
            first.setdefault(one.article.article_id, one.page.url)
    return first


def _written(extracted: Iterable[Extracted], first_urls: dict[str, str]) -> Iterator[ArticleWithFacts]:
    for one in extracted:
        if one.article is not None and first_urls[one.article.article_id] == one.page.url:
            yield ArticleWithFacts(one.article, one.facts)


def _clustered(one: ArticleWithFacts, clusters: dict[str, str]) -> ArticleWithFacts:
    return replace(one, article=replace(one.article, cluster_id=clusters[one.article.article_id]))


def _entry(run: Run, one: Extracted, first_urls: dict[str, str], report: UpsertReport, now: datetime) -> LedgerEntry:
    page = one.page
    article_id = one.article.article_id if one.article else None
    change = report.changes.get(article_id) if article_id else None
    stage, outcome, reason, detail = _ending(one, first_urls, change)
    return LedgerEntry(
        run_id=run.id,
        flow=run.flow,
        source=page.source,
        url=page.url,
        discovered_by=page.discovered.discovered_by,
        stage=stage,
        outcome=outcome,
        reason=reason,
        detail=detail,
        http_status=page.status,
        bytes=page.size,
        elapsed_ms=(page.elapsed_ms or 0) + one.elapsed_ms,
        attempts=page.attempts,
        etag=page.etag,
        last_modified=page.last_modified,
        content_sha256=page.content_sha256,
        warc_file=page.warc_file,
        warc_offset=page.warc_offset,
        article_id=article_id,
        published_date=change.day if change else None,
        facts=len(one.facts) if outcome is not Outcome.DUPLICATE and one.article else None,
        at=now,
    )


def _ending(
    one: Extracted, first_urls: dict[str, str], change: Change | None
) -> tuple[Stage, Outcome, Reason, str | None]:
    if one.rejection is not None:
        outcome = Outcome.FAILED if one.rejection.reason in _PASSING else Outcome.REJECTED
        return one.rejection.stage, outcome, one.rejection.reason, one.rejection.detail
    assert one.article is not None  # noqa: S101  # one of the two is there
    assert change is not None  # noqa: S101  # every article that is not rejected was given to the upsert
    first = first_urls[one.article.article_id]
    if first != one.page.url:
        return Stage.WRITE, Outcome.DUPLICATE, Reason.SAME_ARTICLE, f"the article of {first}"
    moved = f"moved from {change.moved_from or 'no date'}" if change.moved else None
    return Stage.WRITE, *_BY_CHANGE[change.kind], moved
