"""Places in a ranking that stand apart from their noun, and points behind it: "finished 12th", «النقطة 31»."""

from __future__ import annotations

from parsers.noun_phrases.counted import Span, counted_after
from parsers.rules.cues import asked_beside
from parsers.rules.drafts import COUNT, Draft, Refusal
from parsers.rules.mentions import CARDINAL, ORDINAL, Mention
from parsers.rules.points import tells_an_index
from parsers.rules.ranked_nouns import noun_before
from parsers.rules.ranks import one_word, ranked
from parsers.rules.unranked import no_rank, stands
from parsers.words.lexemes import is_singular
from parsers.words.reading import Reading
from parsers.words.text import DIGITS, WORD

_POINTS_REACH, _ROW_REACH, _RANKING_REACH, _LONGEST_ROW = 25, 4, 20, 5
_SIDES_REACH = 20
_PRIME_MINISTERS_DOOR = 10


def placed(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read an ordinal without a noun behind a verb of ranking: "finished 12th", «classé troisième»."""
    mention = mentions[place]
    before = mention.first - 1
    before -= reading.word(before) == ":"
    if mention.kind != ORDINAL:
        return None
    told = (
        reading.says(before, "ordinals", "placed")
        or _follows_another(reading, mentions, place)
        or stands(reading, mention)
        or _is_superlative(reading, mention.last)
        or _is_apposed(reading, mention)
        or _is_told_the_rank(reading, mention)
        or _is_one_of_so_many(reading, mentions, place)
        or _is_bracketed(reading, mention)
        or (mention.definite and reading.says(mention.last, "ordinals", "scopes"))  # «مصر الثانية عربيا»
        or (mention.definite and reading.says(mention.last, "ordinals", "stages"))  # «الثالثة إعدادي»
        or _is_scoped(reading, mention)
        or _leads_a_row(reading, mentions, place)
    )
    return ranked(mention, "placed", _of_so_many(reading, mentions, place)) if told else None


def _of_so_many(reading: Reading, mentions: list[Mention], place: int) -> Span | None:
    """What is ranked where only the whole has a noun: "the ⟦fifth⟧ of 11 defendants"."""
    following = mentions[place + 1 : place + 2]
    if not following or not _stands_in(reading, mentions[place], following[0]):
        return None
    return counted_after(reading, following[0].last, following[0].value)


def _stands_in(reading: Reading, mention: Mention, whole: Mention) -> bool:
    """Whether a number tells how many there are of what another ranks."""
    counted = whole.first == mention.last + 1 and whole.kind == CARDINAL
    return counted and reading.says(mention.last, "partitive", "links") and whole.value > mention.value


def _is_scoped(reading: Reading, mention: Mention) -> bool:
    """«X, ⟦15e⟧ mondiale», «17 ans et ⟦8e⟧ mondial», «la ⟦8e⟧ mondiale»: in figures, in front of what it is among."""
    before = mention.first - 1
    if not reading.says(mention.last, "ordinals", "scopes"):
        return False
    joined = reading.word(before) == "(" or reading.says(before, "ranges", "and")
    joined = joined or reading.says(before, "phrase", "definite_articles")
    figures = mention.value > 1 and reading.tokens.kind(mention.first) == DIGITS
    return reading.word(before) == "," or (joined and figures)


def _leads_a_row(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«les ⟦8e⟧, ⟦13e⟧ et 29e chronos», "the ⟦third⟧ and the fourth floor": the noun stands behind the last one."""
    if reading.rules.text("phrase", "order") == "definite_chain":
        return False
    last = place
    for following in mentions[place + 1 : place + 1 + _LONGEST_ROW]:
        link = mentions[last].last
        linked = reading.word(link) == "," or reading.says(link, "ranges", "and")
        link += reading.says(link + 1, "phrase", "articles")
        if following.kind != ORDINAL or not linked or following.first != link + 1:
            break
        last += 1
    if last == place or no_rank(reading, mentions, last):
        return False
    return counted_after(reading, mentions[last].last, 1) is not None


def _is_one_of_so_many(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """Whether how many there are is told: "the ⟦fifth⟧ of 11 defendants", or how often: "a ⟦fourth⟧ in a row"."""
    last = mentions[place].last
    if reading.says(last, "ordinals", "adverbial_in") and reading.says(last + 2, "counts", "run"):
        return True
    following = mentions[place + 1 : place + 2]
    return bool(following) and _stands_in(reading, mentions[place], following[0])


def _is_apposed(reading: Reading, mention: Mention) -> bool:
    """Whether it says which of its kind something is: "the talks, the ⟦fifth⟧ since April"."""
    article = mention.first - 1
    if reading.word(article - 1) != ",":
        return False
    if reading.says(article, "ordinals", "apposed_own") and reading.word(mention.last) in (",", "."):
        return True  # "the book, his ⟦14th⟧, is long"
    if not reading.says(article, "phrase", "articles"):
        return False
    within = reading.says(mention.last, "phrase", "genitive")  # «ce succès, le ⟦dixième⟧ de la saison»
    within = within and reading.any_says(mention.last + 1, mention.last + 4, "ordinals", "apposed_within")
    return within or reading.says(mention.last, "ordinals", "apposed_before")


def _is_told_the_rank(reading: Reading, mention: Mention) -> bool:
    """«Il est le ⟦troisième⟧ en nombre de décès»: behind a copula and its article, in front of what it ranks in."""
    article = mention.first - 1
    if reading.says(mention.last, "ordinals", "told_in"):  # "it was his ⟦third⟧ in four games"
        said = reading.says(article - 1, "age", "copulas") or reading.says(article - 1, "counts", "feats")
        return said and reading.says(article, "phrase", "articles") and mention.value > 1
    told = reading.says(article, "phrase", "definite_articles") and reading.says(article - 1, "ordinals", "placed")
    ranks = mention.value > 1 and reading.says(mention.last, "ordinals", "ranked_in")
    since = reading.says(mention.last, "ordinals", "apposed_before")  # «elle est la première depuis 2014»
    return told and (ranks or since)


def _is_bracketed(reading: Reading, mention: Mention) -> bool:
    """«derrière la Croatie (⟦11e⟧)»: alone in brackets behind a name, in a line about a ranking."""
    name = mention.first - 2
    brackets = reading.word(mention.first - 1) == "(" and reading.word(mention.last) in (")", ",")
    if not brackets or not reading.is_word(name) or not reading.tokens.text(name)[:1].isupper():
        return False
    around = reading.sentence_window(mention.first, _RANKING_REACH)
    return reading.any_says(around.start, around.stop, "ordinals", "rankings")


def _is_superlative(reading: Reading, place: int) -> bool:
    """Whether only the word for the most stands behind it: "the second ⟦lowest⟧ since 1918"."""
    place += reading.word(place) == "-"
    ending = reading.rules.endings("ordinals", "superlative_endings")
    most = bool(ending) and reading.is_word(place) and reading.words[place].endswith(ending)
    return most and (reading.is_stop(place + 1) or reading.lexeme(place + 1).ends)


def _follows_another(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«12e mondial et ⟦3e⟧ en Afrique»: the second place that one verb tells."""
    first, before = mentions[place].first, place - 1
    if place > 1 and reading.says(mentions[before].first - 1, "counts", "out_of"):
        before -= 1  # «classé 47e sur 132 pays et ⟦4e⟧ en Afrique»
    previous = mentions[before] if place else None
    if previous is None or previous.kind != ORDINAL:
        return False
    last = mentions[place].last
    row = reading.says(last + 1, "ordinals", "in_a_row") or reading.says(last, "ordinals", "running")
    if row and first - previous.last <= _ROW_REACH:
        return True  # «للمرة الثلاثين في تاريخه و⟦الرابعة⟧ على التوالي»
    if not reading.says(first - 1, "ranges", "and"):
        return _is_of_another(reading, previous, mentions[place])
    if reading.says(mentions[place].last, "counts", "places") and first - previous.last <= _ROW_REACH:
        return True  # «4e en Afrique et ⟦120e⟧ au niveau mondial»
    return first - 1 - previous.last <= reading.says(previous.last, "ordinals", "scopes")


def _is_of_another(reading: Reading, previous: Mention, mention: Mention) -> bool:
    """«Renault arrive deuxième et Hyundai ⟦troisième⟧.»: the verb of one place is left out for the next name."""
    name = mention.first - 1
    named = reading.is_word(name) and reading.tokens.text(name)[:1].isupper() and reading.is_stop(mention.last)
    return named and reading.says(name - 1, "ranges", "and") and name - 1 == previous.last


def predicate_ordinal(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«هذا الهدف هو الأول», «يعد الأول مع صحيفة»: an ordinal said of something by a copula."""
    mention = mentions[place]
    if mention.kind != ORDINAL:
        return None
    if not reading.says(mention.first - 1, "ordinals", "copulas"):
        own = reading.says(mention.last + 1, "ordinals", "apposed_own")  # "the first of ⟦its⟧ kind"
        kind = reading.says(mention.last, "partitive", "links")
        kind = kind and reading.says(mention.last + 1 + own, "ordinals", "kinds")
        first = reading.rules.text("phrase", "order") == "head_first"  # «le premier du genre»
        span = one_word(reading, mention.last + 1) if kind and first else None
        return ranked(mention, "predicate_ordinal", span) if kind else None
    if _says_what_is_better(reading, mention):
        return Refusal("turn_of_phrase")
    noun = mention.first - 2
    if reading.word(noun) == ",":
        return ranked(mention, "predicate_ordinal", noun_before(reading, noun, definite=False))
    return ranked(mention, "predicate_ordinal", _subject_at(reading, noun, mention))


def _subject_at(reading: Reading, noun: int, mention: Mention) -> Span | None:
    """«⟦هذا الهدف⟧ هو الأول», «⟦جلسة⟧ تعد الثالثة»: the noun in front of the copula."""
    if not reading.is_word(noun) or reading.tokens.kind(noun) != WORD:
        return None
    word = reading.lexeme(noun)
    alike = reading.may_be_feminine(noun) == reading.may_be_feminine(mention.last - 1)
    clause = is_singular(word) and alike and not (word.ends or word.own)
    if not (counted_after(reading, noun) if word.definite else clause):
        return None
    return Span(noun, noun + 1, word.skip, noun)


def _says_what_is_better(reading: Reading, mention: Mention) -> bool:
    """«كان ⟦الأولى⟧ الاهتمام بها»: behind a masculine verb it is the more fitting thing, and no first."""
    feminine = reading.may_be_feminine(mention.last - 1)
    return mention.value == 1 and feminine and reading.says(mention.first - 1, "ordinals", "masculine_copulas")


@asked_beside(front="counts.casualties")
def another_person(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«مقتل شخصين وإصابة ⟦ثالث⟧ بجروح», «قتل اثنين وجرح ⟦ثالثا⟧»: one more of those who are told of."""
    mention = mentions[place]
    masculine = not mention.definite and not reading.may_be_feminine(mention.last - 1)  # «إصابة ثانية» ranks the injury
    if mention.value == 1 or not masculine or not reading.says(mention.first - 1, "counts", "casualties"):
        return None
    return ranked(mention, "another_person", None) if _closes(reading, mention.last) else None


def _closes(reading: Reading, place: int) -> bool:
    """Whether no noun stands there that would be ranked."""
    if reading.is_stop(place) or not reading.is_word(place):
        return True
    word, accusative = reading.lexeme(place), reading.rules.endings("phrase", "accusative_endings")
    how = not word.forms and reading.words[place].endswith(accusative)  # «مقتل ثالث متأثرا بجراحه»
    return how or word.ends or word.governed


@asked_beside(front="# ordinals.signs")
def numbered_rank(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read a rank in figures before its noun or behind its scope: "the No. 2 official", "the world No. 3"."""
    mention = mentions[place]
    sign = _rank_sign(reading, mention.first) if mention.kind == CARDINAL else None
    if sign is None:
        return None
    if reading.rules.text("phrase", "order") == "head_first":  # «le n° 2 mondial»
        told = reading.says(mention.last, "ordinals", "scopes") and _is_somebody(reading, sign - 1)
        return ranked(mention, "numbered_rank", None, mention.last + 1) if told else None
    after = mention.last
    figures = reading.tokens.kind(mention.first) == DIGITS
    span = counted_after(reading, after, 1) if figures and reading.is_word(after) else None
    if span and reading.tokens.text(after).islower() and reading.lexeme(span.head).forms:
        return ranked(mention, "numbered_rank", span, span.last)
    if not figures:
        told = reading.says(sign, "ordinals", "spelled_signs")
        told = told and reading.says(sign - 1, "ordinals", "numbered_words_after")
        return ranked(mention, "numbered_rank", None) if told else None
    told = reading.says(sign - 1, "ordinals", "placed") or _at_number(reading, mention, sign - 1)
    return ranked(mention, "numbered_rank", None) if told or _is_of_a_side(reading, after) else None


def _is_of_a_side(reading: Reading, place: int) -> bool:
    """Whether a side's name follows, in a sentence on sports: "as No. 4 ⟦Ohio⟧ State reached the semifinal"."""
    named = reading.is_word(place) and reading.tokens.text(place)[:1].isupper()
    if not named or not reading.says_anywhere("scores", "sports"):
        return False
    around = reading.sentence_window(place, _SIDES_REACH)
    return reading.any_says(around.start, around.stop, "scores", "sports")


def _is_somebody(reading: Reading, place: int) -> bool:
    """Whether «n° 2 mondial» behind a place says who somebody is: behind an article, a verb or a sign, no law."""
    article = reading.says(place, "phrase", "articles") or reading.says(place, "ordinals", "placed")
    return article or not reading.is_word(place) or reading.says(place, "ranges", "to")


def _at_number(reading: Reading, mention: Mention, place: int) -> bool:
    """Whether a chart's place is told: "peaked at No. ⟦26⟧"; the prime minister lives "at No. 10"."""
    place -= reading.word(place) == ":"
    return reading.says(place, "ordinals", "numbered_after") and mention.value != _PRIME_MINISTERS_DOOR


def _rank_sign(reading: Reading, place: int) -> int | None:
    """Where "No." or "#" in front of a figure begins."""
    before = place - 1
    if reading.word(before) == "#":
        return before
    before -= reading.word(before) in ("°", "º")
    before -= reading.word(before) == "."
    return before if reading.says(before, "ordinals", "signs") else None


@asked_beside(front="units.points")
def points_behind(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«رفع رصيده إلى النقطة ⟦31⟧», «صوب نقطة ⟦9413⟧»: so many points of a team or an index, none of an agenda."""
    mention = mentions[place]
    noun = mention.first - 1
    if mention.kind != CARDINAL or not reading.is_word(noun) or not reading.names(noun, "units", "points"):
        return None
    around = reading.sentence_window(noun, _POINTS_REACH)
    standing = reading.any_says(around.start, around.stop, "points", "told_of") or tells_an_index(reading, mentions)
    if not standing or counted_after(reading, mention.last, mention.value):
        return None
    return Draft("points_behind", COUNT, mention, mention.value, mention.last, counted=one_word(reading, noun))
