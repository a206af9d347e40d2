"""Folding, tokens and clitics keep their place in the text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.words.clitics import clitic_splits, find_stem
from parsers.words.text import SILENT, fold, fold_word, start_after, tokenize


@given(st.text())
def test_folding_is_one_for_one(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.sampled_from(["ar", "fr", "en"]))
def test_tokens_point_into_the_text_and_leave_out_only_what_is_silent(text, language):
    tokens = tokenize(text, language)
    assert all(token.text == text[token.start : token.end] for token in tokens)
    assert all(before.end <= after.start for before, after in itertools.pairwise(tokens))
    covered = {place for token in tokens for place in range(token.start, token.end)}
    left_out = {char for place, char in enumerate(fold(text)) if place not in covered}
    assert all(char.isspace() or char == SILENT for char in left_out)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إحدى", "احدي"),
        ("مئة", "ميه"),
        ("مائة", "مايه"),
        ("أُوْلَى", "اولي"),
        ("ثـــلاثة", "ثلاثه"),
        ("ﺳﻨﺔ", "سنة"),
        ("٢٥", "25"),
        ("É", "é"),
    ],
)
def test_spellings_of_one_word_fold_alike(one, other):
    assert fold_word(one) == fold_word(other)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("ar", "بلغ 1.250,5 درهم، و٢٠\u200f/٤", ["بلغ", "1.250,5", "درهم", "،", "و", "٢٠", "/", "٤"]),
        ("ar", "12 345 شخصا سنة 2019 250", ["12 345", "شخصا", "سنة", "2019", "250"]),
        ("fr", "l’année d'euros aujourd'hui", ["l’", "année", "d'", "euros", "aujourd'", "hui"]),
        ("en", "the company's 3.2bn", ["the", "company", "'", "s", "3.2", "bn"]),
        ("en", "a\nb", ["a", "\n", "b"]),
    ],
)
def test_cuts_text_where_its_writing_does(language, text, words):
    assert [token.text for token in tokenize(text, language)] == words


@pytest.mark.parametrize(
    ("word", "stem", "skipped"),
    [
        ("وثلاثمئة", "ثلاثمئة", 1),
        ("لمائتي", "مائتي", 1),
        ("وللبلدين", "بلدين", 1),
        ("فبالدول", "دول", 2),
        ("واحد", "واحد", 0),
    ],
)
def test_finds_a_word_behind_its_clitics(word, stem, skipped):
    words = {fold_word(stem): stem}
    split, found = find_stem(words, fold_word(word), "ar")
    assert (found, split.skip) == (stem, skipped)


def test_takes_nothing_off_where_a_language_has_no_clitics():
    assert clitic_splits("bonjour", "fr") == ()


def test_skips_a_letter_with_the_marks_on_it():
    (token,) = tokenize("لِلْمئتين", "ar")
    assert token.text[start_after(token, 1) :] == "لْمئتين"
    assert start_after(token, 99) == token.end
