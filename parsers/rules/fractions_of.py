"""Shares and multiples of something: «ثلثي الأعضاء», «نصف السكان», «ثلاثة أضعاف», "two-thirds of voters"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from parsers.noun_phrases.counted import counted_after, seems_own
from parsers.rules.changes import changes_before
from parsers.rules.counts import counted_of_number
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import FRACTION as FRACTION_FACT
from parsers.rules.drafts import Draft, Refusal
from parsers.rules.mentions import CARDINAL, FRACTION, ORDINAL, Mention
from parsers.rules.ranges import range_with_next
from parsers.rules.unranked import is_proper
from parsers.words.clitics import clitic_splits
from parsers.words.comparators import comparator_before
from parsers.words.lexemes import grammar
from parsers.words.reading import Reading
from parsers.words.text import DIGITS, fold_word

_GROWTH_REACH, _MOVE_REACH, _COMPARED_REACH = 4, 5, 7
_DECIMALS, _HALF = 4, 0.5
_DAMMA = "\u064f"


def share(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """A spelled share with what it is of; alone («منتصف», «نصف نهائي», "half-time") it is no fact."""
    mention = mentions[place]
    if mention.kind != FRACTION:
        return None
    following = mentions[place + 1 : place + 2]
    quarter = following and following[0].kind == ORDINAL and following[0].first == mention.last  # «للربع الرابع»
    named = is_proper(reading, mention) and reading.rules.text("phrase", "order") == "head_last"  # the game "Half Life"
    never = reading.says(mention.last, "fractions", "never_before") or reading.word(mention.last) == "-"
    if quarter or named or never or _is_half_of_a_match(reading, mention):
        return Refusal("no_share")
    if _is_of_them(reading, mention):
        return Draft("share", FRACTION_FACT, mention, _as_decimal(mention.value), mention.last)
    counted = counted_of_number(reading, mentions, place) or counted_after(reading, _behind_the(reading, mention.last))
    if counted is None:
        return _bare_share(reading, mention)
    word = reading.lexeme(counted.head)
    definite = (
        word.definite
        or word.own
        or seems_own(reading, counted.head)
        or reading.words[mention.last] != reading.words[counted.first]
    )
    if reading.rules.text("phrase", "order") == "definite_chain" and not definite:
        definite = any(reading.lexeme(at).definite for at in range(counted.first, counted.last))
        definite = definite or reading.says(counted.last, "partitive", "demonstratives")
        if not definite:
            return Refusal("no_share")
    return Draft("share", FRACTION_FACT, mention, _as_decimal(mention.value), counted.last, counted=counted)


def _is_of_them(reading: Reading, mention: Mention) -> bool:
    """Whether it is of whom or what was told: "half of them", «la moitié d'entre eux»."""
    english = reading.rules.text("phrase", "order") == "head_last"
    linked = not english or reading.says(mention.last, "partitive", "links")
    return linked and reading.any_says(mention.last, mention.last + 3, "fractions", "of_them")


def _is_half_of_a_match(reading: Reading, mention: Mention) -> bool:
    """Whether it is when or where they play, in a text about sport: "the ⟦half⟧ wore on", "inside their own ⟦half⟧"."""
    before = mention.first - 1
    owner = reading.word(before) == "'" or reading.word(before - 1) == "'"
    named = reading.is_word(before) and reading.tokens.text(before)[:1].isupper()
    half = mention.value == _HALF and (owner or named or reading.says(before, "scores", "halves_of"))
    half = half and not reading.begins_sentence(mention.first) and not reading.begins_sentence(before)
    return half and not reading.says(mention.last, "partitive", "links") and reading.says_anywhere("scores", "sports")


def _behind_the(reading: Reading, place: int) -> int:
    """Where the noun stands that English tells a share of without "of": "half ⟦the⟧ size", "half ⟦their⟧ income"."""
    article = reading.says(place, "fractions", "whole_of")
    return place + 1 if article else place


def _as_decimal(share: float) -> float:
    """A share as the definition of facts writes it, to four decimals: two thirds are 0.6667."""
    return round(share, _DECIMALS)


