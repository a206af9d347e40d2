"""Counts whose noun the text leaves out: «مقتل ⟦15⟧», «عشرة آلاف», "the death toll rose to 67"."""

from __future__ import annotations

from parsers.noun_phrases.counted import counted_after
from parsers.rules.announced_counts import announced, announced_before, announced_behind, noun_announced
from parsers.rules.borrowed_units import stands_instead
from parsers.rules.counts_of_verbs import (
    fares,
    is_round_of_a_cup,
    of_persons,
    of_the_latest,
    only_so_many,
    opens_a_clause,
    voted,
)
from parsers.rules.drafts import COUNT, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.rules.moved_counts import moves
from parsers.rules.rows import continues, in_row_of_brackets, time_of_them
from parsers.rules.rows_behind_names import in_row_behind_names
from parsers.rules.told_money import unit_of_the_text
from parsers.rules.told_nouns import noun_left_out
from parsers.units import PERCENT, unit_at
from parsers.words.comparators import EXACT, VAGUE, comparator_before
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_LEAST_LEVEL, _WHOLE_REACH, _NUMBERS_BACK = 1000, 20, 8


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
    rate = rate or reading.says(mention.first, "counts", "towns")
    harmed = harmed or (mention.value == 1 and in_row_of_brackets(reading, mentions, place))
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
    unit = None if counted else unit_of_the_text(reading, mentions, place)
    if unit:
        return Draft("amount_continued", unit.kind, mention, mention.value, mention.last, unit.code)
    time = None if counted else time_of_them(reading, mentions, place)
    if time:
        return Draft("amount_continued", time.kind, mention, mention.value * time.factor, mention.last, time.code)
    told = None if counted else noun_left_out(reading, mentions, place)
    return Draft("bare_count", COUNT, mention, mention.value, mention.last, counted=counted, told=told)


def _is_a_name(reading: Reading, mention: Mention) -> bool:
    """«⟦2M⟧ l'a annoncé»: a letter glued to figures scales amounts alone, and names a channel elsewhere."""
    if reading.rules.text("phrase", "order") != "head_first":
        return False
    spelled = reading.tokens.kind(mention.first) != DIGITS and mention.text(reading)[:1].isupper()
    bloc = spelled and reading.says(mention.first - 1, "phrase", "group_articles")  # «les Vingt-Sept»
    return mention.text(reading).endswith(reading.rules.spelled_endings("counts", "scale_letters")) or bloc


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


def _removed(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«l'évacuation de ⟦161⟧ vers l'hôpital», "the arrest of ⟦12⟧ in the raid": what happens to persons alone."""
    first, last = mentions[place].first, mentions[place].last
    told = reading.says(first - 1, "partitive", "links") and reading.says(first - 2, "counts", "removals")
    range_goes_on = reading.says(last, "ranges", "to") and reading.word(last + 1).isdigit()
    return told and not range_goes_on and (reading.is_stop(last) or reading.lexeme(last).ends)


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
            whole = next((one for one in mentions[max(place - _NUMBERS_BACK, 0) : place] if one.first > at), None)
            counted = counted_after(reading, whole.last, whole.value) if whole else None
            return counted is not None and bool(reading.lexeme(counted.head).forms) and first - 1 > counted.head
        if reading.ends_sentence(at):
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
    in_row_behind_names,
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
    _removed,
    moves,
    fares,
    voted,
    _of_what_was_told,
    _part_of_whole,
    _beside_its_share,
)
"""What makes a bare figure a count."""


def _stands_alone(reading: Reading, mention: Mention) -> bool:
    return not reading.says(mention.last, "partitive", "links") or mention.value >= 10
