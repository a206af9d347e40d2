"""Pages a second on the same pages in one run: trafilatura's default beside our extraction alone and our whole way.

    extraction.py PAGES.warc.gz [--pages N] [--rounds N]
    extraction.py PAGES.warc.gz --pool [--pages N] [--rounds N]
    extraction.py PAGES.warc.gz --memory 20000 [--pages N]

`default` is trafilatura.bare_extraction with metadata and without comments; `extraction` is
parsers.article.extract_article, decoding, text, metadata and language; `whole` is what a page costs us altogether:
tasks.extract.extract_page, which adds the key facts, then the Arrow rows and the lake's Parquet files.

One process, CPU time. Each round of each way is a process of its own, which first takes as many other pages: what is
loaded once is loaded, and no cache has seen the pages that are timed. The rounds of the ways alternate, so that another
load on the machine meets all alike; the ratio of each round is to the `default` of the same round, the median counts.
`--pool` compares a pool of two processes with a pool of one, in time on the wall; it tells little where another load
holds the cores. `--memory` takes pages and their facts again and again in one process and prints its resident size;
Linux only.
"""

from __future__ import annotations

import argparse
import gc
import logging
import multiprocessing
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from trafilatura import bare_extraction

from benchmarks.warc_pages import read_pages
from parsers.article import extract_article
from schemas.arrow import to_table
from schemas.article import Article
from schemas.fact import Fact
from schemas.page import Discovered, Page
from tasks.extract import extract_page
from tasks.lake.storage import Storage
from tasks.workers import WorkerPool, collect_rarely

Response = tuple[str, bytes]
_FETCHED = datetime(2026, 8, 1, 12, tzinfo=UTC)
_PAGE_SECONDS = 60.0


def responses(path: Path, most: int, first: int = 0) -> list[Response]:
    """Read the pages of a WARC, evenly spread over it, beginning with the one at `first`."""
    pages = [(page.url, page.body) for page in read_pages(path)]
    return pages[first :: max(1, len(pages) // most)][:most]


def default(pages: list[Response]) -> None:
    """Extract pages as trafilatura does by itself."""
    for url, body in pages:
        bare_extraction(body, url=url, with_metadata=True, include_comments=False)


def extraction(pages: list[Response]) -> None:
    """Extract pages as the pipeline does, without their facts."""
    for url, body in pages:
        extract_article(body, url, fetched_at=_FETCHED)


def whole(pages: list[Response]) -> None:
    """Take pages the whole way, from their bytes to the lake's files."""
    read = [extract_page(_page(response)) for response in pages]
    with tempfile.TemporaryDirectory() as folder:
        lake = Storage(Path(folder))
        lake.write("articles.parquet", to_table([one.article for one in read if one.article], Article), "articles")
        lake.write("facts.parquet", to_table([fact for one in read for fact in one.facts], Fact), "facts")


WAYS: dict[str, Callable[[list[Response]], None]] = {"default": default, "extraction": extraction, "whole": whole}


def _page(response: Response) -> Page:
    url, body = response
    return Page(
        discovered=Discovered(url=url, discovered_by="warc"),
        source="benchmark",
        status=200,
        content_type=None,
        body=body,
        fetched_at=_FETCHED,
    )


def cpu_seconds(name: str, path: Path, most: int) -> float:
    """Time a way over the pages in this process, once it has taken as many others."""
    logging.disable(logging.CRITICAL)
    pages, others = responses(path, most), responses(path, most, first=1)
    if name == "whole":
        collect_rarely()  # as each process of the pipeline's pool does
    WAYS[name](others)
    gc.collect()
    begun = time.process_time()
    WAYS[name](pages)
    return time.process_time() - begun


def print_speed(path: Path, most: int, rounds: int) -> None:
    """Print pages a second of each way, its ratio to trafilatura's default, and how far the rounds lie apart."""
    seconds: dict[str, list[float]] = {name: [] for name in WAYS}
    fresh = multiprocessing.get_context("spawn")
    for _ in range(rounds):
        for name in WAYS:
            with fresh.Pool(1) as process:
                seconds[name].append(process.apply(cpu_seconds, (name, path, most)))
    for name, taken in seconds.items():
        ratios = sorted(theirs / ours for theirs, ours in zip(seconds["default"], taken, strict=True))
        print(
            f"{name:10} {most / statistics.median(taken):6.1f} pages/s   x{statistics.median(ratios):.2f}"
            f"   rounds x{ratios[0]:.2f} to x{ratios[-1]:.2f}   spread {_spread(taken):.0%}"
        )


def print_pool(pages: list[Response], rounds: int) -> None:
    """Print how much faster a pool of two processes takes the pages than a pool of one."""
    jobs = [_page(response) for response in pages]
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for size, taken in seconds.items():
            with WorkerPool(extract_page, size=size, seconds=_PAGE_SECONDS, preload=("tasks.extract",)) as pool:
                list(pool.run(jobs))  # starts the processes and loads what is loaded once
                begun = time.perf_counter()
                list(pool.run(jobs))
                taken.append(time.perf_counter() - begun)
    ratios = sorted(one / two for one, two in zip(seconds[1], seconds[2], strict=True))
    for size, taken in seconds.items():
        print(f"pool of {size}  {len(pages) / statistics.median(taken):6.1f} pages/s   spread {_spread(taken):.0%}")
    print(f"two are x{statistics.median(ratios):.2f} one   rounds x{ratios[0]:.2f} to x{ratios[-1]:.2f}")


def _spread(taken: list[float]) -> float:
    return (max(taken) - min(taken)) / statistics.median(taken)


def print_memory(pages: list[Response], extractions: int) -> None:
    """Print the process's resident megabytes ten times on the way through so many extractions with their facts."""
    collect_rarely()  # as each process of the pipeline's pool does
    for done in range(1, extractions + 1):
        extract_page(_page(pages[done % len(pages)]))
        if done % (extractions // 10) == 0:
            resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
            print(f"{done:>7,} extractions {resident / 1e6:6.0f} MB", flush=True)


def main() -> None:
    """Print pages a second of all ways and their ratios, or those of pools, or how memory grows."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("warc", type=Path)
    arguments.add_argument("--pages", type=int, default=300)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--pool", action="store_true", help="compare pools of one and two processes instead")
    arguments.add_argument("--memory", type=int, metavar="EXTRACTIONS", help="measure memory instead")
    options = arguments.parse_args()
    logging.disable(logging.CRITICAL)
    pages = responses(options.warc, options.pages)
    print(
        f"{len(pages)} pages, {sum(len(body) for _, body in pages) / 1e6:.0f} MB, "
        f"{options.rounds} rounds, load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores"
    )
    if options.memory:
        print_memory(pages, options.memory)
    elif options.pool:
        print_pool(pages, options.rounds)
    else:
        print_speed(options.warc, len(pages), options.rounds)


if __name__ == "__main__":
    main()
