"""Extract pages with one library, inside that library's own environment; benchmarks/side_by_side.py starts it.

    extract_with.py LIBRARY WARM_UP.jsonl PAGES.jsonl PREDICTIONS.jsonl

It needs the standard library, the library that is measured, and nothing else. A line of the pages has `url`, `body`
(bytes, read as Latin-1), `content_type` and `fetched_at`. What is found is written as the gold's scorer reads it; the
CPU seconds of one pass over the pages, and which errors were raised how often, are printed as JSON.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import logging
import signal
import sys
import tempfile
import time
import warnings
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

ARGUMENTS = ("LIBRARY", "WARM_UP.jsonl", "PAGES.jsonl", "PREDICTIONS.jsonl")
LONGEST_IMPORT = 300
LONGEST_PAGE = 60
"""Seconds on the clock after which a page is given up; if it sits in C and heeds no signal, the process ends."""
PATIENCE = 30
"""Seconds that it has to heed the signal."""
PAGES_A_WRITE = 150
"""As many as a task of the pipeline parses."""

Found = dict[str, Any]


class TooSlow(BaseException):  # no library's `except Exception` shall catch it
    """A page ran into the limit."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was served."""

    url: str
    body: bytes
    content_type: str | None
    fetched_at: datetime


class Library(ABC):
    """A way to extract pages. Each imports what only its own environment has."""

    @abstractmethod
    def extract(self, page: Page) -> Found:
        """Give a page's title, authors, published_at and text."""

    def finish(self) -> None:  # noqa: B027  # most have nothing left to do
        """Do what is left to do after the last page."""


class Trafilatura(Library):
    """Its default, with metadata and without comments."""

    def __init__(self) -> None:
        from trafilatura import bare_extraction  # noqa: PLC0415

        self._bare_extraction = bare_extraction

    def extract(self, page: Page) -> Found:
        """Give a page's title, authors, published_at and text."""
        document = self._bare_extraction(page.body, url=page.url, with_metadata=True, include_comments=False)
        if document is None:
            return {}
        authors = document.author.split("; ") if document.author else []
        return {"title": document.title, "authors": authors, "published_at": document.date, "text": document.text}


class Newspaper4k(Library):
    """Its Article, without asking for the page's images."""

    def __init__(self) -> None:
        from newspaper import Article  # noqa: PLC0415
        from newspaper.parsers import get_unicode_html  # noqa: PLC0415

        self._article, self._decode = Article, get_unicode_html

    def extract(self, page: Page) -> Found:
        """Give a page's title, authors, published_at and text."""
        article = self._article(page.url, fetch_images=False)
        article.download(input_html=self._decode(page.body))
        article.parse()
        published = article.publish_date
        return {
            "title": article.title,
            "authors": article.authors,
            "published_at": published.isoformat() if published else None,
            "text": article.text,
        }


class NewsPlease(Library):
    """Its way for archived pages, without asking for their images."""

    def __init__(self) -> None:
        from bs4.dammit import EncodingDetector  # noqa: PLC0415
        from newsplease import NewsPlease as Extractor  # noqa: PLC0415

        self._extractor, self._declared = Extractor, EncodingDetector.find_declared_encoding

    def extract(self, page: Page) -> Found:
        """Give a page's title, authors, published_at and text."""
        fetched = page.fetched_at.strftime("%Y-%m-%d %H:%M:%S")
        article = self._extractor.from_html(self._decode(page), page.url, fetched, fetch_images=False)
        published = article.date_publish
        return {
            "title": article.title,
            "authors": article.authors,
            "published_at": str(published) if published else None,
            "text": article.maintext,
        }

    def _decode(self, page: Page) -> str:
        """Decode a page as its `from_warc` does, which takes warcio's records alone."""
        stated = (page.content_type or "").partition("charset=")[2]
        encoding = stated or self._declared(page.body, is_html=True) or "utf-8"
        try:
            return page.body.decode(encoding, "replace")
        except LookupError:
            return page.body.decode("utf-8", "replace")


class WaqaiArticle(Library):
    """Ours as far as the others go: bytes to article."""

    def __init__(self) -> None:
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        from parsers.article import extract_article  # noqa: PLC0415
        from tasks.ingest import source_name  # noqa: PLC0415

        self._extract_article, self._source_name = extract_article, source_name

    def extract(self, page: Page) -> Found:
        """Give a page's title, authors, published_at and text."""
        source = self._source_name(page.url)
        return self.found(self._extract_article(page.body, page.url, page.content_type, page.fetched_at, source))

    @staticmethod
    def found(article: Any) -> Found:
        """Lay an article out for the scorer, its time in the zone in which it was stated; nothing of a rejection."""
        if not hasattr(article, "text"):
            return {}
        published = article.published_at
        if published is not None:
            published = published.astimezone(timezone(timedelta(minutes=article.published_offset_min or 0)))
        return {
            "title": article.title,
            "authors": article.authors,
            "published_at": published.isoformat() if published else None,
            "text": article.text,
        }


