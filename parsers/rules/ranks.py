"""Ordinals: a rank or an edition and what is ranked."""

from __future__ import annotations

from parsers.noun_phrases.counted import Span, counted_after, counted_before, seems_own
from parsers.rules.drafts import ORDINAL, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.rules.mentions import ORDINAL as ORDINAL_NUMERAL
from parsers.rules.ranked_nouns import noun_before, unknown_noun
from parsers.units import DURATION as TIME
from parsers.units import unit_at, unit_named
from parsers.words.lexemes import is_plural, is_singular
from parsers.words.nouns import ONE, noun_forms
from parsers.words.reading import Reading
from parsers.words.text import DIGITS, fold_word

_LAST_SIMPLE = 10
"""Greater numbers are told as cardinals where an ordinal is meant: «الجلسة الثلاثة والثلاثين»."""

_SCOPE_REACH = 6


def ordinal_behind_its_noun(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«المؤتمر الخامس عشر», «ولاية رئاسية خامسة», «درجة أولى»: the noun first, agreeing in definiteness."""
    mention = mentions[place]
    if mention.kind != ORDINAL_NUMERAL or reading.rules.text("phrase", "order") != "definite_chain":
        return None
    if mention.definite and _counts_in_front(mentions, place):
        return Refusal("turn_of_phrase")
    joined = reading.lexeme(mention.first).joined and reading.tokens.start(mention.first) != mention.start
    if joined and mention.first > 0:
        return _second_of_two(reading, mentions, place)
    span = noun_before(reading, mention.first, definite=mention.definite)
    first = not mention.definite and fold_word(mention.text(reading)) in reading.rules.words("ordinals", "firsts")
    if span and first and (not reading.lexeme(span.head).forms or _leads_a_noun(reading, mention.last)):
        return None
    return ranked(mention, "ordinal_behind_its_noun", span) if span else None


def _leads_a_noun(reading: Reading, place: int) -> bool:
    """«بدء تسجيل أول ⟦تراجع⟧»: an indefinite noun behind it is what comes first."""
    word = reading.lexeme(place) if reading.is_word(place) else None
    if word is None or word.adjective or word.definite or word.joined or word.governed or word.own:
        return False
    return _noun_like_a_verb(reading, place) is not None if word.ends else is_singular(word)


def _counts_in_front(mentions: list[Mention], place: int) -> bool:
    """«الأشهر الثلاثة الأولى»: the first so many; one quantity, stated by the count."""
    previous = mentions[place - 1] if place else None
    return previous is not None and previous.kind == CARDINAL and previous.last == mentions[place].first


def ranked(mention: Mention, rule: str, span: Span | None, last: int | None = None) -> Draft:
    """The finding that a number ranks what a phrase names; `last` is the token behind both."""
    return Draft(rule, ORDINAL, mention, mention.value, last or mention.last, counted=span)


def _second_of_two(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«الجولة الثالثة والرابعة», «المرتبة 87 عالميا والثامنة عربيا»: the second rank of a noun; «والأخيرة» is none."""
    previous = mentions[place - 1] if place else None
    if previous is None or not _close(reading, previous, mentions[place]):
        return None
    in_digits = previous.kind == CARDINAL and (
        reading.says(previous.first - 1, "ordinals", "ranks") or _ranks_own(reading, previous)
    )
    if previous.kind != ORDINAL_NUMERAL and not in_digits:
        return None
    noun = None if in_digits else noun_before(reading, previous.first, definite=previous.definite)
    if noun is None and reading.says(previous.first - 1, "phrase", "ends"):
        return None  # «بين الأول ⟦والثاني⟧»
    return ranked(mentions[place], "second_ordinal", None)._replace(told=(noun, 1) if noun else None)


def _close(reading: Reading, previous: Mention, mention: Mention) -> bool:
    """Whether nothing, or only what the rank is among («عالميا», «في الموانئ»), stands between."""
    last, first = previous.last, mention.first
    if last == first or (last + 1 == first and reading.says(last, "ordinals", "scopes")):
        return True
    between = range(last, first)
    noun = reading.says(previous.first - 1, "ordinals", "ranks") or _ranks_own(reading, previous)
    noun = noun or _ranks_again(reading, previous, mention)
    word = reading.lexeme(last)
    ranked_before = noun and (word.ends or word.governed or reading.says(last, "ordinals", "running"))
    return ranked_before and len(between) <= _SCOPE_REACH and all(reading.is_word(at) for at in between)


def _ranks_again(reading: Reading, previous: Mention, mention: Mention) -> bool:
    """«الهزيمة الثالثة تواليا ⟦والخامسة⟧ هذا الموسم»: two ranks of one; «الأولى … والثانية» are two things."""
    noun = previous.first - 1
    if any(reading.says(noun, section, "before") for section in ("periods", "names", "titles")):
        return False
    alike = reading.may_be_feminine(previous.last - 1) == reading.may_be_feminine(mention.last - 1)
    ranks = previous.kind == ORDINAL_NUMERAL and previous.definite and mention.definite and alike
    known = reading.is_word(noun) and bool(reading.lexeme(noun).forms) and reading.lexeme(noun).definite
    return ranks and known and mention.value != previous.value + 1


def _ranks_own(reading: Reading, mention: Mention) -> bool:
    """«لقبه ⟦العشرين⟧ في الدوري والأول منذ سنوات»: a definite number behind somebody's own."""
    noun = mention.first - 1
    noun -= reading.is_word(noun) and reading.lexeme(noun).adjective and not reading.lexeme(noun).own
    return mention.definite and reading.is_word(noun) and (reading.lexeme(noun).own or seems_own(reading, noun))


def ordinal_before_its_noun(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«أول رئيس», «أولى حفلاتها», "15th session", «première baisse»: the noun follows."""
    mention = mentions[place]
    if mention.kind != ORDINAL_NUMERAL or _never_leads(reading, mention):
        return None
    if _ranks_with_next(reading, mentions, place):
        return ranked(mention, "ordinal_before_its_noun", None)
    hyphen = _is_hyphened(reading, mention.last)
    after = behind_only(reading, mention.last + hyphen)
    after += hyphen and reading.says(after, "ordinals", "tells_the_rank")  # "the second-ranking senator"
    apart = (
        reading.says(after, "partitive", "links") or reading.says(after, "ordinals", "scopes")
    ) and reading.rules.text("phrase", "order") != "definite_chain"
    these = reading.says(after, "partitive", "demonstratives")
    after += these  # «أولى هذه المحددات»
    apart = apart or _ranks_in_front(reading, mention, after)
    if reading.says(after, "ordinals", "alone_heads") and _is_told_alone(reading, mention.first, hyphen=hyphen):
        return ranked(mention, "ordinal_before_its_noun", one_word(reading, after), after + 1)
    span = None if apart else counted_after(reading, after, 1) or unknown_noun(reading, mention, after)
    span = span or _noun_like_a_verb(reading, after)
    if span is None or _names_a_class(reading, mention, span):
        return None  # «le second du navire», "the first of them"
    if these and not _are_many(reading, span.head):
        return None  # «أول هذه الأمة»: its beginning
    if hyphen and span.first == mention.last + 1 and reading.lexeme(span.first).forms:
        span = Span(span.first, span.first + 1, 0, span.first)  # "a fifth-set tie-break"
    if span.head > span.first and reading.says(span.first, "ordinals", "always_ranked"):
        span = Span(span.first, span.first + 1, 0, span.first)  # "the 50th anniversary tour"
    return ranked(mention, "ordinal_before_its_noun", span, span.last)


def _noun_like_a_verb(reading: Reading, place: int) -> Span | None:
    """«أول ⟦تراجع⟧ منذ سنوات»: what is a verb elsewhere, behind a form that only a noun follows."""
    if reading.rules.text("phrase", "order") != "definite_chain" or not reading.is_word(place):
        return None
    forms = noun_forms(reading.language).get(reading.words[place], ()) if reading.lexeme(place).ends else ()
    return one_word(reading, place) if any(form.number == ONE and not form.own for form in forms) else None


def _is_hyphened(reading: Reading, sign: int) -> bool:
    """Whether a hyphen joins what stands around it: "a fifth-set collapse", but not "the third — liquid water"."""
    joins = reading.word(sign) == "-" and reading.glued(sign) and reading.glued(sign + 1)
    return joins and reading.rules.text("phrase", "order") == "head_last"


def _names_a_class(reading: Reading, mention: Mention, span: Span) -> bool:
    """«les élèves de ⟦3e⟧ passent le brevet»: without an article, in front of what they do, it ranks nothing."""
    endings = reading.rules.endings("phrase", "plural_verb_endings")
    verb = bool(endings) and reading.words[span.head].endswith(endings) and not reading.lexeme(span.head).forms
    return verb and reading.says(mention.first - 1, "ordinals", "classes_behind")


def _are_many(reading: Reading, place: int) -> bool:
    """Whether a plural stands there, as far as its letters or the lexicon tell."""
    word = reading.lexeme(place)
    return is_plural(word) or (not word.forms and word.stem.endswith(reading.rules.endings("phrase", "plural_endings")))


def _never_leads(reading: Reading, mention: Mention) -> bool:
    """Whether an Arabic ordinal has a form that no noun follows: «الثالثة», «ثالثة»."""
    prefixed = fold_word(mention.text(reading)) in reading.rules.words("ordinals", "prefixed")
    return reading.rules.text("phrase", "order") == "definite_chain" and (mention.definite or not prefixed)


def _ranks_in_front(reading: Reading, mention: Mention, after: int) -> bool:
    """«بعد فترة ⟦أولى⟧ امتدت عشر سنوات»: a feminine behind its indefinite noun, and no noun behind it."""
    before = mention.first - 1
    feminine = reading.may_be_feminine(mention.last - 1)
    if reading.rules.text("phrase", "order") != "definite_chain" or not feminine or not reading.is_word(before):
        return False
    noun, other = reading.lexeme(before), reading.lexeme(after) if reading.is_word(after) else None
    indefinite = bool(noun.forms) and is_singular(noun) and not (noun.definite or noun.own or noun.ends)
    return indefinite and (other is None or not other.forms)


def _is_told_alone(reading: Reading, first: int, *, hyphen: bool) -> bool:
    """Whether a clause follows the noun: "it was the first time robbers came", but no "first-time buyers"."""
    article = reading.says(first - 1, "phrase", "articles")
    return article and not hyphen and reading.says(first - 2, "ordinals", "alone_after")


def _ranks_with_next(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«⟦ثاني⟧ وثالث أكبر مدينة»: joined to the next ordinal, behind which the noun of both stands."""
    mention, following = mentions[place], mentions[place + 1 : place + 2]
    if reading.rules.text("phrase", "order") != "definite_chain" or not following:
        return False
    other = following[0]
    joined = other.first == mention.last and reading.lexeme(other.first).joined and other.kind == ORDINAL_NUMERAL
    return joined and not other.definite and counted_after(reading, other.last, 1) is not None


def behind_only(reading: Reading, place: int) -> int:
    """Behind the words that a rank is stressed with: "first ever", "first and only"."""
    last = place
    while reading.says(last, "ordinals", "stressed"):
        last += 1
    joined = last == place + 1 and reading.says(place, "ranges", "and")  # "third and long" stresses nothing
    if joined and reading.says(last, "ordinals", "and_last"):  # "third and final"
        return last + 1
    return place if joined else last


def digits_behind_their_noun(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«المرتبة 6», «الذكرى الـ13», «جمعيتها العمومية ال134», «الأولوية رقم واحد»: a cardinal that ranks its noun."""
    mention = mentions[place]
    if mention.kind != CARDINAL or reading.rules.text("phrase", "order") != "definite_chain":
        return None
    before = mention.first - 1
    alone = reading.word(before) in reading.rules.words("phrase", "articles")
    if mention.definite and _is_second_in_digits(reading, mentions, place):
        return ranked(mention, "second_ordinal", None)
    if alone or mention.definite:
        return _edition(reading, mention, before if alone else mention.first)
    if (_is_ranked(reading, before) or for_its_nth_time(reading, before)) and not _noun_follows(reading, mention.last):
        return ranked(mention, "rank_in_digits", one_word(reading, before))
    if reading.says(before, "identifiers", "number") and reading.says(before - 1, "ordinals", "numbered"):
        return ranked(mention, "rank_in_digits", one_word(reading, before - 1))
    return ranked(mention, "rank_in_digits", None) if reading.says(mention.last, "ordinals", "scopes") else None


def _is_ranked(reading: Reading, place: int) -> bool:
    """«المرتبة», «دورته»: a noun whose places are numbered; no plural of it, no «مركز (937) للاستشارات»."""
    if reading.says(place, "ordinals", "ranks"):
        return True
    word = reading.lexeme(place) if reading.is_word(place) else None
    told = word is not None and is_singular(word) and (word.definite or word.own)
    return told and reading.names(place, "ordinals", "ranks")


def for_its_nth_time(reading: Reading, place: int) -> bool:
    """«لليوم ⟦السادس⟧», «لليوم ⟦32⟧»: for so many days in a row, which tells how long it goes on."""
    for_it = reading.word(place).startswith(reading.rules.endings("ordinals", "for_the") or ("\0",))
    unit = unit_named(reading, reading.lexeme(place).stem) if for_it else None
    return unit is not None and unit.kind == TIME


def _is_second_in_digits(reading: Reading, mentions: list[Mention], place: int) -> bool:
    """«النهائي الثالث لهم على التوالي والـ⟦16⟧ في تاريخهم»: figures that «و» joins to a rank close before."""
    previous, first = mentions[place - 1] if place else None, mentions[place].first
    if previous is None or previous.kind != ORDINAL_NUMERAL or first - previous.last > _SCOPE_REACH:
        return False
    joined = reading.words[first - 1].startswith(reading.rules.endings("ranges", "and"))
    parted = any(reading.is_stop(at) for at in range(previous.last, first))
    return joined and not parted and not _noun_follows(reading, mentions[place].last)


def names_an_edition(reading: Reading, mention: Mention) -> bool:
    """«الدورة الـ 36 من أيام كذا»: figures behind a noun that has editions, whatever follows them."""
    place = mention.first - (reading.word(mention.first - 1) in reading.rules.words("phrase", "articles"))
    if place == mention.first and not mention.definite:
        return False
    if reading.rules.text("phrase", "order") != "definite_chain":
        return False  # «la 3e place du 1.500 m»
    return _is_ranked(reading, place - 1) or _edition_before(reading, place) is not None


def one_word(reading: Reading, place: int) -> Span:
    """The phrase that is one noun alone, without its particles."""
    return Span(place, place + 1, reading.lexeme(place).skip, place)


def _edition(reading: Reading, mention: Mention, place: int) -> Draft | None:
    """«النسخة الـ15» ranks; «قطاعات السوق ال15» counts, for its noun is a plural; «الساعات الـ24» lasts."""
    if _is_ranked(reading, place - 1):  # «في نسخته الـ71 أفلاما»: whatever follows
        return ranked(mention, "edition_in_digits", one_word(reading, place - 1))
    if _noun_follows(reading, mention.last):
        return None
    if reading.tokens.kind(mention.last - 1) != DIGITS:
        edition = _edition_before(reading, place) if mention.value > _LAST_SIMPLE else None
        return ranked(mention, "edition_in_words", edition) if edition else None
    edition = _edition_before(reading, place)
    if edition:
        return ranked(mention, "edition_in_digits", edition)
    return _singular_in_front(reading, mention, place)


def _singular_in_front(reading: Reading, mention: Mention, place: int) -> Draft | None:
    """«جمعيتها العمومية ال134»: any noun that is no period and no plural."""
    unit = unit_at(reading, place - 1)
    if unit and unit[1].kind == TIME:
        return None
    many = counted_before(reading, place)
    if many and is_plural(reading.lexeme(many.head)):
        return None
    span = noun_before(reading, place, definite=True)
    return ranked(mention, "edition_in_digits", span) if span else None


def _edition_before(reading: Reading, place: int) -> Span | None:
    """«أشغال ⟦القمة العربية⟧ الـ30»: the nearest noun, back over its adjectives, where it is one that has editions."""
    at = place - 1
    while at > 0 and reading.is_word(at) and reading.lexeme(at).adjective and not reading.lexeme(at).forms:
        at -= 1
    fits = reading.says(at, "ordinals", "editions")
    return Span(at, place, reading.lexeme(at).skip if reading.lexeme(at).governed else 0, at) if fits else None


def _noun_follows(reading: Reading, place: int) -> bool:
    """Whether what the digits count stands behind them; a noun behind a preposition («لعيد العرش») is not it."""
    if not reading.is_word(place):
        return False
    word = reading.lexeme(place)
    return bool(word.forms) and not (word.definite or word.governed or word.joined)
