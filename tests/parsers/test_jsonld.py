# ruff: noqa: E501 - markup and sentences read best unbroken
from __future__ import annotations

import json
import time

import pytest

from parsers.pages.jsonld import LinkedArticle, Name, read_linked_data
from parsers.pages.markup import parse


def read(*blocks: object, head: str = "") -> LinkedArticle:
    scripts = "".join(
        f'<script type="application/ld+json">{block if isinstance(block, str) else json.dumps(block, ensure_ascii=False)}</script>'
        for block in blocks
    )
    tree = parse(f"<html><head>{head}{scripts}</head><body><p>text</p></body></html>")
    assert tree is not None
    return read_linked_data(tree)


ARTICLE = {"@type": "NewsArticle", "headline": "عنوان", "datePublished": "2022-04-08T00:13:00+00:00"}


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("سعيد العلمي", [Name("سعيد العلمي")]),
        ({"@type": "Person", "name": "سعيد العلمي"}, [Name("سعيد العلمي")]),
        ({"@type": "Organization", "name": "الأفق"}, [Name("الأفق", group=True)]),
        ([{"name": "A B"}, {"name": "C D"}], [Name("A B"), Name("C D")]),
        ([["A B"], "C D"], [Name("A B"), Name("C D")]),
        ({"name": ["A B", "C D"]}, [Name("A B"), Name("C D")]),
        ({"name": {"@value": "A B"}}, [Name("A B")]),
        (None, []),
        (7, []),
        ({"name": "L&#39;Express"}, [Name("L'Express")]),
    ],
)
def test_reads_authors_in_all_their_forms(author, names):
    assert read({**ARTICLE, "author": author}).authors == names


def test_follows_a_reference_to_a_person_elsewhere_in_the_graph():
    graph = {"@graph": [{**ARTICLE, "author": {"@id": "#p"}}, {"@type": "Person", "@id": "#p", "name": "نادية بناني"}]}
    assert read(graph).authors == [Name("نادية بناني")]


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type":"NewsArticle","headline":"عنوان","datePublished":"2022-04-08T00:13:00+00:00",}',
        '<!-- {"@type":"NewsArticle","headline":"عنوان","datePublished":"2022-04-08T00:13:00+00:00"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"عنوان","datePublished":"2022-04-08T00:13:00+00:00"}\n//]]>',
        '{"@type":"NewsArticle","headline":"عنوان","description":"a\nb","datePublished":"2022-04-08T00:13:00+00:00"}',
        '{"@type":"NewsArticle","headline":"عنوان","datePublished":"2022-04-08T00:13:00+00:00","description":"a "b" c"}',
    ],
)
def test_mends_broken_json(broken):
    article = read(broken)
    assert article.headline == "عنوان"
    assert article.published == "2022-04-08T00:13:00+00:00"


def test_prefers_the_article_over_teasers_of_others():
    teaser = {"@type": "NewsArticle", "headline": "خبر آخر", "datePublished": "2026-01-01"}
    full = {**ARTICLE, "author": "سعيد العلمي", "publisher": {"name": "الأفق"}}
    article = read(teaser, full)
    assert (article.headline, article.published) == ("عنوان", ARTICLE["datePublished"])


@pytest.mark.parametrize(
    "named",
    [
        {"url": "https://a.ma/2/"},
        {"mainEntityOfPage": "https://a.ma/2"},
        {"mainEntityOfPage": {"@type": "WebPage", "@id": "https://a.ma/2#page"}},
    ],
)
@pytest.mark.parametrize(
    "head", ['<link rel="canonical" href="https://a.ma/2">', '<meta property="og:url" content="https://a.ma/2/">']
)
def test_prefers_the_article_that_has_the_pages_address_over_fuller_ones(named, head):
    other = {**ARTICLE, "headline": "خبر آخر", "author": "A B", "publisher": "P", "url": "https://a.ma/3"}
    assert read({"@graph": [other, {**ARTICLE, **named}]}, head=head).headline == "عنوان"
    assert read({"@graph": [other, {**ARTICLE, **named}]}).headline == "خبر آخر"


def test_leaves_a_live_blogs_many_authors_and_large_blocks_alone():
    crowd = {**ARTICLE, "author": [{"@type": "Person", "name": f"A B{number}"} for number in range(1_700)]}
    begun = time.process_time()
    assert read(crowd).authors == []
    assert read({**ARTICLE, "articleBody": "a b c " * 400_000}).headline == ""
    assert read("[" * 100_000).headline == ""
    assert time.process_time() - begun < 2
