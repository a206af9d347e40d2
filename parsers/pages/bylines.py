"""Who signs an article: every statement of it that the page makes, cut down to names, and which one is believed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from parsers.names import looks_like_name
from parsers.pages import metanames
from parsers.pages.bylinetext import clean_names, is_plausible, labelled_names
from parsers.pages.chiefs import is_chief
from parsers.pages.joint_bylines import names_another
from parsers.pages.jsonld import Name
from parsers.pages.marked import marked_names
from parsers.pages.metadata import Metadata
from parsers.pages.outline import Outline
from parsers.pages.signed import Signed, signed_as
from parsers.pages.signers import agency_or_desk, is_site
from parsers.pages.site_names import without_mottos
from parsers.pages.visible_bylines import visible_bylines
from parsers.words.text import strip_accents
from parsers.words.typography import ARABIC_LETTER, fold
from schemas.vocabulary import AuthorKind

_MAKER = re.compile(r"develop|design|powered|copyright|webmaster|generator", re.IGNORECASE)
"""Words of who made the site, not the article."""
_USER = re.compile(r"[a-z0-9][a-z0-9._-]*")
"""A name under which somebody logs in, which no reader of Arabic is told for the author's."""
_NEAR = 55
"""Weight of a byline beside the headline: with one there, markup elsewhere has nothing better."""


