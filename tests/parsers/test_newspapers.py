"""Pages in the markup of the software that newspapers use: `newspapers/expected.toml` says what each gives."""

import re
import tomllib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from parsers.article import extract_article
from schemas.article import Article

FOLDER = Path(__file__).parent / "newspapers"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
TEXTS = EXPECTED.pop("texts")
FETCHED = datetime(2024, 3, 20, 10, tzinfo=UTC)
BETWEEN = {"p": ("<p>", "</p>\n"), "div": ("<div>", "</div>\n"), "br": ("", "<br><br>\n")}


@pytest.fixture(params=EXPECTED, scope="module")
def page(request):
    """What is expected of a page, and the article that it gives."""
    expected = EXPECTED[request.param]
    html = (FOLDER / f"{request.param}.html").read_text(encoding="utf-8")
    body = re.sub(r"\[\[(\w+):(\w+)\]\]", _text, html).encode(expected.get("encoding", "utf-8"))
    article = extract_article(body, expected["url"], "text/html", FETCHED)
    assert isinstance(article, Article), article
    return expected, article


def _text(place):
    before, after = BETWEEN[place[2]]
    return "".join(f"{before}{paragraph}{after}" for paragraph in TEXTS[place[1]])


def test_reads_the_headline_and_who_signs_as_what(page):
    expected, article = page
    found = (article.title, list(article.authors), article.author_kind)
    assert found == (expected["title"], expected["authors"], expected.get("kind"))


def test_reads_the_day_and_time_of_publication_or_leaves_them_open(page):
    expected, article = page
    wanted = expected.get("published")
    if wanted is None:
        assert article.published_at is None
        return
    local = article.published_at.astimezone(timezone(timedelta(minutes=article.published_offset_min)))
    if isinstance(wanted, datetime):
        assert (local, local.utcoffset()) == (wanted, wanted.utcoffset())
        assert article.published_precision != "day"
    else:
        assert local.date() == wanted


def test_reads_when_it_was_changed(page):
    expected, article = page
    if "modified" in expected:
        assert article.modified_at == expected["modified"]


def test_takes_the_whole_text_and_nothing_else(page):
    expected, article = page
    assert [words for words in TEXTS[expected["text"]] if words not in article.text] == []
    assert [words for words in expected["leaks"] if words in article.text] == []


def test_every_page_is_expected():
    assert sorted(path.stem for path in FOLDER.glob("*.html")) == sorted(EXPECTED)
