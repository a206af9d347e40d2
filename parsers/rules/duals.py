"""Duals: a noun whose own form states two of it."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.noun_phrases.counted import Span, chain_end
from parsers.rules.construct_duals import end_of_construct
from parsers.rules.drafts import COUNT, Draft
from parsers.rules.dual_amounts import DUAL, amount_of_two, dual_unit, is_unit_dual, of_temperature, whole_rest
from parsers.rules.dual_forms import AGREEING, CITED, CONSTRUCT, EACH, NAMED, PLAIN, dual_forms
from parsers.rules.mentions import Mention
from parsers.rules.named_pairs import names_two
from parsers.rules.scores import score_stands_at
from parsers.units import DEGREES, dual_units, unit_at
from parsers.words.given_names import given_names
from parsers.words.nouns import MANY, TWO
from parsers.words.reading import Reading
from parsers.words.text import DIGITS, WORD

_DUAL_YEH = "يْن"
"""With the mark that says that no vowel follows; a plural's ي has none."""
_SHORTEST_VOWELED = 6


def find_duals(reading: Reading, taken: list[tuple[int, int]]) -> list[Draft]:
    """Every dual noun of a text as a fact of its own, except among the tokens of dates and numbers, `taken`."""
    if not reading.rules.words("duals", "suffixes"):
        return []
    voweled = _voweled(reading)
    places = sorted({*reading.tokens.places(dual_forms(reading.language)), *voweled})
    busy = {token for first, last in taken for token in range(first, last)}
    ending = reading.rules.text("phrase", "never_own_ending")
    sure = [
        place
        for place in places
        if place not in busy
        and (place in voweled or _may_count(reading, place))
        and _stays_dual(reading, place, ending)
        and not _is_counted(reading, place, busy)
    ]
    found = [_of_its_noun(reading, draft) for place in sure if (draft := dual_at(reading, place))]
    constructs = [
        draft for draft in found if dual_forms(reading.language)[reading.words[draft.mention.first]] == CONSTRUCT
    ]
    told = {place for draft in constructs for place in _told_of(reading, draft)}
    return [draft for draft in found if draft.mention.first not in told]


def _voweled(reading: Reading) -> frozenset[int]:
    """Where the mark on ي tells a dual from a plural: «المتورط⟦يْن⟧»; not the second of two, which is an adjective."""
    if _DUAL_YEH not in reading.text:
        return frozenset()
    marked = (place for place in range(len(reading)) if reading.tokens.text(place).endswith(_DUAL_YEH))
    known = {place for place in marked if _may_be_two(reading, place)}
    return frozenset(place for place in known if place - 1 not in known or reading.lexeme(place).joined)


def _may_be_two(reading: Reading, place: int) -> bool:
    """Whether a word in «يْن» is a noun's dual and no «حسيْن»: a known noun's, or long enough for one."""
    word = reading.lexeme(place)
    if word.forms:
        return bool({TWO, MANY} & word.numbers)
    return len(word.stem) >= _SHORTEST_VOWELED and not word.ends


def _may_count(reading: Reading, place: int) -> bool:
    """Whether a word's form makes it a dual, or two names behind it do: «اللاعبين كريم وحسن»."""
    if dual_forms(reading.language)[reading.words[place]] != NAMED:
        return True
    last = place + 1 + _is_adjective_in_dual(reading, place + 1)
    return names_two(reading, place, last) or _has_two_adjectives(reading, last)


def _of_its_noun(reading: Reading, draft: Draft) -> Draft:
    """«لاعبين ⟦أجنبيين⟧»: an adjective that can only be a dual shows that the noun in front of it is none but one."""
    place, noun = draft.mention.first, draft.mention.first - 1
    if draft.kind != COUNT or not reading.is_word(noun) or not reading.lexeme(place).adjective:
        return draft
    word, adjective = reading.lexeme(noun), reading.lexeme(place)
    shown = {TWO, MANY} <= word.numbers and word.definite == adjective.definite
    if not shown or adjective.joined or adjective.governed or not _agree_in_case(reading, noun, place):
        return draft
    skip = whole_rest(reading, noun)
    mention = Mention(noun, place, reading.start(noun, skip), reading.tokens.ends[noun], DUAL, 2.0)
    return Draft("dual", COUNT, mention, 2.0, draft.last, counted=Span(noun, draft.last, skip, noun))


def _told_of(reading: Reading, construct: Draft) -> Iterator[int]:
    """Places behind a construct dual that only look like duals: «شركتي سانسبري ⟦وأسدا⟧ ⟦المتخصصتين⟧».

    A genitive is no nominative, and a dual right behind the whole phrase is its adjective.
    """
    nominative = reading.rules.endings("duals", "nominative")
    yield from (at for at in range(construct.mention.last, construct.last) if reading.words[at].endswith(nominative))
    if reading.is_word(construct.last) and not reading.lexeme(construct.last).governed:
        yield construct.last


