"""Sitemaps, news sitemaps and indexes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.sitemaps import Child, read_sitemap

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


def test_lists_articles_with_the_day_of_their_last_change():
    first, second = read_sitemap(PLAIN).articles
    assert (first.url, first.lastmod, first.published) == ("https://example.ma/1", "2019-04-20", None)
    assert second.url == "https://example.ma/2"


def test_keeps_the_publication_date_and_title_of_a_news_sitemap():
    (article,) = read_sitemap(NEWS).articles
    assert (article.published, article.title) == ("2019-04-20T10:00:00+01:00", "خبر")


def test_lists_the_sitemaps_of_an_index():
    assert read_sitemap(INDEX).children == [
        Child("https://example.ma/s1.xml", "2019-04-30"),
        Child("https://example.ma/s2.xml.gz", None),
    ]
    assert read_sitemap(INDEX).articles == []


def test_reads_no_file_and_unfolds_no_bomb():
    assert all("root:" not in article.url and len(article.url) < 100 for article in read_sitemap(ENTITIES).articles)


def test_a_sitemap_that_breaks_off_gives_what_came_before():
    assert read_sitemap(PLAIN[: PLAIN.index(b"<url><lastmod>")]).articles[0].url == "https://example.ma/1"


@pytest.mark.parametrize("body", [b"", b" \n", b"{}", b"\x00\xff"])
def test_what_is_no_sitemap_names_nothing(body):
    assert read_sitemap(body).articles == []


@given(st.binary(max_size=300))
def test_never_raises(body):
    read_sitemap(body)
