from __future__ import annotations

import hashlib
import re
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sample
from parsers.article import explain_article, extract_article
from schemas.arrow import to_table
from schemas.article import Article
from schemas.page import Rejection
from schemas.vocabulary import Reason
from sources import Extraction, load

FETCHED = datetime(2026, 8, 1, 12, tzinfo=UTC)
URL = "https://www.alofoq.example.ma/2/park"


def test_fills_every_column_that_the_page_decides(pages):
    html = pages.modern(head='<link rel="canonical" href="https://www.alofoq.example.ma/2/park?utm_source=feed">')
    body = html.encode()
    found = extract_article(body, URL, "text/html; charset=utf-8", FETCHED)
    assert isinstance(found, Article)
    assert found.url == URL
    assert found.article_id == hashlib.sha256(URL.encode()).hexdigest()[:16]
    assert found.source == "alofoq.example.ma"
    assert (found.language, found.title) == ("ar", "الحديقة الكبرى ترى النور أخيرا")
    assert found.text == "\n".join(pages.arabic)
    assert found.word_count == len(found.text.split())
    assert (found.charset, found.charset_origin) == ("utf-8", "utf-8")
    assert found.content_sha256 == hashlib.sha256(body).hexdigest()
    assert (found.run_id, found.revision, found.warc_file, found.cluster_id) == ("", 1, None, None)
    assert found.first_fetched_at == found.fetched_at == FETCHED


def test_gives_the_same_record_from_windows_1256(pages):
    html = pages.modern().replace("©", "").replace('<meta charset="utf-8">', "")
    ours = extract_article(html.encode("cp1256"), URL, "text/html; charset=windows-1256", FETCHED)
    assert isinstance(ours, Article)
    assert (ours.text, ours.charset_origin) == ("\n".join(pages.arabic), "http")


def test_rejects_a_text_that_was_already_mojibake(pages):
    broken = pages.modern().encode().decode("cp1252", "replace")
    answer = extract_article(broken.encode(), URL, fetched_at=FETCHED)
    assert isinstance(answer, Rejection)
    assert answer.reason is Reason.MOJIBAKE


