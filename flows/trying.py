"""`waqai try`: what one page gives, shown for a person, and why each value was chosen."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from flows.printing import console
from parsers.article import Reading, explain_article
from parsers.pages.addresses import is_of_the_web, refuse_address
from parsers.pages.credentials import without_credentials
from schemas.article import Article
from schemas.columns import columns
from schemas.fact import Fact
from schemas.page import Discovered, Page, Rejection
from schemas.vocabulary import Reason
from sources import registered
from tasks.client import make_client
from tasks.extract import extract_page
from tasks.ingest import PAGE_SUFFIXES, InputError, page_of_file, source_name
from tasks.manners import Manners, NotAnswered
from tasks.settings import Settings

_NOT_SHOWN = {"text", "run_id", "revision", "cluster_id", "first_fetched_at", "warc_file", "warc_offset", "article_id"}
_KIND_STYLES = {"count": "bold cyan", "money": "bold green", "ordinal": "bold magenta"}
_MOST_CANDIDATES = 8


def try_page(address: str, source: str | None, *, as_json: bool) -> None:
    """Read one page and print what it gives; nothing is written.

    Raises:
        InputError: The file does not exist or is no page, or the URL cannot be fetched.
    """
    page = _page(address, source)
    extracted = extract_page(page)
    if as_json:
        console.print_json(json.dumps(_as_json(extracted.article, extracted.facts, extracted.rejection), default=str))
        return
    if extracted.article is None:
        refused = extracted.rejection or Rejection(reason=Reason.NO_TEXT)
        raise InputError(f"{address} gives no article: {refused.reason} ({refused.detail})")
    _print_record(extracted.article)
    newspaper = registered(page.source)
    _, reading = explain_article(page.body, page.url, page.content_type, page.fetched_at, newspaper, page.discovered)
    if reading is not None:
        _print_reasons(reading)
    _print_text(extracted.article, extracted.facts)
    _print_facts(extracted.facts)


def _page(address: str, source: str | None) -> Page:
    if is_of_the_web(address):
        return _fetched(address, source)
    path = Path(address)
    if not path.is_file():
        raise InputError(f"{address} is no file: name a page's file ({', '.join(PAGE_SUFFIXES)}) or a URL (https://…)")
    if not path.name.lower().endswith(PAGE_SUFFIXES):
        raise InputError(f"{address} is neither a URL nor a page's file ({', '.join(PAGE_SUFFIXES)})")
    return page_of_file(path, source)


def _fetched(url: str, source: str | None) -> Page:
    refused = refuse_address(url)
    if refused is not None:
        raise InputError(f"{without_credentials(url)} cannot be fetched: it is no address")
    name = source or source_name(url)
    known = registered(name)
    try:
        with make_client(Settings().contact, allow_private=known is not None and known.allow_private) as client:
            response, _ = Manners(client, pace_s=0.0).ask(url)
    except NotAnswered as error:
        raise InputError(f"{without_credentials(url)} cannot be fetched: {error}") from error
    return Page(
        discovered=Discovered(url=url, discovered_by="urls"),
        source=name,
        status=response.status,
        content_type=response.headers.get("content-type"),
        body=response.body,
        fetched_at=datetime.now(UTC).replace(microsecond=0),
    )


def _as_json(article: Article | None, facts: Sequence[Fact], rejection: Rejection | None) -> dict[str, Any]:
    if article is None:
        return {"article": None, "rejection": dataclasses.asdict(rejection) if rejection else None, "facts": []}
    return {"article": dataclasses.asdict(article), "facts": [dataclasses.asdict(fact) for fact in facts]}


def _print_record(article: Article) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    for name in columns(Article):
        value = getattr(article, name)
        if name not in _NOT_SHOWN and value not in (None, (), ""):
            table.add_row(f"[dim]{name}[/]", escape("، ".join(value) if isinstance(value, tuple) else str(value)))
    console.print(table, "")


def _print_reasons(reading: Reading) -> None:
    console.print("[bold]Why[/]")
    console.print(f"  title     from {reading.title_origin}")
    console.print(f"  text      by {reading.body.method}")
    console.print(f"  charset   {reading.decoded.charset}, decided by {reading.decoded.origin}")
    for candidate in reading.dates.candidates[:_MOST_CANDIDATES]:
        taken = "taken" if candidate == reading.dates.published else "lost "
        console.print(
            f"  date      {taken} {candidate.at.isoformat(timespec='minutes')} {candidate.origin},"
            f" weight {candidate.weight:g}: {escape(candidate.why)}, {escape(repr(candidate.text))}"
        )
    for signed in reading.byline.candidates[:_MOST_CANDIDATES]:
        taken = "taken" if signed is reading.byline.candidates[0] else "lost "
        console.print(f"  authors   {taken} {escape('، '.join(signed.names))} ({signed.kind}): {escape(signed.why)}")
    if not reading.dates.candidates:
        console.print("  date      nothing on the page states one")
    console.print()


def _print_text(article: Article, facts: Sequence[Fact]) -> None:
    for name, passage in (("title", article.title or ""), ("text", article.text)):
        shown = Text(passage)
        for start, end, style in _marks([fact for fact in facts if fact.field == name]):
            shown.stylize(style, start, end)
        console.print(shown, "")


def _marks(facts: Sequence[Fact]) -> Iterator[tuple[int, int, str]]:
    for fact in facts:
        if fact.counted_start is not None and fact.counted_end is not None:
            yield fact.counted_start, fact.counted_end, "underline"
        yield fact.number_start, fact.number_end, _KIND_STYLES.get(fact.kind, "bold yellow")


def _print_facts(facts: Sequence[Fact]) -> None:
    table = Table(box=None, pad_edge=False, title=f"{len(facts)} facts", title_justify="left")
    for heading in ("field", "kind", "value", "unit", "number", "counted", "concept", "rule"):
        table.add_column(heading, justify="right" if heading == "value" else "left")
    for fact in facts:
        bounds = f"{fact.value:,g}" if fact.value_max is None else f"{fact.value:,g} … {fact.value_max:,g}"
        value = _compared(fact.comparator, bounds)
        cells = (fact.field, fact.kind, value, fact.unit, fact.number, fact.counted, fact.concept, fact.rule)
        table.add_row(*(escape(cell or "") for cell in cells))
    console.print(table)


def _compared(comparator: str, value: str) -> str:
    signs = {"about": "≈", "more_than": ">", "at_least": "≥", "less_than": "<", "at_most": "≤", "vague": "~"}
    return f"{signs.get(comparator, '')} {value}".strip()
