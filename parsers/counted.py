"""The noun phrase that a number counts: how far it reaches, by the order of words that a language's grammar names."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from parsers.lexemes import Lexeme, is_plural, is_singular
from parsers.nouns import MANY, ONE
from parsers.reading import Reading
from parsers.text import DIGITS

_LONGEST = 9
"""Words of a phrase, at most: what is longer is no noun phrase any more."""


class Span(NamedTuple):
    """A phrase as token indices, half-open; `skip` letters of its first word stay outside; `head` is its noun."""

    first: int
    last: int
    skip: int
    head: int


def counted_after(reading: Reading, place: int, value: float | None = None) -> Span | None:
    """The noun phrase that begins behind a number, None where no noun stands there.

    >>> from parsers.text import tokenize
    >>> text = "315 من كبار قادة الشرطة من 150 بلدا"
    >>> reading = Reading(text, "ar", None, tokenize(text, "ar"))
    >>> span = counted_after(reading, 1, 315)
    >>> text[reading.start(span.first):reading.end(span.last)]
    'كبار قادة الشرطة'
    """
    order = reading.rules.text("phrase", "order")
    return _ORDERS.get(order, _head_last)(reading, place, value)


def counted_before(reading: Reading, place: int) -> Span | None:
    """The noun phrase that ends just before a place, for a number that follows its noun."""
    if reading.rules.text("phrase", "order") == "definite_chain":
        return _definite_chain_before(reading, place)
    return None


def phrase_at(reading: Reading, place: int, value: float | None = None) -> Span | None:
    """The noun phrase whose first word stands at a place."""
    return counted_after(reading, place, value)


# --- Arabic: the noun first, then what agrees with it in definiteness -------------------------------------------------


def _definite_chain(reading: Reading, place: int, value: float | None) -> Span | None:
    partitive = reading.says(place, "partitive", "links") and reading.is_word(place)
    first = place + 1 if partitive else place
    if not _is_head(reading, first) or (partitive and not _is_whole(reading, first)):
        return None
    if not partitive and place and reading.tokens[place - 1].kind == DIGITS and reading.lexeme(first).definite:
        return None
    last = chain_end(reading, first, value)
    return Span(first, last, _skip(reading, first), first)


def _skip(reading: Reading, place: int) -> int:
    word = reading.lexeme(place)
    return word.skip if word.joined or word.governed else 0


def _is_head(reading: Reading, place: int) -> bool:
    """Whether a counted noun may stand there: a word, no function word, no «و» or preposition attached."""
    if not reading.is_word(place):
        return False
    word = reading.lexeme(place)
    if word.ends or word.joined or word.governed or len(reading.words[place]) < 2 or place in reading.blocked:
        return False
    if not word.forms and not word.definite and reading.tokens[place].text.endswith("ية"):
        return False
    return bool(word.forms) or not _is_verb(reading, place, word)


def _is_verb(reading: Reading, place: int, word: Lexeme) -> bool:
    if word.forms or word.definite:
        return False
    spelled = reading.words[place]
    return len(spelled) > 3 and (
        spelled.startswith(reading.rules.endings("phrase", "verb_beginnings"))
        or spelled.endswith(reading.rules.endings("phrase", "verb_endings"))
    )


def _is_whole(reading: Reading, place: int) -> bool:
    """Whether a partitive may take its part from the word: something definite and many, «من كبار القادة», «من مشاركيه»."""
    word = reading.lexeme(place)
    if word.forms:
        return MANY in word.numbers and (word.definite or word.own or _leads_to_definite(reading, place))
    return word.definite and word.stem.endswith(reading.rules.endings("phrase", "plural_endings"))


def _leads_to_definite(reading: Reading, place: int) -> bool:
    following = place + 1
    for _ in range(3):
        if not reading.is_word(following):
            return False
        word = reading.lexeme(following)
        if word.ends or word.joined:
            return False
        if word.definite or word.own or not word.forms:
            return True
        following += 1
    return False


def chain_end(reading: Reading, head: int, value: float | None = None) -> int:
    """Where the phrase ends whose head noun stands there: behind its adjectives and genitives."""
    noun = reading.lexeme(head)
    definite = noun.definite or noun.own
    closed = definite or not _may_govern(reading, head, noun, value)
    last = head + 1
    while last - head < _LONGEST and reading.is_word(last):
        step = _chain_step(reading, last, definite=definite, closed=closed)
        if step is None:
            break
        last, definite = step
        closed = definite or not _may_govern(reading, last - 1, reading.lexeme(last - 1), value)
    if reading.says(head, "phrase", "light"):
        return _with_complement(reading, last)
    return last


def _may_govern(reading: Reading, place: int, noun: Lexeme, value: float | None) -> bool:
    """Whether a genitive may follow: not after tanwin («مدنيا») nor after a plural's or dual's nun («مسافرين»)."""
    spelled = reading.words[place]
    if noun.definite or noun.adjective:
        return False
    if spelled.endswith(("ين", "ون", "ان")) and noun.numbers - {ONE}:
        return False
    tanwin = spelled.endswith("ا") and not noun.stem.endswith("يا") and len(spelled) > 3
    singular = value is not None and value > 10 and is_singular(noun)
    return not tanwin and not singular


def _chain_step(reading: Reading, place: int, *, definite: bool, closed: bool) -> tuple[int, bool] | None:
    """Go one word on: (the place behind it, whether the phrase is definite now); None where the phrase ends."""
    word = reading.lexeme(place)
    if word.ends or word.governed or reading.says(place, "phrase", "ends"):
        pronoun = reading.words[place] in reading.rules.words("phrase", "participle_pronouns")
        before = reading.lexeme(place - 1)
        participle = before.stem.startswith(reading.rules.endings("phrase", "adjective_beginnings"))
        return (place + 1, definite) if pronoun and before.definite and participle else None
    if word.joined:
        return None
    if word.definite:
        return (place + 1, True) if definite or not closed else None
    if definite:
        return None
    if word.adjective and not _is_verb(reading, place, word):
        return place + 1, False
    if word.forms and not closed:
        return place + 1, word.own
    if word.forms and not word.own and is_singular(word):
        return place + 1, False
    return None


def _with_complement(reading: Reading, last: int) -> int:
    """A light head takes its complement along: «عنصرا من الشرطة», «وحدة من مشتقات الحليب»."""
    if not (reading.says(last, "partitive", "links") and _is_head(reading, last + 1)):
        return last
    return chain_end(reading, last + 1) if not reading.says(last + 1, "phrase", "light") else last + 2


def _definite_chain_before(reading: Reading, place: int) -> Span | None:
    """«المشتبه فيهم ⟦الثلاثة⟧», «قطاعات السوق ال⟦15⟧»: back over definite words to the plural that is meant."""
    pronouns = reading.rules.words("phrase", "participle_pronouns")
    head = None
    at = place - 1
    while place - at <= 5 and reading.is_word(at):
        word = reading.lexeme(at)
        if reading.words[at] in pronouns and at > 0 and reading.is_word(at - 1) and reading.lexeme(at - 1).definite:
            head = at - 1
            break
        if word.ends:
            break
        if _can_be_many(reading, word):
            head = at
            if word.forms and not word.adjective:
                break
        if not (word.definite or word.own):
            break
        if word.joined or word.governed:
            break
        at -= 1
    if head is None:
        return None
    return Span(head, place, _skip(reading, head), head)


def _can_be_many(reading: Reading, word: Lexeme) -> bool:
    if word.forms:
        return MANY in word.numbers
    return word.definite and word.stem.endswith(reading.rules.endings("phrase", "plural_endings"))


# --- French: the noun first, adjectives that agree, genitives with "de" ----------------------------------------------


def _head_first(reading: Reading, place: int, value: float | None) -> Span | None:
    first = place
    if reading.says(first, "partitive", "links"):
        first += 1
        if reading.says(first, "phrase", "articles"):
            first += 1
    head = first
    while reading.is_word(head) and reading.says(head, "phrase", "before_noun") and head - first < 3:
        head += 1
    if not _is_plain(reading, head):
        return None
    last = _agreeing(reading, head)
    for _ in range(2):
        longer = _genitive(reading, last)
        if longer is None:
            break
        last = longer
    return Span(first, last, 0, head)


def _is_plain(reading: Reading, place: int) -> bool:
    return (
        reading.is_word(place)
        and len(reading.words[place]) > 1
        and not reading.says(place, "phrase", "ends")
        and not _is_adverb(reading, place)
        and not reading.says(place, "partitive", "links")
        and not reading.says(place, "phrase", "articles")
    )


def _is_adverb(reading: Reading, place: int) -> bool:
    endings = reading.rules.endings("phrase", "adverb_endings")
    return bool(endings) and reading.words[place].endswith(endings) and not reading.lexeme(place).forms


def _agreeing(reading: Reading, head: int) -> int:
    """Behind the adjectives that agree with the noun in number."""
    plural = reading.words[head].endswith(("s", "x", "z"))
    last = head + 1
    while last - head < 4 and _is_plain(reading, last):
        word = reading.words[last]
        if reading.tokens[last].text[:1].isupper() or word.endswith("'"):
            break
        agrees = word.endswith(("s", "x")) if plural else word.endswith(reading.rules.endings("phrase", "adjective_endings"))
        if not agrees or reading.lexeme(last).forms and not reading.lexeme(last).adjective and plural is False:
            break
        last += 1
    return last


def _genitive(reading: Reading, place: int) -> int | None:
    """«du secteur», «de la ville», «d'arrivées»: behind a genitive, None where none stands."""
    if not reading.says(place, "phrase", "genitive"):
        return None
    noun = place + 1
    if reading.says(noun, "phrase", "definite_articles"):
        noun += 1
    if not _is_plain(reading, noun):
        return None
    return _agreeing(reading, noun)


