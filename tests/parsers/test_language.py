# ruff: noqa: E501 - markup and sentences read best unbroken
from __future__ import annotations

import pytest

from parsers.language import detect_language


def test_believes_the_text_before_the_declaration(pages):
    assert detect_language(" ".join(pages.arabic), "fr-FR") == "ar"
    assert detect_language(" ".join(pages.french), "ar") == "fr"


@pytest.mark.parametrize(("declared", "language"), [("ar-MA", "ar"), ("fr_FR", "fr"), ("", None)])
def test_takes_what_is_declared_where_the_text_is_too_short(declared, language):
    assert detect_language("2024", declared) == language


def test_tells_persian_from_arabic():
    text = "شهرداری اعلام کرد که کارهای پارک بزرگ از هفته آینده آغاز می شود و شش ماه طول می کشد. پروژه چهار میلیون هزینه دارد"
    assert detect_language(text) == "fa"
