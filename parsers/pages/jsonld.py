"""What a page states of its article in JSON-LD, in all the broken forms that sites write it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lxml.html import HtmlElement

from parsers.words.typography import one_line

LARGEST_BLOCK = 1_000_000
"""Characters: a larger block is a product list or a live blog's whole history, and is left alone."""
_LARGEST_ALL = 3_000_000
_MOST_NODES = 3_000
_MOST_AUTHORS = 12
"""More names than this are a live blog's contributors, not a byline."""

_ARTICLE = re.compile(
    r"(?:News|Blog|Social|Tech|Scholarly|Reportage|Opinion|Analysis|Advertiser|Satirical|Background|Review|Live)?\w*"
    r"(?:Article|BlogPosting|Blog_?Post|Posting|Report)$|^(?:Recipe|Review|Report|CreativeWork)$"
)
_PAGE = frozenset({"WebPage", "ItemPage", "VideoObject", "AboutPage"})
_SITE = frozenset({"WebSite", "Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness"})
_GROUP = frozenset({"Organization", "NewsMediaOrganization", "Corporation"})

_WRAPPERS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_LOOSE = re.compile(r'"(headline|datePublished|dateModified|dateCreated)"\s*:\s*"((?:[^"\\]|\\.){1,400})"')
_LOOSE_AUTHOR = re.compile(r'"author"\s*:\s*(?:\[\s*)?(?:\{[^{}]{0,300}?"name"\s*:\s*)?"((?:[^"\\]|\\.){1,200})"')


@dataclass(frozen=True, slots=True)
class Name:
    """A name in JSON-LD and whether it is declared to be an organisation's."""

    text: str
    group: bool = False


@dataclass(slots=True)
class LinkedArticle:
    """The article that the page's JSON-LD describes; each field empty where it does not say."""

    headline: str = ""
    authors: list[Name] = field(default_factory=list)
    published: str = ""
    created: str = ""
    modified: str = ""
    body: str = ""
    section: str = ""
    tags: list[str] = field(default_factory=list)
    description: str = ""
    image: str = ""
    language: str = ""
    publisher: str = ""
    site_names: list[str] = field(default_factory=list)
    type: str = ""


def read_linked_data(tree: HtmlElement) -> LinkedArticle:
    """Read every JSON-LD block of a page and merge what they say of its article.

    Broken JSON is mended (comments, control characters, trailing commas) or read by pattern; blocks and author lists
    beyond a size are left alone, so that a live blog costs no more than an article.
    """
    nodes: list[dict[str, Any]] = []
    loose: list[str] = []
    left = _LARGEST_ALL
    for script in tree.iter("script"):
        if not is_linked_data(script) or not script.text:
            continue
        raw = script.text
        left -= len(raw)
        if len(raw) > LARGEST_BLOCK or left < 0:
            continue
        parsed = _load(raw)
        if parsed is None:
            loose.append(raw)
        else:
            nodes.extend(_nodes(parsed))
    return _merge(nodes, loose, tree)


def is_linked_data(script: HtmlElement) -> bool:
    """Say whether a script holds JSON-LD."""
    return "ld+json" in (script.get("type") or "").lower()