# --- English: the noun last, then an "of" genitive --------------------------------------------------------------------


def _head_last(reading: Reading, place: int, value: float | None) -> Span | None:
    first = place
    if reading.says(first, "partitive", "links"):
        first += 1
        while reading.says(first, "phrase", "articles"):
            first += 1
    head = _english_head(reading, first, value)
    if head is None:
        return None
    last = head + 1
    if reading.says(last, "phrase", "genitive"):
        last = _of_genitive(reading, last)
    return Span(first, last, 0, head)


def _english_head(reading: Reading, first: int, value: float | None) -> int | None:
    """The noun that a run of words ends in: its first plural, or the last noun known where one thing is counted."""
    best, plain = None, None
    place = first
    while place - first < _LONGEST and _goes_on(reading, place, first):
        word = reading.lexeme(place)
        if reading.words[place] not in ("-", "'", "$") and reading.is_word(place):
            plain = place
            if word.forms:
                best = place
            if value != 1 and _is_english_plural(reading, place) and not _noun_follows(reading, place):
                return place
        place += 1
    return best if best is not None else plain if value is None else best


def _goes_on(reading: Reading, place: int, first: int) -> bool:
    if reading.is_word(place):
        return not reading.says(place, "phrase", "ends")
    if place == first or place >= len(reading):
        return False
    word = reading.words[place]
    if word in ("-", "$", "&"):
        return True
    return word == "'" and reading.word(place + 1) in ("s", "")


def _is_english_plural(reading: Reading, place: int) -> bool:
    word = reading.lexeme(place)
    if word.forms:
        return is_plural(word)
    spelled = reading.words[place]
    return len(spelled) > 3 and spelled.endswith("s") and not spelled.endswith(("ss", "us", "is"))


def _noun_follows(reading: Reading, place: int) -> bool:
    """Whether the plural only stands before its noun: «sales staff», «Lapsus$ members», «women's teams»."""
    following = place + 1
    if reading.word(following) == "'" or reading.word(following) == "-":
        return reading.word(following) == "-" or reading.word(following + 1) == "s"
    if not reading.is_word(following) or reading.says(following, "phrase", "ends"):
        return False
    return is_plural(reading.lexeme(following))


def _of_genitive(reading: Reading, place: int) -> int:
    """Behind an "of" genitive; where it stands if what follows is no noun."""
    first = place + 1
    while reading.says(first, "phrase", "articles") and first - place < 3:
        first += 1
    head = _english_head(reading, first, None)
    return place if head is None else head + 1


_ORDERS: dict[str, Callable[[Reading, int, float | None], Span | None]] = {
    "definite_chain": _definite_chain,
    "head_first": _head_first,
    "head_last": _head_last,
}
