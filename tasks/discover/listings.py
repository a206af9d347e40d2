"""Discovery by the WordPress REST API, the Wayback index, listing pages and plain lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode

from parsers.listings.listings import read_captures, read_links, read_posts, read_url_list
from schemas.page import Discovered
from sources import Listing, UrlList, Wayback, WordPress
from tasks.discover.visit import Visit, day_of

_DAY = timedelta(days=1)
_CATCH_UP = timedelta(days=3)
"""How far back a night reads the API at least where a hundred posts are newer: the largest have twice that a day."""
_POSTS_A_PAGE = 100
"""The most that WordPress gives at once."""
MOST_POST_PAGES = 1000
_CAPTURES_A_PART = 5000
MOST_CAPTURE_PARTS = 100
_DATE = re.compile(r"\{date:([^}]*)\}")


def from_wordpress(visit: Visit, api: WordPress) -> Iterator[Discovered]:
    """Yield the posts of the days asked for; where none are, the newest hundred, and more of what is of these days."""
    asked = {"per_page": str(_POSTS_A_PAGE), "_fields": "link,date,date_gmt,modified,modified_gmt,title"}
    if visit.start is not None and visit.end is not None:  # a day on either side: sites keep their own zones
        asked |= {"after": f"{visit.start - _DAY}T00:00:00", "before": f"{visit.end + 2 * _DAY}T00:00:00"}
    page, pages = 1, 1
    while page <= pages:
        url = f"{visit.address(api.url).rstrip('/')}/wp/v2/posts?{urlencode({**asked, 'page': str(page)})}"
        response = visit.ask(url, further=page > 1)
        if response is None:
            return
        posts = read_posts(response.body)
        if posts is None:
            visit.report(f"{url} is no list of posts")
            return
        yield from (one for one in posts if visit.wants(one.published))
        if not _goes_on(visit, posts):
            return
        pages = _pages(visit, response.headers.get("x-wp-totalpages", ""), page, len(posts))
        page += 1


def _goes_on(visit: Visit, posts: Sequence[Discovered]) -> bool:
    """Say whether the next page can have posts that are wanted; some caches leave the days out of what they answer."""
    if visit.start is not None:
        return not visit.is_past(posts)
    days = [day for one in posts if (day := day_of(one.published)) is not None]
    return bool(days) and visit.today - min(days) <= max(_CATCH_UP, visit.missed)


def _pages(visit: Visit, stated: str, page: int, found: int) -> int:
    """Say how many pages there are; a cache may have dropped the header, and a full page then means one more."""
    pages = int(stated) if stated.isdecimal() else page + (found >= _POSTS_A_PAGE)
    if pages > MOST_POST_PAGES and page == 1:
        visit.report(f"the WordPress API has {pages:,} pages of posts; those after {MOST_POST_PAGES:,} are left")
    return min(pages, MOST_POST_PAGES)


def from_wayback(visit: Visit, index: Wayback) -> Iterator[Discovered]:
    """Yield addresses captured on the days asked for; without days nothing, since the index is for the past.

    They are the newspaper's own addresses, to be asked of it. A capture's day is no day of publication and is not kept.
    """
    if visit.start is None or visit.end is None:
        return
    article = re.compile(index.article or "")
    asked = {
        "url": index.url, "from": f"{visit.start:%Y%m%d}", "to": f"{visit.end + 2 * _DAY:%Y%m%d}", "fl": "original",
        "collapse": "urlkey", "limit": str(_CAPTURES_A_PART), "showResumeKey": "true",
    }  # fmt: skip
    filters = "&filter=statuscode:200&filter=mimetype:text/html"
    resume = ""
    for _ in range(MOST_CAPTURE_PARTS):
        body = visit.read(f"{visit.cdx_server}?{urlencode(asked)}{filters}{resume}")
        if body is None:
            return
        captures = read_captures(body)
        yield from (Discovered(url=url, discovered_by="wayback") for url in captures.urls if article.search(url))
        if captures.resume is None:
            return
        resume = f"&resumeKey={captures.resume}"  # comes encoded
    visit.report(f"the Wayback index of {index.url} goes on after {MOST_CAPTURE_PARTS} parts; the rest is left")


def from_listing(visit: Visit, listing: Listing) -> Iterator[Discovered]:
    """Yield the newspaper's own links on its listing pages: day by day, page by page until one brings nothing new."""
    template = visit.address(listing.url)
    for day in _days(visit) if _DATE.search(template) else [date.min]:
        dated = _DATE.sub(lambda found, day=day: f"{day:{found[1]}}", template)  # type: ignore[misc]
        met: set[str] = set()
        for page in range(1, (listing.pages if "{page}" in template else 1) + 1):
            url = dated.replace("{page}", str(page))
            body = visit.read(url, further=page > 1)
            links = read_links(body, url, listing.links) if body is not None else []
            new = [link for link in links if visit.owns(link) and link not in met]
            yield from (Discovered(url=link, discovered_by="listing") for link in new)
            met.update(new)
            if not new:
                break


def _days(visit: Visit) -> list[date]:
    start, end = visit.start or visit.today - visit.missed, visit.end or visit.today
    return [start + number * _DAY for number in range((end - start).days + 1)]


def from_list(visit: Visit, listed: UrlList) -> Iterator[Discovered]:
    """Yield the addresses of a plain list."""
    body = visit.read(visit.address(listed.url))
    urls = read_url_list(body) if body is not None else []
    yield from (Discovered(url=url, discovered_by="urls") for url in urls)
