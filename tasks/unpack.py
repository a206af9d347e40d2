"""Content codings (RFC 9110, section 8.4.1) undone bit by bit, so that whoever reads can stop a bomb in time.

Each codec hands out its pieces lazily: what was not asked for is never unpacked. The libraries' one-call functions,
httpx's and warcio's own included, unpack whatever one read brings, which for br and zstd may be gigabytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli
import zstandard

CODINGS = "gzip, deflate, br, zstd"
"""As Accept-Encoding states them."""

_PIECE = 1 << 16
"""Bytes handed out at a time by zlib and Brotli."""
_ZSTD_SLICE = 64
"""Bytes fed to zstd at a time: a block of 4 bytes may stand for 128 KiB (RFC 8878), so a slice for 2 MiB."""
_ZSTD_WINDOW = 8 << 20
"""Bytes; the largest window that a sender may use in HTTP (RFC 9659)."""


class Damaged(ValueError):  # noqa: N818  # it is what was found
    """A body is not what its coding says, or its coding is not known."""


class Unpacker(Protocol):
    """One body's codec."""

    def feed(self, part: bytes) -> Iterator[bytes]:
        """Unpack a part of the body, piece by piece, none much larger than 2 MiB.

        Raises:
            Damaged: It cannot be unpacked.
        """
        ...

    @property
    def complete(self) -> bool:
        """Whether the coding says that the body is at its end."""
        ...


def unpacker(coding: str) -> Unpacker | None:
    """Make the codec of a Content-Encoding; None for a body that is sent as it is.

    Raises:
        Damaged: The coding is none of `CODINGS`, or several on top of each other.
    """
    name = coding.strip().lower()
    if name in ("", "identity", "none"):
        return None
    if name not in _CODECS:
        raise Damaged(f"the encoding {coding!r} was not asked for")
    return _CODECS[name]()


class _Zlib:
    """gzip, member by member, and deflate, which some servers send without the header that the standard asks for."""

    def __init__(self) -> None:
        self._codec: zlib._Decompress | None = None
        self._head = b""

    def feed(self, part: bytes) -> Iterator[bytes]:
        if self._codec is None:
            self._head += part
            if len(self._head) < 2:
                return
            part, self._codec = self._head, zlib.decompressobj(_wbits(self._head))
        piece = b""
        while part or len(piece) == _PIECE:
            if self._codec.eof:
                if not part.startswith(b"\x1f\x8b"):
                    return  # what stands behind the last member is nobody's
                self._codec = zlib.decompressobj(wbits=31)
            piece = self._piece(self._codec, part)
            yield piece
            part = self._codec.unconsumed_tail or self._codec.unused_data

    @staticmethod
    def _piece(codec: zlib._Decompress, part: bytes) -> bytes:
        try:
            return codec.decompress(part, _PIECE)
        except zlib.error as error:
            raise Damaged(f"the compressed body is damaged: {error}") from error

    @property
    def complete(self) -> bool:
        return self._codec is not None and self._codec.eof


def _wbits(head: bytes) -> int:
    """Tell gzip (RFC 1952), zlib (RFC 1950) and bare deflate (RFC 1951) apart by their first two bytes."""
    if head.startswith(b"\x1f\x8b"):
        return 31
    return 15 if head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0 else -15


class _Brotli:
    def __init__(self) -> None:
        self._codec = brotli.Decompressor()

    def feed(self, part: bytes) -> Iterator[bytes]:
        while not self.complete:
            yield self._piece(part)
            part = b""
            if self._codec.can_accept_more_data():
                return

    def _piece(self, part: bytes) -> bytes:
        try:
            return bytes(self._codec.process(part, output_buffer_limit=_PIECE))
        except brotli.error as error:
            raise Damaged(f"the compressed body is damaged: {error}") from error

    @property
    def complete(self) -> bool:
        return bool(self._codec.is_finished())


class _Zstd:
    def __init__(self) -> None:
        self._decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        self._frame = self._decompressor.decompressobj()

    def feed(self, part: bytes) -> Iterator[bytes]:
        for start in range(0, len(part), _ZSTD_SLICE):
            yield from self._slice(part[start : start + _ZSTD_SLICE])

    def _slice(self, part: bytes) -> Iterator[bytes]:
        while part:
            if self._frame.eof:
                self._frame = self._decompressor.decompressobj()
            try:
                yield self._frame.decompress(part)
            except zstandard.ZstdError as error:
                raise Damaged(f"the compressed body is damaged: {error}") from error
            part = self._frame.unused_data if self._frame.eof else b""

    @property
    def complete(self) -> bool:
        return bool(self._frame.eof)


_CODECS: dict[str, Callable[[], Unpacker]] = {
    "gzip": _Zlib, "x-gzip": _Zlib, "deflate": _Zlib, "br": _Brotli, "zstd": _Zstd,
}  # fmt: skip
