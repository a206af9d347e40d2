"""The registry of newspapers: one TOML file each, read and checked here; no code changes when one is added."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from sources.notation import Domain, Pattern, Prefix, Selector, Template, Url


class SourceError(ValueError):
    """A source that is unknown or whose file is wrong; the message names it and the way out."""


class _Declaration(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Feed(_Declaration):
    """An RSS or Atom feed."""

    kind: Literal["feed"]
    url: Url
    pages: int = Field(default=1, ge=1, le=500, description="Pages to ask for by ?paged=N.")
    section: str | None = None


class Sitemap(_Declaration):
    """A sitemap, a news sitemap, or an index of them."""

    kind: Literal["sitemap"]
    url: Url
    news: bool = Field(default=False, description="A news sitemap, which lists the newest articles with their dates.")


class WordPress(_Declaration):
    """The REST API that WordPress sites serve below /wp-json."""

    kind: Literal["wordpress"]
    url: Url = Field(description="The API's root, such as https://example.ma/wp-json.")


class Listing(_Declaration):
    """Listing pages by URL template, with {page} or {date:%Y/%m/%d} in it."""

    kind: Literal["listing"]
    url: Template
    links: Selector = Field(default="a", description="CSS selector of the links to articles.")
    pages: int = Field(default=1, ge=1, le=500)


class Wayback(_Declaration):
    """The Internet Archive's CDX index, by date range."""

    kind: Literal["wayback"]
    url: Prefix = Field(description="URL prefix, such as hespress.com/*.")
    article: Pattern | None = Field(default=None, description="Regular expression that an article's URL matches.")


class CCNews(_Declaration):
    """Common Crawl's news archive, by date range; its files, of a gigabyte each, are read for this newspaper alone."""

    kind: Literal["cc-news"]
    url: Url = Field(default="https://data.commoncrawl.org", description="Where crawl-data/CC-NEWS/ lies.")
    files: int = Field(default=30, ge=1, le=1000, description="Most files to read at a time; a day has some twenty.")


class UrlList(_Declaration):
    """A plain list of URLs, one a line."""

    kind: Literal["urls"]
    url: Url


Discovery = Annotated[
    Feed | Sitemap | WordPress | Listing | Wayback | CCNews | UrlList,
    Field(discriminator="kind"),
]


class Extraction(_Declaration):
    """Hints for a newspaper's own markup; all are CSS selectors, tried before the generic way."""

    body: Selector | None = None
    title: Selector | None = None
    author: Selector | None = None
    date: Selector | None = None
    drop: tuple[Selector, ...] = ()
    furniture: tuple[str, ...] = Field(
        (), description="Lines that the site repeats inside its articles, word for word."
    )


class Source(_Declaration):
    """One newspaper.

    Attributes:
        id: The file's name; it names the newspaper in every table.
        domains: Hosts that are the newspaper's, without www; sub-domains count.
        country: ISO 3166-1 alpha-2; it settles «1.250», «دينار» and month names.
        pace_s: Least seconds between two requests to the host.
        verified: Whether `waqai sources ID --check` has seen it work live.
        allow_private: Whether loopback and private addresses may be asked: for the sample site alone.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")
    name: str
    name_latin: str
    domains: tuple[Domain, ...] = Field(min_length=1)
    country: str = Field(pattern=r"^[A-Z]{2}$")
    languages: tuple[str, ...] = Field(min_length=1)
    timezone: str
    pace_s: float = Field(default=5.0, ge=0, le=300)
    terms: str = Field(description="What is known of the newspaper's terms of use.")
    verified: bool = False
    allow_private: bool = False
    discovery: tuple[Discovery, ...] = Field(min_length=1)
    extraction: Extraction = Field(default_factory=lambda: Extraction.model_validate({}))

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError(f"{zone!r} is not an IANA time zone")
        return zone

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the newspaper states its dates."""
        return ZoneInfo(self.timezone)


@cache
def source_ids() -> tuple[str, ...]:
    """List the registry's ids in order."""
    return tuple(
        sorted(entry.name.removesuffix(".toml") for entry in files("sources").iterdir() if entry.name.endswith(".toml"))
    )


@cache
def load(source_id: str) -> Source:
    """Read one newspaper's file.

    Raises:
        SourceError: No such file, or a field in it is wrong.
    """
    if source_id not in source_ids():
        raise SourceError(f"unknown source {source_id!r}: `waqai sources` lists the {len(source_ids())} known ones")
    return read_source(source_id, files("sources").joinpath(f"{source_id}.toml").read_text(encoding="utf-8"))


def registered(source_id: str) -> Source | None:
    """Give the registry's newspaper; None for a host that is not in it."""
    try:
        return load(source_id)
    except SourceError:
        return None


def read_source(source_id: str, text: str) -> Source:
    """Read what a newspaper's file says.

    Raises:
        SourceError: It is no TOML, or fields in it are wrong; the message names the file and each of them.
    """
    try:
        return Source.model_validate({"id": source_id, **tomllib.loads(text)})
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"sources/{source_id}.toml is no TOML: {error}") from error
    except ValidationError as error:
        wrong = "; ".join(f"{_key(one['loc'])}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors())
        raise SourceError(f"sources/{source_id}.toml is wrong at {wrong}") from error


def _key(place: Sequence[str | int]) -> str:
    """Name a key as one would look for it in the file.

    >>> _key(("discovery", 0, "listing", "links"))
    'discovery[1].listing.links'
    """
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place)
    return "".join(parts).removeprefix(".")


@cache
def _by_domain() -> dict[str, str]:
    return {domain: source_id for source_id in source_ids() for domain in load(source_id).domains}


def source_of(url: str) -> Source | None:
    """Find the newspaper that a URL belongs to by its host, the most specific domain first; None where none does.

    >>> source_of("http://[bad") is None
    True
    """
    try:
        labels = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return None
    for start in range(len(labels)):
        source_id = _by_domain().get(".".join(labels[start:]))
        if source_id is not None:
            return load(source_id)
    return None
