"""A deadline for a whole request: no read, write or connection goes on past it, however often the server sends a byte.

httpx counts a timeout anew with each read, so that a server which drips its headers holds a client for hours.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore

from tasks.stopping import LOOK_EVERY_S, check

_deadline: ContextVar[float] = ContextVar("deadline", default=float("inf"))


@contextmanager
def deadline(moment: float) -> Iterator[None]:
    """Bound what this thread's connections do in the block by a moment of the monotonic clock."""
    token = _deadline.set(moment)
    try:
        yield
    finally:
        _deadline.reset(token)


def left(timeout: float | None, error: type[httpcore.TimeoutException]) -> float | None:
    """Give a timeout that does not reach past the deadline.

    Raises:
        httpcore.TimeoutException: As the kind asked for, where the deadline has passed.
    """
    remaining = _deadline.get() - time.monotonic()
    if remaining <= 0:
        raise error("the deadline of the whole request has passed")
    if remaining == float("inf"):
        return timeout
    return remaining if timeout is None else min(timeout, remaining)


class BoundedStream(httpcore.NetworkStream):
    """A connection that keeps the deadline of the request which uses it."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there, up to so many bytes; the wait is cut up, so that a stop is heeded during it."""
        end = time.monotonic() + timeout if timeout is not None else float("inf")
        while True:
            check()
            remaining = left(end - time.monotonic(), httpcore.ReadTimeout)
            try:
                return self._stream.read(max_bytes, _slice(remaining))
            except httpcore.ReadTimeout:
                if time.monotonic() >= end:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of the buffer."""
        self._stream.write(buffer, left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on over TLS."""
        timeout = left(timeout, httpcore.ConnectTimeout)
        return BoundedStream(self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """Say what is known of the connection."""
        return self._stream.get_extra_info(info)


def _slice(remaining: float | None) -> float:
    return LOOK_EVERY_S if remaining is None else max(0.001, min(LOOK_EVERY_S, remaining))
