"""Provenance in the raw archive: each article's response is where its row says."""

from __future__ import annotations

import hashlib

import pyarrow as pa
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from parsers.pages.addresses import same_site
from tasks.lake.findings import Findings
from tasks.lake.storage import Storage
from tasks.records import body_pieces


def check_archive(storage: Storage, articles: pa.Table, findings: Findings, *, deep: bool) -> set[str]:
    """Look for each article's response: its file and offset, and with `deep` the record itself.

    A record is right when it is a response to a URL on the article's site and its payload has the row's digest.

    Returns:
        The articles whose response is not there.
    """
    lost: set[str] = set()
    columns = ("article_id", "url", "warc_file", "warc_offset", "content_sha256")
    for row in articles.select(list(columns)).to_pylist():
        findings.saw("responses" if deep else "places in the archive")
        wrong = _wrong_place(storage, row["warc_file"], row["warc_offset"])
        if wrong is None and deep:
            wrong = _wrong_record(storage, row["warc_file"], row["warc_offset"], row["url"], row["content_sha256"])
        if wrong is not None:
            findings.wrong("article whose response is not in the archive", f"{row['article_id']}: {wrong}")
            lost.add(row["article_id"])
    return lost


def _wrong_place(storage: Storage, file: str | None, offset: int | None) -> str | None:
    if file is None or offset is None:
        return "no place is given"
    if not storage.exists(file):
        return f"{file} is missing"
    return None if 0 <= offset < storage.size(file) else f"{file} ends before byte {offset}"


def _wrong_record(storage: Storage, file: str, offset: int, url: str, sha256: str) -> str | None:
    place = f"{file}:{offset}"
    try:
        with storage.path(file).open("rb") as source:
            source.seek(offset)
            record = next(iter(ArchiveIterator(source)), None)
            return f"{place} holds no record" if record is None else _wrong_response(record, place, url, sha256)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        return f"{place} cannot be read ({error})"


def _wrong_response(record: ArcWarcRecord, place: str, url: str, sha256: str) -> str | None:
    if record.rec_type not in ("response", "resource"):
        return f"{place} is a {record.rec_type} record"
    target = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not same_site(target, url):
        return f"{place} is a response to {target}, not to {url}"
    digest = hashlib.sha256()
    for piece in body_pieces(record):
        digest.update(piece)
    return None if digest.hexdigest() == sha256 else f"{place} has another digest than the row"
