"""Verbs that bound a number from afar: «تجاوز عدد الزوار ⟦3 ملايين⟧»."""

from __future__ import annotations

from parsers.numbers.spelled import number_word
from parsers.units import unit_at
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_EXCEED_REACH, _LONGEST_NUMBER = 12, 6
_YEAR_DIGITS = 4


def comparator_of_verb(reading: Reading, place: int) -> str | None:
    """What a verb of exceeding says of the number at a place, its subject between: «تجاوز عدد الزوار ⟦3 ملايين⟧».

    Denied it says at most: «لم يتجاوز عدد الحضور 200».
    """
    if not reading.rules.text("exceeding", "verbs"):
        return None
    if not reading.any_says(place - _EXCEED_REACH, place, "exceeding", "verbs"):
        return None
    if reading.says(place - 1, "counts", "announced_by"):
        return None  # «فاقت الصادرات الواردات بـ⟦20⟧ في المائة»: by so much
    level = reading.says(place - 1, "exceeding", "levels")  # «لا تتعدى الكتب العلمية نسبة ⟦2⟧ في المائة»
    place = _before_insertion(reading, place)
    for at in range(place - 1, max(place - _EXCEED_REACH, 0) - 1, -1):
        if reading.is_stop(at) or _is_amount(reading, at):
            return None
        subject = at + 1 + reading.says(at + 1, "partitive", "demonstratives")  # «تعدى هذا المبلغ 3 ملايين»
        told = level or reading.names(subject, "exceeding", "subjects") or _is_measured(reading, subject, place)
        if reading.says(at, "exceeding", "verbs") and told:
            denied = reading.says(at - 1, "exceeding", "denials")
            return "at_most" if denied else "more_than"
        level = level and (reading.says(at, "exceeding", "within") or not reading.lexeme(at).ends)
    return None


def _is_measured(reading: Reading, subject: int, place: int) -> bool:
    """«لم تتجاوز ⟦التساقطات بالعرائش⟧ 7 ملم»: a definite word, and where it is, alone in front of an amount."""
    behind = subject + 1
    behind += behind < place and reading.words[behind].startswith(
        reading.rules.endings("counts", "at_places") or ("\0",)
    )
    word = reading.lexeme(subject) if reading.is_word(subject) else None
    alone = behind == place and word is not None and word.definite and not word.governed
    return alone and _has_unit(reading, place)


def _has_unit(reading: Reading, place: int) -> bool:
    """Whether the number that begins there is of a unit."""
    last = place
    while last - place < _LONGEST_NUMBER and last < len(reading) and _is_amount(reading, last):
        last += 1
    return unit_at(reading, last) is not None


def _before_insertion(reading: Reading, place: int) -> int:
    """«لم تتجاوز الصادرات، خلال الفترة ذاتها، ⟦374 مليارا⟧»: where the sentence stood before words set apart."""
    opening = {",": ",", ")": "("}.get(reading.word(place - 1))
    if opening is None:
        return place
    for at in range(place - 2, max(place - _EXCEED_REACH, 0) - 1, -1):
        if reading.words[at] == opening:
            return at
        if reading.is_stop(at):
            break
    return place


def _is_amount(reading: Reading, place: int) -> bool:
    """Whether figures stand there that are no year, or a number's word: «المليار», «سبعة»."""
    if reading.tokens.kind(place) == DIGITS:
        return len(reading.words[place]) != _YEAR_DIGITS
    return number_word(reading, place) is not None
