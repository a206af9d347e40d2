"""Where pages lie in the raw archive: for parsing them again without the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from schemas.page import Discovered, Page
from tasks.archive import archived_pages
from tasks.lake import days_between, open_lake

_COLUMNS = ["url", "source", "fetched_at", "warc_file", "warc_offset"]


def archived_places(
    lake: Path, start: date | None = None, end: date | None = None, sources: Sequence[str] | None = None
) -> list[Page]:
    """List the archived responses, in the order in which they were fetched, bodies dropped.

    Args:
        lake: The lake's root.
        start: First day of fetching; None for the beginning.
        end: Last day of fetching; None for the end.
        sources: Newspapers; None for all.
    """
    pages = [replace(page, body=b"") for page in archived_pages(lake, start=start, end=end, sources=sources)]
    return sorted(pages, key=lambda page: page.fetched_at)


def published_places(lake: Path, start: date, end: date, sources: Sequence[str]) -> list[Page]:
    """List the archived responses of the articles that were published in a range of days."""
    rows = open_lake(lake).articles(columns=_COLUMNS, days=days_between(start, end), sources=sources).to_pylist()
    return [
        Page(
            discovered=Discovered(url=row["url"], discovered_by="archive"),
            source=row["source"],
            status=200,
            content_type=None,
            body=b"",
            fetched_at=row["fetched_at"],
            warc_file=row["warc_file"],
            warc_offset=row["warc_offset"],
        )
        for row in rows
        if row["warc_file"] is not None
    ]
