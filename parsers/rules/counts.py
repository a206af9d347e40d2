"""Counts: a number of countable things, before its noun, behind it, or alone where the text leaves the noun out."""

from __future__ import annotations

import re

from parsers.noun_phrases.counted import Span, counted_after
from parsers.noun_phrases.head_first_phrases import set_phrase_end
from parsers.numbers.spelled import number_word
from parsers.numbers.words import SCALE
from parsers.rules.drafts import COUNT, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.rules.ranges import part_of_scaled, range_with_next
from parsers.rules.rows import in_row_of_places
from parsers.units import unit_at
from parsers.words.comparators import EXACT, VAGUE, comparator_after, comparator_before
from parsers.words.lexemes import is_plural
from parsers.words.nouns import MANY
from parsers.words.reading import Reading

_LONGEST_WHOLE = 6
"""Words between a part and the number of the whole, at most."""
_THOUSAND = 1000
_GROUPED = re.compile(r"[1-9]\d{0,2}[.,،]\d{3}")

_CLOSING_QUOTES = ("»", "”")
_LEAST_LINKED = 1e6
_RATED_BY = frozenset(10.0**power for power in range(2, 7))


def count_of_range(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«بين ثلاثة وخمسة أشخاص», "10 to 15 people"."""
    both = range_with_next(reading, mentions, place)
    if not both:
        return None
    mention, last = both
    counted = counted_after(reading, last, mention.value_max)
    told = reading.says(mention.first - 1, "counts", "before_bare") or comparator_before(reading, mention.first)
    if counted is None and not told and not _is_scaled(reading, mention):
        return None  # but "a further 20 to 25"
    end = counted.last if counted else last
    return Draft(
        "count_of_range", COUNT, mention, mention.value, end, None, mention.value_max, counted, mention.numbers
    )


def _is_scaled(reading: Reading, both: Mention) -> bool:
    """Whether a scale's word ends a range, which counts without a noun then: "down to ⟦350-375 million⟧"."""
    scale = number_word(reading, both.last - 1)
    plain = reading.rules.text("phrase", "order") != "definite_chain" and both.value >= _LEAST_LINKED
    return plain and scale is not None and scale[1].role == SCALE


def count(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """A number in front of its noun: «150 بلدا», «315 من كبار القادة», "12 mille emplois", "two policemen"."""
    mention = mentions[place]
    if mention.kind != CARDINAL:
        return None
    if reading.word(mention.first - 1) == "-" and reading.says(mention.first - 2, "counts", "brackets"):
        return Refusal("turn_of_phrase")  # "five top-five picks"
    if reading.word(mention.last) == "-" and reading.says(mention.last + 1, "counts", "about_an_age"):
        return Refusal("about_an_age")  # "the 70-something actor"
    after, hyphen = _behind_signs(reading, mention.last)
    counted = counted_of_number(reading, mentions, place) or counted_after(
        reading, after + 1 if hyphen else after, mention.value
    )
    if counted and not reading.lexeme(counted.head).forms and in_row_of_places(reading, mentions, place):
        return None
    if counted is None or (mention.definite and mention.comparator == VAGUE and counted.first == after):
        return None
    part = part_of_scaled(reading, mentions, place) or mention
    return _counted_so(reading, part, counted, hyphen=hyphen)


def _behind_signs(reading: Reading, after: int) -> tuple[int, bool]:
    """Where the noun of a number may stand that ends before a place, and whether a hyphen joins it."""
    after += reading.word(after) == "+" and reading.glued(after)  # "27+ points"
    after += _is_quoted_apart(reading, after)
    after += reading.says(after, "counts", "total") and reading.is_word(after + 1)  # "70 total claims"
    hyphen = reading.word(after) == "-" and reading.rules.text("phrase", "order") == "head_last"
    if hyphen and reading.says(after + 1, "counts", "and_more"):
        after += 2  # "the 20-plus witnesses"
        hyphen = reading.word(after) == "-" and reading.glued(after)  # "a 700-plus-page tome"
    return behind_bound(reading, after), hyphen


def _is_quoted_apart(reading: Reading, place: int) -> bool:
    """Whether a quotation ends between a number and its noun: «il parle de « plus de 200 » personnes»."""
    closed = reading.word(place) in _CLOSING_QUOTES and reading.is_word(place + 1)
    return closed and is_plural(reading.lexeme(place + 1))


def _counted_so(reading: Reading, mention: Mention, counted: Span, *, hyphen: bool) -> Draft | Refusal | None:
    """What a number says of the phrase that stands behind it."""
    if _tells_something_else(reading, mention, counted):
        return None
    if mention.value < _LEAST_LINKED and _is_participle(reading, counted.head):
        return Draft("count_of_the_told", COUNT, mention, mention.value, mention.last)
    if _lacks_link(reading, mention, counted) or _is_a_whole(reading, mention, counted):
        return None
    value = _whole(reading, mention, counted)
    figure = value == 1 and reading.rules.text("phrase", "order") == "definite_chain"  # «قناة ميدي 1 تيفي»
    if (value != int(value) or value == 0 or figure) and not reading.lexeme(counted.head).forms:
        return Refusal("part_of_a_thing")  # nor does «صفر لصفر» count anything
    never = _is_never_counted(reading, mention, int(value) if hyphen else value, counted)
    if never:
        return Refusal(never)
    if hyphen or _sizes_another(reading, mention, counted):
        counted = Span(counted.first, counted.first + 1, 0, counted.first)
    return Draft("count", COUNT, mention, value, counted.last, counted=counted)


def _sizes_another(reading: Reading, mention: Mention, counted: Span) -> bool:
    """Whether a singular says how large the noun behind it is: "a 180 ⟦page⟧ book", "a three ⟦bedroom⟧ flat"."""
    sizes = counted.head > counted.first and reading.says(counted.first, "counts", "sizes")
    sizes = sizes and reading.tokens.text(counted.first).islower()  # "two Star Trek novels"
    return sizes and mention.value > 1 and MANY not in reading.lexeme(counted.first).numbers


def _is_singular(reading: Reading, counted: Span) -> bool:
    """Whether the noun is a singular, which no decimal counts."""
    return MANY not in reading.lexeme(counted.head).numbers


def _is_never_counted(reading: Reading, mention: Mention, value: float, counted: Span) -> str | None:
    """Why what a number stands before is not counted by it: parts of the calendar, «ألف ⟦شكر⟧»."""
    if reading.says(counted.head, "periods", "counted_never"):
        return "period"
    if mention.text(reading).startswith("."):
        return "calibre"  # "two .38 revolvers"
    if mention.value in _RATED_BY and reading.says(mention.first - 1, "counts", "rated_by"):
        return "rate"  # "753 cases per 100,000 people"
    if value != int(value) and reading.rules.text("phrase", "order") == "head_last" and _is_singular(reading, counted):
        return "part_of_a_thing"  # "a 93.2 grade"
    wished = mention.value == _THOUSAND and reading.says(counted.head, "counts", "wished")
    return "turn_of_phrase" if wished and counted.first == mention.last else None


def _tells_something_else(reading: Reading, mention: Mention, counted: Span) -> bool:
    """Whether whose or of which kind they are stands behind a number, what they do, or why, and no noun."""
    if (
        mention.value >= _LEAST_LINKED
        and counted.first == mention.last
        and reading.says(counted.head, "counts", "because")
    ):
        return True
    other = _is_of_somebody(reading, mention, counted) or _is_of_a_kind(reading, mention, counted)
    return other or (mention.value > 1 and _is_plural_verb(reading, counted.head))


def behind_bound(reading: Reading, place: int) -> int:
    """Where the noun may stand behind a comparator: "3,700 ⟦or so⟧ exoplanets", "one ⟦or more⟧ donations"."""
    if reading.rules.text("phrase", "order") != "head_last" or not reading.says(place, "ranges", "or"):
        return place
    behind = comparator_after(reading, place)
    return behind[0] if behind else place


def _whole(reading: Reading, mention: Mention, counted: Span) -> float:
    """The value of «25,605 مدرسا»: nobody counts thousandths of a thing, so the sign groups, whatever the country's."""
    grouped = _GROUPED.fullmatch(mention.text(reading)) and not reading.names(counted.head, "units", "points")
    return mention.value * _THOUSAND if grouped and mention.value != int(mention.value) else mention.value


def _is_of_somebody(reading: Reading, mention: Mention, counted: Span) -> bool:
    """Whether a name follows «de», which only scales link to what they count: «six essais, dont deux de Dupont»."""
    plain = reading.rules.text("phrase", "order") == "head_first" and mention.comparator == EXACT
    linked = counted.first > mention.last and mention.value < _LEAST_LINKED
    named = reading.tokens.text(counted.head)[0].isupper() and not reading.lexeme(counted.head).forms
    return plain and linked and named


def _is_of_a_kind(reading: Reading, mention: Mention, counted: Span) -> bool:
    """«deux revues d'histoire, ⟦deux⟧ d'économie»: behind «de» without an article stands of which kind they are."""
    if reading.rules.text("phrase", "order") != "head_first" or mention.comparator != EXACT:
        return False
    linked = counted.first == mention.last + 1 and reading.says(mention.last, "partitive", "plain_links")
    whole = counted.first > mention.last and not _ends_as_plural(reading, counted.head)
    linked = linked or (whole and mention.value > 1)  # «les chapitres 3 et ⟦4⟧ du rapport», «trois de l'équipe»
    scale = number_word(reading, mention.last - 1)
    collective = scale is not None and scale[1].role == SCALE  # «une douzaine d'œufs»
    return linked and not collective and mention.value < _LEAST_LINKED


def _ends_as_plural(reading: Reading, place: int) -> bool:
    return reading.words[place].endswith(reading.rules.endings("phrase", "plural_endings"))


def _is_plural_verb(reading: Reading, place: int) -> bool:
    """«tandis que ⟦quinze⟧ apparaissaient»: what is no plural of a noun, and ends as verbs do."""
    endings = reading.rules.endings("phrase", "plural_verb_endings")
    return bool(endings) and reading.words[place].endswith(endings) and not reading.lexeme(place).forms


def _is_participle(reading: Reading, place: int) -> bool:
    """Whether it only says what became of things told before: «deux souches sur les ⟦quatre⟧ étudiées»."""
    endings = reading.rules.endings("phrase", "participle_endings")
    nouns = reading.rules.endings("phrase", "never_participles") or ("\0",)
    word = reading.words[place]
    if reading.tokens.text(place)[0].isupper() or set_phrase_end(reading, place) > place:
        return False  # «les deux Corées», «trois gardés à vue»
    told = bool(endings) and word.endswith(endings) and not (word.endswith(nouns) or reading.lexeme(place).forms)
    return told or reading.says(place, "phrase", "predicates")


def _is_a_whole(reading: Reading, mention: Mention, counted: Span) -> bool:
    """Whether the noun stands in front of it: «un Marocain sur ⟦trois⟧ souffre d'hypertension»."""
    noun = reading.lexeme(counted.head).forms or _ends_as_plural(reading, counted.head)
    return reading.says(mention.first - 1, "counts", "out_of") and not noun


def _lacks_link(reading: Reading, mention: Mention, counted: Span) -> bool:
    """Whether «de» is missing that links millions to their noun: «les 1,2 milliard présentés» count nothing there."""
    scaled = mention.value >= _LEAST_LINKED and reading.rules.text("phrase", "order") == "head_first"
    return (
        scaled
        and mention.last - mention.first > 1
        and counted.first == mention.last
        and not reading.lexeme(counted.head).forms
    )


def counted_of_number(reading: Reading, mentions: list[Mention], place: int) -> Span | None:
    """«10 من قطاعات السوق ال15», «20 من أصل 30 نائبا»: the noun stands by the second number."""
    mention = mentions[place]
    following = mentions[place + 1] if place + 1 < len(mentions) else None
    if following is None or following.kind != CARDINAL or following.first == mention.last:
        return None
    between = range(mention.last, following.first)
    ratio = len(between) == 1 and reading.says(mention.last, "partitive", "ratio")  # "three in four adults"
    linked = reading.says(mention.last, "partitive", "links")
    if linked and between and _is_planned(reading, between[-1]):
        between = between[:-1]
    if ratio and mention.value < following.value and unit_at(reading, following.last) is None:  # "eight in 24 hours"
        return counted_after(reading, following.last, following.value)
    if not linked or len(between) > _LONGEST_WHOLE or not all(_leads_to_whole(reading, at) for at in between):
        return None
    return counted_after(reading, following.last, following.value)


def _is_planned(reading: Reading, place: int) -> bool:
    """Whether it describes the whole in front of its number: "23 of the ⟦planned⟧ 30 rock samples"."""
    described = (
        reading.is_word(place) and not reading.lexeme(place).ends and reading.says(place - 1, "phrase", "articles")
    )
    return described and reading.rules.text("phrase", "order") == "head_last"


def _leads_to_whole(reading: Reading, place: int) -> bool:
    """Articles and links, and what determines a noun in front of it: "its last", "the region's"."""
    skipped = ("articles", "phrase"), ("links", "partitive"), ("of_all", "partitive"), ("determines", "partitive")
    if any(reading.says(place, part, key) for key, part in skipped):
        return True
    possessive = reading.word(place + 1) == "'" or reading.word(place - 1) == "'" or reading.word(place) == "'"
    return possessive and reading.rules.text("phrase", "order") == "head_last"
