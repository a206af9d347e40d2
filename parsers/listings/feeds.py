"""RSS and Atom feeds: which articles they name, and what they say of them."""

from __future__ import annotations

import feedparser

from schemas.page import Discovered


def read_feed(body: bytes, base: str = "") -> list[Discovered]:
    """List a feed's entries in its order; broken XML gives what could be read before the break.

    Args:
        body: The feed as served.
        base: Its address, against which relative links are resolved.
    """
    parsed = feedparser.parse(body, response_headers={"content-location": base} if base else None)
    return [
        Discovered(
            url=entry.link,
            discovered_by="feed",
            published=entry.get("published"),
            lastmod=dict.get(entry, "updated"),  # feedparser's own `get` warns, and gives `published` instead
            title=entry.get("title"),
            section=next((tag.term for tag in entry.get("tags", ()) if tag.get("term")), None),
        )
        for entry in parsed.entries
        if entry.get("link")
    ]
