"""The ledger: one row for every URL that a run touched, append-only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from schemas.columns import DAY, INSTANT, INT, INT32, STRING, column
from schemas.vocabulary import Outcome, Reason, Stage, values


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """How one URL ended in one run, and why. The partition `date` is the day of the run, UTC."""

    run_id: str = column(STRING, "The run.", required=True)
    flow: str = column(STRING, "nightly, backfill, ingest or reparse.", required=True)
    source: str = column(STRING, "Newspaper: the id of its file in sources/, or the host's name.", required=True)
    url: str = column(STRING, "The URL as discovered.", required=True)
    discovered_by: str = column(
        STRING, "The strategy that found it: feed, sitemap, wordpress, warc, file and so on.", required=True
    )
    stage: str = column(STRING, "Where on its way it ended.", required=True, choices=values(Stage))
    outcome: str = column(STRING, "How it ended.", required=True, choices=values(Outcome))
    reason: str = column(STRING, "Why.", required=True, choices=values(Reason))
    detail: str | None = column(STRING, "The reason in words, for a person.")
    http_status: int | None = column(INT32, "Status of the last response.")
    bytes: int | None = column(INT, "Size of the body as received, decompressed.")
    elapsed_ms: int | None = column(INT, "Time spent on it, waiting for its turn not included.")
    attempts: int | None = column(INT32, "Requests made for it.")
    etag: str | None = column(STRING, "The response's ETag, for the next conditional request.")
    last_modified: str | None = column(STRING, "The response's Last-Modified, likewise.")
    content_sha256: str | None = column(STRING, "SHA-256 of the response body, in hex.")
    warc_file: str | None = column(STRING, "The archive file that holds the response, relative to the lake.")
    warc_offset: int | None = column(INT, "Byte offset of the response's record in that file.")
    article_id: str | None = column(STRING, "The article that it became or is a copy of.")
    published_date: date | None = column(DAY, "That article's partition.")
    facts: int | None = column(INT32, "Key facts found.")
    at: datetime = column(INSTANT, "When the outcome was decided.", required=True)
