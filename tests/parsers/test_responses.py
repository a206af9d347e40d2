"""Which responses can hold an article."""

import pytest

from parsers.responses import LARGEST_PAGE, refuse_response

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
