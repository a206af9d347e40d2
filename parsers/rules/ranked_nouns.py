"""The nouns in front of their ordinals, back over adjectives and genitives; and unknown ones behind them."""

from __future__ import annotations

from parsers.noun_phrases.counted import Span, counted_after, is_completed, is_participle_pronoun, seems_own
from parsers.rules.mentions import Mention
from parsers.words.lexemes import Lexeme
from parsers.words.nouns import MANY, ONE
from parsers.words.reading import Reading


def noun_before(reading: Reading, place: int, *, definite: bool) -> Span | None:
    """The noun phrase that ends before an ordinal: its head and the adjectives between."""
    head = definite_noun_before(reading, place) if definite else _indefinite_noun_before(reading, place)
    if head is None or _is_adjective_only(reading, head) or (not definite and _disagrees(reading, head, place)):
        return None
    if definite and is_completed(reading, head - 1) and not reading.lexeme(head - 1).ends:
        head -= 1  # «عيد ⟦ميلاده⟧ السابع»
    word = reading.lexeme(head)
    return Span(head, place, word.skip if word.joined or word.governed else 0, head)


def _disagrees(reading: Reading, head: int, place: int) -> bool:
    """«تزوج ثانية»: a feminine behind an unknown word that is none is an adverb, "once more"."""
    known = bool(reading.lexeme(head).forms)
    return not known and _is_feminine(reading, place) and not _is_feminine(reading, head)


def definite_noun_before(reading: Reading, place: int) -> int | None:
    """Back over definite words to the one that agrees in gender with the ordinal; the farthest if none does."""
    feminine = _is_feminine(reading, place) and not _ends_in_yeh(reading, place)
    if is_participle_pronoun(reading, place - 1):
        return place - 2  # «المشتبه فيه الأول»
    at, farthest = place - 1, None
    while place - at <= 5 and reading.is_word(at):
        word = reading.lexeme(at)
        period = at == place - 1 and _is_a_day(reading, at)
        if at == place - 1 and seems_own(reading, at):
            return at
        own = word.own or (at == place - 1 and _may_be_mine(word))
        if not period and (word.ends or not (word.definite or own)):
            return _construct(reading, at, farthest, feminine=feminine)
        farthest = at
        many = at == place - 1 and not feminine and not word.own and word.numbers == {MANY}
        if not word.adjective and not many and (_is_feminine(reading, at) == feminine or word.own):
            return at
        if word.joined or word.governed:
            break
        at -= 1
    return farthest


def _is_a_day(reading: Reading, place: int) -> bool:
    """«يومه» is no word of the lexicon of nouns, and «اليوم» is today as well."""
    return reading.says(place, "periods", "within") or reading.says(place, "periods", "its_own")


def _may_be_mine(word: Lexeme) -> bool:
    """«تجربتي ⟦الثانية⟧»: the letters of a dual before its genitive, but no genitive follows."""
    return any(form.own and form.number == ONE for form in word.forms)


def _construct(reading: Reading, at: int, farthest: int | None, *, feminine: bool) -> int | None:
    """«بطولة العالم الثالثة», «منتدى الأعمال الثاني»: the noun of a definite genitive that does not agree."""
    if farthest is None:
        return None
    word = reading.lexeme(at)
    masculine = not feminine and reading.ends_in(at, "duals", "verb_ending")  # «منتدى»
    fits = bool(word.forms) and not word.ends and (masculine or _is_feminine(reading, at) == feminine)
    return at if fits else farthest


def _is_feminine(reading: Reading, place: int) -> bool:
    own = reading.lexeme(place).own and any(
        ending in reading.words[place][-4:] for ending in reading.rules.endings("phrase", "own_ending")
    )
    return reading.may_be_feminine(place) or own


def _ends_in_yeh(reading: Reading, place: int) -> bool:
    """«الثانى»: an ordinal whose ي is written as in Egypt, and no «الأولى»."""
    last = reading.tokens.text(place)[-1]
    alike = last == reading.rules.text("duals", "verb_ending")
    return alike and reading.lexeme(place).stem not in reading.rules.words("ordinals", "firsts")


def _indefinite_noun_before(reading: Reading, place: int) -> int | None:
    """«ولاية رئاسية خامسة»: back over indefinite adjectives to their noun."""
    at, head = place - 1, None
    while place - at <= 3 and reading.is_word(at):
        word = reading.lexeme(at)
        if word.ends or word.definite or word.own or seems_own(reading, at):
            break  # «خاطبت مدير أعمالها ثانية»: once more
        head = at
        if (word.forms and not word.adjective) or not word.adjective or word.joined or word.governed:
            break
        at -= 1
    return head


def _is_adjective_only(reading: Reading, place: int) -> bool:
    word = reading.lexeme(place)
    spelled = reading.words[place]
    if reading.says(place, "periods", "its_own"):
        return False
    return not word.forms and not word.definite and (len(spelled) < 3 or _verbal(reading, spelled))


def _verbal(reading: Reading, spelled: str) -> bool:
    return spelled.startswith(reading.rules.endings("phrase", "verb_beginnings"))


def unknown_noun(reading: Reading, mention: Mention, place: int) -> Span | None:
    """The phrase behind an ordinal and its article or owner, though no noun in it is known: "her first cookbook"."""
    before = mention.first - 1
    owned = reading.says(before, "phrase", "possessive") and reading.word(before - 1) == "'"
    if reading.rules.text("phrase", "order") != "head_last" or not reading.is_word(place):
        return None
    if not (owned or reading.says(before, "phrase", "articles")):
        return None
    span = counted_after(reading, place)
    if span is None:
        return None
    last = span.last
    while last > place and _tells_no_noun(reading, last - 1):
        last -= 1
    return Span(span.first, last, 0, min(span.head, last - 1)) if last > place else None


def _tells_no_noun(reading: Reading, place: int) -> bool:
    """Whether a verb, an adverb or a superlative stands there: "the first ⟦opened⟧", "the second ⟦lowest⟧"."""
    endings = ("past_endings", "superlative_endings")
    never = tuple(ending for key in endings for ending in reading.rules.endings("ordinals", key))
    return reading.words[place].endswith(never) or reading.says(place, "ordinals", "never_alone")
