from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.names import looks_like_name, romanise


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("يوسف هناني", "Youssef Hannani"),
        ("عبد اللطيف بنمخلوف", "Abdellatif Benmakhlouf"),
        ("عبد السميع العلوي", "Abdessamia Alaoui"),
        ("فاطمة الزهراء الودغيري", "Fatima Zahra Oudghiri"),
        ("سناء أيت الحاج", "Sanae Aït Lhaj"),
        ("نور الدين لشكر", "Noureddine Lachgar"),
        ("محمّد الدكالي", "Mohamed Doukkali"),
        ("Karim بناني", "Karim Bennani"),
        ("Jane Doe", "Jane Doe"),
    ],
)
def test_romanises_as_the_moroccan_press_does(name, latin):
    assert romanise(name, "MA") == latin


def test_follows_english_habits_outside_the_maghreb():
    assert "sh" in romanise("شهبور", "EG").lower()
    assert "ch" in romanise("شهبور", "MA").lower()


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآءؤئ ًٌٍَُِّْ", max_size=40))
def test_leaves_no_arabic_letter_in_any_name(name):
    assert not any("\u0600" <= character <= "\u06ff" for character in romanise(name))


@pytest.mark.parametrize(
    "phrase",
    [
        "خديجة أزنود",
        "عبد الرحيم بلخياط",
        "Samir Tahiri",
        "Zineb El Idrissi",
        "Said Kadiri",
        "Fatim-Zahra Alami",
        "عبدالفتاح أوشن",
    ],
)
def test_knows_a_name_by_its_given_name(phrase):
    assert looks_like_name(phrase, strict=True)


@pytest.mark.parametrize(
    "phrase", ["أخبار وطنية", "Bourse de Casablanca", "اليوم", "Read our newsletter", "5 mai 2024", "Maroc"]
)
def test_takes_no_other_phrase_for_a_name(phrase):
    assert not looks_like_name(phrase, strict=True)
