"""Counts whose noun the text leaves out: «مقتل ⟦15⟧», «عشرة آلاف», "the death toll rose to 67"."""

from __future__ import annotations

from parsers.noun_phrases.counted import counted_after
from parsers.rules.announced_counts import announced, announced_before, announced_behind, noun_announced
from parsers.rules.borrowed_units import stands_instead
from parsers.rules.counts_of_verbs import (
    is_round_of_a_cup,
    of_persons,
    of_the_latest,
    only_so_many,
    opens_a_clause,
    voted,
)
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import COUNT, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention, follows_and
from parsers.rules.moved_counts import moves
from parsers.rules.rows import continues, time_of_them
from parsers.rules.told_nouns import noun_left_out
from parsers.units import MEASURE, MONEY, PERCENT, Unit, currencies_of, unit_at, unit_before
from parsers.words.comparators import EXACT, VAGUE, comparator_before
from parsers.words.reading import Reading
from parsers.words.text import BREAK, DIGITS

_LEAST_CONTINUED, _LEAST_ASIDE, _AMOUNTS_BACK = 1e6, 1e9, 8
"""A number with such a scale and no noun is of the same kind as the last amount, at most so many numbers before."""
_THOUSAND, _LONGEST_MANNER = 1000, 3
_LEAST_LEVEL, _WHOLE_REACH = 1000, 20


