"""Named moments of a write at which a test may end the process; in production a look at one name, which is None."""

from __future__ import annotations

from collections.abc import Callable

POINTS = (
    "staging-made",
    "chunk-spilled",
    "lock-taken",
    "write-planned",
    "partition-staged",
    "ledger-staged",
    "everything-staged",
    "journal-written",
    "journal-in-place",
    "file-replaced",
    "files-replaced",
    "file-removed",
    "index-updated",
    "head-replaced",
    "journal-removed",
    "staging-removed",
    "recovery-begun",
)
"""Every moment, in the order in which a write comes by them."""

_hooks: list[Callable[[str], None]] = []


def watch(hook: Callable[[str], None]) -> None:
    """Call `hook` with the name of each moment from now on; for tests."""
    _hooks.append(hook)


def unwatch(hook: Callable[[str], None]) -> None:
    """Call `hook` no more."""
    _hooks.remove(hook)


def reach(point: str) -> None:
    """Say that a write has come to `point`."""
    for hook in _hooks:
        hook(point)
