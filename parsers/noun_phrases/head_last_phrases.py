"""English noun phrases: the noun last, behind what describes it, with its genitive or the list that it begins."""

from __future__ import annotations

from parsers.noun_phrases.figures_in_phrases import (
    figures_go_on,
    holds_an_acronym,
    is_initial,
    is_plural_figure,
    is_year,
    joins_a_model,
)
from parsers.noun_phrases.phrase_span import LONGEST, Span
from parsers.numbers.spelled import number_word
from parsers.numbers.words import SCALE, TEEN, TEN, UNIT, number_lexicon
from parsers.words.lexemes import is_plural
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_LONGEST_LIST, _LONGEST_ITEM, _SHORTEST_ACRONYM = 6, 3, 2
_SIGNS_WITHIN = ("-", "$", '"', ".", "(", ")")


def head_last(reading: Reading, place: int, value: float | None) -> Span | None:
    """The noun last: "senior police officials", "cases of fraud"."""
    first = place
    if reading.says(first, "partitive", "links"):
        first += 1
        while reading.says(first, "phrase", "articles") or reading.says(first, "phrase", "wholes"):
            first += 1
    graded = first + reading.says(first, "phrase", "degrees")  # "the two most popular songs"
    graded += graded > first and reading.word(graded) == "-"  # "the second-most-visited park"
    head = _english_head(reading, graded, value)
    if head is None and reading.word(place).isdigit() and is_year(reading, place):
        head = _english_head(reading, place + 1, value)
    if head is None:
        return None
    last = head + 1
    if reading.says(last, "phrase", "genitive"):
        last = _of_genitive(reading, last)
    elif value is not None and value > 1:
        last = _behind_list(reading, head)
    if reading.word(first) in ('"', "'") and reading.words[first] not in reading.words[first + 1 : last]:
        first += 1
    return Span(first, last, 0, head)


def _behind_list(reading: Reading, head: int) -> int:
    """Behind the last noun of a list: "23 nurseries, schools and colleges", "80 pilots and other workers"."""
    last = item = head + 1
    if not is_plural(reading.lexeme(head)):
        return last
    for items in range(_LONGEST_LIST):
        comma = reading.word(item) == ","
        joined = reading.says(item + comma, "ranges", "and")
        whole = items > 0 or reading.says(item + comma + joined, "phrase", "other")
        noun = _plural_from(reading, item + comma + joined) if comma or joined else None
        if noun is None:
            return last
        item = noun + 1
        if joined:
            return item if whole or reading.is_stop(item) or reading.says(item, "phrase", "prepositions") else last
    return last


def _plural_from(reading: Reading, first: int) -> int | None:
    """The known plural that a run of at most three words ends in, with no number in it."""
    for place in range(first, first + _LONGEST_ITEM):
        if not reading.is_word(place) or reading.says(place, "phrase", "ends"):
            return None
        if number_lexicon(reading.language, reading.country).begins[reading.words[place]]:
            return None  # "three children and ⟦seven⟧ grandchildren"
        if is_plural(reading.lexeme(place)) and not _noun_follows(reading, place):
            return place
    return None


def _english_head(reading: Reading, first: int, value: float | None) -> int | None:
    """The noun that a run of words ends in: its first plural, or the last noun known where one thing is counted."""
    best, plain, owned = None, None, value is None
    place = first
    while place - first < LONGEST and (
        _goes_on(reading, place, first)
        or _joins_adjectives(reading, place, plain)
        or (plain == place - 1 and (value or 0) > 1 and _joins_modifiers(reading, place))
    ):
        if reading.words[place] == "'":
            best, owned = None, True  # "the first King's Speech" is no king
        elif reading.words[place] not in _SIGNS_WITHIN and reading.is_word(place):
            if value == 1 and _begins_a_name(reading, place, best):
                return best
            plain = place
            if reading.lexeme(place).forms:
                best = place
            if value != 1 and _is_english_plural(reading, place) and not _noun_follows(reading, place):
                return place
        place += 1
    if best is not None and plain != best and reading.tokens.text(best)[:1].isupper():
        return plain  # "the first Japanese schooler"
    return best if best is not None else plain if owned else best


