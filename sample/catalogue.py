"""What the newspaper has: each page, how it is served, and what a reader finds in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from schemas.vocabulary import AuthorKind, Comparator, Kind, Reason


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExpectedFact(_Record):
    """One key fact that a page states, with the fields of the facts table; not all facts of a page are listed."""

    kind: Kind
    value: float
    value_max: float | None = None
    comparator: Comparator = Comparator.EXACT
    number: str
    unit: str | None = None
    counted: str | None = None


class Expected(_Record):
    """What a reader finds in an article's page.

    Attributes:
        published: Day of first publication; null where the page does not say.
        holds: Words from the beginning and the end of the body.
        lacks: Words of the page that are not the article's: boxes, share bars, comments, footers.
    """

    language: str
    title: str
    authors: tuple[str, ...] = ()
    author_kind: AuthorKind | None = None
    published: date | None = None
    holds: tuple[str, ...] = Field(min_length=2)
    lacks: tuple[str, ...] = Field(min_length=1)
    facts: tuple[ExpectedFact, ...] = ()


class Entry(_Record):
    """One address of the site.

    Attributes:
        path: Path and query, percent-encoded, as it is linked.
        file: Its file in `pages/`, kept in UTF-8; none where nothing is there.
        encoding: What the file is encoded in when it is served.
        content_type: The header as sent.
        listed: Whether feed and sitemaps name it.
        published: What feed and sitemaps say of its publication.
        location: Where a redirect leads.
        expected: What a reader finds, where it is an article.
        reason: How the address ends in the ledger, where it is none.
    """

    path: str = Field(pattern=r"^/[!-~]*$")
    file: str | None = None
    encoding: str = "utf-8"
    content_type: str = "text/html; charset=UTF-8"
    status: int = 200
    listed: bool = True
    headline: str | None = None
    section: str | None = None
    published: AwareDatetime | None = None
    location: str | None = None
    expected: Expected | None = None
    reason: Reason | None = None

    @model_validator(mode="after")
    def _article_or_not(self) -> Entry:
        if self.expected and self.reason:
            raise ValueError(f"{self.path} is an article or it is not: give `expected` or `reason`")
        return self

    @property
    def title(self) -> str:
        """The headline that feed and listings show."""
        return self.headline or (self.expected.title if self.expected else self.path)


@cache
def entries() -> tuple[Entry, ...]:
    """Give every address of the site, the newest article first and those without a date last."""
    declared = tomllib.loads(files("sample").joinpath("pages.toml").read_text(encoding="utf-8"))
    return tuple(sorted(map(Entry.model_validate, declared["page"]), key=_age))


def _age(entry: Entry) -> tuple[bool, float]:
    return entry.published is None, -entry.published.timestamp() if entry.published else 0.0


def listed() -> tuple[Entry, ...]:
    """Give what feed and sitemaps name, the newest first."""
    return tuple(entry for entry in entries() if entry.listed)


def expectations() -> Mapping[str, Expected]:
    """Give what a reader finds in each article, by its path."""
    return {entry.path: entry.expected for entry in entries() if entry.expected}


def outcomes() -> Mapping[str, Reason]:
    """Give the ledger's reason for each address that is no article, by its path."""
    return {entry.path: entry.reason for entry in entries() if entry.reason}
