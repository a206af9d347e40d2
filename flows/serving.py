"""`waqai serve`: Prefect's server, a work pool, a worker and the deployments on one machine, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

import httpx

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
}
_START_SECONDS = 120.0
_STOP_SECONDS = 15.0


def serve(port: int, home: Path) -> None:
    """Start the server, the pool, the deployments, the automations and a worker; end them on Ctrl-C or SIGTERM.

    Args:
        port: On 127.0.0.1; it reaches the UI, too.
        home: Prefect's folder, with its database.

    Raises:
        ParameterError: The port is taken, or a part did not start.
    """
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise ParameterError(f"port {port} is taken: end what listens there, or name another with --port")
    api = f"http://127.0.0.1:{port}/api"
    settings = {**_SETTINGS, "PREFECT_HOME": str(home), "PREFECT_API_URL": api, "PREFECT_SERVER_API_PORT": str(port)}
    signal.signal(signal.SIGTERM, _stop)
    with ExitStack() as running:
        running.enter_context(_process(["server", "start", "--host", "127.0.0.1"], settings, home / "server.log"))
        _wait_for(f"{api}/health", home / "server.log")
        _prefect(["work-pool", "create", _POOL, "--type", "process", "--overwrite"], settings)
        _prefect(["--no-prompt", "deploy", "--all"], settings)
        _run(["flows.automations"], settings)
        running.enter_context(_process(["worker", "start", "--pool", _POOL], settings, home / "worker.log"))
        console.print(f"Prefect is at http://127.0.0.1:{port}; its logs are in {home}. Ctrl-C ends it.")
        signal.pause()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def _process(arguments: list[str], settings: Mapping[str, str], log: Path) -> Iterator[None]:
    """Run a part of Prefect in a process group of its own, and end the whole group."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603  # our own interpreter
            [sys.executable, "-m", "prefect", *arguments],
            cwd=_ROOT,
            env={**os.environ, **settings},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, number)
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue


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
