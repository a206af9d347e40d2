"""Ages: years behind «يبلغ من العمر» or "aged", before "old", in brackets behind a name."""

from __future__ import annotations

from parsers.rules.ages_of_names import has_years_behind, in_a_list, is_had, is_level, is_past_hours, is_whole_or_half
from parsers.rules.borrowed_units import behind_hyphen
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import AGE, Draft, Refusal
from parsers.rules.identifiers import list_start
from parsers.rules.mentions import CARDINAL, ORDINAL, Mention
from parsers.rules.ranges import range_with_next
from parsers.units import Unit, unit_at
from parsers.words.clitics import glued_article
from parsers.words.comparators import ABOUT, comparator_after, comparator_before
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_AGE_REACH, _LONG_AGE_REACH = 5, 10
_LEAST_AT_DEATH, _OLDEST = 15, 125
_SHORTEST_NAME, _PERSONS_REACH = 3, 3
_ADJECTIVES, _LONGEST_ROW = 3, 14
_DASHES = ("-", "–", "—", "ـ")
_OF_INFANTS = ("mo", "wk", "d")
"""Ages are told in these only right before "old", "a 3-month-old baby", or right behind «عمره»."""


def is_age(reading: Reading, mention: Mention, unit: Unit, last: int) -> bool:
    """Years are an age behind «يبلغ من العمر», "aged", before "old", or in brackets behind a name: «(40 عاما)»."""
    if unit.code in _OF_INFANTS:
        return (
            _followed_by_age(reading, last)
            or reading.says(_front(reading, mention), "age", "of")
            or _of_an_infant(reading, mention)
        )
    if unit.code != "a" or unit.factor != 1 or mention.value > _OLDEST:
        return False
    mention, last = _with_its_row(reading, mention, last)
    if _reached_by_a_person(reading, mention):
        return True
    if _of_a_person(reading, mention):
        return not reading.says(last, "partitive", "links")
    told = reading.any_says(mention.first - _AGE_REACH, mention.first, "age", "strong") and _same_clause(
        reading, mention
    )
    differs = reading.says(_front(reading, mention), "fractions", "rises_by")  # "it broke the age rule by five years"
    return (
        (told and not differs)
        or reading.says(mention.first - 1, "age", "right_before")
        or _opens(reading, mention)
        or _of_an_age_group(reading, mention, last)
        or _followed_by_age(reading, last)
        or (reading.word(mention.first - 1) == "(" and reading.word(last) in (")", ","))
        or in_a_list(reading, mention, last)
        or _goes_on(reading, mention)
        or _at_death(reading, mention)
        or _bounds_persons(reading, mention, last)
        or _below(reading, mention, last)
        or _beside_a_name(reading, mention)
        or is_had(reading, mention, last)
        or is_level(reading, mention, last)
    )


def _with_its_row(reading: Reading, mention: Mention, last: int) -> tuple[Mention, int]:
    """A number as far as the row of figures that it is in: «âgés de ⟦19, 21 et 24⟧ ans» are ages all."""
    first = mention.first
    while mention.first - first < _LONGEST_ROW and _joins_figures(reading, first - 1):
        first -= 2
    end = behind_hyphen(reading, last)  # "8- and 10-year-old sons"
    while end - last < _LONGEST_ROW and _joins_figures(reading, end):
        end = behind_hyphen(reading, end + 2)
    unit = unit_at(reading, end) if end > last else None
    return mention._replace(first=first), unit[0] if unit else last


def _joins_figures(reading: Reading, place: int) -> bool:
    """Whether only a comma or "and" stands between figures there."""
    if place < 1 or place + 1 >= len(reading):
        return False
    joint = reading.word(place) == "," or reading.says(place, "ranges", "and")
    figures = place - 1 - (reading.word(place - 1) == "-")
    return joint and figures >= 0 and reading.tokens.kind(figures) == DIGITS == reading.tokens.kind(place + 1)


def _of_an_infant(reading: Reading, mention: Mention) -> bool:
    """«à l'âge de ⟦quatre⟧ mois», "babies under ⟦13⟧ months"."""
    front = _front(reading, mention)
    if reading.says(front, "age", "of_links"):
        return reading.says(front - 1, "age", "of") or reading.names(front - 1, "age", "infants")
    bounded = comparator_before(reading, mention.first) is not None
    front -= reading.says(front, "phrase", "unit_links") or reading.says(front, "phrase", "group_articles")
    return bounded and reading.names(front, "age", "infants")


