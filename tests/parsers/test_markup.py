"""A page's tree: the same from its text and its bytes, without what no tree can hold, and without what nobody reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from parsers.article import extract_article
from parsers.pages.markup import drop_silent, parse

PIECES = st.sampled_from(["<p>", "</p>", "<div class='x'>", "<br>", "&amp;", "<?xml version='1.0' encoding='latin1'?>"])
CHARACTERS = st.text(st.characters(exclude_categories=("Cs",)))


def written(tree):
    return None if tree is None else etree.tostring(tree, encoding="unicode")


@given(st.lists(PIECES | CHARACTERS).map("".join))
def test_a_text_and_its_bytes_are_one_tree(text):
    assert written(parse(text)) == written(parse(text.encode()))


@given(CHARACTERS)
def test_what_a_tree_holds_can_be_set_as_text_again(text):
    tree = parse(f"<html><body><p>a{text}</p></body></html>")
    for element in tree.iter():
        element.text, element.tail = element.text, element.tail  # lxml refuses what XML cannot hold


@pytest.mark.parametrize("mark", ["\x00", "\x0b", "\ufffe", "\uffff"])
def test_a_mark_that_is_no_character_is_left_out(mark):
    assert parse(f"<p>one{mark}two</p>").text_content() == "onetwo"


def test_drops_scripts_styles_and_drawings_but_not_what_stands_behind_them():
    tree = parse("<body><p>one<script>1</script>two<svg><title>t</title></svg>three<style>p{}</style>four</p></body>")
    drop_silent(tree)
    assert tree.text_content() == "onetwothreefour"


def test_the_day_that_a_page_tells_its_scripts_is_read_though_they_are_dropped(pages):
    state = '{"datePublished":"2024-03-05T10:00:00+01:00"}'
    page = pages.modern(head=f"<script>window.__STATE__ = {state}</script>")
    article = extract_article(page.encode(), "https://example.ma/a")
    assert str(article.published_at) == "2024-03-05 09:00:00+00:00"
