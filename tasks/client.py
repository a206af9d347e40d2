"""The one HTTP client: HTTP/2, certifi's bundle, guarded addresses, capped bodies, a deadline for the whole request."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import certifi
import httpcore
import httpx

from schemas.page import Exchange
from tasks.deadline import BoundedStream, deadline, left

MOST_REDIRECTS = 5
_TIMEOUT = httpx.Timeout(connect=10, read=20, write=10, pool=10)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a response is read.

    Attributes:
        body: Bytes, before and after decompression.
        seconds: For the whole request, redirects included, not only for each read.
    """

    body: int = 20 * 1024 * 1024
    seconds: float = 60.0


DEFAULT_LIMITS = Limits()


class BlockedAddress(httpx.ConnectError):  # named as the ledger's reason
    """A host resolves to a private, loopback, link-local or otherwise special address."""


class TooLarge(httpx.HTTPError):  # likewise
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


class GuardedBackend(httpcore.SyncBackend):
    """Connects only to public addresses, to the very address that was looked at, and within the request's deadline."""

    def __init__(self, *, allow_private: bool = False) -> None:
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, look at every address, connect to the first that answers."""
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in self._addresses(host, port):
            bounded = left(timeout, httpcore.ConnectTimeout)
            try:
                return BoundedStream(super().connect_tcp(address, port, bounded, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:  # the latter: a label that is too long
            raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        refused = [] if self._allow_private else [address for address in addresses if not is_public(address)]
        if refused:
            raise BlockedAddress(f"{host} resolves to {refused[0]}, which is not a public address")
        return addresses


_HOLD_IPV4 = (ipaddress.IPv6Network("::/96"), ipaddress.IPv6Network("64:ff9b::/96"))
"""IPv4-compatible addresses (RFC 4291) and those that NAT64 translates (RFC 6052): the last 32 bits are IPv4."""


def is_public(address: str) -> bool:
    """Say whether an IP address is on the public Internet.

    >>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        held = _held_ipv4(parsed)
        return not parsed.is_site_local and _is_global(held or parsed)
    return _is_global(parsed)


def _held_ipv4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if any(address in network for network in _HOLD_IPV4):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_global(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_global and not address.is_multicast


def make_client(contact: str, *, allow_private: bool = False) -> httpx.Client:
    """Make the client that everything is fetched with.

    Args:
        contact: Where a newspaper can complain; it stands in the User-Agent.
        allow_private: Whether loopback and private addresses may be asked: for the sample newspaper alone.
    """
    transport = httpx.HTTPTransport(http2=True, verify=ssl.create_default_context(cafile=certifi.where()))
    backend = GuardedBackend(allow_private=allow_private)
    transport._pool._network_backend = backend  # noqa: SLF001  # httpx offers no other way in
    return httpx.Client(
        transport=transport,
        timeout=_TIMEOUT,
        follow_redirects=True,
        max_redirects=MOST_REDIRECTS,
        trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        headers={
            "User-Agent": f"Waqai/0.1 (+{contact})",
            "Accept-Encoding": "gzip, deflate",  # what can be unpacked bit by bit, under a cap
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "ar,fr;q=0.8,en;q=0.5",
        },
    )


def get(
    client: httpx.Client, url: str, headers: Mapping[str, str] | None = None, limits: Limits = DEFAULT_LIMITS
) -> Response:
    """Fetch a URL to the end of its body.

    Raises:
        httpx.HTTPError: And its subclasses here; `httpx.InvalidURL` for what is no URL.
    """
    begun = time.monotonic()
    end = begun + limits.seconds
    try:
        with deadline(end), client.stream("GET", url, headers=dict(headers or {})) as response:
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
        ),
    )


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
    unpacker = _unpacker(response.headers.get("content-encoding", "identity").strip().lower())
    body = bytearray()
    payload = bytearray()
    for part in response.iter_raw():
        payload += part
        body += part if unpacker is None else _unpack(unpacker, part, limits.body + 1 - len(body))
        if max(len(payload), len(body)) > limits.body:
            raise TooLarge(f"more than {limits.body:,} bytes")
        if time.monotonic() > end:
            raise DeadlineExceeded(f"more than {limits.seconds:g} s", request=response.request)
    if unpacker is not None and body and not unpacker.eof:
        raise httpx.DecodingError("the compressed body ends too early")
    return bytes(payload), bytes(body)


def _unpacker(encoding: str) -> zlib._Decompress | None:
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(wbits=47)
    raise httpx.DecodingError(f"the encoding {encoding!r} was not asked for")


def _unpack(unpacker: zlib._Decompress, part: bytes, room: int) -> bytes:
    try:
        return unpacker.decompress(part, max(1, room))
    except zlib.error as error:
        raise httpx.DecodingError(f"the compressed body is damaged: {error}") from error
