"""Serve the sample newspaper for a browser: `python -m sample`, ended by Ctrl-C."""

import sys
from contextlib import suppress
from threading import Event

from sample.server import serve

with suppress(KeyboardInterrupt), serve() as origin:
    sys.stdout.write(f"{origin}/\n")
    sys.stdout.flush()
    Event().wait()
