"""Counts whose numeral stands behind its noun, around it or in brackets: «المسارات الثلاثة», «سلاح (01) ناري»."""

from __future__ import annotations

from parsers.noun_phrases.counted import Span, counted_after, counted_before
from parsers.noun_phrases.definite_chains import unknown_plural_before
from parsers.rules.drafts import COUNT, DURATION, Draft, Refusal
from parsers.rules.dual_amounts import dual_unit
from parsers.rules.mentions import CARDINAL, Mention
from parsers.units import DURATION as TIME
from parsers.units import Unit, unit_at, unit_named
from parsers.words.clitics import clitic_splits
from parsers.words.comparators import VAGUE
from parsers.words.lexemes import Lexeme, is_plural, is_singular
from parsers.words.nouns import TWO
from parsers.words.reading import Reading
from parsers.words.text import DIGITS, fold_word

_THOUSAND, _SHORTEST_PERIOD = 1000, 4
_FEW, _PAIR, _ENDING = (3, 10), 2, 2


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
    if reading.lexeme(first).joined or not reading.is_word(before) or mention.comparator == VAGUE:
        return None  # «حياة ⟦الملايين⟧ من الناس»
    if not (own_article or article):
        return _indefinite(reading, mention, before)
    period = _definite_period(reading, before) or _period_of(reading, before)
    if period:
        return Draft(
            "period_before_its_numeral", DURATION, mention, mention.value * period.factor, mention.last, period.code
        )
    span = counted_before(reading, before + 1)
    if span is None and mention.value == _PAIR and TWO in reading.lexeme(before).numbers:
        span = Span(before, before + 1, reading.lexeme(before).skip, before)  # «المرتين الاثنتين»
    if span is None and _FEW[0] <= mention.value <= _FEW[1]:
        span = unknown_plural_before(reading, before)
    return Draft("numeral_behind_its_noun", COUNT, mention, mention.value, mention.last, counted=span) if span else None


def _definite_period(reading: Reading, place: int) -> Unit | None:
    """The period that a definite word names, with or without a preposition: «الأيام», «بالأعوام»."""
    word = reading.lexeme(place)
    owned = _owned_period(reading, word.stem)
    if owned:
        return owned
    found = unit_at(reading, place)
    unit = found[1] if found else unit_named(reading, word.stem) if word.definite else None
    return unit if unit and unit.kind == TIME and word.definite else None


def _period_of(reading: Reading, place: int) -> Unit | None:
    """«سنوات الحكومة ⟦الأربع⟧»: a period in the plural in front of its definite genitive."""
    if place < 1 or not reading.lexeme(place).definite or not reading.is_word(place - 1):
        return None
    word = reading.words[place - 1]
    many = reading.rules.words("fractions", "many")
    stems = (word, *(split.stem for split in clitic_splits(word, reading.language) if not split.definite))
    unit = next((unit for stem in stems if stem in many and (unit := unit_named(reading, stem))), None)
    return unit if unit and unit.kind == TIME else None


def _owned_period(reading: Reading, stem: str) -> Unit | None:
    """«على مدى ⟦أيامه⟧ الستة»: a period with a pronoun."""
    for pronoun in reading.rules.endings("phrase", "own_ordinal_endings"):
        unit = unit_named(reading, stem.removesuffix(pronoun)) if stem.endswith(pronoun) else None
        if unit and unit.kind == TIME and unit.states is None and len(stem) - len(pronoun) >= _SHORTEST_PERIOD:
            return unit
    return None


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
    many = many and _opposes(reading, mention, word)
    if digits or not (two or many) or _counts_behind(reading, mention, two=two):
        return None
    unit = dual_unit(reading, before) if two else None
    if unit:  # «يومين اثنين»
        return Draft("unit_twice_told", unit[1].kind, mention, 2 * unit[1].factor, mention.last, unit[1].code)
    head = before - _follows_its_noun(reading, before)
    word = reading.lexeme(head)
    span = Span(head, before + 1, word.skip if word.joined or word.governed else 0, head)
    return Draft("numeral_behind_its_noun", COUNT, mention, mention.value, mention.last, counted=span)