class Waqai(WaqaiArticle):
    """Ours, the whole way: bytes, article, key facts, checked Arrow rows, Parquet."""

    def __init__(self) -> None:
        super().__init__()
        from schemas.page import Discovered  # noqa: PLC0415
        from schemas.page import Page as Archived  # noqa: PLC0415
        from tasks.extract import Extracted, extract_page  # noqa: PLC0415
        from tasks.workers import collect_rarely  # noqa: PLC0415

        collect_rarely()  # as each process of the pipeline's pool does
        self._discovered, self._archived, self._extract_page = Discovered, Archived, extract_page
        self._waiting: list[Extracted] = []

    def extract(self, page: Page) -> Found:
        """Give a page's title, authors, published_at and text."""
        archived = self._archived(
            discovered=self._discovered(url=page.url, discovered_by="warc"),
            source=self._source_name(page.url),
            status=200,
            content_type=page.content_type,
            body=page.body,
            fetched_at=page.fetched_at,
        )
        extracted = self._extract_page(archived)
        self._waiting.append(extracted)
        if len(self._waiting) == PAGES_A_WRITE:
            self.finish()
        return self.found(extracted.article)

    def finish(self) -> None:
        """Write the articles and facts that wait as the lake's Parquet files."""
        from schemas.arrow import to_table  # noqa: PLC0415
        from schemas.article import Article  # noqa: PLC0415
        from schemas.fact import Fact  # noqa: PLC0415
        from tasks.lake.storage import Storage  # noqa: PLC0415

        articles = [one.article for one in self._waiting if one.article]
        facts = [fact for one in self._waiting for fact in one.facts]
        with tempfile.TemporaryDirectory() as folder:
            lake = Storage(Path(folder))
            lake.write("articles.parquet", to_table(articles, Article), "articles")
            lake.write("facts.parquet", to_table(facts, Fact), "facts")
        self._waiting.clear()


LIBRARIES: dict[str, type[Library]] = {
    "waqai": Waqai,
    "waqai-article": WaqaiArticle,
    "trafilatura": Trafilatura,
    "newspaper4k": Newspaper4k,
    "news-please": NewsPlease,
}


def read_pages(path: Path) -> list[Page]:
    """Read the pages that are to be extracted."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Page(row["url"], row["body"].encode("latin-1"), row["content_type"], datetime.fromisoformat(row["fetched_at"]))
        for row in rows
    ]


@contextmanager
def limit(seconds: int) -> Iterator[None]:
    """Raise `TooSlow` in a block that takes longer, again and again until it comes out; end a process that hangs."""
    faulthandler.dump_traceback_later(seconds + PATIENCE, exit=True)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()


def _give_up(*_: object) -> None:
    raise TooSlow


def _named(error: BaseException) -> str:
    """Name an error and give the first of its lines that says something."""
    told = next((line.strip() for line in str(error).splitlines() if any(map(str.isalnum, line))), "")
    return f"{type(error).__name__}: {told}"[:100]


def extract_all(library: Library, pages: list[Page]) -> tuple[list[Found], Counter[str]]:
    """Extract each page; a page that raises is empty, and counted by its error."""
    found: list[Found] = []
    errors: Counter[str] = Counter()
    for page in pages:
        row: Found = {}
        try:
            with limit(LONGEST_PAGE):
                row = library.extract(page)
        except (Exception, TooSlow) as error:  # noqa: BLE001  # what a library raises is a result
            errors[_named(error)] += 1
        found.append({"url": page.url, **row})
    library.finish()
    return found, errors


def main() -> None:
    """Extract the pages, write what was found and print the cost."""
    if len(sys.argv) != len(("", *ARGUMENTS)) or sys.argv[1] not in LIBRARIES:
        raise SystemExit(f"usage: extract_with.py {' '.join(ARGUMENTS)}; LIBRARY is one of {', '.join(LIBRARIES)}")
    name, warm_up, pages_file, predictions = sys.argv[1:]
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, _give_up)
    pages = read_pages(Path(pages_file))
    with limit(LONGEST_IMPORT):
        library = LIBRARIES[name]()
    extract_all(library, read_pages(Path(warm_up)))
    gc.collect()
    begun = time.process_time()
    found, errors = extract_all(library, pages)
    seconds = time.process_time() - begun
    with Path(predictions).open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False, default=list) + "\n" for row in found)
    print(json.dumps({"seconds": seconds, "errors": errors}))


if __name__ == "__main__":
    main()
