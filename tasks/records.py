"""A page as WARC records (ISO 28500), and back, from our archive as from other crawlers'."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from http.client import responses
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from parsers.pages.addresses import is_of_the_web
from parsers.pages.credentials import without_credentials
from parsers.pages.responses import LARGEST_PAGE
from schemas.page import Discovered, Exchange, Page
from tasks.unpack import Damaged, Unpacker, unpacker

_KNOWN = "WARC-JSON-Metadata"
"""What its discovery knew of a page, in the response's own record."""


def info_record(file_name: str) -> ArcWarcRecord:
    """Say what wrote a file, as ISO 28500 recommends for each one's beginning."""
    about = {
        "software": "Waqai/0.1",
        "format": "WARC File Format 1.0",
        "conformsTo": "http://bibnum.bnf.fr/WARC/WARC_ISO_28500_version1_latestdraft.pdf",
        "robots": "obey",
    }
    return WARCWriter(BytesIO(), gzip=True).create_warcinfo_record(file_name, about)


def response_record(page: Page, exchange: Exchange | None) -> ArcWarcRecord:
    """Make the record of a response, or of a file, with all that is known of the page."""
    known = {"source": page.source, **{name: value for name, value in asdict(page.discovered).items() if value}}
    described = {
        "WARC-Date": page.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        _KNOWN: json.dumps(known),
        **({"WARC-IP-Address": exchange.address} if exchange and exchange.address else {}),
    }
    maker = WARCWriter(BytesIO(), gzip=True)
    if not is_of_the_web(page.url):  # a file has no response: the standard calls it a resource
        return maker.create_warc_record(
            page.url,
            "resource",
            payload=BytesIO(page.body),
            warc_content_type=page.content_type or "text/html",
            warc_headers_dict=described,
        )
    stated = {"Content-Type": page.content_type, "ETag": page.etag, "Last-Modified": page.last_modified}
    made_up = tuple((name, value) for name, value in stated.items() if value)
    headers, payload = (exchange.response_headers, exchange.payload) if exchange else (made_up, page.body)
    return maker.create_warc_record(
        _target(page, exchange),
        "response",
        payload=BytesIO(payload),
        http_headers=StatusAndHeaders(
            f"{page.status} {responses.get(page.status, 'Unknown')}",
            [*headers, ("Content-Length", str(len(payload)))],
            "HTTP/1.1",
        ),
        warc_headers_dict=described,
    )


def request_record(page: Page, exchange: Exchange, response: ArcWarcRecord) -> ArcWarcRecord:
    """Make the record of the request that brought a response."""
    parts = urlsplit(_target(page, exchange))
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    return WARCWriter(BytesIO(), gzip=True).create_warc_record(
        _target(page, exchange),
        "request",
        http_headers=StatusAndHeaders(f"GET {target} HTTP/1.1", list(exchange.request_headers), is_http_request=True),
        warc_headers_dict={
            "WARC-Date": response.rec_headers.get_header("WARC-Date"),
            "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
        },
    )


def page_of(record: ArcWarcRecord) -> Page:
    """Read a page out of a record, ours or another crawler's."""
    headers = record.rec_headers
    http = record.http_headers
    known: dict[str, Any] = json.loads(headers.get_header(_KNOWN) or "{}")
    source = known.pop("source", "")
    known = {"url": headers.get_header("WARC-Target-URI").strip("<>"), "discovered_by": "warc", **known}
    return Page(
        discovered=Discovered(**{**known, "url": without_credentials(known["url"])}),
        source=source,
        status=_status(record),
        content_type=http.get_header("Content-Type") if http else headers.get_header("Content-Type"),
        body=_body_of(record),
        fetched_at=datetime.fromisoformat(headers.get_header("WARC-Date")).astimezone(UTC),
        etag=http.get_header("ETag") if http else None,
        last_modified=http.get_header("Last-Modified") if http else None,
    )


def _body_of(record: ArcWarcRecord) -> bytes:
    """Undo the codings of a body, up to just past the size from which a page is refused: a bomb is not unfolded."""
    body = bytearray()
    for piece in body_pieces(record):
        body += piece
        if len(body) > LARGEST_PAGE:
            break
    return bytes(body[: LARGEST_PAGE + 1])


def body_pieces(record: ArcWarcRecord) -> Iterator[bytes]:
    """Yield a record's body piece by piece, its codings undone; where it is not what its headers say, as it is.

    Some crawlers keep the headers of a coding that they have undone themselves.
    """
    http = record.http_headers
    chunked = http is not None and http.get_header("Transfer-Encoding", "").lower() == "chunked"
    stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    parts = iter(lambda: stream.read(1 << 16), b"")
    try:
        codec = unpacker(http.get_header("Content-Encoding", "") if http is not None else "")
    except Damaged:  # a coding that nobody knows
        codec = None
    yield from _unpacked(parts, codec) if codec is not None else parts


def _unpacked(parts: Iterator[bytes], codec: Unpacker) -> Iterator[bytes]:
    begun = False
    for part in parts:
        try:
            for piece in codec.feed(part):
                begun = begun or bool(piece)
                yield piece
        except Damaged:
            if begun:
                return
            yield part
            yield from parts
            return


def _status(record: ArcWarcRecord) -> int:
    """Give the HTTP status; a resource, such as a file, is there or it is not."""
    if record.http_headers is None:
        return 200 if record.rec_type == "resource" else 0
    stated = record.http_headers.get_statuscode()
    return int(stated) if stated.isdigit() else 0


def _target(page: Page, exchange: Exchange | None) -> str:
    """Name the address that answered; where a redirect led elsewhere, the page's own stands beside it."""
    return exchange.url or page.url if exchange else page.url
