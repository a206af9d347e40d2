"""Duals in front of their genitives: «منتخبي المغرب والجزائر», «حالتي وفاة»; the same letters are often «my»."""

from __future__ import annotations

from parsers.noun_phrases.counted import chain_end, is_completed
from parsers.words.nouns import MANY, TWO, people
from parsers.words.reading import Reading

_REACH = 7
_IN_BETWEEN = {",", "«", "»", '"'}


def end_of_construct(reading: Reading, place: int) -> int | None:
    """Behind the genitives of a construct dual, «منتخبي ⟦المغرب والجزائر⟧», «هاتفي ⟦المرأتين⟧»; None where it is none.

    The same letters are «my team» or an adjective: two genitives joined by «و», or a plural or dual one, must follow.
    """
    if is_completed(reading, place):
        return chain_end(reading, place)  # «رجلا أمن»
    adjective = reading.says(place, "phrase", "adjectives")  # «بشكل رئيسي المدن الساحلية والداخلية»
    return None if adjective or not _may_be_genitive(reading, place + 1) else _behind_genitives(reading, place)


def _behind_genitives(reading: Reading, place: int) -> int | None:
    first = place + 1
    nominative, word = _may_be_accusative(reading, place), reading.lexeme(first)
    if nominative and not word.definite:
        return None
    second = _second_genitive(reading, first)
    if second is not None:
        other = reading.lexeme(second)
        return chain_end(reading, second) if other.definite or other.forms else second + 1
    if reading.says(place - 1, "duals", "one_of") and word.definite:
        return chain_end(reading, first)
    many = word.numbers & ({TWO} if nominative else {TWO, MANY}) and (word.definite or word.own)
    return chain_end(reading, first) if many or _governs(reading, place, first) else None


def _governs(reading: Reading, place: int, genitive: int) -> bool:
    """«حالتي ⟦وفاة⟧», «هدفي ⟦المباراة⟧»: a dual that nobody says «my» of, in front of its genitive."""
    word = reading.lexeme(genitive)
    many = word.stem.endswith(reading.rules.endings("duals", "feminine_plural"))  # «جلستي مباحثات»
    if word.own or (word.adjective and not many):
        return False
    if reading.says(place, "duals", "paired"):
        agreeing = not word.forms and reading.tokens.text(genitive).endswith("ة")  # «حالتي جيدة»
        return len(word.stem) > 2 and not agreeing
    if word.forms and _is_after_preposition(reading, place) and _is_definite(reading, genitive):
        return True
    feminine = reading.words[place].endswith(reading.rules.endings("duals", "with_genitive"))
    persons = any(form.concept in people(reading.language) for form in reading.lexeme(place).forms)
    return feminine and not persons and (bool(word.forms) or many)


def _is_definite(reading: Reading, genitive: int) -> bool:
    """«المعارضة», and «هيئة الانتخابات» by its own genitive."""
    if reading.lexeme(genitive).definite:
        return True
    after = genitive + 1
    return reading.is_word(after) and reading.lexeme(after).definite and not reading.lexeme(after).governed


def _is_after_preposition(reading: Reading, place: int) -> bool:
    """«على ⟦زعيمي⟧ المعارضة», «بوزيري الخارجية»: where no adjective can stand that the same letters may be."""
    return reading.lexeme(place).governed or reading.says(place - 1, "duals", "prepositions")


def _may_be_accusative(reading: Reading, place: int) -> bool:
    """«رئيسا» is «a president» in the accusative too; «ولايتا» is only a dual, for ة takes no ا."""
    spelled = reading.words[place]
    if spelled.endswith(reading.rules.endings("duals", "feminine_nominative")):
        return False
    return spelled.endswith(reading.rules.endings("duals", "nominative"))


def _may_be_genitive(reading: Reading, place: int) -> bool:
    if not reading.is_word(place):
        return False
    word = reading.lexeme(place)
    adjective = reading.says(place, "phrase", "adjectives")  # «صديقي القديم وجاري الجديد» are mine
    return not (word.ends or word.governed or word.joined or adjective)


def _second_genitive(reading: Reading, first: int) -> int | None:
    """The word with «و» that ends a pair of genitives; signs of quotation and a comma may stand in between."""
    for place in range(first + 1, min(first + _REACH, len(reading))):
        if reading.words[place] in _IN_BETWEEN:
            continue
        if not reading.is_word(place):
            return None
        word = reading.lexeme(place)
        if word.joined and not word.ends:
            return place
        if word.ends or word.governed:
            return None
    return None
