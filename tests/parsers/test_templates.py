"""Pages as newspapers' software makes them, around words of our own: `templates/expected.toml` says what each gives."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parsers.article import extract_article
from schemas.article import Article

FOLDER = Path(__file__).parent / "templates"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
FETCHED = datetime(2023, 5, 14, 11, tzinfo=UTC)


@pytest.fixture(params=EXPECTED, scope="module")
def page(request):
    """What is expected of a page, and the article that it gives."""
    expected = EXPECTED[request.param]
    body = (FOLDER / f"{request.param}.html").read_bytes()
    article = extract_article(body, expected["url"], "text/html", FETCHED)
    assert isinstance(article, Article), article
    return expected, article


def test_reads_the_headline_and_who_signs(page):
    expected, article = page
    assert (article.title, list(article.authors)) == (expected["title"], expected["authors"])


def test_reads_the_day_of_publication_or_leaves_it_open(page):
    expected, article = page
    local = article.published_at and (article.published_at + timedelta(minutes=article.published_offset_min)).date()
    assert local == expected.get("day")


def test_takes_the_whole_article_and_nothing_else(page):
    expected, article = page
    lines = article.text.split("\n")
    assert lines[0].startswith(("أعلنت الوكالة", "الرباط / 5 ماي", "L'Office régional", "Rabat - The regional"))
    assert lines[-1].endswith(("أحياء المدينة كلها.", "premières années.", "coming seasons.", "12 شتنبر 2022."))
    assert [words for words in expected.get("leaks", ()) if words in article.text] == []


def test_every_page_is_expected():
    assert sorted(path.stem for path in FOLDER.glob("*.html")) == sorted(EXPECTED)
