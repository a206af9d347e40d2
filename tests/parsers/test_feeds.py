"""Feeds as newspapers serve them."""

import pytest

from parsers.listings.feeds import read_feed

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>صحيفة</title>
<item><title>خبر أول</title><link>https://example.ma/1</link><category>سياسة</category>
<pubDate>Sat, 20 Apr 2019 10:00:00 +0100</pubDate></item>
<item><title>خبر ثان</title><link>https://example.ma/2</link></item>
<item><title>بلا رابط</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
<entry><title>Un</title><link href="/1"/><published>2019-04-20T10:00:00Z</published>
<updated>2019-04-21T10:00:00Z</updated></entry></feed>"""


def test_lists_entries_with_what_the_feed_knows_of_them():
    first, second = read_feed(RSS.format(encoding="UTF-8").encode())
    assert (first.url, first.title, first.section) == ("https://example.ma/1", "خبر أول", "سياسة")
    assert first.published == "Sat, 20 Apr 2019 10:00:00 +0100"
    assert (second.url, second.published, second.section) == ("https://example.ma/2", None, None)
    assert {first.discovered_by, second.discovered_by} == {"feed"}


def test_reads_a_windows_1256_feed():
    assert read_feed(RSS.format(encoding="windows-1256").encode("cp1256"))[0].title == "خبر أول"


def test_reads_atom_with_relative_links_and_both_dates():
    (entry,) = read_feed(ATOM.encode(), "https://example.ma/feed")
    assert entry.url == "https://example.ma/1"
    assert (entry.published, entry.lastmod) == ("2019-04-20T10:00:00Z", "2019-04-21T10:00:00Z")


@pytest.mark.parametrize("body", [b"", b"<html><p>404</p>", b"\x00\xff", b"<rss><channel>", b"{}"])
def test_what_is_no_feed_names_nothing(body):
    assert read_feed(body) == []


def test_a_feed_that_breaks_off_gives_what_came_before():
    whole = RSS.format(encoding="UTF-8").encode()
    broken = whole[: whole.index("خبر ثان".encode())]
    assert [entry.url for entry in read_feed(broken)][:1] == ["https://example.ma/1"]