def _counts_behind(reading: Reading, mention: Mention, *, two: bool) -> bool:
    """Whether the noun stands behind the number; not who a dual is of, «متهمين اثنين ⟦من المقيمين⟧», nor "others"."""
    last = mention.last
    of_a_dual = two and (reading.says(last, "partitive", "links") or reading.says(last, "phrase", "others"))
    return not of_a_dual and counted_after(reading, last, mention.value) is not None


def _follows_its_noun(reading: Reading, place: int) -> bool:
    """«لاعبين ⟦محترفين⟧ اثنين»: behind an indefinite noun in the same number."""
    word, noun = reading.lexeme(place), reading.lexeme(place - 1) if reading.is_word(place - 1) else None
    if noun is None or word.joined or word.governed or noun.definite or noun.own or noun.ends:
        return False
    return (
        is_plural(noun) and is_plural(word) and reading.words[place - 1][-_ENDING:] == reading.words[place][-_ENDING:]
    )


def _opposes(reading: Reading, mention: Mention, noun: Lexeme) -> bool:
    """Whether a numeral's gender is the other one than its noun's: «أشخاص ثلاثة», and no families in «وأسر أربعة»."""
    ending = fold_word(reading.rules.text("phrase", "never_own_ending"))
    feminine = bool(noun.forms) and all(form.lemma.endswith(ending) for form in noun.forms)
    return not (feminine and reading.is_feminine(mention.last - 1))  # a numeral in «ة» is masculine


def count_in_brackets(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«سلاح (⟦01⟧) ناري», «تاجري (⟦02⟧) مخدرات»: as army bulletins write, with a zero in front, behind the noun."""
    mention = mentions[place]
    noun = mention.first - 2
    zero = mention.kind == CARDINAL and mention.text(reading).startswith("0") and mention.value == int(mention.value)
    if not zero or reading.word(mention.first - 1) != "(" or reading.word(mention.last) != ")":
        return None
    if mention.value == 0 or not reading.is_word(noun) or not reading.lexeme(noun).forms:
        return None
    span = Span(noun, noun + 1, reading.lexeme(noun).skip, noun)
    return Draft("count_in_brackets", COUNT, mention, mention.value, mention.last + 1, counted=span)


def definite_before_singular(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«تلقى الفرع في الخمس بلاغا»: three to ten in words take a plural, so before a singular it is a town's name."""
    mention = mentions[place]
    few = mention.kind == CARDINAL and _FEW[0] <= mention.value <= _FEW[1]
    if not few or not mention.definite or reading.tokens.kind(mention.first) == DIGITS:
        return None
    counted = counted_after(reading, mention.last, mention.value)
    singular = counted and counted.first == mention.last and is_singular(reading.lexeme(counted.head))
    return Refusal("definite_before_singular") if singular else None


def count_around_its_noun(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«746 ألف صوت و884»: the noun stands behind the thousands, the rest of the number behind the noun."""
    mention, following = mentions[place], mentions[place + 1 : place + 2]
    if not following or mention.kind != CARDINAL or mention.value < _THOUSAND or mention.value % _THOUSAND:
        return None
    rest, counted = following[0], counted_after(reading, mention.last, mention.value)
    scaled = not mention.text(reading).isdigit() and mention.comparator != VAGUE
    if counted is None or not scaled or rest.kind != CARDINAL or rest.value >= _THOUSAND:
        return None
    joined = rest.first == counted.last + 1 and reading.says(counted.last, "ranges", "and")
    if not joined or not reading.glued(rest.first) or not reading.is_stop(rest.last):
        return None
    whole = mention._replace(last=rest.last, end=rest.end, value=mention.value + rest.value)
    return Draft("count_around_its_noun", COUNT, whole, whole.value, rest.last, counted=counted, used=2)
