# ruff: noqa: E501 - markup and sentences read best unbroken
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parsers.article import extract_article
from parsers.pages.datelines import visible_dates
from parsers.pages.markup import parse
from parsers.pages.outline import Outline, outline
from parsers.pages.relative_dates import read_relative
from schemas.article import Article
from schemas.page import Discovered
from schemas.vocabulary import Origin, Precision

FETCHED = datetime(2026, 8, 1, 12, tzinfo=UTC)
URL = "https://www.alofoq.example.ma/2/park"


def article(html: str, url: str = URL, **given: object) -> Article:
    found = extract_article(html.encode(), url, fetched_at=FETCHED, **given)
    assert isinstance(found, Article), found
    return found


def outline_of(meta: str) -> Outline:
    text = "So much is said of the new park that this is a long paragraph, and another one follows at once."
    tree = parse(
        f"<html><body><h1>The new park opens at last</h1><div>{meta}</div><p>{text}</p><p>{text[5:]}</p></body></html>"
    )
    assert tree is not None
    return outline(tree, "The new park opens at last", f"{text}\n{text[5:]}")


def test_takes_the_structured_date_with_its_zone(pages):
    head = '<meta property="article:published_time" content="2022-04-08T00:13:00+00:00">'
    found = article(pages.modern(head=head))
    assert found.published_at == datetime(2022, 4, 8, 0, 13, tzinfo=UTC)
    assert (found.published_origin, found.published_precision) == (Origin.META, Precision.SECOND)
    assert found.published_text == "2022-04-08T00:13:00+00:00"


@pytest.mark.parametrize(
    ("stated", "offset"), [("2024-03-20T10:00:00", 0), ("2024-07-20T10:00:00", 60), ("2024-01-20T10:00:00", 60)]
)
def test_reads_a_naive_date_in_the_countrys_zone_ramadan_included(pages, stated, offset):
    found = article(pages.modern(head=f'<meta property="article:published_time" content="{stated}">'))
    assert found.published_offset_min == offset
    assert found.published_at == datetime.fromisoformat(stated).replace(tzinfo=UTC) - timedelta(minutes=offset)


@pytest.mark.parametrize(
    ("meta", "iso"),
    [
        ("الجمعة 8 أبريل 2022 - 01:12", "2022-04-08T01:12+00:00"),
        ("نشر في 20/04/2019", "2019-04-20T00:00+01:00"),
        ("آخر تحديث: 28/07/2015 06:00 م - نشر: 27/07/2015 05:00 م", "2015-07-27T17:00+01:00"),
        ("<span>منذ 3 ساعات</span>", "2026-08-01T10:00+01:00"),
        ("السبت 16 شوال 1436 هـ", "2015-08-01T00:00+01:00"),
        ("أمس 14:30", "2026-07-31T14:30+01:00"),
        ('<time datetime="2022-04-08T01:12">الجمعة</time>', "2022-04-08T01:12+00:00"),
    ],
)
def test_reads_the_visible_dateline(pages, meta, iso):
    found = article(pages.modern(meta=meta))
    assert found.published_at == datetime.fromisoformat(iso).astimezone(UTC)


def test_reads_the_dateline_after_the_body_and_takes_it_out_of_the_text(pages):
    found = article(pages.modern(text=pages.body() + "<p>الكاتب : خديجة أزنود</p><p>بتاريخ : 20/04/2019</p>"))
    assert found.published_text == "20/04/2019"
    assert found.authors == ("خديجة أزنود",)
    assert found.text == "\n".join(pages.arabic)


def test_leaves_the_date_null_where_only_clocks_and_other_articles_have_one(pages):
    others = '<h3>مواضيع أخرى</h3><ul><li><a href="/9">خبر آخر لا علاقة له بالموضوع</a> <small>بتاريخ : 30/07/2026</small></li></ul>'
    found = article(pages.modern(after=others))
    assert (found.published_at, found.published_offset_min, found.published_origin) == (None, None, None)


def test_never_dates_an_article_after_its_fetch(pages):
    found = article(pages.modern(head='<meta property="article:published_time" content="2027-01-01T00:00:00+00:00">'))
    assert found.published_at is None


def test_keeps_the_change_apart(pages):
    head = (
        '<meta property="article:published_time" content="2022-04-08T10:00:00+00:00">'
        '<meta property="article:modified_time" content="2022-04-09T10:00:00+00:00">'
    )
    found = article(pages.modern(head=head))
    assert (found.published_at, found.modified_at) == (
        datetime(2022, 4, 8, 10, tzinfo=UTC),
        datetime(2022, 4, 9, 10, tzinfo=UTC),
    )


