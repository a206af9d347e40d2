"""Moments as pages state them: a day, mostly with a time and sometimes a zone, in any language that CLDR knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache

from parsers.calendar.day_forms import ISO, day_pattern, plain, weekday_pattern
from parsers.dates import find_dates
from parsers.words.presswords import any_of, press_words
from schemas.vocabulary import Precision

_YEARS = range(1990, 2100)
_MOST_TEXT = 600
"""Characters of a passage that are looked at: datelines are short."""

_ZONE_NAMES = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "bst": 60,
    "cet": 60,
    "cest": 120,
    "mez": 60,
    "mesz": 120,
    "eet": 120,
    "msk": 180,
} | {
    "est": -300,
    "edt": -240,
    "et": -300,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "ist": 330,
}
"""Minutes east of UTC of the abbreviations that newspapers write, where one meaning is far the commonest."""
_CLOCK = re.compile(
    r"(?<![\d.:/])(?P<hh>[01]?\d|2[0-3])(?:\s?[:hH٫]\s?|\s(?:h|uhr)\s|(?P<dot>\.))(?P<mm>[0-5]\d)(?::(?P<ss>[0-5]\d))?(?![\d.])"
    r"(?:\s*(?P<half>[ap]\.?\s?m\b\.?|صباحا|مساء|ص(?!\w)|م(?!\w)))?(?P<uhr>\s*uhr)?"
    r"(?:\s*\(?(?P<z>[+-]\d\d:?\d\d|(?:utc|gmt)\s?[+-]\d\d?(?::?\d\d)?|[a-z]{1,4}t|utc|mesz?z|z)\b)?"
)
_HOUR_ONLY = re.compile(r"(?<![\d.:/])(?P<hh>1[0-2]|0?\d)\s*(?P<half>[ap]\.?m\b\.?)")
_LONGEST_HIJRI = 120
_HIJRI_YEAR = re.compile(r"(?<!\d)1[345]\d\d(?!\d)")
_ADJACENT = 3
_AFTER = 30
_BEFORE = 22
"""Characters between a date and the time that belongs to it."""
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d|\d\s?[/.-]\s?['’]?\d\d(?!\d)")
"""What every way to write a day has, sought before all of them are."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment and where a passage states it.

    Attributes:
        at: Naive where no zone is stated.
        precision: How exactly it is stated.
        start: Where it begins in the passage.
        end: Where it ends, exclusive.
        ambiguous: Whether day and month could be the other way round.
    """

    at: datetime
    precision: Precision
    start: int
    end: int
    ambiguous: bool = False


def read_iso(text: str) -> Moment | None:
    """Read a machine's date: ISO 8601 in its many spellings, or RFC 2822.

    >>> read_iso("2022-04-08T00:13:00+00:00").at.isoformat()
    '2022-04-08T00:13:00+00:00'
    >>> read_iso("yesterday") is None
    True
    """
    found = ISO.search(text[:80])
    if found:
        return _from_iso(found)
    compact = re.match(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d\d:?\d\d(?::?\d\d)?Z?)?\s*$", text[:40])
    if compact:
        return _of_day(compact, int(compact[1]), int(compact[2]), int(compact[3]))
    return _from_mail(text)


def _from_mail(text: str) -> Moment | None:
    if not re.match(r"\s*\w{3},? ", text):
        return None
    try:
        at = parsedate_to_datetime(text.strip()[:60])
    except (ValueError, TypeError, IndexError):
        return None
    return Moment(at, Precision.SECOND, 0, len(text))


def _from_iso(found: re.Match[str]) -> Moment | None:
    year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    at = _day(year, month, day)
    if at is None:
        return None
    if not found["hh"]:
        return Moment(at, Precision.DAY, *found.span())
    try:
        at = at.replace(
            hour=int(found["hh"]), minute=int(found["mm"]), second=int(found["ss"] or 0), tzinfo=_zone(found["z"])
        )
    except ValueError:
        return None
    return Moment(at, Precision.SECOND if found["ss"] else Precision.MINUTE, *found.span())


def _of_day(found: re.Match[str], year: int, month: int, day: int, *, ambiguous: bool = False) -> Moment | None:
    at = _day(year, month, day)
    return Moment(at, Precision.DAY, *found.span(), ambiguous) if at else None


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day) if year in _YEARS else None  # noqa: DTZ001 - its zone is decided later
    except ValueError:
        return None


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    name = text.strip().lower()
    if name in _ZONE_NAMES:
        return timezone(timedelta(minutes=_ZONE_NAMES[name]))
    digits = re.search(r"([+-])(\d\d?):?(\d\d)?", name)
    if not digits:
        return None
    minutes = int(digits[2]) * 60 + int(digits[3] or 0)
    return timezone(timedelta(minutes=-minutes if digits[1] == "-" else minutes)) if minutes <= 14 * 60 else None


def find_moments(passage: str, language: str | None, *, month_first: bool = False) -> list[Moment]:
    """Find the calendar days that a short passage states, each with the time that stands beside it.

    Args:
        passage: A dateline or a paragraph; only its beginning is looked at.
        language: ISO 639-1; its month names are known beside the English ones.
        month_first: Whether 03/04/2024 is the fourth of March here.

    >>> [moment] = find_moments("الأربعاء 15 نونبر 2023 - 14:30", "ar")
    >>> moment.at.isoformat()
    '2023-11-15T14:30:00'
    """
    beginning = passage[:_MOST_TEXT]
    if _DIGIT.search(beginning) is None:
        return []
    return list(_moments(beginning, language or "en", month_first=month_first))


@lru_cache(1_024)  # dates and bylines are looked for in the same passages
def _moments(passage: str, language: str, *, month_first: bool) -> tuple[Moment, ...]:
    text = plain(passage)
    if _YEAR.search(text) is None:
        return ()
    days = list(_days(text, language, month_first=month_first))
    return tuple(_with_clock(text, moment, days) for moment in days)


def _days(text: str, language: str, *, month_first: bool) -> Iterator[Moment]:
    taken = -1
    pattern, months = day_pattern(language)
    for found in pattern.finditer(text):
        if found.start() < taken:
            continue
        moment = _from_iso(found) if found["y"] else _named(found, months) or _numeric(found, month_first=month_first)
        if moment:
            taken = moment.end
            weekday = weekday_pattern(language).search(text[: moment.start])
            yield replace(moment, start=weekday.start()) if weekday else moment


def _named(found: re.Match[str], months: dict[str, int]) -> Moment | None:
    for day, month, year in (("d1", "m1", "y1"), ("d2", "m2", "y2"), ("d3", "m3", "y3")):
        if found[month]:
            return _of_day(found, _full_year(found[year]), months[found[month].rstrip(".")], int(found[day]))
    return None


def _numeric(found: re.Match[str], *, month_first: bool) -> Moment | None:
    if found["cy"]:
        return _of_day(found, int(found["cy"]), int(found["cm"]), int(found["cd"]))
    if not found["a"]:
        return None
    first, second, year = int(found["a"]), int(found["b"]), _full_year(found["c"])
    dotted = found["sep"] == "."
    both = max(first, second) <= 12 and first != second and not dotted
    day, month = (second, first) if (month_first and not dotted and first <= 12) or second > 12 else (first, second)
    return _of_day(found, year, month, day, ambiguous=both)


def _full_year(text: str) -> int:
    year = int(text.lstrip("'’"))
    return year + 2000 if year < 100 else year


def _with_clock(text: str, moment: Moment, days: list[Moment]) -> Moment:
    """Add the time beside a day: after it, or else before it, and not beyond another day."""
    if moment.precision is not Precision.DAY:
        return moment
    following = min((other.start for other in days if other.start > moment.start), default=len(text))
    preceding = max((other.end for other in days if other.end <= moment.start), default=0)
    after = text[moment.end : min(following, moment.end + _AFTER)]
    before_start = max(preceding, moment.start - _BEFORE)
    before = text[before_start : moment.start]
    found = _clock(after)
    if found and following < len(text) and len(after) - found.end() <= _ADJACENT and _clock_at_end(before):
        found = None  # «07:30, 04/03/2024 | Updated: 09:12, 05/03/2024»
    if found and not re.search(r"[a-z]{9}|\w\. ", after[: found.start()]):
        return _at_clock(moment, found, moment.start, moment.end + found.end())
    found = _clock(before)
    if found and len(before) - found.end() <= 12:
        return _at_clock(moment, found, before_start + found.start(), moment.end)
    return moment


def _clock_at_end(before: str) -> bool:
    found = _clock(before)
    return found is not None and len(before) - found.end() <= _ADJACENT


def _clock(text: str) -> re.Match[str] | None:
    for found in _CLOCK.finditer(text):
        if not found["dot"] or found["uhr"] or found["half"] or found["z"]:
            return found
    return _in_words().search(text) or _HOUR_ONLY.search(text)


@cache
def _in_words() -> re.Pattern[str]:
    """A time of day in words: «على الساعة 18 و30 دقيقة», "à 18 heures 30"."""
    tables = [table["clock"] for table in press_words("relative_dates").values() if "clock" in table]
    hours, joined, minutes = (
        any_of(plain(word) for table in tables for word in table[key]) for key in ("hour", "joined", "minute")
    )
    between = rf"(?:(?:{hours})\s(?:(?:{joined})\s)?|(?:{joined})\s*)"
    return re.compile(
        rf"(?<![\d.:/])(?P<hh>[01]?\d|2[0-3])\s*{between}(?P<mm>[0-5]?\d)(?:\s*(?:{minutes})(?!\w)|(?=\s*$))"
    )


def _at_clock(moment: Moment, found: re.Match[str], start: int, end: int) -> Moment:
    groups = found.groupdict()
    hour = int(groups["hh"])
    half = (groups.get("half") or "")[:1]
    if half in {"p", "م"} and hour < 12:
        hour += 12
    elif half in {"a", "ص"} and hour == 12:
        hour = 0
    second = groups.get("ss")
    at = moment.at.replace(
        hour=hour, minute=int(groups.get("mm") or 0), second=int(second or 0), tzinfo=_zone(groups.get("z"))
    )
    return Moment(at, Precision.SECOND if second else Precision.MINUTE, start, end, moment.ambiguous)


def find_hijri(passage: str, language: str | None) -> list[Moment]:
    """Find the days of the Islamic calendar that a short passage states, as papers of the Gulf date themselves.

    >>> [moment] = find_hijri("الخميس 5 شعبان 1445هـ", "ar")
    >>> moment.at.date().isoformat()
    '2024-02-15'
    """
    if language != "ar" or len(passage) > _LONGEST_HIJRI or not _HIJRI_YEAR.search(plain(passage)):
        return []
    found = [one for one in find_dates(passage, "ar") if one.calendar == "hijri" and one.precision == "day"]
    return [Moment(datetime.combine(one.date, time()), Precision.DAY, one.start, one.end) for one in found]


def clock_in(text: str) -> tuple[int, int] | None:
    """Read the first time of day in a passage as hour and minute.

    >>> clock_in("اليوم على الساعة 09:15")
    (9, 15)
    """
    found = _clock(plain(text))
    if not found:
        return None
    moment = _at_clock(Moment(datetime(2000, 1, 1), Precision.DAY, 0, 0), found, 0, 0)  # noqa: DTZ001 - only its time is read
    return moment.at.hour, moment.at.minute
