"""Which addresses are connected to: public ones alone, and the very address that was looked at."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import Any

import httpcore
import httpx

from tasks.deadline import BoundedStream, left

Resolver = Callable[[str, int], Iterable[str]]
"""Gives the IP addresses of a host and port."""


class BlockedAddress(httpx.ConnectError):  # named as the ledger's reason
    """A host resolves to a private, loopback, link-local or otherwise special address."""


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for a host's addresses; it understands the odd spellings of IPv4, such as 0x7f000001, too."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class GuardedBackend(httpcore.SyncBackend):
    """Connects only to public addresses, to the very address that was looked at, and within the request's deadline."""

    def __init__(self, *, allow_private: bool = False, resolver: Resolver = resolve) -> None:
        self._allow_private = allow_private
        self._resolve = resolver

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
            addresses = list(dict.fromkeys(self._resolve(host, port)))
        except (OSError, UnicodeError) as error:  # the latter: a label that is too long
            raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
        refused = [] if self._allow_private else [address for address in addresses if not is_public(address)]
        if refused:
            raise BlockedAddress(f"{host} resolves to {refused[0]}, which is not a public address")
        return addresses


_HOLD_IPV4 = tuple(map(ipaddress.IPv6Network, ("::/96", "::ffff:0:0:0/96", "64:ff9b::/96")))
"""IPv4-compatible (RFC 4291) and IPv4-translated (RFC 2765) addresses, and those of NAT64 (RFC 6052): the last
32 bits are IPv4."""
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")
"""For a network's own use (RFC 8215); Python before 3.11.9 takes it for global."""


def is_public(address: str) -> bool:
    """Say whether an IP address is on the public Internet.

    >>> is_public("93.184.216.34"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        held = _held_ipv4(parsed)
        return not parsed.is_site_local and parsed not in _LOCAL_NAT64 and _is_global(held or parsed)
    return _is_global(parsed)


def _held_ipv4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if any(address in network for network in _HOLD_IPV4):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _is_global(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_global and not address.is_multicast
