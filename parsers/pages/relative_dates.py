"""Dates that are counted from the moment of reading: «منذ 3 ساعات», "yesterday at 14:30", «il y a 2 jours»."""

from __future__ import annotations

import re
from datetime import MAXYEAR, datetime, timedelta
from functools import cache

from parsers.calendar.day_forms import plain
from parsers.pages.moments import Moment, clock_in
from parsers.words.presswords import any_of, press_words
from schemas.vocabulary import Precision

_LONGEST_LABEL = 20
_PART_ENDS = re.compile(r"\s*(?:$|[./|،,•·]|[-–—]\s)")
_STEP = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_STEP |= {"month": timedelta(days=30), "year": timedelta(days=365)}


def read_relative(text: str, fetched_at: datetime) -> Moment | None:
    """Read a date that is counted from the moment of reading; None where a passage has none.

    >>> from datetime import UTC
    >>> read_relative("منذ 3 ساعات", datetime(2026, 8, 1, 12, tzinfo=UTC)).at.isoformat()
    '2026-08-01T09:00:00+00:00'
    """
    if fetched_at.year == MAXYEAR:
        return None
    words = plain(text)
    found = _ago().search(words)
    if found:
        unit = _units()[found["unit"] or found["dual"] or found["unit2"]]
        number = 2 if found["dual"] else int(found["number"] or found["number2"] or 1)
        return _back(fetched_at, unit, number, found.span()) if number < 400 else None
    found = _day_word().search(words)
    if found and len(words) < 60 and _says_when(words[: found.start()], words[found.end() :]):
        return _on_day(words, found, fetched_at)
    return None


def _says_when(before: str, after: str) -> bool:
    """Whether a word for a day is followed by a time, or ends part of a line: newspapers are called «اليوم», too."""
    return clock_in(after) is not None or (_PART_ENDS.match(after) is not None and len(before) <= _LONGEST_LABEL)


def _back(fetched_at: datetime, unit: str, number: int, span: tuple[int, int]) -> Moment | None:
    precision = Precision.MINUTE if unit in {"minute", "hour"} else Precision.DAY
    try:
        return Moment(fetched_at - number * _STEP[unit], precision, *span)
    except OverflowError:
        return None


def _on_day(words: str, found: re.Match[str], fetched_at: datetime) -> Moment:
    day = fetched_at - timedelta(days=_day_words()[found[0]])
    clock = clock_in(words[found.end() :])
    if clock is None:
        return Moment(day, Precision.DAY, *found.span())
    at = day.replace(hour=clock[0], minute=clock[1], second=0, microsecond=0, tzinfo=None)
    return Moment(at, Precision.MINUTE, found.start(), len(words))


@cache
def _units() -> dict[str, str]:
    units: dict[str, str] = {}
    for table in press_words("relative_dates").values():
        for key in ("units", "two"):
            units.update({plain(word): unit for unit, words in table[key].items() for word in words})
    return units


@cache
def _day_words() -> dict[str, int]:
    return {
        plain(word): back for table in press_words("relative_dates").values() for word, back in table["days"].items()
    }


@cache
def _ago() -> re.Pattern[str]:
    tables = press_words("relative_dates").values()
    before = any_of(plain(word) for table in tables for word in table["before"])
    after = any_of(plain(word) for table in tables for word in table["after"])
    duals = any_of(plain(word) for table in tables for words in table["two"].values() for word in words)
    units = any_of(plain(word) for table in tables for words in table["units"].values() for word in words)
    return re.compile(
        rf"(?<!\w)(?:(?:{before})\s+(?:(?P<number>\d{{1,3}})\s*)?(?:(?P<dual>{duals})|(?P<unit>{units}))(?!\w)"
        rf"|(?P<number2>\d{{1,3}})\s*(?P<unit2>{units})\s+(?:{after})(?!\w))"
    )


@cache
def _day_word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(_day_words())})(?!\w)")


def without_age(line: str) -> str:
    """Leave out how long ago a line says that it was written, where it ends with that, or a bar follows.

    >>> without_age("هيئة التحرير منذ يومين"), without_age("3 hours ago"), without_age("قبل يومين من الانتخابات")
    ('هيئة التحرير', '', 'قبل يومين من الانتخابات')
    """
    found = _ago().search(plain(line))
    if found is None or (found.end() < len(line.rstrip()) and "|" not in line[found.end() : found.end() + 2]):
        return line
    return f"{line[: found.start()]}{line[found.end() :]}".strip(" |-–—")
