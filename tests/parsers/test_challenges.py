"""Guards in an article's place are told from articles."""

import pytest

from parsers.article import extract_article
from parsers.pages.challenges import is_challenge

LONG = "قالت الشركة إن الموقع يطلب من زواره عبارة «أنا لست روبوتا» قبل الدخول، وشرحت سبب ذلك في بيان مطول. " * 8


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Just a moment...", ""),
        ("Just a moment...", "Enable JavaScript and cookies to continue"),
        ("news.example", "Verifying you are human. This may take a few seconds."),
        ("Application", "You need to enable JavaScript to run this app."),
        ("لحظة من فضلك", "جارٍ التحقق من المتصفح قبل الدخول إلى الموقع"),
        ("الصحيفة", "المرجو تفعيل جافا سكريبت في متصفحكم"),
        ("Un instant", "Vérifiez que vous êtes humain en cochant la case."),
        ("Journal", "JavaScript est désactivé dans votre navigateur."),
    ],
)
def test_guards_are_known_in_three_languages(title, text):
    assert is_challenge(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("La Marine a attendu un instant avant de partir", "Le navire a quitté le port à midi."),
        ("لماذا يقول الموقع أنا لست روبوتا", LONG),
        ("JavaScript turns thirty", "The language of the web was made in ten days in May 1995."),
        ("", ""),
    ],
)
def test_articles_and_empty_pages_are_none(title, text):
    assert not is_challenge(title, text)


def test_a_guard_s_page_is_refused_by_that_name():
    page = b"<html><head><title>Just a moment...</title></head><body><p>Checking your browser.</p></body></html>"
    assert extract_article(page, "https://example.org/a", "text/html").reason == "challenge"
