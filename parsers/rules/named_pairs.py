"""Two names behind a noun show that it is a dual: «بين اللاعبين حكيم زياش وأشرف حكيمي»."""

from __future__ import annotations

from parsers.words.given_names import given_names
from parsers.words.reading import Reading

_LONGEST_NAME = 4


def names_two(reading: Reading, noun: int, first: int) -> bool:
    """Whether two given names joined by «و», and no third one, stand from a place on.

    The noun in front must not be the genitive of another («نقيب المحامين محمد وعلي» is one of the lawyers, not two).
    """
    if not _is_given(reading, first) or _is_genitive(reading, noun):
        return False
    second = _next_name(reading, first)
    return second is not None and _next_name(reading, second) is None


def _is_genitive(reading: Reading, noun: int) -> bool:
    if not reading.is_word(noun - 1) or reading.lexeme(noun).governed or reading.lexeme(noun).joined:
        return False
    return reading.may_be_person(noun - 1) and not reading.lexeme(noun - 1).definite


def _next_name(reading: Reading, first: int) -> int | None:
    """Where the next name begins that «و» joins, with or without a comma, to the one that begins at a place."""
    for place in range(first + 1, first + 1 + _LONGEST_NAME):
        if reading.word(place) == ",":
            continue
        if not reading.is_word(place):
            return None
        name = place + reading.says(place, "ranges", "and") if len(reading.words[place]) == 1 else place
        if name > place or reading.words[place].startswith(reading.rules.endings("ranges", "and")):
            if _is_given(reading, name) or _is_given_joined(reading, name):
                return name
        elif reading.lexeme(place).ends:
            return None
    return None


def _is_given(reading: Reading, place: int) -> bool:
    return _is_name(reading, reading.word(place))


def _is_given_joined(reading: Reading, place: int) -> bool:
    joints, word = reading.rules.endings("ranges", "and"), reading.word(place)
    return any(word.startswith(joint) and _is_name(reading, word.removeprefix(joint)) for joint in joints)


def _is_name(reading: Reading, word: str) -> bool:
    return word in given_names(reading.language) or word in reading.rules.words("duals", "names_begin")