def _at_death(reading: Reading, mention: Mention) -> bool:
    """«توفي الفنان عن ⟦83⟧ عاما»."""
    first = mention.first - 1
    told = reading.says(first, "age", "at_death")
    return told and reading.any_says(first - _LONG_AGE_REACH, first, "age", "deaths")


def _bounds_persons(reading: Reading, mention: Mention, last: int) -> bool:
    """«المترشحين المستقلين الأقل من ⟦40⟧ سنة»: a definite comparative is said of the persons in front of it."""
    bounded = comparator_before(reading, mention.first)
    if bounded is None:
        return False
    if not glued_article(reading.language):
        # «les jeunes jusqu'à ⟦30⟧ ans», but no «condamnés jusqu'à 30 ans de prison»
        persons = reading.is_word(bounded[0] - 1) and reading.may_be_person(bounded[0] - 1)
        up_to = reading.says(bounded[0], "age", "up_to") and not reading.says(last, "partitive", "links")
        return persons and up_to
    if reading.words[bounded[0]] in reading.rules.words("age", "teams_for"):
        told = (("duals", "matches"), ("scores", "context"))  # «كأس العالم لأقل من 17 سنة»
        return any(reading.says_anywhere(*listed) for listed in told)
    if reading.says(bounded[0] - 1, "age", "classes"):
        return True
    definite = reading.words[bounded[0]].startswith(glued_article(reading.language))
    reach = _PERSONS_REACH if definite else 1  # «22 ألف عامل أقل من 40 سنة»
    before = range(max(bounded[0] - reach, 0), bounded[0])
    return any(map(reading.may_be_person, before))


def _below(reading: Reading, mention: Mention, last: int) -> bool:
    """«كأس آسيا تحت ⟦23⟧ عاما», «دون ⟦18⟧ سنة», but no «دون 5 سنوات سجنا»."""
    return reading.says(mention.first - 1, "age", "below") and not reading.says(last, "durations", "spent")


def _beside_a_name(reading: Reading, mention: Mention) -> bool:
    """«(سمر طاهر ـ ⟦28⟧ عاما)», «علي موزة-⟦50⟧ عاما»: behind a dash that parts it from an unknown word, a name."""
    dash = mention.first - 1
    name = dash - (reading.word(dash) == "-")
    if name < 0 or not reading.is_word(name) or reading.rules.text("phrase", "order") != "definite_chain":
        return False
    word = reading.lexeme(name)
    between = reading.text[reading.start(name) : reading.tokens.start(mention.first)]
    dashed = between.rstrip().endswith(_DASHES) and len(word.stem) >= _SHORTEST_NAME
    return dashed and not (word.forms or word.ends or word.governed)


def _goes_on(reading: Reading, mention: Mention) -> bool:
    """«أعمارهم ما بين 35 و44 سنة وما بين ⟦25 و34⟧ سنة»: joined by «و» to years that are an age."""
    bounded = comparator_before(reading, mention.first)
    first = bounded[0] if bounded else mention.first
    unit = unit_at(reading, first - 1)
    joined = reading.words[first].startswith(tuple(reading.rules.words("ranges", "and")))
    if not joined or unit is None or unit[1].code != "a" or reading.rules.text("phrase", "order") != "definite_chain":
        return False
    return reading.any_says(first - _LONG_AGE_REACH, first, "age", "strong")


def _front(reading: Reading, mention: Mention) -> int:
    """The word in front of a number and its comparator: «رضيع ⟦عمره⟧ نحو ستة أشهر»."""
    bounded = comparator_before(reading, mention.first)
    return (bounded[0] if bounded else mention.first) - 1


def _reached_by_a_person(reading: Reading, mention: Mention) -> bool:
    """«مسنة تبلغ ⟦80⟧ سنة», but no «شراكة تبلغ 80 سنة»."""
    first = mention.first
    if first > 1 and reading.says(first - 1, "ranges", "and") and reading.tokens.kind(first - 2) == DIGITS:
        first -= 2  # «شابان يبلغان 18 و⟦20⟧ عاما»
    person = first - 2
    if not reading.says(first - 1, "age", "reaches") or not reading.is_word(person):
        return False
    return reading.may_be_person(person)


