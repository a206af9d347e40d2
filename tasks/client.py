"""The one HTTP client: HTTP/2, certifi's bundle, guarded addresses, capped bodies, a deadline for the whole request."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import certifi
import httpcore
import httpx

LARGEST_BODY = 20 * 1024 * 1024
"""Bytes after decompression."""
LONGEST_REQUEST = 60.0
"""Seconds for a whole request, redirects included."""
MOST_REDIRECTS = 5
_TIMEOUT = httpx.Timeout(connect=10, read=20, write=10, pool=10)


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
    """

    url: str
    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes
    elapsed_ms: int


class GuardedBackend(httpcore.SyncBackend):
    """Connects only to public addresses, and to the very address that was looked at."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, look at every address, connect to the first."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
        addresses = [str(info[4][0]) for info in found]
        for address in addresses:
            if not is_public(address):
                raise BlockedAddress(f"{host} resolves to {address}, which is not a public address")
        return super().connect_tcp(addresses[0], port, timeout, local_address, socket_options)


def is_public(address: str) -> bool:
    """Say whether an IP address is on the public Internet.

    >>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    mapped = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    return (mapped or parsed).is_global and not parsed.is_multicast


def make_client(contact: str, *, allow_private: bool = False) -> httpx.Client:
    """Make the client that everything is fetched with.

    Args:
        contact: Where a newspaper can complain; it stands in the User-Agent.
        allow_private: Whether loopback and private addresses may be asked: for the sample newspaper alone.
    """
    transport = httpx.HTTPTransport(http2=True, verify=ssl.create_default_context(cafile=certifi.where()))
    if not allow_private:
        transport._pool._network_backend = GuardedBackend()  # noqa: SLF001  # httpx offers no other way in
    return httpx.Client(
        transport=transport,
        timeout=_TIMEOUT,
        follow_redirects=True,
        max_redirects=MOST_REDIRECTS,
        trust_env=False,
        headers={
            "User-Agent": f"Waqai/0.1 (+{contact})",
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "ar,fr;q=0.8,en;q=0.5",
        },
    )


def get(client: httpx.Client, url: str, headers: Mapping[str, str] | None = None) -> Response:
    """Fetch a URL to the end of its body.

    Raises:
        httpx.HTTPError: And its subclasses here; `httpx.InvalidURL` for what is no URL.
    """
    begun = time.monotonic()
    client.cookies.clear()
    with client.stream("GET", url, headers=dict(headers or {})) as response:
        body = bytearray()
        for chunk in response.iter_bytes(65_536):
            body += chunk
            if len(body) > LARGEST_BODY or response.num_bytes_downloaded > LARGEST_BODY:
                raise TooLarge(f"more than {LARGEST_BODY:,} bytes")
            if time.monotonic() - begun > LONGEST_REQUEST:
                raise DeadlineExceeded(f"more than {LONGEST_REQUEST:g} s", request=response.request)
        return Response(
            url=str(response.url),
            status=response.status_code,
            reason=response.reason_phrase,
            headers={name.lower(): value for name, value in response.headers.items()},
            body=bytes(body),
            elapsed_ms=round((time.monotonic() - begun) * 1000),
        )
