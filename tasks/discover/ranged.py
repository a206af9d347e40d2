"""A large file on a server, read in parts as if it lay here: each part is a request of its own, with its retries."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from tasks.manners import Manners, NotAnswered

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PART = 8 * 1024 * 1024
"""Bytes of one request; it must come within a request's deadline, and is what is held in memory."""
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


class RangedFile(io.RawIOBase):
    """Reads a file forward by range requests (RFC 9110, 14); a server that knows none may send a small one whole."""

    def __init__(self, url: str, manners: Manners, part: int = PART) -> None:
        super().__init__()
        self._url = url
        self._manners = manners
        self._part = part
        self._held = memoryview(b"")
        self._at = 0
        self._size: int | None = None

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer with what comes next; 0 at the end.

        Raises:
            OSError: The server does not answer, or not with what was asked for.
        """
        if not self._held and self._at != self._size:
            self._held = memoryview(self._next())
            self._at += len(self._held)
        room = memoryview(buffer).cast("B")
        taken = min(len(room), len(self._held))
        room[:taken] = self._held[:taken]
        self._held = self._held[taken:]
        return taken

    def _next(self) -> bytes:
        asked = {"Range": f"bytes={self._at}-{self._at + self._part - 1}", "Accept-Encoding": "identity"}
        try:
            response, _ = self._manners.ask(self._url, asked)
        except NotAnswered as failed:
            raise OSError(f"{failed} at byte {self._at:,}") from failed
        stated = _RANGE.fullmatch(response.headers.get("content-range", ""))
        if response.status == 206 and stated is not None and int(stated[1]) == self._at and response.body:
            self._size = int(stated[3])
        elif response.status == 200 and self._at == 0:
            self._size = len(response.body)
        else:
            raise OSError(f"it answers with status {response.status} at byte {self._at:,}")
        return response.body
