"""Ctrl-C in a terminal: a run ends within seconds with its ledger written, and the next one goes on from there."""

import asyncio
import os
import pty
import select
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.nightly import nightly
from sample.server import serve
from sample.site import make_app
from tasks.lake import open_lake, verify

pytestmark = pytest.mark.prefect

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-c", "from flows.cli import main; main()", "nightly", "--source", "sample", "--lake")


class SlowSite:
    """The sample newspaper, whose articles take their time from the fourth on."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.asked = 0
        self.app = make_app()

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and scope["path"].count("/") > 2:
            self.asked += 1
            await asyncio.sleep(self.seconds if self.asked > 3 else 0.0)
        await self.app(scope, receive, send)


@contextmanager
def in_a_terminal(*command, env):
    """Run a command as the terminal's foreground, so that Ctrl-C reaches it and all that it starts."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execve(command[0], command, {**os.environ, **env, "TERM": "xterm-256color", "COLUMNS": "100"})  # noqa: S606
    try:
        yield pid, terminal
    finally:
        os.close(terminal)


def shown(terminal, until, seconds):
    """Read what the terminal shows until something is told, or it is closed."""
    text, end = b"", time.monotonic() + seconds
    while time.monotonic() < end and not until(text):
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                part = os.read(terminal, 65_536)
            except OSError:
                break
            text += part
    return text.decode(errors="replace")


def test_ctrl_c_ends_a_run_within_seconds_and_loses_nothing(prefect_server, monkeypatch, tmp_path):  # noqa: ARG001
    lake = tmp_path / "lake"
    site = SlowSite(5.0)
    with serve(site) as origin:
        env = {"WAQAI_SAMPLE_ORIGIN": origin, "PREFECT_HOME": str(tmp_path / "prefect"), "PYTHONPATH": str(ROOT)}
        with in_a_terminal(*COMMAND, str(lake), env=env) as (pid, terminal):
            before = shown(terminal, lambda text: site.asked >= 4 and "URLs · sample".encode() in text, seconds=60)
            begun = time.monotonic()
            os.write(terminal, b"\x03")
            after = shown(terminal, lambda _: False, seconds=30)
            _, status = os.waitpid(pid, 0)
        assert time.monotonic() - begun < 15  # some four seconds where nobody else uses the machine
        assert os.waitstatus_to_exitcode(status) == 130
        assert "URLs · sample" in before
        assert "stopping" in after
        assert "stopped by Ctrl-C" in after
        ledger = open_lake(lake).read_ledger().to_pylist()
        assert [row["reason"] for row in ledger].count("interrupted") == 1
        site.seconds = 0.0
        monkeypatch.setenv("WAQAI_SAMPLE_ORIGIN", origin)
        report = nightly(newspapers=["sample"], lake=lake)
    rows = open_lake(lake).read_ledger().to_pylist()
    stopped = [row for row in rows if row["run_id"] != report.run_id]
    assert sum(row["outcome"] in ("accepted", "duplicate", "rejected") for row in stopped) >= 2
    assert len({row["url"] for row in stopped}) == len(stopped)
    assert report.total.fetched < 26
    assert [result for result in verify(open_lake(lake)) if not result.ok] == []


def test_nothing_is_shown_of_the_progress_on_a_pipe(prefect_server, sample_origin, tmp_path):  # noqa: ARG001
    from prefect.settings import PREFECT_API_URL

    env = {**os.environ, "PREFECT_API_URL": PREFECT_API_URL.value(), "PYTHONPATH": str(ROOT)}
    command = [*COMMAND, str(tmp_path / "lake"), "--limit", "1"]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
    assert "nightly" in done.stdout
    assert "\x1b[" not in done.stdout + done.stderr
    assert "URLs" not in done.stderr
