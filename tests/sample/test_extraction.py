"""What the parsers read on our own newspaper's pages, as they come over HTTP."""

from datetime import UTC, datetime

import httpx
import pytest

import sample
from parsers.article import extract_article
from parsers.facts import find_facts
from sources import load

EXPECTED = sample.expectations()
GAPS = {
    "headline": [],
    "day": [],
    "body": [],
    "facts": [
        "/ra2y/jeel.html",
    ],
    "reason": [],
}
"""What the parsers are known to miss; a page leaves the list when it is read right."""
FETCHED = datetime(2026, 11, 2, 9, tzinfo=UTC)


def pages(paths, aspect):
    """Mark the pages that are known to be misread in one aspect."""
    gap = pytest.mark.xfail(reason="known gap of the parsers", strict=True)
    return [pytest.param(path, marks=gap if path in GAPS[aspect] else ()) for path in paths]


@pytest.fixture(scope="module")
def articles():
    """Each article page as the parsers read it, by path."""
    with sample.serve(sample.make_app(today=FETCHED.date)) as origin, httpx.Client() as client:
        return {path: read(client.get(origin + path)) for path in EXPECTED}


def read(response):
    kind = response.headers["content-type"]
    return extract_article(response.content, str(response.url), kind, FETCHED, load("sample"))


@pytest.mark.parametrize("path", pages(EXPECTED, "headline"))
def test_reads_headline_authors_and_language(articles, path):
    article, expected = articles[path], EXPECTED[path]
    assert (article.title, article.authors, article.author_kind, article.language) == (
        expected.title,
        expected.authors,
        expected.author_kind,
        expected.language,
    )


@pytest.mark.parametrize("path", pages(EXPECTED, "day"))
def test_reads_the_day_and_makes_none_up(articles, path):
    moment = articles[path].published_at
    assert (moment and moment.astimezone(load("sample").zone).date()) == EXPECTED[path].published


@pytest.mark.parametrize("path", pages(EXPECTED, "body"))
def test_keeps_the_body_and_drops_what_stands_around_it(articles, path):
    text, expected = articles[path].text, EXPECTED[path]
    assert [words for words in expected.holds if words not in text] == []
    assert [words for words in expected.lacks if words in text] == []


@pytest.mark.parametrize("path", pages(EXPECTED, "facts"))
def test_finds_the_facts(articles, path):
    article = articles[path]
    found = find_facts(article.text, article.language, load("sample").country)
    assert [fact for fact in EXPECTED[path].facts if not any(agrees(fact, other) for other in found)] == []


def bounds(fact):
    return [fact.value] if fact.value_max is None else [fact.value, fact.value_max]


def agrees(expected, found):
    """Same kind, value, unit and bound, at overlapping numbers, the counted noun within what was found."""
    return (
        (found.kind, found.comparator) == (expected.kind, expected.comparator)
        and bounds(found) == pytest.approx(bounds(expected), rel=1e-6)
        and found.unit == expected.unit
        and (found.number in expected.number or expected.number in found.number)
        and (expected.counted or "").split(" ")[0] in (found.counted or "")
    )


REFUSED = [path for path, reason in sample.outcomes().items() if reason in ("not-html", "soft-404")]


@pytest.mark.parametrize("path", pages(REFUSED, "reason"))
def test_what_is_no_article_is_refused_for_its_reason(path):
    with sample.serve() as origin:
        assert read(httpx.get(origin + path)).reason == sample.outcomes()[path]
