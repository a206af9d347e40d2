"""The articles table: one row for each article, at its newest revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from schemas.columns import INSTANT, INT, INT32, STRING, STRINGS, column
from schemas.vocabulary import AuthorKind, Origin, Precision, values


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What one page says of itself, and where it came from.

    The partition `published_date` is the day of `published_at` in the zone of `published_offset_min`.
    """

    article_id: str = column(STRING, "First 16 hex digits of the SHA-256 of the canonical URL; the key.", required=True)
    url: str = column(STRING, "Canonical URL.", required=True)
    source: str = column(STRING, "Newspaper: the id of its file in sources/, or the host's name.", required=True)
    language: str | None = column(STRING, "ISO 639-1 code of the text, detected, not only declared.")
    title: str | None = column(STRING, "Headline, without the site's name, kicker or subtitle.")
    authors: tuple[str, ...] = column(STRINGS, "Names as displayed, without labels such as «الكاتب :».")
    authors_latin: tuple[str, ...] = column(STRINGS, "The same names in Latin letters, in the same order.")
    author_kind: str | None = column(STRING, "Who signs.", choices=values(AuthorKind))
    published_at: datetime | None = column(
        INSTANT, "First publication, or the day under which the page is dated anew, UTC; null without evidence."
    )
    published_offset_min: int | None = column(INT32, "Minutes east of UTC of the zone in which it was stated.")
    published_precision: str | None = column(STRING, "How exactly it was stated.", choices=values(Precision))
    published_origin: str | None = column(STRING, "Where the evidence was found.", choices=values(Origin))
    published_text: str | None = column(STRING, "The evidence as found, such as «20/04/2019».")
    modified_at: datetime | None = column(INSTANT, "Last change that the page states, UTC.")
    section: str | None = column(STRING, "The newspaper's own section.")
    tags: tuple[str, ...] = column(STRINGS, "The newspaper's own keywords.")
    description: str | None = column(STRING, "The page's own summary.")
    image_url: str | None = column(STRING, "The lead image.")
    text: str = column(STRING, "The body: NFC, paragraphs joined by one newline.", required=True)
    word_count: int = column(INT32, "Words in `text`.", required=True)
    charset: str | None = column(STRING, "The encoding that the body was decoded from.")
    charset_origin: str | None = column(
        STRING,
        "What decided the encoding.",
        choices=("bom", "utf-8", "http", "meta", "detected"),
    )
    cluster_id: str | None = column(STRING, "Near-duplicates (agency copies, reposts) share it: the first one's id.")
    revision: int = column(INT32, "1 for the first text seen, one more for each changed one.", required=True)
    first_fetched_at: datetime = column(INSTANT, "When the article was first fetched.", required=True)
    fetched_at: datetime = column(INSTANT, "When this revision was fetched.", required=True)
    content_sha256: str = column(STRING, "SHA-256 of the response body, in hex.", required=True)
    warc_file: str | None = column(STRING, "The archive file that holds the response, relative to the lake.")
    warc_offset: int | None = column(INT, "Byte offset of the response's record in that file.")
    parser_version: str = column(STRING, "Version of the parsers that made the row.", required=True)
    run_id: str = column(STRING, "The run that wrote the row.", required=True)
