"""Files as a source: WARC, HTML and text files and folders of them are copied into the raw archive."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from parsers.pages.addresses import host_of
from parsers.pages.credentials import without_credentials
from parsers.pages.decode import decode
from parsers.pages.markup import parse
from parsers.pages.metadata import absolute, read_metadata
from schemas.page import Discovered, Page, Rejection
from sources import source_of
from tasks.archive import ArchiveWriter, TruncatedArchive, archive_page, read_pages
from tasks.runs import Run

logger = logging.getLogger(__name__)

WARC_SUFFIXES = (".warc", ".warc.gz")
PAGE_TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".txt": "text/plain"}
"""Files that hold one page, or the text of one, and their media types."""
PAGE_SUFFIXES = tuple(PAGE_TYPES)
_LINK = re.compile(r"<link\b[^>]{1,4000}>", re.IGNORECASE)


class InputError(ValueError):
    """An input that cannot be read; the message names it and the way out."""


@dataclass(frozen=True, slots=True)
class Archived:
    """What an input brought into the raw archive.

    Attributes:
        pages: Their places; the bodies are in the archive.
        problems: What was wrong with an input, such as a WARC file that is cut off; the pages before it are here.
    """

    pages: tuple[Page, ...]
    problems: tuple[str, ...] = ()


def find_inputs(paths: Iterable[Path]) -> list[Path]:
    """List the WARC, HTML and text files that paths name or hold, in order.

    Raises:
        InputError: A path does not exist, is of neither kind, or is a folder without any such file.
    """
    return [found for path in paths for found in _inputs_below(path)]


def _inputs_below(path: Path) -> list[Path]:
    if not path.exists():
        raise InputError(f"{path} does not exist: name a WARC file, an HTML or text file, or a folder of them")
    if path.is_file():
        if not path.name.lower().endswith(WARC_SUFFIXES + PAGE_SUFFIXES):
            raise InputError(
                f"{path} is neither a WARC file ({', '.join(WARC_SUFFIXES)}) nor a page ({', '.join(PAGE_SUFFIXES)})"
            )
        return [path]
    found = [below for below in sorted(path.rglob("*")) if below.name.lower().endswith(WARC_SUFFIXES + PAGE_SUFFIXES)]
    if not found:
        raise InputError(f"{path} holds no page: no file below it ends in {', '.join(WARC_SUFFIXES + PAGE_SUFFIXES)}")
    return found


def archive_inputs(run: Run, paths: Iterable[Path], source: str | None = None) -> Archived:
    """Copy the pages of files into the raw archive.

    Args:
        run: Names the archive's files.
        paths: As `find_inputs` gives them.
        source: The newspaper that the pages are of; without it, each page's host decides.
    """
    pages: list[Page] = []
    problems: list[str] = []
    with ArchiveWriter(run.lake, run.id) as writer:
        for path in paths:
            try:
                pages.extend(replace(archive_page(writer, page), body=b"") for page in _pages_of(path, source))
            except TruncatedArchive as error:
                problems.append(str(error))
    return Archived(tuple(pages), tuple(problems))


def _pages_of(path: Path, source: str | None) -> Iterator[Page]:
    if not path.name.lower().endswith(WARC_SUFFIXES):
        yield page_of_file(path, source)
        return
    for page in read_pages(path):
        yield replace(page, source=source or source_name(page.url))


def page_of_file(path: Path, source: str | None = None) -> Page:
    """Read an HTML or text file as if it had been fetched when it was last written."""
    body = path.read_bytes()
    page = Page(
        discovered=Discovered(url=_stated_address(body) or path.resolve().as_uri(), discovered_by="file"),
        source="",
        status=200,
        content_type=PAGE_TYPES[path.suffix.lower()],
        body=body,
        fetched_at=datetime.fromtimestamp(int(path.stat().st_mtime), UTC),
    )
    return replace(page, source=source or source_name(page.url))


def _stated_address(body: bytes) -> str | None:
    """Give the address that a page states as its own; a file has no other.

    Only its links are parsed: here no time limit holds, as it does where the page itself is.
    """
    decoded = decode(body)
    links = [] if isinstance(decoded, Rejection) else _LINK.findall(decoded.text)
    tree = parse("".join(links))
    stated = absolute("", read_metadata(tree).canonical) if tree is not None else None
    return without_credentials(stated) if stated else None


def source_name(url: str) -> str:
    """Name the newspaper of a URL: its id in the registry, else its host without www.

    >>> source_name("https://www.example.org/a")
    'example.org'
    """
    known = source_of(url)
    if known is not None and not known.allow_private:
        return known.id
    return host_of(url) or "file"
