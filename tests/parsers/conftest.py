"""Small pages of our own making, in the ways that newspapers' sites are built."""

# ruff: noqa: E501 - markup reads best as sites write it

from __future__ import annotations

from types import SimpleNamespace

import pytest

PARAGRAPHS = (
    "أعلنت الجماعة أن أشغال تهيئة الحديقة الكبرى ستنطلق في الأسبوع الأول من الشهر المقبل، بعد استكمال الدراسات التقنية والمالية المطلوبة.",
    "وأوضح المسؤول عن المشروع أن الكلفة الإجمالية تناهز أربعة ملايين درهم، وأن الأشغال ستدوم ستة أشهر على الأكثر حسب دفتر التحملات.",
    "وتطالب جمعيات الحي بإشراك السكان في اختيار التجهيزات، وبتخصيص فضاء للأطفال وممرات لذوي الاحتياجات الخاصة داخل الحديقة.",
)
FRENCH = (
    "La commune annonce que les travaux du grand jardin commenceront la première semaine du mois prochain, après la fin des études.",
    "Le responsable du projet précise que le coût total approche quatre millions de dirhams et que le chantier durera six mois au plus.",
    "Les associations du quartier demandent que les habitants participent au choix des équipements et des espaces pour les enfants.",
)


def body(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    return "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)


def modern(head: str = "", meta: str = "", after: str = "", text: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>الحديقة الكبرى ترى النور أخيرا - جريدة الأفق</title><meta property="og:site_name" content="جريدة الأفق">{head}</head>
<body><header><div class="logo">جريدة الأفق</div><span class="today">السبت 1 غشت 2026</span></header>
<main><article><h1>الحديقة الكبرى ترى النور أخيرا</h1><div class="info">{meta}</div>
<div class="content">{text or body()}</div>{after}</article></main>
<footer>© 2010-2026 جميع الحقوق محفوظة</footer></body></html>"""


def table_layout(dateline: str) -> str:
    return f"""<html dir=rtl><head><title>جريدة الأفق - الحديقة الكبرى ترى النور أخيرا</title></head><body>
<table width="960"><tr><td colspan="3"><b>جريدة الأفق</b> السبت 1 غشت 2026</td></tr><tr>
<td width="190"><b>آخر الأخبار</b><br><a href="1.html">خبر آخر لا علاقة له بالموضوع المنشور</a><br><font size="1">الجمعة 31 يوليوز 2026</font></td>
<td width="580"><table><tr><td><font size="5"><b>الحديقة الكبرى ترى النور أخيرا</b></font></td></tr>
<tr><td><font size="2">{dateline}</font></td></tr>
<tr><td><font size="4">{"".join(f"<p>{paragraph}" for paragraph in PARAGRAPHS)}</font></td></tr></table></td>
<td width="190"><b>الأكثر قراءة</b><br><a href="2.html">عنوان ثان من عناوين اليوم في الجريدة</a></td></tr></table></body></html>"""


def form_layout() -> str:
    return f"""<html><head><title>صحيفة الأفق | الحديقة الكبرى ترى النور أخيرا</title></head><body><form method="post" id="aspnetForm">
<div class="top"><span id="lblToday">السبت 18 صفر 1448 هـ - 1 أغسطس 2026م</span></div><div class="mid">
<h2><span id="lblTitle">الحديقة الكبرى ترى النور أخيرا</span></h2>
<div><span class="writer">الأحساء: حسن العلوي</span> <span class="dt">03/08/2015 08:01:02 م</span></div>
<div class="det">{"<br /><br />".join(PARAGRAPHS)}<br /></div></div></form></body></html>"""


@pytest.fixture(scope="session")
def pages() -> SimpleNamespace:
    """The builders of small pages, and the paragraphs in them."""
    return SimpleNamespace(
        body=body, modern=modern, table_layout=table_layout, form_layout=form_layout, arabic=PARAGRAPHS, french=FRENCH
    )
