"""Asking the process to stop: whoever waits or reads for a newspaper looks here, so that Ctrl-C takes a second."""

from __future__ import annotations

import threading

LOOK_EVERY_S = 0.5
"""Longest that a read goes on after the process was asked to stop."""

_stop = threading.Event()


class Stopped(Exception):  # noqa: N818  # it is how the work ended, not what was done wrong
    """The process was asked to stop."""


def stop() -> None:
    """Ask everything in this process that waits for a newspaper to end."""
    _stop.set()


def go_on() -> None:
    """Take it back, for the next run in this process."""
    _stop.clear()


def stopped() -> bool:
    """Say whether the process was asked to stop."""
    return _stop.is_set()


def check() -> None:
    """Go on only while nobody asked to stop.

    Raises:
        Stopped: Somebody did.
    """
    if _stop.is_set():
        raise Stopped


def pause(seconds: float) -> None:
    """Sleep, unless the process is asked to stop.

    Raises:
        Stopped: It was.
    """
    if _stop.wait(max(0.0, seconds)):
        raise Stopped
