"""Common Crawl's news archive: which of its files can have what was published on some days.

Its monthly lists name WARC files by the moment at which each was begun (commoncrawl.org/blog/news-dataset-available).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

_NAME = re.compile(r"(?:\S*/)?CC-NEWS-(\d{14})-\d+\.warc\.gz")
_LATE = timedelta(days=2)
"""From the beginning of the day of publication: most articles are crawled on it or on the next."""


@dataclass(frozen=True, slots=True)
class NewsArchive:
    """A WARC file of the archive.

    Attributes:
        path: Below the archive's root.
        begun_at: When its first page was fetched; its last one is older than the next file's first.
    """

    path: str
    begun_at: datetime


def months(start: date, end: date) -> list[str]:
    """Name the months whose lists tell of the days from `start` to `end`, the day before and the days after included.

    >>> months(date(2019, 4, 2), date(2019, 4, 30))
    ['2019/04', '2019/05']
    """
    days = (start + timedelta(days=number) for number in range(-1, (end - start).days + _LATE.days))
    return list(dict.fromkeys(f"{day:%Y/%m}" for day in days))


def read_paths(body: bytes) -> list[NewsArchive]:
    """Read a month's list, unpacked; lines that name no file of the archive are left out."""
    lines = (line.strip() for line in body.decode("utf-8", "replace").splitlines())
    return [archive for line in lines if (archive := _archive(line)) is not None]


def _archive(path: str) -> NewsArchive | None:
    named = _NAME.fullmatch(path)
    if named is None:
        return None
    try:
        return NewsArchive(path, datetime.strptime(named[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC))
    except ValueError:  # such as the 31st of a short month
        return None


def of_days(archives: Sequence[NewsArchive], start: date, end: date) -> list[NewsArchive]:
    """Choose the files that were written to between the first day and the day after the last, oldest first."""
    ordered = sorted(archives, key=lambda archive: archive.begun_at)
    first, last = (datetime.combine(day, time(), UTC) for day in (start, end + _LATE))
    ends = [archive.begun_at for archive in ordered[1:]] + [datetime.max.replace(tzinfo=UTC)]
    return [archive for archive, until in zip(ordered, ends, strict=True) if archive.begun_at < last and until > first]
