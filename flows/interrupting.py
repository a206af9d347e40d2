"""Ctrl-C: the first lets what is under way end in order within a second or two, a second one ends at once.

A terminal sends Ctrl-C to all processes that it runs. Prefect's temporary server would die of it before the run could
tell it how it ended, and the run would wait for it in vain: so the signal is blocked, which processes inherit, and
only a thread here takes it.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tasks import stopping


@contextmanager
def ctrl_c_stops(first: Callable[[], None]) -> Iterator[None]:
    """Let the first Ctrl-C in the block ask all work to stop, and each further one raise KeyboardInterrupt.

    Processes that are started in the block do not hear of it.

    Args:
        first: Is called at the first one, to say so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say what signals do
        return
    heard, told = os.pipe()
    os.set_blocking(told, False)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    handlers = [(number, signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGUSR1)]
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGUSR1, signal.default_int_handler)
    wakeup = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    thread = threading.Thread(target=_take, args=(first, heard), daemon=True)
    thread.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        os.close(told)
        thread.join()
        os.close(heard)
        stopping.go_on()
        for number, handler in handlers:
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _take(first: Callable[[], None], heard: int) -> None:
    """Take the signal in this thread, or hear of it from one that was there before and does not block it."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    main = threading.main_thread().ident
    while numbers := os.read(heard, 1):
        if numbers[0] != signal.SIGINT:
            continue
        if not stopping.stopped():
            stopping.stop()
            first()
        elif main is not None:
            signal.pthread_kill(main, signal.SIGUSR1)  # a signal of its own wakes it from whatever it waits for
