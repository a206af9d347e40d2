"""Counts: a number of countable things, before its noun, behind it, or alone where the text leaves the noun out."""

from __future__ import annotations

from parsers.comparators import EXACT, VAGUE, comparator_before
from parsers.counted import Span, counted_after, counted_before
from parsers.drafts import COUNT, DURATION, Draft, Refusal
from parsers.lexemes import is_plural, is_singular
from parsers.mentions import CARDINAL, Mention
from parsers.ranges import range_with_next
from parsers.reading import Reading
from parsers.text import BREAK, DIGITS
from parsers.units import DURATION as TIME
from parsers.units import MEASURE, MONEY, Unit, unit_at, unit_before

_LEAST_CONTINUED, _AMOUNTS_BACK = 1e6, 8
"""A number with such a scale and no noun is of the same kind as the last amount, at most so many numbers before."""
_CONTINUED_REACH = 12
_LONGEST_WHOLE = 6
"""Words between a part and the number of the whole, at most."""


def one(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """One counts only beside its noun: «شخص واحد», "one person"; pronominal or for emphasis it is no fact."""
    mention = mentions[place]
    words = reading.rules.words("one", "words")
    if mention.kind != CARDINAL or mention.value != 1 or reading.words[mention.first] not in words:
        return None
    if range_with_next(reading, mentions, place):
        return None
    if reading.rules.text("phrase", "order") == "definite_chain":
        return _one_behind(reading, mention)
    counts = (
        reading.says(mention.last, "one", "with")
        or reading.says(mention.last, "one", "nouns")
        or (reading.says(mention.first - 1, "one", "behind") and reading.is_word(mention.last))
    )
    if not counts or reading.says(mention.last, "partitive", "links"):
        return Refusal("pronominal_one")
    if reading.says(mention.last, "one", "with"):
        wide = Mention(mention.first, mention.last + 1, mention.start, reading.end(mention.last + 1), CARDINAL, 1)
        counted = counted_after(reading, mention.last + 1, 1)
        return Draft("only_one", COUNT, wide, 1, counted.last if counted else wide.last, counted=counted)
    return None


def _one_behind(reading: Reading, mention: Mention) -> Draft | Refusal | None:
    before = mention.first - 1
    if reading.says(before - 1, "ordinals", "numbered"):
        return None
    if not reading.is_word(before) or reading.says(before, "one", "never_after"):
        return Refusal("pronominal_one")
    unit = unit_at(reading, before)
    if unit and unit[1].kind == TIME and unit[1].states is None and unit[0] == mention.first:
        return Draft("one_period", DURATION, mention, unit[1].factor, mention.last, unit[1].code)
    word = reading.lexeme(before)
    if not word.forms or not is_singular(word) or word.definite or word.own:
        return Refusal("pronominal_one")
    return Draft("one_behind_its_noun", COUNT, mention, 1, mention.last, counted=Span(before, before + 1, 0, before))


def count_of_range(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«بين ثلاثة وخمسة أشخاص», "10 to 15 people"."""
    both = range_with_next(reading, mentions, place)
    if not both:
        return None
    mention, last = both
    counted = counted_after(reading, last, mention.value_max)
    if counted is None and not comparator_before(reading, mention.first):
        return None
    end = counted.last if counted else last
    return Draft("count_of_range", COUNT, mention, mention.value, end, None, mention.value_max, counted, 2)


def numeral_behind_its_noun(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«المسارات الثلاثة», «المشتبه فيهم الثلاثة», «قطاعات السوق ال15», «مسلحين اثنين», «الأيام الخمسة»."""
    mention = mentions[place]
    if mention.kind != CARDINAL or reading.rules.text("phrase", "order") != "definite_chain":
        return None
    first = mention.first
    own_article = mention.definite and reading.tokens.kind(first) != DIGITS
    before = first - 1
    article = reading.word(before) in reading.rules.words("phrase", "articles")
    if article:
        before -= 1
    if reading.lexeme(first).joined or not reading.is_word(before):
        return None
    if not (own_article or article):
        return _indefinite(reading, mention, before)
    unit = unit_at(reading, before)
    if unit and unit[1].kind == TIME and reading.lexeme(before).definite:
        return Draft(
            "period_before_its_numeral", DURATION, mention, mention.value * unit[1].factor, mention.last, unit[1].code
        )
    span = counted_before(reading, before + 1)
    return Draft("numeral_behind_its_noun", COUNT, mention, mention.value, mention.last, counted=span) if span else None


def _indefinite(reading: Reading, mention: Mention, before: int) -> Draft | None:
    """«مسلحين اثنين», «أشخاص ثلاثة»: an indefinite noun in the number that the numeral asks for."""
    digits = reading.tokens.kind(mention.first) == DIGITS
    word = reading.lexeme(before)
    two = (
        mention.value == 2
        and reading.words[before].endswith(reading.rules.endings("duals", "endings"))
        and not word.ends
    )
    many = 3 <= mention.value <= 10 and is_plural(word) and not word.definite and not word.own
    if digits or not (two or many) or counted_after(reading, mention.last, mention.value):
        return None
    skip = word.skip if word.joined or word.governed else 0
    span = Span(before, before + 1, skip, before)
    return Draft("numeral_behind_its_noun", COUNT, mention, mention.value, mention.last, counted=span)


def count(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """A number in front of its noun: «150 بلدا», «315 من كبار القادة», "12 mille emplois", "two policemen"."""
    mention = mentions[place]
    if mention.kind != CARDINAL:
        return None
    after = mention.last
    after += reading.word(after) == "+" and reading.glued(after)  # "27+ points"
    hyphen = reading.word(after) == "-" and reading.rules.text("phrase", "order") == "head_last"
    if hyphen and reading.says(after + 1, "counts", "and_more"):
        hyphen, after = False, after + 2  # "the 20-plus witnesses"
    counted = counted_of_number(reading, mentions, place) or counted_after(
        reading, after + 1 if hyphen else after, mention.value
    )
    if counted is None or (mention.definite and mention.comparator == VAGUE and counted.first == after):
        return None
    if mention.value != int(mention.value) and not reading.lexeme(counted.head).forms:
        return Refusal("part_of_a_thing")
    if reading.says(counted.head, "periods", "counted_never"):
        return Refusal("period")
    if hyphen:
        counted = Span(counted.first, counted.first + 1, 0, counted.first)
    return Draft("count", COUNT, mention, mention.value, counted.last, counted=counted)


def counted_of_number(reading: Reading, mentions: list[Mention], place: int) -> Span | None:
    """«10 من قطاعات السوق ال15», «20 من أصل 30 نائبا»: the noun stands by the second number."""
    mention = mentions[place]
    following = mentions[place + 1] if place + 1 < len(mentions) else None
    if following is None or following.kind != CARDINAL or following.first == mention.last:
        return None
    between = range(mention.last, following.first)
    ratio = len(between) == 1 and reading.says(mention.last, "partitive", "ratio")  # "three in four adults"
    linked = reading.says(mention.last, "partitive", "links")
    if ratio and mention.value < following.value:
        return counted_after(reading, following.last, following.value)
    if not linked or len(between) > _LONGEST_WHOLE or not all(_leads_to_whole(reading, at) for at in between):
        return None
    return counted_after(reading, following.last, following.value)


def _leads_to_whole(reading: Reading, place: int) -> bool:
    """Articles and links, and what determines a noun in front of it: "its last", "the region's"."""
    skipped = ("articles", "phrase"), ("links", "partitive"), ("of_all", "partitive"), ("determines", "partitive")
    if any(reading.says(place, part, key) for key, part in skipped):
        return True
    possessive = reading.word(place + 1) == "'" or reading.word(place - 1) == "'" or reading.word(place) == "'"
    return possessive and reading.rules.text("phrase", "order") == "head_last"


def bare_count(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """A number whose noun the text leaves out: spelled, bounded, with a scale, or beside the amount it continues."""
    mention = mentions[place]
    if mention.kind != CARDINAL:
        return None
    digits = reading.tokens.kind(mention.first) == DIGITS
    bounded = comparator_before(reading, mention.first) is not None or mention.comparator != EXACT
    scaled = mention.value >= 1000 and (not digits or not mention.text(reading).isdigit())
    if mention.value == 0 or (mention.comparator == VAGUE and not _stands_alone(reading, mention)):
        return Refusal("bare_number")
    spelled = not digits and mention.value > 1 and reading.rules.text("counts", "bare_words") != ""
    said = reading.says(mention.first - 1, "counts", "before_bare") or reading.says(
        mention.last, "counts", "after_bare"
    )
    spelled = spelled and not reading.says(mention.first - 1, "counts", "never_bare_after")
    said = said or any(rule(reading, mentions, place) for rule in (_continues, _out_of, _of_them, _told))
    if not (bounded or scaled or spelled or said):
        return Refusal("bare_number")
    counted = _from_before(reading, mention)
    unit = None if counted else _continued(reading, mentions, place)
    if unit:
        return Draft("amount_continued", unit.kind, mention, mention.value, mention.last, unit.code)
    return Draft("bare_count", COUNT, mention, mention.value, mention.last, counted=counted)


def _continued(reading: Reading, mentions: list[Mention], place: int) -> Unit | None:
    """The unit of a scaled amount near by: «7,4 milliards de dirhams, dont ⟦6 milliards⟧», «2 contre 3 Mds de m3»."""
    mention = mentions[place]
    if mention.value < _LEAST_CONTINUED:
        return None
    opposed = _opposed(reading, mention, mentions[place + 1 : place + 2])
    if opposed or mention.comparator == VAGUE:
        return opposed
    for previous in reversed(mentions[max(place - _AMOUNTS_BACK, 0) : place]):
        unit = unit_at(reading, previous.last)
        amount = unit[1] if unit else unit_before(reading, previous.first)
        if amount and amount.kind in (MONEY, MEASURE):
            return amount
        if previous.value >= _LEAST_CONTINUED and counted_after(reading, previous.last, previous.value):
            return None
    return None


def _opposed(reading: Reading, mention: Mention, following: list[Mention]) -> Unit | None:
    """«227 millions contre ⟦384 millions de m3⟧»: the unit behind the amount that it is set against."""
    if not following or following[0].first != mention.last + 1:
        return None
    again = mention.comparator == VAGUE and reading.says(mention.last, "ranges", "and")  # "billions and billions of"
    if not again and not reading.says(mention.last, "scores", "against"):
        return None
    unit = unit_at(reading, following[0].last)
    return unit[1] if unit and unit[1].kind in (MONEY, MEASURE) else None


def _continues(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«86 مقعدا والاستقلال بـ⟦81⟧»: the last word of a clause whose other number has the noun."""
    mention, previous = mentions[place], mentions[place - 1] if place else None
    if previous is None or previous.kind != CARDINAL or mention.first - previous.last > _CONTINUED_REACH:
        return False
    parted = any(
        reading.tokens.kind(at) == BREAK or reading.words[at] == "." for at in range(previous.last, mention.first)
    )
    ends = reading.is_stop(mention.last) and not reading.glued(mention.last + 1)
    ends = ends or (  # "26 people died in the city and five in the hills"
        reading.says(mention.first - 1, "ranges", "and") and reading.says(mention.last, "counts", "places")
    )
    counted = counted_after(reading, previous.last, previous.value)
    return ends and not parted and counted is not None and bool(reading.lexeme(counted.head).forms)


def _out_of(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«huit foyers sur ⟦dix⟧»: the whole of which the noun before is a part."""
    previous = mentions[place - 1] if place else None
    before = mentions[place].first - 1
    if previous is None or previous.kind != CARDINAL or not reading.says(before, "counts", "out_of"):
        return False
    counted = counted_after(reading, previous.last, previous.value)
    return counted is not None and counted.last == before


def _of_them(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«Neuf d'entre ⟦elles⟧», "14 of ⟦them⟧": persons or things that the text has named before."""
    last = mentions[place].last
    if mentions[place].value == 1 or not reading.says(last, "partitive", "links"):
        return False
    return reading.any_says(last + 1, last + 3, "fractions", "of_them")


def _told(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Where what is counted goes without saying: "a mother of ⟦three⟧", "the death toll rose to ⟦67⟧"."""
    first, last = mentions[place].first, mentions[place].last
    if reading.says(last + 2, "counts", "run") and reading.says(last + 1, "phrase", "articles"):
        return True  # "lost 26 in a row"
    if reading.says(first - 1, "partitive", "links") and reading.says(first - 2, "counts", "parents"):
        return True
    around = range(first - 1, max(first - _CONTINUED_REACH, -1), -1)
    told = next((at for at in around if reading.is_stop(at) or _announces(reading, at)), None)
    return told is not None and not reading.is_stop(told) and reading.says(first - 1, "counts", "reaches")


def _announces(reading: Reading, place: int) -> bool:
    return any(reading.says(place, "counts", key) for key in ("tolls", "announces", "gatherings"))


def _stands_alone(reading: Reading, mention: Mention) -> bool:
    return not reading.says(mention.last, "partitive", "links") or mention.value >= 10


def _from_before(reading: Reading, mention: Mention) -> Span | None:
    """«بلغ عدد المستمعين إليها ثلاثة مليارات»: a number that «عدد» announces counts the noun behind that word."""
    for place in range(mention.first - 1, max(mention.first - _CONTINUED_REACH, -1), -1):
        if reading.is_stop(place) and reading.words[place] != "%":
            return None
        if reading.says(place, "counts", "announces"):
            first = place + 1
            while reading.says(first, "phrase", "genitive") or reading.says(first, "phrase", "articles"):
                first += 1
            return counted_after(reading, first) if first < mention.first else None
        if reading.says(place, "counts", "gatherings"):
            return Span(place, place + 1, 0, place)
    return None
