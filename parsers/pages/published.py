"""When an article was published: every candidate that the page offers with its evidence, and which one is believed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from parsers.pages import metanames
from parsers.pages.date_choice import LEAST, Candidate, choose_change, choose_date, only_changed, same_day
from parsers.pages.datelines import visible_dates
from parsers.pages.far_dates import far_dates
from parsers.pages.marked import marked_dates
from parsers.pages.metadata import Metadata
from parsers.pages.moments import Moment, find_moments, read_iso
from parsers.pages.outline import Outline
from parsers.pages.zones import months_tell_countries, zone_by_months
from schemas.page import Discovered
from schemas.vocabulary import Origin, Precision

_SLACK = timedelta(hours=14)
"""How far after the fetch a date may lie: clocks differ, and a naive time may be read in the wrong zone."""
_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""No newspaper's site is older; earlier dates are defaults of the software."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_URL = re.compile(
    r"(?:^|[/_.-])((?:19|20)\d\d)(?:[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])|/(1[0-2]|[1-9])/([12]\d|3[01]|[1-9])"
    rf"|/({'|'.join(_MONTHS)})/([0-2]?\d|3[01])|/[a-z][a-z._-]+/(0?[1-9]|1[0-2])/([0-2]?\d|3[01]))(?:[/_.-]|$|T)",
    re.IGNORECASE,
)
"""Year, month and day in an address: «/2019/04/20/», «20190420», «/2011/nov/18/», and CNN's «/2010/POLITICS/08/13/»."""
_DAYTIME = (8, 14)
"""Hours UTC at which it is the same day in all the zones where most newspapers are, from Los Angeles to Sydney."""
_RENDERED = timedelta(minutes=2)
_IF_RENDERED = 45
"""Weight of such an instant: a date beside the headline goes before it, nothing else does."""
_SURE = 81
"""Weight from which structured evidence with a time needs no look at the visible page."""


