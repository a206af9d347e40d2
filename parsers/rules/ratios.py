"""Shares told as so many out of so many: «un répondant sur quatre», "two in five", "nine out of ten voters"."""

from __future__ import annotations

from functools import cache

from parsers.noun_phrases.counted import Span, counted_after
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import FRACTION, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.units import DURATION, unit_at
from parsers.words.lexemes import grammar, is_plural
from parsers.words.phrases import phrases_of
from parsers.words.reading import Reading
from parsers.words.text import DIGITS, fold_word

_ROUND, _MOST_OF_PERSONS, _LONGEST_LINK, _FARTHEST, _DECIMALS = (10, 100, 1000), 5, 3, 12, 4


@asked_beside(behind="ratios.links")
def ratio(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«un répondant sur quatre», "two in five": a share; «7 filles sur 70 étudiants», "nine of 12" are two counts."""
    if place + 1 >= len(mentions):
        return None
    part, whole = mentions[place], mentions[place + 1]
    if whole.first - part.last > _FARTHEST:
        return None
    if part.kind != CARDINAL or whole.kind != CARDINAL or not 1 <= part.value <= whole.value:
        return None
    if part.value == whole.value:
        return _always(reading, part, whole)
    named = _named_between(reading, part)
    end = named.last if named else part.last
    if not _is_link(reading, end, whole.first) or not _is_share(reading, part, whole, named):
        return None
    both = part._replace(last=whole.last, end=whole.end)
    counted = named or counted_after(reading, whole.last, whole.value)
    share = round(part.value / whole.value, _DECIMALS)
    return Draft("ratio", FRACTION, both, share, whole.last, counted=counted, used=2)


def _always(reading: Reading, part: Mention, whole: Mention) -> Refusal | None:
    """«ouvert 24 heures sur 24»: at all hours, which states no quantity."""
    unit = unit_at(reading, part.last)
    whole_time = unit is not None and unit[1].kind == DURATION and _is_link(reading, unit[0], whole.first)
    return Refusal("turn_of_phrase", 2) if whole_time else None


def _named_between(reading: Reading, part: Mention) -> Span | None:
    """«un ⟦répondant⟧ sur quatre», "one ⟦person⟧ in ten": a noun behind the part; in English behind one alone."""
    order = reading.rules.text("phrase", "order")
    if order == "head_last" and part.value == 1 and reading.says(part.first, "one", "words"):
        return counted_after(reading, part.last, part.value)
    return counted_after(reading, part.last, part.value) if order == "head_first" else None


def _is_link(reading: Reading, first: int, last: int) -> bool:
    """Whether the words between part and whole say "out of", and nothing else."""
    return 0 < last - first <= _LONGEST_LINK and " ".join(reading.words[first:last]) in _links(
        reading.language, "links"
    )


@cache
def _links(language: str, key: str) -> frozenset[str]:
    return frozenset(map(fold_word, phrases_of(grammar(language).text("ratios", key))))


def _is_share(reading: Reading, part: Mention, whole: Mention, named: Span | None) -> bool:
    """Whether nobody has counted: one out of so many, so many out of ten, or of persons in words."""
    behind = counted_after(reading, whole.last, whole.value)
    noun = behind.head if behind and is_plural(reading.lexeme(behind.head)) else None
    if unit_at(reading, whole.last) or (behind and _is_counted(reading, behind, named)):
        return False
    if " ".join(reading.words[part.last : whole.first]) in _links(reading.language, "of_each"):
        return True  # «سبعة من كل عشرة»
    if reading.rules.text("phrase", "order") == "definite_chain":  # «الخطر 1 لكل 200»; «طبيب واحد لكل 1000 نسمة» counts
        return behind is None and part.value == 1 and reading.tokens.kind(part.first) == DIGITS
    if part.value == 1 or whole.value in _ROUND:
        return part.value == 1 or not _in_brackets(reading, whole)
    head = named.head if named else noun
    persons = head is not None and reading.may_be_person(head)
    spelled = DIGITS not in (reading.tokens.kind(part.first), reading.tokens.kind(whole.first))
    return whole.value <= _MOST_OF_PERSONS and (persons or (spelled and head is None))


def _is_counted(reading: Reading, behind: Span, named: Span | None) -> bool:
    """«un avis sur ⟦trois⟧ dossiers», "one man in ⟦two⟧ cities": the whole has its own noun, as the part has."""
    if reading.rules.text("phrase", "order") != "head_first":
        return named is not None
    plural = reading.words[behind.head].endswith(reading.rules.endings("phrase", "plural_endings"))
    return plural or is_plural(reading.lexeme(behind.head))


def _in_brackets(reading: Reading, whole: Mention) -> bool:
    return reading.word(whole.last) == ")"
