"""What other listings name: the WordPress REST API, the Wayback index, pages of links, plain lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html
from lxml.etree import ParserError

from schemas.page import Discovered


@dataclass(frozen=True, slots=True)
class Captures:
    """A part of the Wayback index.

    Attributes:
        urls: The addresses as captured, not those of the captures.
        resume: What to ask for the next part with; None where this was the last.
    """

    urls: list[str]
    resume: str | None


def read_posts(body: bytes) -> list[Discovered] | None:
    """List the posts of an answer of `/wp-json/wp/v2/posts` (developer.wordpress.org/rest-api/reference/posts).

    Returns:
        None where the answer is no list of posts.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, list):
        return None
    return [_post(record) for record in answer if isinstance(record, dict) and isinstance(record.get("link"), str)]


def _post(record: Mapping[str, Any]) -> Discovered:
    title = record.get("title")
    rendered = title.get("rendered") if isinstance(title, dict) else None
    return Discovered(
        url=record["link"],
        discovered_by="wordpress",
        published=_moment(record, "date"),
        lastmod=_moment(record, "modified"),
        title=unescape(rendered) if isinstance(rendered, str) else None,
    )


def _moment(record: Mapping[str, Any], name: str) -> str | None:
    """Give a moment as stated; the `_gmt` one names no zone but is in UTC by definition."""
    gmt, local = record.get(f"{name}_gmt"), record.get(name)
    if isinstance(gmt, str) and gmt and not gmt.startswith("0000"):
        return gmt if gmt.endswith("Z") else f"{gmt}Z"
    return local if isinstance(local, str) else None


def read_captures(body: bytes) -> Captures:
    r"""Read the plain answer of the Wayback CDX server with `fl=original` and `showResumeKey=true`.

    The key of the next part follows an empty line (github.com/internetarchive/wayback, wayback-cdx-server).

    >>> read_captures(b"http://a.ma/1\n\nma,a)/1+2019\n")
    Captures(urls=['http://a.ma/1'], resume='ma,a)/1+2019')
    """
    listed, _, key = body.decode("utf-8", "replace").replace("\r\n", "\n").partition("\n\n")
    return Captures([line.strip() for line in listed.splitlines() if _is_web(line.strip())], key.strip() or None)


def read_links(body: bytes, base: str, selector: str) -> list[str]:
    """List a page's links that a CSS selector names, absolute and each once, in the page's order.

    Raises:
        cssselect.SelectorError: The selector is none.
    """
    try:
        page = html.fromstring(body, base_url=base)
    except (ParserError, ValueError):
        return []
    found = (_absolute(base, str(element.get("href") or "")) for element in page.cssselect(selector))
    return list(dict.fromkeys(url for url in found if url is not None))


def _absolute(base: str, link: str) -> str | None:
    try:
        url = urldefrag(urljoin(base, link.strip())).url
    except ValueError:  # such as an unclosed bracket of an IPv6 address
        return None
    return url if link.strip() and _is_web(url) else None


def read_url_list(body: bytes) -> list[str]:
    r"""List the URLs of a text, one a line; empty lines and those that begin with # are left out.

    >>> read_url_list(b"# mine\nhttps://a.ma/1\n\nno address\n")
    ['https://a.ma/1']
    """
    lines = (line.strip() for line in body.decode("utf-8-sig", "replace").splitlines())
    return [line for line in lines if _is_web(line)]


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