def test_takes_what_the_feed_stated_before_the_address(pages):
    discovered = Discovered(url=URL, discovered_by="feed", published="Fri, 08 Apr 2022 10:00:00 +0100")
    found = article(pages.modern(), "https://www.alofoq.example.ma/2022/04/07/park", discovered=discovered)
    assert (found.published_origin, found.published_at) == (Origin.FEED, datetime(2022, 4, 8, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    "path",
    ["2022/04/07/park", "2022/4/7/park.html", "a-20220407-park", "film/2022/apr/07/park", "2022/Local_news/04/07/park"],
)
def test_falls_back_on_the_day_in_the_address(pages, path):
    found = article(pages.modern(), f"https://www.alofoq.example.ma/{path}")
    assert (found.published_origin, found.published_precision) == (Origin.URL, Precision.DAY)
    assert f"{found.published_at:%F}" == "2022-04-07"


@pytest.mark.parametrize("path", ["2022/park/7", "2022/rooms/14/07/park", "2022/maybe/07/park", "120220407"])
def test_takes_no_other_figures_of_an_address_for_a_day(pages, path):
    assert article(pages.modern(), f"https://www.alofoq.example.ma/{path}").published_at is None


@pytest.mark.parametrize(
    ("before", "after", "day"),
    [
        ("آخر تحديث: 15 نونبر 2023 - 11:00", "", "2023-11-15"),
        ("<td>تاريخ النشر</td><td>15 نونبر 2023</td>", "", "2023-11-15"),
        ("<td>تاريخ النشر</td><td>15 نونبر 2023</td><td>آخر تعديل</td><td>16 نونبر 2023</td>", "", "2023-11-15"),
        ("<footer>15 نونبر 2023 - 11:00</footer>", "", "2023-11-15"),
        ("", "<footer>15 نونبر 2023 - 11:00</footer>", None),
    ],
    ids=["changed alone", "label in its own cell", "both in cells", "Drupal's footer of the head", "page's footer"],
)
def test_reads_the_day_that_stands_alone_under_its_label(pages, before, after, day):
    meta = f"<table><tr>{before}</tr></table>" if "<td>" in before else before
    found = article(pages.modern(meta=meta, after=after)).published_at
    assert (found + timedelta(hours=1)).strftime("%F") == day if day else found is None


def test_takes_no_clock_of_a_pages_header_for_a_day(pages):
    page = pages.modern().replace("السبت 1 غشت 2026", "السبت 1 غشت 2026 - 12:00")
    assert article(page).published_at is None


def test_believes_the_dateline_of_an_articles_own_header_over_a_clock_elsewhere(pages):
    meta = '<header class="head"><p>opublikowano: 15 نونبر 2023 - 11:00</p></header>'
    clock = '<div><time class="js-print-date">2023-11-20 10:00:00+01:00</time></div>'
    assert f"{article(pages.modern(meta=meta, after=clock)).published_at:%F}" == "2023-11-15"


def test_a_date_called_both_published_and_updated_is_of_publication(pages):
    meta = '<span class="entry-date published updated">15 نونبر 2023 - 11:00</span>'
    assert f"{article(pages.modern(meta=meta)).published_at:%F}" == "2023-11-15"


RENEWED = (
    '<meta property="article:published_time" content="2022-04-08T10:00:00+00:00">'
    '<meta property="article:modified_time" content="2023-11-15T10:00:00+00:00">'
)


@pytest.mark.parametrize(
    ("meta", "iso"),
    [
        ("15 نونبر 2023 - 11:00", "2023-11-15T10:00+00:00"),
        ("8 أبريل 2022 - عدل في 15 نونبر 2023", "2022-04-08T10:00+00:00"),
        ("8 أبريل 2022 - 15 نونبر 2023", "2022-04-08T10:00+00:00"),
        ("16 نونبر 2023", "2022-04-08T10:00+00:00"),
        ('<time datetime="2023-11-15T10:00:00Z">منذ يومين</time>', "2022-04-08T10:00+00:00"),
        ("", "2022-04-08T10:00+00:00"),
    ],
    ids=[
        "anew",
        "both, one a change",
        "both",
        "unconfirmed",
        "counted",
        "none",
    ],
)
def test_takes_the_new_date_of_a_page_that_shows_no_other(pages, meta, iso):
    assert article(pages.modern(head=RENEWED, meta=meta)).published_at == datetime.fromisoformat(iso)


@pytest.mark.parametrize(
    "meta",
    [
        "آخر تحديث: 15 نونبر 2023 - 11:00",
        "الأربعاء 15 نونبر 2023، آخر تحديث 11:00",
        'آخر تحديث في <time datetime="2023-11-15T10:00:00Z">15 نونبر 2023</time>',
    ],
    ids=["called a change", "called so before its time", "time of a change"],
)
def test_trusts_the_head_where_only_a_change_is_shown_but_not_after_a_season(pages, meta):
    corrected = RENEWED.replace("2022-04-08", "2023-11-02")
    found = article(pages.modern(head=corrected, meta=meta))
    assert (f"{found.published_at:%F}", f"{found.modified_at:%F}") == ("2023-11-02", "2023-11-15")
    renewed = article(pages.modern(head=RENEWED, meta=meta))
    assert (renewed.published_at, f"{renewed.modified_at:%F}") == (None, "2023-11-15")
    assert article(pages.modern(head=RENEWED, meta=meta), url="https://x.example.ma/2022/04/08/a").published_at


def test_reads_the_dateline_between_the_lead_and_the_text(pages):
    lead, *rest = pages.arabic
    text = f"<p>{lead}</p><p>07 مارس 2024 - 18:45</p>{pages.body(tuple(rest))}"
    found = article(pages.modern(text=text))
    assert found.published_at == datetime(2024, 3, 7, 18, 45, tzinfo=UTC) - timedelta(hours=1)


def test_reads_the_dateline_in_the_headlines_own_box_whatever_that_is_called(pages):
    html = (
        pages.modern(meta="07/03/2024")
        .replace("<article>", '<article><div class="widget">', 1)
        .replace('<div class="content">', '</div><div class="content">', 1)
    )
    assert article(html).published_text == "07/03/2024"


def test_reads_the_date_beside_links_to_sections_but_not_beside_one_to_another_article(pages):
    line = '17/03/2024 | <a href="/s">أخبار الجهات والمدن</a>، <a href="/v">مجتمع المدينة الكبيرة</a>'
    other = '<p>30/07/2026 <a href="/9">خبر آخر لا علاقة له بالموضوع المنشور هنا</a></p>'
    assert article(pages.modern(meta=line)).published_text == "17/03/2024"
    assert article(pages.modern(meta=line, after=other)).published_text == "17/03/2024"


@pytest.mark.parametrize(
    ("meta", "language", "shown"),
    [
        ("Aggiornato il 3 marzo 2024 - Pubblicato il 1 marzo 2024", "it", "1 marzo 2024"),
        ("Güncelleme: 3 Mart 2024 Yayınlanma: 1 Mart 2024", "tr", "1 Mart 2024"),
        ("Обновлено: 3 марта 2024 Опубликовано: 1 марта 2024", "ru", "1 марта 2024"),
        ("Actualizado: 3 de marzo de 2024 Publicado: 1 de marzo de 2024", "es", "1 de marzo de 2024"),
        ("Letzte Änderung am 3. März 2024, erschienen am 1. März 2024", "de", "1. März 2024"),
    ],
)
def test_tells_changes_from_publication_in_other_languages(meta, language, shown):
    page = outline_of(meta)
    stated = [one for one in visible_dates(page, language, FETCHED) if not one.is_change]
    assert [one.text for one in stated] == [shown]


def test_tells_apart_boxes_that_stand_side_by_side(pages):
    found = article(pages.modern(meta="<span>Par Karim Sahli</span><span>Dec 05, 2023</span><span>2 Shares</span>"))
    assert (found.published_text, found.authors) == ("Dec 05, 2023", ("Karim Sahli",))


@pytest.mark.parametrize(
    ("opening", "shown"),
    [
        ("الرباط، 12 مارس 2024 (ومع) - ", "12 مارس 2024"),
        ("(12 مارس 2024) ", "12 مارس 2024"),
        ("12 مارس 2024 -- ", "12 مارس 2024"),
        ("وفي 12 مارس 2024 صادق المجلس على المشروع، ثم ", None),
    ],
)
def test_reads_the_dateline_that_opens_a_text_but_no_event_in_it(pages, opening, shown):
    first, *rest = pages.arabic
    found = article(pages.modern(text=pages.body((opening + first + first, *rest))))
    assert found.published_text == shown


def test_reads_the_dateline_of_a_short_first_paragraph(pages):
    first = "Feb. 23, 2015 -- Allergies have been on the rise in the past decade, with little hope for a cure."
    assert article(pages.modern(text=pages.body((first, *pages.arabic)))).published_text == "Feb. 23, 2015"


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        ("<footer><p>تاريخ النشر: 12 مارس 2024</p></footer>", "12 مارس 2024"),
        ("<dl><dt>تاريخ النشر</dt><dd>12 مارس 2024</dd></dl>", "12 مارس 2024"),
        ("<p>بقلم سعيد الكحل، 12 مارس 2024</p>", "12 مارس 2024"),
        ("<p>وزار الوفد المدينة يوم 12 مارس 2024</p>", None),
        ("<p>تاريخ النشر: 12 مارس 2024</p><p>تاريخ النشر: 13 مارس 2024</p>", None),
        ('<script>window.__STATE__ = {"id":3,"publishedAt":"2024-03-12T09:30:00Z"}</script>', "2024-03-12T09:30:00Z"),
        ('<script>var o = [{"published_at":"2024-03-12"},{"published_at":"2024-03-13"}]</script>', None),
    ],
    ids=[
        "labelled in the footer",
        "behind its label",
        "in a byline",
        "of an event",
        "labelled with two days",
        "told to a script",
        "several told to a script",
    ],
)
def test_looks_farther_where_nothing_nearer_states_a_date(pages, after, shown):
    html = pages.modern().replace("</body>", f"<section>{'<a href=#>رابط</a><br>' * 12}</section>{after}</body>")
    assert article(html).published_text == shown