def _begins_a_name(reading: Reading, place: int, noun: int | None) -> bool:
    """Whether a name follows a noun at once: "the first crash ⟦Farmer⟧ has had", "the 6th generation ⟦iPad⟧"."""
    text = reading.tokens.text(place)
    named = noun == place - 1 and not text.islower() and not text.isupper()
    return named and reading.tokens.text(place - 1).islower()


def _joins_adjectives(reading: Reading, place: int, adjective: int | None) -> bool:
    """Whether two words that are no nouns are joined there: "18 northern ⟦and⟧ central counties"."""
    joins = reading.says(place, "ranges", "and") or reading.says(place, "ranges", "or")
    if adjective is None or adjective != place - 1 or not joins:
        return False
    beside = (adjective, place + 1)
    if (
        reading.is_word(place + 1)
        and number_lexicon(reading.language, reading.country).begins[reading.words[place + 1]]
    ):
        return False  # "a teaspoon of salt ⟦and⟧ three eggs"
    return all(reading.is_word(at) and not reading.lexeme(at).forms for at in beside) and not reading.says(
        place + 1, "phrase", "ends"
    )


def _joins_modifiers(reading: Reading, place: int) -> bool:
    """Whether a comma or "and" joins what describes a noun: "9 laptop ⟦and⟧ desktop computers", "20 armed, masked men".

    What more than one are counted of is no singular, and no adjective: the noun is still to come.
    """
    joined = reading.says(place, "ranges", "and") or reading.says(place, "ranges", "or")
    modifier = place - 1
    if not (joined or reading.word(place) == ",") or reading.may_be_person(modifier):
        return False
    if reading.says(modifier, "counts", "after_bare") or reading.says(modifier, "phrase", "ends"):
        return False  # "15 injured, officials said"
    noun = _plural_of_modifiers(reading, place + 1, joined=joined)
    return noun is not None and not reading.says(noun + 1, "phrase", "reporting")


def _plural_of_modifiers(reading: Reading, first: int, *, joined: bool) -> int | None:
    """The plural that a row of modifiers ends in, with at most one word of each; None where something else comes."""
    for place in range(first, first + _LONGEST_LIST):
        word = reading.word(place)
        if word == "-" and reading.glued(place):
            continue
        if word == "," or reading.says(place, "ranges", "and") or reading.says(place, "ranges", "or"):
            if joined or place == first:
                return None
            joined = word != ","
            continue
        if not reading.is_word(place) or reading.says(place, "phrase", "ends"):
            return None
        if number_lexicon(reading.language, reading.country).begins[word]:
            return None  # "a teaspoon of salt ⟦and⟧ three eggs"
        if is_plural(reading.lexeme(place)) and not _noun_follows(reading, place):
            return place
    return None


def _goes_on(reading: Reading, place: int, first: int) -> bool:
    """Whether a token may stand within a noun phrase."""
    if reading.is_word(place):
        return _word_goes_on(reading, place, first)
    word = reading.word(place)
    if word.isdigit():
        return figures_go_on(reading, place, first)
    if word == '"' or (place == first and _opens_a_quotation(reading, place)):
        return reading.is_word(place + 1)  # "the first “double” coaches"
    return place > first and _sign_goes_on(reading, place, word)


def _opens_a_quotation(reading: Reading, place: int) -> bool:
    """Whether a single quotation mark stands right behind a number: "two ⟦'⟧Final Verdicts'"."""
    if reading.word(place) != "'" or reading.glued(place) or not reading.glued(place + 1):
        return False
    return number_lexicon(reading.language, reading.country).begins[reading.word(place - 1)]


def _sign_goes_on(reading: Reading, place: int, sign: str) -> bool:
    """Whether a sign may stand within a noun phrase."""
    if sign == "-":  # "the third — liquid water — is hard to find"
        return reading.tokens.text(place) != "—" and (reading.glued(place) or reading.glued(place + 1))
    if sign == ".":
        return is_initial(reading, place) or joins_a_model(reading, place)
    if sign in ("(", ")"):
        return holds_an_acronym(reading, place if sign == "(" else place - 2)
    owned = sign == "'" and (place + 1 == len(reading) or reading.says(place + 1, "phrase", "possessive"))
    return owned or sign in ("$", "&")