def _of_a_person(reading: Reading, mention: Mention) -> bool:
    """«le jeune de 19 ans», «un ressortissant français de 35 ans»."""
    bounded = comparator_before(reading, mention.first)
    link = (bounded[0] if bounded else mention.first) - 1
    link -= reading.says(link, "phrase", "articles")  # «une femme d'⟦une⟧ cinquantaine d'années»
    if bounded and reading.says(link + 1, "age", "of_links"):
        link += 1  # «un homme de près de 60 ans» is bounded by «de près de»
    if reading.says(link, "ranges", "and") and reading.tokens.kind(link - 1) == DIGITS:
        link -= 2  # «deux garçons de 12 et ⟦15⟧ ans»
    if not reading.says(link, "age", "of_links"):
        return False
    return reading.names(link - 1, "age", "people") or _names_a_person(reading, link)


def _names_a_person(reading: Reading, place: int) -> bool:
    """Whether a person's noun stands before a place, behind an article, with at most two adjectives."""
    for at in range(place - 1, max(place - 1 - _ADJECTIVES, -1), -1):
        if not reading.is_word(at) or reading.lexeme(at).ends or reading.says(at, "phrase", "articles"):
            return False
        if not (reading.may_be_person(at) or (reading.says(at, "age", "positions") and _is_post(reading, at))):
            continue
        before = at - 1
        while reading.word(before) == "-" and reading.glued(before):  # «un vice-président»
            before -= 2
        while reading.says(before, "phrase", "before_noun"):
            before -= 1
        apposed = reading.word(before) == ","  # «le suspect, multirécidiviste de 29 ans»
        if apposed or reading.says(before, "age", "determiners") or reading.tokens.kind(before) == DIGITS:
            return True
    return False


def _is_post(reading: Reading, place: int) -> bool:
    """«un milieu de 24 ans», but no «au milieu de 30 ans»."""
    return not reading.says(place - 1, "ranges", "to")


def _followed_by_age(reading: Reading, last: int) -> bool:
    """«سنة من العمر», "years old", "-year-old"."""
    after = last + (reading.word(last) == "-")
    life = reading.says(last, "partitive", "links") and reading.says(last + 1, "age", "years_of")
    return reading.says(after, "age", "after") or life  # but «ضاعت 7 سنوات من عمره»


def _opens(reading: Reading, mention: Mention) -> bool:
    """«À 22 ans, il …»: behind a preposition that opens its clause."""
    return reading.says(mention.first - 1, "age", "opening") and reading.is_stop(mention.first - 2)


def _of_an_age_group(reading: Reading, mention: Mention, last: int) -> bool:
    """«les 15-24 ans», «les 60 ans et plus», «les moins de 25 ans»: bounded years as if they were a noun."""
    bounded = comparator_before(reading, mention.first)
    first = bounded[0] if bounded else mention.first
    behind = comparator_after(reading, last)
    closed = mention.value_max is not None or bounded or (behind and behind[1] != ABOUT)
    return bool(closed) and reading.says(first - 1, "phrase", "group_articles")


def _same_clause(reading: Reading, mention: Mention) -> bool:
    reach = range(mention.first - 1, max(mention.first - 1 - _AGE_REACH, -1), -1)
    for place in reach:
        if reading.says(place, "age", "strong"):
            return True
        if reading.is_stop(place) and reading.words[place] not in ("'", "(", "«", '"'):
            return False
    return False


