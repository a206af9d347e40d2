"""What became of each page of a run: articles go to the lake, and every page's outcome to the ledger, in one commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from schemas.ledger import LedgerEntry
from schemas.vocabulary import Outcome, Reason, Stage
from tasks.clusters import find_clusters
from tasks.extract import Extracted
from tasks.lake import ArticleWithFacts, Change, ChangeKind, UpsertReport, open_lake
from tasks.runs import Run
from tasks.spool import read_spools

_BY_CHANGE = {
    ChangeKind.NEW: (Outcome.ACCEPTED, Reason.NEW),
    ChangeKind.REVISED: (Outcome.ACCEPTED, Reason.REVISED),
    ChangeKind.UPDATED: (Outcome.ACCEPTED, Reason.UPDATED),
    ChangeKind.UNCHANGED: (Outcome.UNCHANGED, Reason.SAME_CONTENT),
}


def write_outcomes(run: Run, spools: Sequence[Path]) -> list[LedgerEntry]:
    """Upsert the batches' articles, and enter each page's outcome in the ledger.

    A page at another address than the first with the same article is its duplicate and is not written.
    """
    first_urls = _first_urls(read_spools(spools))
    entries: list[LedgerEntry] = []

    def enter(report: UpsertReport) -> tuple[date, list[LedgerEntry]]:
        now = datetime.now(UTC)
        entries.extend(_entry(run, one, first_urls, report, now) for one in read_spools(spools))
        return run.day, entries

    lake = open_lake(run.lake)
    clusters = find_clusters(lake, (one.article for one in _written(read_spools(spools), first_urls)))
    written = _written(read_spools(spools), first_urls)
    lake.upsert((_clustered(one, clusters) for one in written), run.id, enter=enter)
    return entries


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
        return one.rejection.stage, Outcome.REJECTED, one.rejection.reason, one.rejection.detail
    assert one.article is not None  # noqa: S101  # one of the two is there
    assert change is not None  # noqa: S101  # every article that is not rejected was given to the upsert
    first = first_urls[one.article.article_id]
    if first != one.page.url:
        return Stage.WRITE, Outcome.DUPLICATE, Reason.SAME_ARTICLE, f"the article of {first}"
    moved = f"moved from {change.moved_from or 'no date'}" if change.moved else None
    return Stage.WRITE, *_BY_CHANGE[change.kind], moved
