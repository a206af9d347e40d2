"""Who signs by what readers see: bylines around the headline, signatures at the text's end, the author's own box."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from parsers.pages.bylinetext import clean_names, is_plausible, labelled_names, segments_of
from parsers.pages.called_bylines import called_byline
from parsers.pages.envoys import is_envoy
from parsers.pages.loose_names import initials_before_a_date, loose_names
from parsers.pages.moments import find_moments
from parsers.pages.nearby import around_headline, furniture_around
from parsers.pages.outline import Outline
from parsers.pages.passages import Passage
from parsers.pages.signatures import is_bare_name, is_name_line
from parsers.pages.signed import Signed, signed_as
from parsers.pages.signers import agency_or_desk, closing_agency, folded, is_site
from parsers.pages.text_ends import signature_after
from parsers.pages.told_of import is_told_of
from parsers.pages.unlabelled import unlabelled_names
from parsers.words.typography import fold, one_line
from schemas.vocabulary import AuthorKind

_ELSEWHERE = {"related", "comments", "footer", "menu"}
_LONGEST = 160


def visible_bylines(page: Outline, sites: set[str]) -> Iterator[Signed]:
    """All that is stated where bylines and signatures stand."""
    yield from _from_page(page, sites)
    yield from _from_closing(page, sites)
    yield from _from_about(page, sites)
    for name in unlabelled_names(page, sites):
        yield from signed_as([name], 38, "where names stand", sites)
    yield from signed_as(clean_names(signature_after(page)), 44, "signature after the text", sites)


def _from_page(page: Outline, sites: set[str]) -> Iterator[Signed]:
    for side, base in ((around_headline(page), 60.0), (page.below(), 50.0)):
        for distance, passage in side:
            if len(passage.text) <= _LONGEST and not furniture_around(page, passage) & _ELSEWHERE:
                names = _behind_label(page.before(passage), passage)
                yield from signed_as(names, base + 12 - min(distance, 20), "byline behind its label", sites)
                yield from _from_passage(page, passage, base - min(distance, 20), sites)


def _behind_label(label: Passage | None, passage: Passage) -> list[str]:
    """The names in a passage behind one that is nothing but their label."""
    if label is None:
        return []
    if label.text.endswith((":", "：")) and fold(label.text) in folded("labels"):
        return labelled_names(f"{label.text.rstrip(' :')}: {passage.text}")
    return clean_names(passage.text) if is_envoy(label.text) and is_name_line(passage.text) else []


def _from_closing(page: Outline, sites: set[str]) -> Iterator[Signed]:
    """An agency's signature at the end of the last paragraph."""
    for _, passage in page.below():
        agency = closing_agency(passage.text)
        if agency:
            yield from signed_as([agency], 45, "signature at the end", sites)


def _from_about(page: Outline, sites: set[str]) -> Iterator[Signed]:
    """The name in the box behind the article that introduces its author."""
    for heading, passage in pairwise(page.passages[page.last or 0 :]):
        if fold(heading.text) in folded("about") and is_bare_name(passage.text):
            yield from signed_as(clean_names(passage.text), 40, "about the author", sites)


def _from_passage(page: Outline, passage: Passage, weight: float, sites: set[str]) -> Iterator[Signed]:
    labelled = labelled_names(passage.text)
    if labelled:
        yield from signed_as(labelled, weight + 12, "labelled byline", sites)
        return
    called = called_byline(passage)
    office = _office(called, sites)
    if office:
        yield Signed((office,), AuthorKind.DESK, weight + 6, "site's name in an element called a byline")
        return
    if called:
        names = [name for name in clean_names(called) if is_plausible(name)]
        yield from signed_as(names, weight + 6, "element called a byline", sites)
        if names:
            return
    own = next((one_line(text) for text, _ in passage.pieces if is_site(text, sites)), "")
    if own and find_moments(passage.text, None):
        yield Signed((own,), AuthorKind.DESK, weight - 15, "site's name beside the dateline")
    loose = _loose(passage, sites)
    if loose and not is_told_of(page, passage):
        yield from signed_as(loose, weight - 10, "name beside the dateline", sites)


def _office(called: str, sites: set[str]) -> str:
    """The newspaper's own name, where only a desk stands beside it: «صدى الجهة - متابعة»."""
    parts = segments_of(called)
    own = [part.strip() for part in parts if is_site(part, sites)]
    desks = [part for part in parts if agency_or_desk(part.strip()) is AuthorKind.DESK]
    return own[0] if len(own) == 1 and len(own) + len(desks) == len(parts) > 1 else ""


def _loose(passage: Passage, sites: set[str]) -> list[str]:
    """The names in a line that nothing calls a byline, whose pieces may stand for its segments."""
    initials = initials_before_a_date(passage.text)
    if initials:
        return [initials]
    return loose_names(" | ".join(text for text, _ in passage.pieces), sites) or loose_names(passage.text, sites)
