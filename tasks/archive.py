"""The raw archive: every response as it came, in WARC files (ISO 28500), before anything is parsed.

What its discovery knew of a URL travels in the response record itself, so that a place in the archive is all that is
needed to parse the page again.
"""

from __future__ import annotations

import re
import zlib
from collections import OrderedDict
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, date
from pathlib import Path
from typing import BinaryIO, Self

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from schemas.page import Exchange, Page
from tasks.records import info_record, page_of, request_record, response_record

LARGEST_FILE = 1 << 30
"""Bytes after which the next file of a run begins."""
MOST_OPEN_FILES = 64
"""An ingest of Common Crawl's archive touches thousands of hosts, each with its own file."""

_WAY_OUT = "fetch the file again; the pages before the cut were taken"
_UNSAFE = re.compile(r"[^\w.-]")


class TruncatedArchive(ValueError):  # noqa: N818  # it is what was found, and the records before it are good
    """A WARC file ends in the middle of a record; the message names the file and the place."""


class ArchiveWriter:
    """Appends responses to `raw/source=<id>/date=<fetch day>/<run>-NNN.warc.gz`, a gzip member a record."""

    def __init__(self, lake: Path, run_id: str) -> None:
        self._lake = lake
        self._run_id = run_id
        self._open: OrderedDict[str, BinaryIO] = OrderedDict()
        self._numbers: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._open.values():
            file.close()
        self._open.clear()

    def write(self, page: Page, exchange: Exchange | None = None) -> tuple[str, int]:
        """Append a response, and its request behind it; they are with the operating system when this returns.

        Args:
            page: What is known of the response.
            exchange: What went over the wire; without it, as for a file, the response is made up from the page.

        Returns:
            The file, relative to the lake, and the record's byte offset in it.
        """
        folder = f"raw/source={_UNSAFE.sub('_', page.source)}/date={page.fetched_at.astimezone(UTC).date()}"
        name, file = self._file(folder)
        offset = file.tell()
        response = response_record(page, exchange)
        records = [response] if exchange is None else [response, request_record(page, exchange, response)]
        for record in records:
            _write(file, record)
        file.flush()
        return name, offset

    def _file(self, folder: str) -> tuple[str, BinaryIO]:
        name = self._name(folder)
        file = self._open.get(name)
        if file is not None and file.tell() >= LARGEST_FILE:
            self._open.pop(name).close()
            self._numbers[folder] += 1
            name, file = self._name(folder), None
        if file is None:
            path = self._lake / name
            path.parent.mkdir(parents=True, exist_ok=True)
            file = self._open[name] = path.open("ab")
            if file.tell() == 0:
                _write(file, info_record(path.name))
            if len(self._open) > MOST_OPEN_FILES:
                self._open.popitem(last=False)[1].close()
        self._open.move_to_end(name)
        return name, file

    def _name(self, folder: str) -> str:
        return f"{folder}/{self._run_id}-{self._numbers.setdefault(folder, 0):03d}.warc.gz"


def _write(file: BinaryIO, record: ArcWarcRecord) -> None:
    WARCWriter(file, gzip=True).write_record(record)
    record.raw_stream.close()


def archive_page(writer: ArchiveWriter, page: Page, exchange: Exchange | None = None) -> Page:
    """Archive a page and give it back with its place."""
    warc_file, warc_offset = writer.write(page, exchange)
    return replace(page, warc_file=warc_file, warc_offset=warc_offset)


def read_pages(path: Path) -> Iterator[Page]:
    """Yield the responses of any WARC file, Common Crawl's included.

    Raises:
        TruncatedArchive: The file is cut off; all pages before the cut were yielded.
    """
    with path.open("rb") as file:
        for page, _ in _responses(file, path):
            yield page


def read_page(lake: Path, warc_file: str, warc_offset: int) -> Page:
    """Read one response of the lake's archive at its place.

    Raises:
        LookupError: No response begins there.
    """
    path = lake / warc_file
    with path.open("rb") as file:
        file.seek(warc_offset)
        for page, _ in _responses(file, path):
            return replace(page, warc_file=warc_file, warc_offset=warc_offset)
    raise LookupError(f"{path} has no response at byte {warc_offset:,}")


def archived_pages(
    lake: Path, start: date | None = None, end: date | None = None, sources: Collection[str] | None = None
) -> Iterator[Page]:
    """Yield every response of the lake's archive, file by file.

    Args:
        lake: The lake's root.
        start: First day of fetching; None for the beginning.
        end: Last day of fetching; None for the end.
        sources: Newspapers; None for all.
    """
    for path in sorted(lake.glob("raw/source=*/date=*/*.warc.gz")):
        source, day = (part.partition("=")[2] for part in path.parts[-3:-1])
        wanted = (start is None or day >= start.isoformat()) and (end is None or day <= end.isoformat())
        if wanted and (sources is None or source in sources):
            yield from _placed(lake, path)


def archived_run(lake: Path, run_id: str) -> Iterator[Page]:
    """Yield every response that one run archived.

    Raises:
        TruncatedArchive: A file is cut off; the pages of the files after it are yielded first.
    """
    cut: TruncatedArchive | None = None
    for path in sorted(lake.glob(f"raw/source=*/date=*/{run_id}-*.warc.gz")):
        try:
            yield from _placed(lake, path)
        except TruncatedArchive as error:
            cut = error
    if cut is not None:
        raise cut


def _placed(lake: Path, path: Path) -> Iterator[Page]:
    name = path.relative_to(lake).as_posix()
    with path.open("rb") as file:
        for page, offset in _responses(file, path):
            yield replace(page, warc_file=name, warc_offset=offset)


def _responses(file: BinaryIO, path: Path) -> Iterator[tuple[Page, int]]:
    """Yield responses with their offsets; warcio itself takes a cut for the end."""
    records = ArchiveIterator(file)
    offset, missing = file.tell(), 0
    try:
        for record in records:
            page = page_of(record) if record.rec_type in ("response", "resource") else None
            missing = _missing(record)
            offset = records.get_record_offset()
            if page is not None and not missing:
                yield page, offset
    except (ArchiveLoadFailed, EOFError, OSError, AttributeError) as error:  # the last: a header cut before its URI
        raise TruncatedArchive(f"{path} is damaged after byte {offset:,} ({error}): {_WAY_OUT}") from error
    if missing or _ends_inside_a_member(path, offset):
        raise TruncatedArchive(f"{path} is cut off after byte {offset:,}: {_WAY_OUT}")


def _missing(record: ArcWarcRecord) -> int:
    """Read a record to its end, and count the bytes that its header promises and the file lacks."""
    while record.raw_stream.read(1 << 16):
        pass
    return int(getattr(record.raw_stream, "limit", 0))


def _ends_inside_a_member(path: Path, offset: int) -> bool:
    """Say whether a compressed file's last gzip member is incomplete, looking from its last good record on."""
    with path.open("rb") as file:
        file.seek(offset)
        if file.read(2) != b"\x1f\x8b":
            return False
        file.seek(offset)
        member = None
        while part := file.read(1 << 16):
            while part:
                member = member or zlib.decompressobj(wbits=31)
                member.decompress(part)
                part = member.unused_data
                member = None if member.eof else member
        return member is not None
