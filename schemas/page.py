"""What passes between the stages before there is an article: a URL as discovered, a page as fetched, a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from schemas.vocabulary import Reason, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """A URL and what its discovery knows of it, kept as evidence for the metadata.

    Attributes:
        discovered_by: The strategy: feed, sitemap, wordpress, listing, wayback, cc-news, urls, warc, file.
        published: The date as the feed or sitemap states it, unparsed.
        lastmod: The sitemap's `lastmod`, unparsed.
    """

    url: str
    discovered_by: str
    published: str | None = None
    lastmod: str | None = None
    title: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its response as they went over the wire, for the archive.

    Attributes:
        request_headers: As sent.
        response_headers: As they came, without the transfer's own.
        payload: The body as it came, content codings and all.
        url: The address that answered, after redirects; None where it is that of the page.
        address: The server's IP address.
    """

    request_headers: tuple[tuple[str, str], ...]
    response_headers: tuple[tuple[str, str], ...]
    payload: bytes
    url: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A response as it came, with its place in the raw archive.

    Attributes:
        source: Id of the newspaper, or the host's name.
        content_type: The HTTP header as sent.
        body: The payload, content and transfer encodings undone.
        fetched_at: When the response came, with its zone (UTC).
        warc_file: The archive file, relative to the lake.
        warc_offset: Byte offset of the response's record in it.
        content_sha256: Of the body, in hex; with `size` it stays when the body is dropped.
        size: Bytes of the body.
        elapsed_ms: Time that the request took.
        attempts: Requests made for it.
    """

    discovered: Discovered
    source: str
    status: int
    content_type: str | None
    body: bytes
    fetched_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    content_sha256: str | None = None
    size: int | None = None
    elapsed_ms: int | None = None
    attempts: int | None = None

    @property
    def url(self) -> str:
        """The URL as discovered."""
        return self.discovered.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Why a page gives no article."""

    reason: Reason
    detail: str | None = None
    stage: Stage = Stage.PARSE
