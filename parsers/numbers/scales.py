"""Scale words in numbers: thousands, dozens, «مليونان», «عشرات الآلاف»."""

from __future__ import annotations

from parsers.numbers.reading import Reading
from parsers.numbers.sums import NumberSum
from parsers.numbers.tokens import Atom, AtomReader
from parsers.numbers.words import ABOUT, EXACT, HUNDRED, SCALE, VAGUE
from parsers.words.text import DIGITS, WORD

_VAGUE_FORMS = ("plural", "singular")
_RATED_FORMS = ("singular", "about")
"""Forms of a scale that tell what a rate is by: «par million», but «par milliers» tells how many come."""
_TANWIN = "\u064b"


def begin_scale(atoms: AtomReader, reading: Reading, atom: Atom) -> bool:
    """A scale word that a number begins with."""
    word, scale = atom.word, int(atom.value)
    if word.form == "symbols":
        return False
    if word.form == "about":
        reading.precision = ABOUT
    elif word.form in _VAGUE_FORMS:
        reading.precision = VAGUE
    return reading.sum.put(_copies(atoms, atom), scale)


def adds_scale(atoms: AtomReader, reading: Reading, joined: str, atom: Atom) -> bool:
    """A scale word after other parts: it multiplies what stands below it, or is added after "and"."""
    total, scale, form = reading.sum, int(atom.value), atom.word.form
    if form == "symbols" and not (reading.has_digits and _is_symbol(atoms, atom)):
        return False
    if joined in ("and", ","):
        return form in ("bare", "construct", "dual") and total.put(_copies(atoms, atom), scale)
    if form == "dual":
        return False
    if scale == 100 and form == "plural":
        return total.times_hundred()
    if form == "about":
        reading.precision = ABOUT
    if form == "bare" and not total.group_mask and not atoms.lexicon.joining.required:
        return total.put(1, scale)
    return total.close(scale)


def _is_symbol(atoms: AtomReader, atom: Atom) -> bool:
    """Whether it is no title and part of no unit: «110 M de quintaux», but «en 2024, M. Alami», «3 M€»."""
    return len(atoms.words[atom.last - 1]) > 1 or not (atoms.tokens.word(atom.last) == "." or atoms.is_glued(atom.last))


def _copies(atoms: AtomReader, atom: Atom) -> int:
    """«مليونان» says two; so does «ألفا» in front of a noun, while «ألفًا» alone is one."""
    if atom.word.form == "construct":
        return 2 if _noun_follows(atoms, atom) else 1
    return 2 if atom.word.form == "dual" else 1


def _noun_follows(atoms: AtomReader, atom: Atom) -> bool:
    if not atoms.tokens.is_word(atom.last) or _TANWIN in atoms.tokens.text(atom.last - 1):
        return False
    after = atoms.tokens.words[atom.last]
    return not any(after.startswith(word) for word in atoms.lexicon.joining.words)


def multiply_vague(atoms: AtomReader, reading: Reading) -> None:
    """«مئات الآلاف», "tens of thousands", «une centaine de milliers»."""
    while reading.precision != EXACT:
        atom = atoms.scale_at(atoms.skip(reading.last, "of"))
        if atom is None or atom.word.form != "plural":
            return
        if atom.value <= reading.sum.scale:
            return
        reading.last = atom.last
        total = reading.sum.value
        reading.sum = NumberSum()
        reading.sum.put(total, int(atom.value))


def is_share(atoms: AtomReader, index: int, atom: Atom) -> bool:
    """«عشرة في المئة», «بالمئة», "per cent", "per second": what stands there is no number of its own."""
    if atoms.says(index - 1, "rate") and not atom.is_digits:
        return True
    if atom.word.role not in (HUNDRED, SCALE) or atom.word.ordinal:
        return False
    if atom.word.form in _RATED_FORMS and atoms.says(index - 1, "scale_rate"):
        return True
    if atom.definite and atom.clitic not in ("", atoms.lexicon.article) and atom.word.form != "plural":
        return True  # «خرجوا بالآلاف» is no share
    return atoms.says(index - 1, "share") and (atom.definite or _is_number(atoms, index - 2))


def _is_number(atoms: AtomReader, index: int) -> bool:
    if index < 0:
        return False
    kind = atoms.tokens.kind(index)
    return kind == DIGITS or (kind == WORD and atoms.lexicon.find(atoms.tokens.words[index]) is not None)
