"""How far the work is, told step by step to whoever watches; where nobody does, it costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Watcher = Callable[[str, str], None]
"""Is told what was done (listings, URLs, pages) and of which newspaper; from any thread, and must return at once."""

_watchers: list[Watcher] = []


def tell(done: str, newspaper: str) -> None:
    """Say that one more thing was done."""
    for watcher in tuple(_watchers):
        watcher(done, newspaper)


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """Tell a watcher for as long as the block lasts."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)
