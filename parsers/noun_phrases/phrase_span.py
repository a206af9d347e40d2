"""A noun phrase in a text, as token indices."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 9
"""Words of a phrase, at most: what is longer is no noun phrase any more."""


class Span(NamedTuple):
    """A phrase as token indices, half-open; `skip` letters of its first word stay outside; `head` is its noun."""

    first: int
    last: int
    skip: int
    head: int