@pytest.mark.parametrize(
    ("state", "precision"),
    [
        ('{"publishedAt":"2024-03-12T09:30:00Z"}', Precision.SECOND),
        ('[{"publishedAt":"2024-03-12T09:30:00Z"},{"publishedAt":"2024-03-12T10:00:00Z"}]', Precision.DAY),
        ('{"publishedAt":"2024-03-11T09:30:00Z"}', Precision.DAY),
    ],
    ids=["its own", "several of the day", "of another day"],
)
def test_learns_the_time_of_the_day_shown_from_the_pages_state(pages, state, precision):
    html = pages.modern(meta="12 مارس 2024", after=f"<script>window.__STATE__ = {state}</script>")
    assert article(html).published_precision == precision


def test_leaves_alone_the_day_a_picture_was_taken(pages):
    caption = "الأشغال بالحديقة الكبرى تقترب من نهايتها، 9 مارس 2024"
    text = f'<div><img src="a.jpg" alt="{caption}"></div><p>{caption}</p>{pages.body()}'
    assert article(pages.modern(text=text)).published_at is None
    assert article(pages.modern(text=text, meta="12 مارس 2024")).published_text == "12 مارس 2024"


def test_takes_the_day_above_the_headline_for_a_clock_where_another_day_is_stated(pages):
    clock = "<main><article><div><span>السبت 1 غشت 2026</span><h1>"
    html = pages.modern(meta="12 مارس 2024").replace("<main><article><h1>", clock).replace("</h1>", "</h1></div>")
    assert article(html).published_text == "12 مارس 2024"
    assert article(html.replace("12 مارس 2024", "")).published_text == "السبت 1 غشت 2026"
    header = html.replace("</span><h1>", "</span></div><div><h1>")
    assert article(header.replace("12 مارس 2024", "")).published_at is None
    called = header.replace("<span>السبت", '<span class="post-date">السبت').replace("12 مارس 2024", "")
    assert article(called).published_text == "السبت 1 غشت 2026"


