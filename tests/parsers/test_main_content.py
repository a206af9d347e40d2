# ruff: noqa: E501 - tables of names read best unbroken
"""The main text as trafilatura finds it, whatever the page's elements are called."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trafilatura.htmlprocessing import convert_tags, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.xml import xmltotxt

from parsers.pages.main_content import main_content
from parsers.pages.markup import parse

_OPTIONS = Extractor(output_format="python", comments=False, with_metadata=False)
_SENTENCE = "The council met on Monday to decide on the new market hall, which will open next spring. "
_PARAGRAPH = f"<p>{_SENTENCE * 3}</p>"
_NAMES = (
    "", "post-content", "entry", "article-body", "main", "content", "page-content", "fulltext wide", "story", "teaser",
    "Teaser big", "share-bar", "widget", "elementor-widget", "related", "unrelated", "tags", "nav", "col-md-8", "hidden",
    "x hide", "caption", "photo-caption", "comment-list", "meta", "cookie", "author", "text",
)  # fmt: skip
_ATTRIBUTES = ('class="{}"', 'id="{}"', 'id="{0}" class="{0}"', 'class="{0}" id="x"', 'role="{}"', 'style="{}"', 'data-component="{}"')  # fmt: skip


def _page(inner: str) -> str:
    return f"<html><body>{inner}</body></html>"


def _both(html: str) -> tuple[str, str]:
    """What this project finds, and what trafilatura does, which runs some boxes together: without any blanks."""
    tree = parse(html)
    assert tree is not None
    simple = convert_tags(tree_cleaning(tree, _OPTIONS), _OPTIONS)
    ours = main_content(lambda: deepcopy(simple), _OPTIONS)
    theirs, _ = extract_content(simple, _OPTIONS)
    found, expected = (xmltotxt(body, include_formatting=False) for body in (ours, theirs))
    return "".join(found.split()), "".join(expected.split())


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize("attribute", _ATTRIBUTES)
def test_keeps_and_drops_what_trafilatura_does_whatever_a_block_is_called(name: str, attribute: str) -> None:
    box = f"<div {attribute.format(name)}><p>{_SENTENCE}</p></div>"
    found, expected = _both(_page(f"<article>{_PARAGRAPH * 2}{box}{_PARAGRAPH}</article>"))
    assert found == expected


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize("tag", ["div", "section", "main", "article"])
def test_takes_the_frame_that_trafilatura_takes(tag: str, name: str) -> None:
    beside = f'<div class="col">{_PARAGRAPH * 3}</div>'
    found, expected = _both(
        _page(f'{beside}<{tag} class="{name}">{_PARAGRAPH * 3}<table><tr><td>1<td>2</table></{tag}>')
    )
    assert found == expected


_inner = st.recursive(
    st.sampled_from(
        [_PARAGRAPH, _SENTENCE, "<br>", "<p>Short.</p>", f"<blockquote>{_SENTENCE}</blockquote>tail", "<h2>On the hall</h2>",
         f"<ul><li>{_SENTENCE}<li><a href='/a'>Another</a></ul> {_SENTENCE}", "<a href='/b'>Read on</a>", f"<span>{_SENTENCE}</span>"]
    ),
    lambda inner: st.builds(
        lambda tag, attribute, name, parts: f"<{tag} {attribute.format(name)}>{''.join(parts)}</{tag}>",
        st.sampled_from(["div", "section", "article", "main", "p", "span", "ul"]),
        st.sampled_from(_ATTRIBUTES),
        st.sampled_from(_NAMES),
        st.lists(inner, max_size=5),
    ),
    max_leaves=25,
)  # fmt: skip


@given(st.lists(_inner, min_size=1, max_size=4).map("".join))
@settings(deadline=None)
def test_finds_what_trafilatura_finds_on_any_page(inner: str) -> None:
    found, expected = _both(_page(inner))
    assert found == expected
