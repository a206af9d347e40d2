"""The one HTTP client: HTTP/2, certifi's bundle, guarded addresses, capped bodies, a deadline for the whole request."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy

import certifi
import httpx

from schemas.page import Exchange
from tasks.deadline import deadline
from tasks.guard import GuardedBackend, Resolver, resolve
from tasks.unpack import CODINGS, Damaged, Unpacker, unpacker

MOST_REDIRECTS = 5
_TIMEOUT = httpx.Timeout(connect=10, read=20, write=10, pool=10)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a response is read.

    Attributes:
        body: Bytes, before and after decompression.
        seconds: For the whole request, redirects included, not only for each read.
        cut: Whether a longer body is read so far and no further, instead of being refused.
    """

    body: int = 20 * 1024 * 1024
    seconds: float = 60.0
    cut: bool = False


DEFAULT_LIMITS = Limits()


class TooLarge(httpx.HTTPError):  # named as the ledger's reason
    """The body is larger than the cap, before or after decompression."""


class DeadlineExceeded(httpx.TimeoutException):  # likewise
    """The whole request took longer than it may."""


@dataclass(frozen=True, slots=True)
class Response:
    """A response whose body was read to its end.

    Attributes:
        url: After redirects.
        headers: Names in lower case.
        body: Content codings undone.
        exchange: What went over the wire, for the archive.
    """

    url: str
    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes
    elapsed_ms: int
    exchange: Exchange


def make_client(
    contact: str,
    *,
    allow_private: bool = False,
    resolver: Resolver = resolve,
    certificates: str | None = None,
) -> httpx.Client:
    """Make the client that everything is fetched with.

    Args:
        contact: Where a newspaper can complain; it stands in the User-Agent.
        allow_private: Whether loopback and private addresses may be asked: for the sample newspaper alone.
        resolver: How names become addresses.
        certificates: File of the authorities that are trusted; defaults to certifi's.
    """
    transport = httpx.HTTPTransport(
        http2=True, verify=ssl.create_default_context(cafile=certificates or certifi.where())
    )
    backend = GuardedBackend(allow_private=allow_private, resolver=resolver)
    transport._pool._network_backend = backend  # noqa: SLF001  # httpx offers no other way in
    return httpx.Client(
        transport=transport,
        timeout=_TIMEOUT,
        trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        headers={
            "User-Agent": f"Waqai/0.1 (+{contact})",
            "Accept-Encoding": CODINGS,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "ar,fr;q=0.8,en;q=0.5",
        },
    )


def get(
    client: httpx.Client,
    url: str,
    headers: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    may_follow: Callable[[str], None] | None = None,
) -> Response:
    """Fetch a URL to the end of its body.

    Args:
        client: As `make_client` makes it.
        url: A user name and password in it are not sent.
        headers: Beside the client's own.
        limits: How much is read, and how long.
        may_follow: Is asked about each address that a redirect leads to, and raises where it must not be followed.

    Raises:
        httpx.HTTPError: And its subclasses here; `httpx.InvalidURL` for what is no URL.
    """
    begun = time.monotonic()
    end = begun + limits.seconds
    try:
        with deadline(end), _followed(client, url, headers, may_follow) as response:
            address = _address(response)  # while it is connected
            payload, body = _read(response, limits, end)
    except httpx.TimeoutException as error:
        if time.monotonic() < end:
            raise
        raise DeadlineExceeded(f"more than {limits.seconds:g} s") from error
    return Response(
        url=str(response.url),
        status=response.status_code,
        reason=response.reason_phrase,
        headers={name.lower(): value for name, value in response.headers.items()},
        body=body,
        elapsed_ms=round((time.monotonic() - begun) * 1000),
        exchange=Exchange(
            request_headers=tuple(_kept(response.request.headers.raw)),
            response_headers=tuple(_kept(response.headers.raw)),
            payload=payload,
            url=str(response.url),
            address=address,
        ),
    )


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Give the headers that ask for a page only where it has changed since it came with these (RFC 9110, 13.1)."""
    stated = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in stated.items() if value}


@contextmanager
def _followed(
    client: httpx.Client, url: str, headers: Mapping[str, str] | None, may_follow: Callable[[str], None] | None
) -> Iterator[httpx.Response]:
    """Open the response at the end of the redirects; httpx itself would read their bodies, whatever their size."""
    request = client.build_request("GET", _without_userinfo(httpx.URL(url)), headers=dict(headers or {}))
    for _ in range(MOST_REDIRECTS + 1):
        response = client.send(request, stream=True)
        with closing(response):
            if response.next_request is None:
                yield response
                return
            request = response.next_request
        request.url = _without_userinfo(request.url)
        if may_follow is not None:
            may_follow(str(request.url))
    raise httpx.TooManyRedirects(f"more than {MOST_REDIRECTS} redirects", request=request)


def _address(response: httpx.Response) -> str | None:
    """Give the server's IP address; None where it has hung up already, which says nothing of its answer."""
    stream = response.extensions.get("network_stream")
    try:
        known = stream.get_extra_info("server_addr") if stream is not None else None
    except OSError:
        return None
    return str(known[0]) if known else None


def _without_userinfo(url: httpx.URL) -> httpx.URL:
    return url.copy_with(userinfo=b"", fragment=None)


def _kept(headers: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[str, str]]:
    """Leave out what was the transfer's own business: its chunks are put together here."""
    for name, value in headers:
        if name.lower() not in (b"transfer-encoding", b"content-length", b"connection", b"keep-alive"):
            yield name.decode("latin-1"), value.decode("latin-1")


def _read(response: httpx.Response, limits: Limits, end: float) -> tuple[bytes, bytes]:
    """Read and unpack a body as it comes in; httpx itself would unpack a bomb before anybody could look at its size.

    Returns:
        The body as it came, and unpacked.
    """
    try:
        codec = unpacker(response.headers.get("content-encoding", ""))
        _refuse_announced(response, limits)
        payload, body = bytearray(), bytearray()
        for part in response.iter_raw():
            payload += part
            _grow(body, part, codec, limits.body)
            if max(len(payload), len(body)) > limits.body:
                if limits.cut:
                    return bytes(payload), bytes(body[: limits.body])
                raise TooLarge(f"more than {limits.body:,} bytes")
            if time.monotonic() > end:
                raise DeadlineExceeded(f"more than {limits.seconds:g} s", request=response.request)
    except Damaged as error:
        raise httpx.DecodingError(str(error)) from error
    if codec is not None and payload and not codec.complete:
        raise httpx.DecodingError("the compressed body ends too early")
    return bytes(payload), bytes(body)


def _refuse_announced(response: httpx.Response, limits: Limits) -> None:
    stated = response.headers.get("content-length", "")
    if not limits.cut and stated.isdecimal() and int(stated) > limits.body:
        raise TooLarge(f"{int(stated):,} bytes announced, more than {limits.body:,}")


def _grow(body: bytearray, part: bytes, codec: Unpacker | None, cap: int) -> None:
    """Add a part to the body, unpacked until just past the cap."""
    for piece in codec.feed(part) if codec is not None else (part,):
        body += piece
        if len(body) > cap:
            return
