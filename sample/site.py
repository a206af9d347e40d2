"""The newspaper's site as an ASGI app."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel.dates import format_date
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sample import listings, wordpress
from sample.catalogue import Entry, entries, listed

Clock = Callable[[], date]

FOUNDED = datetime(2019, 1, 1, tzinfo=UTC)
"""Last-Modified of pages that bear no date."""


def today_in_casablanca() -> date:
    """Give the day that the header clocks of the pages show."""
    return datetime.now(ZoneInfo("Africa/Casablanca")).date()


def make_app(today: Clock = today_in_casablanca) -> Starlette:
    """Make the site; `today` is the clock in its page headers."""
    routes = [
        Route("/robots.txt", _robots),
        Route("/feed", _feed),
        Route("/sitemap.xml", _sitemap_index),
        Route("/news-sitemap.xml", _news_sitemap),
        Route("/sitemap-{month}.xml", _sitemap),
        Route("/wp-json", wordpress.root),
        Route("/wp-json/wp/v2/posts", wordpress.posts),
        Route("/{path:path}", partial(_page, today)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(GZipMiddleware)])


async def _robots(request: Request) -> Response:
    return Response(_read("robots.txt").replace("{{origin}}", _origin(request)), media_type="text/plain")


async def _feed(request: Request) -> Response:
    asked = request.query_params.get("paged", "")
    page = max(1, int(asked)) if asked.isdecimal() else 1
    return _listing(request, listings.feed(_origin(request), page), "application/rss+xml")


async def _sitemap_index(request: Request) -> Response:
    return _listing(request, listings.sitemap_index(_origin(request)), "application/xml")


async def _sitemap(request: Request) -> Response:
    return _listing(request, listings.sitemap(_origin(request), request.path_params["month"]), "application/xml")


async def _news_sitemap(request: Request) -> Response:
    return _listing(request, listings.news_sitemap(_origin(request)), "application/xml")


def _listing(request: Request, body: bytes | None, media_type: str) -> Response:
    if body is None:
        return Response(status_code=404)
    newest = next(entry.published for entry in entries() if entry.published)
    return _conditional(request, Response(body, media_type=media_type), stamp=body, changed=newest)


async def _page(today: Clock, request: Request) -> Response:
    entry = _entries_by_path().get(_target(request))
    if entry is None or entry.file is None:
        return _elsewhere(entry, request)
    source = _read(entry.file)
    body = _fill(source, request, today()).encode(entry.encoding)
    response = Response(body, entry.status, headers={"content-type": entry.content_type})
    return _conditional(request, response, stamp=source.encode(), changed=entry.published or FOUNDED)


def _elsewhere(entry: Entry | None, request: Request) -> Response:
    if entry is not None and entry.location:
        return RedirectResponse(_origin(request) + entry.location, status_code=301)
    return Response(_read("404.html"), status_code=404, media_type="text/html")


def _fill(source: str, request: Request, day: date) -> str:
    """Fill in what a newspaper's server does: its own address, the clock, the footer's year, the newest headlines."""
    blanks = {
        "origin": _origin(request),
        "today_ar": format_date(day, "full", locale="ar_MA"),
        "today_fr": format_date(day, "full", locale="fr"),
        "year": str(day.year),
        "links": listings.links(_origin(request), listed()),
    }
    for name, value in blanks.items():
        source = source.replace("{{" + name + "}}", value)
    return source


def _conditional(request: Request, response: Response, *, stamp: bytes, changed: datetime) -> Response:
    """Answer 304 where the client has it already. The stamp leaves the page's clock out, so the tag is a weak one."""
    etag = f'W/"{hashlib.sha256(stamp).hexdigest()[:16]}"'
    validators = {"etag": etag, "last-modified": format_datetime(changed.astimezone(UTC), usegmt=True)}
    if response.status_code == 200 and _is_known(request, etag, changed):
        return Response(status_code=304, headers=validators)
    response.headers.update(validators)
    return response


def _is_known(request: Request, etag: str, changed: datetime) -> bool:
    """If-None-Match decides alone where it is sent; a date that is none is ignored (RFC 9110, 13.1.3, 13.2.2)."""
    if "if-none-match" in request.headers:
        return etag in request.headers["if-none-match"]
    try:
        return changed <= parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (ValueError, TypeError):  # no date, or one without a zone: as if it were not there
        return False


def _entries_by_path() -> dict[str, Entry]:
    return {entry.path: entry for entry in entries()}


def _target(request: Request) -> str:
    path, query = request.scope["raw_path"].decode("ascii"), request.url.query
    return f"{path}?{query}" if query else path


def _origin(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _read(name: str) -> str:
    return files("sample").joinpath("pages", name).read_text(encoding="utf-8")
