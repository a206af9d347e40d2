"""Numbers in addresses and in names of several capitalised words: "10 Downing Street", "Three Flags"."""

from __future__ import annotations

from parsers.rules.cues import asked_beside
from parsers.rules.drafts import Draft, Refusal
from parsers.rules.identifiers import is_counted
from parsers.rules.mentions import CARDINAL, Mention
from parsers.rules.rows import continues
from parsers.units import DURATION, unit_at, unit_before
from parsers.words.nouns import MANY
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_LEAST_GROUPED, _LONGEST_NAME = 1000, 4
_LONGEST_STREET, _HEADLINE_REACH, _LONG_WORD = 4, 12, 4


@asked_beside(behind="identifiers.streets identifiers.roads identifiers.house_letters")
def address(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Refuse the number of a house: «25, rue de Fès», «73 bis, avenue …», "10 Downing Street", "1 to 2 Oak Drive"."""
    mention = mentions[place]
    if mention.kind != CARDINAL or not mention.text(reading).isdigit():
        return None
    last, used = _last_house(reading, mentions, place)
    if reading.says(last, "identifiers", "house_letters"):
        return Refusal("address", used)
    if reading.rules.text("phrase", "order") == "head_first":
        street = last + (reading.word(last) == ",")
        return Refusal("address", used) if reading.says(street, "identifiers", "streets") else None
    return Refusal("address", used) if _named_street(reading, last) else None


def _last_house(reading: Reading, mentions: list[Mention], place: int) -> tuple[int, int]:
    """The token behind a house's number, or behind the next one's where a word joins them; and how many they are."""
    last = mentions[place].last
    following = mentions[place + 1 : place + 2]
    joins = reading.word(last) == "-" or any(reading.says(last, "ranges", key) for key in ("to", "and"))
    if not following or not joins or following[0].first != last + 1:
        return last, 1
    return (following[0].last, 2) if reading.tokens.kind(last + 1) == DIGITS else (last, 1)


def _named_street(reading: Reading, first: int) -> bool:
    """Whether capitalised words stand there, the last of which is a street: "Wall Street", no "Wall Street firms"."""
    if reading.says(first, "identifiers", "roads") and reading.word(first + 1).isdigit():
        return reading.tokens.text(first)[:1].isupper()  # "421 Route 59"
    for place in range(first, first + _LONGEST_STREET):
        if not reading.is_word(place) or not reading.tokens.text(place)[0].isupper():
            return False
        if place > first and reading.says(place, "identifiers", "streets"):
            return not reading.lexeme(place + 1).forms if reading.is_word(place + 1) else True
    return False


def name_in_capitals(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Refuse a number in a capitalised name: "his Three Flags", "the One-Day Cup", "60 Minutes"."""
    mention = mentions[place]
    if mention.kind != CARDINAL or reading.begins_sentence(mention.first):
        return None
    named = mention.last + (reading.word(mention.last) == "-")
    if not (reading.is_word(named) and _is_capital(reading, named)):
        return None
    figures = reading.tokens.kind(mention.first) == DIGITS
    if not (_names_a_period(reading, named) if figures else mention.text(reading)[0].isupper()):
        return None
    return None if _is_headline(reading, mention.first) else Refusal("name")


def _names_a_period(reading: Reading, place: int) -> bool:
    """Whether a period's whole name stands there, as in programmes' and newspapers' names: "60 ⟦Minutes⟧"."""
    unit = unit_at(reading, place)
    return unit is not None and unit[1].kind == DURATION and len(reading.words[place]) >= _LONG_WORD


def _is_capital(reading: Reading, place: int) -> bool:
    return reading.tokens.text(place)[0].isupper()


def _is_headline(reading: Reading, place: int) -> bool:
    """Whether all the long words around are capitalised, as in "Two Killed in Three Road Accidents"."""
    around = reading.sentence_window(place, _HEADLINE_REACH)
    long = [at for at in around if reading.is_word(at) and len(reading.words[at]) >= _LONG_WORD]
    return all(_is_capital(reading, at) or reading.lexeme(at).ends for at in long)


@asked_beside(front="identifiers.plus", behind="identifiers.plus")
def formula(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Refuse either number of «اجتماع 5 زائد 5»: it names a group by the sizes of its sides."""
    mention, following, previous = mentions[place], mentions[place + 1 : place + 2], mentions[max(place - 1, 0) : place]
    adds = reading.says(mention.last, "identifiers", "plus") and following and following[0].first == mention.last + 1
    added = (
        reading.says(mention.first - 1, "identifiers", "plus") and previous and previous[0].last == mention.first - 1
    )
    other = following if adds else previous  # "the 40 under 40 list": in English both are the same
    if (adds or added) and reading.rules.text("phrase", "order") == "head_last" and other[0].value != mention.value:
        return None
    return Refusal("formula") if adds or added else None


def name_with_figures(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Refuse a number that belongs to a capitalised name: "the GTA 6 trailer", "Books A Million", "Route 66"."""
    mention = mentions[place]
    before = mention.first - 1
    if mention.kind != CARDINAL or before < 1 or not reading.is_word(before):
        return None
    latin = reading.rules.text("phrase", "order") == "definite_chain"  # in Arabic a capital is always a name's
    if not reading.tokens.text(before)[0].isupper() or (reading.begins_sentence(before) and not latin):
        return None
    if reading.says(before, "phrase", "ends") or unit_at(reading, mention.last) or unit_before(reading, mention.first):
        return None
    if reading.tokens.kind(mention.first) == DIGITS:
        if mention.value >= _LEAST_GROUPED and not mention.text(reading).isdigit():
            return None  # «les BTP 20.000»: no model's number is grouped by thousands
        many = is_counted(reading, mention) and _many(reading, mention.last)
        many = many and not _is_within_a_count(reading, mentions, place)
        return None if many or _has_its_own(reading, mentions, place) else Refusal("name_with_figures")
    return Refusal("name_with_figures") if mention.text(reading)[0].isupper() else None


def _is_within_a_count(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether only a name stands between it and a number in words: "four Big ⟦12⟧ schools"."""
    previous = mentions[place - 1] if place else None
    if previous is None or not 0 < mentions[place].first - previous.last < _LONGEST_NAME:
        return False
    between = range(previous.last, mentions[place].first)
    named = all(reading.is_word(at) and reading.tokens.text(at)[:1].isupper() for at in between)
    return named and reading.is_word(previous.first)


def _has_its_own(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether it is what a name has of what was counted before: "won 412 seats, the Conservatives ⟦121⟧ and …"."""
    before, named = mentions[place].first - 1, mentions[place].first - _LONGEST_NAME
    told = any(reading.says(at, "phrase", "articles") for at in range(max(named, 0), before))
    return told and continues(reading, mentions, place)


def _many(reading: Reading, place: int) -> bool:
    return MANY in reading.lexeme(place).numbers
