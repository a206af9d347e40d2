"""Measure Prefect's share of a run: the flow `ingest` on a server, and beside it the same steps called plainly.

    PYTHONPATH=. python benchmarks/prefect_share.py [--pages 10000]

Both ways take the same WARC file of made-up pages in one run of this script, each in a process of its own with its
imports, a round of each first with few pages, so that nothing is cold. The pages are lighter than most newspapers',
which makes Prefect's share rather too large than too small. CPU seconds count all processes: the run's, those that
parse for it, and the server's. Prefect's share of them is what its server took and what the process of the flow took
more than that of the plain steps: those that parse do the same either way. The wall clock tells something only where
nothing else runs. Linux only.
"""

from __future__ import annotations

import argparse
import ctypes
import io
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Self

import httpx
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from schemas.page import Page
from tasks.extract import Extracted, extract_pages
from tasks.ingest import archive_inputs, find_inputs
from tasks.lake import open_lake
from tasks.outcomes import write_outcomes
from tasks.report import run_report, to_markdown
from tasks.runs import Run, begin_run, end_run
from tasks.settings import Settings
from tasks.spool import write_spool

ROOT = Path(__file__).resolve().parents[1]

SENTENCE = "وصل الماء إلى المدينة بعد أن فتح العمال السد وقال المسؤول إن الأشغال تنتهي قريبا في كل الأحياء"
WORDS = SENTENCE.split()
LINKS = "".join(f'<li><a href="/section/{number}">ركن {number}</a></li>' for number in range(150))
PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="{url}"><meta property="article:published_time" content="{day}T10:00:00+01:00"></head>
<body><nav><ul>{links}</ul></nav><article><h1>{title}</h1><p class="author">بقلم: سعيد العلمي</p>{paragraphs}</article>
<footer><ul>{links}</ul></footer></body></html>"""
PAGES_PER_TASK, TASKS_PER_WRITE = 150, 20
"""As in flows/pipeline.py, which is not imported here: it would bring Prefect into the plain run."""
WARM_UP_PAGES = 300
SETTINGS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows,tasks",
    "PREFECT_LOGGING_ROOT_LEVEL": "INFO",
}
_CHILD_SUBREAPER = 36


def page(number: int) -> tuple[str, str]:
    """Make up a newspaper's page of some 25 KB: its URL and its HTML, the same every time."""
    chance = random.Random(number)  # noqa: S311  # no secret
    url = f"https://news.example/{number}"
    day = date(2026, 1, 1) + timedelta(days=number % 30)
    title = " ".join(chance.choices(WORDS, k=8))
    paragraphs = "".join(
        f"<p>{' '.join(chance.choices(WORDS, k=60))} وشارك {chance.randint(11, 900)} شخصا.</p>" for _ in range(6)
    )
    return url, PAGE.format(title=title, url=url, day=day, links=LINKS, paragraphs=paragraphs)


def write_pages(path: Path, pages: int) -> None:
    """Write made-up pages as a WARC file."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(pages):
            url, body = page(number)
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(body.encode()), http_headers=head)
            writer.write_record(record)


def ingest_plainly(warc: Path, lake: Path) -> None:
    """Do what flows/ingest.py does, without Prefect: the same steps in the same sizes."""
    run = begin_run("ingest", lake)
    pages = archive_inputs(run, find_inputs([warc])).pages
    settings, entries = Settings(), []
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, len(pages), PAGES_PER_TASK * TASKS_PER_WRITE):
            group = pages[first : first + PAGES_PER_TASK * TASKS_PER_WRITE]
            spools = [
                write_spool(
                    Path(folder) / f"{first}-{start}", _parse(run, group[start : start + PAGES_PER_TASK], settings)
                )
                for start in range(0, len(group), PAGES_PER_TASK)
            ]
            entries += write_outcomes(run, spools)
    to_markdown(run_report(run, entries))
    end_run(run)


def _parse(run: Run, pages: Sequence[Page], settings: Settings) -> list[Extracted]:
    return extract_pages(
        pages, lake=run.lake, run_id=run.id, workers=settings.workers, page_seconds=settings.page_seconds
    )


def ingest_as_flow(warc: Path, lake: Path) -> None:
    """Run the flow itself."""
    from flows.ingest import ingest  # noqa: PLC0415  # Prefect's import is part of its share

    ingest(paths=[warc], lake=lake)


WAYS = {"plainly": ingest_plainly, "flow": ingest_as_flow}


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds that a run took.

    Attributes:
        cpu: Of all its processes.
        own: Of the process that runs the flow or the steps, without those that parse for it.
        server: CPU seconds of the server meanwhile.
    """

    wall: float
    cpu: float
    own: float
    server: float


