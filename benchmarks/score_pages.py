"""Extract every page of a WARC in two processes and write what was found as JSON lines, for a scorer to compare.

score_pages.py PAGES.warc.gz PREDICTIONS.jsonl
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

from benchmarks.warc_pages import WarcPage, read_pages
from parsers.article import extract_article
from schemas.page import Rejection


def predict(page: WarcPage) -> dict[str, object]:
    """Extract one page and give what a scorer compares."""
    fetched_at = datetime.fromisoformat(page.fetched_at)
    article = extract_article(page.body, page.url, page.content_type, fetched_at)
    if isinstance(article, Rejection):
        return {"url": page.url, "rejected": article.reason, "detail": article.detail}
    at = article.published_at
    if at is not None:
        at = at.astimezone(timezone(timedelta(minutes=article.published_offset_min or 0)))
    return {
        "url": page.url,
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
        for row in pool.map(predict, read_pages(source), chunksize=8):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
