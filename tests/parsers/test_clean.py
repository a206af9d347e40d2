# ruff: noqa: E501 - markup and sentences read best unbroken
from __future__ import annotations

import pytest

from parsers.pages.clean import extract_body
from parsers.pages.edges import trim
from parsers.pages.furniture_lines import drop_lines
from parsers.pages.markup import parse
from sources import Extraction


def text(html: str, **given: object) -> str:
    tree = parse(html)
    assert tree is not None
    return extract_body(tree, title="الحديقة الكبرى ترى النور أخيرا", **given).text


def hints(**given: object) -> Extraction:
    return Extraction.model_validate(given)


@pytest.mark.parametrize("layout", ["modern", "form_layout"])
def test_takes_the_body_and_nothing_else(pages, layout):
    assert text(getattr(pages, layout)()) == "\n".join(pages.arabic)


def test_takes_the_body_out_of_a_layout_of_tables(pages):
    assert text(pages.table_layout("بقلم/ سعيد البوعناني | الخميس 25 نونبر 2021")) == "\n".join(pages.arabic)


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="lire-aussi"><b>اقرأ أيضا: </b><a href="/1">خبر آخر لا علاقة له بالموضوع</a></div>',
        '<div><strong>شاهد أيضا:</strong> <a href="/1">خبر آخر لا علاقة له بالموضوع</a></div>',
        '<div class="pub">إعلان - تابع القراءة في الأسفل</div>',
        '<ul class="share"><li>Facebook</li><li>شارك هذا المقال مع أصدقائك</li></ul>',
        "<figure><img src=x><figcaption>صورة: أرشيف</figcaption></figure>",
        "<script>var x = 1</script>",
        '<blockquote class="image-field-caption"><p>متطوعون يغرسون أشجارا على جانبي الممر</p></blockquote>',
        '<p class="imgDesc">أرشيفية - عمال ينظفون الحديقة</p>',
        '<dl><dt><img src=x></dt><dd class="spip_doc_titre"><strong>عمال ينظفون الحديقة</strong></dd></dl>',
        '<table class="tr-caption-container"><tr><td class="tr-caption">عمال ينظفون الحديقة</td></tr></table>',
        '<div class="Paywall_gate__1"><p>ادعموا صحافة مستقلة بدرهم واحد</p></div>',
        '<div class="story-poll"><h3>استطلاع الأفق</h3><p>هل تؤيد تهيئة الحديقة؟</p></div>',
        '<div class="td-a-rec"><span class="td-adspot-title">- الإعلانات -</span></div>',
        "<p>- الإعلانات -</p>",
        "<p>[إعلان]</p>",
        "<p>تصوير: سعيد الكحل</p>",
        "<p>هذا المحتوى للمشتركين فقط</p>",
        "<p>الكلمات المفتاحية: حديقة، جماعة</p>",
        "<p>الآراء الواردة في هذه الصفحة لا تعبر بالضرورة عن رأي الجريدة.</p>",
    ],
)
def test_leaves_out_furniture_between_paragraphs(pages, furniture):
    first, *rest = pages.arabic
    inside = f"<p>{first}</p>{furniture}" + pages.body(tuple(rest))
    assert text(pages.modern(text=inside)) == "\n".join(pages.arabic)


def test_leaves_out_the_comments_under_a_heading_without_a_class(pages):
    comments = "<h3>تعليقات القراء</h3><div><b>مغربي حر</b><p>الله يصلح الأحوال، هذه الأخبار تتكرر كل سنة بدون نتيجة تذكر</p></div>"
    assert text(pages.modern(after=comments)) == "\n".join(pages.arabic)


def test_takes_the_articles_own_json_ld_where_the_cleaner_missed_it(pages):
    stated = "\n".join(pages.arabic)
    assert (
        text("<html><body><p>اشترك في نشرتنا البريدية اليومية لتصلك آخر الأخبار</p></body></html>", stated=stated)
        == stated
    )


