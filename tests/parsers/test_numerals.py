"""Numbers in digits and words, by each language's corpus and by writing numbers out and reading them back."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lexicons
from parsers.numbers.digits import read_digits
from parsers.numerals import find_numerals, find_numerals_in
from parsers.words.text import tokenize


def corpus_examples(kind, group):
    return [
        pytest.param(language, text, value, kind, id=f"{language}-{text}")
        for language in lexicons.languages()
        for text, value in lexicons.corpus(language, "numerals").get(group, {}).items()
    ]


EXAMPLES = [
    *corpus_examples("cardinal", "cardinals"),
    *corpus_examples("ordinal", "ordinals"),
    *corpus_examples("fraction", "fractions"),
]


@pytest.mark.parametrize(("language", "text", "value", "kind"), EXAMPLES)
def test_reads_a_whole_text_as_one_number(language, text, value, kind):
    found = find_numerals(text, language)
    assert [(n.value, n.kind, n.end) for n in found] == [(pytest.approx(value), kind, len(text))]


@pytest.mark.parametrize(
    ("language", "country", "text", "value"),
    [
        (language, country, text, value)
        for language in lexicons.languages()
        for country, examples in lexicons.corpus(language, "numerals").get("countries", {}).items()
        for text, value in examples.items()
    ],
)
def test_reads_separators_and_words_as_the_country_does(language, country, text, value):
    assert [n.value for n in find_numerals(text, language, country)] == [value]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        (language, example["text"], example["values"])
        for language in lexicons.languages()
        for example in lexicons.corpus(language, "numerals").get("texts", [])
    ],
)
def test_finds_all_the_numbers_of_a_text_in_order(language, text, values):
    assert [n.value for n in find_numerals(text, language)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (language, text)
        for language in lexicons.languages()
        for text in lexicons.corpus(language, "numerals")["reject"]["texts"]
    ],
)
def test_finds_no_number_where_there_is_none(language, text):
    assert find_numerals(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("ar", "وثلاثمئة", "ثلاثمئة"),
        ("ar", "لِمئتين", "مئتين"),
        ("ar", "بـ150", "150"),
        ("ar", "ال134", "134"),
        ("ar", "السبع", "السبع"),
        ("ar", "فالثلاثة", "الثلاثة"),
        ("ar", "للمئتين", "للمئتين"),
        ("fr", "l'une", "une"),
        ("en", "$5 million", "5 million"),
    ],
)
def test_leaves_what_is_glued_in_front_outside_the_number(language, text, number):
    (found,) = find_numerals(text, language)
    assert text[found.start : found.end] == number


@pytest.mark.parametrize(
    ("language", "text", "seen"),
    [
        ("ar", "عشرات الآلاف", {"precision": "vague", "scale": 1000}),
        ("ar", "الـ15", {"definite": True, "form": "digits"}),
        ("ar", "3 ملايين", {"form": "mixed", "scale": 1_000_000}),
        ("ar", "العشرين", {"kind": "ordinal", "either": True}),
        ("ar", "الثلاثة", {"kind": "cardinal", "definite": True, "either": False}),
        ("fr", "une trentaine", {"precision": "about"}),
        ("en", "billion", {"precision": "vague"}),
    ],
)
def test_says_how_a_number_was_written(language, text, seen):
    (found,) = find_numerals(text, language)
    assert {name: getattr(found, name) for name in seen} == seen


ARABIC_UNITS = ("", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
ARABIC_TENS = ("", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
ARABIC_HUNDREDS = (
    "", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"
)  # fmt: skip
ARABIC_SCALES = (
    (10**9, "مليار", "ملياران", "مليارات"), (10**6, "مليون", "مليونان", "ملايين"), (1000, "ألف", "ألفان", "آلاف")
)  # fmt: skip


def arabic_below_hundred(number):
    tens, units = divmod(number, 10)
    if number <= 10:
        return ARABIC_UNITS[number]
    if number < 20:
        return ("أحد عشر", "اثنا عشر")[number - 11] if number < 13 else f"{ARABIC_UNITS[units]} عشر"
    return f"{ARABIC_UNITS[units]} و{ARABIC_TENS[tens]}" if units else ARABIC_TENS[tens]


def arabic_below_thousand(number):
    hundreds, rest = divmod(number, 100)
    return " و".join(part for part in (ARABIC_HUNDREDS[hundreds], arabic_below_hundred(rest)) if part)


def arabic_words(number):
    parts = []
    for scale, one, two, few in ARABIC_SCALES:
        count, number = divmod(number, scale)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(two)
        elif count:
            parts.append(f"{arabic_below_thousand(count)} {few if count <= 10 else one}")
    return " و".join(part for part in (*parts, arabic_below_thousand(number)) if part)


@given(st.integers(1, 10**12 - 1))
@settings(max_examples=100, deadline=None)
def test_reads_back_every_number_written_out_in_arabic(number):
    (found,) = find_numerals(arabic_words(number), "ar")
    assert (found.value, found.kind, found.start) == (number, "cardinal", 0)


FRENCH_SMALL = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
FRENCH_TENS = ("vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")


def french_below_hundred(number):
    if number < 20:
        return FRENCH_SMALL[number]
    tens, units = divmod(number, 10)
    rest = number - 60 if tens == 7 else number - 80 if tens == 9 else units
    word = FRENCH_TENS[tens - 2]
    if rest == 0:
        return word + ("s" if number == 80 else "")
    return f"{word} et {FRENCH_SMALL[rest]}" if rest in (1, 11) and tens < 8 else f"{word}-{FRENCH_SMALL[rest]}"


def french_below_thousand(number):
    hundreds, rest = divmod(number, 100)
    words = [] if hundreds < 2 else [FRENCH_SMALL[hundreds]]
    words += ["cent"] if hundreds else []
    return " ".join([*words, *([french_below_hundred(rest)] if rest or not hundreds else [])])


def french_words(number):
    millions, rest = divmod(number, 10**6)
    thousands, small = divmod(rest, 1000)
    parts = [f"{french_below_thousand(millions)} million{'s' if millions > 1 else ''}"] if millions else []
    parts += ["mille" if thousands == 1 else f"{french_below_thousand(thousands)} mille"] if thousands else []
    return " ".join([*parts, *([french_below_thousand(small)] if small or not parts else [])])


@given(st.integers(0, 10**9 - 1))
@settings(max_examples=100, deadline=None)
def test_reads_back_every_number_written_out_in_french(number):
    (found,) = find_numerals(french_words(number), "fr")
    assert (found.value, found.kind) == (number, "cardinal")


@given(st.integers(0, 10**12), st.sampled_from([" ", "\u00a0", "\u202f", "٬"]), st.sampled_from(["ar", "fr", "en"]))
def test_reads_back_every_number_grouped_with_a_space(number, space, language):
    written = f"{number:,}".replace(",", space)
    assert [n.value for n in find_numerals(written, language)] == [number]


@given(st.integers(0, 10**9))
def test_reads_the_same_number_in_every_kind_of_digits(number):
    arabic = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    persian = str(number).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert [n.value for n in find_numerals(f"{number}\n{arabic}\n{persian}", "ar")] == [number] * 3


WORDS_AND_NOISE = st.lists(
    st.one_of(
        st.sampled_from(
            ["و", "ال", "ب", "-", ",", ".", "/", ":", "\n", "%", "\u200f", "ـ", "بين", "في", "من", "of", "et", "a"]
        ),
        st.sampled_from(["مئة", "ألف", "ألفا", "خمسة", "عشر", "وعشرون", "نصف", "الثاني", "المليون", "آلاف", "فاصلة"]),
        st.sampled_from(
            ["vingt", "quatre", "un", "mille", "premier", "tiers", "two", "third", "hundred", "half", "dozen"]
        ),
        st.integers(-10, 10**7).map(str),
    ),
    max_size=30,
)


@given(st.one_of(st.text(max_size=200), WORDS_AND_NOISE.map(" ".join), WORDS_AND_NOISE.map("".join)))
@settings(max_examples=120, deadline=None)
def test_never_raises_and_keeps_numbers_apart_and_in_place(text):
    for language in ("ar", "fr", "en"):
        found = find_numerals(text, language)
        assert all(0 <= n.start < n.end <= len(text) for n in found)
        assert all(before.end <= after.start for before, after in itertools.pairwise(found))


def test_a_fraction_behind_spoken_decimals_is_not_one_of_them():
    found = find_numerals("100 فاصلة 2019 99/100", "ar")
    assert [number.value for number in found] == pytest.approx([100.2019, 0.99])


HOSTILE = {
    "ar": [
        *("1", "1 000 ", "1.", "1.250 ", "و", "وو ", "مئة و", "ألف ", "خمسة عشر و", "أحد و", "أحد وأحد ", "-", "١٬"),
        *("فاصلة واحد ", "نصف ", "نصف مليون و", "ونصف ", "آلاف ملايين ", "المئة بعد ", "\u200f1"),
    ],
    "fr": ["vingt-", "vingt et ", "un de ", "et ", "-"],
    "en": ["a ", "a half ", "one third of ", "minus ", "hundred and ", "of "],
}


@pytest.mark.parametrize(("language", "unit"), [(language, unit) for language in HOSTILE for unit in HOSTILE[language]])
def test_takes_linear_time_for_hostile_text(language, unit):
    def seconds(size):
        text = unit * (size // len(unit))
        start = time.process_time()
        find_numerals_in(tokenize(text, language), language)
        return time.process_time() - start

    small = min(seconds(4_000) for _ in range(3))
    assert min(seconds(40_000) for _ in range(3)) < 10 * small * 4 + 0.05


@pytest.mark.parametrize(
    ("written", "value"), [("1", 1), ("1,234,567", 1_234_567), ("0,125", 0.125), ("12345.678", 12345.678)]
)
def test_reads_digits_with_separators(written, value):
    assert read_digits(written, "ar") == pytest.approx(value)


@pytest.mark.parametrize("written", ["1,23,456", "1.2.3", "12.34.56", "9" * 41, "1.250.00"])
def test_refuses_digits_that_are_no_number(written):
    assert read_digits(written, "ar") is None


def test_refuses_a_language_without_words():
    with pytest.raises(KeyError, match="no lexicon for language 'xx'"):
        find_numerals("7", "xx")