class Server:
    """A Prefect server on this machine, set up as `make serve` does."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.api = f"http://127.0.0.1:{port}/api"
        self.environment = {
            **os.environ,
            **SETTINGS,
            "PREFECT_HOME": str(home),
            "PREFECT_API_URL": self.api,
            "PREFECT_SERVER_API_PORT": str(port),
        }

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1"]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet)  # noqa: S603
        self.pid = self._process.pid
        for _ in range(240):
            with suppress(httpx.HTTPError):
                if httpx.get(f"{self.api}/health", timeout=5).is_success:
                    return self
            time.sleep(0.5)
        raise SystemExit("Prefect's server did not start within two minutes")

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(60)

    @property
    def cpu(self) -> float:
        """CPU seconds that it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def count_tasks(self) -> int:
        """Wait until no more task runs are being recorded, and give their number."""
        count, before = -1, -2
        while count != before:
            time.sleep(3)
            before, count = count, httpx.post(f"{self.api}/task_runs/count", json={}, timeout=60).json()
        return count


def cost(way: str, warc: Path, lake: Path, server: Server) -> Cost:
    """Run one way in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN), server.cpu, time.perf_counter()
    command = [sys.executable, __file__, "--one", way, str(warc), str(lake)]
    done = subprocess.run(command, env=server.environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(done.stderr)
    wall = time.perf_counter() - before[2]
    _reap(server.pid)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = sum(getattr(after, part) - getattr(before[0], part) for part in ("ru_utime", "ru_stime"))
    server.count_tasks()
    return Cost(wall, cpu, float(done.stdout.split()[-1]), server.cpu - before[1])


def _reap(server: int) -> None:
    """Wait for the processes that a run's end orphaned, so that their CPU seconds count."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    for _ in range(200):
        orphans = {int(pid) for pid in children.read_text(encoding="utf-8").split()} - {server}
        if not orphans:
            return
        for pid in orphans:
            os.waitpid(pid, os.WNOHANG)
        time.sleep(0.1)


def compare(pages: int, folder: Path, server: Server) -> tuple[dict[str, Cost], int]:
    """Run both ways on so many pages; give their costs, and how many task runs the flow was."""
    warc = folder / f"{pages}.warc.gz"
    write_pages(warc, pages)
    before = server.count_tasks()
    costs = {way: cost(way, warc, folder / f"{way}-{pages}", server) for way in WAYS}
    counts = {len(open_lake(folder / f"{way}-{pages}").articles(columns=["article_id"])) for way in WAYS}
    if counts != {pages}:
        raise SystemExit(f"not every page became an article, whichever way: {counts}")
    return costs, server.count_tasks() - before


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS, metavar=("WAY", "WARC", "LAKE"))
    options = parser.parse_args()
    if options.one:
        way, warc, lake = options.one
        WAYS[way](Path(warc), Path(lake))
        print(time.process_time())
        return
    ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="waqai-share-") as name, Server(Path(name) / "prefect") as server:
        compare(WARM_UP_PAGES, Path(name), server)
        costs, tasks = compare(options.pages, Path(name), server)
    print(f"{options.pages:,} pages, {tasks} task runs\n")
    print(f"{'':<10}{'wall s':>10}{'CPU s':>10}{'of it own':>11}{'server CPU s':>14}")
    for way, one in costs.items():
        print(f"{way:<10}{one.wall:>10.1f}{one.cpu:>10.1f}{one.own:>11.1f}{one.server:>14.1f}")
    plain, flow = costs["plainly"], costs["flow"]
    added = flow.own - plain.own + flow.server
    print(f"\nPrefect's share of the CPU time: {added / (flow.cpu + flow.server):.1%}")
    print(f"Prefect's share of the wall clock: {1 - plain.wall / flow.wall:.1%}")


if __name__ == "__main__":
    main()
