"""The sample newspaper's hostile wing: addresses behind which servers break the rules of HTTP, by raw sockets.

Each trap names what whoever fetches it must come to. For the tests of fetching; nothing links here.
"""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, repeat

import brotli
import zstandard

Answer = Callable[[socket.socket, threading.Event], None]
"""Answers a connection, which is closed when it returns, and looks at what is set when serving ends. That the other
side has hung up is no error."""
PAUSE = 0.05
"""Seconds between the pieces of a server that drips."""
_TITLE = "الجماعة تفتح سوقا جديدا للخضر"
_TEXT = (
    "افتتحت الجماعة صباح اليوم سوقا جديدا للخضر والفواكه يضم 120 محلا، بكلفة بلغت 18 مليون درهم، في الحي الشرقي من "
    "المدينة."
)


def _article(title: str = _TITLE) -> str:
    paragraphs = f"<p>{_TEXT}</p>" * 2
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{paragraphs}</body></html>"


_PAGE = _article().encode()
_HALF = _PAGE[: len(_PAGE) // 2]
_JAVASCRIPT = b"<html><title>Just a moment...</title><body>Enable JavaScript and cookies to continue</body></html>"
_BOMB = bytes(8 << 20)


@dataclass(frozen=True, slots=True)
class Trap:
    """An address that is not what it seems.

    Attributes:
        ending: The outcome and reason that fetching and parsing it must end in.
        send: Gives what the server sends, piece by piece.
        pause: Seconds between two pieces.
        reset: Whether the server ends with a reset instead of a close.
        hold: Whether it keeps the connection open when all is sent.
    """

    ending: tuple[str, str]
    send: Callable[[], Iterator[bytes]]
    pause: float = 0.0
    reset: bool = False
    hold: bool = False


def _sends(*parts: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: iter(parts)


def _answers(
    *headers: str, body: bytes = _PAGE, status: str = "200 OK", content_type: str | None = "text/html; charset=utf-8"
) -> Callable[[], Iterator[bytes]]:
    return _sends(_head(*headers, length=len(body), status=status, content_type=content_type) + body)


def _head(*headers: str, length: int, status: str = "200 OK", content_type: str | None = "text/html") -> bytes:
    stated = [f"Content-Type: {content_type}"] if content_type else []
    if not any(line.startswith(("Content-Length", "Transfer-Encoding")) for line in headers):
        stated.append(f"Content-Length: {length}")
    return "\r\n".join([f"HTTP/1.1 {status}", "Connection: close", *stated, *headers, "", ""]).encode()


_ACCEPTED = ("accepted", "new")
_TIMEOUT = ("failed", "timeout")
_PROTOCOL = ("failed", "protocol")
_TOO_LARGE = ("rejected", "too-large")
_BAD_ENCODING = ("failed", "bad-encoding")
_LONG = "Content-Length: 100000"
_CHUNKED = "Transfer-Encoding: chunked"

TRAPS: dict[str, Trap] = {
    # Nobody answers, or not in time.
    "says-nothing": Trap(_TIMEOUT, _sends(), hold=True),
    "drips-its-headers": Trap(_TIMEOUT, lambda: repeat(b"X-Filler: 1\r\n"), pause=PAUSE),
    "drips-its-body": Trap(_TIMEOUT, lambda: chain([_head(_LONG, length=0)], repeat(b"<p>")), pause=PAUSE),
    "stops-in-the-middle": Trap(_TIMEOUT, _answers(_LONG, body=_HALF), hold=True),
    # The connection breaks.
    "closes-at-once": Trap(_PROTOCOL, _sends()),
    "resets-in-the-middle": Trap(("failed", "connection"), _answers(_LONG, body=_HALF), reset=True),
    "ends-before-its-length": Trap(_PROTOCOL, _answers(_LONG, body=_HALF)),
    "ends-inside-a-chunk": Trap(_PROTOCOL, _answers(_CHUNKED, body=b"fff\r\n<p>")),
    # What comes is not HTTP.
    "speaks-another-language": Trap(_PROTOCOL, _sends(b"220 mail.example ESMTP ready\r\n")),
    "sends-rubbish-for-chunks": Trap(_PROTOCOL, _answers(_CHUNKED, body=b"zzz\r\nrubbish")),
    "sends-a-megabyte-of-headers": Trap(_PROTOCOL, _answers("X-Filler: " + "x" * (1 << 20))),
    "states-two-lengths": Trap(_PROTOCOL, _answers("Content-Length: 5", "Content-Length: 9")),
    # Too much.
    "never-ends": Trap(_TOO_LARGE, lambda: chain([_head(_CHUNKED, length=0)], repeat(_chunk(b"<p>" * 20_000)))),
    "announces-a-gigabyte": Trap(_TOO_LARGE, _answers(f"Content-Length: {1 << 30}", body=_HALF)),
    "gzip-bomb": Trap(_TOO_LARGE, _answers("Content-Encoding: gzip", body=gzip.compress(_BOMB))),
    "deflate-bomb": Trap(_TOO_LARGE, _answers("Content-Encoding: deflate", body=zlib.compress(_BOMB))),
    "brotli-bomb": Trap(_TOO_LARGE, _answers("Content-Encoding: br", body=brotli.compress(_BOMB, quality=1))),
    "zstd-bomb": Trap(_TOO_LARGE, _answers("Content-Encoding: zstd", body=zstandard.ZstdCompressor().compress(_BOMB))),
    # What comes is not what it is said to be.
    "says-gzip-and-is-plain": Trap(_BAD_ENCODING, _answers("Content-Encoding: gzip")),
    "is-packed-by-an-unknown-coding": Trap(_BAD_ENCODING, _answers("Content-Encoding: compress", body=b"\x1f\x9d")),
    "says-utf-8-and-is-windows-1256": Trap(_ACCEPTED, _answers(body=_article().encode("cp1256"))),
    "says-nothing-of-its-type": Trap(_ACCEPTED, _answers(content_type=None)),
    "is-longer-than-its-length": Trap(_ACCEPTED, _answers(f"Content-Length: {len(_PAGE)}", body=_PAGE + b"<p>more")),
    "calls-an-image-a-page": Trap(("rejected", "not-html"), _answers(body=b"\x89PNG\r\n\x1a\n" + bytes(500))),
    "is-an-image": Trap(("rejected", "not-html"), _answers(content_type="image/png")),
    "is-empty": Trap(("rejected", "empty"), _answers(body=b"")),
    "is-blank": Trap(("rejected", "empty"), _answers(body=b" \r\n \r\n")),
    "asks-for-javascript": Trap(("failed", "challenge"), _answers(body=_JAVASCRIPT)),
    "says-that-it-is-not-there": Trap(("rejected", "soft-404"), _answers(body=_article("الصفحة غير موجودة").encode())),
    "is-a-hundred-thousand-elements-deep": Trap(("rejected", "no-text"), _answers(body=b"<div>" * 100_000 + _PAGE)),
    # Refusals.
    "is-gone": Trap(("rejected", "http-410"), _answers(status="410 Gone")),
    "is-a-teapot": Trap(("rejected", "http-4xx"), _answers(status="418 I'm a teapot")),
    "asks-for-an-hour": Trap(
        ("failed", "http-429"), _answers("Retry-After: 3600", body=b"", status="429 Too Many Requests")
    ),
    "is-broken-inside": Trap(("failed", "http-5xx"), _answers(body=b"", status="500 Internal Server Error")),
    # It leads astray.
    "leads-to-itself": Trap(
        ("failed", "too-many-redirects"), _answers("Location: leads-to-itself", body=b"", status="302 Found")
    ),
    "leads-to-a-file": Trap(
        ("rejected", "bad-url"), _answers("Location: file:///etc/hostname", body=b"", status="302 Found")
    ),
    "leads-nowhere": Trap(("rejected", "redirected"), _answers(body=b"", status="302 Found")),
}


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


@contextmanager
def serve_traps() -> Iterator[str]:
    """Serve the hostile wing on 127.0.0.1 for as long as the block lasts; anything but a trap answers 404.

    Yields:
        The origin, such as "http://127.0.0.1:40123".
    """
    with serve_sockets(_spring) as origin:
        yield origin


@contextmanager
def serve_sockets(answer: Answer) -> Iterator[str]:
    """Answer each connection to 127.0.0.1 in a thread of its own, byte by byte, for as long as the block lasts.

    Yields:
        The origin.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    stopped = threading.Event()
    accepting = threading.Thread(target=_accept, args=(listener, answer, stopped), daemon=True)
    accepting.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stopped.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join(5)


def _accept(listener: socket.socket, answer: Answer, stopped: threading.Event) -> None:
    while not stopped.is_set():
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(connection, answer, stopped), daemon=True).start()


def _serve(connection: socket.socket, answer: Answer, stopped: threading.Event) -> None:
    with connection, suppress(OSError):
        answer(connection, stopped)


def _spring(connection: socket.socket, stopped: threading.Event) -> None:
    asked = connection.recv(65_536).split(b" ")
    if len(asked) < 2:
        return
    path = asked[1].decode().strip("/")
    trap = TRAPS.get(path, Trap(("rejected", "http-404"), _answers(body=b"", status="404 Not Found")))
    for part in trap.send():
        connection.sendall(part)
        if stopped.wait(trap.pause):
            return
    if trap.hold:
        stopped.wait()
    if trap.reset:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
