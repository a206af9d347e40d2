"""Arabic noun phrases: the noun first, then what agrees with it in definiteness."""

from __future__ import annotations

from parsers.noun_phrases.phrase_span import LONGEST, Span
from parsers.numbers.spelled import number_word
from parsers.words.lexemes import Lexeme, is_dual, is_plural, is_singular
from parsers.words.nouns import MANY, ONE, noun_phrases
from parsers.words.reading import Reading
from parsers.words.text import DIGITS

_SHORTEST_PLURAL, _FEW = 5, (3, 10)
_SHORTEST_OWN = 5
_NUN_ENDING, _LONGEST_DEFINITE = 2, 3
_THOUSAND = 1000
_QUOTES = {'"', "«"}


def definite_chain(reading: Reading, place: int, value: float | None) -> Span | None:
    """The phrase behind a number: «بلدا», «كبار قادة الشرطة» behind a partitive, «عنصرا من الشرطة»."""
    partitive = reading.says(place, "partitive", "links") and reading.is_word(place)
    first = place + 1 if partitive else place
    if partitive and reading.says(first, "partitive", "demonstratives"):
        first += 1  # «اثنين من هؤلاء ⟦الأقارب⟧»
    elif reading.word(first) in _QUOTES and reading.glued(first + 1) and not reading.glued(first):
        first += 1  # «في 1745 "⟦مجزرة⟧"»
    if not _is_head(reading, first) or (partitive and not _is_whole(reading, first)):
        return None
    if first == place and place and reading.tokens.kind(place - 1) == DIGITS and reading.lexeme(first).definite:
        return None
    many = reading.says(first, "phrase", "others") or MANY in reading.lexeme(first).numbers
    if first == place and reading.says(place - 1, "duals", "told") and not many:
        return None  # «أبقي على اثنين ⟦رهن⟧ الاعتقال»: what is two stands in front, or in the dual
    if value is not None and value >= _THOUSAND and _is_participle(reading, first):
        return None  # «4 ملايين ⟦مخصصة⟧ لدعم الجمعيات»
    if value is not None and _FEW[0] <= value <= _FEW[1] and _says_what_like(reading, first):
        return None  # «منها 3 ⟦نافذة⟧»
    last = chain_end(reading, first, value)
    return Span(first, last, _skip(reading, first), first)


def _says_what_like(reading: Reading, place: int) -> bool:
    """Whether a known adjective in the singular stands there, which a number up to ten does not count."""
    word = reading.lexeme(place)
    return word.adjective and is_singular(word) and not (word.definite or reading.says(place, "phrase", "leading"))


def _is_participle(reading: Reading, place: int) -> bool:
    word = reading.lexeme(place)
    quoted = reading.word(place - 1) in _QUOTES
    return word.adjective and not (word.forms or quoted) and reading.is_feminine(place)


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
    if reading.words[place] in reading.rules.words("phrase", "articles"):
        return False
    if not word.forms and not word.definite and reading.ends_in(place, "phrase", "feminine_of_origin"):
        return False
    if word.forms:
        return True
    return not _is_verb(reading, place, word) and number_word(reading, place) is None  # «269 ⟦لأربع⟧ جلسات»


def _is_verb(reading: Reading, place: int, word: Lexeme) -> bool:
    if word.forms or word.definite:
        return False
    spelled = reading.words[place]
    return len(spelled) > 3 and (
        spelled.startswith(reading.rules.endings("phrase", "verb_beginnings"))
        or spelled.endswith(reading.rules.endings("phrase", "verb_endings"))
    )


def _is_whole(reading: Reading, place: int) -> bool:
    """Whether a partitive may take its part from the word: something definite and many, «من كبار القادة»."""
    word = reading.lexeme(place)
    if word.forms:
        return MANY in word.numbers and (word.definite or word.own or _leads_to_definite(reading, place))
    if not word.definite:
        if seems_own(reading, place):
            return True  # «عشرات الآلاف من ⟦أنصاره⟧»
        construct = len(word.stem) >= _SHORTEST_PLURAL and reading.is_word(place + 1)
        return (word.adjective and _leads_to_definite(reading, place)) or (construct and _governs(reading, place))
    return word.definite and word.stem.endswith(reading.rules.endings("phrase", "plural_endings"))


def _governs(reading: Reading, place: int) -> bool:
    """«ثلاثة من ⟦عمالقة⟧ الفن»: an unknown noun right in front of its definite genitive."""
    following = reading.lexeme(place + 1)
    return following.definite and not (following.adjective or following.joined or following.governed)


def _leads_to_definite(reading: Reading, place: int) -> bool:
    following = place + 1
    for _ in range(3):
        if not reading.is_word(following):
            return reading.word(following) in {*_QUOTES, "'"} and following > place + 1  # «عمال شركة "كذا"»
        word = reading.lexeme(following)
        if word.ends or word.joined:
            return False
        if word.definite or word.own or not word.forms:
            return True
        following += 1
    return False