def _is_counted(reading: Reading, place: int, busy: set[int]) -> bool:
    """«9.875 ⟦صوتا⟧ محتلا المركز»: a construct dual's letters are a singular behind the number that counts it."""
    return place - 1 in busy - reading.blocked and dual_forms(reading.language)[reading.words[place]] == CONSTRUCT


def _stays_dual(reading: Reading, place: int, ending: str) -> bool:
    """«محلية» only folds to the letters of «her two shops»: a word in ة has no pronoun."""
    if not reading.tokens.text(place).endswith(ending):
        return True
    return dual_forms(reading.language, own=False)[reading.words[place]] is not None


def dual_at(reading: Reading, place: int) -> Draft | None:
    """What a word states that may be a dual by its form; None where its neighbours show that it is none."""
    if reading.tokens.kind(place) != WORD or _names_numbers(reading, place) or reading.says(place + 1, "duals", "told"):
        return None
    before = (("duals", "names_after"), ("duals", "denied"), ("identifiers", "places"))
    named = any(reading.says(place - 1, *listed) for listed in before) or _is_surname(reading, place)
    if named or _is_adjective_of_dual(reading, place) or not _is_likely(reading, place):
        return None
    unit = dual_unit(reading, place)
    if unit and (unit[1].kind != DEGREES or of_temperature(reading, place)):
        return amount_of_two(reading, place, unit)
    last = _end_of_dual(reading, place)
    if last is None or reading.says(last, "identifiers", "number"):
        return None  # «النقطتين الكيلومتريتين رقم 84 و86»
    skip = whole_rest(reading, place)
    mention = Mention(place, place + 1, reading.start(place, skip), reading.tokens.ends[place], DUAL, 2.0)
    return Draft("dual", COUNT, mention, 2.0, last, counted=Span(place, last, skip, place))


def _is_likely(reading: Reading, place: int) -> bool:
    """Whether an adjective that is a noun too stands alone («بين الشقيقين»), and two teams where a match is told."""
    if reading.says(place, "duals", "also_adjectives"):
        before = (
            reading.lexeme(place - 1) if reading.is_word(place - 1) else None
        )  # «توقيف الشقيقين», «البلدين الشقيقين»
        return reading.lexeme(place).governed or before is None or not (before.definite or before.joined)
    if reading.says(place, "duals", "clubs") and reading.says_anywhere("duals", "matches"):
        return False
    return not reading.says(place, "duals", "teams") or reading.says_anywhere("duals", "matches")


def _end_of_dual(reading: Reading, place: int) -> int | None:
    """Behind the noun phrase of a dual; None where what follows shows that it is none."""
    form = dual_forms(reading.language)[reading.words[place]]
    if form == CONSTRUCT:
        return end_of_construct(reading, place)
    if form == EACH:
        of = reading.lexeme(place + 1) if reading.is_word(place + 1) else None
        two = of is not None and of.definite and TWO in of.numbers and MANY not in of.numbers
        return chain_end(reading, place + 1) if two else None
    if not _is_shown(reading, place, form):
        return None
    if reading.lexeme(place).definite:
        return _behind_adjectives(reading, place + 1)
    if reading.lexeme(place).own:
        last = _behind_adjectives(reading, place + 1)
        described = last == place + 1 and reading.is_word(last) and reading.lexeme(last).adjective
        return chain_end(reading, place) if described else last
    return chain_end(reading, place)


def _is_shown(reading: Reading, place: int, form: str | None) -> bool:
    """Whether what stands beside a word shows the dual that its form may be: «بحسب ⟦مصدرين⟧», but «دعم المصدرين»."""
    if form == CITED:
        return reading.says(place - 1, "duals", "citing")
    if form != AGREEING:
        return True
    return names_two(reading, place, place + 1) or _agrees(reading, place) or _has_two_adjectives(reading, place + 1)


def _agrees(reading: Reading, place: int) -> bool:
    """«الخامان ⟦القياسيان⟧»: a nominative with a definite adjective in the dual."""
    nominative = reading.rules.endings("duals", "nominative_endings")
    if not reading.is_word(place + 1) or not reading.lexeme(place).stem.endswith(nominative):
        return False
    word = reading.lexeme(place + 1)
    return word.definite and word.stem.endswith(nominative) and not (word.forms or word.joined or word.governed)


