"""Set our whole way beside trafilatura's default, newspaper4k and news-please, on the same pages in one run.

    python benchmarks/side_by_side.py [PAGES.warc.gz …] [--pages 300] [--rounds 3]

Each library has an environment of its own in build/peers/, made once, and takes the pages in a process of its own
(benchmarks/extract_with.py); the rounds of the libraries alternate, so that another load on the machine meets all
alike, and the median round counts. Time is CPU time, after the imports and a warm-up on other pages (our sample's
files, and of each WARC file some that are not measured), so that what is loaded once is loaded. `waqai-article` is
ours without the key facts and files, which the others have not. Where gold lies beside the pages, what was found is
scored by its own scorer. Without a WARC file the pages are those of the sample newspaper, asked over HTTP on this
machine. The tables are Markdown, as docs/benchmarks.md shows them.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import sample  # noqa: E402  # the checkout must be importable first
from benchmarks.warc_pages import read_pages  # noqa: E402

ENVIRONMENTS = ROOT / "build" / "peers"
_LXML = ("lxml==6.1.3", "lxml_html_clean==0.4.6")
PEERS = {
    "trafilatura": ("trafilatura==2.3.1", "faust-cchardet==3.2.0", *_LXML),
    "newspaper4k": ("newspaper4k[nlp]==0.9.6", *_LXML),
    "news-please": ("news-please==1.6.16", "newspaper4k[nlp]==0.9.6", *_LXML),
}
"""What each environment is made of, at its best: trafilatura decodes faster and better with faust-cchardet, which it
does not ask for, and newspaper4k raises on every page in Arabic without `nlp`."""
LIBRARIES = ("waqai", "waqai-article", *PEERS)
BASELINE = "trafilatura"
WARM_UP = 60
"""Most pages of each WARC file that are taken before the time is."""
SCORES = {
    "title": r"^title +(\S+)",
    "authors": r"^authors +exact (\S+)",
    "day": r"^date +(\S+)",
    "day wrong": r"^date .* wrong (\d+)",
    "day missing": r"^date .* missing (\d+)",
    "snippets F1": r"^snippets +F1 ([\d.]+)",
    "body F1": r"^body +F1 (\S+)",
}
"""Each of a scorer's figures that the table shows, and where it stands in what the scorer prints."""

Row = dict[str, str | None]


@dataclass(slots=True)
class Result:
    """What a library came to.

    Attributes:
        seconds: CPU time of each round.
        errors: Which errors it raised on how many pages.
        predictions: What it found, page by page.
    """

    seconds: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    predictions: list[dict[str, object]] = field(default_factory=list)


def interpreter(library: str) -> str:
    """Give the Python of a library's environment, which is made where it is not there or has other versions."""
    if library not in PEERS:
        return sys.executable
    folder, wanted = ENVIRONMENTS / library, "\n".join(PEERS[library])
    python, made = str(folder / "bin" / "python"), folder / "made-of.txt"
    if not made.is_file() or made.read_text(encoding="utf-8") != wanted:
        print(f"making {folder.relative_to(ROOT)} …", file=sys.stderr)
        venv.create(folder, clear=True, with_pip=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS[library]]
        subprocess.run(install, check=True, stderr=subprocess.DEVNULL)  # noqa: S603  # our own call
        made.write_text(wanted, encoding="utf-8")
    return python


def row_of(url: str, body: bytes, content_type: str | None, fetched_at: str) -> Row:
    """Lay a page out as benchmarks/extract_with.py reads it."""
    return {"url": url, "body": body.decode("latin-1"), "content_type": content_type, "fetched_at": fetched_at}


