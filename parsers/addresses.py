"""The address that names an article, and whose site an address is on."""

from __future__ import annotations

from urllib.parse import urlsplit

from courlan import clean_url, extract_domain

from parsers.metadata import absolute


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
    return _site(url) == _site(other)


def _site(url: str) -> str:
    return extract_domain(url) or (urlsplit(url).hostname or "").removeprefix("www.")
