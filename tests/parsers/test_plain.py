"""Plain text as a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.pages.markup import parse
from parsers.pages.plain import is_plain_text, to_page


@pytest.mark.parametrize(
    ("content_type", "text", "plain"),
    [
        ("text/plain", "خبر قصير عن 5 < 7", True),
        ("text/plain; charset=windows-1256", "خبر", True),
        ("text/plain", "<!DOCTYPE html><title>خبر</title>", False),
        ("text/plain", "خبر<br>طويل", False),
        ("text/html", "خبر", False),
        (None, "خبر", False),
    ],
)
def test_text_is_what_is_named_so_and_has_no_markup(content_type, text, plain):
    assert is_plain_text(content_type, text) is plain


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))), max_size=6))
def test_every_line_is_in_the_page_as_it_stood(lines):
    tree = parse(to_page("\n".join(lines)))
    stated = [stripped for line in lines if (stripped := line.strip())]
    assert [element.text_content() for element in tree.iter("h1", "p") if element.text_content()] == stated