@asked_beside(
    front="age.reached age.of age.at_death age.persons age.workers age.as",
    behind="age.springs age.life",
)
def bare_age(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """An age without its years: «سن السادسة عشرة», "aged 16"."""
    mention = mentions[place]
    if mention.value > _OLDEST or not is_whole_or_half(mention):
        return None
    found = _without_years(reading, mentions, place)
    return None if found and has_years_behind(reading, mentions, place) else found


@asked_beside(front="ranges.and")
def second_age(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """The second of two ages, whose years are told of the first only: «عمرهما 19 عاما و⟦22⟧»."""
    previous, mention = mentions[place - 1] if place else None, mentions[place]
    if previous is None or not reading.says(mention.first - 1, "ranges", "and"):
        return None
    unit = unit_at(reading, previous.last)
    adjoins = unit is not None and unit[0] == mention.first - 1 and reading.is_stop(mention.last)
    if unit is None or not adjoins or mention.value > _OLDEST or not is_whole_or_half(mention):
        return None
    if not is_age(reading, previous, unit[1], unit[0]) or has_years_behind(reading, mentions, place):
        return None
    return Draft("bare_age", AGE, mention, mention.value, mention.last, "a")


def _without_years(reading: Reading, mentions: list[Mention], place: int) -> Draft | None:
    mention = mentions[place]
    if reading.says(mention.last, "age", "springs"):
        return Draft("bare_age", AGE, mention, mention.value, mention.last + 1, "a")
    bounded = comparator_before(reading, mention.first)
    before = (bounded[0] if bounded else list_start(reading, mentions, place)) - 1
    before -= reading.says(before, "age", "of_links")
    named = reading.says(before - 1, "duals", "names_after")  # «محمد بن عمر (36)»
    as_old = reading.says(before, "age", "as") and reading.says(before - 1, "age", "degrees")  # "as young as 14"
    told = (
        as_old
        or (reading.says(before, "age", "of") and not named)
        or (bounded and reading.any_says(bounded[0], mention.first, "age", "of"))
    )
    if told and not unit_at(reading, mention.last):
        both = range_with_next(reading, mentions, place)
        whole, last = both or (mention, mention.last)
        return Draft("bare_age", AGE, whole, whole.value, last, "a", whole.value_max, used=whole.numbers)
    if _is_bare_at_death(reading, mention) or _is_of_a_life(reading, mention):
        return Draft("bare_age", AGE, mention, mention.value, mention.last, "a")
    return None


def _is_bare_at_death(reading: Reading, mention: Mention) -> bool:
    """Whether it is said of somebody who has died: "she died in Paris at ⟦49⟧."."""
    closed = reading.is_stop(mention.last) and reading.words[mention.last : mention.last + 1] not in (["%"], [":"])
    told = closed and mention.kind == CARDINAL and mention.value >= _LEAST_AT_DEATH and _at_death(reading, mention)
    return told and reading.rules.text("phrase", "order") == "head_last"


def _is_of_a_life(reading: Reading, mention: Mention) -> bool:
    """«في الستين من عمره», «طفل في التاسعة», but no «العقد السادس من عمره»."""
    ordinal = mention.kind == ORDINAL or mention.definite or reading.says(mention.first - 1, "age", "reached")
    if ordinal and _is_of_a_person(reading, mention) and not _counts(reading, mention.last):
        return True  # «طفل في التاسعة يدعى فلانا»
    life = reading.says(mention.last, "partitive", "links") and reading.says(mention.last + 1, "age", "life")
    return life and not reading.says(mention.first - 1, "periods", "before")


def _is_of_a_person(reading: Reading, mention: Mention) -> bool:
    """Whether a bare number is told right behind a person."""
    told = reading.says(mention.first - 1, "age", "at") and reading.names(mention.first - 2, "age", "persons")
    return (
        told
        or _exceeded_by_a_person(reading, mention)
        or _reached_beside_a_person(reading, mention)
        or is_past_hours(reading, mention)
    )


def _counts(reading: Reading, place: int) -> bool:
    """Whether a number counts the noun behind it."""
    behind = reading.lexeme(place) if reading.is_word(place) else None
    return behind is not None and bool(behind.forms) and not behind.governed


def _exceeded_by_a_person(reading: Reading, mention: Mention) -> bool:
    """«شاب في مقتبل العمر، لم يتعد ⟦الثالثة والعشرين⟧»: a bounded ordinal without a noun, told of a person."""
    bounded = comparator_before(reading, mention.first)
    ordinal = mention.kind == ORDINAL and mention.definite
    if not bounded or not ordinal or not reading.rules.text("age", "persons"):
        return False
    before = range(max(bounded[0] - _LONG_AGE_REACH, 0), bounded[0])
    return any(reading.names(at, "age", "persons") for at in before if reading.is_word(at))


def _reached_beside_a_person(reading: Reading, mention: Mention) -> bool:
    """«أحد تلاميذها البالغ ⟦13⟧ بأسلوب»: behind a participle right behind a person, and nothing counted."""
    if not reading.says(mention.first - 1, "age", "reached") or not reading.is_word(mention.first - 2):
        return False
    return reading.may_be_person(mention.first - 2) and unit_at(reading, mention.last) is None
