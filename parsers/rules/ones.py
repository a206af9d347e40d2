"""One: it counts only where its noun stands beside it, and points elsewhere: «شخص واحد», "one person"."""

from __future__ import annotations

from parsers.noun_phrases.counted import Span, counted_after, is_completed
from parsers.numbers.spelled import number_word
from parsers.rules.counts import behind_bound
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import COUNT, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.rules.ranges import range_with_next
from parsers.rules.rows import in_row_of_brackets
from parsers.units import DURATION as TIME
from parsers.units import MEASURE, MONEY, PERCENT, Unit, unit_at, unit_named
from parsers.words.clitics import clitic_splits
from parsers.words.lexemes import Lexeme, is_singular
from parsers.words.nouns import MANY, ONE
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_LONGEST_ROW = 8
"""Words between one and the number that it is told beside, at most."""
_LONGEST_DESCRIPTION, _ABBREVIATED = 2, 2


@asked_beside(front="one.words")
def one(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """One counts only beside its noun: «شخص واحد», "one person"; pronominal or for emphasis it is no fact."""
    mention = mentions[place]
    if mention.kind != CARDINAL or mention.value != 1 or not reading.says(mention.first, "one", "words"):
        return None
    if range_with_next(reading, mentions, place) or _is_compound(reading, mention) or _is_percent(reading, mention):
        return None
    if reading.rules.text("phrase", "order") == "definite_chain":
        return _one_behind(reading, mention)
    if in_row_of_brackets(reading, mentions, place):
        return None
    if behind_bound(reading, mention.last) > mention.last:
        return Refusal("one_or_more")  # "collided with one or more bridges"
    return None if _is_one_of_a_row(reading, mentions, place) else _one_in_front(reading, mention)


def _is_one_of_a_row(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether another count stands beside it: "two counts of fraud and ⟦one⟧ of theft", "⟦one⟧ dog and two cats"."""
    first, last = mentions[place].first, mentions[place].last
    if not (reading.is_word(last) and reading.lexeme(last).forms) or reading.rules.text("one", "in_rows") != "yes":
        return False
    before = mentions[place - 1] if place else None
    near = before is not None and before.kind == CARDINAL and first - before.last <= _LONGEST_ROW
    if before and near and (reading.says(first - 1, "ranges", "and") or reading.word(first - 1) == ","):
        return not reading.any_says(before.last, first - 1, "partitive", "stops")
    cardinals = (other for other in mentions[place + 1 : place + 3] if other.kind == CARDINAL)
    after = next(cardinals, None)  # "⟦one⟧ count of first-degree murder and two of …"
    if after is None or after.first - last > _LONGEST_ROW or not reading.says(after.first - 1, "ranges", "and"):
        return False
    return "." not in reading.words[last : after.first]


def _one_in_front(reading: Reading, mention: Mention) -> Draft | Refusal | None:
    """«une seule personne», "one person"; but "at one point" says when."""
    sized = _sizes_another(reading, mention.last)
    if sized:
        return Draft("one_of_a_size", COUNT, mention, 1, sized.last, counted=sized)
    counts = (
        reading.says(mention.last, "one", "with")
        or reading.says(mention.last, "one", "nouns")
        or (reading.says(mention.first - 1, "one", "behind") and reading.is_word(mention.last))
    )
    when = reading.says(mention.first - 1, "one", "when") and reading.says(mention.last, "one", "moments")
    if not counts or when or reading.says(mention.last, "partitive", "links"):
        return Refusal("pronominal_one")
    if reading.says(mention.last, "one", "with"):
        wide = Mention(mention.first, mention.last + 1, mention.start, reading.end(mention.last + 1), CARDINAL, 1)
        unit = unit_at(reading, wide.last)
        if unit and unit[1].kind in (TIME, MEASURE, MONEY):
            return _one_of_unit(wide, *unit)  # «en une seule journée»
        counted = counted_after(reading, mention.last + 1, 1)
        return Draft("only_one", COUNT, wide, 1, counted.last if counted else wide.last, counted=counted)
    return None


def _sizes_another(reading: Reading, hyphen: int) -> Span | None:
    """Tell the noun that a hyphen joins one to: "a one-⟦game⟧ suspension", but no "one-way street"."""
    noun = hyphen + 1
    joined = reading.word(hyphen) == "-" and reading.glued(hyphen) and reading.glued(noun) and reading.is_word(noun)
    if not joined or reading.says(noun, "one", "never_hyphened") or not is_singular(reading.lexeme(noun)):
        return None
    sizes = reading.is_word(noun + 1) and not reading.lexeme(noun + 1).ends
    return Span(noun, noun + 1, 0, noun) if sizes else None


def _one_of_unit(mention: Mention, last: int, unit: Unit) -> Draft:
    """One day, one metre, one dirham; `last` is the token behind it."""
    rule = "one_period" if unit.kind == TIME else "one_amount"
    return Draft(rule, unit.kind, mention, unit.factor, last, unit.code)


def _is_compound(reading: Reading, mention: Mention) -> bool:
    """Whether a hyphen joins it to a unit: "a one-year contract"; "one-time" and "one-on-one" count nothing."""
    last = mention.last
    return reading.word(last) == "-" and reading.glued(last) and unit_at(reading, last + 1) is not None


def _is_percent(reading: Reading, mention: Mention) -> bool:
    """«⟦un⟧ pour cent des élèves»: nothing but one is meant there."""
    unit = unit_at(reading, mention.last) if reading.says(mention.last, "one", "shares") else None
    return unit is not None and unit[1].kind == PERCENT


def _is_number(reading: Reading, place: int) -> bool:
    """«كانت سوريا واحدة من ⟦7⟧ دول»: whether what one is taken from is counted itself."""
    if place >= len(reading):
        return False
    spelled = number_word(reading, place)
    return reading.tokens.kind(place) == DIGITS or spelled is not None


def _one_behind(reading: Reading, mention: Mention) -> Draft | Refusal | None:
    before = mention.first - 1
    if reading.says(before - 1, "ordinals", "numbered"):
        return None
    if mention.start > reading.tokens.start(mention.first):
        return Refusal("pronominal_one")  # «أربع ميداليات فضية ⟦وواحدة⟧ برونزية»
    of_many = reading.says(mention.last, "partitive", "links") and _is_number(reading, mention.last + 1)
    if not reading.is_word(before) or of_many or reading.says(before, "one", "never_after"):
        return Refusal("pronominal_one")
    amount = _one_behind_a_unit(reading, mention)
    if amount:
        return amount
    before = before if mention.definite else _noun_of_one(reading, before, mention)
    word = reading.lexeme(before)
    unity = reading.says(before, "one", "never_after")
    if not _is_one_thing(word) or word.definite or word.own or unity:
        return Refusal("pronominal_one")
    skip = word.skip if word.joined or word.governed else 0
    span = Span(before, mention.first, skip, before)
    return Draft("one_behind_its_noun", COUNT, mention, 1, mention.last, counted=span)


def _noun_of_one(reading: Reading, place: int, mention: Mention) -> int:
    """«سوى ⟦جلسة⟧ عمومية واحدة», «⟦تذكرة⟧ سفر واحدة»: the noun of its adjective or genitive, else the place."""
    head = place
    while place - head < _LONGEST_DESCRIPTION and reading.is_word(head - 1) and _may_describe(reading, head, mention):
        head -= 1
        word = reading.lexeme(head)
        if word.ends or word.definite or word.own:
            return place
        if _is_one_thing(word) and not word.adjective:
            return head if _agree(reading, head, mention.first) else place
    return place


def _may_describe(reading: Reading, place: int, mention: Mention) -> bool:
    """Whether it says of which kind a thing is: an adjective, or a noun that is not one by its gender."""
    word = reading.lexeme(place)
    if word.joined or word.governed or word.definite or word.ends or reading.says(place, "scores", "unanswered"):
        return False
    if is_completed(reading, place - 1) or reading.says(place - 1, "phrase", "light"):
        return True  # «طائرة مسيرة واحدة», «حالة وفاة واحدة»
    return word.adjective or not (_is_one_thing(word) and _agree(reading, place, mention.first))


def _is_one_thing(word: Lexeme) -> bool:
    """Whether it is a singular, though with a pronoun it may be something else: «مدني» is no city of mine."""
    numbers = {form.number for form in word.forms if not form.own}
    return ONE in numbers and MANY not in numbers


def _agree(reading: Reading, noun: int, other: int) -> bool:
    """Whether a noun may have the gender that an adjective has; «مستشفى» and «ذكرى» end alike."""
    alike = reading.may_be_feminine(noun) == reading.may_be_feminine(other)
    return alike or reading.ends_in(noun, "duals", "verb_ending")


def _governed_unit(reading: Reading, place: int) -> tuple[int, Unit] | None:
    """«⟦بسنة⟧ واحدة»: a unit with a preposition or «و»."""
    if not reading.is_word(place):
        return None
    splits = clitic_splits(reading.words[place], reading.language)
    units = (
        unit_named(reading, split.stem) for split in splits if not split.definite and len(split.stem) > _ABBREVIATED
    )
    unit = next(filter(None, units), None)
    return (place + 1, unit) if unit else None


def _stands_behind(reading: Reading, last: int, unit: Unit, mention: Mention) -> bool:
    """Whether one follows its unit, or the adjective of a time: «سنة مالية واحدة»."""
    adjective = unit.kind == TIME and last == mention.first - 1 and _may_describe(reading, last, mention)
    return last == mention.first or adjective


def _one_behind_a_unit(reading: Reading, mention: Mention) -> Draft | Refusal | None:
    """«يوم ⟦واحد⟧», «دولار أمريكي ⟦واحد⟧»; «في السنة الواحدة» is in each."""
    for place in (mention.first - 1, mention.first - 2):
        found = unit_at(reading, place) or _governed_unit(reading, place)
        if found is None or found[1].states is not None or not _stands_behind(reading, *found, mention):
            continue
        if mention.definite:
            return Refusal("pronominal_one")
        if found[1].kind in (TIME, MEASURE, MONEY):
            return _one_of_unit(mention, mention.last, found[1])
    return None
