"""Numbers that name a thing instead of counting any: laws, pages, flights, models, lists, names."""

from __future__ import annotations

from functools import cache

from parsers.calendar.words import calendar_lexicon
from parsers.rules.amounts_in_parts import is_height
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention, follows_and
from parsers.units import unit_at, unit_before
from parsers.words.clitics import clitic_runs, glued_article
from parsers.words.nouns import MANY
from parsers.words.phrases import Phrases, folded_words, phrases_of
from parsers.words.reading import Reading
from parsers.words.text import BREAK, DIGITS, fold_word

_LINKS = {"/", "-", ".", ":", "_", "#", "@", "+", "\\", "="}
_CLOSE_LINKS = {":", "_", "@", "#", ")"}
_OPENERS = {"(", '"', "«", ":", "-", "'", ".", "°", "º"}
_CODE_ZEROS = "00"
"""So figures begin that count nothing: "agent 007"."""
_LONGEST_LIST = 8
_LEAST_GROUPED = 1000
_FIRST_TOLD, _FIRST_YEAR, _LAST_YEAR = 1500, 1800, 2100
_COUNT_REACH = 8
"""Tokens in front of a figure that «و» joins, where the count stands that it goes on from."""
_BULLETS = {"-", ".", ")", ":", "/", "–"}


@cache
def _heads(language: str, names: str) -> Phrases[bool]:
    return Phrases((folded_words(name, language), True) for name in phrases_of(names))


