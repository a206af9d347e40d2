# ruff: noqa: E501 - markup and sentences read best unbroken
from __future__ import annotations

import pytest

from parsers.article import extract_article
from parsers.pages.markup import parse
from parsers.pages.metadata import read_metadata
from parsers.pages.site_names import site_keys, strip_site
from parsers.pages.titles import find_title
from parsers.words.typography import fold
from schemas.article import Article

URL = "https://www.alofoq.example.ma/2/park"


def title(html: str, url: str = URL, hint: str | None = None) -> str:
    tree = parse(html)
    assert tree is not None
    metadata = read_metadata(tree)
    return find_title(tree, metadata, site_keys(metadata, url), hint)[0]


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


@pytest.mark.parametrize("hint", [None, "الحديقة الكبرى", "الحديقة الكبرى ترى النور أخيرا"])
def test_takes_the_part_of_the_title_that_stands_alone_in_a_table_layout(pages, hint):
    assert title(pages.table_layout("20 أبريل 2019"), hint=hint) == "الحديقة الكبرى ترى النور أخيرا"


def test_prefers_the_visible_heading_over_the_one_for_search_engines():
    page = "<title>Park opens: all on the new park</title><h1>The new park opens its gates</h1><p>text</p>"
    assert title(page) == "The new park opens its gates"


def test_takes_a_columns_short_heading_before_its_writers_name():
    page = "<title>Fırın kapanınca - Nermin Uluocak</title><h1>Fırın kapanınca</h1><p>text</p>"
    assert title(page) == "Fırın kapanınca"
    assert title(page.replace("Nermin Uluocak", "ne oldu")) == "Fırın kapanınca - ne oldu"


def test_does_not_take_the_sites_own_heading():
    page = '<meta property="og:site_name" content="The Horizon"><title>The new park - The Horizon</title><h1>The Horizon</h1>'
    assert title(page) == "The new park"


def test_gives_nothing_where_there_is_no_title():
    assert title("<p>text</p>") == ""


def head(shared: str = "", linked: str = "", element: str = "") -> str:
    graph = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{linked}"}}</script>' if linked else ""
    )
    return f'<meta property="og:title" content="{shared}"><title>{element}</title>{graph}'


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (
            head(
                "Harbour: all you need to know", "New harbour takes its first ship", "New harbour takes its first ship"
            )
            + '<h1>New harbour takes its first ship</h1><div class="title">Harbour: all you need to know</div>',
            "New harbour takes its first ship",
        ),
        (
            head("News - New harbour opens for trade") + "<h1>News</h1><h2>New harbour opens for trade</h2>",
            "New harbour opens for trade",
        ),
        (
            head(element="The new harbour opens | Sea and Land")
            + "<h1>Sea and Land</h1><h2>The new harbour opens</h2>",
            "The new harbour opens",
        ),
        (
            head("Opinion | We all need the new harbour", "We all need the new harbour")
            + "<h1>Opinion We all need the new harbour</h1>",
            "We all need the new harbour",
        ),
        (
            head("Trade: we all need the new harbour", "Trade: we all need the new harbour")
            + "<h1>Trade: we all need the new harbour</h1>",
            "Trade: we all need the new harbour",
        ),
        (
            head("The new harbour opens for trade")
            + "<h1>The new harbour opens for trade 12.03.2024 • Trade, Sea</h1>",
            "The new harbour opens for trade",
        ),
        (
            head("The new harbour opens for trade")
            + "<h1>The new harbour opens for trade <p>The first ships are expected before the end of next month.</p></h1>",
            "The new harbour opens for trade",
        ),
        (
            head("The new harbour: ships from May") + "<h1>The new harbour:</h1><p>Ships from May</p>",
            "The new harbour: ships from May",
        ),
        (
            head("The new harbour opens for trade-Trade/Sea", "The new harbour opens for trade"),
            "The new harbour opens for trade",
        ),
        (head("Harbour", "Harbour opens") + "<h1>What the town has waited for</h1>", "What the town has waited for"),
    ],
    ids=[
        "main heading before another that agrees",
        "no section's name",
        "no motto",
        "no kicker set apart",
        "kicker in JSON-LD, too",
        "no date in the heading",
        "no lead in the heading",
        "no heading cut at a colon",
        "JSON-LD where sharing adds to it",
        "only heading, clearly one",
    ],
)
def test_weighs_headings_against_what_the_head_states(page, wanted):
    assert title(page) == wanted


def test_takes_large_type_that_begins_as_the_title_element_does():
    page = "<title>Daily Horizon - The new harbour</title><font size=2>Monday</font><font size=5><b>The new harbour takes its first ship</b></font>"
    assert title(page) == "The new harbour takes its first ship"


def test_knows_the_newspaper_by_its_name_in_the_registry():
    page = "<title>Sahifat al-Mithal: the new harbour opens</title><p>The new harbour was opened on Monday by the council of the town, and ships go in and out.</p>"
    found = extract_article(page.encode(), "http://127.0.0.1/a", source="sample")
    assert isinstance(found, Article)
    assert found.title == "the new harbour opens"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("مسرحية <i>الجدار</i> تفتتح الموسم في الرباط", "مسرحية الجدار تفتتح الموسم في الرباط"),
        ("«<em>الجدار</em>»: <b>ثلاثون</b> عرضا في موسم واحد", "«الجدار»: ثلاثون عرضا في موسم واحد"),
        ("L’équipage du <i>Sahel</i>’s est rentré", "L’équipage du Sahel’s est rentré"),
        ("<span>عاجل</span>مسرحية تفتتح الموسم في الرباط", "عاجل مسرحية تفتتح الموسم في الرباط"),
    ],
)
def test_a_heading_with_words_set_apart_is_taken_whole(heading, expected):
    assert title(f"<html><body><h1>{heading}</h1><p>نص</p></body></html>") == expected


def test_takes_no_kicker_for_the_title():
    page = "<title>FISHERY - The wood is scarce : At the quay</title><p class=surtitre>FISHERY - The wood is scarce</p><h1>At the quay</h1>"
    assert title(page) == "At the quay"


def test_takes_the_only_heading_of_the_second_rank_where_nothing_is_stated():
    boxes = "<div class=boxTitle>Our columnists</div><div class=boxTitle>Your comments</div>"
    assert title(f"{boxes}<h2>A telephone at the table</h2><p>text</p>") == "A telephone at the table"
