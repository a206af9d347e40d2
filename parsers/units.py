"""Units of measure, time, money and percent: which one stands at a place in a row of words."""

from __future__ import annotations

from parsers.numbers.spelled import number_word
from parsers.numbers.words import SCALE
from parsers.unit_names import (
    DEGREES,
    DURATION,
    MEASURE,
    MONEY,
    PERCENT,
    Unit,
    currencies_of,
    dual_units,
    unit_phrases,
)
from parsers.words.reading import Reading
from parsers.words.text import BREAK, DIGITS, MARK

__all__ = [
    "DEGREES",
    "DURATION",
    "MEASURE",
    "MONEY",
    "PERCENT",
    "Unit",
    "currencies_of",
    "dual_units",
    "unit_at",
    "unit_before",
    "unit_named",
    "unit_phrases",
]

_THOUSAND, _FIGURES_OF_DECADES, _CONTRACT_REACH, _SINCE_REACH = 1000, 2, 7, 4
_SIGN_WORDS = {"Rs", "Dh", "Dhs", "Tk", "Taka"}
_CASED = {"nm": ("Nm", "N.m")}
"""What the letters of a unit spell in another case."""
_QUOTED_REACH = 200
_CAPITALS = ("L", "T")
"""Litres and tonnes are written so as well."""


def unit_at(reading: Reading, place: int) -> tuple[int, Unit] | None:
    """The unit whose name begins at a place, as (where it ends, unit); a linking word may stand first."""
    key = (unit_at, place)
    if key not in reading.found:
        reading.found[key] = _unit_at(reading, place)
    found: tuple[int, Unit] | None = reading.found[key]
    return found


def _unit_at(reading: Reading, place: int) -> tuple[int, Unit] | None:
    phrases = unit_phrases(reading.language, reading.country)
    links = reading.rules.words("phrase", "unit_links")
    first = place + 1 if reading.word(place) in links else place
    if first >= len(reading):
        return None
    found = phrases.starting_at(reading.words, first) or (first > place and _scaled_money(reading, place)) or None
    behind_figures = first > 0 and reading.tokens.kind(first - 1) == DIGITS
    if found is None and not behind_figures and reading.is_word(first) and len(reading.words[first]) > 3:
        word = reading.lexeme(first)
        if word.definite and not word.joined and not word.governed:
            found = phrases.starting_at(reading.words, first, word.stem)
    if found is None:
        found = _behind_adjectives(reading, first)
    if found is None or not _well_written(found[1], reading, found[0] - 1 if found[0] == first + 1 else first):
        return None
    return None if _means_another(reading, first, *found) else _cased(reading, first, *found)


def _means_another(reading: Reading, first: int, last: int, unit: Unit) -> bool:
    """Whether what is a unit elsewhere is part of a model, a format, a date or a number of plants."""
    if unit.kind == MONEY:
        return _names_a_model(reading, last) or _names_a_format(reading, first, unit)
    if unit.kind == MEASURE:  # «3 millions de pieds» where palms are planted
        return reading.says(first, "units", "planted") and reading.says_anywhere("units", "plants")
    nothing = _lasts_nothing(reading, last) or _has_a_day(reading, first) or _is_a_contract(reading, first)
    return unit.kind == DURATION and nothing


def _cased(reading: Reading, first: int, last: int, unit: Unit) -> tuple[int, Unit]:
    """The unit of a name with its end, or the one that its capitals spell."""
    if reading.words[first] not in _CASED or last > first + 1:
        return last, unit
    spelled, meant = _CASED[reading.words[first]]
    return last, unit._replace(code=meant) if reading.tokens.text(first) == spelled else unit


def _is_inch_sign(reading: Reading, place: int) -> bool:
    """Whether a sign for inches stands there: "a ⟦16"⟧ screen"; a quotation that it would close has an opening sign."""
    joined = reading.glued(place) and reading.tokens.kind(place - 1) == DIGITS and not reading.glued(place + 1)
    if not joined or reading.is_stop(place + 1) or reading.word(place - 2) == "'":
        return False  # «4'24"» are minutes
    for at in range(place - 1, max(place - _QUOTED_REACH, -1), -1):
        if reading.tokens.kind(at) == BREAK:
            break
        if reading.words[at] == '"':
            return not reading.glued(at + 1)  # what opens a quotation stands right in front of its first word
    return True


def _has_a_day(reading: Reading, first: int) -> bool:
    """«في 30 من ⟦الشهر⟧ الجاري»: behind its link, a definite period in the singular is what a day is of."""
    linked = first > 0 and reading.words[first - 1] in reading.rules.words("phrase", "unit_links")
    return linked and reading.lexeme(first).definite and reading.says(first, "ranges", "periods")


def _is_a_contract(reading: Reading, place: int) -> bool:
    """«بلغت 1700 ⟦عقد⟧», «وقعت 5 ⟦عقود⟧»: the word for decades where there are too many, or contracts are told of."""
    if not reading.says(place, "units", "decades"):
        return False
    figures = reading.word(place - 1)
    if figures.isdigit() and len(figures) > _FIGURES_OF_DECADES:
        return True
    since = reading.any_says(place - _SINCE_REACH, place, "units", "decades_since")  # «منذ خمسة عقود وقعت …»
    return not since and reading.any_says(place - _CONTRACT_REACH, place + _CONTRACT_REACH, "units", "contracts")


