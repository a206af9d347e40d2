"""The zone of a newspaper's clock: its country's, or that of the countries where months are called as it calls them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, localedata
from babel.core import get_global

from parsers.calendar.day_forms import plain
from parsers.words.presswords import any_of

_SEASONS = (datetime(2020, 1, 15), datetime(2020, 7, 15), datetime(2026, 1, 15), datetime(2026, 7, 15))  # noqa: DTZ001 - asked of each zone
"""When zones that differ at all differ."""
_FEW = 5
"""Countries up to which a month's name tells where it is used: five say «آب», nineteen «أغسطس»."""


@cache
def zone_of_country(country: str) -> ZoneInfo | None:
    """Give the zone of a country (ISO 3166-1 alpha-2); None where it has several.

    >>> zone_of_country("MA").key, zone_of_country("US")
    ('Africa/Casablanca', None)
    """
    names = sorted(name for name, territory in get_global("zone_territories").items() if territory == country)
    zones = [zone for name in names if (zone := _zone_info(name)) is not None]
    clocks = {tuple(moment.replace(tzinfo=zone).utcoffset() for moment in _SEASONS) for zone in zones}
    return zones[0] if len(clocks) == 1 else None


def _zone_info(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def zone_by_months(texts: Iterable[str], language: str | None, at: datetime) -> ZoneInfo | None:
    """Give a zone by what the months are called in some texts: «غشت» is August in Morocco alone.

    Args:
        texts: Dates as they are written.
        language: ISO 639-1.
        at: The moment, naive: countries that share a name need share their clocks only then.

    Returns:
        None where no name tells the country, or the clocks of its countries differ.

    >>> zone_by_months(["15 غشت 2023"], "ar", datetime(2023, 8, 15)).key
    'Africa/Casablanca'
    >>> [zone_by_months([text], "ar", datetime(2023, 8, 15)) for text in ("15 أغسطس 2023", "15 آب/أغسطس 2023")]
    [None, None]
    """
    if not language or not months_tell_countries(language):
        return None
    known, names = _countries_by_month(language), _month_names(language)
    told = [known[name] for text in texts for name in names.findall(plain(text))]
    countries = frozenset.intersection(*told) if told else frozenset()  # of «آب/أغسطس» none
    zones = [zone_of_country(country) for country in sorted(countries)] if len(countries) <= _FEW else []
    offsets = {at.replace(tzinfo=zone).utcoffset() if zone else None for zone in zones}
    return zones[0] if len(offsets) == 1 else None


def months_tell_countries(language: str) -> bool:
    """Say whether any country has names of its own for months, as in Arabic.

    >>> months_tell_countries("ar"), months_tell_countries("fr")
    (True, False)
    """
    return any(len(countries) <= _FEW for countries in _countries_by_month(language).values())


@cache
def _countries_by_month(language: str) -> Mapping[str, frozenset[str]]:
    """The countries that call a month so, by CLDR's names of each."""
    found: dict[str, set[str]] = defaultdict(set)
    for identifier in localedata.locale_identifiers():
        spoken, _, country = identifier.partition("_")
        if spoken == language and len(country) == 2:
            for name in Locale.parse(identifier).months["format"]["wide"].values():
                found[plain(name)].add(country)
    return {name: frozenset(countries) for name, countries in found.items()}


@cache
def _month_names(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(_countries_by_month(language))})(?!\w)")