def chain_end(reading: Reading, head: int, value: float | None = None) -> int:
    """Where the phrase ends whose head noun stands there: behind its adjectives and genitives."""
    noun, last = reading.lexeme(head), head + 1
    if reading.says(head, "phrase", "others"):
        return last  # «15 آخرين نتيجة الانفجار»
    if reading.says(head, "phrase", "leading") and not (noun.forms or noun.definite) and _is_head(reading, last):
        noun, last = reading.lexeme(last), last + 1  # «كبار ⟦القادة⟧», «أكبر ⟦تجمع⟧»
    elif is_completed(reading, head):
        last += 1
    definite = noun.definite or noun.own
    closed = definite or not _may_govern(reading, last - 1, noun, value)
    while last - head < LONGEST and reading.is_word(last):
        step = _chain_step(reading, last, definite=definite, closed=closed)
        if step is None:
            break
        last, definite = step
        closed = definite or not _may_govern(reading, last - 1, reading.lexeme(last - 1), value)
    if reading.names(head, "phrase", "light"):
        return _with_complement(reading, last)
    return last


def is_completed(reading: Reading, head: int) -> bool:
    """«64 دار ⟦نشر⟧»: whether the next word makes one thing of the noun, by the lexicon's phrases."""
    if not reading.is_word(head + 1):
        return False
    complement = reading.lexeme(head + 1)
    if complement.joined or complement.governed:
        return False  # definite it may be: «رئيسي ⟦الوزراء⟧»
    known = noun_phrases(reading.language)
    inner = {form.lemma for form in complement.forms} | {complement.stem}
    return any((form.lemma, word) in known for form in reading.lexeme(head).forms for word in inner)


def _may_govern(reading: Reading, place: int, noun: Lexeme, value: float | None) -> bool:
    """Whether a genitive may follow: not after tanwin («مدنيا») nor after a plural's or dual's nun («مسافرين»)."""
    spelled = reading.words[place]
    if noun.definite or noun.adjective:
        return False
    if spelled.endswith(reading.rules.endings("phrase", "closing_endings")) and _ends_in_nun(reading, noun):
        return False
    tanwin = spelled.endswith(reading.rules.endings("phrase", "accusative_endings")) and len(spelled) > 3
    singular = value is not None and value > 10 and is_singular(noun)
    return not tanwin and not singular


def _ends_in_nun(reading: Reading, noun: Lexeme) -> bool:
    """Whether the last letters are the ending of a sound plural or dual, and not a broken plural's own («سكان»)."""
    stem, feminine = noun.stem[:-_NUN_ENDING], reading.rules.text("phrase", "own_ending")
    lemmas = {form.lemma for form in noun.forms if form.number != ONE}
    return any(lemma.startswith(stem) or lemma[:-1] + feminine == stem for lemma in lemmas)  # «سيارة» in «سيارتان»


def _chain_step(reading: Reading, place: int, *, definite: bool, closed: bool) -> tuple[int, bool] | None:
    """Go one word on: (the place behind it, whether the phrase is definite now); None where the phrase ends."""
    word = reading.lexeme(place)
    if word.ends or word.governed:
        return (place + 1, definite) if is_participle_pronoun(reading, place) else None
    if word.joined or (definite and not word.definite) or (word.definite and closed and not definite):
        return None
    if word.definite:
        return place + 1, True
    if word.adjective and not _is_verb(reading, place, word) and _agrees_in_case(reading, place):
        return place + 1, False
    one = is_singular(word) and _agrees_in_case(reading, place)
    one = one and not is_dual(reading.lexeme(place - 1))  # «بحياة شخصين ⟦امرأة⟧ ورجل»
    fits = word.forms and (not closed or (not word.own and (one or _agrees_in_number(reading, place))))
    return (place + 1, word.own) if fits else None


def _agrees_in_number(reading: Reading, place: int) -> bool:
    """«دولتين ⟦إفريقيتين⟧», «رجلين ⟦مسلحين⟧»: a dual or plural behind one that ends alike is its adjective."""
    word, before = reading.words[place], reading.words[place - 1]
    closing = word.endswith(reading.rules.endings("phrase", "closing_endings"))
    return closing and word[-_NUN_ENDING:] == before[-_NUN_ENDING:]


def _agrees_in_case(reading: Reading, place: int) -> bool:
    """«102 مقعد ⟦متبوعا⟧ بـ…», «سيارتان ⟦وجها⟧ لوجه»: what is in tanwin belongs to a noun in tanwin."""
    endings = reading.rules.endings("phrase", "accusative_endings")
    return not reading.words[place].endswith(endings) or reading.words[place - 1].endswith(endings)