def _lasts_nothing(reading: Reading, last: int) -> bool:
    """«12 ألفا سنة 2010», «مليون ليلة مبيت»: whether the word of a period begins a date, or is counted itself."""
    return last - 1 in reading.blocked or reading.says(last, "durations", "stays")


def _scaled_money(reading: Reading, place: int) -> tuple[int, Unit] | None:
    """«20 millions ⟦de livres⟧»: money by the million alone, and where no books are told of."""
    found = unit_phrases(reading.language, reading.country).starting_at(reading.words, place)
    scale = number_word(reading, place - 1) if found else None
    many = scale is not None and scale[1].role == SCALE and scale[1].value > _THOUSAND
    return None if not many or reading.says_anywhere("units", "no_money") else found


def _names_a_model(reading: Reading, last: int) -> bool:
    """Whether figures are joined to the letters: "four RS-25 engines" cost no rupees."""
    hyphen = reading.word(last) == "-" and reading.glued(last) and reading.glued(last + 1)
    return hyphen and last + 1 < len(reading) and reading.tokens.kind(last + 1) == DIGITS


def _names_a_format(reading: Reading, place: int, unit: Unit) -> bool:
    """Whether one letter is no money: apart from its figures, or behind the lines of a screen, "1080p"."""
    if reading.says(place, "units", "letters"):
        return True  # rand stand in front
    if unit.factor >= 1 or not unit.exact_case or len(unit.exact_case) > 1:
        return False
    coded = reading.glued(place + 1) and place + 1 < len(reading) and reading.tokens.kind(place + 1) == DIGITS
    return coded or not reading.glued(place) or reading.says(place - 1, "units", "screen_lines")


def unit_named(reading: Reading, word: str) -> Unit | None:
    """The unit that one folded word names."""
    found = unit_phrases(reading.language, reading.country).starting_at((word,), 0)
    return found[1] if found else None


def _behind_adjectives(reading: Reading, place: int) -> tuple[int, Unit] | None:
    """«deux prochaines semaines», "two full days": a period behind the adjectives that precede nouns."""
    first = place
    while (
        first - place < 2
        and reading.words[first : first + 1]
        and (reading.words[first] in reading.rules.words("phrase", "before_noun"))
    ):
        first += 1
    if first == place:
        return None
    found = unit_phrases(reading.language, reading.country).starting_at(reading.words, first)
    return found if found and found[1].kind == DURATION else None


def unit_before(reading: Reading, place: int) -> Unit | None:
    """The currency whose sign or code ends just before a place: "$5", "MAD 500"."""
    found = unit_phrases(reading.language, reading.country).ending_at(reading.words, place)
    if found is None or found[1].kind != MONEY:
        return None
    first, unit = found
    text = reading.tokens.text(first)
    if first < place - 1 and not (reading.glued(place - 1) and (text.isupper() or text in _SIGN_WORDS)):
        alone = unit_named(reading, reading.words[place - 1])
        if alone is None:
            return None
        unit = alone
    token = reading.tokens[place - 1]
    sign = token.kind == MARK or token.text.isupper() or token.text in _SIGN_WORDS
    if len(token.folded) == 1 and token.folded.isalpha():
        if not _is_letter_money(reading, place):
            return None
        code = reading.rules.text("letter_money", f"{token.folded}_code")
        unit = Unit(MONEY, code) if code else unit
    return unit if sign and unit.kind == MONEY and _well_written(unit, reading, place - 1) else None


def _is_letter_money(reading: Reading, place: int) -> bool:
    """Whether one letter in front of figures is money: «R50bn» where South Africa is told of, «N5m» in Nigeria."""
    letter = reading.words[place - 1]
    told = (reading.country or "").lower() in reading.rules.words("letter_money", f"{letter}_home")
    return reading.glued(place) and (told or reading.says_anywhere("letter_money", letter))


def _is_initial(reading: Reading, place: int) -> bool:
    """Whether a letter begins a name: «22J. Delaplace ⟦23T⟧. Monconduit», numbers of a squad."""
    point = place + 1
    named = reading.word(point) == "." and reading.glued(point) and reading.is_word(point + 1)
    return named and not reading.glued(point + 1) and reading.tokens.text(point + 1)[:1].isupper()


def _well_written(unit: Unit, reading: Reading, place: int) -> bool:
    """One letter is a unit only in its own case, three capitals only as capitals («MAD», not "mad")."""
    case, text = unit.exact_case, reading.tokens.text(place)
    if reading.words[place] == '"':
        return _is_inch_sign(reading, place)
    if len(text) == 1 and text.isupper() and (text != case or not reading.glued(place)) and _is_initial(reading, place):
        return False
    if not case or not case.isalpha() or (len(case) != 1 and not (len(case) == 3 and case.isupper())):
        return True
    joined = reading.word(place + 1) == "-" and reading.glued(place + 1)  # «un T-shirt»
    if joined and place + 2 < len(reading) and reading.tokens.kind(place + 2) == DIGITS:
        return False  # "a 13W-2L-2D record"
    return text in (case, *_CAPITALS) and not (joined and text != case)
