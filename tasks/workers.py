"""A process pool with a hard time limit for each job: the process that overruns is killed, the others go on.

The standard library's pool cannot end one job, and a page that hangs inside a C library heeds no signal handler.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing as mp
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from typing import Any, Generic, Self, TypeVar

Job = TypeVar("Job")
Answer = TypeVar("Answer")

_CONTEXT = mp.get_context("forkserver")
_NEW_OBJECTS = 500_000
"""New objects that start a search for cycles: 300 pages leave 100,000 behind, remembered words, and no cycle."""
_START_SECONDS = 60.0
"""Longest that a new process may take to import the parsers."""


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The job ran into the limit and its process was killed."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Crashed:
    """The job raised, or its process died under it."""

    detail: str


@dataclass(slots=True)
class _Worker(Generic[Job]):
    process: ForkServerProcess
    pipe: Connection
    job: Job | None = None
    deadline: float = 0.0
    ready: bool = False
    done: int = 0


class WorkerPool(Generic[Job, Answer]):
    """Run `function` over jobs in `size` processes.

    Args:
        function: A module-level function of one job; job and answer are pickled.
        size: Processes.
        seconds: Longest that a job may take.
        recycle: Jobs after which a process is replaced, so that no leak grows.
        preload: Modules that are imported once, before the processes are forked.
    """

    def __init__(
        self,
        function: Callable[[Job], Answer],
        *,
        size: int,
        seconds: float,
        recycle: int = 2_000,
        preload: tuple[str, ...] = (),
    ) -> None:
        self._function = function
        self._size = size
        self._seconds = seconds
        self._recycle = recycle
        self._workers: list[_Worker[Job]] = []
        _CONTEXT.set_forkserver_preload(list(preload))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            self._end(worker)
        self._workers.clear()

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Answer | TimedOut | Crashed]]:
        """Yield each job once with its answer, as they come in, not in order."""
        waiting = deque(jobs)
        while waiting or any(worker.job is not None for worker in self._workers):
            self._hand_out(waiting)
            yield from self._collect()

    def _hand_out(self, waiting: deque[Job]) -> None:
        idle = [worker for worker in self._workers if worker.job is None]
        while waiting and (idle or len(self._workers) < self._size):
            worker = idle.pop() if idle else self._start()
            worker.job = waiting.popleft()
            worker.deadline = time.monotonic() + _START_SECONDS
            if worker.ready:
                self._send(worker)

    def _send(self, worker: _Worker[Job]) -> None:
        worker.deadline = time.monotonic() + self._seconds
        with contextlib.suppress(OSError):  # a process that died while idle is seen when its answer is awaited
            worker.pipe.send(worker.job)

    def _collect(self) -> Iterator[tuple[Job, Answer | TimedOut | Crashed]]:
        busy = {worker.pipe: worker for worker in self._workers if worker.job is not None}
        if not busy:
            return
        patience = max(0.0, min(worker.deadline for worker in busy.values()) - time.monotonic())
        for pipe in wait(list(busy), timeout=patience):
            worker = busy[pipe]  # type: ignore[index]  # `wait` gives back what it was given
            if worker.ready:
                yield self._receive(worker)
            else:
                yield from self._greet(worker)
        now = time.monotonic()
        for worker in busy.values():
            if worker.job is not None and worker.deadline <= now and not worker.pipe.poll():
                job = worker.job
                self._discard(worker)
                yield job, TimedOut(self._seconds)

    def _greet(self, worker: _Worker[Job]) -> Iterator[tuple[Job, Crashed]]:
        """Take a fresh process's word that it has imported the parsers: only then does the page's time begin."""
        try:
            worker.ready = worker.pipe.recv()
        except (EOFError, OSError):
            yield self._bury(worker)
            return
        self._send(worker)

    def _receive(self, worker: _Worker[Job]) -> tuple[Job, Answer | TimedOut | Crashed]:
        job = worker.job
        assert job is not None  # noqa: S101  # only busy workers are waited for
        try:
            answer: Answer | Crashed = worker.pipe.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        worker.job = None
        worker.done += 1
        if worker.done >= self._recycle:
            self._discard(worker)
        return job, answer

    def _bury(self, worker: _Worker[Job]) -> tuple[Job, Crashed]:
        job = worker.job
        assert job is not None  # noqa: S101  # only busy workers are waited for
        worker.process.join(1)
        exitcode = worker.process.exitcode
        self._discard(worker)
        return job, Crashed(f"the process died with exit code {exitcode}")

    def _start(self) -> _Worker[Job]:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_serve, args=(self._function, theirs), daemon=True)
        process.start()
        theirs.close()
        worker: _Worker[Job] = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _discard(self, worker: _Worker[Job]) -> None:
        self._workers.remove(worker)
        self._end(worker)

    @staticmethod
    def _end(worker: _Worker[Any]) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()


def collect_rarely() -> None:
    """Leave what is loaded out of garbage collection, and look for cycles less often: by default that is 4 % of a page.

    What has no cycle is freed at once all the same.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


def _serve(function: Callable[[Any], Any], pipe: Connection) -> None:
    """Answer jobs in a process of the pool, until the parent closes the pipe."""
    collect_rarely()
    pipe.send(True)
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = function(job)
        except Exception as error:  # noqa: BLE001  # one bad page never takes a batch with it
            answer = Crashed(f"{type(error).__name__}: {error}"[:500])
        pipe.send(answer)
