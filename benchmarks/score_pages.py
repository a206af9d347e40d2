"""Extract every page of a WARC in two processes and write what was found as JSON lines, for a scorer to compare.

score_pages.py PAGES.warc.gz PREDICTIONS.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from parsers.article import extract_article
from schemas.page import Rejection

Response = tuple[str, bytes, str | None, datetime]


def responses(path: Path) -> Iterator[Response]:
    """Give each response's address, body, type and time."""
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                headers = record.rec_headers
                fetched_at = datetime.fromisoformat(headers.get_header("WARC-Date"))
                content_type = record.http_headers.get_header("Content-Type")
                yield headers.get_header("WARC-Target-URI"), record.content_stream().read(), content_type, fetched_at


def predict(response: Response) -> dict[str, object]:
    """Extract one page and give what a scorer compares."""
    url, body, content_type, fetched_at = response
    article = extract_article(body, url, content_type, fetched_at)
    if isinstance(article, Rejection):
        return {"url": url, "rejected": article.reason, "detail": article.detail}
    at = article.published_at
    if at is not None:
        at = at.astimezone(timezone(timedelta(minutes=article.published_offset_min or 0)))
    return {
        "url": url,
        "title": article.title,
        "authors": list(article.authors),
        "kind": article.author_kind,
        "published_at": at.isoformat() if at else None,
        "precision": article.published_precision,
        "origin": article.published_origin,
        "evidence": article.published_text,
        "language": article.language,
        "text": article.text,
    }


def main() -> None:
    """Extract the pages of the WARC named first into the file named second."""
    source, target = map(Path, sys.argv[1:3])
    with ProcessPoolExecutor(2) as pool, target.open("w", encoding="utf-8") as file:
        for row in pool.map(predict, responses(source), chunksize=8):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
