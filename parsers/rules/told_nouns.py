"""Nouns that go without saying, since a number before has them: «98 ألف مهاجر بإيطاليا و⟦124 ألفا⟧ باليونان»."""

from __future__ import annotations

from parsers.noun_phrases.counted import Span, counted_after
from parsers.rules.mentions import CARDINAL, Mention, follows_and
from parsers.rules.rows import CONTINUED_REACH, LONGEST_ROW, are_near
from parsers.units import unit_at
from parsers.words.reading import Reading
from parsers.words.text import BREAK, fold_word

_FAR = 15


def noun_left_out(reading: Reading, mentions: list[Mention], place: int) -> tuple[Span, float] | None:
    """«98 ألف مهاجر بإيطاليا و⟦124 ألفا⟧ باليونان», «18 شخصا، ⟦أربعة⟧ منهم»: the noun that goes without saying."""
    mention = mentions[place]
    chain, before = reading.rules.text("phrase", "order") == "definite_chain", mention.first - 1
    pronoun = next((at for at in (mention.last, before) if reading.says(at, "counts", "after_bare")), None)
    of_them = chain and pronoun is not None  # whose pronouns have a gender
    others = reading.says(before, "counts", "casualties")  # «مقتل ستة جنود وإصابة ⟦العشرات⟧»
    if others or reading.says(mention.last, "partitive", "links"):
        return None  # "and ⟦three⟧ of them"
    listed = follows_and(reading, mention) or reading.says(before, "partitive", "of_all")
    listed = listed or (reading.is_word(before) and reading.lexeme(before).joined)
    told = _noun_told(reading, mentions, place, far=of_them) if of_them or listed else None
    return None if told and of_them and pronoun is not None and not _agrees(reading, pronoun, told[0]) else told


def _agrees(reading: Reading, pronoun: int, told: Span) -> bool:
    """Whether a pronoun may stand for a noun: «منهم» for men, «منها» for things."""
    feminine = fold_word(reading.rules.text("phrase", "never_own_ending"))
    person, women = reading.may_be_person(told.head), reading.lexeme(told.head).stem.endswith(feminine)
    if reading.words[pronoun].endswith(reading.rules.endings("phrase", "them")):
        return person and not women
    return not person or reading.words[pronoun].endswith(reading.rules.endings("phrase", "them_women"))


def _noun_told(
    reading: Reading, mentions: list[Mention], place: int, *, far: bool = False
) -> tuple[Span, float] | None:
    """The known noun of the nearest number before, and its value; no amount stands between.

    It is of the same sentence, or where a pronoun is `far` from it of the one before: «أوقف 12 شخصا. وأحيل 8 منهم».
    """
    following = mentions[place]
    for previous in reversed(mentions[max(place - LONGEST_ROW, 0) : place]):
        near = are_near(reading, previous, following, CONTINUED_REACH)
        if previous.kind != CARDINAL or not (
            near or (far and _is_of_the_sentence_before(reading, previous, following))
        ):
            return None
        counted = counted_after(reading, previous.last, previous.value)
        if unit_at(reading, previous.last):
            return None
        if counted is not None:
            return (counted, previous.value) if reading.lexeme(counted.head).forms else None
        following = previous
    return None


def _is_of_the_sentence_before(reading: Reading, previous: Mention, following: Mention) -> bool:
    between = range(previous.last, following.first)
    ends = sum(reading.words[at] == "." for at in between)
    return len(between) <= _FAR and ends <= 1 and not any(reading.tokens.kind(at) == BREAK for at in between)