def _has_two_adjectives(reading: Reading, place: int) -> bool:
    """«الصعيدين ⟦التجاري والاقتصادي⟧»: a definite adjective in the singular for each of the two."""
    if not (reading.is_word(place) and reading.is_word(place + 1)):
        return False
    one, other = reading.lexeme(place), reading.lexeme(place + 1)
    nisba = reading.rules.endings("phrase", "definite_adjective_endings")
    each = all(word.definite and not word.governed and word.stem.endswith(nisba) for word in (one, other))
    return each and other.joined and not one.joined


def _behind_adjectives(reading: Reading, last: int) -> int:
    """«البلدين الجارين», «القطاعين العام والخاص»: adjectives in the dual, or one for each of the two."""
    while _is_adjective_in_dual(reading, last) and _agree_in_case(reading, last - 1, last):
        last += 1
    each = reading.is_word(last) and _is_definite_adjective(reading, last) and not reading.lexeme(last).joined
    other = reading.lexeme(last + 1) if each and reading.is_word(last + 1) else None
    return last + 2 if other and other.joined and other.definite and not other.governed else last


def _is_definite_adjective(reading: Reading, place: int) -> bool:
    word = reading.lexeme(place)
    return word.definite and not word.governed


def _is_adjective_in_dual(reading: Reading, place: int) -> bool:
    if not reading.is_word(place) or not _is_definite_adjective(reading, place) or reading.lexeme(place).joined:
        return False
    return reading.lexeme(place).stem.endswith(reading.rules.endings("duals", "endings"))


def _names_numbers(reading: Reading, place: int) -> bool:
    """«يومي 25 و26», «المادتين 5 و6»: a dual in front of figures names them."""
    following = place + 1
    if reading.says(following, "identifiers", "number") or reading.word(following) == "(":
        following += 1
    if following < len(reading) and reading.tokens.kind(following) == DIGITS:
        if score_stands_at(reading, following):  # «تعادل الفريقان 2-2»
            return False
        return not _is_counted_behind(reading, following + 1)
    return reading.says(place, "duals", "named") and not is_unit_dual(reading, place)


def _is_counted_behind(reading: Reading, place: int) -> bool:
    """«بسجن جانيين 15 ⟦عاما⟧»: the figures behind a dual count something of their own."""
    if not reading.is_word(place):
        return False
    word = reading.lexeme(place)
    noun = bool(word.forms) and not (word.definite or word.joined or word.governed)
    return noun or unit_at(reading, place) is not None


def _is_adjective_of_dual(reading: Reading, place: int) -> bool:
    """«البلدين الشقيقين»: an adjective agrees with the dual in front of it and states nothing."""
    before = place - 1
    if not reading.is_word(before):
        return False
    word, noun = reading.lexeme(place), reading.lexeme(before)
    if word.definite and not (word.joined or word.governed) and noun.definite and MANY in noun.numbers:
        return True
    if _is_of_two_nouns(reading, place):
        return True
    known = word.forms or word.definite or word.stem in dual_units(reading.language)
    whole = word.joined and not known  # «مباراتين ⟦وديتين⟧» has no «و»
    own = noun.own or noun.stem.endswith(reading.rules.endings("duals", "own_suffixes") or ("\0",))
    if (word.joined and not whole) or word.governed or word.definite is not (noun.definite or own):
        return False
    if not _agree_in_case(reading, before, place):
        return False
    return dual_forms(reading.language)[reading.words[before]] == PLAIN


def _agree_in_case(reading: Reading, noun: int, adjective: int) -> bool:
    """«أوقف الدركيان ⟦الشاحنتين⟧»: what is in another case than the dual in front of it is no adjective of it."""
    nominative = reading.rules.endings("duals", "nominative_endings")
    return reading.words[noun].endswith(nominative) == reading.words[adjective].endswith(nominative)


def _is_of_two_nouns(reading: Reading, place: int) -> bool:
    """«المدرسة والوظيفة ⟦العموميتين⟧»: an unknown definite dual behind two definite nouns that «و» joins."""
    word, second, first = (reading.lexeme(at) if reading.is_word(at) else None for at in (place, place - 1, place - 2))
    if word is None or second is None or first is None or word.forms:
        return False
    joined = second.joined and second.definite and not second.governed
    return joined and first.definite and word.definite and not (word.joined or word.governed)


def _is_surname(reading: Reading, place: int) -> bool:
    """«محمد ⟦زيان⟧», «⟦فوزي⟧ إبراهيم»: an indefinite word beside a given name; a dual «و» or «ب» would part from it."""
    word = reading.lexeme(place)
    if word.definite or word.joined or word.governed:
        return False
    before, this, after = (_is_given_name(reading, at) for at in (place - 1, place, place + 1))
    return before or (this and after)


def _is_given_name(reading: Reading, place: int) -> bool:
    """«علي», but no «على»."""
    given = reading.word(place) in given_names(reading.language)
    return given and not reading.lexeme(place).ends
