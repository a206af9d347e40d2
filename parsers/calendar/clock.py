"""Clock times: «الساعة الثالثة والنصف», «الثامنة مساء», «20h30», "8:30 pm"."""

from __future__ import annotations

from parsers.calendar.reading import CLOCK, CalendarSpan, SpanReader
from parsers.words.text import DIGITS

_HOURS, _MINUTES = range(25), range(60)
_MINUTE_FIGURES = 2


def clock_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    """The time of day that begins at the word for an hour."""
    return _named_time(reader, index) if reader.stem_says(index, "clock") else time_at(reader, index)


def time_at(reader: SpanReader, index: int) -> CalendarSpan | None:
    """The time of day that begins at a number, unless it ranks the noun in front: «الجولة الثالثة مساء اليوم»."""
    if reader.stem_says(index - 1, "ranked"):
        return None
    numeral, figures = reader.begins.get(index), reader.whole(index)
    if numeral is not None and figures is not None and min(numeral.value, figures) >= len(_HOURS):
        return None
    if figures is not None and not _may_be_hour(reader, index, numeral.last if numeral else index + 1):
        return None
    last = (
        _figures(reader, index)
        or _figures_apart(reader, index)
        or _hour_with_unit(reader, index)
        or _spoken(reader, index)
    )
    return reader.span(index, _with_half_day(reader, last), CLOCK) if last else None


_BEHIND_HOURS = ("clock_mark", "clock_unit", "range", "meridiem", "half_day_links")


def _may_be_hour(reader: SpanReader, index: int, last: int) -> bool:
    """Whether a word, sign or number that may stand behind an hour's figures does so: behind most figures none does."""
    if last in reader.begins or reader.folded(last) == ":" or reader.says(last, *_BEHIND_HOURS):
        return True
    if reader.folded(last) in reader.lexicon.begin_half_days:
        return True  # "8 ⟦p⟧.m."
    return last != index + 1 and (reader.folded(index + 1) == ":" or reader.says(index + 1, "clock_mark"))


def _named_time(reader: SpanReader, index: int) -> CalendarSpan | None:
    first = index + 1 + (reader.folded(index + 1) == "(")  # «على الساعة (20 و35 دق)»
    last = _figures(reader, first) or _hour_at(reader, first)
    if not last:
        return None
    return reader.span(index, _with_half_day(reader, _with_minutes(reader, last)), CLOCK)


def _hour_at(reader: SpanReader, index: int) -> int:
    """The token after an hour's number; «الواحدة» is one, though it is no numeral by itself; 0 for none."""
    numeral = reader.begins.get(index)
    if numeral is not None and 0 <= numeral.value < len(_HOURS):
        return numeral.last
    return index + 1 if reader.says(index, "one_o_clock") else 0


def _with_minutes(reader: SpanReader, last: int) -> int:
    """«والنصف», «و20 دقيقة», «إلا ربعا»."""
    place = last + (reader.says(last, "range", "but"))
    numeral = reader.begins.get(place)
    if numeral is None:
        return last
    if numeral.kind == "fraction":
        return numeral.last
    is_minutes = numeral.value in _MINUTES and reader.stem_says(numeral.last, "minute")
    return numeral.last + 1 if is_minutes else last


def _with_half_day(reader: SpanReader, last: int) -> int:
    """«صباحا», "p.m."."""
    if reader.says(last, "meridiem"):
        return last + 1
    if reader.says(last, "half_day_links"):
        named = last + 1 + reader.says(last + 1, "clock_half_day_article")
        if reader.says(named, "half_days"):
            return named + 1
    dotted = reader.folded(last + 1) == "."
    if dotted and (reader.folded(last), reader.folded(last + 2)) in reader.lexicon.short_half_days:
        return last + 3 + (reader.folded(last + 3) == ".")
    return last


def _figures(reader: SpanReader, index: int) -> int:
    """«20:30», «20h30», «20h»: the token after; 0 for none."""
    if not reader.is_glued(index + 1) or reader.tokens.kind(index) != DIGITS or reader.whole(index) not in _HOURS:
        return 0
    mark = reader.folded(index + 1)
    if mark != ":" and not reader.says(index + 1, "clock_mark"):
        return 0
    if reader.is_glued(index + 2) and len(reader.folded(index + 2)) == 2 and reader.whole(index + 2) in _MINUTES:
        return index + 3
    return 0 if mark == ":" else index + 2


