"""Personal names: romanisation as the Moroccan press writes them, and what looks like a name."""

from __future__ import annotations


def romanise(name: str, country: str | None = None) -> str:
    """Give a personal name in Latin letters."""
    del country
    return name