def part_of_a_code(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Refuse digits that letters or signs are glued to: «G20», «كوفيد-19», «103.13-2», "@user99", "12:30"."""
    mention = mentions[place]
    if mention.kind != CARDINAL or reading.tokens.kind(mention.first) != DIGITS:
        return None
    before, glued = mention.first - 1, mention.start == reading.start(mention.first) and reading.glued(mention.first)
    if (
        _is_of_minutes(reading, mention)
        or _has_letters(reading, mention)
        or mention.text(reading).startswith(_CODE_ZEROS)
    ):
        return Refusal("part_of_a_code")
    if not glued or reading.says(before - 1, "units", "magnitude") or _is_kept_apart(reading, before):
        return None  # "a magnitude-7.3 earthquake"
    if reading.is_word(before) and (
        not _may_touch(reading, before) or _is_numbered(reading, before) or _ends_a_unit(reading, mention)
    ):
        return Refusal("part_of_a_code")
    return Refusal("part_of_a_code") if _is_linked(reading, before, mention.last) else None


def _is_linked(reading: Reading, sign: int, last: int) -> bool:
    """Whether a sign makes the figures behind it part of a code; a bracket does not where their unit follows.

    «(ممدرسون وأحرار)87,5 في المائة» lacks a space.
    """
    link, unit = reading.tokens.text(sign), unit_at(reading, last)
    if link in _CLOSE_LINKS:
        return link != ")" or unit is None
    return link in _LINKS and reading.glued(sign) and unit is None


def _ends_a_unit(reading: Reading, mention: Mention) -> bool:
    """Whether it is the power in a unit's name: «150 م⟦2⟧»."""
    unit = unit_at(reading, mention.first - 1)
    return unit is not None and unit[0] > mention.first


def _is_numbered(reading: Reading, place: int) -> bool:
    """Whether capitals behind a word that names by numbers stand there: "Zone ⟦RS⟧1" costs no rupees."""
    return reading.says(place - 1, "identifiers", "before") and reading.tokens.text(place).isupper()


def _is_kept_apart(reading: Reading, sign: int) -> bool:
    """«ب-3,2 نقاط»: whether the bar there only parts a glued preposition from the figures."""
    if reading.word(sign) != "-" or not reading.glued(sign):
        return False
    word = reading.word(sign - 1)
    return word in clitic_runs(reading.language) and word not in reading.rules.words("ranges", "and")


def _is_of_minutes(reading: Reading, mention: Mention) -> bool:
    """Whether it is part of a racer's time or of a height, «4'24"», "5'10", or a match's minute."""
    sign = mention.last
    if reading.word(sign) != "'" or not reading.glued(sign):
        return False
    if reading.glued(sign + 1) and sign + 1 < len(reading) and reading.tokens.kind(sign + 1) == DIGITS:
        return not is_height(reading, sign)
    minute = reading.is_stop(sign + 1) and reading.word(mention.first - 1) in ("(", ",")  # «un doublé (23', 67')»
    return minute and reading.says_anywhere("scores", "sports")


def _has_letters(reading: Reading, mention: Mention) -> bool:
    """Whether Latin letters that are no unit are glued behind: "in 4K", "at 30fps"."""
    last = mention.last
    letters = reading.is_word(last) and reading.glued(last) and reading.words[last].isascii()
    return letters and not unit_at(reading, last) and not unit_before(reading, mention.first)


def _may_touch(reading: Reading, place: int) -> bool:
    """Clitics and the article may be glued to digits («ب150», «ال134», "d'1"), and currencies («DH500», "US$5")."""
    word = reading.words[place]
    if len(word) == 1 and word.isascii() and word.isalpha() and reading.says(place, "units", "letters_in_front"):
        return unit_before(reading, place + 1) is not None  # «R50bn», but an Audi R8
    return (
        word in clitic_runs(reading.language)
        or word in reading.rules.words("phrase", "glued")
        or word.endswith("'")
        or unit_at(reading, place) is not None
        or (not word.isascii() and reading.says(place, "phrase", "ends"))  # «إلى9,9%»: a space forgotten
        or (len(word) == 1 and not word.isascii())
    )


@asked_beside(
    front="identifiers.before identifiers.before_phrases identifiers.kinds identifiers.emergency",
    behind="identifiers.addresses",
)
def identifier(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Refuse a number right behind a word that names by numbers: «القانون رقم 13», «المادة 5», "flight 370"."""
    mention = mentions[place]
    before = mention.first - 1
    if mention.kind != CARDINAL or before < 0:
        return None
    digits = reading.tokens.kind(mention.first) == DIGITS
    if digits and mention.value % 100 == 0 and reading.says(mention.last, "identifiers", "addresses"):
        return Refusal("identifier")  # "the 2300 block of Elm Street"
    if reading.says(mention.first, "identifiers", "emergency") and _is_line(reading, mention.last):
        return Refusal("identifier")  # "a 911 call"
    if not digits and not reading.says(before, "identifiers", "spelled"):
        return None
    before = list_start(reading, mentions, place) - 1
    if reading.says(before, "identifiers", "number") and reading.says(before - 1, "ordinals", "feats"):
        return None
    return _named(reading, mention, before) if before >= 0 else None


def _is_line(reading: Reading, place: int) -> bool:
    return reading.says(place, "identifiers", "emergency_lines")


def _named(reading: Reading, mention: Mention, before: int) -> Refusal | None:
    """Refuse a number where the word in front of it, or of its row, names by numbers."""
    if _is_a_make(reading, mention, before):
        return Refusal("identifier")
    names = reading.rules.text("identifiers", "before_phrases")
    phrase = _heads(reading.language, names).ending_at(reading.words, before + 1) if names else None
    if not phrase and not reading.says(before, "identifiers", "before"):
        return None
    if reading.says(before, "units", "letters_in_front") and unit_before(reading, mention.first):
        return None  # "P85 a kilo", no page
    if mention.last - mention.first > 1 and mention.value >= _LEAST_GROUPED and not phrase:
        return None  # «كان ⟦98 ألفا⟧»: no name has thousands in words
    numbered = reading.says(before, "identifiers", "number")
    named = reading.rules.text("phrase", "order") == "head_last" and not reading.tokens.text(before).islower()
    counts = not (numbered or phrase or named) and is_counted(reading, mention)  # "Windows 10 users" are not ten
    address = phrase or reading.says(mention.last, "identifiers", "before")
    address = bool(address) and reading.word(mention.last + 1).isdigit()  # «الطريق السيارة أ 1 كلم 72»
    counts = counts and not address  # «عمارة 14 شقة 7»
    return None if counts or (unit_at(reading, mention.last) and not address) else Refusal("identifier")


def _is_a_make(reading: Reading, mention: Mention, before: int) -> bool:
    """«دراجة من نوع "السي 90"»: figures in the name of a make."""
    named = reading.is_word(before) and reading.any_says(before - 2, before, "identifiers", "kinds")
    return named and not is_counted(reading, mention) and not unit_at(reading, mention.last)


def list_start(reading: Reading, mentions: list[Mention], place: int) -> int:
    """Where a row of figures begins («المادتين 5 و6»), without the signs in front of it."""
    first, least = mentions[place].first, max(place - _LONGEST_LIST, 0)
    while place > least and reading.tokens.kind(mentions[place - 1].first) == DIGITS:
        gap = first - mentions[place - 1].last
        if gap and not (gap == 1 and _joins_a_row(reading, first - 1)):
            break
        place -= 1
        first = mentions[place].first
    least = max(first - _LONGEST_LIST, 0)
    article = glued_article(reading.language)  # «ال134»
    while first > least and (reading.words[first - 1] in _OPENERS or reading.words[first - 1] == article):
        first -= 1
    return first


def _joins_a_row(reading: Reading, place: int) -> bool:
    """Whether a sign stands there that parts figures of one row, and no colon that ends it: "Covid-19: 127 cases"."""
    word = reading.words[place]
    if word == ":" and not reading.glued(place + 1):
        return False
    return word in _LINKS or word == "," or word in reading.rules.words("ranges", "and")


@asked_beside(behind="- . ) : / –")
def list_label(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Refuse a number that only labels a line: «12- مصر», "1. Paris", "3) …"."""
    mention = mentions[place]
    first = mention.first == 0 or reading.tokens.kind(mention.first - 1) == BREAK
    if reading.glued(mention.last + 1) and reading.tokens.kind(mention.last + 1) == DIGITS:
        return None
    if not first or reading.tokens.kind(mention.first) != DIGITS or reading.word(mention.last) not in _BULLETS:
        return None
    if reading.glued(mention.last) and reading.glued(mention.last + 1) and reading.is_word(mention.last + 1):
        return None  # "16-inch screens"
    return Refusal("list_label")


def year(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Refuse four bare digits that read as a year where no unit or plural noun follows."""
    mention = mentions[place]
    text = mention.text(reading)
    one = reading.says(mention.first - 1, "pairs", "articles")  # "a 1761 work"
    first = _FIRST_TOLD if one else _FIRST_YEAR
    if mention.kind != CARDINAL or len(text) != 4 or not text.isdigit() or not first <= mention.value <= _LAST_YEAR:
        return None
    if reading.word(mention.last) == "+" and reading.glued(mention.last):
        return None  # "1900+ servers"
    counted = reading.word(mention.last) in calendar_lexicon(reading.language).says("always_counted")
    if counted or _goes_on_from_a_count(reading, mentions, place):
        return None  # «1942 autres ont été blessées»
    proper = reading.is_word(mention.last) and reading.tokens.text(mention.last)[0].isupper()
    if not proper and (unit_at(reading, mention.last) or is_counted(reading, mention)):
        return None
    return Refusal("year")


def _goes_on_from_a_count(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«قتل 5894 شخصا في تركيا ⟦و1932⟧ في سوريا»: a glued «و» joins it to figures close before that are no year."""
    mention, previous = mentions[place], mentions[place - 1] if place else None
    joined = reading.rules.text("phrase", "order") == "definite_chain" and follows_and(reading, mention)
    if previous is None or not joined or mention.first - previous.last > _COUNT_REACH:
        return False
    figures = previous.kind == CARDINAL and reading.tokens.kind(previous.first) == DIGITS
    return figures and previous.value >= _FIRST_YEAR and is_counted(reading, previous)


def is_counted(reading: Reading, mention: Mention) -> bool:
    """Whether a noun that a number of a thousand and more may count stands behind it."""
    following = mention.last
    if not reading.is_word(following):
        return False
    if reading.says(following, "partitive", "links"):
        following += 1
    if not reading.is_word(following):
        return False
    word = reading.lexeme(following)
    if word.joined or word.governed or not word.forms or _is_of_origin(reading, following):
        return False
    partitive = following > mention.last
    if partitive:
        return MANY in word.numbers and (word.definite or word.own)
    singular = reading.rules.text("phrase", "order") == "head_last" and MANY not in word.numbers
    return not word.definite and not singular


def _is_of_origin(reading: Reading, place: int) -> bool:
    """«إسرائيلية» says where a thing is from more often than who a woman is."""
    return reading.ends_in(place, "phrase", "feminine_of_origin") and reading.lexeme(place).adjective


@asked_beside(front="identifiers.weekdays")
def weekday(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Refuse «الاثنين», which is Monday unless a noun in the dual stands in front."""
    mention = mentions[place]
    alone = reading.words[mention.first].removeprefix(reading.rules.text("ranges", "and"))  # «والاثنين»
    if alone not in reading.rules.words("identifiers", "weekdays"):
        return None
    dual = reading.word(mention.first - 1).endswith(reading.rules.endings("duals", "endings"))
    return None if dual and reading.word(mention.first - 1) else Refusal("weekday")


def _has_pronoun(reading: Reading, place: int) -> bool:
    """«ما مجموعه 22» only folds to the letters of «مجموعة»: a word that is spelled without ة ends in a pronoun."""
    ending = reading.rules.text("phrase", "never_own_ending")
    folded = reading.words[place].endswith(fold_word(ending)) if ending else False
    return folded and not reading.tokens.text(place).endswith(ending)


@asked_beside(front="identifiers.places identifiers.sites identifiers.names")
def formation(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Refuse a number that is a group's or channel's name: «مجموعة العشرين», "Channel 4", "G7"."""
    mention = mentions[place]
    if mention.kind != CARDINAL or mention.first == 0:
        return None
    before = mention.first - 1
    before -= reading.word(before) in reading.rules.words("phrase", "articles")
    figures = reading.tokens.kind(mention.first) == DIGITS
    site = reading.says(before, "identifiers", "places") or reading.says(before, "identifiers", "sites")
    place_name = site and not reading.lexeme(before).definite
    if mention.definite and not figures and place_name:
        return Refusal("formation")  # «مدينة الخمس»
    if not figures and reading.says(before, "identifiers", "movements") and not reading.lexeme(before).definite:
        return Refusal("formation")  # «حركة خمس نجوم»
    named = reading.says(before, "identifiers", "names") and not _has_pronoun(reading, before)
    if named and (mention.definite or figures):
        return Refusal("formation")
    return None
