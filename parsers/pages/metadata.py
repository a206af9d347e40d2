"""What a page's head says of it: meta elements, canonical link, title, declared language, and its JSON-LD."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from parsers.pages.jsonld import LinkedArticle, is_linked_data, read_linked_data
from parsers.words.typography import one_line

_MOST_METAS = 400
_SECTIONS = ("article:section", "section", "cxenseparse:recs:category", "dc.subject", "category")
_TAGS = ("article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags")
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_IMAGES = ("og:image", "og:image:url", "twitter:image", "twitter:image:src", "thumbnail")


@dataclass(slots=True)
class Metadata:
    """The structured part of a page.

    Attributes:
        metas: The contents of each meta element by its lower-cased property, name or itemprop, in order.
        title: The title element.
        declared_language: The html element's lang or the locale in meta, as written.
        scripts: The texts of the scripts but JSON-LD, which says of which article it speaks.
    """

    metas: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    canonical: str = ""
    declared_language: str = ""
    linked: LinkedArticle = field(default_factory=LinkedArticle)
    scripts: list[str] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """Give the first of these meta elements that the page has, or an empty string."""
        return next((value for name in names for value in self.metas.get(name, ()) if value), "")

    def all(self, *names: str) -> list[str]:
        """Give every content of the first of these meta elements that the page has."""
        return next((self.metas[name] for name in names if name in self.metas), [])

    @property
    def site_names(self) -> tuple[str, ...]:
        """What the page calls its site, without the host."""
        linked = self.linked
        metas = (
            self.metas.get("og:site_name", [])
            + self.metas.get("application-name", [])
            + self.metas.get("apple-mobile-web-app-title", [])
        )
        return tuple(
            dict.fromkeys(name for name in (*metas, linked.publisher, *linked.site_names) if 1 < len(name) < 80)
        )

    @property
    def section(self) -> str | None:
        """The newspaper's own section."""
        return self.linked.section or self.first(*_SECTIONS) or None

    @property
    def tags(self) -> tuple[str, ...]:
        """The newspaper's own keywords, each once."""
        stated = self.linked.tags or self.all(*_TAGS)
        parts = stated if len(stated) > 1 else [part for value in stated for part in value.replace("،", ",").split(",")]
        return tuple(dict.fromkeys(tag for part in parts[:50] if (tag := one_line(part)) and len(tag) < 80))

    @property
    def description(self) -> str | None:
        """The page's own summary."""
        return self.first(*_DESCRIPTIONS) or self.linked.description or None

    def image_url(self, base: str) -> str | None:
        """Give the lead image's address, made absolute."""
        return absolute(base, self.first(*_IMAGES) or self.linked.image)


def absolute(base: str, url: str) -> str | None:
    """Resolve an address against the page's; None where it is none for the web.

    >>> absolute("https://example.ma/a", "/b.jpg")
    'https://example.ma/b.jpg'
    """
    try:
        joined = urljoin(base, url.strip()) if url.strip() else ""
        return joined if urlsplit(joined).scheme in {"http", "https"} else None
    except ValueError:
        return None


def read_metadata(tree: HtmlElement) -> Metadata:
    """Read a page's meta elements, title, canonical link, declared language and JSON-LD."""
    metadata = Metadata(linked=read_linked_data(tree))
    metadata.scripts = [text for script in tree.iter("script") if not is_linked_data(script) and (text := script.text)]
    for count, element in enumerate(tree.iter("meta")):
        if count >= _MOST_METAS:
            break
        content = one_line((element.get("content") or "")[:2000])
        for name in {element.get("property"), element.get("name"), element.get("itemprop"), element.get("http-equiv")}:
            if name and content:
                metadata.metas.setdefault(name.strip().lower(), []).append(content)
    title = next(
        (element for element in tree.iter("title") if element.getparent() is None or element.getparent().tag != "svg"),
        None,
    )
    metadata.title = one_line((title.text or "")[:2000]) if title is not None else ""
    link = next((element for element in tree.iter("link") if (element.get("rel") or "").lower() == "canonical"), None)
    metadata.canonical = (link.get("href") or "").strip() if link is not None else ""
    metadata.declared_language = (
        tree.get("lang")
        or tree.get("xml:lang")
        or metadata.linked.language
        or metadata.first("og:locale", "content-language")
    )
    return metadata
