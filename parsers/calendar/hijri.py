"""Days of the Islamic calendar as days of the common one."""

from __future__ import annotations

from datetime import date

from hijridate import Hijri

FIRST_YEAR, LAST_YEAR = 1343, 1500
"""The years that the Umm al-Qura tables cover."""


def to_gregorian(year: int, month: int, day: int) -> date | None:
    """The common date of a Hijri one by the Umm al-Qura tables; None outside them or where there is no such day.

    A country that sights the moon for itself, as Morocco does, may be a day off.

    >>> to_gregorian(1440, 8, 15)
    datetime.date(2019, 4, 20)
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        common = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(common.year, common.month, common.day)
