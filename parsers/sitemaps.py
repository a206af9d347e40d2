"""Sitemaps (sitemaps.org 0.9), news sitemaps and indexes of them, with the dates that they state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from schemas.page import Discovered


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index names."""

    url: str
    lastmod: str | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap names: articles, or further sitemaps."""

    articles: list[Discovered] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)


def read_sitemap(body: bytes) -> Sitemap:
    """Read a sitemap or an index; broken XML gives what could be read before the break."""
    try:
        root = etree.fromstring(body, _safe_parser())
    except (etree.XMLSyntaxError, ValueError):  # there is nothing in it that could be recovered
        return Sitemap()
    if root is None:
        return Sitemap()
    children = ((_text(element, "loc"), _text(element, "lastmod")) for element in _named(root, "sitemap"))
    return Sitemap(
        articles=[article for element in _named(root, "url") if (article := _article(element)) is not None],
        children=[Child(url, lastmod) for url, lastmod in children if url],
    )


def _safe_parser() -> etree.XMLParser:
    return etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)


def _article(element: etree._Element) -> Discovered | None:
    url = _text(element, "loc")
    if not url:
        return None
    return Discovered(
        url=url,
        discovered_by="sitemap",
        published=_text(element, "publication_date"),
        lastmod=_text(element, "lastmod"),
        title=_text(element, "title"),
    )


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    yield from element.iter(f"{{*}}{name}")


def _text(element: etree._Element, name: str) -> str | None:
    found = next(_named(element, name), None)
    return (found.text or "").strip() or None if found is not None else None
