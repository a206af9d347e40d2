"""A whole Waqai on this machine for the tests that take minutes: `make test-ui`."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest

from sample.server import serve
from sample.site import make_app

ROOT = Path(__file__).resolve().parent.parent.parent

if not os.environ.get("WAQAI_TEST_UI"):  # `make test` is to be quick
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(name="until", scope="session")
def _until():
    return until


def until(true: Callable[[], object], seconds: float, what: str) -> object:
    """Wait for something to become true and give it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.5)
    raise AssertionError(f"not within {seconds:g} s: {what}")


@dataclass
class Served:
    """What `waqai serve` runs, seen from outside."""

    url: str
    lake: Path
    process: subprocess.Popen[str]
    output: Path
    told: list[dict[str, str]] = field(default_factory=list)

    def api(self, method: str, path: str, **body: object) -> dict:
        for _ in range(20):  # SQLite is busy at times, and the server is killed by one test
            try:
                answer = httpx.request(method, f"{self.url}/api/{path}", json=body or None, timeout=20)
            except httpx.TransportError:
                time.sleep(1)
                continue
            if answer.status_code < 500:
                return answer.raise_for_status().json() if answer.content else {}
            time.sleep(1)
        raise AssertionError(f"no answer from {path}")

    def deployment(self, name: str) -> str:
        return self.api("GET", f"deployments/name/{name}/{name}")["id"]

    def start(self, name: str, due: datetime | None = None, **parameters: object) -> str:
        """Create a run of a deployment; one that was due before is late."""
        when = {"state": {"type": "SCHEDULED", "state_details": {"scheduled_time": due.isoformat()}}} if due else {}
        path = f"deployments/{self.deployment(name)}/create_flow_run"
        return self.api("POST", path, parameters=parameters, **when)["id"]

    def log(self, run_id: str) -> list[str]:
        """Give what the UI shows as a run's log."""
        of_run = {"flow_run_id": {"any_": [run_id]}}
        lines = self.api("POST", "logs/filter", logs=of_run, sort="TIMESTAMP_ASC", limit=200)
        return [line["message"] for line in lines]

    def table(self, run_id: str, key: str) -> list[dict]:
        """Give the table artifact that a run made under a key."""
        (artifact,) = self.api(
            "POST", "artifacts/filter", artifacts={"flow_run_id": {"any_": [run_id]}, "key": {"any_": [key]}}
        )
        return json.loads(artifact["data"])

    def run(self, run_id: str) -> dict:
        return self.api("GET", f"flow_runs/{run_id}")

    def wait_for(self, run_id: str, *states: str, seconds: float = 120) -> dict:
        until(lambda: self.run(run_id)["state_type"] in states, seconds, f"{run_id} is {' or '.join(states)}")
        return self.run(run_id)

    def children(self, word: str) -> list[int]:
        """Give the processes that serve started whose command line has a word."""
        listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
        return [int(pid) for pid, parent, line in rows if int(parent) == self.process.pid and word in line]


@pytest.fixture(scope="session")
def listener() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A webhook of our own, and what it was told."""
    told: list[dict[str, str]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook", told
    server.shutdown()
    server.server_close()


class Newspaper:
    """The sample newspaper, as slow as a test wants it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._app = make_app()

    async def __call__(self, scope, receive, send) -> None:
        await asyncio.sleep(self.seconds)
        await self._app(scope, receive, send)


@pytest.fixture(scope="session")
def newspaper() -> Newspaper:
    return Newspaper()


@pytest.fixture(name="serving", scope="session")
def _serving():
    return serving


@pytest.fixture(scope="session")
def served(tmp_path_factory, newspaper, listener) -> Iterator[Served]:
    with serve(newspaper) as origin, serving(tmp_path_factory.mktemp("serve"), origin, *listener) as served:
        yield served


@contextmanager
def serving(folder: Path, origin: str, webhook: str, told: list[dict[str, str]]) -> Iterator[Served]:
    """Run `waqai serve`, with its lake and Prefect's home in a folder, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "LAKE": str(folder / "lake"),
        "WAQAI_SAMPLE_ORIGIN": origin,
        "WAQAI_WEBHOOK": webhook,
        "COLUMNS": "200",
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | settings
    output = folder / "serve.out"
    command = [sys.executable, "-m", "flows.cli", "serve", "--port", str(port), "--home", str(folder / "prefect")]
    with output.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out, text=True)
    started = Served(f"http://127.0.0.1:{port}", folder / "lake", process, output, told)
    try:
        until(lambda: process.poll() is not None or "Ctrl-C" in output.read_text(), 150, "waqai serve")
        assert process.poll() is None, output.read_text()
        yield started
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(90)
