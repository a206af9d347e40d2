"""Every language's words, checked by the examples that stand beside them."""

from pathlib import Path

import pytest

import lexicons
from parsers.words.nouns import noun_forms

FOLDER = Path(lexicons.__file__).parent
SUBJECTS = ("numerals", "dates")


def test_knows_the_three_languages_of_the_project():
    assert {"ar", "fr", "en"} <= set(lexicons.languages())


def test_names_the_known_languages_when_asked_for_another():
    with pytest.raises(KeyError, match="there are ar, en, fr"):
        lexicons.table("xx", "numerals")


def test_names_the_files_there_are_when_asked_for_another():
    with pytest.raises(KeyError, match=r"no fr/nothing\.toml; there are .*numerals"):
        lexicons.table("fr", "nothing")


@pytest.mark.parametrize("language", lexicons.languages())
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_language_proves_its_words_with_a_corpus(language, subject):
    examples = lexicons.corpus(language, subject)
    assert examples["reject"]["texts"]
    assert sum(len(group) for name, group in examples.items() if name != "reject") >= 8


@pytest.mark.parametrize("language", lexicons.languages())
def test_no_list_of_the_grammar_says_a_word_twice(language):
    if not lexicons.has_table(language, "grammar"):
        pytest.skip("no grammar")
    lists = {
        f"{section}.{key}": words.split()
        for section, rows in lexicons.table(language, "grammar").items()
        for key, words in rows.items()
        if isinstance(words, str) and "|" not in words  # phrases share their words
    }
    assert {name: words for name, words in lists.items() if len(words) > len(set(words))} == {}


@pytest.mark.parametrize("language", [one for one in lexicons.languages() if lexicons.has_table(one, "nouns")])
def test_a_concept_is_spelled_alike_in_every_language(language):
    other_spellings = lexicons.table("en", "nouns")["same"]
    concepts = {form.concept for forms in noun_forms(language).values() for form in forms if form.concept}
    assert concepts & (set(other_spellings) - set(other_spellings.values())) == set()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/**/*.toml")), ids=lambda path: "/".join(path.parts[-2:]))
def test_every_file_is_sound(path):
    assert lexicons.read_table(path)


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ('words = ["a", "b", "a"]', "xx/numerals.toml: words: more than once: a"),
        ('[deep.er]\nwords = ["a", ""]', "empty word"),
        ("words = [", "xx/numerals.toml: "),
    ],
)
def test_refuses_slips_and_says_where(tmp_path, written, complaint):
    path = tmp_path / "xx" / "numerals.toml"
    path.parent.mkdir()
    path.write_text(written, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        lexicons.read_table(path)


def test_a_table_cannot_be_changed_by_who_asks():
    with pytest.raises(TypeError):
        lexicons.table("ar", "numerals")["words"] = {}
