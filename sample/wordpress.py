"""The part of WordPress's REST API that lists posts, as WordPress answers it (developer.wordpress.org/rest-api)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from sample.catalogue import Entry, listed

ZONE: tzinfo = ZoneInfo("Africa/Casablanca")
"""The site's own zone, in which WordPress reads and writes moments that name none."""


class PostQuery(BaseModel):
    """What can be asked of the posts."""

    after: datetime | None = None
    before: datetime | None = None
    page: int = Field(default=1, ge=1)
    per_page: int = Field(default=10, ge=1, le=100)


async def root(request: Request) -> JSONResponse:
    """Describe the API, as `/wp-json` does."""
    home = str(request.base_url).rstrip("/")
    return JSONResponse({"name": "صحيفة المثال", "url": home, "namespaces": ["wp/v2"], "timezone_string": str(ZONE)})


async def posts(request: Request) -> JSONResponse:
    """List posts by date, newest first, a page at a time; past the last page WordPress answers 400."""
    try:
        query = PostQuery.model_validate(dict(request.query_params))
    except ValueError:
        return _refusal("rest_invalid_param")
    found = [entry for entry in listed() if entry.published and _is_within(entry.published, query)]
    pages = max(1, -(-len(found) // query.per_page))
    if query.page > pages:
        return _refusal("rest_post_invalid_page_number")
    shown = found[(query.page - 1) * query.per_page :][: query.per_page]
    totals = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
    return JSONResponse(_records(shown, str(request.base_url).rstrip("/")), headers=totals)


def _is_within(published: datetime, query: PostQuery) -> bool:
    after, before = _in_zone(query.after), _in_zone(query.before)
    return (after is None or published > after) and (before is None or published < before)


def _in_zone(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=ZONE) if moment and moment.tzinfo is None else moment


def _records(entries: Sequence[Entry], origin: str) -> list[Mapping[str, Any]]:
    return [_record(entry, entry.published, origin) for entry in entries if entry.published]


def _record(entry: Entry, published: datetime, origin: str) -> Mapping[str, Any]:
    local, gmt = (published.astimezone(zone).replace(tzinfo=None).isoformat() for zone in (ZONE, UTC))
    return {
        "id": sum(entry.path.encode()),
        "date": local,
        "date_gmt": gmt,
        "modified": local,
        "modified_gmt": gmt,
        "type": "post",
        "status": "publish",
        "link": origin + entry.path,
        "title": {"rendered": entry.title},
    }


def _refusal(code: str) -> JSONResponse:
    return JSONResponse({"code": code, "message": code, "data": {"status": 400}}, status_code=400)
