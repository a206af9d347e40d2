"""Key facts, by the examples that stand beside each language's words, and on any text whatever."""

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lexicons
from parsers.facts import find_facts
from parsers.rules.order import RULES

LANGUAGES = ("ar", "fr", "en")
COUNTRIES = {"ar": "MA", "fr": "MA", "en": "US"}


@dataclass
class Wanted:
    """One line of a corpus."""

    number: str
    kind: str
    value: float
    value_max: float | None
    unit: str | None
    comparator: str
    counted: str | None
    concept: str | None


def wanted(line):
    number, amount, *rest = (part.strip() for part in line.split("|"))
    kind, value, *more = amount.split()
    low, _, high = value.partition("..")
    comparators = [word for word in more if word in COMPARATORS]
    units = [word for word in more if word not in COMPARATORS]
    counted, concept = [*rest, None, None][:2]
    return Wanted(
        number,
        kind,
        float(low),
        float(high) if high else None,
        units[0] if units else None,
        comparators[0] if comparators else "exact",
        counted,
        concept,
    )


COMPARATORS = {"about", "more_than", "at_least", "less_than", "at_most", "range", "vague"}


def corpus(section):
    return [
        pytest.param(language, rule, example, id=f"{language}-{rule}-{example[:30]}")
        for language in LANGUAGES
        for rule, examples in lexicons.corpus(language, "facts").get(section, {}).items()
        for example in (examples["texts"] if section != "accept" else examples)
    ]


def facts_in(text, language):
    return find_facts(text, language, COUNTRIES[language])


@pytest.mark.parametrize(("language", "rule", "text"), corpus("accept"))
def test_finds_what_the_corpus_accepts(language, rule, text):
    want = wanted(lexicons.corpus(language, "facts")["accept"][rule][text])
    facts = facts_in(text, language)
    found = next((fact for fact in facts if fact.number == want.number and fact.kind == want.kind), None)
    assert found, facts
    assert found.value == pytest.approx(want.value)
    assert found.value_max == want.value_max
    assert (found.unit, found.comparator) == (want.unit, want.comparator)
    if want.counted:
        assert found.counted == want.counted
    if want.concept:
        assert found.concept == want.concept
    assert found.rule == rule


@pytest.mark.parametrize(("language", "rule", "text"), corpus("refuse"))
def test_states_nothing_where_the_corpus_refuses(language, rule, text):
    assert facts_in(text, language) == [], rule


@pytest.mark.parametrize(("language", "rule", "text"), corpus("reject"))
def test_a_rule_is_silent_where_the_corpus_rejects(language, rule, text):
    assert [fact for fact in facts_in(text, language) if fact.rule == rule] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_proves_at_least_twenty_rules(language):
    examples = lexicons.corpus(language, "facts")
    assert len(examples["accept"]) + len(examples["refuse"]) >= 20


def test_a_language_without_words_gives_no_facts():
    assert find_facts("tres millones de personas", "es") == []


def test_rules_have_names_and_say_what_they_do():
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)


def test_the_country_settles_the_currency():
    assert find_facts("100 دينار", "ar", "DZ")[0].unit == "DZD"
    assert find_facts("100 دينار", "ar", "TN")[0].unit == "TND"
    assert find_facts("100 دينار", "ar")[0].unit is None
    assert find_facts("un prêt de 350 $ ou de 3 M$", "fr", "CA")[0].unit == "CAD"
    assert find_facts("a loan of $350", "en")[0].unit == "USD"


def test_the_sentence_is_the_one_that_states_it():
    text = "وصل الوفد. شاركت 20 دولة. ثم غادر."
    fact = find_facts(text, "ar")[0]
    assert fact.sentence == "شاركت 20 دولة."
    assert text[fact.sentence_start :].startswith(fact.sentence)


def phrases_in(entry):
    """Every phrase of a lexicon's table, whatever it is filed under."""
    if isinstance(entry, str):
        yield from (phrase.strip() for phrase in entry.replace("~", "|").split("|"))
    elif isinstance(entry, Mapping | list):
        for inner in entry.values() if isinstance(entry, Mapping) else entry:
            yield from phrases_in(inner)


