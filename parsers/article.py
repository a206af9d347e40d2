"""From the bytes of a page to its article's record, or the reason why there is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from parsers.language import detect_language
from parsers.names import romanise
from parsers.pages.addresses import canonical_url, country_of, host_of, refuse_address
from parsers.pages.bylines import Byline, BylineSetting, find_byline
from parsers.pages.challenges import is_challenge
from parsers.pages.clean import Body, extract_body
from parsers.pages.decode import Decoded, decode, is_mojibake
from parsers.pages.edges import without_authors
from parsers.pages.logos import logo_name
from parsers.pages.markup import TooDeepError, drop_silent, parse, selected
from parsers.pages.metadata import Metadata, read_metadata
from parsers.pages.outline import Outline, outline
from parsers.pages.plain import is_plain_text, to_page
from parsers.pages.published import Dates, Setting, find_dates_of_page
from parsers.pages.responses import refuse_response
from parsers.pages.sections import visible_section
from parsers.pages.site_names import site_keys
from parsers.pages.soft_404 import says_not_found
from parsers.pages.titles import find_title
from parsers.pages.zones import zone_of_country
from parsers.version import parser_version
from schemas.article import Article
from schemas.page import Discovered, Rejection
from schemas.vocabulary import Reason
from sources import Source, registered

UNKNOWN = datetime(9999, 12, 1, tzinfo=UTC)
"""A fetch time that is not known: it bounds nothing, and relative dates stay unread. Zones can still be added to it."""
_MOST_TAGS = 300_000
"""Tags beyond which a page takes gigabytes as a tree; the largest of 1,100 real pages has a tenth."""
_LONGEST = 12_000_000
_SHORTEST = 80
"""Characters below which a text is a caption or an error message, not an article."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was given: its bytes, and what is known from outside them."""

    body: bytes
    url: str
    content_type: str | None = None
    fetched_at: datetime = UNKNOWN
    source: Source | None = None
    discovered: Discovered | None = None


@dataclass(slots=True)
class Reading:
    """All that was read off a page, for the record and for a person who asks why.

    Attributes:
        title_origin: Where the headline was taken from.
        section: The newspaper's own, as the page's head or its visible way from the home page names it.
    """

    decoded: Decoded
    metadata: Metadata
    body: Body
    language: str | None
    title: str
    title_origin: str
    section: str | None
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
    page = Page(body, url, content_type, fetched_at, _newspaper(source), discovered)
    reading = read_page(page)
    if isinstance(reading, Rejection):
        return reading
    return _record(reading, page, page.source.id if page.source else _name_of(source, url))


def explain_article(
    body: bytes,
    url: str,
    content_type: str | None = None,
    fetched_at: datetime = UNKNOWN,
    source: Source | str | None = None,
    discovered: Discovered | None = None,
) -> tuple[Article | Rejection, Reading | None]:
    """Extract an article as `extract_article` does, with all evidence beside it, for a person who asks why.

    Returns:
        The same record or rejection, and what was read: `title_origin`, `body.method`, `decoded.origin`, and the
        `candidates` of `dates` and `byline`, the best first, each with its weight and why it has it. More is looked
        at than the record needs, so the losers are there, too. None where the page could not be read.
    """
    page = Page(body, url, content_type, fetched_at, _newspaper(source), discovered)
    reading = read_page(page, thorough=True)
    record = extract_article(body, url, content_type, fetched_at, source, discovered)
    return record, None if isinstance(reading, Rejection) else reading


def _newspaper(source: Source | str | None) -> Source | None:
    return registered(source) if isinstance(source, str) else source


def read_page(page: Page, *, thorough: bool = False) -> Reading | Rejection:
    """Read everything off a page; `thorough` looks at all evidence even where the first settles a question."""
    refused = refuse_address(page.url) or refuse_response(200, page.content_type, page.body)
    if refused is not None:
        return refused
    decoded = decode(page.body, page.content_type)
    if isinstance(decoded, Rejection):
        return decoded
    tags = decoded.text.count("<")
    if tags > _MOST_TAGS or len(decoded.text) > _LONGEST:
        return Rejection(reason=Reason.TOO_LARGE, detail=f"{len(decoded.text):,} characters, {tags:,} tags")
    plain = is_plain_text(page.content_type, decoded.text)
    try:
        tree = parse(to_page(decoded.text) if plain else decoded.data)
    except TooDeepError as error:
        return Rejection(reason=Reason.NO_TEXT, detail=str(error))
    if tree is None:
        return Rejection(reason=Reason.EMPTY, detail="no element in the page")
    return _read_tree(tree, decoded, page, thorough=thorough)


