"""From the bytes of a page to its article's record, or the reason why there is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global
from courlan import clean_url
from lxml.html import HtmlElement

from parsers.bylines import Byline, find_byline
from parsers.clean import Body, extract_body
from parsers.decode import Decoded, decode, is_mojibake
from parsers.language import detect_language
from parsers.markup import TooDeepError, parse
from parsers.metadata import Metadata, absolute, read_metadata
from parsers.names import romanise
from parsers.outline import Outline, outline
from parsers.published import Dates, Setting, find_dates_of_page
from parsers.titles import find_title, site_keys
from parsers.version import parser_version
from schemas.article import Article
from schemas.page import Discovered, Rejection
from schemas.vocabulary import Reason
from sources import Source, SourceError, load

UNKNOWN = datetime.max.replace(tzinfo=UTC)
"""A fetch time that is not known: it bounds nothing, and relative dates stay unread."""
_SEASONS = (datetime(2020, 1, 15), datetime(2020, 7, 15), datetime(2026, 1, 15), datetime(2026, 7, 15))  # noqa: DTZ001 - asked of each zone
"""When zones that differ at all differ."""
_SHORTEST = 80
"""Characters below which a text is a caption or an error message, not an article."""


@dataclass(slots=True)
class Reading:
    """All that was read off a page, for the record and for a person who asks why.

    Attributes:
        title_origin: Where the headline was taken from.
    """

    decoded: Decoded
    metadata: Metadata
    body: Body
    language: str | None
    title: str
    title_origin: str
    dates: Dates
    byline: Byline


def extract_article(
    body: bytes,
    url: str,
    content_type: str | None = None,
    fetched_at: datetime = UNKNOWN,
    source: Source | str | None = None,
    discovered: Discovered | None = None,
) -> Article | Rejection:
    """Extract an article from a page.

    Args:
        body: The response's body, content codings undone.
        url: Where it was fetched.
        content_type: The HTTP header as sent.
        fetched_at: When, with its zone: dates on the page are bounded by it and counted from it.
        source: The newspaper, or its id in the registry; its zone, country and selectors are used.
        discovered: What its feed or sitemap stated of it.

    Returns:
        The record, without what only the run knows (`run_id`, the place in the archive, `cluster_id`), or the reason
        why the page gives none. Nothing that a page holds makes it raise.
    """
    newspaper = _newspaper(source)
    reading = read_page(body, url, content_type, fetched_at, newspaper, discovered)
    return reading if isinstance(reading, Rejection) else _record(reading, body, url, fetched_at, newspaper, source)


def _newspaper(source: Source | str | None) -> Source | None:
    if not isinstance(source, str):
        return source
    try:
        return load(source)
    except SourceError:
        return None


def read_page(
    body: bytes,
    url: str,
    content_type: str | None,
    fetched_at: datetime,
    source: Source | None,
    discovered: Discovered | None = None,
    *,
    thorough: bool = False,
) -> Reading | Rejection:
    """Read everything off a page; `thorough` looks at all evidence even where the first settles a question."""
    decoded = decode(body, content_type)
    if isinstance(decoded, Rejection):
        return decoded
    try:
        tree = parse(decoded.text)
    except TooDeepError as error:
        return Rejection(reason=Reason.NO_TEXT, detail=str(error))
    if tree is None:
        return Rejection(reason=Reason.EMPTY, detail="no element in the page")
    return _read_tree(tree, decoded, url, fetched_at, source, discovered, thorough=thorough)


def _read_tree(
    tree: HtmlElement,
    decoded: Decoded,
    url: str,
    fetched_at: datetime,
    source: Source | None,
    discovered: Discovered | None,
    *,
    thorough: bool,
) -> Reading | Rejection:
    metadata = read_metadata(tree)
    sites = site_keys(metadata, url)
    title, title_origin = find_title(tree, metadata, url, discovered.title if discovered else None)
    body = extract_body(tree, title=title, stated=metadata.linked.body, hints=source.extraction if source else None)
    if len(body.text) < _SHORTEST:
        return Rejection(reason=Reason.NO_TEXT, detail=f"{len(body.text)} characters of text")
    if is_mojibake(body.text):
        return Rejection(reason=Reason.MOJIBAKE, detail=f"as {decoded.charset} ({decoded.origin}): {body.text[:80]}")
    language = detect_language(body.text, metadata.declared_language, source.languages if source else ())
    laid_out: list[Outline] = []

    def page() -> Outline:
        if not laid_out:
            laid_out.append(outline(tree, title, body.text))
        return laid_out[0]

    setting = Setting(url, language, _zone(url, source), fetched_at, _is_month_first(language, url, metadata.declared_language))
    dates = find_dates_of_page(tree, metadata, page, setting, discovered, thorough=thorough)
    byline = find_byline(tree, metadata, page, sites, thorough=thorough)
    return Reading(decoded, metadata, body, language, title, title_origin, dates, byline)


def _zone(url: str, source: Source | None) -> ZoneInfo | None:
    """The newspaper's zone: the registry's, or that of the country whose domain it is under, where it has only one."""
    if source is not None:
        return source.zone
    return _zone_of_country((urlsplit(url).hostname or "").rsplit(".", 1)[-1].upper())


@cache
def _zone_of_country(country: str) -> ZoneInfo | None:
    names = sorted(name for name, territory in get_global("zone_territories").items() if territory == country)
    zones = [zone for name in names if (zone := _zone_info(name)) is not None]
    clocks = {tuple(moment.replace(tzinfo=zone).utcoffset() for moment in _SEASONS) for zone in zones}
    return zones[0] if len(clocks) == 1 else None


def _zone_info(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _is_month_first(language: str | None, url: str, declared: str) -> bool:
    """English dates are read the American way, except where the page or its domain is of another country."""
    host = (urlsplit(url).hostname or "").rsplit(".", 1)[-1]
    return language == "en" and host in {"com", "org", "net", "us", "edu", "gov", "io", "tv"} and declared.lower().replace("_", "-") in {"", "en", "en-us"}


def _record(
    reading: Reading, body: bytes, url: str, fetched_at: datetime, newspaper: Source | None, source: Source | str | None
) -> Article:
    address = canonical_url(url, reading.metadata.canonical)
    published = reading.dates.published
    offset = published.at.utcoffset() if published else None
    metadata = reading.metadata
    return Article(
        article_id=hashlib.sha256(address.encode()).hexdigest()[:16],
        url=address,
        source=_source_name(newspaper, source, url),
        language=reading.language,
        title=reading.title or None,
        authors=reading.byline.names,
        authors_latin=tuple(romanise(name, newspaper.country if newspaper else None) for name in reading.byline.names),
        author_kind=reading.byline.kind,
        published_at=published.at.astimezone(UTC) if published else None,
        published_offset_min=round(offset.total_seconds() / 60) if offset is not None else None,
        published_precision=published.precision if published else None,
        published_origin=published.origin if published else None,
        published_text=published.text if published else None,
        modified_at=reading.dates.modified.astimezone(UTC) if reading.dates.modified else None,
        section=metadata.section,
        tags=metadata.tags,
        description=metadata.description,
        image_url=metadata.image_url(url),
        text=reading.body.text,
        word_count=len(reading.body.text.split()),
        charset=reading.decoded.charset,
        charset_origin=reading.decoded.origin,
        revision=1,
        first_fetched_at=fetched_at,
        fetched_at=fetched_at,
        content_sha256=hashlib.sha256(body).hexdigest(),
        parser_version=parser_version(),
        run_id="",
    )


def _source_name(newspaper: Source | None, source: Source | str | None, url: str) -> str:
    if newspaper is not None:
        return newspaper.id
    return source if isinstance(source, str) and source else (urlsplit(url).hostname or "").removeprefix("www.")


def canonical_url(url: str, stated: str = "") -> str:
    """Give the address that names an article: the page's own canonical one where it is plausible, normalised.

    It is not plausible on another site, nor when it is the home page: both are mistakes of templates.

    >>> canonical_url("https://www.example.ma/a?utm_source=x", "https://www.example.ma/")
    'https://www.example.ma/a'
    """
    linked = absolute(url, stated) if stated else None
    if linked and _site(linked) == _site(url) and urlsplit(linked).path.strip("/"):
        return str(clean_url(linked) or linked)
    return str(clean_url(url) or url)


def _site(url: str) -> str:
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])
