"""Which of the dates that a page states is believed to be the one of publication."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from schemas.vocabulary import Origin, Precision

_SAME = timedelta(seconds=61)
_FARTHEST_ZONES = timedelta(hours=-11), timedelta(hours=14)
"""Offsets where people live; twelve hours behind is a clock read without its "p.m."."""
_STEP_OF_ZONES = timedelta(minutes=30)
_REPUBLISHED = timedelta(days=30)
"""How far the day in an address may lie from the stated one: beyond, the page states when it was moved or renewed."""
_RENEWED = timedelta(days=90)
"""How long after its publication a change is no correction any more."""
_IN_HEAD = frozenset({Origin.JSON_LD, Origin.META, Origin.TIME_ELEMENT})
LEAST = 25
"""Weight below which a date is somebody else's: null is better than wrong."""
_NEAR = 50
"""Weight from which a visible date stands beside the headline."""
_CONFIRMS = 50
"""Weight from which another statement of the page confirms a visible date."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement of the day of publication.

    Attributes:
        at: With its zone.
        weight: How far it is believed; the largest wins.
        text: The evidence as found.
        why: What gives it its weight, in words for a person.
        is_local: Whether it was stated without a zone.
        is_shown: Whether readers see it beside the article.
    """

    at: datetime
    precision: Precision
    origin: Origin
    weight: float
    text: str
    why: str
    is_local: bool = False
    is_shown: bool = False


def choose_date(candidates: list[Candidate], changes: list[Candidate]) -> Candidate | None:
    """Give the candidate that is believed, in the newspaper's own zone where the page tells it; None where none is.

    None, too, where the page has been renewed since, and readers see but that.

    Args:
        candidates: All statements of the day of publication, the largest weight first.
        changes: All statements of the last change.
    """
    best = _refined([one for one in candidates if one.weight >= LEAST])
    best = _redated(best, candidates, changes) or best
    return None if _is_renewed(best, candidates, changes) else _localised(best, candidates)


def choose_change(changes: list[Candidate], published: Candidate | None) -> datetime | None:
    """Give the last change, unless it would lie before the publication."""
    return next((one.at for one in changes if published is None or one.at >= published.at), None)


def only_changed(changes: list[Candidate]) -> list[Candidate]:
    """Give the day that readers see beside the headline where all that is stated is one of a change.

    Its time is that of the change, so the day alone is told.
    """
    shown = _shown_change(changes)
    if shown is None:
        return []
    day = shown.at.replace(hour=0, minute=0, second=0, microsecond=0)
    return [replace(shown, at=day, precision=Precision.DAY, weight=LEAST, why="day of the change, the only one shown")]


def _shown_change(changes: list[Candidate]) -> Candidate | None:
    return next((one for one in changes if one.is_shown and one.weight >= _NEAR), None)


def _is_renewed(best: Candidate | None, candidates: list[Candidate], changes: list[Candidate]) -> bool:
    """Whether the head dates a page by a day long before the change that readers see, and nothing else states that day.

    Guides are written anew under their old address: of which day the text is that stands there is not told.
    """
    change = _shown_change(changes)
    if best is None or change is None or change.at - best.at < _RENEWED:
        return False
    outside = (one for one in candidates if one.is_shown or one.origin not in _IN_HEAD)
    return not any(same_day(one, best) for one in outside if one.weight >= _CONFIRMS)


def _redated(best: Candidate | None, candidates: list[Candidate], changes: list[Candidate]) -> Candidate | None:
    """The day that readers see, where the newspaper has dated the article anew: its first day is shown nowhere.

    A page that is renewed keeps its first day in the head and shows the day of renewal as its date. That day counts
    where it is not called one of a change, and something else on the page states it, too.
    """
    written = (one for one in candidates if one.is_shown and one.origin is Origin.BYLINE and one.weight >= _NEAR)
    shown = next(written, None)
    if best is None or shown is None:
        return None
    if any(same_day(one, best) for one in (*candidates, *changes) if one.is_shown):
        return None
    others = (one for one in (*candidates, *changes) if not one.is_shown and one.weight >= _CONFIRMS)
    return shown if any(same_day(one, shown) for one in others) else None


def _localised(best: Candidate | None, candidates: list[Candidate]) -> Candidate | None:
    """State an instant in the newspaper's own zone, where the page gives it both in UTC and as its readers' time."""
    if best is None or best.precision is Precision.DAY or best.is_local or best.at.utcoffset():
        return best
    for other in candidates:
        if other.precision is Precision.DAY or other is best:
            continue
        if not other.is_local and other.at.utcoffset() and abs(other.at - best.at) < _SAME:
            return replace(best, at=best.at.astimezone(other.at.tzinfo))
        ahead = other.at.replace(second=0, tzinfo=UTC) - best.at.replace(second=0)
        west, east = _FARTHEST_ZONES
        if other.is_local and ahead and west <= ahead <= east and not ahead % _STEP_OF_ZONES:
            return replace(best, at=best.at.astimezone(timezone(ahead)))
    return best


def _refined(candidates: list[Candidate]) -> Candidate | None:
    """The best candidate, or the one that states its day to the minute, where the best states only the day."""
    if not candidates:
        return None
    best = candidates[0]
    address = next((one for one in candidates if one.origin is Origin.URL), best)
    if abs(address.at - best.at) > _REPUBLISHED:
        best = address
    if best.precision is Precision.DAY:
        for other in candidates[1:]:
            if (
                other.precision is not Precision.DAY
                and other.weight >= 30
                and abs(other.at - best.at) < timedelta(hours=26)
                and same_day(other, best)
            ):
                return other
    return best


def same_day(one: Candidate, other: Candidate) -> bool:
    """Whether two statements are of one calendar day, each in its own zone."""
    return one.at.date() == other.at.date()