def bare_count(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """A number whose noun the text leaves out: spelled, bounded, with a scale, or beside the amount it continues."""
    mention = mentions[place]
    if mention.kind != CARDINAL:
        return None
    digits = reading.tokens.kind(mention.first) == DIGITS
    bounded = comparator_before(reading, mention.first) is not None or mention.comparator != EXACT
    scaled = mention.value >= 1000 and (not digits or not mention.text(reading).isdigit())
    vague = mention.comparator == VAGUE and not _stands_alone(reading, mention)
    note = reading.word(mention.first - 1) == "[" and reading.word(mention.last) == "]"
    harmed = digits and mention.value == 1 and reading.says(mention.last, "counts", "harmed")  # "1 killed, 5 injured"
    rate = reading.says(mention.first - 1, "counts", "rated_by") or is_round_of_a_cup(reading, mention)
    if (mention.value in (0, 1) and not harmed) or vague or note or rate or _is_a_name(reading, mention):
        return Refusal("bare_number")
    spelled = not digits and mention.value > 1 and reading.rules.text("counts", "bare_words") != ""
    verb = mention.last + reading.says(mention.last, "counts", "before_after_bare")
    said = reading.says(mention.first - 1, "counts", "before_bare") or reading.says(verb, "counts", "after_bare")
    by = reading.word(mention.first - 1) in reading.rules.words("counts", "announced_by")
    said = said or (by and reading.says(mention.first - 2, "counts", "announced"))
    spelled = spelled and not reading.says(mention.first - 1, "counts", "never_bare_after")
    said = said or any(rule(reading, mentions, place) for rule in _SAID)
    if not (bounded or scaled or spelled or said):
        return Refusal("bare_number")
    counted = noun_announced(reading, mentions, place)
    unit = None if counted else _continued(reading, mentions, place)
    if unit:
        return Draft("amount_continued", unit.kind, mention, mention.value, mention.last, unit.code)
    time = None if counted else time_of_them(reading, mentions, place)
    if time:
        return Draft("amount_continued", time.kind, mention, mention.value * time.factor, mention.last, time.code)
    told = None if counted else noun_left_out(reading, mentions, place)
    return Draft("bare_count", COUNT, mention, mention.value, mention.last, counted=counted, told=told)


@asked_beside(behind="counts.moneys")
def money_of_its_noun(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«415 000 € de bénéfice et ⟦29,6 millions⟧ de chiffre d'affaires»: in the currency that the text goes on about."""
    mention = mentions[place]
    told = reading.says(mention.last, "partitive", "plain_links") and reading.says(mention.last + 1, "counts", "moneys")
    unit = _continued(reading, mentions, place) if told and mention.kind == CARDINAL else None
    if unit is None or unit.kind != MONEY:
        return None
    return Draft("amount_continued", unit.kind, mention, mention.value, mention.last, unit.code)


@asked_beside(front="counts.costing", behind="counts.owed")
def money_told_by_its_verb(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read what something is worth, with no currency: "the bills are worth ⟦thousands⟧", "to chase ⟦billions⟧ owed"."""
    mention = mentions[place]
    if mention.kind != CARDINAL or mention.comparator != VAGUE or not _is_cost(reading, mention):
        return None
    unit = _told_before(reading, mention, mentions[max(place - _AMOUNTS_BACK, 0) : place])
    unit = unit or _told_behind(reading, mentions[place + 1 : place + 1 + _AMOUNTS_BACK])
    home = currencies_of(reading.country)
    code = unit.code if unit and unit.kind == MONEY else home[0] if home else None
    return Draft("money_told_by_its_verb", MONEY, mention, mention.value, mention.last, code) if code else None


def _told_behind(reading: Reading, following: list[Mention]) -> Unit | None:
    """The currency of the first amount behind that has its sign in front."""
    signs = (unit_before(reading, one.first) for one in following)
    return next((sign for sign in signs if sign), None)


def _is_cost(reading: Reading, mention: Mention) -> bool:
    """Whether a verb of costs stands in front, with at most who bears them, and nothing is counted behind."""
    if reading.says(mention.last, "counts", "owed"):
        return True
    before = mention.first - 1
    bearer = reading.is_word(before) and not reading.says(before, "counts", "costing")
    with_article = bearer and reading.says(before - 1, "phrase", "articles")
    alone = reading.is_stop(mention.last) or (reading.is_word(mention.last) and reading.lexeme(mention.last).ends)
    linked = reading.says(mention.last, "partitive", "links")
    return alone and not linked and reading.says(before - bearer - with_article, "counts", "costing")


def _is_a_name(reading: Reading, mention: Mention) -> bool:
    """«⟦2M⟧ l'a annoncé»: a letter glued to figures scales amounts alone, and names a channel elsewhere."""
    if reading.rules.text("phrase", "order") != "head_first":
        return False
    spelled = reading.tokens.kind(mention.first) != DIGITS and mention.text(reading)[:1].isupper()
    bloc = spelled and reading.says(mention.first - 1, "phrase", "group_articles")  # «les Vingt-Sept»
    return mention.text(reading).endswith(reading.rules.spelled_endings("counts", "scale_letters")) or bloc


def _continued(reading: Reading, mentions: list[Mention], place: int) -> Unit | None:
    """The unit of a scaled amount near by: «7,4 milliards de dirhams, dont ⟦6 milliards⟧», «2 contre 3 Mds de m3»."""
    mention = mentions[place]
    if mention.value < _LEAST_CONTINUED:
        return _joined_money(reading, mention, mentions[max(place - 1, 0) : place])
    opposed = _opposed(reading, mention, mentions[place + 1 : place + 2])
    aside = reading.word(mention.first - 1) == "(" and mention.value < _LEAST_ASIDE  # «les voyageurs (57 millions)»
    if opposed or mention.comparator == VAGUE or aside:
        return opposed
    return _told_before(reading, mention, mentions[max(place - _AMOUNTS_BACK, 0) : place])


def _joined_money(reading: Reading, mention: Mention, before: list[Mention]) -> Unit | None:
    """«700 ألف درهم نقدا و⟦300 ألف⟧ بشيك»: thousands that «و» joins to an amount right before."""
    chain = reading.rules.text("phrase", "order") == "definite_chain" and mention.value >= _THOUSAND
    if (
        not (before and chain and follows_and(reading, mention))
        or mention.text(reading).isdigit()
        or mention.comparator == VAGUE
    ):
        return None
    unit = unit_at(reading, before[0].last)
    near = unit is not None and mention.first - unit[0] <= _LONGEST_MANNER
    return unit[1] if unit and near and unit[1].kind == MONEY else None


def _told_before(reading: Reading, mention: Mention, before: list[Mention]) -> Unit | None:
    """The unit of the last amount in front of a number; what brackets convert it to («soit 3 M$ (⟦2,7 M€⟧)»), last."""
    signed = reading.rules.text("phrase", "order") == "head_last"  # English tells the currency again in each sentence
    converted = None
    for previous in reversed(before):
        unit = unit_at(reading, previous.last)
        amount = unit[1] if unit else unit_before(reading, previous.first)
        # money is what a text goes on about, a measure only what its sentence does
        measured = amount is not None and amount.kind == MEASURE
        if measured and previous.value < _LEAST_CONTINUED:
            continue  # «long de 25 m, le pont a coûté 1,2 milliard»
        ends = signed or measured
        if ends and _is_parted(reading, previous.last, mention.first):
            break
        if amount and amount.kind in (MONEY, MEASURE):
            if not _is_in_brackets(reading, previous):
                return amount
            converted = converted or amount
        elif previous.value >= _LEAST_CONTINUED and counted_after(reading, previous.last, previous.value):
            break
    return converted


def _is_in_brackets(reading: Reading, mention: Mention) -> bool:
    """Whether a bracket opens in front of a number, or of its currency's sign."""
    return "(" in (reading.word(mention.first - 1), reading.word(mention.first - 2))


def _is_parted(reading: Reading, last: int, first: int) -> bool:
    """Whether a sentence ends between two places."""
    return any(reading.words[at] == "." or reading.tokens.kind(at) == BREAK for at in range(last, first))


def _opposed(reading: Reading, mention: Mention, following: list[Mention]) -> Unit | None:
    """«227 millions contre ⟦384 millions de m3⟧»: the unit behind the amount that it is set against."""
    against = mention.last + (reading.word(mention.last) == ",")  # «2,3 milliards, contre 2 milliards de dirhams»
    if not following or following[0].first != against + 1:
        return None
    again = mention.comparator == VAGUE and reading.says(mention.last, "ranges", "and")  # "billions and billions of"
    if not again and not reading.says(against, "scores", "against"):
        return None
    unit = unit_at(reading, following[0].last)
    return unit[1] if unit and unit[1].kind in (MONEY, MEASURE) else None


def _out_of(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«⟦2⟧ sur ⟦3⟧», «12 députés (sur ⟦15⟧)»: a part, or the whole of which the part stands in front."""
    mention, following = mentions[place], mentions[place + 1 : place + 2]
    if following and following[0].first == mention.last + 1 and reading.says(mention.last, "counts", "out_of"):
        return mention.value < following[0].value
    previous, before = mentions[place - 1] if place else None, mention.first - 1
    if previous is None or previous.kind != CARDINAL or not reading.says(before, "counts", "out_of"):
        return False
    counted = counted_after(reading, previous.last, previous.value)
    before -= reading.word(before - 1) == "("
    return previous.last == before or (counted is not None and counted.last == before)


def _of_them(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«Neuf d'entre ⟦elles⟧», "14 of ⟦them⟧": persons or things that the text has named before."""
    last = mentions[place].last
    if mentions[place].value == 1 or not reading.says(last, "partitive", "links"):
        return False
    them = reading.any_says(last + 1, last + 3, "fractions", "of_them")
    return them or reading.says(last + 1, "fractions", "of_those")


def _told(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Where what is counted goes without saying: "a mother of ⟦three⟧", "the death toll rose to ⟦67⟧"."""
    first, last = mentions[place].first, mentions[place].last
    if reading.says(last + 2, "counts", "run") and reading.says(last + 1, "phrase", "articles"):
        return True  # "lost 26 in a row"
    hyphen = reading.word(first - 1) == "-"  # "a mother-of-two"
    linked = reading.says(first - 1 - hyphen, "partitive", "links")
    parents = linked and reading.says(first - 2 - 2 * hyphen, "counts", "parents")
    return parents or announced_before(reading, first)


def _of_results(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«فاز في ⟦6⟧ وتعادل في ⟦3⟧», "won ⟦12⟧, drew three and lost ⟦five⟧": so many matches that went so."""
    first, last = mentions[place].first, mentions[place].last
    verb = first - 1
    verb -= reading.says(verb, "counts", "results_in")
    alone = reading.is_stop(last) or (reading.is_word(last) and not reading.lexeme(last).forms)
    alone = alone and reading.word(last) not in ("-", ":", "/", "%")
    told = alone and reading.says(verb, "counts", "results")
    return told and any(reading.says_anywhere(*listed) for listed in (("scores", "sports"), ("duals", "matches")))


def _at_a_level(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«عند مستوى ⟦9424⟧»: the points of an index."""
    mention = mentions[place]
    return mention.value >= _LEAST_LEVEL and reading.says(mention.first - 1, "counts", "levels")


def _set_against(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«⟦875⟧ مقابل 300 دار نشر»: the noun stands behind the number that it is set against."""
    mention, following = mentions[place], mentions[place + 1 : place + 2]
    if not following or following[0].first != mention.last + 1 or not reading.says(mention.last, "scores", "against"):
        return False
    counted = counted_after(reading, following[0].last, following[0].value)
    return counted is not None and bool(reading.lexeme(counted.head).forms)


def _in_total(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«neuf sur un total de ⟦116⟧», "a death toll of ⟦693⟧"."""
    first = mentions[place].first
    if not reading.says(first - 1, "partitive", "links"):
        return False
    return reading.says(first - 2, "counts", "totals") or reading.says(first - 2, "counts", "tolls")


def _of_what_was_told(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«la compagnie prévoit d'en acquérir ⟦200⟧»: a pronoun in front of the verb stands for the noun."""
    first = mentions[place].first
    pronoun = reading.says(first - 2, "counts", "pronouns") and reading.is_word(first - 1)
    return pronoun and not reading.lexeme(first - 1).forms and reading.words[first - 1].endswith(_verb_endings(reading))


def _verb_endings(reading: Reading) -> tuple[str, ...]:
    return reading.rules.endings("counts", "verb_endings") or ("\0",)


def _part_of_whole(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether the sentence begins with the whole: "Of 650 MPs, ⟦383⟧ backed the bill and ⟦238⟧ opposed it"."""
    first = mentions[place].first
    if not place or not (reading.word(first - 1) == "," or reading.says(first - 1, "ranges", "and")):
        return False
    for at in range(first - 2, max(first - _WHOLE_REACH, -1), -1):
        if reading.says(at, "counts", "wholes") and reading.begins_sentence(at):
            whole = next((one for one in mentions[max(place - _AMOUNTS_BACK, 0) : place] if one.first > at), None)
            counted = counted_after(reading, whole.last, whole.value) if whole else None
            return counted is not None and bool(reading.lexeme(counted.head).forms) and first - 1 > counted.head
        if reading.words[at] == "." or reading.tokens.kind(at) == BREAK:
            return False
    return False


def _beside_its_share(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«⟦67⟧ (45,6 %) ont été confirmés»: so many, and in brackets which part of all they are."""
    mention, following = mentions[place], mentions[place + 1 : place + 2]
    if not following or not reading.rules.text("counts", "shares_aside") or reading.word(mention.last) != "(":
        return False
    unit = unit_at(reading, following[0].last)
    return following[0].first == mention.last + 1 and unit is not None and unit[1].kind == PERCENT


_SAID = (
    _set_against,
    _of_results,
    stands_instead,
    continues,
    _out_of,
    _of_them,
    _told,
    announced,
    announced_behind,
    of_the_latest,
    _at_a_level,
    only_so_many,
    of_persons,
    opens_a_clause,
    _in_total,
    moves,
    voted,
    _of_what_was_told,
    _part_of_whole,
    _beside_its_share,
)
"""What makes a bare figure a count."""


def _stands_alone(reading: Reading, mention: Mention) -> bool:
    return not reading.says(mention.last, "partitive", "links") or mention.value >= 10