def test_reads_markup_in_json_ld_as_paragraphs(pages):
    stated = "".join(f"<p>{paragraph}</p>" for paragraph in pages.arabic)
    assert text("<html><body><p>x</p></body></html>", stated=stated) == "\n".join(pages.arabic)


def test_follows_a_newspapers_own_selectors(pages):
    page = f'<html><body><div class="z"><p>{pages.arabic[0]}</p><div class="q">سطر دخيل</div><p>{pages.arabic[1]}</p><p>{pages.arabic[2]}</p></div></body></html>'
    assert text(page, hints=hints(body="div.z", drop=["div.q"])) == "\n".join(pages.arabic)


def test_drops_a_newspapers_own_repeated_lines(pages):
    inside = pages.body() + "<p>انضموا إلى قناة الأفق لمتابعة كل جديد في مدينتكم وجهتكم</p>"
    known = ("انضموا إلى قناة الأفق لمتابعة كل جديد في مدينتكم وجهتكم",)
    assert text(pages.modern(text=inside), hints=hints(furniture=known)) == "\n".join(pages.arabic)


@pytest.mark.parametrize("box", ["p", "div"])
def test_a_wrapped_source_ends_no_line(pages, box):
    wrapped = "".join(
        f"<{box}>\n    {paragraph.replace(' ', chr(10) + '    ')}\n</{box}>" for paragraph in pages.arabic
    )
    assert text(pages.modern(text=wrapped)) == "\n".join(pages.arabic)
    assert text(f'<div class="z">{wrapped}</div>', hints=hints(body="div.z")) == "\n".join(pages.arabic)


def test_keeps_what_a_text_repeats_but_not_what_a_page_shows_twice(pages):
    first, second, third = pages.arabic
    answers = ("هل تغير شيء؟", "لا.", first, "هل سيتغير شيء؟", "لا.", second, second, third)
    lines = text(pages.modern(text=pages.body(answers))).split("\n")
    assert lines == [*answers[:6], third]


def test_leaves_the_tree_as_it_was(pages):
    tree = parse(pages.modern())
    assert tree is not None
    before = len(list(tree.iter()))
    extract_body(tree)
    assert len(list(tree.iter())) == before


def test_keeps_a_paragraph_that_only_mentions_what_furniture_says():
    line = "إعلان الرباط وثيقة وقعتها الأطراف المعنية بعد مفاوضات طويلة، وتنص على التزامات متبادلة بين الموقعين عليها في مختلف المجالات، كما تحدد جدولا زمنيا للتنفيذ."
    assert drop_lines([line]) == [line]


@pytest.mark.parametrize(
    "line",
    ["Copyright 2024 The Example Press. All rights reserved.", "Jane Doe can be reached at jane@herald.example.", "Quelle: Boten",
     "المصدر: مجلة الأفق"],
)  # fmt: skip
def test_cuts_what_a_text_closes_with(line):
    paragraph = "The council met on Monday to decide on the new market hall, which opens next spring. " * 4
    assert trim([paragraph, line], "Title") == [paragraph]


def test_keeps_an_address_that_the_text_is_about():
    lines = ["Der Treff ist offen. " * 20, "Auskunft erteilt Anne Muster, Telefon 02382 59463, muster@stadt.example."]
    assert trim(lines, "Titel", "de") == lines


def test_cuts_the_deck_over_a_dateline():
    paragraph = "دخلت المحطة حيز الخدمة منتصف الأسبوع لتضع حدا لانقطاعات أرهقت السكان طوال صيفين متتاليين."
    assert trim(["ناشطون يطالبون بنشر القياسات", "نُشر: 17:42-5 مارس 2024 م", paragraph], "عنوان", "ar") == [paragraph]


def test_leaves_out_a_line_that_begins_with_a_picture():
    assert drop_lines(["O texto.", "📱 Clique aqui para seguir o canal no WhatsApp"]) == ["O texto."]


def test_leaves_out_what_leads_on_before_a_colon_alone():
    assert drop_lines(["MORE: Plough drivers wanted", "More than 20 ploughs are out."]) == [
        "More than 20 ploughs are out."
    ]