@asked_beside(front="shares_like_ranks.*")
def share_like_a_rank(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """A share that no noun follows: "a minority larger than a ⟦third⟧ may veto it", "cut by a ⟦fifth⟧"."""
    mention = mentions[place]
    article = mention.first - 1
    part = reading.says(mention.first, "shares_like_ranks", f"{mention.value:.0f}")
    if not part or not reading.says(article, "pairs", "articles"):
        return None
    bounded = comparator_before(reading, mention.first) or comparator_before(reading, article)
    moves = reading.says(article - 1, "ranges", "from") or reading.says(article - 1, "ranges", "to")
    moves = moves and reading.any_says(article - _MOVE_REACH, article, "change", "told_of")  # "up from a third"
    told = bounded is not None or moves or reading.says(article - 1, "fractions", "by")
    alone = reading.is_stop(mention.last) or (reading.is_word(mention.last) and reading.lexeme(mention.last).ends)
    joined = reading.word(mention.last) == "-" and reading.glued(mention.last)  # "by a third-place finish"
    if not told or not alone or joined:
        return None
    whole = mention._replace(first=article, start=reading.start(article))
    return Draft("share_like_a_rank", FRACTION_FACT, whole, _as_decimal(1 / mention.value), mention.last)


@asked_beside(front="shares_like_cardinals.*")
def share_like_a_cardinal(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«خُمس السكان», «عشر الناتج»: a fifth, a tenth; so many things would be indefinite, or behind their noun."""
    mention = mentions[place]
    if not reading.says(mention.first, "shares_like_cardinals", f"{mention.value:.0f}"):
        return None
    voweled = _DAMMA in reading.tokens.text(mention.first)
    counted = counted_after(reading, mention.last)
    if counted is None or mention.definite:
        return None
    whole = reading.says(mention.last, "shares_like_cardinals", "wholes")
    if not (voweled or whole or reading.lexeme(mention.last).definite):
        return None
    return Draft(
        "share_like_a_cardinal", FRACTION_FACT, mention, _as_decimal(1 / mention.value), counted.last, counted=counted
    )


def _bare_share(reading: Reading, mention: Mention) -> Draft | Refusal:
    """«plus de la moitié s'y attendent», «ils en prennent la moitié»: a share that a comparator or a verb calls for."""
    alone = reading.is_stop(mention.last) or (reading.is_word(mention.last) and reading.lexeme(mention.last).ends)
    if reading.says(mention.last, "fractions", "compared"):
        return Draft("share", FRACTION_FACT, mention, _as_decimal(mention.value), mention.last)  # "half as much"
    pronominal = reading.says(mention.first - 1, "fractions", "whole") and alone
    pronominal = pronominal or reading.says(mention.last, "fractions", "verbs")  # «un quart a voté blanc»
    compared = reading.says(mention.first - 1, "counts", "compared")  # «un tiers, contre un quart un an plus tôt»
    changed = alone and reading.says(mention.first - 1, "phrase", "genitive")  # «les ventes ont chuté d'un tiers»
    changed = changed and changes_before(reading, mention.first, _GROWTH_REACH)
    if comparator_before(reading, mention.first) or pronominal or compared or changed:
        return Draft("share", FRACTION_FACT, mention, _as_decimal(mention.value), mention.last)
    return Refusal("no_share")


@asked_beside(front="fractions.by", behind="fractions.fold fractions.repeated")
def multiple(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«ثلاثة أضعاف», "three times as many", «trois fois plus»: so many times something."""
    mention = mentions[place]
    if mention.kind != CARDINAL:
        return None
    if reading.says(mention.last, "fractions", "fold") or (
        reading.word(mention.last) == "-" and reading.says(mention.last + 1, "fractions", "fold")
    ):
        return Draft("multiple", FRACTION_FACT, mention, mention.value, mention.last + 1)
    if reading.says(mention.first - 1, "fractions", "by") and reading.says(
        mention.first - 2, "fractions", "multiplied"
    ):
        return Draft("multiple", FRACTION_FACT, mention, mention.value, mention.last)
    both = range_with_next(reading, mentions, place)
    if both and reading.says(both[1], "fractions", "repeated") and _is_compared(reading, both[1] + 1):
        low = both[0]  # "two to three times its size"
        return Draft("multiple", FRACTION_FACT, low, low.value, both[1] + 1, value_max=low.value_max, used=low.numbers)
    repeated = reading.says(mention.last, "fractions", "repeated")
    grows = reading.says(mention.first - 1, "fractions", "rises_by") or reading.any_says(
        mention.first - _GROWTH_REACH, mention.first, "fractions", "grows"
    )
    if repeated and (grows or _is_compared(reading, mention.last + 1)):
        return Draft("multiple", FRACTION_FACT, mention, mention.value, mention.last + 1)
    return None


@asked_beside(behind="fractions.times_letter")
def magnified(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read a letter for times behind figures: "a ⟦5x⟧ optical zoom", "⟦10x⟧ faster", "sales grew ⟦3x⟧"."""
    mention = mentions[place]
    letter = mention.last
    if mention.kind != CARDINAL or not reading.says(letter, "fractions", "times_letter") or not reading.glued(letter):
        return None
    ranged = reading.word(mention.first - 1) == "-"  # "1-2x as effective"
    if reading.tokens.kind(mention.first) != DIGITS or mention.value <= 1 or ranged:
        return None
    grows = changes_before(reading, mention.first, _GROWTH_REACH)
    if not (grows or reading.says(letter + 1, "fractions", "magnifying") or _is_compared(reading, letter + 1)):
        return None
    whole = mention._replace(last=letter + 1, end=reading.end(letter + 1))
    return Draft("magnified", FRACTION_FACT, whole, mention.value, letter + 1)


def _is_compared(reading: Reading, place: int) -> bool:
    """Whether what they are so many times of is said: "as many", "finer than a hair", «plus cher»."""
    endings = reading.rules.endings("fractions", "comparative_endings")
    finer = bool(endings) and reading.word(place).endswith(endings)
    return reading.says(place, "fractions", "than") or (finer and reading.says(place + 1, "fractions", "than_it"))


def find_multiples(reading: Reading, taken: set[int]) -> list[Draft]:
    """Multiples and shares that one word states: «ضعف عدد السكان» 2, "tripled our figures" 3, «نصفهم» 0.5."""
    found = [
        _in_a_word(reading, "share_of_persons", place, _as_decimal(1 / float(parts)))
        for parts in "234"
        for place in reading.places_of("shares_of_persons", parts)
        if place not in taken
    ]
    found += [
        _in_a_word(reading, "multiple_in_a_word", place, 2.0)
        for place in reading.places_of("multiples", "bounded")
        if place not in taken and (comparator_before(reading, place) or _grows_to(reading, place))
    ]
    found += [
        _in_a_word(reading, "multiple_in_a_word", place, _folds(reading.language)[reading.words[place]])
        for place in reading.places_of("multiples", "folds")
        if place not in taken
    ]
    for value in ("2", "3", "4"):
        for place in reading.places_of("multiples", value):
            if place not in taken and (_has_object(reading, place) or _compares(reading, place)):
                found.append(_in_a_word(reading, "multiple_in_a_word", place, float(value)))
    return found


@cache
def _folds(language: str) -> Mapping[str, float]:
    """So many times in one word, "twofold" to "tenfold", as the grammar lists them in order."""
    listed = grammar(language).text("multiples", "folds").split()
    return {fold_word(word): float(times) for times, word in enumerate(listed, 2)}


def _compares(reading: Reading, place: int) -> bool:
    """Whether an adverb is so many times of what follows: "⟦twice⟧ as many", "⟦twice⟧ the size"."""
    adverb = reading.words[place] in reading.rules.words("multiples", "compared")
    if not adverb or not reading.says(place + 1, "multiples", "compared_with"):
        return False
    again = reading.any_says(place + 3, place + _COMPARED_REACH, "multiples", "compared_with")
    return again or reading.says(place + 2, "multiples", "compared_in")  # no "he scored twice as his side won"


def _grows_to(reading: Reading, place: int) -> bool:
    """«ارتفع السعر إلى ⟦الضعف⟧», «زاد بنسبة ⟦الضعف⟧»."""
    whole = reading.says(place - 1, "fractions", "whole")
    return whole and changes_before(reading, place, _GROWTH_REACH + 1)


def _in_a_word(reading: Reading, rule: str, place: int, value: float) -> Draft:
    listed = reading.rules.words("multiples", "2") | reading.rules.words("shares_of_persons", f"{1 / value:.0f}")
    splits = clitic_splits(reading.words[place], reading.language)  # «بضعف» and «وربعهم» are listed as they are, too
    skip = max((split.skip for split in splits if split.stem in listed), default=0)
    mention = Mention(place, place + 1, reading.start(place, skip), reading.end(place + 1), CARDINAL, value)
    return Draft(rule, FRACTION_FACT, mention, value, place + 1)


def _has_object(reading: Reading, place: int) -> bool:
    if reading.rules.words("multiples", "objects"):
        return reading.names(place + 1, "multiples", "objects")  # «بضعف ثمنه»
    return reading.is_word(place + 1) and not reading.lexeme(place + 1).ends and not reading.lexeme(place + 1).joined
