"""Money told without its currency: «une hausse des recettes à ⟦3,66 milliards⟧», "the bills are worth ⟦thousands⟧"."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.noun_phrases.counted import counted_after
from parsers.rules.announced_counts import noun_announced
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention, follows_and
from parsers.units import MEASURE, MONEY, Unit, currencies_of, unit_at, unit_before
from parsers.words.comparators import VAGUE
from parsers.words.reading import Reading

_LEAST_CONTINUED, _LEAST_ASIDE, _AMOUNTS_BACK = 1e6, 1e9, 8
"""A number with such a scale and no noun is of the same kind as the last amount, at most so many numbers before."""
_THOUSAND, _LONGEST_MANNER, _MONEY_REACH = 1000, 3, 12


@asked_beside(behind="counts.moneys")
def money_of_its_noun(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«415 000 € de bénéfice et ⟦29,6 millions⟧ de chiffre d'affaires»: in the currency that the text goes on about."""
    mention = mentions[place]
    told = reading.says(mention.last, "partitive", "plain_links") and reading.says(mention.last + 1, "counts", "moneys")
    unit = unit_of_the_text(reading, mentions, place) if told and mention.kind == CARDINAL else None
    if unit is None or unit.kind != MONEY:
        return None
    return Draft("amount_continued", unit.kind, mention, mention.value, mention.last, unit.code)


@asked_beside(front="counts.moneys")
def money_that_is_told_of(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«la hausse des recettes de 21 % à ⟦3,66 milliards⟧»: in the text's currency, where its clause tells of money."""
    mention = mentions[place]
    scaled = mention.kind == CARDINAL and mention.value >= _LEAST_CONTINUED and mention.comparator != VAGUE
    alone = scaled and (reading.is_stop(mention.last) or reading.lexeme(mention.last).ends)
    if not alone or not _is_of_money(reading, mention.first) or noun_announced(reading, mentions, place):
        return None  # «le nombre de bénéficiaires de l'aide a atteint 3 millions»
    before, behind = mentions[max(place - _AMOUNTS_BACK, 0) : place], mentions[place + 1 : place + 1 + _AMOUNTS_BACK]
    unit = _told_before(reading, mention, before)
    unit = unit if unit and unit.kind == MONEY else _first_money(reading, [*reversed(before), *behind])
    return Draft("amount_continued", MONEY, mention, mention.value, mention.last, unit.code) if unit else None


def _is_of_money(reading: Reading, first: int) -> bool:
    """Whether its sentence has a noun for money in front of it, with no count's noun between."""
    if reading.says(first - 1, "fractions", "verbs"):
        return False  # «les ménages, qui ⟦sont⟧ 8 millions»
    for at in range(first - 1, max(first - _MONEY_REACH, -1), -1):
        if reading.ends_sentence(at) or reading.words[at] in (";", ":"):
            return False
        if reading.says(at, "counts", "moneys"):
            return True
    return False


def _first_money(reading: Reading, others: Iterable[Mention]) -> Unit | None:
    """The currency of the first of some numbers that has one."""
    units = (unit_at(reading, one.last) for one in others)
    return next((unit[1] for unit in units if unit and unit[1].kind == MONEY), None)


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


def unit_of_the_text(reading: Reading, mentions: list[Mention], place: int) -> Unit | None:
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
        if ends and any(map(reading.ends_sentence, range(previous.last, mention.first))):
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