def _figures_apart(reader: SpanReader, index: int) -> int:
    """«8 h 30», but no «8 h 30 min»: the token after; 0 for none."""
    if not reader.says(index + 1, "clock_mark") or reader.whole(index) not in _HOURS:
        return 0
    two = len(reader.folded(index + 2)) == _MINUTE_FIGURES and reader.whole(index + 2) in _MINUTES
    return index + 3 if two and not reader.says(index + 3, "minute") else 0


def _hour_with_unit(reader: SpanReader, index: int) -> int:
    """«à 20 heures», «vers 20 heures 30», «de 8 heures à 18 heures», «6 heures GMT»: the token after; 0 for none."""
    last = _hours(reader, index)
    if not last:
        return _first_of_two(reader, index)
    linked = reader.says(index - 1, "clock_from")
    fits = _from_an_hour(reader, index, last) if linked else _is_told_as_hour(reader, index)
    whole = _with_bare_minutes(reader, last)
    if _tells_when(reader, whole):
        return whole
    return 0 if not fits or _goes_on(reader, last) else whole


def _first_of_two(reader: SpanReader, index: int) -> int:
    """«entre ⟦8⟧ et 10 heures du matin»: the token after an hour whose unit stands behind the next; 0 for none."""
    numeral = reader.begins.get(index)
    if numeral is None or numeral.value not in _HOURS or not reader.says(numeral.last, "range"):
        return 0
    second = _hours(reader, numeral.last + 1)
    return numeral.last if second and _tells_when(reader, _with_bare_minutes(reader, second)) else 0


def _with_bare_minutes(reader: SpanReader, last: int) -> int:
    """«20 heures ⟦30⟧», «8 heures ⟦et demie⟧»."""
    if reader.whole(last) in _MINUTES:
        return last + 1
    half = reader.begins.get(last + 1) if reader.says(last, "range") else None
    return half.last if half is not None and half.kind == "fraction" else last


def _is_told_as_hour(reader: SpanReader, index: int) -> bool:
    """«à ⟦20 heures⟧», «il est ⟦20 heures⟧»: whether the words in front of it say when."""
    is_now = reader.says(index - 1, "clock_verbs") and reader.says(index - 2, "clock_subjects")
    told = reader.says(index - 1, "clock_after") and not reader.says(index - 2, "clock_distances")
    return is_now or told or _begins_told_pair(reader, index)


def _begins_told_pair(reader: SpanReader, index: int) -> bool:
    """«entre ⟦8 heures⟧ et 10 heures du matin»."""
    last = _hours(reader, index)
    second = _hours(reader, last + 1) if reader.says(last, "range") else 0
    return bool(second) and _tells_when(reader, _with_bare_minutes(reader, second))


def _tells_when(reader: SpanReader, last: int) -> bool:
    """«6 heures ⟦GMT⟧», «11 heures ⟦du matin⟧», «20 heures, ⟦heure⟧ de Paris»: behind an hour, and no duration."""
    zone = last + (reader.folded(last) == ",")
    return _with_half_day(reader, last) > last or reader.says(zone, "clock_zones")


def _from_an_hour(reader: SpanReader, index: int, last: int) -> bool:
    """«de ⟦8 heures⟧ à 18 heures», «autour de ⟦10 heures⟧», «il était un peu plus de ⟦dix-neuf heures⟧»."""
    until = reader.says(last, "clock_to")
    if until and (_hours(reader, last + 1) or reader.says(last + 1, "clock_names")):
        return True
    told = reader.says(index - 2, "clock_near") and any(reader.says(index - back, "clock_verbs") for back in (3, 4, 5))
    return told or reader.says(index - 2, "clock_around")


def _hours(reader: SpanReader, index: int) -> int:
    """«20 heures»: the token after; 0 for none."""
    numeral = reader.begins.get(index)
    told = numeral is not None and reader.says(numeral.last, "clock_unit") and numeral.value in _HOURS
    return numeral.last + 1 if numeral is not None and told else 0


def _goes_on(reader: SpanReader, last: int) -> bool:
    """«après 6 heures de débats»: how long something takes; «2 heures de l'après-midi» is when."""
    return reader.says(last, "clock_never_before") and not reader.says(last + 1, "clock_half_day_article")


def _spoken(reader: SpanReader, index: int) -> int:
    """«الثامنة مساء», «8 صباحا», "8 pm": an hour told by its half of the day; the token after it, 0 for none."""
    last = _hour_at(reader, index)
    if not last or reader.lexicon.says("clock_unit"):  # where hours have their unit, «les 12 du matin» are none
        return 0
    whole = _with_minutes(reader, last)
    return whole if _with_half_day(reader, whole) > whole else 0