def spread(pages: list[Row], most: int) -> list[Row]:
    """Choose so many pages, evenly spread."""
    count = min(most, len(pages))
    return [pages[number * len(pages) // count] for number in range(count)]


def asked() -> list[Row]:
    """Ask for the articles of the sample newspaper."""
    now = datetime.now(UTC).isoformat()
    with sample.serve() as origin, httpx.Client() as client:
        answers = [client.get(origin + path) for path in sample.expectations()]
    return [row_of(str(one.url), one.content, one.headers.get("Content-Type"), now) for one in answers]


def sample_files() -> list[Row]:
    """Read the sample newspaper's files: pages in all our languages."""
    now = datetime.now(UTC).isoformat()
    files = sorted((ROOT / "sample" / "pages").glob("*.html"))
    return [row_of(f"https://sample.example/{one.stem}", one.read_bytes(), "text/html", now) for one in files]


def write_lines(path: Path, rows: Iterable[object]) -> Path:
    """Write rows as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def read_lines(path: Path) -> list[dict[str, object]]:
    """Read rows from JSON lines."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def run(pages: list[Row], warm_up: list[Row], rounds: int, folder: Path) -> dict[str, Result]:
    """Let each library take the pages in each round."""
    results = {library: Result() for library in LIBRARIES}
    inputs = [write_lines(folder / "warm-up.jsonl", warm_up), write_lines(folder / "pages.jsonl", pages)]
    script, predictions = ROOT / "benchmarks" / "extract_with.py", folder / "predictions.jsonl"
    for _ in range(rounds):
        for library, result in results.items():
            command = [interpreter(library), "-P", str(script), library, *map(str, inputs), str(predictions)]
            done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  # our own call
            if done.returncode:
                raise SystemExit(f"{library} ended with {done.returncode}:\n{done.stderr[-2000:]}")
            told = json.loads(done.stdout.splitlines()[-1])
            result.seconds.append(told["seconds"])
            result.errors, result.predictions = told["errors"], read_lines(predictions)
    return results


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table in Markdown."""
    for cells in (head, ["---"] * len(head), *rows):
        print("|", " | ".join(cells), "|")
    print()


def print_speeds(results: dict[str, Result], pages: int) -> None:
    """Print pages a second, and on how many pages there was nothing."""
    middle = {library: statistics.median(result.seconds) for library, result in results.items()}
    rows = []
    for library, result in results.items():
        seconds = middle[library]
        spread = (max(result.seconds) - min(result.seconds)) / seconds
        silent = sum(not row.get("text") for row in result.predictions)
        speeds = [f"{pages / seconds:.1f}", f"×{middle[BASELINE] / seconds:.2f}", f"{spread:.0%}"]
        rows.append([library, *speeds, str(sum(result.errors.values())), str(silent)])
    print_table(["", "pages/s", f"beside {BASELINE}", "spread", "raised", "no text"], rows)
    for library, result in results.items():
        for error, times in result.errors.items():
            print(f"- {library} raised on {times}: `{error}`")
    if any(result.errors for result in results.values()):
        print()


def print_scores(results: dict[str, Result], gold: Path, folder: Path) -> None:
    """Print what the gold's own scorer says of the pages that were taken."""
    rows = []
    for library, result in results.items():
        taken = {row["url"] for row in result.predictions}
        wanted = write_lines(folder / "gold.jsonl", (row for row in read_lines(gold) if row["url"] in taken))
        found = write_lines(folder / "found.jsonl", result.predictions)
        command = [sys.executable, str(gold.parent / "score.py"), str(wanted), str(found)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  # our own call
        figures = [re.search(pattern, told, re.MULTILINE) for pattern in SCORES.values()]
        rows.append([library, *(figure[1] if figure else "–" for figure in figures)])
    print_table(["", *SCORES], rows)


def compare(name: str, pages: list[Row], warm_up: list[Row], rounds: int, gold: Path | None = None) -> None:
    """Print the tables of a set of pages."""
    with tempfile.TemporaryDirectory(prefix="waqai-peers-") as temporary:
        results = run(pages, warm_up, rounds, Path(temporary))
        size = sum(len(page["body"] or "") for page in pages) / 1e6
        load = f"load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores"
        print(f"**{name}**: {len(pages)} pages, {size:.1f} MB, {rounds} rounds, {load}\n", flush=True)
        print_speeds(results, len(pages))
        if gold is not None and gold.is_file():
            print_scores(results, gold, Path(temporary))


def main() -> None:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("warcs", nargs="*", type=Path, metavar="PAGES.warc.gz")
    parser.add_argument("--pages", type=int, default=300, help="most pages of each file, evenly spread over it")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    read = {warc: [row_of(*page) for page in read_pages(warc)] for warc in options.warcs}
    for library in PEERS:
        interpreter(library)
    if not options.warcs:
        compare("sample newspaper", asked(), sample_files(), options.rounds)
    for warc, all_pages in read.items():
        pages = spread(all_pages, options.pages)
        taken = {page["url"] for page in pages}
        others = ([page for page in one if page["url"] not in taken] for one in read.values())
        warm_up = [*sample_files(), *(page for one in others for page in spread(one, WARM_UP))]
        name = warc.name.removesuffix(".warc.gz")
        compare(name, pages, warm_up, options.rounds, warc.with_name(f"{name}_gold.jsonl"))


if __name__ == "__main__":
    main()
