"""The section that a page shows."""

import pytest
from lxml.html import fromstring

from parsers.pages.sections import visible_section

URL = "https://www.example.ma/articles/1"


@pytest.mark.parametrize(
    ("html", "section"),
    [
        (
            '<nav class="breadcrumbs"><a href="/">الرئيسية</a> › <a href="/eco">اقتصاد</a> › <span>خبر</span></nav>',
            "اقتصاد",
        ),
        (
            '<div id="Breadcrumb"><a href="https://www.example.ma/">X</a><a href="/n">News</a><a href="/p">Y</a></div>',
            "News",
        ),
        ('<ol class="breadcrumb"><a href="/index.html">Startseite</a><a href="/l">Lokales</a></ol>', "Lokales"),
        ('<p class="fil-ariane"><a href="index.php?s=3">Société</a></p>', "Société"),
        ('<div class="meta"><a href="/category/sport" rel="category tag">رياضة</a></div>', "رياضة"),
        ('<div class="breadcrumb"><a href="/">Accueil</a><a href="/articles/1">Le titre</a></div>', None),
        ('<ol class="breadcrumb"><a href="http://[bad">Presse</a></ol>', "Presse"),
        ('<div class="breadcrumb"></div><div class="menu"><a href="/eco">اقتصاد</a></div>', None),
        (f'<div class="breadcrumb"><a href="/x">{"طويل " * 20}</a></div>', None),
    ],
)
def test_reads_the_first_step_from_the_home_page(html, section):
    page = f"<html><body>{html}<p>نص</p></body></html>"
    assert visible_section(fromstring(page), page, URL, "Le titre") == section
