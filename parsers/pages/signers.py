"""Who signs beside persons: agencies, desks, the site itself and nobody; and what pages call a byline's element."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache

from parsers.names import may_hold_given
from parsers.words.presswords import longest_words, words_of
from parsers.words.typography import fold
from schemas.vocabulary import AuthorKind

BYLINE_WORD = re.compile(
    r"author|auteur|autor\b|byline|by-line|\bwriter|writtenby|written-by|\bby\b|journalist|creator|signature|kateb|\bfn\b|redacteur"
)
NOT_BYLINE_WORD = re.compile(
    r"authori|bio\b|box|follow|social|avatar|image|photo|related|comment|more|role|job|position|authors?-?(?:desc|info|about|twitter|email|link-?list)"
)
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.[\s-]?){1,5}[A-ZÀ-Þ]\.?|(?:[\u0620-\u064a]\.\s?){1,4}[\u0620-\u064a]\.?")
_AROUND = " ()[]-–—/"
_CLOSING = re.compile(r"[\s.\-–—]*[(\[/]\s*(?P<name>[^()\[\]/]{2,25}?)\s*[)\]/]?\s*\.?$")
_LONGEST_SIGNATURE = 60
"""Characters of an agency's name with its brackets, dashes and blanks: a megabyte of dots is not searched for one."""
_SAME_WORD = 0.83
"""Likeness from which one word is another misspelt: one letter of six."""


@lru_cache(4_096)  # likeness to each agency is dear, and what stands beside names comes again
def agency_or_desk(name: str) -> AuthorKind | None:
    """Say whether a name is a news agency's or a desk's; None for a person's.

    >>> agency_or_desk("و.م.ع"), agency_or_desk("هيئة التحرير"), agency_or_desk("Samir Tahiri")
    (<AuthorKind.AGENCY: 'agency'>, <AuthorKind.DESK: 'desk'>, None)
    """
    key = fold(name)
    words = set(key.split())
    if len(words) == 1 and len(key) > 4:
        key = next(iter(get_close_matches(key, signing(), 1, _SAME_WORD)), key)
    if key in folded("agencies") or words & folded("agency_words"):
        return AuthorKind.AGENCY
    if key in folded("desks") or words & folded("desk_words") or any(map(key.endswith, _legal_forms())):
        return AuthorKind.DESK
    return None


def is_site(name: str, sites: set[str]) -> bool:
    """Say whether a name is the site's own, in any of the forms it goes by, alone or with the place of an office.

    >>> is_site("صدى الجهة", {"صدي الجهه"}), is_site("صدى الجهة الرباط", {"صدي الجهه"})
    (True, True)
    """
    key = fold(name)
    names = {site.replace(" ", "") for site in sites}
    office, _, place = key.rpartition(" ")
    return key.replace(" ", "") in names or (place in folded("places") and office.replace(" ", "") in names)


def is_nobody(name: str) -> bool:
    """Say whether a name is what software writes where nobody signed.

    >>> is_nobody("admin")
    True
    """
    return fold(name) in folded("nobody")


def closing_agency(text: str, *, alone: bool = False) -> str:
    """Give the agency that a text ends with in brackets or after a dash, as dispatches are signed; else nothing.

    Args:
        text: A paragraph.
        alone: Only where the signature is the whole paragraph.

    >>> closing_agency("وأضاف المصدر أن الأشغال ستنطلق قريبا. (و.م.ع)")
    'و.م.ع'
    """
    end = text[-_LONGEST_SIGNATURE:]
    found = _CLOSING.search(end)
    if found is None or (alone and (found.start() > 0 or len(end) < len(text))):
        return ""
    name = found["name"].strip(" .-–—")
    return name if fold(name) in folded("agencies") else ""


def initials_at(text: str) -> str:
    """Give the initials that a text begins with, as reporters of dailies sign: two letters or more, with dots.

    >>> initials_at("E.B.A.K."), initials_at("S.G | 05/02/2021"), initials_at("A. Bouzid")
    ('E.B.A.K.', 'S.G', '')
    """
    found = _INITIALS.match(text)
    if found is None or text[found.end() : found.end() + 1].isalnum():
        return ""
    initials = found[0].strip()
    return "" if fold(initials) in folded("abbreviations") or fold(initials) in folded("agencies") else initials


def signing_initials(line: str) -> str:
    """Give the initials that are all of a line but for brackets, or that only an agency follows; else nothing.

    >>> signing_initials("(A.B.)"), signing_initials("Y.B. (avec MAP)"), signing_initials("م.ب / و.م.ع")
    ('A.B.', 'Y.B.', 'م.ب')
    >>> signing_initials("A.B. a gagné"), signing_initials("و.م.ع")
    ('', '')
    """
    bare = line.strip(_AROUND)
    initials = initials_at(bare)
    rest = bare[len(initials) :].strip(_AROUND) if initials else ""
    return initials if not rest or agency_or_desk(rest) is AuthorKind.AGENCY else ""


@cache
def folded(key: str) -> frozenset[str]:
    """Give one list of bylines.toml over all languages, as `fold` writes words."""
    return frozenset(fold(word) for word in words_of("bylines", key))


@cache
def _legal_forms() -> tuple[str, ...]:
    """Give what the names of companies and associations end with."""
    return tuple(f" {form}" for form in folded("legal_forms"))


@cache
def _words_of_signing() -> frozenset[str]:
    return longest_words(signing())


def may_sign(text: str) -> bool:
    """Say whether a text has a word without which nobody signs in it but persons whom no lexicon knows.

    >>> may_sign("فاس – إيمان بناني"), may_sign("AFP et Reuters"), may_sign("Read our newsletter")
    (True, True, False)
    """
    return not _words_of_signing().isdisjoint(fold(text).split()) or may_hold_given(text)


@cache
def signing() -> frozenset[str]:
    """Give all agencies and desks that sign."""
    return folded("agencies") | folded("desks")
