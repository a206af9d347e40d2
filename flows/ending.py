"""End the runs of a worker that is shut down, so that none goes on unseen, or stays Running for ever."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import httpx

_GRACE_SECONDS = 10.0
_MESSAGE = "its machine was shut down in the middle of it: the next run goes on from there"


def children(process: int) -> list[int]:
    """List the processes that a process has started; a worker's runs are in sessions of their own."""
    with suppress(FileNotFoundError):
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]
    return []


def end_runs(processes: Collection[int], api: str) -> None:
    """End runs by their processes, and set those to Crashed that could not say so themselves.

    Args:
        processes: They have some seconds to end by themselves.
        api: Of Prefect's server; where it does not answer, the automation on the heartbeat ends the runs later.
    """
    for number in (signal.SIGTERM, signal.SIGKILL):
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, number)
        until = time.monotonic() + _GRACE_SECONDS
        while time.monotonic() < until and any(map(_is_alive, processes)):
            time.sleep(0.1)
    with suppress(httpx.HTTPError), httpx.Client(base_url=api, timeout=10) as client:
        unfinished = {"state": {"type": {"any_": ["RUNNING", "PENDING", "CANCELLING"]}}}
        for run in client.post("/flow_runs/filter", json={"flow_runs": unfinished}).raise_for_status().json():
            if run["infrastructure_pid"] in map(str, processes):
                crashed = {"type": "CRASHED", "name": "Crashed", "message": _MESSAGE}
                client.post(f"/flow_runs/{run['id']}/set_state", json={"state": crashed, "force": True})


def _is_alive(process: int) -> bool:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    return False
