"""Counts whose noun is told before them: «بلغ عدد المستمعين ثلاثة ملايين», «portant à 158 le nombre de cas»."""

from __future__ import annotations

from parsers.noun_phrases.counted import Span, counted_after
from parsers.rules.changes import changes_from
from parsers.rules.mentions import Mention
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_REACH, _LONGEST_ROW, _LONGEST_GAP = 12, 8, 4
_PASSED = ("%", '"', "«", "»", "-")
"""Signs within what is announced: «عدد المتعافين من "كوفيد-19"»."""
_ANNOUNCING = (("counts", "tolls"), ("counts", "announces"), ("counts", "gatherings"))


def noun_announced(reading: Reading, mentions: list[Mention], place: int) -> Span | None:
    """«بلغ عدد المستمعين إليها ثلاثة مليارات»: a number that «عدد» announces counts the noun behind that word."""
    if not any(reading.says_anywhere("counts", key) for key in ("announces", "gatherings")):
        return None
    behind = _noun_behind(reading, mentions[place].last)
    if behind:
        return behind
    first = place
    while first and place - first < _LONGEST_ROW and _is_joined(reading, mentions, first):
        first -= 1
    told = _noun_before(reading, mentions[first]) if first < place else None
    if told and told.last == mentions[first].first:
        noun = mentions[place].first - 1
        return Span(noun, noun + 1, reading.lexeme(noun).skip, noun)
    return _noun_before(reading, mentions[place])


def _noun_before(reading: Reading, mention: Mention) -> Span | None:
    """The noun that a word like «عدد» announces in front of a number, or that gathers people by itself: «الضحايا»."""
    gathering = None
    for at in range(mention.first - 1, max(mention.first - _REACH, -1), -1):
        if reading.is_stop(at) and reading.words[at] not in _PASSED:
            break
        if reading.tokens.kind(at) == DIGITS and at not in reading.blocked and reading.word(at - 1) != "-":
            break  # «عدد المناصب 325 ألفا، منها ⟦152 ألفا⟧ بالمدن»
        lists = reading.lists(at)
        if ("counts", "announces") in lists:
            first = at + 1
            while reading.says(first, "phrase", "genitive") or reading.says(first, "phrase", "articles"):
                first += 1
            linked = first > at + 1
            return _announced_by(reading, first, linked=linked) if first < mention.first else None
        if ("counts", "gatherings") in lists and gathering is None:
            gathering = Span(at, at + 1, 0, at)
    return gathering


def _announced_by(reading: Reading, first: int, *, linked: bool) -> Span | None:
    """The noun phrase behind a word like «عدد»; no level in «تجاوزت الحصيلة عتبة 4000», none unknown without a link."""
    counted = counted_after(reading, first)
    if counted is None or reading.says(counted.head, "exceeding", "levels"):
        return None
    plain = reading.rules.text("phrase", "order") != "definite_chain" and not linked
    return None if plain and not reading.lexeme(counted.head).forms else counted


def _noun_behind(reading: Reading, last: int) -> Span | None:
    """«portant à 158 le nombre ⟦de cas⟧», "bringing to 158 the total number of ⟦cases⟧"."""
    if not reading.says(last, "phrase", "articles"):
        return None
    first = last + 1
    while reading.says(first, "counts", "announces"):
        first += 1
    linked = first > last + 1 and reading.says(first, "phrase", "genitive")
    return counted_after(reading, first + 1) if linked else None


def _is_joined(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«بلغ عدد المتعافين 987 ⟦والوفيات⟧ 48»: whether «و» joins a noun of its own to a number told right before."""
    noun = mentions[place].first - 1
    if not place or mentions[place - 1].last != noun or not reading.is_word(noun):
        return False
    word = reading.lexeme(noun)
    return word.joined and word.definite and bool(word.forms)


def announces(reading: Reading, place: int) -> bool:
    """Whether the word there tells how many there are: «عدد», «حصيلة», "the toll"."""
    return not reading.lists(place).isdisjoint(_ANNOUNCING)


def announced_before(reading: Reading, first: int) -> bool:
    """«ce ratio est de ⟦12⟧», "the number of cases stands at an alarming ⟦698⟧": what tells so many stands before."""
    if reading.is_word(first - 1) and reading.says(first - 2, "pairs", "articles"):
        first -= 2
    if not reading.says(first - 1, "counts", "reaches"):
        return False
    for at in range(first - 1, max(first - _REACH, -1), -1):
        inside = reading.words[at] == "(" and ")" not in reading.words[at:first]
        if (reading.is_stop(at) and reading.words[at] not in _PASSED) or inside:
            return False
        if announces(reading, at):
            return True
    return False


def announced(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«بلغ إجمالي عدد الضحايا الإناث ⟦18⟧»: right behind the noun phrase that «عدد» announces."""
    counted = noun_announced(reading, mentions, place)
    if counted is None:
        return False
    near = counted.last == mentions[place].first or _is_reached(reading, counted, mentions[place].first)
    return near or _moves_from(reading, mentions, place)


def _is_reached(reading: Reading, counted: Span, first: int) -> bool:
    """«⟦بلغ⟧ عدد الزوار سنة 2019 ⟦1200⟧»: words that say when stand between the noun and its number."""
    gap = range(counted.last, first)
    reached = reading.says(counted.first - 2, "counts", "reached")
    return reached and len(gap) <= _LONGEST_GAP and not any(reading.is_stop(at) for at in gap)


def _moves_from(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«عدد المرضى ارتفع من ⟦120⟧ إلى 145»: where what is announced came from, told together with where it went."""
    mention, following = mentions[place], mentions[place + 1 : place + 2]
    if reading.rules.text("phrase", "order") != "definite_chain" or not following:
        return False
    linked = following[0].first == mention.last + 1 and reading.says(mention.last, "ranges", "to")
    return linked and changes_from(reading, mention.first - 1)


def announced_behind(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«portant à ⟦158⟧ le nombre de cas», "bringing to 158 the number of cases"."""
    last = mentions[place].last
    return reading.says(last, "phrase", "articles") and reading.says(last + 1, "counts", "announces")