def _load(raw: str) -> Any:
    text = raw.strip()
    if not text.startswith(("{", "[")) or not text.endswith(("}", "]")):
        text = _WRAPPERS.sub("", text)
    for mended in (str, partial(_TRAILING_COMMA.sub, r"\1"), html.unescape):
        try:
            return json.loads(mended(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Walk to every object in a block, breadth first and bounded."""
    queue, seen = [value], 0
    while queue and seen < _MOST_NODES:
        node = queue.pop(0)
        seen += 1
        if isinstance(node, dict):
            yield node
            queue.extend(
                node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "item") if key in node
            )
        elif isinstance(node, list):
            queue.extend(node[:200])


def _merge(nodes: list[dict[str, Any]], loose: list[str], tree: HtmlElement) -> LinkedArticle:
    article = LinkedArticle()
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    described = [node for node in nodes if _is_article(node)]
    if len(described) > 1:
        own = _own_addresses(tree)
        described.sort(key=lambda node: (not _addresses(node) & own, -_weight(node)))
    pages = [node for node in nodes if not _is_article(node) and _types(node) & _PAGE]
    for node in described[:1] + [node for node in described[1:] if _same(node, described[0])]:
        _take(article, node, by_id)
    for node in pages if not described else [page for page in pages if "datePublished" in page]:
        _take_page(article, node, by_id)
    for node in nodes:
        if _types(node) & _SITE and (name := _text(node.get("name"))):
            article.site_names.append(name)
    for raw in loose:
        _take_loose(article, raw)
    return article


def _types(node: dict[str, Any]) -> set[str]:
    value = node.get("@type")
    return {str(item).rsplit("/", 1)[-1] for item in (value if isinstance(value, list) else [value]) if item}


def _is_article(node: dict[str, Any]) -> bool:
    return any(_ARTICLE.search(kind) for kind in _types(node)) and (
        "headline" in node or "datePublished" in node or "author" in node or "articleBody" in node
    )


def _own_addresses(tree: HtmlElement) -> set[str]:
    """The page's own addresses, as its head states them."""
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    metas = [meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "og:url"]
    return {_bare(address) for address in (*links, *metas) if address}


def _addresses(node: dict[str, Any]) -> set[str]:
    """The addresses under which JSON-LD names an article."""
    page = node.get("mainEntityOfPage")
    stated = (node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page)
    return {_bare(address) for address in stated if isinstance(address, str) and "://" in address}


def _bare(address: str) -> str:
    return address.strip().partition("#")[0].rstrip("/")


def _weight(node: dict[str, Any]) -> int:
    """Prefer what says most of itself: related articles in a list carry less than the page's own."""
    return sum(
        key in node for key in ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage", "publisher")
    )


def _same(node: dict[str, Any], first: dict[str, Any]) -> bool:
    return _text(node.get("headline") or node.get("name")) == _text(first.get("headline") or first.get("name"))


def _take(article: LinkedArticle, node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> None:
    article.headline = article.headline or _text(node.get("headline") or node.get("name"))
    article.authors = article.authors or list(_names(node.get("author") or node.get("creator"), by_id))
    article.created = article.created or _text(node.get("dateCreated"))
    article.body = article.body or _long_text(node.get("articleBody"))
    article.section = article.section or _text(node.get("articleSection"))
    article.tags = article.tags or _tags(node.get("keywords"))
    article.type = article.type or next(iter(sorted(_types(node))), "")
    _take_page(article, node, by_id)


def _take_page(article: LinkedArticle, node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> None:
    article.published = article.published or _text(node.get("datePublished"))
    article.modified = article.modified or _text(node.get("dateModified"))
    article.description = article.description or _text(node.get("description"))
    article.image = article.image or _url(node.get("image") or node.get("thumbnailUrl"))
    article.language = article.language or _text(node.get("inLanguage"))
    if not article.publisher:
        article.publisher = next((name.text for name in _names(node.get("publisher"), by_id)), "")


def _take_loose(article: LinkedArticle, raw: str) -> None:
    found = {key: one_line(_unescape(value)) for key, value in reversed(_LOOSE.findall(raw))}
    article.headline = article.headline or found.get("headline", "")
    article.published = article.published or found.get("datePublished", "")
    article.created = article.created or found.get("dateCreated", "")
    article.modified = article.modified or found.get("dateModified", "")
    author = _LOOSE_AUTHOR.search(raw)
    if author and not article.authors:
        article.authors = [Name(one_line(_unescape(author[1])))]


def _unescape(value: str) -> str:
    try:
        return html.unescape(str(json.loads(f'"{value}"', strict=False)))
    except ValueError:
        return value


def _names(value: Any, by_id: dict[str, dict[str, Any]], depth: int = 0) -> Iterator[Name]:
    if isinstance(value, list):
        if len(value) <= _MOST_AUTHORS and depth < 3:
            for item in value:
                yield from _names(item, by_id, depth + 1)
    elif isinstance(value, dict):
        named = value if value.get("name") else by_id.get(str(value.get("@id")), value)
        group = bool((_types(named) or _types(value)) & _GROUP)
        name = named.get("name")
        if isinstance(name, list) and depth < 3:
            yield from _names(name, by_id, depth + 1)
        elif text := _text(name):
            yield Name(text, group)
    elif text := _text(value):
        yield Name(_text(by_id.get(text, {}).get("name")) or text)


def _tags(value: Any) -> list[str]:
    items = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return [text for item in items[:50] if (text := _text(item))]


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return one_line(html.unescape(value))[:2000] if isinstance(value, str) else ""


def _long_text(value: Any) -> str:
    return html.unescape(value) if isinstance(value, str) else ""


def _url(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl") or ""
    return value.strip() if isinstance(value, str) else ""
