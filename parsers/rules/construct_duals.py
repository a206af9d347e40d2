"""Duals in front of their genitives: «منتخبي المغرب والجزائر», «حالتي وفاة»; the same letters are often «my»."""

from __future__ import annotations

from parsers.noun_phrases.counted import chain_end, is_completed
from parsers.numbers.spelled import spells_cardinal
from parsers.words.lexemes import is_singular
from parsers.words.nouns import MANY, ONE, TWO, TWO_OF, ideas, named, people
from parsers.words.reading import Reading

_REACH = 7
_QUOTES = {"«", '"'}
_IN_BETWEEN = {",", "»", "-", *_QUOTES}


def end_of_construct(reading: Reading, place: int) -> int | None:
    """Behind the genitives of a construct dual, «منتخبي ⟦المغرب والجزائر⟧», «هاتفي ⟦المرأتين⟧»; None where it is none.

    The same letters are «my team» or an adjective: two genitives joined by «و», or a plural or dual one, must follow.
    """
    if is_completed(reading, place):
        second = _second_genitive(reading, place + 1) if reading.lexeme(place + 1).definite else None
        both = second is not None and reading.lexeme(second).definite
        return chain_end(reading, second if second and both else place)  # «رجلا أمن», «وزيرا الداخلية والعدل»
    if reading.tokens.text(place).endswith(reading.rules.text("duals", "verb_ending")) or _describes_before(
        reading, place
    ):
        return None  # «أجرى الملك مباحثات»
    adjective = reading.says(place, "phrase", "adjectives") and not _has_two(reading, place)
    genitive = _may_be_genitive(reading, _behind_quote(reading, place + 1))
    return None if adjective or not genitive else _behind_genitives(reading, place)


def _describes_before(reading: Reading, place: int) -> bool:
    """«موقع ⟦خبري⟧ مفصل وشامل»: what is more often an adjective, behind an indefinite noun in the singular."""
    this = reading.lexeme(place)
    if not reading.says(place, "duals", "nisbas") or this.governed or this.joined or not reading.is_word(place - 1):
        return False
    before = reading.lexeme(place - 1)
    described = not (before.forms or before.definite or before.ends or before.governed)  # «سلاح ناري تقليدي الصنع»
    noun = reading.lexeme(place - 2) if described and reading.is_word(place - 2) else before
    return is_singular(noun) and not (noun.definite or noun.ends or noun.own)


def _behind_genitives(reading: Reading, place: int) -> int | None:
    first = _behind_quote(reading, place + 1)
    nominative, word = _may_be_accusative(reading, place), reading.lexeme(first)
    second = _second_genitive(reading, first)
    mine = reading.rules.endings("phrase", "mine")
    both_mine = word.own and reading.words[first].endswith(mine) and reading.words[place].endswith(mine)
    dual = TWO_OF in word.numbers and not _may_be_accusative(reading, first)  # no «زعيما ⟦معارضا⟧ وأنصاره»
    governs = word.definite or dual or _names_sites(reading, place, second)
    if both_mine or _is_my_own(reading, place, first, second) or (nominative and not governs):
        return None  # «براسي ⟦مشاتلي⟧»
    if second is not None and nominative and _describes_one(reading, first, second):
        return None
    if second is not None:
        other = reading.lexeme(second)
        if reading.may_be_person(place) and any(form.own and form.number == ONE for form in other.forms):
            return None  # «صديقي العزيز ⟦وأستاذي⟧ الفاضل»
        leads = reading.says(second, "phrase", "leading")  # «جائزتي أفضل فيلم ⟦وأفضل مخرج⟧»
        return chain_end(reading, second) if other.definite or other.forms or leads else second + 1
    if reading.says(place - 1, "duals", "one_of") and word.definite:
        return chain_end(reading, first)
    many = word.numbers & ({TWO} if nominative else {TWO, MANY}) and (word.definite or word.own)
    many = many or (TWO_OF in word.numbers and ONE not in word.numbers)  # «رئيسا ⟦مجلسي⟧ النواب والمستشارين»
    return chain_end(reading, first) if many or _governs(reading, place, first) else None


def _is_my_own(reading: Reading, place: int, first: int, second: int | None) -> bool:
    """«تجربتي ⟦الفنية والإنسانية⟧», «صفحتي ⟦الرسمية وقناتي⟧»: adjectives with the article, or another thing of mine.

    A dual that they describe has the article too; only what bears names has names like them: «فريقي الأهلي والترجي».
    """
    ending = reading.rules.endings("phrase", "mine")
    if not reading.words[place].endswith(ending) or second is None:
        return False
    mine = any(form.own for form in reading.lexeme(second).forms) and reading.words[second].endswith(ending)
    if not _is_definite_adjective(reading, first):
        return False
    return mine or (_is_definite_adjective(reading, second) and not _is_in(reading, place, named(reading.language)))


def _is_definite_adjective(reading: Reading, place: int) -> bool:
    word, origin = reading.lexeme(place), reading.rules.text("phrase", "feminine_of_origin").split()
    return word.definite and (word.adjective or reading.tokens.text(place).endswith(tuple(origin)))


def _names_sites(reading: Reading, place: int, second: int | None) -> bool:
    """«إقليما طاطا وزاكورة» are two; «إقليما شاسعا وغنيا» is one."""
    return second is not None and reading.says(place, "duals", "sites") and not _may_be_accusative(reading, second)


def _has_two(reading: Reading, place: int) -> bool:
    """«رئيسي الجماعتين» are two; «بشكل رئيسي المدن الساحلية والداخلية» says how."""
    if reading.says(place - 1, "duals", "manners") or not reading.is_word(place + 1):
        return False
    of = reading.lexeme(place + 1)
    return of.definite and TWO in of.numbers and MANY not in of.numbers


