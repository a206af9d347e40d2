"""Sitemaps, news sitemaps and indexes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.listings.sitemaps import Child, Span, days_in_name, read_sitemap, spans

PLAIN = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://example.ma/1</loc><lastmod>2019-04-20</lastmod></url>
<url><loc> https://example.ma/2 </loc></url><url><lastmod>2019-04-20</lastmod></url></urlset>"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.ma/1</loc>
<news:news><news:publication><news:name>x</news:name><news:language>ar</news:language></news:publication>
<news:publication_date>2019-04-20T10:00:00+01:00</news:publication_date><news:title>خبر</news:title></news:news>
</url></urlset>""".encode()
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://example.ma/s1.xml</loc><lastmod>2019-04-30</lastmod></sitemap>
<sitemap><loc>https://example.ma/s2.xml.gz</loc></sitemap></sitemapindex>"""
ENTITIES = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
<urlset><url><loc>https://example.ma/&f;&b;</loc></url></urlset>"""


def read(body, size=7):
    return list(read_sitemap(body[start : start + size] for start in range(0, len(body), size)))


def test_lists_articles_with_the_day_of_their_last_change():
    first, second = read(PLAIN)
    assert (first.url, first.lastmod, first.published) == ("https://example.ma/1", "2019-04-20", None)
    assert second.url == "https://example.ma/2"


def test_keeps_the_publication_date_and_title_of_a_news_sitemap():
    (article,) = read(NEWS)
    assert (article.published, article.title) == ("2019-04-20T10:00:00+01:00", "خبر")


def test_lists_the_sitemaps_of_an_index():
    assert read(INDEX) == [
        Child("https://example.ma/s1.xml", "2019-04-30"),
        Child("https://example.ma/s2.xml.gz", None),
    ]


@given(st.integers(1, 700))
def test_pieces_of_any_size_give_the_same(size):
    assert read(NEWS, size) == read(NEWS)


def test_reads_no_file_and_unfolds_no_bomb():
    assert all("root:" not in article.url and len(article.url) < 100 for article in read(ENTITIES))


def test_a_sitemap_that_breaks_off_gives_what_came_before():
    assert read(PLAIN[: PLAIN.index(b"<url><lastmod>")])[0].url == "https://example.ma/1"


@pytest.mark.parametrize("body", [b"", b" \n", b"{}", b"\x00\xff", b"<html><p>closed</p></html>"])
def test_what_is_no_sitemap_names_nothing(body):
    assert read(body) == []


@given(st.binary(max_size=300))
def test_never_raises(body):
    read(body)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("sitemap-2019-04.xml", date(2019, 4, 1), date(2019, 4, 30)),
        ("sitemap-pt-post-2020-02.xml", date(2020, 2, 1), date(2020, 2, 29)),
        ("sitemap_201904.xml.gz", date(2019, 4, 1), date(2019, 4, 30)),
        ("sitemaps/2019/04/20.xml", date(2019, 4, 20), date(2019, 4, 20)),
        ("sitemap/20190420/", date(2019, 4, 20), date(2019, 4, 20)),
        ("sitemap-2019.xml", date(2019, 1, 1), date(2019, 12, 31)),
        ("sitemap.xml?yyyy=2019&mm=04", date(2019, 4, 1), date(2019, 4, 30)),
    ],
)
def test_reads_the_days_out_of_a_name(name, first, last):
    assert days_in_name(f"https://example.ma/{name}") == Span(first, last)


@pytest.mark.parametrize(
    "name", ["post-sitemap2.xml", "post-sitemap2019.xml", "sitemap-1234567.xml", "sitemap-2019-02-31.xml", "news.xml"]
)
def test_a_number_that_is_no_date_names_no_days(name):
    assert days_in_name(f"https://example.ma/{name}") is None


def test_counted_sitemaps_have_no_years():
    names = ["sitemap-1.xml", "sitemap-2018.xml", "sitemap-2019.xml"]
    assert set(spans([Child(f"https://example.ma/{name}", None) for name in names])) == {Span()}


@pytest.mark.parametrize("reverse", [False, True])
def test_numbered_sitemaps_begin_a_week_before_the_one_before_them_ends(reverse):
    days = ["2017-05-01", "2018-06-01", "2019-07-01"]
    numbers = ["", "2", "3"] if not reverse else ["3", "2", ""]
    children = [Child(f"https://a.ma/post-sitemap{n}.xml", day) for n, day in zip(numbers, days, strict=True)]
    assert spans(children) == [
        Span(None, date(2017, 5, 1)),
        Span(date(2017, 4, 24), date(2018, 6, 1)),
        Span(date(2018, 5, 25), date(2019, 7, 1)),
    ]


@pytest.mark.parametrize("days", [["2018-06-01", "2017-05-01", "2019-07-01"], ["2017-05-01", None, "2019-07-01"]])
def test_numbered_sitemaps_out_of_order_may_hold_anything_older(days):
    children = [Child(f"https://a.ma/post-sitemap{n}.xml", day) for n, day in enumerate(days, 1)]
    assert {span.first for span in spans(children)} == {None}


@pytest.mark.parametrize(
    ("url", "is_news"),
    [
        ("https://a.ma/news-sitemap.xml", True),
        ("https://a.ma/sitemap-news/", True),
        ("https://a.ma/googlenews.xml", True),
        ("https://news.ma/sitemap.xml", False),
        ("https://a.ma/newsletter.xml", False),
    ],
)
def test_knows_a_news_sitemap_by_its_name(url, is_news):
    assert Child(url, None).is_news is is_news
