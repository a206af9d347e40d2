"""Pages a second in CPU time, on the same pages in one run: trafilatura's default beside our whole way.

    extraction.py PAGES.warc.gz [--pages N] [--rounds N]
    extraction.py PAGES.warc.gz --memory 20000 [--pages N]

`default` is trafilatura.bare_extraction with metadata and without comments; `ours` is parsers.article.extract_article:
decoding, text, metadata and language. The rounds of the two alternate, so that another load on the machine meets both.
`--memory` takes pages and their facts again and again in one process and prints its resident size. Linux only.
"""

from __future__ import annotations

import argparse
import gc
import logging
import resource
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from trafilatura import bare_extraction
from warcio.archiveiterator import ArchiveIterator

from parsers.article import extract_article
from schemas.article import Article
from tasks.extract import article_facts

Response = tuple[str, bytes]
_FETCHED = datetime(2026, 8, 1, 12, tzinfo=UTC)
_WARM_UP = 15


def responses(path: Path, most: int) -> list[Response]:
    """Read the pages of a WARC, evenly spread over it."""
    with path.open("rb") as file:
        pages = [
            (record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in ArchiveIterator(file)
            if record.rec_type == "response"
        ]
    return pages[:: max(1, len(pages) // most)][:most]


def default(page: Response) -> None:
    """Extract a page as trafilatura does by itself."""
    bare_extraction(page[1], url=page[0], with_metadata=True, include_comments=False)


def ours(page: Response) -> None:
    """Extract a page as the pipeline does."""
    extract_article(page[1], page[0], fetched_at=_FETCHED)


def cpu_seconds(extract: Callable[[Response], None], pages: list[Response]) -> float:
    """Time one pass over the pages, in this process's CPU time."""
    gc.collect()
    begun = time.process_time()
    for page in pages:
        extract(page)
    return time.process_time() - begun


def print_memory(pages: list[Response], extractions: int) -> None:
    """Print the process's resident megabytes ten times on the way through so many extractions with their facts."""
    for done in range(1, extractions + 1):
        url, body = pages[done % len(pages)]
        article = extract_article(body, url, fetched_at=_FETCHED)
        if isinstance(article, Article):
            list(article_facts(article))
        if done % (extractions // 10) == 0:
            resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
            print(f"{done:>7,} extractions {resident / 1e6:6.0f} MB", flush=True)


def main() -> None:
    """Print pages a second of both, and their ratio; or how memory grows."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("warc", type=Path)
    arguments.add_argument("--pages", type=int, default=300)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--memory", type=int, metavar="EXTRACTIONS", help="measure memory instead")
    options = arguments.parse_args()
    logging.disable(logging.CRITICAL)
    pages = responses(options.warc, options.pages)
    if options.memory:
        print_memory(pages, options.memory)
        return
    ways = {"default": default, "ours": ours}
    for extract in ways.values():
        cpu_seconds(extract, pages[:_WARM_UP])
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(options.rounds):
        for name, extract in ways.items():
            seconds[name].append(cpu_seconds(extract, pages))
    print(
        f"{len(pages)} pages, {sum(len(body) for _, body in pages) / 1e6:.0f} MB, "
        f"median of {options.rounds} rounds, CPU time"
    )
    middle = {name: statistics.median(taken) for name, taken in seconds.items()}
    for name, taken in middle.items():
        spread = (max(seconds[name]) - min(seconds[name])) / taken
        print(f"{name:8} {len(pages) / taken:6.1f} pages/s   x{middle['default'] / taken:.2f}   spread {spread:.0%}")


if __name__ == "__main__":
    main()
