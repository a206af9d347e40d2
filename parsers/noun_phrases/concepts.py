"""The English concept of a counted phrase, by the lemma of its noun; unknown is None, never a guess."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from itertools import product

from parsers.noun_phrases.counted import Span
from parsers.noun_phrases.joined_words import behind_hyphens
from parsers.words.nouns import MANY, ONE, TWO, TWO_OF, noun_forms, noun_phrases, ranked_concepts
from parsers.words.reading import Reading
from parsers.words.text import fold_word

_NEAR = 6
"""Words on either side of a noun that tell which of its meanings it has."""
_TWO, _LAST_PLURAL = 2, 10
"""Arabic counts up to ten with a plural, beyond with a singular."""


def concept_of(reading: Reading, span: Span | None, value: float | None = None, *, ranked: bool = False) -> str | None:
    """What a phrase counts, in English; a light head («حالة وفاة») gives its complement's concept.

    >>> from parsers.words.text import tokenize
    >>> reading = Reading("x", "ar", None, tokenize("76 حالة وفاة", "ar"))
    >>> concept_of(reading, Span(1, 3, 0, 1), 76)
    'death'
    """
    concept = _concept_of(reading, span, value, ranked=ranked)
    instead = reading.rules.text("contexts", concept) if concept else ""
    # an ambiguous noun's first meaning needs a word of its context
    return instead if concept and instead and not reading.says_anywhere("context_words", concept) else concept


def _concept_of(reading: Reading, span: Span | None, value: float | None, *, ranked: bool) -> str | None:
    if span is None:
        return None
    if reading.says(span.head, "phrase", "others"):
        return reading.rules.text("phrase", "others_are")
    named = _as_phrase(reading, span) or (_as_ranked(reading, span) if ranked else _hyphenated(reading, span.head))
    if named:
        return named
    if reading.names(span.head, "phrase", "light"):
        inner = _complement(reading, span)
        if inner:
            return inner
    head = span.head
    leads = reading.says(head, "phrase", "leading") and not reading.lexeme(head).forms  # «ثالث ⟦أكبر⟧ تجمع»
    if leads and head + 1 < span.last:
        head += 1
    first = {ONE} if ranked else _number_asked_for(reading, span, value)
    concepts = _of_word(reading, head, value, first)
    return _only(concepts) or _by_neighbours(reading, span, concepts)


def _number_asked_for(reading: Reading, span: Span, value: float | None) -> set[str] | None:
    """The grammatical number that an Arabic noun has behind a value; None where several may follow."""
    if value is None or reading.rules.text("phrase", "order") != "definite_chain":
        return None
    if reading.says(span.first - 1, "partitive", "links"):
        return {MANY}  # «اثنين من المنتجين»
    return {ONE} if value > _LAST_PLURAL else None


def _as_phrase(reading: Reading, span: Span) -> str | None:
    """A noun with its complement that has a concept of its own."""
    known = noun_phrases(reading.language)
    heads = _lemmas(reading, span.head)
    if reading.rules.text("phrase", "order") == "head_last":  # "asylum seekers"
        before = reading.words[span.head - 1] if span.head > span.first else ""
        return next((known[before, head] for head in heads if (before, head) in known), None)
    for complement in range(span.head + 1, min(span.last, span.head + 4)):
        for pair in product(heads, _agreeing(reading, complement)):
            if pair in known:
                return known[pair]
    return None


def _as_ranked(reading: Reading, span: Span) -> str | None:
    known, lemmas = ranked_concepts(reading.language), _lemmas(reading, span.head)
    if not reading.lexeme(span.head).forms:  # «يومها الأول», «سنته الثانية»
        bare = [lemmas[0].removesuffix(own) for own in reading.rules.endings("phrase", "own_ordinal_endings")]
        feminine = fold_word(reading.rules.text("phrase", "never_own_ending"))
        lemmas += [*bare, *(word[:-1] + feminine for word in bare)]
    concepts = next((known[lemma] for lemma in lemmas if lemma in known), frozenset())
    return _only(concepts) or _by_neighbours(reading, span, concepts)


def _lemmas(reading: Reading, place: int) -> list[str]:
    """What the lexicon may list a word under: its lemmas, itself, itself without the ending of a plural."""
    word = reading.lexeme(place)
    plural = reading.rules.text("phrase", "regular_plural")
    return [*(form.lemma for form in word.forms), word.stem, word.stem.removesuffix(plural)]


def _agreeing(reading: Reading, place: int) -> list[str]:
    """What a complement may be listed under: its lemmas, itself without what agrees with its noun («صناعيين»)."""
    stem = reading.lexeme(place).stem
    endings = reading.rules.endings("phrase", "agreement")
    bare = [stem.removesuffix(ending) for ending in endings if stem.endswith(ending)]
    feminine = fold_word(reading.rules.text("phrase", "never_own_ending"))  # «حصتين تدريبيتين» as «حصة تدريبية»
    return [*_lemmas(reading, place), *bare, *(word + feminine for word in bare)]


def _hyphenated(reading: Reading, place: int) -> str | None:
    """The concept of a noun that hyphens part into several tokens: «start-ups»."""
    last = behind_hyphens(reading, place)
    if last == place + 1:
        return None
    forms = noun_forms(reading.language).get(fold_word(reading.text[reading.start(place) : reading.end(last)]), ())
    return forms[0].concept if forms else None


def _complement(reading: Reading, span: Span) -> str | None:
    linked = reading.rules.text("phrase", "order") == "head_first"  # «cas actifs» are no assets
    for place in range(span.head + 1, span.last):
        word = reading.lexeme(place)
        if linked and not _is_linked(reading, place):
            continue
        if word.forms and not (word.adjective or reading.names(place, "phrase", "light")):
            concept = _only(_of_word(reading, place, None))
            return concept if _may_be_one(reading, span.head, place) else None
    return None


def _is_linked(reading: Reading, place: int) -> bool:
    """Whether a genitive's link stands in front of a word, or of its article."""
    article = reading.says(place - 1, "phrase", "definite_articles")
    return reading.says(place - 1 - article, "phrase", "genitive")


