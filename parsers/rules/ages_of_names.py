"""Ages beside who is that old, without a word for it: "since he was 18.", "Hill, 29, has", "At 81, he is"."""

from __future__ import annotations

from collections.abc import Callable

from parsers.rules.cues import asked_beside
from parsers.rules.drafts import AGE, Draft, Refusal
from parsers.rules.mentions import ORDINAL, Mention
from parsers.rules.ranges import range_with_next
from parsers.units import unit_at
from parsers.words.comparators import comparator_before
from parsers.words.reading import Reading
from parsers.words.text import BREAK, DIGITS

_RELATIVE_REACH, _LEVEL_REACH, _LINK_REACH, _PERSONS_REACH = 10, 12, 4, 3
_LEAST_LIMIT, _LIMIT_REACH, _SIBLING_REACH = 10, 8, 14
_LEAST_TURNED, _LEAST_GROWN, _OLDEST, _LAST_HOUR, _WHOLE_NAME = 13, 15, 110, 12, 2


@asked_beside(front="age.turning age.both age.copulas age.contracted age.at_death age.adverbs")
def told_age(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """An age that a verb tells of somebody: "since he was 18.", "At 81, he is"."""
    return _age(reading, mentions, place, "told_age", _is_predicate)


@asked_beside(front=",")
def appositive_age(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """An age behind a name and a comma: "Hill, 29, has"."""
    return _age(reading, mentions, place, "appositive_age", _is_appositive)


@asked_beside(front="(")
def bracketed_age(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """An age in brackets behind a whole name: "Mary Byrne (43), of Cork,"."""
    return _age(reading, mentions, place, "bracketed_age", _is_bracketed)


@asked_beside(front="age.limits age.comparatives")
def limit_of_age(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """An age that bounds how old persons are: "a child under 13 was hurt"."""
    return _age(reading, mentions, place, "limit_of_age", _is_limit)


def _age(
    reading: Reading, mentions: list[Mention], place: int, rule: str, told: Callable[[Reading, Mention], bool]
) -> Draft | None:
    mention = mentions[place]
    if not 0 < mention.value < _OLDEST or not is_whole_or_half(mention) or not told(reading, mention):
        return None
    years = has_years_behind(reading, mentions, place)
    return None if years else Draft(rule, AGE, mention, mention.value, mention.last, "a")


def has_years_behind(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether the years stand behind the second of two numbers: «أعمارهم بين ⟦15⟧ و16 عاما»."""
    both = range_with_next(reading, mentions, place)
    return both is not None and unit_at(reading, both[1]) is not None


def is_whole_or_half(mention: Mention) -> bool:
    """Whether a number may be a person's years: "aged 16", "ages 4½ and 2"."""
    return 2 * mention.value == int(2 * mention.value)


def _is_predicate(reading: Reading, mention: Mention) -> bool:
    """Whether it is said of a person: "since he was 18.", "Kamala was 12 in 1976"."""
    bound = comparator_before(reading, mention.first)
    copula = (bound[0] if bound else mention.first) - 1  # "was around 27"
    if reading.says(copula, "age", "both"):
        return reading.word(mention.last) in (",", ".", ";") and mention.value > 2  # "the suspects, both 17, …"
    glued = copula > 0 and reading.words[copula - 1] == "'"
    if glued or reading.says(copula, "age", "turning"):
        return _is_contracted(reading, mention, copula) if glued else _is_turned(reading, mention)
    told = reading.says(copula, "age", "copulas") and mention.value > 2
    if not told or not _is_closed(reading, mention.last):
        return _opens_at(reading, mention)
    subject = copula - 1
    if reading.word(subject) == "," and mention.value > _LEAST_GROWN and reading.word(mention.last) == ".":
        return reading.any_says(subject - _RELATIVE_REACH, subject, "age", "relatives")
    while reading.says(subject, "age", "auxiliaries"):
        subject -= 1
    if reading.says(subject, "age", "subjects"):
        return True
    named = reading.is_word(subject) and reading.tokens.text(subject)[:1].isupper()
    named = named and not reading.says(subject, "phrase", "ends") and not reading.says(subject, "age", "never_named")
    return named or _tells_of_ages(reading, subject)


def _tells_of_ages(reading: Reading, last: int) -> bool:
    """Whether the subject that ends at a place is an age: "the average ⟦age of victims⟧ was 45", "the legal age is"."""
    for at in range(last, max(last - _LIMIT_REACH, -1), -1):
        if reading.is_stop(at):
            return False
        if reading.says(at, "age", "of"):
            return reading.any_says(at - 2, at + 2, "age", "averaged")
    return False


def _is_closed(reading: Reading, last: int) -> bool:
    """Whether nothing is counted behind a number: its phrase ends there."""
    closed = reading.is_stop(last) and reading.word(last) in (".", ",", ";", "?", "!", ")", '"', "")
    return closed or reading.says(last, "age", "behind")


def _is_contracted(reading: Reading, mention: Mention, copula: int) -> bool:
    """Whether the verb is glued to who is that old: "I'm ⟦74⟧ and", "she's ⟦32⟧."."""
    told = (
        reading.says(copula, "age", "contracted") and reading.says(copula - 2, "age", "subjects") and mention.value > 2
    )
    return told and _is_closed(reading, mention.last)


def _is_turned(reading: Reading, mention: Mention) -> bool:
    """Whether somebody comes to be that old: "those turning ⟦65⟧ pay less", but "it turned 12 votes"."""
    last = mention.last
    alone = reading.is_stop(last) or (reading.is_word(last) and not reading.lexeme(last).forms)
    alone = alone and not unit_at(reading, last) and reading.word(last) not in ("%", "-")
    return alone and mention.value >= _LEAST_TURNED


def _opens_at(reading: Reading, mention: Mention) -> bool:
    """Whether a sentence begins so: "At 81, he is the oldest"."""
    at = mention.first - 1
    told = reading.says(at, "age", "at_death") or reading.says(at, "age", "adverbs")  # "Now 24, she has left"
    opens = told and reading.begins_sentence(at) and reading.word(mention.last) == ","
    subject = reading.says(mention.last + 1, "age", "subjects")
    return opens and subject and mention.value >= _LEAST_GROWN and mention.value == int(mention.value)


def _is_appositive(reading: Reading, mention: Mention) -> bool:
    comma = mention.first - 1
    comma -= reading.says(comma, "age", "adverbs")  # "Denicola, now 60, said"
    name = comma - 1
    if name < 0 or not reading.rules.text("age", "appositive"):
        return False
    if not (mention.value > 2 or _follows_an_age(reading, comma)):
        return False
    behind = mention.last + 1
    joined = reading.says(mention.last, "ranges", "and") and reading.is_word(behind)
    other = reading.is_word(behind) and reading.tokens.text(behind)[:1].isupper()  # "dad to Landon, 19 and Alabama, 17"
    joined = joined and (other or reading.says(behind, "pairs", "articles"))  # "Mr Jones, 45 and a father of two"
    if reading.words[comma] != "," or not (joined or reading.word(mention.last) in (",", ".")):
        return False
    name -= reading.words[name] == "."  # "Smith Jr., 55, of …"
    text = reading.tokens.text(name)
    digits = reading.tokens.kind(mention.first) == DIGITS
    named = (
        reading.may_be_person(name)  # "the driver, 34, was"
        or reading.says(name, "age", "of")
        or (text[:1].isupper() and not reading.says(name, "age", "never_named"))
    )
    return digits and named


def _follows_an_age(reading: Reading, last: int) -> bool:
    """Whether another age stands between commas before: "a son, Leo, ⟦4⟧, and a daughter, Mia, 1"."""
    for at in range(last - 2, max(last - _SIBLING_REACH, 1), -1):
        if reading.word(at) == ".":
            return False
        closed = reading.word(at + 1) == "," or reading.says(at + 1, "ranges", "and")
        if reading.tokens.kind(at) == DIGITS and reading.word(at - 1) == "," and closed:
            return reading.tokens.text(at - 2)[:1].isupper()
    return False


def _is_bracketed(reading: Reading, mention: Mention) -> bool:
    """Whether it stands behind a whole name, in a text about courts and deaths: "Mary Byrne (⟦43⟧), of Cork,"."""
    name = mention.first - 2
    if (
        reading.word(name + 1) != "("
        or reading.word(mention.last) != ")"
        or not reading.rules.text("age", "appositive")
    ):
        return False
    nicknamed = reading.word(name - 1) == '"'  # 'Thomas "Bomber" Kavanagh'
    names = [
        at for at in (name - 1 - nicknamed, name) if at >= 0 and reading.is_word(at) and not reading.lexeme(at).ends
    ]
    whole = len(names) == _WHOLE_NAME and all(reading.tokens.text(at)[:1].isupper() for at in names)
    grown = mention.value >= _LEAST_GROWN and reading.tokens.kind(mention.first) == DIGITS
    about = reading.says_anywhere("age", "bracketed_beside") and not reading.says_anywhere("scores", "sports")
    return whole and grown and about and reading.words[mention.last + 1 : mention.last + 2] != ["%"]


def _is_limit(reading: Reading, mention: Mention) -> bool:
    """Whether it bounds how old persons are: "a child under ⟦13⟧ was hurt", but no "staff under 10 managers"."""
    person, last = mention.first - 2, mention.last
    compared = reading.says(person, "age", "comparatives")  # "those ⟦younger than 21⟧"
    if not (compared or reading.says(person + 1, "age", "limits")) or person < 0:
        return False
    person -= reading.says(person, "age", "plural_copulas")  # "half of them ⟦were⟧ under 18"
    told = reading.is_word(person) and (reading.may_be_person(person) or reading.says(person, "age", "anyone"))
    told = told or compared
    alone = reading.is_stop(last) or (reading.is_word(last) and reading.lexeme(last).ends)
    return told and alone and reading.word(last) not in ("%", "-") and not unit_at(reading, last)


def is_had(reading: Reading, mention: Mention, last: int) -> bool:
    """Whether a person has the years: «il a ⟦46⟧ ans», «je viens d'avoir ⟦78⟧ ans», but no «il a 20 ans de métier»."""
    bound = comparator_before(reading, mention.first)
    verb = (bound[0] if bound else mention.first) - 1
    while reading.says(verb, "age", "adverbs"):  # «elle n'avait que 12 ans»
        verb -= 1
    if not reading.says(verb, "age", "has") or reading.says(last, "age", "never_had_before"):
        return False
    subject = verb - 1
    while reading.says(subject, "age", "between_has"):  # «n'», «d'» of «vient d'avoir»
        subject -= 1
    if reading.says(subject, "age", "having") or reading.says(subject, "age", "just"):
        return True
    share = reading.word(subject) == "%" or (subject >= 0 and reading.tokens.kind(subject) == DIGITS)
    return share or (reading.is_word(subject) and reading.may_be_person(subject))  # «45 % ont moins de ⟦15⟧ ans»


def is_level(reading: Reading, mention: Mention, last: int) -> bool:
    """Whether a limit of age is told: «l'âge moyen de départ est de ⟦62⟧ ans», «la retraite à ⟦60⟧ ans»."""
    if reading.says(last, "partitive", "links") or not reading.rules.text("age", "levels"):
        return False
    bound = comparator_before(reading, mention.first)
    if bound and reading.says(mention.first - 2, "age", "starting"):
        return True  # «interdit à partir de 16 ans»
    at = (bound[0] if bound else mention.first) - 1
    ends = reading.says(at, "age", "at_death") and reading.says(at - 1, "age", "ends_at")
    return ends or _reaches_a_level(reading, at)


def _reaches_a_level(reading: Reading, at: int) -> bool:
    """Whether a verb in front of a preposition tells what an age is, or what it is raised to."""
    if reading.says(at, "ranges", "to"):  # «passe de 60 à ⟦62⟧ ans»
        at = next((back for back in range(at - 1, at - _LINK_REACH, -1) if reading.says(back, "age", "of_links")), at)
    linked = reading.says(at, "age", "at_death") or reading.says(at, "age", "of_links")
    if not linked or not reading.says(at - 1, "age", "levels"):
        return False
    around = range(at - 2, max(at - _LEVEL_REACH, -1), -1)
    told = next((place for place in around if reading.is_stop(place) or reading.says(place, "age", "strong")), None)
    return told is not None and not reading.is_stop(told)


def is_past_hours(reading: Reading, mention: Mention) -> bool:
    """«موظفة فندق في ⟦التاسعة عشرة⟧»: close behind a person, and too great for an hour of the clock."""
    first = mention.first - 1
    great = mention.kind == ORDINAL and mention.definite and mention.value > _LAST_HOUR
    if not (great and reading.is_feminine(mention.last - 1) and reading.says(first, "age", "at")):
        return False
    before = range(max(first - _PERSONS_REACH, 0), first)
    return any(reading.names(at, "age", "workers") for at in before if reading.is_word(at))


def in_a_list(reading: Reading, mention: Mention, last: int) -> bool:
    """«فلان الفلاني، 33 سنة، سائق»: years between two commas, or a comma and the line's end, are a person's."""
    joined = mention.start > reading.tokens.start(mention.first)  # «خمس سنوات، وعشر سنوات، و15»
    alone = reading.word(mention.first - 1) == "," and not joined
    if alone and (reading.word(last) == "," or _ends_line(reading, last) or _is_apposed(reading, mention, last)):
        return True
    return _is_of_two(reading, mention, last)


def _is_apposed(reading: Reading, mention: Mention, last: int) -> bool:
    """«Paul Durand, ⟦24⟧ ans et tenant du titre»: behind somebody's name, and what else he is follows."""
    name = mention.first - 2
    joined = reading.says(last, "ranges", "and") and not _is_more_time(reading, last + 1)
    closed = joined or reading.word(last) in (".", "(")
    if not closed or not reading.is_word(name) or reading.tokens.kind(mention.first) != DIGITS:
        return False
    capital = reading.tokens.text(name)[:1].isupper() and not reading.begins_sentence(name)
    return capital or reading.may_be_person(name)


def _is_more_time(reading: Reading, place: int) -> bool:
    """«3 ans et ⟦demi⟧», «4 ans et ⟦un⟧ mois», «3 ans et ⟦6⟧ mois», but «17 ans et ⟦8e⟧ mondial»."""
    if not reading.is_word(place):
        return not (reading.is_word(place + 1) and reading.glued(place + 1))
    return reading.says(place, "fractions", "half") or reading.says(place, "one", "words")


def _is_of_two(reading: Reading, mention: Mention, last: int) -> bool:
    """«ses deux enfants, ⟦5⟧ et ⟦8⟧ ans, sont morts»: two ages between commas, behind persons."""
    front = mention.first - 1
    if reading.says(front, "ranges", "and") and reading.tokens.kind(front - 1) == DIGITS:
        front -= 2
    elif reading.says(last, "ranges", "and") and (unit := unit_at(reading, last + 2)):
        last = unit[0]
    else:
        return False
    persons = reading.word(front) == "," and reading.is_word(front - 1) and reading.may_be_person(front - 1)
    return persons and (reading.word(last) == "," or _ends_line(reading, last))


def _ends_line(reading: Reading, place: int) -> bool:
    return place >= len(reading) or reading.tokens.kind(place) == BREAK


@asked_beside(front="age.of")
def moved_age(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read where a limit of age is moved to: "they raised the retirement age from ⟦65⟧ to ⟦67⟧"."""
    mention = mentions[place]
    first, last = mention.first - 1, mention.last
    moved = reading.says(first, "ranges", "to") or reading.says(first, "ranges", "from")
    both = range_with_next(reading, mentions, place)  # "of all ages from 11 to 18"
    mention, last = both or (mention, last)
    if not moved or reading.tokens.kind(mention.first) != DIGITS or not _LEAST_LIMIT <= mention.value < _OLDEST:
        return None
    alone = reading.is_stop(last) or (reading.is_word(last) and reading.lexeme(last).ends)
    if not alone or unit_at(reading, last) or not reading.rules.text("age", "appositive"):
        return None
    for at in range(first - 1, max(first - _LIMIT_REACH, -1), -1):
        if reading.says(at, "age", "of"):
            return Draft("moved_age", AGE, mention, mention.value, last, "a", mention.value_max, used=mention.numbers)
        if reading.is_stop(at):
            return None
    return None