HOSTILE = {
    "nesting of 100,000": ("<div>" * 100_000 + "<p>text</p>").encode(),
    "half a million elements": b"<p>a</p>" * 500_000,
    "one line": b"one line of text",
    "no html": b"<p>" + b"A paragraph without a page around it, long enough to be a text of its own. " * 4,
    "only scripts": b"<html><script>var a</script></html>",
    "json-ld of 10 MB": b'<script type="application/ld+json">{"a":"' + b"a" * 10_000_000 + b'"}</script><p>text</p>',
    "no closing bracket": b'<script type="application/ld+json">' + b"[" * 200_000 + b"</script>",
    "a title of a million words": b"<title>" + b"word - " * 300_000 + b"</title><p>text</p>",
    "bytes of no encoding": bytes(range(256)) * 2_000,
    "a comment that never ends": b"<!-- <p>text</p>",
    "blanks": b" \n\t " * 1000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_ends_a_hostile_page_in_a_record_or_a_reason_and_soon(name):
    begun = time.process_time()
    answer = extract_article(HOSTILE[name], URL, None, FETCHED)
    assert isinstance(answer, Article | Rejection)
    assert time.process_time() - begun < 5


DAMAGES = {
    "cut off in the middle": lambda body: body[: len(body) // 2],
    "every thousandth byte lost": lambda body: b"".join(body[at : at + 999] for at in range(0, len(body), 1000)),
    "no element closed": lambda body: re.sub(rb"</[^>]*>", b"", body),
    "no quotes": lambda body: body.replace(b'"', b"").replace(b"'", b""),
    "no equals signs": lambda body: body.replace(b"=", b" "),
    "NUL before each tag": lambda body: body.replace(b"<", b"\0<"),
    "twice over": lambda body: body * 2,
    "its lines from last to first": lambda body: b"\n".join(reversed(body.split(b"\n"))),
    "every digit a nine": lambda body: re.sub(rb"\d", b"9", body),
    "braces and brackets exchanged": lambda body: body.translate(bytes.maketrans(b"{}[]", b"[]{}")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_ends_a_damaged_page_in_rows_that_can_be_written_or_a_reason(damage):
    for file in sorted((Path(sample.__file__).parent / "pages").glob("*.html")):
        answer = extract_article(DAMAGES[damage](file.read_bytes()), URL, None, FETCHED)
        assert isinstance(answer, Rejection) or to_table([answer], Article).num_rows == 1, file.name


@pytest.mark.parametrize("url", ["http://[bad", "https://", "http:///path"])
def test_rejects_an_address_that_is_none(pages, url):
    refused = extract_article(pages.modern().encode(), url)
    assert isinstance(refused, Rejection)
    assert refused.reason == Reason.BAD_URL


def test_takes_nul_bytes_out(pages):
    found = extract_article(pages.modern().replace("الحديقة", "الحد\0يقة").encode(), URL, fetched_at=FETCHED)
    assert isinstance(found, Article)
    assert found.title == "الحديقة الكبرى ترى النور أخيرا"


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.text(max_size=20),
        lambda inner: st.tuples(
            st.sampled_from(["p", "div", "a", "table", "td", "h1", "form", "b", "time"]), st.lists(inner, max_size=4)
        ),
        max_leaves=20,
    )
)
def test_raises_on_no_page(tree):
    def html(node):
        return (
            node
            if isinstance(node, str)
            else f"<{node[0]} class='author date'>{''.join(map(html, node[1]))}</{node[0]}>"
        )

    assert isinstance(extract_article(html(tree).encode("utf-8", "replace"), URL, None, FETCHED), Article | Rejection)


def test_is_the_same_each_time(pages):
    page = pages.modern(meta="بقلم : زكرياء أزنود - 20/04/2019").encode()
    assert extract_article(page, URL, None, FETCHED) == extract_article(page, URL, None, FETCHED)


def test_explains_what_was_chosen_and_what_lost(pages):
    head = '<meta property="article:published_time" content="2022-04-08T10:13:00+00:00">'
    record, reading = explain_article(
        pages.modern(head=head, meta="الجمعة 8 أبريل 2022 - 10:13").encode(), URL, None, FETCHED
    )
    assert isinstance(record, Article)
    assert reading is not None
    assert reading.title_origin
    assert reading.body.method.startswith("trafilatura")
    weights = [candidate.weight for candidate in reading.dates.candidates]
    assert len(weights) >= 2
    assert weights == sorted(weights, reverse=True)


def test_follows_a_newspapers_own_selectors(pages):
    html = pages.modern(
        meta='<i class="w">سعيد العلمي</i><i class="t">20/04/2019</i><i class="h">عنوان من اختيار الجريدة</i>'
    )
    hints = {"title": "i.h", "author": "i.w", "date": "i.t"}
    known = load("sample").model_copy(update={"extraction": Extraction.model_validate(hints)})
    found = extract_article(html.encode(), URL, None, FETCHED, known)
    assert isinstance(found, Article)
    assert (found.title, found.authors, found.published_text) == (
        "عنوان من اختيار الجريدة",
        ("سعيد العلمي",),
        "20/04/2019",
    )
    assert found.source == "sample"


@pytest.mark.parametrize("stated", ["2024-01-02T10:00:00Z", "2024-01-02", "9999-12-31T23:59:59-12:00", "منذ 3 ساعات"])
def test_a_page_whose_fetch_time_is_not_known_is_read_all_the_same(stated):
    body = f"""<html lang="ar"><head><meta property="article:published_time" content="{stated}"></head>
    <body><article><h1>عنوان الخبر في هذا اليوم</h1><p class="date">{stated}</p>
    <p>{"كلمات من متن الخبر الذي يطول. " * 30}</p></article></body></html>"""
    article = extract_article(body.encode(), "https://example.ma/khabar")
    assert article.title == "عنوان الخبر في هذا اليوم"
