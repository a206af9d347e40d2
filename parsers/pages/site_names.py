"""The names of a page's site, and titles freed of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsers.pages.addresses import host_of
from parsers.pages.metadata import Metadata
from parsers.words.typography import ARABIC_LETTER, fold, one_line

SEPARATOR = re.compile(r"\s+[|–—·•»«:\-/~]{1,2}\s+|\s*\|\s*|\s*::\s*|\s+»\s*|:\s+|\s+[-–—]\s*")
"""What stands between the parts of a title element."""
LONGEST_STATED = 500
"""Characters of a stated title that are looked at."""
_MOST_BREAKS = 12
_MOTTO = re.compile(r"\s*[:|،]\s+|\s+[-–—•]\s+")
"""What stands between a site's name and what it says of itself."""
_MOST_BESIDE = 20
"""Characters beside the site's name in a part of a title that still is nothing but the site."""


def site_keys(metadata: Metadata, url: str, names: Iterable[str] = ()) -> set[str]:
    """List the forms under which a page names its site, folded: the host, with and without its ending, and names.

    Args:
        metadata: What the page states.
        url: Its address.
        names: What the registry calls the newspaper.
    """
    host = host_of(url)
    labels = host.split(".")
    name = max(labels[:-1] or labels, key=len, default="")
    keys = {fold(name) for name in (*metadata.site_names, *names)} | {
        fold(host),
        fold(name),
        fold(name).replace(" ", ""),
    }
    return {key for key in keys if len(key) > 1}


def without_mottos(names: Iterable[str]) -> set[str]:
    """Give sites' names without what they say of themselves, folded; both where one is in Arabic and one in Latin.

    >>> without_mottos(["صدى: جريدة إلكترونية", "Le Soir - L'info"]) == {"صدي", "le soir"}
    True
    >>> without_mottos(["Sada Press - صدى بريس"]) == {"sada press", "صدي بريس"}
    True
    """
    return {key for name in names for part in _own_parts(_MOTTO.split(name)) if len(key := fold(part)) > 1}


def _own_parts(parts: list[str]) -> list[str]:
    """Of a stated name's parts the first, and the second where it is that name in the other script."""
    scripts = {ARABIC_LETTER.match(part) is None for part in parts}
    return parts if len(parts) == len(scripts) == 2 else parts[:1]


def names_site(text: str, sites: set[str]) -> bool:
    """Whether a text is one of the names of the site."""
    key = fold(text)
    return key in sites or key.replace(" ", "") in sites


def strip_site(title: str, sites: set[str]) -> str:
    """Take the site's name off either end of a title.

    >>> strip_site("صحيفة المثال : عنوان الخبر كاملا", {fold("صحيفة المثال")})
    'عنوان الخبر كاملا'
    """
    title = one_line(title[:LONGEST_STATED])
    breaks = [(found.start(), found.end()) for found in SEPARATOR.finditer(title)][:_MOST_BREAKS]
    for start, end in breaks:
        if _is_site(title[:start], sites, apart=title[start:end].strip() != ":"):
            return strip_site(title[end:], sites)
    for start, end in reversed(breaks):
        if _is_site(title[end:], sites, apart=title[start:end].strip() != ":"):
            return strip_site(title[:start], sites)
    return title


def _is_site(part: str, sites: set[str], *, apart: bool) -> bool:
    """Whether a title's part is the site's name, or one set clearly apart that has it: «The Horizon | Local News»."""
    if names_site(part, sites):
        return True
    key = fold(part)
    return apart and any(len(site) > 4 and site in key and len(key) < len(site) + _MOST_BESIDE for site in sites)