@dataclass(slots=True)
class Byline:
    """Who signs, and from what that was concluded.

    Attributes:
        candidates: All statements, the best first; behind them those that a settled question left unasked.
    """

    names: tuple[str, ...] = ()
    kind: AuthorKind | None = None
    why: str = ""
    candidates: list[Signed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BylineSetting:
    """What a page's bylines are read against.

    Attributes:
        sites: Folded names of the site, which is never a person.
        html: The page's source.
        selected: What the newspaper's own selector finds.
    """

    sites: set[str]
    html: str
    selected: str = ""


def find_byline(
    tree: HtmlElement,
    metadata: Metadata,
    page: Callable[[], Outline],
    setting: BylineSetting,
    *,
    thorough: bool = False,
) -> Byline:
    """Find who signs an article.

    A person goes before an agency and an agency before the newspaper itself, which templates put down where no one is
    named; among persons the statement nearest the article wins.

    Args:
        tree: The whole page.
        metadata: What the page's head states.
        page: Gives the page's outline, asked for only where the head names no person.
        setting: What bylines are read against.
        thorough: Look at the visible page in any case.
    """
    sites = setting.sites | without_mottos(metadata.site_names)
    candidates = list(signed_as(clean_names(setting.selected), 100, "selector", sites))
    candidates += [*_from_linked(metadata, sites), *_from_metas(metadata, sites)]
    settled = any(map(_is_full, candidates)) and not _is_one_of_several(setting.html, candidates)
    others = list(visible_bylines(page(), sites)) if thorough or not settled else []
    candidates += [] if settled else others
    near = settled or any(one.kind in _NAMED and one.weight >= _NEAR for one in candidates)
    marked = list(_from_markup(tree, metadata.title, sites)) if thorough or not near else []
    candidates += [] if near else marked
    section = fold(metadata.section or "")
    candidates = _ranked(one for one in candidates if [fold(name) for name in one.names] != [section])
    if not candidates:
        return Byline()
    best = _not_the_chief(_fuller(candidates), candidates, setting.html)
    losers = [one for one in (*others, *marked) if one not in candidates] if thorough else []
    return Byline(best.names, best.kind, best.why, candidates + _ranked(losers))


def _ranked(candidates: Iterable[Signed]) -> list[Signed]:
    return sorted(candidates, key=lambda one: (-_RANK[one.kind], -one.weight))


def _is_full(signed: Signed) -> bool:
    """Whether persons are named with more than one word each: a user's name may stand for a full one elsewhere."""
    return signed.kind is AuthorKind.PERSON and all(" " in name for name in signed.names)


def _is_one_of_several(html: str, candidates: list[Signed]) -> bool:
    named = next((one.names for one in candidates if _is_full(one)), ())
    return len(named) == 1 and (names_another(html, named[0]) or is_chief(html, named[0]))


def _fuller(candidates: list[Signed]) -> Signed:
    """The best statement, or a near one that names more, or fully whom it names by one word or as a user."""
    best = candidates[0]
    if best.kind is not AuthorKind.PERSON or len(best.names) != 1 or " " in best.names[0]:
        return next((one for one in candidates if _names_more(one, best)), best)
    full = [one for one in candidates if one.weight >= _NEAR and _is_full(one)]
    other = next((one for one in full if ARABIC_LETTER.match(one.names[0])), None)
    if other and _USER.fullmatch(best.names[0]):
        return other
    word = _plain(best.names[0])
    for one in full:
        name = _plain(one.names[0])
        if len(one.names) == 1 and (name.startswith(f"{word} ") or name.replace(" ", "") == word.replace(" ", "")):
            return one
    return best


def _not_the_chief(best: Signed, candidates: list[Signed], html: str) -> Signed:
    """Another person in a labelled byline, where the best statement names him who directs the newspaper."""
    persons = [one for one in candidates if one.kind is AuthorKind.PERSON and one.why == "labelled byline"]
    other = next((one for one in persons if best.names[0] not in one.names), None)
    return other if other and len(best.names) == 1 and is_chief(html, best.names[0]) else best


def _names_more(one: Signed, best: Signed) -> bool:
    """Whether a statement near by names others, too: in JSON-LD many templates name the first of several alone."""
    named, fewer = set(map(fold, one.names)), set(map(fold, best.names))
    return one.kind is AuthorKind.PERSON and one.weight >= _NEAR and fewer < named


def _plain(name: str) -> str:
    return strip_accents(fold(name)).replace("_", " ")


_NAMED = frozenset({AuthorKind.PERSON, AuthorKind.AGENCY})
_RANK = {AuthorKind.PERSON: 3, AuthorKind.AGENCY: 2, AuthorKind.DESK: 1}


def _from_linked(metadata: Metadata, sites: set[str]) -> Iterator[Signed]:
    authors = metadata.linked.authors
    persons = [stated.text for stated in authors if not _is_body(stated)]
    named = [name for text in persons for name in _names_in(text, sites)]
    yield from signed_as(named, 90, "json-ld author", sites)
    bodies = tuple(stated.text for stated in authors if _is_body(stated))
    if bodies and not named:
        yield Signed(bodies, agency_or_desk(bodies[0]) or AuthorKind.DESK, 90, "json-ld organisation")


def _is_body(stated: Name) -> bool:
    """Say whether JSON-LD names an organisation; templates call persons that, too."""
    return stated.group and not looks_like_name(stated.text, strict=True)


def _names_in(stated: str, sites: set[str]) -> list[str]:
    """The names that a machine's statement gives; the site's own as it stands, whatever is in it."""
    return [stated] if is_site(stated, sites) else clean_names(stated)


def _from_metas(metadata: Metadata, sites: set[str]) -> Iterator[Signed]:
    for rank, meta in enumerate(metanames.AUTHORS):
        values = [
            value for value in metadata.metas.get(meta, [])[:6] if "://" not in value and not _MAKER.search(value)
        ]
        names = [name for value in values for name in _names_in(value, sites)]
        yield from signed_as(names, 80 - rank, f"meta {meta}", sites)
    label, value = metadata.first("twitter:label1"), metadata.first("twitter:data1")
    if label and value and labelled_names(f"{label}: {value}"):
        yield from signed_as(clean_names(value), 70, "meta twitter:data1", sites)


def _from_markup(tree: HtmlElement, title: str, sites: set[str]) -> Iterator[Signed]:
    for marked in marked_names(tree, title):
        names = [name for name in clean_names(marked.text) if is_plausible(name)]
        yield from signed_as(names, marked.weight, marked.why, sites)