def test_keeps_boxes_apart_in_a_frame_with_loose_words():
    told = "<p>عادت الأضواء إلى القاعة الوحيدة في الحي القديم ووقف المئات في طابور طويل لمشاهدة فيلم يعرفونه.</p>\n" * 4
    head = '<a href="/s">ثقافة</a><h1>قاعة سينما مغلقة تفتح أبوابها</h1><div><div><span>كلمة (هنا)</span></div></div>\n'
    assert "هنا)\nعادت" in text(f"<html><body><main><div>{head}<div>{told}</div></div></main></body></html>")


def test_cuts_what_follows_a_closing_byline():
    lines = [
        "نص أول طويل بما يكفي ليكون فقرة كاملة من الخبر المنشور." * 5,
        "الكاتب : خديجة أزنود",
        "بتاريخ : 20/04/2019",
        "إصدار جديد",
    ]
    assert trim(lines, "عنوان") == lines[:1]


def test_keeps_a_schedule_whose_days_head_lists():
    lines = [
        "برنامج المباريات كما أعلنته الجامعة بالتفصيل يوما بيوم." * 6,
        "الجمعة 3 مارس 2017:",
        "الفريق الأول * الفريق الثاني",
    ]
    assert trim(lines, "عنوان", "ar") == lines


def test_goes_the_generic_way_where_a_selector_no_longer_fits(pages):
    assert text(pages.modern(), hints=hints(body="div.gone")) == "\n".join(pages.arabic)


@pytest.mark.parametrize("piece", ["<a href='/x'>x</a> ", "text<br>", "<p>x yy</p>"])
def test_spares_a_page_of_tens_of_thousands_of_elements_other_extractors(piece: str) -> None:
    tree = parse(f"<html><body><h1>Bridge</h1><div>{piece * 31_000}</div></body></html>")
    assert tree is not None
    assert extract_body(tree, title="Bridge").method != "trafilatura"


@pytest.mark.parametrize("class_", ["paywall", "photo_desc"])
def test_keeps_paragraphs_whose_names_only_resemble_furnitures(pages, class_):
    first, *rest = pages.arabic
    inside = f'<p class="{class_}">{first}</p>' + pages.body(tuple(rest))
    assert text(pages.modern(text=inside)) == "\n".join(pages.arabic)


def test_leaves_paragraphs_apart_between_which_furniture_stood(pages):
    first, *rest = pages.arabic
    assert text(pages.modern(text=f'{first}<div id="poll-widget"></div>{"<br>".join(rest)}')) == "\n".join(pages.arabic)


@pytest.mark.parametrize("heading", ["آراء القراء", "مقالات للكاتب", "مواقيت الصلاة"])
def test_leaves_out_what_stands_under_a_heading_of_something_else(pages, heading):
    box = f"<div><div class=h>{heading}</div><div><h6>بحار</h6><p>الوسطاء هم أصل المشكل، والله المستعان على كل حال</p></div></div>"
    assert text(pages.modern(after=box)) == "\n".join(pages.arabic)


def test_leaves_out_the_byline_behind_a_standfirst():
    standfirst = "Glaciologue, Bertrand Chamoux mesure le même glacier depuis vingt-sept ans."
    paragraph = "Nous avons perdu en un seul été près de quatre mètres d'épaisseur sur la langue terminale."
    told = ["Recueilli par Maëlys Courvoisier-Thuin", "Publié le", "29 septembre 2023 à 18h03", "Lecture : 3 min"]
    assert trim([standfirst, *told, paragraph], "Titre", "fr") == [standfirst, paragraph]
    dated = [standfirst, "29 septembre 2023", paragraph * 4]
    assert trim(dated, "Titre", "fr") == dated


def test_cuts_a_list_at_no_name_within_it():
    line = "Carolyn Petit, managing editor"
    listed = ["The games of the year, told one by one by those who played them for longest." * 9, line, "1. A game"]
    assert trim([*listed, line], "Title", "en") == listed