def _word_goes_on(reading: Reading, place: int, first: int) -> bool:
    text = reading.tokens.text(place)
    owned = place != first and reading.words[place - 1] == "'" and reading.says(place, "phrase", "possessive")
    if owned or is_plural_figure(reading, place):
        return True  # "the city's hospitals", "70 Boeing 787s"
    joined = reading.word(place + 1) == "-" and reading.glued(place + 1) and reading.glued(place + 2)
    ends = reading.word(place - 1) == "-" and reading.glued(place) and place - 1 > first  # "agave-based spirits"
    if _counts_by_itself(reading, place) or (place > first and _counts_another(reading, place)):
        return False
    apart = reading.says(place, "phrase", "ends") and not (joined or ends)  # "once-homeless residents"
    if apart and place == first and reading.says(place, "phrase", "also_nouns"):
        return reading.tokens.kind(place - 1) == DIGITS  # "made 31 starts"
    if apart and place == first and reading.says(place, "phrase", "before_plurals"):
        return reading.is_word(place + 1) and is_plural(reading.lexeme(place + 1))  # "70 known victims"
    return not apart or (text.isupper() and (len(text) > 1 or _is_of_a_name(reading, place)))  # "US voters", no us


def _is_of_a_name(reading: Reading, place: int) -> bool:
    """Whether one capital is an initial, "U.S. voters", or a model's letter, "three A320 jets"."""
    if reading.word(place - 1) == "." and reading.glued(place):
        return True
    return reading.glued(place + 1) and reading.word(place + 1).isdigit()


def _counts_by_itself(reading: Reading, place: int) -> bool:
    """Whether a scale's plural stands there: "the two give ⟦millions⟧ of dollars"."""
    found = number_word(reading, place)
    return found is not None and found[1].role == SCALE and found[1].form == "plural"


def _counts_another(reading: Reading, place: int) -> bool:
    """Whether a number stands there that has its own noun: "58,000 saw ⟦five⟧ goals", but no "two five-star hotels"."""
    if "-" in (reading.word(place + 1), reading.word(place - 1)) or reading.says(place - 1, "counts", "in_order"):
        return False  # "three of the first four drives"
    found = number_word(reading, place)
    return found is not None and found[1].role in (UNIT, TEEN, TEN) and not found[1].ordinal


def _is_english_plural(reading: Reading, place: int) -> bool:
    word = reading.lexeme(place)
    if word.forms:
        return is_plural(word)
    spelled, text = reading.words[place], reading.tokens.text(place)
    if is_plural_figure(reading, place):
        return True
    plural = reading.rules.endings("phrase", "regular_plural")
    if len(text) > _SHORTEST_ACRONYM and text[:-1].isupper() and text.endswith(plural):
        return True  # "650 MPs"
    if len(spelled) > 3 and spelled.endswith(plural):
        return not spelled.endswith(reading.rules.endings("phrase", "singular_endings"))
    return spelled.endswith(reading.rules.endings("phrase", "word_plurals"))  # "schoolchildren"


def _noun_follows(reading: Reading, place: int) -> bool:
    """Whether the plural only stands before its noun: «sales staff», «Lapsus$ members», «women's teams»."""
    following = place + 1
    if reading.word(following) == "-":
        return reading.glued(following)
    if reading.word(following) == "'":
        return reading.says(following + 1, "phrase", "possessive")
    if not reading.is_word(following) or reading.says(following, "phrase", "ends"):
        return False
    named = reading.tokens.text(place)[:1].isupper() and reading.tokens.text(following)[:1].isupper()
    return named or is_plural(reading.lexeme(following))


def _of_genitive(reading: Reading, place: int) -> int:
    """Behind an "of" genitive; where it stands if what follows is no noun."""
    first = place + 1
    while reading.says(first, "phrase", "articles") and first - place < 3:
        first += 1
    head = _english_head(reading, first, None)
    return place if head is None else head + 1
