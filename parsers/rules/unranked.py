"""Ordinals that rank nothing: rulers' and wars' names, titles, parts of the calendar, turns of phrase."""

from __future__ import annotations

from parsers.rules.drafts import Draft, Refusal
from parsers.rules.mentions import CARDINAL, ORDINAL, Mention
from parsers.rules.parts_of_events import is_day_by_itself, is_school_year, is_within_an_event, lasts
from parsers.rules.ranked_nouns import definite_noun_before
from parsers.rules.ranks import behind_only, for_its_nth_time
from parsers.units import DURATION, unit_named
from parsers.words.reading import Reading

_NO_RANK_BEHIND = (
    ("title", "titles", "before"),
    ("period", "periods", "before"),
    ("name", "names", "before"),
    ("turn_of_phrase", "ordinals", "turns"),
)
_MOST_WEIGHED, _TEAM_REACH = 2, 5
_FAR_BEFORE = (("period", "periods"), ("name", "names"))
"""What an adjective may part from its ordinal: «القناة الإذاعية الأولى»."""


def no_rank(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Refuse ordinals that rank nothing: rulers' and wars' names, titles, parts of the calendar, turns of phrase."""
    mention = mentions[place]
    if mention.kind != ORDINAL:
        return None
    if is_proper(reading, mention):
        return Refusal("name")
    if _counts_beside(reading, mentions, place) or _says_when(reading, mention):
        return Refusal("turn_of_phrase")
    if _names_a_place_or_troop(reading, mention.last) or _is_part_of_a_law(reading, mention):
        return Refusal("name")
    after = mention.last + (reading.word(mention.last) == "-")
    if after > mention.last and reading.says(after, "ordinals", "never_hyphened"):
        return Refusal("turn_of_phrase")  # "third-party software"
    linked = reading.says(after, "partitive", "links")
    so_many = linked and _number_at(mentions, place, after + 1)
    kind = linked and reading.says(after + 2, "ordinals", "kinds")  # "the first of its kind"
    own = so_many or kind or _is_once_again(reading, mention.first - 1, after)
    apart = own or _is_joined_apart(reading, mentions, place)
    reason = None if apart else _named_before(reading, mention) or _named_as_another(reading, mentions, place)
    if reason == "period" and _is_governed(reading, mention):
        reason = None
    behind = mention.definite and reading.rules.text("phrase", "order") == "definite_chain"  # «الدورة العاشرة للأيام»
    if not (own or reason or behind):
        reason = _named_after(reading, behind_only(reading, after))
    return Refusal(reason) if reason else None


def _is_part_of_a_law(reading: Reading, mention: Mention) -> bool:
    """«الفقرة ⟦الرابعة⟧ من الفصل الخامس»."""
    of = reading.says(mention.last, "partitive", "links") and reading.says(mention.last + 1, "identifiers", "laws")
    return of and reading.says(mention.first - 1, "identifiers", "parts")


def _names_a_place_or_troop(reading: Reading, place: int) -> bool:
    """Whether a capital makes it a name: "on Fifth ⟦Avenue⟧", "the 501st ⟦Legion⟧", "the 3rd ⟦Infantry⟧ Division"."""
    if not reading.is_word(place) or not reading.tokens.text(place)[:1].isupper():
        return False
    return reading.says(place, "ordinals", "streets") or reading.says(place, "ordinals", "troops")


def _says_when(reading: Reading, mention: Mention) -> bool:
    """Whether it is an adverb: "in the first place", "the company first introduced accounts"."""
    before, after = mention.first - 1, mention.last
    if reading.says(after, "ordinals", "adverbial") and reading.says(before - 1, "ordinals", "adverbial_in"):
        return True
    if reading.says(before, "ordinals", "infinitive") and reading.says(before - 1, "ordinals", "willing"):
        return True  # "you may want to first try it"
    past = reading.rules.endings("ordinals", "past_endings")
    if not past or not reading.word(after).endswith(past) or not reading.is_word(before):
        return False
    if reading.lexeme(after).forms:
        return False  # "the Bulgarian 19th seed"
    return not reading.says(before, "phrase", "ends")


def _number_at(mentions: list[Mention], place: int, first: int) -> bool:
    """Whether the next number begins at a token: "the fifth of ⟦11⟧ defendants"."""
    following = mentions[place + 1 : place + 2]
    return bool(following) and following[0].first == first and following[0].kind == CARDINAL


def _named_before(reading: Reading, mention: Mention) -> str | None:
    """Why the word in front makes the ordinal no rank, None where it does not."""
    before = mention.first - 1
    if reading.word(before) == "-" and reading.glued(before) and reading.glued(mention.first):
        return "turn_of_phrase"  # "a housing-first approach"
    if _is_of_a_club(reading, mention):
        return "name"
    if _ranks_whatever_it_is(reading, mention):
        return None
    weighed = mention.value <= _MOST_WEIGHED and reading.says(before, "ordinals", "weights")  # «بالدرجة الأولى»
    if weighed or reading.says(before, "ordinals", "subjects"):
        return "turn_of_phrase"
    for reason, section, key in _NO_RANK_BEHIND:
        if reading.says(before, section, key) and not _is_general(reading, before):
            return reason
    return _named_far_before(reading, mention)


def _is_of_a_club(reading: Reading, mention: Mention) -> bool:
    """«فريق الأهلي ⟦الأول⟧ لكرة القدم»: the team of adults, which is so called."""
    first = mention.first
    sport = mention.definite and reading.says(mention.last, "names", "sports_of_teams")
    return sport and reading.any_says(first - _TEAM_REACH, first, "names", "teams")


def _named_far_before(reading: Reading, mention: Mention) -> str | None:
    """Why the noun in front of the adjectives makes the ordinal no rank."""
    noun = definite_noun_before(reading, mention.first) if mention.definite else None
    if noun is None or is_within_an_event(reading, noun, mention.last):
        return None  # «السنة التشريعية ⟦الأولى⟧ للولاية»
    return next((reason for reason, section in _FAR_BEFORE if reading.says(noun, section, "before")), None)


def _ranks_whatever_it_is(reading: Reading, mention: Mention) -> bool:
    """«للسنة الرابعة على التوالي» counts, and is no date; nor is «اليوم الأول من المعرض»."""
    before = mention.first - 1
    if stands(reading, mention) or reading.is_stop(before) or reading.says(mention.last + 1, "ordinals", "in_a_row"):
        return True
    within = is_within_an_event(reading, before, mention.last) or is_day_by_itself(reading, before, mention.last)
    within = within or is_school_year(reading, before, mention.last)
    return within or for_its_nth_time(reading, before) or _stands_in_front(reading, mention)


def stands(reading: Reading, mention: Mention) -> bool:
    """Whether a verb says where something stands: "Rovers, who are ⟦seventh⟧, won", "no higher than ⟦ninth⟧ in it"."""
    told = mention.value > 1 and reading.says(mention.first - 1, "ordinals", "standing")
    return told and (reading.is_stop(mention.last) or reading.says(mention.last, "ordinals", "standing_in"))


def _is_joined_apart(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«لقبه العشرين في الدوري ⟦والأول⟧ منذ سنوات»: «و» parts it from the noun in front, which is not its own."""
    mention, previous = mentions[place], mentions[place - 1] if place else None
    joined = reading.lexeme(mention.first).joined and mention.start > reading.tokens.start(mention.first)
    return joined and previous is not None and previous.last < mention.first


def _is_governed(reading: Reading, mention: Mention) -> bool:
    """«يكشف اليوم ل⟦أول⟧ مرة»: what is glued to an indefinite ordinal parts it from the period in front."""
    return not mention.definite and mention.start > reading.tokens.start(mention.first)


def _named_as_another(reading: Reading, mentions: list[Mention], place: int) -> str | None:
    """«الحرب العالمية الأولى ⟦والثانية⟧»: joined to one that ranks nothing."""
    mention, previous = mentions[place], mentions[place - 1] if place else None
    joined = reading.lexeme(mention.first).joined and mention.start > reading.tokens.start(mention.first)
    if not joined or previous is None or previous.kind != ORDINAL or previous.last != mention.first:
        return None
    return _named_before(reading, previous)


def _stands_in_front(reading: Reading, mention: Mention) -> bool:
    """«تعد الجهة ⟦أول⟧ منتج»: an indefinite ordinal does not belong to the definite noun in front of it."""
    noun = mention.first - 1
    chain = reading.rules.text("phrase", "order") == "definite_chain" and reading.is_word(noun)
    return chain and not mention.definite and reading.lexeme(noun).definite


def _is_general(reading: Reading, place: int) -> bool:
    """«الإحصاء ⟦العام⟧ السابع»: the word for the year means "general" behind a definite noun."""
    if not reading.says(place, "periods", "adjectives_too") or not reading.is_word(place - 1):
        return False
    noun = reading.lexeme(place - 1)
    return noun.definite and bool(noun.forms) and not noun.ends


def _is_once_again(reading: Reading, before: int, after: int) -> bool:
    """Whether a period is ranked: «dans sa troisième ⟦semaine⟧», «pour le 7e ⟦mois⟧ consécutif»."""
    own = reading.says(before, "periods", "own") and reading.says(after, "periods", "ranked_if_own")
    return own or any(reading.says(after + far, "ordinals", "in_a_row") for far in (1, 2, 3))  # "week in a row"


def _named_after(reading: Reading, place: int) -> str | None:
    """Why the word behind makes it none."""
    if reading.says(place, "ordinals", "never_before"):
        bare = reading.is_word(place) and not reading.lexeme(place).definite
        days = bare and reading.says(place, "periods", "within") and lasts(reading, place + 1)  # «أول أيام العيد»
        return None if days else "turn_of_phrase"
    if reading.says(place, "ordinals", "grades") and reading.is_word(place + 1) and reading.lexeme(place + 1).forms:
        return "turn_of_phrase"  # "a first class degree"
    half = reading.says(place, "periods", "halves") and reading.says_anywhere("scores", "sports")
    part = reading.says(place, "periods", "parts") and reading.any_says(place + 2, place + 4, "periods", "after_of")
    day = reading.says(place, "periods", "days") and reading.any_says(place + 2, place + 4, "periods", "days_of")
    day = day or _begins_a_date(reading, place)
    return "period" if half or part or day or reading.says(place, "periods", "after") else None


def _begins_a_date(reading: Reading, place: int) -> bool:
    """Whether a date follows a period: "the first ⟦day⟧ of 2020", «le premier ⟦jour⟧ de juillet»."""
    if place + 2 not in reading.blocked or not reading.says(place + 1, "partitive", "links"):
        return False
    unit = unit_named(reading, reading.word(place))
    return unit is not None and unit.kind == DURATION


def is_proper(reading: Reading, mention: Mention) -> bool:
    """Whether the ordinal and the word behind it are capitalised inside a sentence: "First Lady", "Premier League"."""
    capital = mention.text(reading)[:1].isupper() and not reading.begins_sentence(mention.first)
    return capital and reading.is_word(mention.last) and reading.tokens.text(mention.last)[:1].isupper()


def _counts_beside(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether it ranks so many at once, one quantity that the count states: "the first four days", «أول أربعة أيام»."""
    mention, following = mentions[place], mentions[place + 1 : place + 2]
    previous = mentions[place - 1] if place else None
    if previous and previous.kind == CARDINAL and previous.last == mention.first and previous.value > 1:
        return reading.rules.text("phrase", "order") == "head_first"  # «les dix premières entreprises»
    if not following or following[0].kind != CARDINAL or following[0].first != mention.last:
        return False
    hyphen = following[0].last
    if reading.word(hyphen) == "-" and reading.glued(hyphen) and not reading.says(hyphen + 1, "counts", "and_more"):
        return False  # "the third 90-day extension"
    behind_its_noun = mention.definite and reading.rules.text("phrase", "order") == "definite_chain"
    return not behind_its_noun  # «تقدم لامتحانات الدورة الثانية 300 طالب»
