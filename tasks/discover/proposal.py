"""A newspaper's file as it is proposed for a new site, each line with what it rests on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sources import Discovery, Source, read_source

_TERMS = "Not read; all rights presumed reserved. Keep for analysis and quotation, do not republish."
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Basis:
    """A value, and what it rests on, for a person."""

    value: Any
    rests_on: str


@dataclass(slots=True, kw_only=True)
class Proposal:
    """What was found of a site.

    Attributes:
        id: The file's name without .toml.
        strategies: Each with what was seen of it.
        notes: What was looked for and not found, a line each.
    """

    id: str
    asked: str
    name: Basis
    name_latin: Basis
    domains: Basis
    country: Basis
    languages: Basis
    timezone: Basis
    pace_s: Basis
    strategies: list[tuple[Discovery, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def source(self) -> Source:
        """Read the proposal as the registry would read its file.

        Raises:
            SourceError: It is wrong.
        """
        return read_source(self.id, self.to_toml(date.min))

    def to_toml(self, today: date) -> str:
        """Write the file."""
        return "\n".join([*self._head(today), *self._lines(), ""])

    def _head(self, today: date) -> Iterator[str]:
        yield f"# Unverified: proposed by `waqai sources --discover {_plain(self.asked)}` on {today}."
        yield f"# Save it as sources/{self.id}.toml, then `waqai sources {self.id} --check` settles it."
        yield "# Assumed: what the comments say."
        yield from (f"# {_plain(note)}" for note in self.notes)

    def _lines(self) -> Iterator[str]:
        for name in ("name", "name_latin", "domains", "country", "languages", "timezone", "pace_s"):
            basis: Basis = getattr(self, name)
            yield f"{name} = {_written(basis.value)}  # {_plain(basis.rests_on)}"
        yield f"terms = {_written(_TERMS)}"
        yield "verified = false"
        for strategy, seen in self.strategies:
            yield ""
            yield f"# {_plain(seen)}"
            yield "[[discovery]]"
            yield from (f"{key} = {_written(value)}" for key, value in strategy.model_dump(exclude_unset=True).items())


def _written(value: str | bool | float | Sequence[str]) -> str:
    """Write a value; a JSON string, number or list of strings without control characters is the same in TOML."""
    return json.dumps(_plain(value) if isinstance(value, str) else value, ensure_ascii=False)


def _plain(text: str) -> str:
    return _CONTROL.sub(" ", text.encode("utf-8", "replace").decode("utf-8")).strip()
