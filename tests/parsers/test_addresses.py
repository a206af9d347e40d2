"""Which address names an article, and which addresses are of one site."""

import pytest

from parsers.pages.addresses import canonical_url, country_of, same_site


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        ("https://www.example.ma/a", "https://www.example.ma/a"),
        ("/a", "https://www.example.ma/a"),
        ("https://www.example.ma/", "https://www.example.ma/b"),
        ("https://elsewhere.example.org/a", "https://www.example.ma/b"),
        ("http://[bad", "https://www.example.ma/b"),
        ("", "https://www.example.ma/b"),
        ("https://m.example.ma/a", "https://m.example.ma/a"),
    ],
)
def test_believes_a_canonical_link_only_where_it_is_plausible(stated, url):
    assert canonical_url("https://www.example.ma/b?utm_source=x", stated) == url


@pytest.mark.parametrize(
    ("url", "other", "same"),
    [
        ("https://www.example.ma/a", "http://m.example.ma/b", True),
        ("https://ar.news.gov.ma/a", "https://news.gov.ma/a", True),
        ("https://one.co.uk/a", "https://other.co.uk/a", False),
        ("https://example.ma/a", "https://example.ma.evil.example/a", False),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:9000/b", True),
        ("http://127.0.0.1/a", "http://10.0.0.1/a", False),
        ("not an address", "https://example.ma/", False),
    ],
)
def test_knows_the_addresses_of_one_site(url, other, same):
    assert same_site(url, other) is same


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.example.ma/a", "MA"),
        ("https://news.example.com.eg/a", "EG"),
        ("https://example.co.uk", "GB"),
        ("https://example.tv/a", None),
        ("https://example.news", None),
        ("http://127.0.0.1:8000/a", None),
        ("file:///article.txt", None),
        ("https://example.xx", None),
    ],
)
def test_knows_the_country_of_a_domain(url, country):
    assert country_of(url) == country


@pytest.mark.parametrize(
    ("url", "language", "country"),
    [
        ("https://example.ly/a", "ar", "LY"),
        ("https://example.co/a", "es", "CO"),
        ("https://example.ly/a", "fr", None),
        ("https://example.ai/a", "en", None),
        ("https://example.ma/a", "en", "MA"),
    ],
)
def test_believes_a_domain_sold_to_all_where_the_page_speaks_its_language(url, language, country):
    assert country_of(url, language) == country
