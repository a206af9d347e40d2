"""The address that names an article, whose site an address is on, and in which country."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from babel import Locale
from babel.languages import get_official_languages
from courlan import clean_url, extract_domain

from parsers.pages.metadata import absolute
from schemas.page import Rejection
from schemas.vocabulary import Reason

_SOLD_TO_ALL = {"AI", "AM", "CC", "CO", "FM", "IM", "IO", "LY", "ME", "TO", "TV", "WS"}
"""Countries whose domain is sold as a word: it says nothing of where a site is at home."""


def canonical_url(url: str, stated: str = "") -> str:
    """Give the address that names an article: the page's own canonical one where it is plausible, normalised.

    It is not plausible on another site, nor when it is the home page: both are mistakes of templates.

    >>> canonical_url("https://www.example.ma/a?utm_source=x", "https://www.example.ma/")
    'https://www.example.ma/a'
    """
    linked = absolute(url, stated) if stated else None
    if linked and same_site(linked, url) and urlsplit(linked).path.strip("/"):
        return str(clean_url(linked) or linked)
    return str(clean_url(url) or url)


def same_site(url: str, other: str) -> bool:
    """Say whether two addresses are of one site: their hosts have the same registered domain, or are the same.

    >>> same_site("https://m.example.co.uk/a", "https://www.example.co.uk/a")
    True
    >>> same_site("https://example.co.uk/a", "https://other.co.uk/a")
    False
    """
    return host_of(url) == host_of(other) or _site(url) == _site(other)


def host_of(url: str) -> str:
    """Give an address's host without www.; an empty string for what is no address.

    >>> host_of("https://www.example.ma/a"), host_of("http://[bad")
    ('example.ma', '')
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def refuse_address(url: str) -> Rejection | None:
    """Say that a page's address is none, or None where it is one; a file's is not looked at.

    >>> refuse_address("http://[bad").reason
    <Reason.BAD_URL: 'bad-url'>
    >>> refuse_address("https://www.example.ma/a") is refuse_address("file:///a.html") is None
    True
    """
    if is_of_the_web(url) and not host_of(url):
        return Rejection(reason=Reason.BAD_URL, detail=f"{url[:200]} is no address")
    return None


def is_of_the_web(url: str) -> bool:
    """Say whether an address begins as a page's does, and not as a file's."""
    return url.partition("://")[0].lower() in ("http", "https")


def country_of(url: str, language: str | None = None) -> str | None:
    """Give the country (ISO 3166-1 alpha-2) whose domain a site is under; None where the domain names none.

    Args:
        url: The site's address.
        language: Of its texts: whoever bought a domain for the word that it spells hardly writes its country's.

    >>> country_of("https://www.example.ma/a"), country_of("https://example.co.uk/"), country_of("https://example.com")
    ('MA', 'GB', None)
    >>> country_of("https://example.ly/a"), country_of("https://example.ly/a", "ar")
    (None, 'LY')
    """
    code = host_of(url).rsplit(".", 1)[-1].upper().replace("UK", "GB")
    if len(code) != 2 or code not in _territories():
        return None
    return code if code not in _SOLD_TO_ALL or _is_spoken(language, code) else None


@cache
def _is_spoken(language: str | None, country: str) -> bool:
    """Whether a language that is not everybody's is a country's own."""
    return language not in (None, "en") and language in get_official_languages(country)


@cache
def _territories() -> frozenset[str]:
    return frozenset(Locale("en").territories)


def _site(url: str) -> str:
    return extract_domain(url) or host_of(url)
