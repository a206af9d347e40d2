# ruff: noqa: E501 - markup and sentences read best unbroken
from __future__ import annotations

from parsers.pages.markup import parse
from parsers.pages.metadata import absolute, read_metadata


def test_reads_section_tags_description_and_image():
    tree = parse(
        '<html lang="ar"><head><meta property="article:section" content="مجتمع"><meta name="keywords" content="حديقة، مدينة, حديقة">'
        '<meta property="og:description" content="ملخص"><meta property="og:image" content="/i.jpg"></head><body>x</body></html>'
    )
    assert tree is not None
    metadata = read_metadata(tree)
    assert (metadata.section, metadata.tags, metadata.description) == ("مجتمع", ("حديقة", "مدينة"), "ملخص")
    assert metadata.image_url("https://example.ma/a/b") == "https://example.ma/i.jpg"
    assert metadata.declared_language == "ar"


def test_gives_no_address_for_what_is_none():
    assert absolute("https://example.ma/", "javascript:void(0)") is None
    assert absolute("https://example.ma/", "http://[bad") is None
