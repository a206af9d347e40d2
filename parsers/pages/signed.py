"""One statement of who signs, its names sorted by what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.pages.signers import agency_or_desk, is_nobody, is_site
from parsers.words.typography import fold
from schemas.vocabulary import AuthorKind


@dataclass(frozen=True, slots=True)
class Signed:
    """One statement of who signs.

    Attributes:
        weight: How far it is believed.
        why: Where it was found, in words for a person.
    """

    names: tuple[str, ...]
    kind: AuthorKind
    weight: float
    why: str


def signed_as(names: list[str], weight: float, why: str, sites: set[str]) -> Iterator[Signed]:
    """Sort names by kind; persons and an agency beside them make one statement of persons."""
    if not names:
        return
    unique = list({fold(name): name for name in reversed(names) if not is_nobody(name)}.values())[::-1]
    kinds = {
        name: AuthorKind.DESK if is_site(name, sites) else agency_or_desk(name) or AuthorKind.PERSON for name in unique
    }
    if unique and kinds[unique[0]] is AuthorKind.DESK and all(len(name.split()) == 1 for name in unique[1:]):
        # An address follows: «Example GmbH, Munich, Germany».
        unique = [name for name in unique if kinds[name] is not AuthorKind.PERSON]
    for kind in AuthorKind:
        chosen = _without_affiliations(tuple(name for name in unique if kinds[name] is kind))
        if chosen:
            yield Signed(chosen, kind, weight, why)


def _without_affiliations(names: tuple[str, ...]) -> tuple[str, ...]:
    """«Jane Doe, WXYZ»: what is all capitals beside a name that is not is where somebody works."""
    mixed = [name for name in names if len(name.split()) > 1 and not name.isupper()]
    return tuple(name for name in names if not (mixed and name.isupper()))
