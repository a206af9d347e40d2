"""Who signs an article."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.metadata import Metadata
from parsers.typography import fold
from schemas.vocabulary import AuthorKind


@dataclass(frozen=True, slots=True)
class Byline:
    """The names that sign, and where they were found."""

    names: tuple[str, ...] = ()
    kind: AuthorKind | None = None
    origin: str = ""


def find_byline(metadata: Metadata, sites: set[str]) -> Byline:
    """Find who signs."""
    names = tuple(name.text for name in metadata.linked.authors if fold(name.text) not in sites)
    if not names and (author := metadata.first("author")) and fold(author) not in sites:
        names = (author,)
    return Byline(names, AuthorKind.PERSON if names else None, "json-ld")
