"""Discovery in Common Crawl's news archive: the articles are in it, and are not asked of the newspaper."""

from __future__ import annotations

import gzip
import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from parsers.listings.cc_news import NewsArchive, months, of_days, read_paths
from schemas.page import Discovered, Page
from sources import CCNews
from tasks.discover.ranged import RangedFile
from tasks.discover.visit import Visit
from tasks.records import page_of

logger = logging.getLogger(__name__)

PACE_S = 1.0
"""Seconds between two requests to the archive, which is no newspaper's server; its robots.txt may ask for more."""


def archives(visit: Visit, archive: CCNews) -> list[str]:
    """List the WARC files that can have the days asked for; none without days, since each is of a gigabyte."""
    if visit.start is None or visit.end is None:
        return []
    root = visit.address(archive.url).rstrip("/")
    lists = [
        _month(visit, f"{root}/crawl-data/CC-NEWS/{month}/warc.paths.gz") for month in months(visit.start, visit.end)
    ]
    found = of_days(list(chain.from_iterable(lists)), visit.start, visit.end)
    if len(found) > archive.files:
        visit.report(
            f"CC-NEWS has {len(found)} files of {visit.start} to {visit.end}, and only the first {archive.files} are "
            "read: ask for fewer days, or raise `files`"
        )
    logger.info("%s: %d files of CC-NEWS", visit.source.id, min(len(found), archive.files))
    return [f"{root}/{one.path}" for one in found[: archive.files]]


def _month(visit: Visit, url: str) -> list[NewsArchive]:
    listed = visit.listed(url)
    if listed is None:
        return []
    try:
        return read_paths(gzip.decompress(listed.body) if listed.body.startswith(b"\x1f\x8b") else listed.body)
    except (OSError, EOFError) as error:
        visit.report(f"{url} cannot be unpacked: {error}")
        return []


def archived(visit: Visit, archive: CCNews) -> Iterator[Page]:
    """Yield the newspaper's pages out of the archive's files, record by record, as Common Crawl fetched them."""
    for url in archives(visit, archive):
        try:
            yield from _pages(visit, url)
        except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
            visit.report(f"{url} cannot be read to its end: {error}")


def _pages(visit: Visit, url: str) -> Iterator[Page]:
    manners = replace(visit.asking, pace_s=min(visit.source.pace_s, PACE_S))
    for record in ArchiveIterator(io.BufferedReader(RangedFile(url, manners))):
        address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
        if record.rec_type == "response" and visit.owns(address):
            page = page_of(record)
            if page.status == 200:
                yield replace(page, discovered=Discovered(url=address, discovered_by="cc-news"), source=visit.source.id)