def is_participle_pronoun(reading: Reading, place: int) -> bool:
    """«المشتبه ⟦فيهم⟧»: a pronoun that belongs to the definite participle in front of it."""
    if reading.word(place) not in reading.rules.words("phrase", "participle_pronouns"):
        return False
    before = reading.lexeme(place - 1) if reading.is_word(place - 1) else None
    return (
        before is not None
        and before.definite
        and before.stem.startswith(reading.rules.endings("phrase", "adjective_beginnings"))
    )


def _with_complement(reading: Reading, last: int) -> int:
    """A light head takes its complement along: «عنصرا من الشرطة», «وحدة من مشتقات الحليب»."""
    linked = reading.says(last, "partitive", "links") and not reading.says(last + 1, "partitive", "never")
    if not (linked and _is_head(reading, last + 1)):
        return last
    return chain_end(reading, last + 1) if not reading.says(last + 1, "phrase", "light") else last + 2


def definite_chain_before(reading: Reading, place: int) -> Span | None:
    """«المشتبه فيهم ⟦الثلاثة⟧», «قطاعات السوق ال⟦15⟧»: back over definite words to the plural that is meant."""
    head = None
    for at in range(place - 1, max(place - 6, -1), -1):
        if not reading.is_word(at):
            break
        if at > 0 and reading.is_word(at - 1) and is_participle_pronoun(reading, at):
            head = at - 1
            break
        word = reading.lexeme(at)
        if not word.ends and _can_be_many(reading, word, place):
            head = at
        known = head == at and word.forms and not word.adjective
        if known or _stops_chain(word):
            break
    head = head if head is not None else _head_of_genitives(reading, place)
    return None if head is None else Span(head, place, _skip(reading, head), head)


def _counts_feminines(reading: Reading, place: int) -> bool:
    """Whether a number's word there is one of three to ten without «ة», which counts feminines: «الست»."""
    if not reading.is_word(place) or reading.is_feminine(place):
        return False
    return not reading.words[place].endswith(reading.rules.endings("phrase", "closing_endings"))


def _head_of_genitives(reading: Reading, place: int) -> int | None:
    """«⟦دول⟧ منطقة الساحل الخمس», «⟦دول⟧ مجلس التعاون الخليجي الست»: the plural in front of its genitives."""
    last = place - 1
    if not (reading.is_word(last) and reading.lexeme(last).definite):
        return None
    while place - last < _LONGEST_DEFINITE and reading.is_word(last - 1) and reading.lexeme(last - 1).definite:
        last -= 1
    for at in range(last - 1, max(last - 4, -1), -1):
        word = reading.lexeme(at) if reading.is_word(at) else None
        if word is None or not word.forms or word.ends or word.definite or word.own:
            return None
        if is_plural(word) and not is_singular(word):
            return at
        if word.joined or word.governed:
            return None
    return None


def _stops_chain(word: Lexeme) -> bool:
    return word.ends or word.joined or word.governed or not (word.definite or word.own)


def _can_be_many(reading: Reading, word: Lexeme, number: int) -> bool:
    """Whether a word may be the plural that a number behind it counts: not «التعاون» in front of «الست»."""
    if word.forms:
        return MANY in word.numbers
    of_men = word.stem.endswith(reading.rules.endings("phrase", "closing_endings"))
    if not word.definite or (of_men and _counts_feminines(reading, number)):
        return False
    return word.stem.endswith(reading.rules.endings("phrase", "plural_endings"))


def seems_own(reading: Reading, place: int) -> bool:
    """Whether an unknown word ends as nouns with a pronoun do: «عقده», «حياته»."""
    word = reading.lexeme(place)
    spelled = reading.tokens.text(place)
    place_or_time = len(spelled) > _SHORTEST_OWN and word.stem.startswith(_participles(reading))  # «منطلقه»
    unknown = not word.forms and not word.joined and len(spelled) >= _SHORTEST_OWN
    unknown = unknown and (place_or_time or not word.adjective)
    verb = reading.words[place].startswith(reading.rules.endings("phrase", "own_verb_beginnings"))  # «لتبيعها»
    return (
        unknown
        and not verb
        and reading.words[place].endswith(reading.rules.endings("phrase", "own_ordinal_endings"))
        and not reading.is_feminine(place)
    )


def _participles(reading: Reading) -> tuple[str, ...]:
    return reading.rules.endings("phrase", "adjective_beginnings") or ("\0",)


def unknown_plural_before(reading: Reading, place: int) -> Span | None:
    """«⟦الهياكل⟧ الأربعة», «⟦الشعائر⟧ الدينية الخمس»: a definite noun that no lexicon knows."""
    while _describes(reading, place) and reading.is_word(place - 1) and reading.lexeme(place - 1).definite:
        place -= 1
    word = reading.lexeme(place)
    if word.forms or not word.definite or word.ends:
        return None
    return Span(place, place + 1, _skip(reading, place), place)


def _describes(reading: Reading, place: int) -> bool:
    word = reading.lexeme(place)
    return word.adjective and word.definite and not (word.forms or word.joined or word.governed)
