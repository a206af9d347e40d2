"""Names in Latin letters that nothing calls a byline but where they stand: over a date, or before a trade."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from parsers.pages.accompanied import CAPITALISED, accompanied_name
from parsers.pages.bylinetext import EDGE, MAIL, without_dates
from parsers.pages.moments import find_moments
from parsers.pages.nearby import around_headline, furniture_around
from parsers.pages.outline import Outline
from parsers.pages.passages import Passage
from parsers.pages.signatures import is_addressed
from parsers.pages.signers import agency_or_desk, folded
from parsers.words.typography import fold, one_line

_FARTHEST = 4
_LONGEST_DATELINE = 100
_NAMES = 2
_LONGEST_PARTICLE = 2
"""Letters of «Le» in names, which also is the label of a date."""


def unlabelled_names(page: Outline, sites: set[str]) -> Iterator[str]:
    """Give what stands where names do, beside the headline, and looks like one in Latin letters.

    A passage that is no link and that a dated one follows or precedes; or a piece before what somebody is or his mail.

    Args:
        page: The page's outline.
        sites: Folded names of the site.
    """
    for distance, passage in around_headline(page):
        if distance <= _FARTHEST and not furniture_around(page, passage):
            yield from (name for name in _of_passage(page, passage) if _is_person(name, sites))


def _of_passage(page: Outline, passage: Passage) -> Iterator[str]:
    if not passage.linked and any(map(_is_dated, (page.before(passage), page.behind(passage)))):
        yield passage.text
    yield accompanied_name(passage.text)
    if not passage.linked and _is_dated(passage):
        beside = without_dates(passage.text).strip(" |,-–—•·")
        if _names_in(beside) == _NAMES and not _is_section(page, beside):  # three are sections
            yield beside
    if is_addressed(passage.text):
        yield one_line(EDGE.sub("", MAIL.split(passage.text)[0]))
    for (text, _), (after, _) in pairwise(passage.pieces):
        if fold(after).startswith(_trades()) or MAIL.fullmatch(after.strip()):
            yield text.strip()


def _is_section(page: Outline, text: str) -> bool:
    """Whether words beside a day name a place, or what a link on the page leads to: «Rabat Salé», «Vie locale»."""
    words = fold(text).split()
    linked = any(one.linked and one.text == text for one in page.passages)
    return linked or not folded("places").isdisjoint(words)


def _names_in(text: str) -> int:
    """How many words of a text are names or initials, and no particles."""
    return sum(len(word) > _LONGEST_PARTICLE or word.endswith(".") for word in text.split())


def _is_dated(passage: Passage | None) -> bool:
    return passage is not None and len(passage.text) <= _LONGEST_DATELINE and bool(find_moments(passage.text, "fr"))


def _is_person(text: str, sites: set[str]) -> bool:
    words = set(fold(text).split())
    labels = {word for word in words & folded("published") if len(word) > _LONGEST_PARTICLE}
    return (
        CAPITALISED.fullmatch(text) is not None
        and not text.isupper()
        and agency_or_desk(text) is None
        and not labels | words & (folded("page_words") | folded("role_words") | folded("labels"))
        and not any(fold(text) in site or site in fold(text) for site in sites)
    )


@cache
def _trades() -> tuple[str, ...]:
    return tuple(f"{word} " for word in folded("professions") | folded("roles") if word.isalpha() and len(word) > 4)