def _may_be_one(reading: Reading, head: int, complement: int) -> bool:
    """Whether the complement says what the light head is: «شخصا من الطواقم» is a person, but no crew."""
    persons = reading.rules.words("phrase", "light_persons")
    if not persons or not any(form.lemma in persons for form in reading.lexeme(head).forms):
        return True
    return reading.may_be_person(complement)


def _only(concepts: AbstractSet[str]) -> str | None:
    return next(iter(concepts)) if len(concepts) == 1 else None


def _by_neighbours(reading: Reading, span: Span, concepts: AbstractSet[str]) -> str | None:
    """The one of a noun's meanings that a word close to it speaks for: «يشغل المصنع 300 ⟦مستخدم⟧»."""
    around = range(max(span.head - _NEAR, 0), min(span.last + _NEAR, len(reading)))
    lists = {key for at in around if at != span.head for section, key in reading.lists(at) if section == "neighbours"}
    if len(concepts) > 1 and not concepts & lists:  # the one meaning that needs no word beside it
        return _only({concept for concept in concepts if not reading.rules.text("neighbours", concept)})
    return _only(concepts & lists) if len(concepts) > 1 else None


def _of_word(reading: Reading, place: int, value: float | None, first: set[str] | None = None) -> set[str]:
    """The concepts of a word's forms, of those in the number that the value asks for before all others."""
    feminine = reading.is_feminine(place)
    forms = [form for form in reading.lexeme(place).forms if not (form.own and feminine)]
    wanted = first if first and any(form.number in first and not form.own for form in forms) else _numbers(value)
    fitting = [form for form in forms if form.number in wanted and not form.own]
    fitting = fitting or [form for form in forms if form.number in wanted] or list(forms)
    if value is not None and value != _TWO:  # «300 موسمي» are seasonal, and no two seasons
        mine = reading.ends_in(place, "phrase", "mine")
        fitting = [form for form in fitting if form.number != TWO_OF and not (mine and form.own and form.number == ONE)]
    rooted = reading.ends_in(place, "phrase", "root_alif")  # «48 خطا» are lines, «48 خطأ» mistakes
    if first == {ONE} and value is not None and (rooted or reading.ends_in(place, "phrase", "accusative_endings")):
        lemma = reading.words[place] if rooted else reading.words[place][:-1]
        fitting = [form for form in fitting if form.lemma == lemma] or fitting
    plain = [form for form in fitting if not form.own] or fitting
    return {form.concept for form in plain}


def _numbers(value: float | None) -> set[str]:
    """The grammatical numbers that may follow a value: «ثلاثة كتب», «عشرون كتابا»."""
    if value is None:
        return {ONE, TWO, TWO_OF, MANY}
    if value == 2:
        return {TWO, TWO_OF, MANY}
    if 3 <= value <= 10:
        return {MANY}
    return {ONE, MANY}