def _describes_one(reading: Reading, adjective: int, second: int) -> bool:
    """«مطعما ⟦مغربيا⟧ ومقهى»: an accusative's adjective of origin in front of a noun; «سوريا ولبنان» are two."""
    noun = reading.lexeme(second)
    return (
        not reading.lexeme(adjective).definite
        and _may_be_accusative(reading, adjective)
        and not noun.definite
        and (ONE in noun.numbers or _may_be_accusative(reading, second))
    )


def _behind_quote(reading: Reading, place: int) -> int:
    """«مسابقتي ⟦"رتل"⟧ و"بلال"»: behind a quotation mark, if one stands there."""
    return place + (reading.word(place) in _QUOTES)


def _governs(reading: Reading, place: int, genitive: int) -> bool:
    """«حالتي ⟦وفاة⟧», «هدفي ⟦المباراة⟧»: a dual that nobody says «my» of, in front of its genitive."""
    word = reading.lexeme(genitive)
    many = word.stem.endswith(reading.rules.endings("duals", "feminine_plural"))  # «جلستي مباحثات»
    paired = reading.says(place, "duals", "paired")  # «هدفي ⟦فريقه⟧»
    country = reading.words[genitive].endswith(reading.rules.endings("duals", "countries"))
    country = country and not _may_be_accusative(reading, place)  # «وديتي نيجيريا», no «هدفا ثلاثيا»
    if (word.own and not paired) or (word.adjective and not (many or word.definite or country)):
        return False
    if paired:
        agreeing = not word.forms and reading.is_feminine(genitive)  # «حالتي جيدة»
        return len(word.stem) > 2 and not agreeing
    if word.forms and _is_definite(reading, genitive) and _may_be_two(reading, place, genitive):
        return True
    feminine = reading.words[place].endswith(reading.rules.endings("duals", "with_genitive"))
    persons = reading.may_be_person(place)
    masculine = word.definite and not reading.is_feminine(genitive)  # «ضفتي المتوسط» are no adjective
    return feminine and not persons and (bool(word.forms) or many or masculine)


def _is_definite(reading: Reading, genitive: int) -> bool:
    """«المعارضة», and «هيئة الانتخابات» by its own genitive."""
    if reading.lexeme(genitive).definite:
        return True
    after = _behind_quote(reading, genitive + 1)  # «فريقي حزب "الحمامة"»
    return reading.is_word(after) and reading.lexeme(after).definite and not reading.lexeme(after).governed


def _may_be_two(reading: Reading, place: int, genitive: int) -> bool:
    """«زعيمي المعارضة», «اتفق وفدا المجلسين»: whether «my», an adjective or an object are unlikely."""
    if _may_be_accusative(reading, place):
        return reading.says(place - 1, "duals", "verbs_of_subjects")
    before = reading.lexeme(place).governed or reading.says(place - 1, "duals", "prepositions")
    adjective = reading.says(place - 1, "duals", "manners") or (reading.says(place, "duals", "nisbas") and not before)
    if adjective or reading.says(genitive, "duals", "times") or _is_in(reading, place, ideas(reading.language)):
        return False  # «بشكل شعبي», «لاعب محلي الموسم الماضي», «في رأيي»
    known, other = people(reading.language), reading.lexeme(genitive)
    one_person = _is_in(reading, genitive, known) and MANY not in other.numbers
    return not (_is_in(reading, place, known) and one_person)  # «صديقي الطبيب» is mine


def _is_in(reading: Reading, place: int, concepts: frozenset[str]) -> bool:
    forms = reading.lexeme(place).forms
    return bool(forms) and all(form.concept in concepts for form in forms)


def _may_be_accusative(reading: Reading, place: int) -> bool:
    """«رئيسا» is «a president» in the accusative too; «ولايتا» is only a dual, for ة takes no ا."""
    spelled = reading.words[place]
    if (
        spelled.endswith(reading.rules.endings("duals", "feminine_nominative"))
        and ONE not in reading.lexeme(place).numbers
    ):
        return False  # but «بيتا»
    return spelled.endswith(reading.rules.endings("duals", "nominative"))


def _may_be_genitive(reading: Reading, place: int) -> bool:
    if not reading.is_word(place):
        return False
    word = reading.lexeme(place)
    adjective = reading.says(place, "phrase", "adjectives")  # «صديقي القديم وجاري الجديد» are mine
    feminine = reading.words[place - 1].endswith(reading.rules.endings("duals", "with_genitive"))
    adjective = adjective and not (feminine and reading.says(place, "phrase", "leading"))  # «جائزتي ⟦أفضل⟧ فيلم و…»
    joined = word.joined and not reading.says(place - 1, "duals", "sites")  # «مدينتي ⟦وهران⟧ ووجدة»
    return not (word.ends or word.governed or joined or adjective)


def _second_genitive(reading: Reading, first: int) -> int | None:
    """The word with «و» that ends a pair of genitives; signs of quotation and a comma may stand in between."""
    for place in range(first + 1, min(first + _REACH, len(reading))):
        if reading.words[place] in _IN_BETWEEN:
            continue
        if reading.words[place] in reading.rules.words("ranges", "and"):
            second = _behind_quote(reading, place + 1)
            return second if reading.is_word(second) else None  # «"رتل" و"بلال"»
        if not reading.is_word(place):
            return None
        word = reading.lexeme(place)
        if word.joined and not word.ends:
            return None if spells_cardinal(reading, place) else place  # «مجمعا عسكريا، ⟦وثلاثة⟧ مواقع»
        if word.ends or word.governed:
            return None
    return None
