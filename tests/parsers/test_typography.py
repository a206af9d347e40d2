from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.words.typography import fold, normalise, one_line


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("الدار\u00a0البيضاء", "الدار البيضاء"),
        ("\u200fالمغرب\u200e", "المغرب"),
        ("e\u0301te\u0301", "été"),
        ("mot\u00adcle", "motcle"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\r\n\n  b", "a\nb"),
    ],
)
def test_brings_a_text_to_one_form(raw, clean):
    assert normalise(raw) == clean


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text())
def test_one_line_has_no_newline(text):
    assert "\n" not in one_line(text)


def test_folding_forgets_case_marks_and_variants_of_alif():
    assert fold("بقـلمِ: أحمد") == fold("بقلم احمد")
    assert fold("L’ÉTÉ") == fold("l'été")
