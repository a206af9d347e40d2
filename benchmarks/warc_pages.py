"""The pages of a WARC file, as the benchmarks take them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed


class WarcPage(NamedTuple):
    """A response that has a page; `fetched_at` is ISO 8601, as the record has it."""

    url: str
    body: bytes
    content_type: str | None
    fetched_at: str


def read_pages(warc: Path) -> list[WarcPage]:
    """Read the pages of a WARC file; one that cannot be read or holds none ends the run with a line that names it."""
    try:
        pages = _read(warc)
    except OSError as error:
        raise SystemExit(f"{warc}: {error.strerror or error}; name a WARC of pages") from error
    except ArchiveLoadFailed as error:  # which quotes what it has read
        raise SystemExit(f"{warc} is no WARC file; name a WARC of pages") from error
    if not pages:
        raise SystemExit(f"{warc} holds no page; name a WARC of pages")
    return pages


def _read(warc: Path) -> list[WarcPage]:
    with warc.open("rb") as file:
        return [
            WarcPage(
                record.rec_headers.get_header("WARC-Target-URI"),
                record.content_stream().read(),
                record.http_headers.get_header("Content-Type"),
                record.rec_headers.get_header("WARC-Date"),
            )
            for record in ArchiveIterator(file)
            if record.rec_type == "response" and record.http_headers
        ]
