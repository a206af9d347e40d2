"""Prefect's settings for a run from the command line, where no server is set up."""

from __future__ import annotations

import os
from pathlib import Path

PREFECT_HOME = Path(__file__).resolve().parent.parent / ".prefect"

_DEFAULTS = {
    "PREFECT_HOME": str(PREFECT_HOME),
    # The command line tells the run's story, its errors included, itself.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    # Nothing is reported to anyone; with the server's analytics on, its database is also seen to lock.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # The temporary server takes 10 s, on a busy machine more than Prefect's default of 20.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_CLI_PROMPT": "false",
}


def use_embedded_prefect() -> None:
    """Set what a run on Prefect's temporary server wants, before Prefect is imported.

    The operator's own environment wins, and with PREFECT_API_URL set nothing is changed: the run is then recorded on
    that server.
    """
    if "PREFECT_API_URL" in os.environ:
        return
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