@pytest.mark.parametrize(
    "line",
    ["اليوم الآخر © 2026", "Ph. MAP / archives, 3 janvier 2022", "السوق (أرشيف، 3/12/2014)", "تصوير: سعيد، 3/12/2014"],
)
def test_takes_no_name_of_a_paper_and_no_credit_for_a_date(pages, line):
    assert article(pages.modern(meta=line)).published_at is None


@pytest.mark.parametrize("line", ["أول أمس / كتبه سعيد الكحل", "نشر أول أمس", "أول أمس على الساعة 14:00"])
def test_counts_a_day_that_ends_its_part_of_a_line(pages, line):
    assert f"{article(pages.modern(meta=line)).published_at:%F}" == "2026-07-30"


def test_leaves_alone_the_days_of_comments_and_of_the_next_article(pages):
    comment = '<div class="comments"><p>سعيد: 12 مارس 2024</p></div>'
    following = f"<article><h1>عنوان خبر آخر</h1><p>13 مارس 2024</p>{pages.body(pages.french)}</article><footer>"
    others = '<script type="application/ld+json">{"item":{"datePublished":"2024-03-14"}}</script>'
    html = pages.modern(after=comment + others).replace("<footer>", following)
    assert article(html).published_at is None


@pytest.mark.parametrize(("clock", "hour"), [("18:45", 18), ("6:45 م", 18), ("(14) تعليقا منذ 18:45 مساء أمس", 0)])
def test_adds_the_time_in_the_box_behind_the_day(pages, clock, hour):
    found = article(pages.modern(meta=f"<li>12 يناير 2024</li><li>{clock}</li>"))
    assert (found.published_at + timedelta(minutes=found.published_offset_min)).hour == hour


