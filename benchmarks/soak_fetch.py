"""Fetch 5,000 URLs of which one in five is faulty, over real sockets on this machine; print what came of them.

`python benchmarks/soak_fetch.py [URLS]`, from the repository's root. Pauses are counted, not waited for.
"""

from __future__ import annotations

import gzip
import resource
import socketserver
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
import zstandard

from schemas.ledger import LedgerEntry
from schemas.page import Discovered
from sources import load
from tasks.archive import ArchiveWriter, archived_run
from tasks.client import make_client
from tasks.fetch import Fetcher
from tasks.manners import Manners
from tasks.runs import begin_run, end_run

PAGE = b"<html><p>" + "خبر ".encode() * 3000 + b"</p></html>"
BOMBS = {
    "gzip": gzip.compress(bytes(30_000_000)),
    "br": brotli.compress(bytes(30_000_000), quality=1),
    "zstd": zstandard.compress(bytes(30_000_000)),
}


def head(status: str, *lines: str) -> bytes:
    """Write a response's head."""
    return "\r\n".join([f"HTTP/1.1 {status}", "Content-Type: text/html", "Connection: close", *lines, "", ""]).encode()


FAULTS = (
    head("404 Not Found", "Content-Length: 0"),
    head("503 Service Unavailable", "Retry-After: 1", "Content-Length: 0"),
    head("429 Too Many Requests", "Retry-After: 2", "Content-Length: 0"),
    head("200 OK", "Content-Length: 99999") + PAGE[:500],
    head("200 OK", "Transfer-Encoding: chunked") + b"rubbish\r\n",
    *(
        head("200 OK", f"Content-Encoding: {name}", f"Content-Length: {len(body)}") + body
        for name, body in BOMBS.items()
    ),
    head("200 OK", "Content-Encoding: gzip", "Content-Length: 7") + b"not zip",
    head("302 Found", "Location: /fault/9", "Content-Length: 0"),
    b"no HTTP at all\r\n\r\n",
    b"",  # closed without a word
)


class Answer(socketserver.StreamRequestHandler):
    """Answers `/fault/N` with the Nth fault, all else with a page."""

    def handle(self) -> None:
        """Answer one request."""
        path = self.rfile.readline().split(b" ")[1].decode()
        while self.rfile.readline().strip():
            pass
        if path.startswith("/robots"):
            self.wfile.write(FAULTS[0])
        elif path.startswith("/fault/"):
            self.wfile.write(FAULTS[int(path.split("/")[2])])
        else:
            self.wfile.write(head("200 OK", f"Content-Length: {len(PAGE)}") + PAGE)


class Server(socketserver.ThreadingTCPServer):
    """Quiet about clients that leave early."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Leave it: a bomb's reader hangs up."""


def urls(origin: str, number: int) -> Iterator[Discovered]:
    """Every fifth is faulty, the faults in turn."""
    for place in range(number):
        path = f"fault/{place // 5 % len(FAULTS)}/{place}" if place % 5 == 0 else f"page/{place}"
        yield Discovered(url=f"{origin}/{path}", discovered_by="urls")


def memory_mb() -> float:
    """The most that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(number: int) -> None:
    """Fetch, count and print."""
    waited: list[float] = []
    source = load("sample").model_copy(update={"pace_s": 0.0})
    server = Server(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    outcomes: Counter[str] = Counter()
    with TemporaryDirectory() as folder, make_client("soak", allow_private=True) as client:
        run = begin_run("nightly", Path(folder))
        begun, early = time.monotonic(), 0.0
        with ArchiveWriter(run.lake, run.id) as archive:
            manners = Manners(client, source.pace_s, sleep=waited.append)
            fetcher = Fetcher(run, source, manners, archive, {})
            found = urls(f"http://127.0.0.1:{server.server_address[1]}", number)
            for place, one in enumerate(fetcher.fetch(found), 1):
                outcomes[one.reason if isinstance(one, LedgerEntry) else "page"] += 1
                early = memory_mb() if place == number // 5 else early
        seconds = time.monotonic() - begun
        archived = sum(1 for _ in archived_run(run.lake, run.id))
        end_run(run)
    server.shutdown()
    print(f"{number:,} URLs, {sum(outcomes.values()):,} outcomes, {archived:,} responses in the archive")
    print(f"{seconds:.1f} s, {number / seconds:.0f} URLs/s; {sum(waited):,.0f} s of pauses asked for")
    print(f"most memory: {early:.0f} MB after a fifth, {memory_mb():.0f} MB at the end")
    for reason, count in outcomes.most_common():
        print(f"  {reason:20} {count:6,}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