@dataclass(slots=True)
class Dates:
    """What was concluded, and from what.

    Attributes:
        candidates: All of them, the best first.
    """

    published: Candidate | None = None
    modified: datetime | None = None
    candidates: list[Candidate] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a page's dates are read against.

    Attributes:
        url: The page's address.
        language: Of the text.
        zone: The newspaper's zone; None where it is not known.
        fetched_at: When the page was fetched: nothing on it is later, and «منذ 3 ساعات» counts from there.
        month_first: Whether 03/04/2024 is the fourth of March here.
        selected: What the newspaper's own selector finds.
    """

    url: str
    language: str | None
    zone: ZoneInfo | None
    fetched_at: datetime
    month_first: bool = False
    selected: str = ""


def find_dates_of_page(
    tree: HtmlElement,
    metadata: Metadata,
    page: Callable[[], Outline],
    setting: Setting,
    discovered: Discovered | None = None,
    *,
    thorough: bool = False,
) -> Dates:
    """Find when an article was published and last changed.

    Args:
        tree: The whole page.
        metadata: What the page's head states.
        page: Gives the page's outline, asked for only where the head does not settle it.
        setting: What dates are read against.
        discovered: What the feed or sitemap stated.
        thorough: Look at the visible page in any case, for a person who asks why.
    """
    candidates = [
        *_machine(setting.selected, Origin.BYLINE, 110, "selector", setting),
        *_from_linked(metadata, setting),
        *_from_metas(metadata, setting),
        *_from_discovery(discovered, setting),
        *_from_url(setting),
    ]
    changes = [*_modified(metadata, setting)]
    if thorough or not _is_settled(candidates, changes, setting):
        _add(candidates, changes, _from_markup(tree, setting))
        if thorough or not _is_settled(candidates, changes, setting):
            _add(candidates, changes, _from_view(page(), setting))
    if thorough or not any(one.weight >= LEAST and one.precision is not Precision.DAY for one in candidates):
        candidates += _from_far(metadata, page(), setting)
    if not any(one.weight >= LEAST for one in candidates):
        candidates += only_changed(changes)
    candidates, changes = _in_zone_of_months(candidates, changes, setting)
    candidates.sort(key=lambda one: -one.weight)
    best = choose_date(candidates, changes)
    return Dates(best, choose_change(changes, best), candidates)


def _is_settled(candidates: list[Candidate], changes: list[Candidate], setting: Setting) -> bool:
    """Whether the head alone tells the day: to the minute, one day throughout, and in a zone where readers see it."""
    sure = [one for one in candidates if one.weight >= _SURE and one.precision is not Precision.DAY]
    if not sure or any(not same_day(one, sure[0]) for one in (*candidates, *changes)):
        return False
    if any(one.is_local for one in sure) and setting.zone is None and months_tell_countries(setting.language or ""):
        return False
    return setting.zone is not None or any(
        one.at.utcoffset() or _DAYTIME[0] <= one.at.hour < _DAYTIME[1] for one in sure
    )


def _in_zone_of_months(
    candidates: list[Candidate], changes: list[Candidate], setting: Setting
) -> tuple[list[Candidate], list[Candidate]]:
    """Place what is stated without a zone in that of the country whose months the page names, where none is known."""
    local = [one for one in candidates if one.is_local]
    if setting.zone is not None or not local:
        return candidates, changes
    zone = zone_by_months((one.text for one in local), setting.language, local[0].at.replace(tzinfo=None))
    if zone is None:
        return candidates, changes
    placed = [
        [replace(one, at=one.at.replace(tzinfo=zone)) if one.is_local else one for one in stated]
        for stated in (candidates, changes)
    ]
    return placed[0], placed[1]


def _add(candidates: list[Candidate], changes: list[Candidate], found: Iterator[tuple[Candidate, bool]]) -> None:
    for candidate, is_change in found:
        (changes if is_change else candidates).append(candidate)


def _from_markup(tree: HtmlElement, setting: Setting) -> Iterator[tuple[Candidate, bool]]:
    for marked in marked_dates(tree):
        for candidate in _machine(marked.text, Origin.TIME_ELEMENT, marked.weight, marked.why, setting):
            yield candidate, marked.is_change


def _from_far(metadata: Metadata, page: Outline, setting: Setting) -> Iterator[Candidate]:
    for marked in far_dates(metadata, page, setting.language):
        yield from _machine(marked.text, Origin.BYLINE, marked.weight, marked.why, setting)


def _from_view(page: Outline, setting: Setting) -> Iterator[tuple[Candidate, bool]]:
    for stated in visible_dates(page, setting.language, setting.fetched_at, month_first=setting.month_first):
        candidate = _candidate(stated.moment, stated.origin, stated.weight, stated.text, stated.why, setting)
        if candidate:
            yield replace(candidate, is_shown=not stated.is_counted), stated.is_change


def _from_linked(metadata: Metadata, setting: Setting) -> Iterator[Candidate]:
    for text, weight, name in (
        (metadata.linked.published, 100, "datePublished"),
        (metadata.linked.created, 70, "dateCreated"),
    ):
        yield from _in_head(_machine(text, Origin.JSON_LD, weight, name, setting), setting)


def _from_metas(metadata: Metadata, setting: Setting) -> Iterator[Candidate]:
    for rank, name in enumerate(metanames.PUBLISHED):
        for text in metadata.metas.get(name, [])[:1]:
            weight = 60 if name in metanames.WEAK else 95 - rank * 0.5
            yield from _in_head(_machine(text, Origin.META, weight, name, setting), setting)


def _in_head(candidates: Iterator[Candidate], setting: Setting) -> Iterator[Candidate]:
    """Trust less in an instant at which the page was fetched: some templates write down when they made the page."""
    for one in candidates:
        fresh = one.precision is not Precision.DAY and abs(setting.fetched_at - one.at) < _RENDERED
        yield replace(one, weight=min(one.weight, _IF_RENDERED), why=f"{one.why}, as it was fetched") if fresh else one


def _from_discovery(discovered: Discovered | None, setting: Setting) -> Iterator[Candidate]:
    if discovered and discovered.published:
        origin = Origin.SITEMAP if "sitemap" in discovered.discovered_by else Origin.FEED
        yield from _machine(discovered.published, origin, 90, discovered.discovered_by, setting)


def _from_url(setting: Setting) -> Iterator[Candidate]:
    found = _IN_URL.search(setting.url.split("?")[0].split("//", 1)[-1])
    if found:
        year, month, day = (part for part in found.groups() if part)
        number = _MONTHS.index(month.lower()) + 1 if month.isalpha() else int(month)
        stated = f"{year}-{number:02}-{int(day):02}"
        yield from _machine(stated, Origin.URL, 50, "day in the address", setting)


def _modified(metadata: Metadata, setting: Setting) -> Iterator[Candidate]:
    for text in (metadata.linked.modified, metadata.first(*metanames.MODIFIED)):
        yield from _machine(text, Origin.META, _SURE, "modified", setting)


def _machine(text: str, origin: Origin, weight: float, why: str, setting: Setting) -> Iterator[Candidate]:
    if not text:
        return
    moment = read_iso(text) or next(
        iter(find_moments(text[:80], setting.language, month_first=setting.month_first)), None
    )
    candidate = _candidate(moment, origin, weight, text, why, setting) if moment else None
    if candidate:
        yield candidate


def _candidate(
    moment: Moment, origin: Origin, weight: float, text: str, why: str, setting: Setting
) -> Candidate | None:
    """Place a moment in time; None where it lies after the fetch or before there were sites."""
    at = moment.at
    is_local = at.tzinfo is None
    if is_local:
        at = at.replace(tzinfo=setting.zone or UTC)
    elif setting.zone is not None:
        at = at.astimezone(setting.zone)
    if not _EARLIEST < at <= setting.fetched_at + _SLACK:
        return None
    if at.hour == at.minute == at.second == 0 and moment.precision is Precision.SECOND and moment.at.hour == 0:
        moment = Moment(at, Precision.DAY, moment.start, moment.end)
    return Candidate(at, moment.precision, origin, weight, text[:200], why, is_local)