def test_reads_the_day_in_the_title_element(pages):
    html = pages.modern().replace("- جريدة الأفق</title>", "| جريدة الأفق | 12.03.2024</title>")
    assert article(html).published_text == "12.03.2024"


ABROAD = "https://www.alofoq-press.example.com/2/park"


@pytest.mark.parametrize(
    ("head", "shown", "offset"),
    [
        ("", "الثلاثاء 15 غشت 2023 | 16:45", 60),  # so called in Morocco alone
        ("", "الثلاثاء 2 أبريل 2024 | 16:45", 0),
        ("", "14 جويلية 2023 - 16:45", 60),  # in Algeria and Tunisia, whose clocks agree
        ("", "15 أغسطس 2023 | 16:45", 0),  # from Mauritania to Oman
        ("", "15 آب/أغسطس 2023 | 16:45", 0),  # pan-Arab papers name both
        ("", "15 آب 2023 | 16:45", 180),  # from Beirut to Baghdad clocks agree in summer
        ("", "15 كانون الثاني 2023 | 16:45", 0),  # and not in winter
        ("2023-08-15T16:45:10", "الثلاثاء 15 غشت 2023 | 16:45", 60),
        ("2023-08-15T15:45:10Z", "الثلاثاء 15 غشت 2023 | 16:45", 60),
        ("2023-08-15T16:45:10+00:00", "الثلاثاء 15 غشت 2023", 0),
    ],
)
def test_learns_the_zone_from_the_months_of_a_country_where_the_domain_tells_none(pages, head, shown, offset):
    stated = f'<meta property="article:published_time" content="{head}">' if head else ""
    found = article(pages.modern(head=stated, meta=shown), ABROAD)
    assert found.published_offset_min == offset


def test_learns_the_zone_where_an_instant_is_stated_twice(pages):
    head = '<meta property="article:published_time" content="2022-02-25T02:25:54Z">'
    found = article(pages.modern(head=head, meta="24 فبراير 2022 - 21:25"), "https://www.example.com/park")
    assert found.published_offset_min == -300
    assert found.published_at == datetime(2022, 2, 25, 2, 25, 54, tzinfo=UTC)


def test_learns_no_zone_from_a_clock_of_twelve_hours(pages):
    head = '<meta property="article:published_time" content="2022-02-25T22:20:00Z">'
    found = article(pages.modern(head=head, meta="25 فبراير 2022 - 10:20"), "https://www.example.com/park")
    assert found.published_offset_min == 0


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("منذ دقيقتين", timedelta(minutes=2)),
        ("قبل 25 دقيقة", timedelta(minutes=25)),
        ("منذ ساعة", timedelta(hours=1)),
        ("منذ ٣ أيام", timedelta(days=3)),
        ("il y a 2 heures", timedelta(hours=2)),
        ("3 hours ago", timedelta(hours=3)),
        ("أول أمس", timedelta(days=2)),
        ("hier", timedelta(days=1)),
    ],
)
def test_counts_relative_dates_from_the_fetch(text, back):
    moment = read_relative(text, FETCHED)
    assert moment is not None
    assert moment.at == FETCHED - back


def test_does_not_count_where_the_fetch_time_is_unknown(pages):
    found = extract_article(pages.modern(meta="منذ 3 ساعات").encode(), URL)
    assert isinstance(found, Article)
    assert found.published_at is None


@pytest.mark.parametrize("heading", ["مقالات للكاتب", "من خزانته"])
def test_takes_no_day_of_the_articles_that_are_listed_below(pages, heading):
    listed = "".join(f"<li><a href=/{day}>في معنى الجوار {day}</a> <span>{day}/02/2024</span></li>" for day in (11, 12))
    html = pages.modern(after=f"<div><div>{heading}</div><ul>{listed}</ul></div>")
    assert article(html).published_at is None
    signed = pages.modern(after="<p><a href=/u>سعيد الكحل</a> 12/02/2024</p>")
    assert article(signed).published_text == "12/02/2024"
