# ruff: noqa: E501 - markup and sentences read best unbroken
from __future__ import annotations

import pytest

from parsers.markup import parse
from parsers.metadata import read_metadata
from parsers.titles import find_title, strip_site
from parsers.typography import fold

URL = "https://www.alofoq.example.ma/2/park"


def title(html: str, url: str = URL) -> str:
    tree = parse(html)
    assert tree is not None
    return find_title(tree, read_metadata(tree), url)[0]


@pytest.mark.parametrize(
    ("stated", "bare"),
    [
        ("عنوان الخبر - جريدة الأفق", "عنوان الخبر"),
        ("جريدة الأفق : عنوان الخبر", "عنوان الخبر"),
        ("عنوان الخبر :: جريدة الأفق", "عنوان الخبر"),
        ("جريدة الأفق | عنوان: بنقطتين - وشرطة", "عنوان: بنقطتين - وشرطة"),
        ("عنوان بلا اسم", "عنوان بلا اسم"),
    ],
)
def test_strips_the_sites_name_from_either_end(stated, bare):
    assert strip_site(stated, {fold("جريدة الأفق")}) == bare


@pytest.mark.parametrize("layout", ["modern", "form_layout"])
def test_takes_the_heading_that_agrees_with_the_head(pages, layout):
    assert title(getattr(pages, layout)()) == "الحديقة الكبرى ترى النور أخيرا"


def test_takes_the_part_of_the_title_that_stands_alone_in_a_table_layout(pages):
    assert title(pages.table_layout("20 أبريل 2019")) == "الحديقة الكبرى ترى النور أخيرا"


def test_prefers_the_visible_heading_over_the_one_for_search_engines():
    page = "<title>Park opens: all on the new park</title><h1>The new park opens its gates</h1><p>text</p>"
    assert title(page) == "The new park opens its gates"


def test_does_not_take_the_sites_own_heading():
    page = '<meta property="og:site_name" content="The Horizon"><title>The new park - The Horizon</title><h1>The Horizon</h1>'
    assert title(page) == "The new park"


def test_gives_nothing_where_there_is_no_title():
    assert title("<p>text</p>") == ""
