"""Rows of counts whose noun is told once: «86 مقعدا والاستقلال بـ81», «صنعاء 40 وتعز 30 وإب 20 حالة»."""

from __future__ import annotations

from itertools import pairwise

from parsers.noun_phrases.counted import counted_after
from parsers.rules.announced_counts import announced_before
from parsers.rules.mentions import CARDINAL, ORDINAL, Mention, follows_and
from parsers.units import DURATION, Unit, unit_at
from parsers.words.comparators import says_between
from parsers.words.reading import Reading
from parsers.words.text import BREAK, DIGITS, MARK

CONTINUED_REACH, LONGEST_ROW, _NAME_REACH = 12, 40, 4


def continues(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«86 مقعدا والاستقلال بـ⟦81⟧»: the last word of a clause whose other number has the noun."""
    mention = mentions[place]
    if in_row_of_places(reading, mentions, place):
        return True
    if _is_a_note(reading, mention):
        return False
    ends = _closes(reading, mention.last) or _leads_to_a_phrase(reading, mention)
    part = _is_another_part(reading, mention)
    ends = ends or part or _is_compared(reading, mention)
    ends = ends or reading.says(mention.last, "ranges", "then")  # «تلتها إسبانيا بـ⟦9⟧ ثم إيطاليا بسبع»
    if ends and _begins_a_row(reading, mentions, place, of_parts=part):
        return True
    return _stands_by_a_name(reading, mentions, place) and (
        _begins_a_row(reading, mentions, place) or _ends_a_row(reading, mentions, place)
    )


def _is_a_note(reading: Reading, mention: Mention) -> bool:
    """Whether it is alone in brackets behind a word that is no name: "in 48 people (⟦23⟧)" points to a note."""
    bracket, word = mention.first - 1, mention.first - 2
    alone = reading.word(bracket) == "(" and reading.word(mention.last) == ")" and reading.is_word(word)
    return alone and reading.rules.text("phrase", "order") == "head_last" and reading.tokens.text(word).islower()


def in_row_of_brackets(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether names with their numbers in brackets stand around: "Kaduna (12), Kwara (⟦one⟧) and Taraba (one)"."""
    if not _is_bracketed(reading, mentions[place]):
        return False
    pairs = pairwise(mentions[max(place - 1, 0) : place + 2])
    return any(
        _is_bracketed(reading, low) and _is_bracketed(reading, high) and are_near(reading, low, high, _NAME_REACH)
        for low, high in pairs
    )


def _is_bracketed(reading: Reading, mention: Mention) -> bool:
    """Whether it is alone in brackets behind a name."""
    name = mention.first - 2
    alone = reading.word(mention.first - 1) == "(" and reading.word(mention.last) == ")" and reading.is_word(name)
    return alone and reading.tokens.text(name)[:1].isupper()


def in_row_of_places(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«سجلت ⟦23⟧ بالعاصمة و⟦15⟧ بالبليدة و⟦7⟧ بوهران»: figures joined by «و», each in front of where it is told."""
    mention = mentions[place]
    figure = reading.tokens.kind(mention.first) == DIGITS and mention.value == int(mention.value)
    if not figure or not is_at_a_place(reading, mention.last):
        return False
    pairs = [(mentions[place - 1], mention)] if place else []
    pairs += [(mention, following) for following in mentions[place + 1 : place + 2]]
    return any(_are_joined_places(reading, low, high) for low, high in pairs)


def _are_joined_places(reading: Reading, low: Mention, high: Mention) -> bool:
    counted = counted_after(reading, low.last, low.value)
    known = counted is not None and bool(reading.lexeme(counted.head).forms)
    last = counted.last if counted and known else low.last
    joined = reading.says(high.first - 1, "ranges", "and") and high.first - last <= _NAME_REACH
    return joined and is_at_a_place(reading, last) and is_at_a_place(reading, high.last)


def is_at_a_place(reading: Reading, place: int) -> bool:
    """Whether «ب» is glued to the word there, which is no known noun of its own: «بالعاصمة», «بوهران»."""
    glued = reading.rules.endings("counts", "at_places")
    if not glued or not reading.is_word(place) or not reading.words[place].startswith(glued):
        return False
    word = reading.lexeme(place)
    return word.governed or not (word.forms or word.ends or word.definite)


def _is_another_part(reading: Reading, mention: Mention) -> bool:
    """Whether a place or a side is told of it: "26 people died in the city and ⟦five⟧ in the hills", «⟦104⟧ contre»."""
    joined = reading.says(mention.first - 1, "ranges", "and") or reading.word(mention.first - 1) == ","
    scored = reading.says(mention.first - 1, "counts", "feats")  # "with 19 points; Turner had ⟦15⟧ for the Rockets"
    placed = reading.says(mention.last, "counts", "places") or reading.says(mention.last, "counts", "sides")
    placed = placed or reading.says(mention.last, "partitive", "plain_links")  # «3 médailles d'or, ⟦2⟧ d'argent»
    named = reading.is_word(mention.first - 1) and reading.tokens.text(mention.first - 1)[0].isupper()
    if named and reading.says(mention.last, "ranges", "and"):
        return True  # "the Conservatives ⟦121⟧ and the Liberal Democrats 72"
    return (joined and placed) or (scored and (placed or reading.says(mention.last, "ranges", "and")))


def _is_compared(reading: Reading, mention: Mention) -> bool:
    """«12 cas contre ⟦15⟧ la veille», "15 deaths, up from ⟦11⟧ in March"."""
    before = mention.first - 1
    by = reading.says(before, "counts", "compared_by") and reading.says(before - 1, "counts", "compared_after")
    return by or reading.says(before, "counts", "compared")


def _closes(reading: Reading, place: int) -> bool:
    """Whether a sign that ends a clause stands there, and not one inside a figure («18:30»)."""
    if not reading.is_stop(place):
        return False
    after = place + 1
    return after >= len(reading) or not reading.glued(after) or reading.tokens.kind(after) in (BREAK, MARK)


def _begins_a_row(reading: Reading, mentions: list[Mention], place: int, *, of_parts: bool = False) -> bool:
    """Whether one of the numbers close before has the noun: «71 مقعدا لبغداد و34 لنينوى و⟦25⟧ للبصرة».

    A row of parts may begin with an announced number: «ce ratio est de 14 au Mali, ⟦35⟧ au Niger».
    """
    following = mentions[place]
    for previous in reversed(mentions[max(place - LONGEST_ROW, 0) : place]):
        if not are_near(reading, previous, following, CONTINUED_REACH):
            return False
        chained = reading.rules.text("phrase", "order") == "definite_chain"
        if previous.kind == ORDINAL and chained:  # «1500 في الموسم الأول و⟦2300⟧ في الموسم الثاني»
            following = previous
            continue
        if previous.kind != CARDINAL:
            return False
        counted = counted_after(reading, previous.last, previous.value)
        known = counted is not None and bool(reading.lexeme(counted.head).forms)
        if known or (counted is not None and not reading.says(previous.last, "partitive", "plain_links")):
            return known
        ranges = says_between(reading, previous.first)  # «تتوزع بين 246 للرجال و⟦83⟧ للنساء»
        if ranges or (of_parts and announced_before(reading, previous.first)):
            return True
        following = previous
    return False


def _ends_a_row(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether the last of the numbers that follow with their names has the noun: «⟦40⟧ وتعز 30 وإب 20 حالة وفاة»."""
    previous = mentions[place]
    for following in mentions[place + 1 : place + LONGEST_ROW]:
        if not are_near(reading, previous, following, _NAME_REACH) or following.kind != CARDINAL:
            return False
        counted = counted_after(reading, following.last, following.value)
        if counted is not None:
            return bool(reading.lexeme(counted.head).forms)
        previous = following
    return False


def are_near(reading: Reading, low: Mention, high: Mention, reach: int) -> bool:
    """Whether no sentence ends between two numbers, and not many words stand there."""
    between = range(low.last, high.first)
    parted = any(map(reading.ends_sentence, between))
    return not parted and len(between) <= reach


def _stands_by_a_name(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«وتعز ⟦30⟧ وإب 20»: figures between their own name and the next one, which «و» joins to its figures."""
    mention, following = mentions[place], mentions[place + 1 : place + 2]
    if not following or reading.tokens.kind(mention.first) != DIGITS or not reading.is_word(mention.last):
        return False
    figures = reading.tokens.kind(following[0].first) == DIGITS
    near = 1 <= following[0].first - mention.last <= _NAME_REACH
    return figures and near and reading.lexeme(mention.last).joined and reading.is_word(mention.first - 1)


def _leads_to_a_phrase(reading: Reading, mention: Mention) -> bool:
    """«و⟦248⟧ في غير حوادث المرور», «ونجح ⟦139⟧ بنسبة …»: a preposition behind, a new clause in front."""
    if not reading.is_word(mention.last):
        return False
    behind = reading.lexeme(mention.last)
    apart = follows_and(reading, mention) or _follows_a_verb(reading, mention.first - 1)
    return apart and (behind.ends or behind.governed)


def _follows_a_verb(reading: Reading, place: int) -> bool:
    """Whether a word that «و» joins and that is no noun stands there, as a clause's verb does."""
    if not reading.is_word(place):
        return False
    word = reading.lexeme(place)
    return word.joined and not (word.forms or word.ends or word.definite or word.governed or word.adjective)


def time_of_them(reading: Reading, mentions: list[Mention], place: int) -> Unit | None:
    """«ثمانية أيام، ⟦ثلاثة⟧ منها للمرافعات»: the unit of the time that a part is taken of."""
    pronouns = (mentions[place].last, mentions[place].first - 1)  # «8 أشهر، ⟦منها⟧ 3 نافذة»
    if not place or not any(reading.says(at, "durations", "of_them") for at in pronouns):
        return None
    previous, part = mentions[place - 1], mentions[place]
    unit = unit_at(reading, previous.last)
    fits = unit is not None and unit[1].kind == DURATION and part.value < previous.value
    return unit[1] if unit and fits and are_near(reading, previous, part, CONTINUED_REACH) else None