def rows_of_own_words(language, rows):
    """Rows that end anywhere: a language's number words, units, comparators and grammar in any order, with signs."""
    chance = random.Random(language)  # noqa: S311  # no secret
    tables = [lexicons.table(language, name) for name in ("numerals", "units", "comparators", "currencies", "grammar")]
    lists = [words for table in tables for section in table.values() if (words := [*phrases_in(section)])]
    signs = [*'.,-()"%/:«»$°', "\n", "5", "20", "1,5", "2019", "03"]
    for _ in range(rows):
        pieces = (chance.choice(chance.choice((signs, *chance.sample(lists, 2)))) for _ in range(chance.randint(1, 6)))
        words = (chance.choice(piece.split() or [piece]) if len(piece) > 40 else piece for piece in pieces)
        yield "".join(word + chance.choice((" ", " ", "")) for word in words).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_row_of_its_own_words_makes_a_language_raise(language):
    for text in rows_of_own_words(language, 6000):
        assert all(text[fact.number_start : fact.number_end] for fact in find_facts(text, language, "MA")), text


@pytest.mark.parametrize(
    ("text", "language"), [("طفل في التاسعة", "ar"), ("le tiers", "fr"), ("un une sixièmes", "fr"), ("a third", "en")]
)
def test_a_text_may_end_right_behind_a_number(text, language):
    assert isinstance(find_facts(text, language), list)


SOME_WORDS = """
150 ٣ 1,5 2-1 % $ € و ال من بين إلى الأولى ثلاثة دولتين مليون درهم سنة نصف عشرات ( ) . - / : ـ ً \u200f
de à deux millions un seul e two first of the year -old couple رقم المادة أول واحد الاثنين كوفيد 19 2019 يناير
"""
ANYTHING = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(SOME_WORDS.split(" ")), max_size=14).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(text=ANYTHING, language=st.sampled_from(LANGUAGES), country=st.sampled_from([None, "MA", "TN", "??"]))
def test_any_text_gives_facts_whose_offsets_hold(text, language, country):
    facts = find_facts(text, language, country)
    for fact in facts:
        assert text[fact.number_start : fact.number_end] == fact.number != ""
        assert text[fact.sentence_start : fact.sentence_start + len(fact.sentence)] == fact.sentence
        if fact.counted is not None:
            assert text[fact.counted_start : fact.counted_end] == fact.counted != ""
        else:
            assert fact.counted_start is fact.counted_end is None
            assert fact.concept is None or fact.kind in ("count", "ordinal")  # the concept of a noun told before
    assert [fact.number_start for fact in facts] == sorted(fact.number_start for fact in facts)


HOSTILE = {
    "ar": [
        *("1", "1 ", "123,", "1 000 ", "1-2-3-4-", "2-1 ", "5 و", "10 و20 و", "20/04/2019 ", "$", "$5 ", "5% "),
        *("و", "ال", "ال ", "كتاب كبير ", "يناير ", "مئة ألف ", "خمسة وعشرون ومئة ", "3 رجال ", "دولتين ", "بين 3 و"),
        *("من 3 إلى ", "أكثر من ", "150 درهما ", "(40 عاما)", "(5 ", "«5 ", "5) ", '"5 '),
        *("\u200f", "\u200f1\u200e و", "\n"),
    ],
    "fr": ["deux cent ", "quatre-vingt-", "un de ", "mai ", "12,5 € "],
    "en": ["of the 5 ", "two hundred and ", "May ", "a 6-year-old ", "Paris 5 "],
}  # fmt: skip
"""Texts of one piece repeated: a line without an end, brackets that nobody closes, rows that do not stop."""
PIECES = [(language, piece) for language, pieces in HOSTILE.items() for piece in pieces]


@pytest.mark.parametrize(("language", "piece"), PIECES)
def test_hostile_text_takes_time_in_proportion_to_its_length(language, piece):
    short, long = (min(_seconds((piece * size)[:size], language) for _ in range(2)) for size in (1_500, 12_000))
    assert long < 8 * 3 * max(short, 0.005)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_that_count_up_take_time_in_proportion_to_their_number(language):
    rows = [" ".join(map(str, range(10_000, 10_000 + count))) for count in (300, 2_400)]
    short, long = (min(_seconds(row, language) for _ in range(2)) for row in rows)
    assert long < 8 * 3 * max(short, 0.005)


def _seconds(text, language):
    start = time.process_time()
    find_facts(text, language, COUNTRIES[language])
    return time.process_time() - start
