"""Ordinals: «الحادي والعشرون», «الخامس بعد المئة», "two hundred and first", and what may be one."""

from __future__ import annotations

from parsers.numbers.reading import CARDINAL, ORDINAL, PLACES, Reading
from parsers.numbers.sums import NumberSum
from parsers.numbers.tokens import Atom, AtomReader
from parsers.numbers.words import HUNDRED, HUNDREDS, SCALE, TEN


def begin_ordinal(reading: Reading, atom: Atom) -> bool:
    """An ordinal that a number begins with."""
    reading.kind = ORDINAL
    if atom.word.role == SCALE:
        return reading.sum.put(1, int(atom.value))
    return reading.sum.add(atom.value, PLACES[atom.word.role])


def continues_ordinal(reading: Reading, joined: str, atom: Atom) -> bool:
    """«الحادي والعشرون»: tens after a unit, alike in having the article."""
    is_tens = atom.word.role == TEN and not atom.word.ordinal and not atom.is_digits
    return joined == "and" and is_tens and reading.sum.group_mask & 0b11 == 1 and atom.definite == reading.definite


def adds_ordinal(atoms: AtomReader, reading: Reading, joined: str, atom: Atom) -> bool:
    """In "two hundred and first", «المئة والخامس», an ordinal ends a number."""
    if atoms.lexicon.joining.required and not _joins_hundreds(reading, joined, atom):
        return False
    reading.kind = ORDINAL
    added = _added(reading, joined, atom)
    reading.kind = ORDINAL if added else CARDINAL
    return added


def _joins_hundreds(reading: Reading, joined: str, atom: Atom) -> bool:
    has_hundreds_only = reading.sum.group_mask != 0 and reading.sum.group_mask & 0b11 == 0
    return joined == "and" and reading.definite and atom.definite and has_hundreds_only


def _added(reading: Reading, joined: str, atom: Atom) -> bool:
    total, role = reading.sum, atom.word.role
    if role == SCALE:
        return not joined and not reading.has_digits and total.close(int(atom.value))
    if role == HUNDRED:
        return total.times_hundred() or total.add(100, PLACES[HUNDRED])
    return total.add(atom.value, PLACES[role])


def takes_beyond(atoms: AtomReader, reading: Reading) -> bool:
    """«الخامس بعد المئة»: 105th."""
    if reading.kind != ORDINAL and not reading.definite:
        return False
    if not atoms.says(reading.last, "beyond"):
        return False
    atom, rank = atoms.at(reading.last + 1), reading.sum.value
    if atom is None or not atom.definite or atom.word.role not in (HUNDRED, HUNDREDS, SCALE) or atom.value < rank:
        return False
    reading.sum = NumberSum()
    reading.sum.add(rank + atom.value, -1)
    reading.last, reading.kind = atom.last, ORDINAL
    return True


def may_be_ordinal(reading: Reading) -> bool:
    """«العشرين», «المئة», «الواحد والعشرين» rank as often as they count; «الثلاثة» and «الثلاثة والعشرين» count."""
    total = reading.sum
    if total.parts:
        return reading.last == reading.head.last
    return total.value > 10 and (total.value % 10 in (0, 1, 2) or total.value > 100)
