"""Shares in numbers: «نصف مليون», «مليار ونصف», «ثلاثة أرباع», "two thirds"."""

from __future__ import annotations

from fractions import Fraction

from parsers.numbers.reading import Reading
from parsers.numbers.sums import NumberSum
from parsers.numbers.tokens import Atom, AtomReader
from parsers.numbers.words import FRACTION, PART
from parsers.words.text import BREAK, MARK

_MOST_PARTS = 100


def begin_fraction(atoms: AtomReader, reading: Reading, atom: Atom) -> bool:
    """A share that a number begins with, of a scale word where one follows."""
    share = Fraction(atom.value)
    if shared_scale(atoms, reading, share):
        return True
    if _is_period(atoms, reading.first, atom) or is_round(atoms, atom.last):
        return False
    reading.kind = FRACTION
    return reading.sum.add(share, -1)


def begin_part(atoms: AtomReader, reading: Reading, atom: Atom) -> bool:
    """«نص مليون», «demi-million»: half of a scale word; «le tiers de»: a share of a whole; else no number."""
    if atom.word.part == 2:
        return shared_scale(atoms, reading, Fraction(1, 2))
    of_a_whole = atoms.skip(atom.last, "of") > atom.last or _closes(atoms, atom.last)
    if not atoms.says(reading.first - 1, "the") or not of_a_whole or is_round(atoms, atom.last):
        return False
    reading.kind = FRACTION
    return reading.sum.add(Fraction(1, atom.word.part), -1)


def _is_period(atoms: AtomReader, index: int, atom: Atom) -> bool:
    """In "the second half", "half-time" it names a period."""
    before = atoms.lexicon.find(atoms.tokens.words[index - 1]) if index and not atom.conjoined else None
    follows_ordinal = before is not None and before[1].ordinal
    hyphened = atoms.is_glued(atom.last) and atoms.tokens.words[atom.last] == "-"
    return follows_ordinal or (hyphened and not atoms.says(atom.last + 1, "quartered"))


def is_round(atoms: AtomReader, place: int) -> bool:
    """Whether a cup's final comes next: «ربع النهائي», "two quarter-finals", «quarts de finale» are no shares."""
    return atoms.says(atoms.skip(atoms.skip_hyphen(place), "of"), "finals")


def shared_scale(atoms: AtomReader, reading: Reading, share: Fraction) -> bool:
    """«نصف مليون», "half a million", "three quarters of a million"."""
    place = atoms.skip(atoms.skip_hyphen(reading.last), "of", "articles")
    atom = atoms.scale_at(place)
    if atom is None or not reading.sum.put_share(share, int(atom.value)):
        return False
    reading.last = atom.last
    return True


def adds_fraction(atoms: AtomReader, reading: Reading, joined: str, atom: Atom) -> bool:
    """«مليون ونصف», «مليار ونصف مليار», «5½»."""
    sign = atoms.words[atom.last - 1]
    glued = joined == "" and not sign.isalpha() and atoms.is_glued(atom.last - 1)
    if joined != "and" and not glued:
        return False
    reading.last = atom.last
    return shared_scale(atoms, reading, Fraction(atom.value)) or reading.sum.add_share(Fraction(atom.value))


def takes_part(atoms: AtomReader, reading: Reading, joined: str, atom: Atom) -> bool:
    """«ثلاثة أرباع», "two thirds", «un million et demi»."""
    total, part = reading.sum, atom.word.part
    odds = reading.has_digits and atoms.is_glued(reading.first) and atoms.tokens.word(reading.first - 1) == "-"
    if is_round(atoms, atom.last) or odds:
        return False  # "the 8-1 third choice"
    if joined == "and":
        return part == 2 and reading.sum.add_share(Fraction(1, 2))
    most = 1 if part == 2 and atom.word.role == PART else _MOST_PARTS
    if total.parts or not 1 <= total.group <= most or total.group != int(total.group):
        return False
    share = Fraction(int(total.group), part)
    if share.denominator != part:
        return False  # "two quarters" are of a year
    reading.last, reading.sum = atom.last, NumberSum()
    if not shared_scale(atoms, reading, share):
        reading.kind = FRACTION
        reading.sum.add(share, -1)
    return True


def is_parted(atoms: AtomReader, reading: Reading, joined: str, atom: Atom) -> bool:
    """In "one third", «un cinquième de», an ordinal in form is a fraction: after one, and in front of «of»."""
    if joined not in ("", "-") or reading.sum.group != 1 or reading.sum.parts:
        return False
    articles = atoms.lexicon.says("articles")
    if articles and atoms.tokens.words[reading.first] not in articles:
        return True
    return atoms.skip(atom.last, "of") > atom.last or _closes(atoms, atom.last)


def _closes(atoms: AtomReader, place: int) -> bool:
    """Whether a sign, a new line or the end of the text stands there."""
    return place >= len(atoms.words) or atoms.tokens.kind(place) in (MARK, BREAK)


def is_half(atom: Atom) -> bool:
    """Whether "and" may join it to any number."""
    return atom.word.role == FRACTION or atom.word.part == 2
