"""Plain text as a page: its first line is the headline, each other line a paragraph."""

from __future__ import annotations

import re
from html import escape

_TAG = re.compile(r"<(?:!doctype|html|head|body|article|div|p|br|span|table)\b", re.IGNORECASE)


def is_plain_text(content_type: str | None, text: str) -> bool:
    """Say whether a body is plain text: named so, and without the markup that servers send under that name, too.

    >>> is_plain_text("text/plain; charset=utf-8", "عنوان"), is_plain_text("text/plain", "<p>عنوان</p>")
    (True, False)
    """
    return (content_type or "").lower().startswith("text/plain") and not _TAG.search(text)


def to_page(text: str) -> str:
    r"""Mark plain text up, so that it goes the way of all pages.

    >>> to_page("عنوان\n\n1 < 2")
    '<html><body><article><h1>عنوان</h1><p>1 &lt; 2</p></article></body></html>'
    """
    headline, *paragraphs = [stripped for line in text.splitlines() if (stripped := line.strip())] or [""]
    body = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    return f"<html><body><article><h1>{escape(headline, quote=False)}</h1>{body}</article></body></html>"
