"""Whether a response can hold an article at all, by its status, type and size, and when to ask again where it can't."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from schemas.page import Rejection
from schemas.vocabulary import Reason, Stage

LARGEST_PAGE = 20 * 1024 * 1024
"""Bytes; no newspaper's article comes near."""

_BY_STATUS = {
    403: Reason.HTTP_403,
    404: Reason.HTTP_404,
    410: Reason.HTTP_410,
    429: Reason.HTTP_429,
}
_HTML_TYPES = ("text/html", "application/xhtml+xml", "application/xhtml", "text/plain", "application/octet-stream")
_SIGNATURES = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")


def refuse_response(status: int, content_type: str | None, body: bytes) -> Rejection | None:
    """Say why a response holds no article, or None where it may.

    The type that the server names is believed where it is an HTML one or vague; an image or a PDF is known by its
    first bytes, since servers mislabel them.

    >>> refuse_response(404, "text/html", b"<html>").reason
    <Reason.HTTP_404: 'http-404'>
    >>> refuse_response(200, "application/pdf", b"%PDF-1.7").detail
    'application/pdf'
    >>> refuse_response(200, None, b"<p>news</p>") is None
    True
    """
    if not 200 <= status < 300:
        return Rejection(reason=status_reason(status), detail=f"HTTP status {status}", stage=Stage.FETCH)
    if not body.strip():
        return Rejection(reason=Reason.EMPTY, detail="the body is empty", stage=Stage.FETCH)
    if len(body) > LARGEST_PAGE:
        detail = f"{len(body):,} bytes, more than {LARGEST_PAGE:,}"
        return Rejection(reason=Reason.TOO_LARGE, detail=detail, stage=Stage.FETCH)
    media_type = (content_type or "text/html").split(";")[0].strip().lower()
    if media_type not in _HTML_TYPES or body.startswith(_SIGNATURES):
        return Rejection(reason=Reason.NOT_HTML, detail=media_type, stage=Stage.FETCH)
    return None


def status_reason(status: int) -> Reason:
    """Name the reason for an HTTP status that is not a success.

    >>> status_reason(503), status_reason(451)
    (<Reason.HTTP_5XX: 'http-5xx'>, <Reason.HTTP_4XX: 'http-4xx'>)
    """
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status < 400:
        return Reason.REDIRECTED
    return Reason.HTTP_5XX if status >= 500 else Reason.HTTP_4XX


_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be others a little later; 501, 505 and their like say that it was no accident."""


def may_pass(status: int) -> bool:
    """Say whether a status tells of a passing trouble, so that to ask again soon makes sense.

    >>> may_pass(503), may_pass(404)
    (True, False)
    """
    return status in _PASSING


def retry_after_s(stated: str | None, now: datetime) -> float | None:
    """Read a Retry-After header (RFC 9110, section 10.2.3): seconds, or a date.

    Returns:
        Seconds from `now`, which has a zone; 0 for a date that is past, None where nothing readable is stated.

    >>> retry_after_s("120", datetime(2026, 11, 1, tzinfo=UTC))
    120.0
    >>> retry_after_s("Sun, 01 Nov 2026 00:01:00 GMT", datetime(2026, 11, 1, tzinfo=UTC))
    60.0
    """
    text = (stated or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])  # thirty years; more digits are no number of seconds
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    if moment.tzinfo is None:  # "-0000", by RFC 5322 a time in UTC
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
