"""Serve an ASGI app from a thread, on this machine alone."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import sleep
from typing import Any

import uvicorn

from sample.site import make_app


@contextmanager
def serve(app: Any | None = None, port: int = 0) -> Iterator[str]:
    """Serve the sample newspaper, or another ASGI app, on 127.0.0.1 for as long as the block lasts.

    Args:
        app: Defaults to the sample newspaper.
        port: Defaults to a free one.

    Yields:
        The origin, such as "http://127.0.0.1:40123".

    Raises:
        OSError: The port is taken.
        RuntimeError: The server ended before it answered.
    """
    with socket.create_server(("127.0.0.1", port)) as listener:
        # Connections inherit it. asyncio sets it on sockets that name their protocol alone, and else each answer is
        # held back 40 ms by Nagle's algorithm.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        server = uvicorn.Server(_config(app or make_app()))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            _wait(server, thread)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def _config(app: Any) -> uvicorn.Config:
    """Quiet, and without what the site does not use."""
    return uvicorn.Config(
        app, log_level="critical", access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=1
    )


def _wait(server: uvicorn.Server, thread: Thread) -> None:
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the sample site's server ended before it answered")
        sleep(0.01)
