"""Figures and points inside English noun phrases: "two 12-month terms", "four RS-25 engines", "12 U.S. states"."""

from __future__ import annotations

from parsers.unit_names import unit_phrases
from parsers.words.reading import Reading

_YEAR_FIGURES, _CENTURIES = 4, ("19", "20")


def is_year(reading: Reading, place: int) -> bool:
    """Whether a year parts a number in words from its noun: "the seven ⟦2024⟧ finalists"."""
    figures = reading.words[place]
    return reading.is_word(place - 1) and len(figures) == _YEAR_FIGURES and figures.startswith(_CENTURIES)


def figures_go_on(reading: Reading, place: int, first: int) -> bool:
    """Whether figures belong to a noun phrase: "two ⟦12⟧-month terms", "four RS-⟦25⟧ engines", "a Power ⟦5⟧ team"."""
    if place == first:
        return _joins(reading, place + 1)
    if not reading.is_word(place + 1) or (
        reading.says(place + 1, "phrase", "ends") and not is_plural_figure(reading, place + 1)
    ):
        return False
    before = reading.tokens.text(place - 1)
    if reading.glued(place):
        return before in ("-", ".") or before.isupper()
    named = reading.is_word(place - 1) and not before.islower()
    return named and not unit_phrases(reading.language, reading.country).starting_at(reading.words, place + 1)


def is_plural_figure(reading: Reading, place: int) -> bool:
    """Whether the ending of a plural is glued to figures: "70 Boeing 787⟦s⟧"."""
    ending = reading.says(place, "phrase", "regular_plural") and reading.glued(place)
    return ending and reading.words[place - 1].isdigit()


def _joins(reading: Reading, sign: int) -> bool:
    """Whether a hyphen stands there that joins a word."""
    return reading.word(sign) == "-" and reading.glued(sign) and reading.glued(sign + 1) and reading.is_word(sign + 1)


def joins_a_model(reading: Reading, point: int) -> bool:
    """Whether a point stands between capitals and figures: "the first ID⟦.⟧3 car"."""
    joined = reading.glued(point) and reading.glued(point + 1) and reading.word(point + 1).isdigit()
    return joined and reading.tokens.text(point - 1).isupper()


def is_initial(reading: Reading, place: int) -> bool:
    """Whether a full stop belongs to an abbreviation: "12 ⟦U.S.⟧ states"."""
    letter = reading.tokens.text(place - 1)
    inside = reading.glued(place + 1) or (place > 1 and reading.word(place - 2) == "." and reading.glued(place - 1))
    return len(letter) == 1 and letter.isupper() and reading.glued(place) and inside


def holds_an_acronym(reading: Reading, bracket: int) -> bool:
    """Whether a name's short form stands there and the phrase goes on: "two Green Party ⟦(GP)⟧ members"."""
    acronym, closing, following = bracket + 1, bracket + 2, bracket + 3
    if reading.word(bracket) != "(" or reading.word(closing) != ")" or not reading.is_word(acronym):
        return False
    short = reading.tokens.text(acronym).isupper() and reading.tokens.text(bracket - 1)[:1].isupper()
    return short and reading.is_word(following) and not reading.says(following, "phrase", "ends")
