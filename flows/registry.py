"""`waqai sources`: whether a newspaper's file still finds articles, and what a file for a new one would say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.markup import escape

from flows.printing import console
from schemas.ledger import LedgerEntry
from schemas.page import Discovered, Page
from sources import load
from tasks.archive import ArchiveWriter, read_page
from tasks.client import make_client
from tasks.discover import Discovering
from tasks.discover.survey import PACE_S, survey
from tasks.extract import extract_page
from tasks.fetch import Fetcher, manners_of
from tasks.manners import Manners
from tasks.runs import begin_run, end_run
from tasks.settings import Settings

_NEWEST = 3
_MOST = 1000
"""Articles that a check looks at; one that a feed and a sitemap both name is one."""


def propose_source(url: str) -> str:
    """Look at a site that is not in the registry, and propose its file.

    Raises:
        SourceError: The site cannot be looked at, or what was found makes no valid file.
    """
    settings = Settings()
    ours = settings.sample_origin is not None and url.startswith(settings.sample_origin)
    with make_client(settings.contact, allow_private=ours) as client:
        proposal = survey(url, Manners(client, 0.0 if ours else PACE_S))
    proposal.source()
    return proposal.to_toml(datetime.now(UTC).date())


def check_source(source_id: str) -> bool:
    """Ask a newspaper's feeds and sitemaps, fetch its newest articles, and say what was found.

    Returns:
        Whether everything was found that an article needs; then `verified = true` may be set in its file.

    Raises:
        SourceError: There is no such newspaper.
    """
    source = load(source_id)
    settings = Settings()
    good = True
    with TemporaryDirectory() as folder, make_client(settings.contact, allow_private=source.allow_private) as client:
        run = begin_run("check", Path(folder))
        manners = manners_of(run, source, client)
        discovering = Discovering(source, client, settings.sample_origin or "", manners=manners)
        found = list({one.url: one for one in islice(discovering.articles(), _MOST)}.values())
        for problem in discovering.problems:
            console.print(f"[red]✗[/] {escape(problem)}")
        console.print(f"{'✓' if found else '✗'} {len(found):,} articles found, {_dated(found)} with a date")
        with ArchiveWriter(run.lake, run.id) as archive:
            fetcher = Fetcher(run, source, manners, archive, seen={})
            for result in fetcher.fetch(found[:_NEWEST]):
                good &= _print_result(result, run.lake)
        end_run(run)
    good &= bool(found) and not discovering.problems
    verdict = "set verified = true" if good else "not verified: mend"
    console.print(f"{verdict} in sources/{source_id}.toml, checked {datetime.now(UTC):%Y-%m-%d}")
    return good


def _dated(found: Sequence[Discovered]) -> int:
    return sum(one.published is not None for one in found)


def _print_result(result: Page | LedgerEntry, lake: Path) -> bool:
    if isinstance(result, LedgerEntry):
        console.print(f"[red]✗[/] {result.url}: {result.reason}, {result.detail}")
        return False
    if result.warc_file is None or result.warc_offset is None:
        raise ValueError(f"{result.url} was not archived")
    extracted = extract_page(read_page(lake, result.warc_file, result.warc_offset))
    if extracted.article is None:
        console.print(f"[red]✗[/] {result.url}: {extracted.rejection}")
        return False
    article = extracted.article
    shown = (
        str(article.published_at or "no date"),
        article.title or "no title",
        "، ".join(article.authors) or "no author",
    )
    console.print(f"✓ {escape(' · '.join(shown))} · {article.word_count} words, {len(extracted.facts)} facts")
    return article.published_at is not None and article.title is not None
