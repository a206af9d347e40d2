"""Which responses can hold an article."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.pages.responses import LARGEST_PAGE, may_pass, refuse_response, retry_after_s

HTML = b"<html><p>news</p>"


@pytest.mark.parametrize(
    ("status", "content_type", "body"),
    [
        (200, "text/html; charset=windows-1256", HTML),
        (200, "application/xhtml+xml", HTML),
        (200, None, HTML),
        (200, "TEXT/HTML", HTML),
        (203, "text/plain", HTML),
    ],
)
def test_lets_a_page_through(status, content_type, body):
    assert refuse_response(status, content_type, body) is None


@pytest.mark.parametrize(
    ("status", "content_type", "body", "reason"),
    [
        (301, "text/html", HTML, "redirected"),
        (403, "text/html", HTML, "http-403"),
        (404, "text/html", HTML, "http-404"),
        (410, "text/html", HTML, "http-410"),
        (429, "text/html", HTML, "http-429"),
        (451, "text/html", HTML, "http-4xx"),
        (503, "text/html", HTML, "http-5xx"),
        (200, "text/html", b" \n ", "empty"),
        (200, "text/html", b"%PDF-1.7 ...", "not-html"),
        (200, "image/jpeg", HTML, "not-html"),
        (200, "application/json", b"{}", "not-html"),
        (200, "text/html", b"x" * (LARGEST_PAGE + 1), "too-large"),
    ],
)
def test_refuses_by_name_what_holds_no_article(status, content_type, body, reason):
    refusal = refuse_response(status, content_type, body)
    assert (refusal.reason, refusal.stage) == (reason, "fetch")
    assert refusal.detail


NOW = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("0", 0),
        ("17", 17),
        (" 120 ", 120),
        ("9" * 400, 999_999_999),
        ("Sun, 01 Nov 2026 02:00:30 GMT", 30),
        ("Sunday, 01-Nov-26 02:00:30 GMT", 30),
        ("Sun Nov  1 02:00:30 2026", 30),
        ("Sun, 01 Nov 2026 03:00:30 +0100", 30),
        ("Sun, 01 Nov 2026 02:00:30 -0000", 30),
        ("Sun, 01 Nov 2026 01:00:00 GMT", 0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("٣٠", None),
        ("Sun, 01 Nov 20260000 02:00:30 GMT", None),
        ("", None),
        (None, None),
    ],
)
def test_reads_when_to_ask_again(stated, seconds):
    assert retry_after_s(stated, NOW) == seconds


@given(st.text())
def test_whatever_is_stated_it_is_seconds_or_nothing(stated):
    seconds = retry_after_s(stated, NOW)
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_passing_troubles_are_asked_again(status):
    assert may_pass(status)


@pytest.mark.parametrize("status", [200, 304, 400, 401, 403, 404, 410, 451, 501, 505])
def test_lasting_answers_are_not(status):
    assert not may_pass(status)
