"""French noun phrases: the noun first, behind the few adjectives that precede it, with others that agree."""

from __future__ import annotations

from functools import cache

from parsers.noun_phrases.joined_words import behind_hyphens
from parsers.noun_phrases.phrase_span import Span
from parsers.numbers.spelled import spells_cardinal
from parsers.words.lexemes import grammar
from parsers.words.phrases import Phrases, folded_words, phrases_of
from parsers.words.reading import Reading

_MOST_BEFORE, _MOST_ADJECTIVES = 3, 3
_OPENING_QUOTES = ('"', "«", "“")


def head_first(reading: Reading, place: int, _value: float | None = None) -> Span | None:
    """The noun first: «grandes entreprises du secteur», behind «de» where one links it."""
    first = place
    if reading.says(first, "partitive", "links"):
        first += 1
        if reading.says(first, "phrase", "articles"):
            first += 1
    first += reading.word(first) in _OPENING_QUOTES and reading.is_word(first + 1)  # «trois « gilets jaunes »»
    if _is_a_block(reading, first):
        return Span(first, first + 1, 0, first)
    head = _behind_described(reading, first)
    if not _is_plain(reading, head):
        if head == first or not reading.lexeme(head - 1).forms:
            return None
        head -= 1  # «une dizaine de jeunes»
    last = max(_agreeing(reading, head), set_phrase_end(reading, head))
    for _ in range(2):
        longer = _genitive(reading, last)
        if longer is None:
            break
        last = longer
    return Span(first, last, 0, head)


def _is_a_block(reading: Reading, place: int) -> bool:
    """Whether a preposition is the feat of a match that it names, too: «7 rebonds et 1 ⟦contre⟧.»."""
    closes = reading.says(place, "scores", "blocks") and reading.is_stop(place + 1)
    return closes and reading.says_anywhere("scores", "of_blocks")


def set_phrase_end(reading: Reading, head: int) -> int:
    """Behind a noun that is written in several words, one of them a preposition: «mis en cause», «armes à feu»."""
    found = _set_phrases(reading.language).starting_at(reading.words, head)
    return found[0] if found else head


@cache
def _set_phrases(language: str) -> Phrases[bool]:
    names = phrases_of(grammar(language).text("phrase", "set_phrases"))
    return Phrases((folded_words(name, language), True) for name in names)


def _behind_described(reading: Reading, first: int) -> int:
    """Behind the adjectives that stand before their noun: «grandes ⟦entreprises⟧»."""
    head = first
    while reading.is_word(head) and reading.says(head, "phrase", "before_noun") and head - first < _MOST_BEFORE:
        if _begins_a_compound(reading, head):
            break  # «six petits-enfants»
        if _is_of_a_nation(reading, head + 1) and reading.lexeme(head).forms:
            break  # «des jeunes marocains» are young people
        head += 1
    return head


def _is_of_a_nation(reading: Reading, place: int) -> bool:
    """Whether an adjective of origin stands there: a small letter parts it from the noun («les Marocains»)."""
    if not reading.is_word(place) or not reading.tokens.text(place)[:1].islower():
        return False
    return any(form.concept[:1].isupper() for form in reading.lexeme(place).forms)


def _is_plain(reading: Reading, place: int) -> bool:
    return (
        reading.is_word(place)
        and len(reading.words[place]) > 1
        and (not reading.says(place, "phrase", "ends") or _begins_a_compound(reading, place))
        and not _is_adverb(reading, place)
        and not reading.says(place, "partitive", "links")
        and not reading.says(place, "phrase", "articles")
    )


def _begins_a_compound(reading: Reading, place: int) -> bool:
    """Whether a hyphen joins a word to the next: «sans-abri», «sous-marins», but not «a-t-il»."""
    hyphen = place + 1
    joined = reading.word(hyphen) == "-" and reading.glued(hyphen) and reading.glued(hyphen + 1)
    return joined and reading.is_word(hyphen + 1) and len(reading.words[hyphen + 1]) > 2


def _is_adverb(reading: Reading, place: int) -> bool:
    endings = reading.rules.endings("phrase", "adverb_endings")
    return bool(endings) and reading.words[place].endswith(endings) and not reading.lexeme(place).forms


def _agreeing(reading: Reading, head: int) -> int:
    """Behind the adjectives that agree with the noun in number."""
    last = noun_end = behind_hyphens(reading, head)
    plural = reading.words[last - 1].endswith(reading.rules.endings("phrase", "plural_endings"))
    agreeing = reading.rules.endings("phrase", "adjective_plurals" if plural else "adjective_endings")
    while last - noun_end < _MOST_ADJECTIVES and _is_plain(reading, last):
        word = reading.words[last]
        if reading.tokens.text(last)[:1].isupper() or word.endswith("'"):
            break
        noun = reading.lexeme(last).forms and not reading.lexeme(last).adjective
        if not word.endswith(agreeing) or (noun and not plural):
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
    if not _is_plain(reading, noun) or spells_cardinal(reading, noun):
        return None  # «un mandat de ⟦cinq⟧ ans»: what follows the noun is a fact of its own
    return _agreeing(reading, noun)