def _read_tree(tree: HtmlElement, decoded: Decoded, page: Page, *, thorough: bool) -> Reading | Rejection:
    metadata = read_metadata(tree)
    drop_silent(tree)
    sites = site_keys(metadata, page.url, _site_names(tree, metadata, page))
    title, title_origin = find_title(tree, metadata, sites, page.discovered.title if page.discovered else None)
    hints = page.source.extraction if page.source else None
    if hints and (own := selected(tree, hints.title)):
        title, title_origin = own, "selector"
    declared = metadata.declared_language[:2].lower()
    body = extract_body(tree, title=title, stated=metadata.linked.body, language=declared, hints=hints)
    refused = _refused(body, decoded, title)
    if refused is not None:
        return refused
    text = body.text
    language = detect_language(text, metadata.declared_language, page.source.languages if page.source else ())

    @cache
    def view() -> Outline:
        return outline(tree, title, text)

    month_first = _is_month_first(language, page.url, metadata.declared_language)
    own_date, own_author = (selected(tree, hints.date), selected(tree, hints.author)) if hints else ("", "")
    setting = Setting(
        page.url, language, _zone(page.url, page.source, language), page.fetched_at, month_first, own_date
    )
    dates = find_dates_of_page(tree, metadata, view, setting, page.discovered, thorough=thorough)
    byline = find_byline(tree, metadata, view, BylineSetting(sites, decoded.text, own_author), thorough=thorough)
    body = replace(body, text=without_authors(body.text, byline.names, sites))
    section = metadata.section or visible_section(tree, decoded.text, page.url, title)
    return Reading(decoded, metadata, body, language, title, title_origin, section, dates, byline)


def _site_names(tree: HtmlElement, metadata: Metadata, page: Page) -> tuple[str, ...]:
    """What the registry calls the newspaper, or its logo where the page's head does not name it."""
    if page.source is not None:
        return page.source.name, page.source.name_latin
    return () if metadata.site_names else (logo_name(tree, metadata.title, page.url),)


def _refused(body: Body, decoded: Decoded, title: str) -> Rejection | None:
    if says_not_found(title, body.text):
        return Rejection(reason=Reason.SOFT_404, detail=title[:80])
    if is_challenge(title, body.text):
        return Rejection(reason=Reason.CHALLENGE, detail=f"asks for a proof or JavaScript: {title[:80]}")
    if len(body.text) < _SHORTEST:
        return Rejection(reason=Reason.NO_TEXT, detail=f"{len(body.text)} characters of text")
    if is_mojibake(body.text):
        detail = f"as {decoded.charset} ({decoded.origin}): {body.text[:80]}"
        return Rejection(reason=Reason.MOJIBAKE, detail=detail)
    return None


def _zone(url: str, source: Source | None, language: str | None) -> ZoneInfo | None:
    """The newspaper's zone: the registry's, or that of the country whose domain it is under, where it has only one."""
    if source is not None:
        return source.zone
    country = country_of(url, language)
    return zone_of_country(country) if country else None


def _is_month_first(language: str | None, url: str, declared: str) -> bool:
    """English dates are read the American way, except where the page or its domain is of another country."""
    domain = host_of(url).rsplit(".", 1)[-1]
    return (
        language == "en"
        and domain in {"com", "org", "net", "us", "edu", "gov", "io", "tv"}
        and declared.lower().replace("_", "-") in {"", "en", "en-us"}
    )


def country_of_article(url: str, language: str | None, source: Source | None) -> str | None:
    """Give the country by whose habits names and numbers of an article are read: its newspaper's, or its domain's."""
    return source.country if source is not None else country_of(url, language)


def _record(reading: Reading, page: Page, source: str) -> Article:
    address = canonical_url(page.url, reading.metadata.canonical)
    country = country_of_article(address, reading.language, page.source)
    published = reading.dates.published
    offset = published.at.utcoffset() if published else None
    metadata = reading.metadata
    return Article(
        article_id=hashlib.sha256(address.encode()).hexdigest()[:16],
        url=address,
        source=source,
        language=reading.language,
        title=reading.title or None,
        authors=reading.byline.names,
        authors_latin=tuple(romanise(name, country) for name in reading.byline.names),
        author_kind=reading.byline.kind,
        published_at=published.at.astimezone(UTC) if published else None,
        published_offset_min=round(offset.total_seconds() / 60) if offset is not None else None,
        published_precision=published.precision if published else None,
        published_origin=published.origin if published else None,
        published_text=published.text if published else None,
        modified_at=reading.dates.modified.astimezone(UTC) if reading.dates.modified else None,
        section=reading.section,
        tags=metadata.tags,
        description=metadata.description,
        image_url=metadata.image_url(page.url),
        text=reading.body.text,
        word_count=len(reading.body.text.split()),
        charset=reading.decoded.charset,
        charset_origin=reading.decoded.origin,
        revision=1,
        first_fetched_at=page.fetched_at,
        fetched_at=page.fetched_at,
        content_sha256=hashlib.sha256(page.body).hexdigest(),
        parser_version=parser_version(),
        run_id="",
    )


def _name_of(source: Source | str | None, url: str) -> str:
    return source if isinstance(source, str) and source else host_of(url)
