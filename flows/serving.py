"""`waqai serve`: Prefect's server, a work pool, a worker and the deployments on one machine, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn, Self

import httpx

from flows.ending import children, end_runs
from flows.parameters import ParameterError
from flows.printing import console

_ROOT = Path(__file__).resolve().parent.parent
_POOL = "local"
_SETTINGS = {
    # Nothing is reported to anyone.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # The first version of the UI asks no other host; the second was seen to.
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
    # Leases in files: a killed run's slot is freed also when the server was restarted in between.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows,tasks",
    "PREFECT_RUNNER_HEARTBEAT_FREQUENCY": "30",
    # A person who pressed Submit waits for the run to begin: Prefect's default looks every 10 s.
    "PREFECT_WORKER_QUERY_SECONDS": "3",
}
_START_SECONDS = 120.0
_STOP_SECONDS = 15.0
_LEAST_LIFE_SECONDS = 10.0


def serve(port: int, home: Path) -> NoReturn:
    """Start the server, the pool, the deployments, the automations and a worker; end them on Ctrl-C or SIGTERM.

    A server or worker that dies meanwhile is started again. A run that goes on when it ends is ended, and says so in
    its state; the next run finishes what it had begun.

    Args:
        port: On 127.0.0.1; it reaches the UI, too.
        home: Prefect's folder, with its database.

    Raises:
        ParameterError: The port is taken, or a part did not start.
        KeyboardInterrupt: It was ended.
    """
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise ParameterError(f"port {port} is taken: end what listens there, or name another with --port")
    api = f"http://127.0.0.1:{port}/api"
    settings = {**_SETTINGS, "PREFECT_HOME": str(home), "PREFECT_API_URL": api, "PREFECT_SERVER_API_PORT": str(port)}
    signal.signal(signal.SIGTERM, _stop)
    server = _Part("server", ["server", "start", "--host", "127.0.0.1"], settings, home / "server.log")
    worker = _Part("worker", ["worker", "start", "--pool", _POOL], settings, home / "worker.log")
    with ExitStack() as running:
        running.enter_context(server)
        _wait_for(f"{api}/health", server.log)
        _prefect(["work-pool", "create", _POOL, "--type", "process", "--overwrite"], settings)
        _prefect(["--no-prompt", "deploy", "--all"], settings)
        _run(["flows.automations"], settings)
        running.enter_context(worker)
        running.callback(_end_runs, worker, api)
        console.print(f"Prefect is at http://127.0.0.1:{port}; its logs are in {home}. Ctrl-C ends it.")
        while True:
            time.sleep(1)
            server.revive()
            worker.revive()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end_runs(worker: _Part, api: str) -> None:
    runs = children(worker.pid)
    worker.signal(signal.SIGTERM)  # it takes up no other run in the place of those that end
    end_runs(runs, api)


class _Part:
    """A part of Prefect in a process group of its own; the whole group is ended on leaving the context."""

    def __init__(self, name: str, arguments: list[str], settings: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.log = log
        self._command = [sys.executable, "-m", "prefect", *arguments]
        self._environment = {**os.environ, **settings}

    def __enter__(self) -> Self:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self._started = time.monotonic()
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter
                self._command,
                cwd=_ROOT,
                env=self._environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        return self

    def __exit__(self, *_exception: object) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            self.signal(number)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_STOP_SECONDS)

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def signal(self, number: int) -> None:
        """Signal its group, if it still runs."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, number)

    def revive(self) -> None:
        """Start it again if it died.

        Raises:
            ParameterError: It died as soon as it was started.
        """
        if self._process.poll() is None:
            return
        if time.monotonic() - self._started < _LEAST_LIFE_SECONDS:
            raise ParameterError(f"Prefect's {self.name} ends as soon as it is started: see {self.log}")
        console.print(f"Prefect's {self.name} died and is started again: see {self.log}")
        self.__enter__()


def _wait_for(url: str, log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        try:
            if httpx.get(url, timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    raise ParameterError(f"Prefect's server did not start within {_START_SECONDS:g} s: see {log}")


def _prefect(arguments: list[str], settings: Mapping[str, str]) -> None:
    _run(["prefect", *arguments], settings)


def _run(arguments: list[str], settings: Mapping[str, str]) -> None:
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-m", *arguments],
        cwd=_ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ParameterError(f"{' '.join(arguments)} failed: {(done.stderr or done.stdout).strip()[-300:]}")
