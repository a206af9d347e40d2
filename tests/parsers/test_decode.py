from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.pages.decode import Decoded, decode, is_mojibake
from schemas.page import Rejection
from schemas.vocabulary import Reason

ARABIC = "أعلنت الجماعة أن أشغال تهيئة الحديقة الكبرى ستنطلق في الأسبوع الأول من الشهر المقبل بعد الدراسات. " * 20


@pytest.mark.parametrize(
    ("body", "content_type", "charset", "origin"),
    [
        (b"\xef\xbb\xbf" + ARABIC.encode(), "text/html; charset=windows-1256", "utf-8", "bom"),
        (ARABIC.encode("utf-16"), None, "utf-16-le", "bom"),
        (ARABIC.encode(), "text/html; charset=windows-1256", "utf-8", "utf-8"),
        (ARABIC.encode("cp1256"), "text/html; charset=windows-1256", "cp1256", "http"),
        (b'<meta charset="windows-1256">' + ARABIC.encode("cp1256"), None, "cp1256", "meta"),
        (
            b'<meta http-equiv=x content="text/html; charset=windows-1256">' + ARABIC.encode("cp1256"),
            None,
            "cp1256",
            "meta",
        ),
        (ARABIC.encode("cp1256"), None, "cp1256", "detected"),
        ("déjà vu à la mairie, été".encode("latin-1"), "text/html; charset=iso-8859-1", "cp1252", "http"),
    ],
)
def test_names_the_encoding_and_what_decided_it(body, content_type, charset, origin):
    decoded = decode(body, content_type)
    assert isinstance(decoded, Decoded)
    assert (decoded.charset, decoded.origin) == (charset, origin)
    assert "\ufffd" not in decoded.text


def test_does_not_believe_a_header_that_says_utf_8_for_windows_1256():
    decoded = decode(ARABIC.encode("cp1256"), "text/html; charset=utf-8")
    assert isinstance(decoded, Decoded)
    assert decoded.text == ARABIC


def test_forgives_one_cut_byte_in_a_declared_utf_8_page():
    decoded = decode(ARABIC.encode()[:-2], "text/html; charset=utf-8")
    assert isinstance(decoded, Decoded)
    assert decoded.text.startswith("أعلنت")


def test_rejects_bytes_that_are_no_text():
    answer = decode(bytes(range(256)) * 500)
    assert isinstance(answer, Rejection)
    assert answer.reason is Reason.BAD_ENCODING


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_knows_utf_8_that_was_read_as_latin_letters(wrong):
    assert is_mojibake(ARABIC.encode().decode(wrong, "replace"))


@pytest.mark.parametrize(
    "text", [ARABIC, "Où êtes-vous ? À Fès, l'été a été très chaud.", "Ørsted bygger på Ærø", "What?? Really?? Yes."]
)
def test_takes_no_sound_text_for_mojibake(text):
    assert not is_mojibake(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_reads_back_any_utf_8(text):
    decoded = decode(text.encode())
    assert isinstance(decoded, Decoded)
    assert decoded.text == text.removeprefix("\ufeff")
