"""What listings name, read from answers as servers give them, whole and broken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.listings.listings import read_captures, read_links, read_posts, read_url_list


def posts(*records):
    return json.dumps(records).encode()


def test_keeps_what_wordpress_says_of_a_post():
    (post,) = read_posts(
        posts({"link": "http://a.ma/1", "date": "2019-04-20T11:00:00", "date_gmt": "2019-04-20T10:00:00",
               "modified": "2019-04-21T11:00:00", "title": {"rendered": "L&rsquo;eau &amp; la terre"}})
    )  # fmt: skip
    assert (post.url, post.discovered_by) == ("http://a.ma/1", "wordpress")
    assert (post.published, post.lastmod) == ("2019-04-20T10:00:00Z", "2019-04-21T11:00:00")
    assert post.title == "L’eau & la terre"


@pytest.mark.parametrize("gmt", ["0000-00-00T00:00:00", "", None, 7])
def test_an_empty_moment_in_utc_gives_way_to_the_local_one(gmt):
    (post,) = read_posts(posts({"link": "http://a.ma/1", "date_gmt": gmt, "date": "2019-04-20T11:00:00"}))
    assert post.published == "2019-04-20T11:00:00"


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"code": "rest_no_route"}', b"7", b"[" * 100_000])
def test_what_is_no_list_of_posts_is_none(body):
    assert read_posts(body) is None


def test_posts_without_a_link_are_left_out():
    assert read_posts(posts({"title": "x"}, 7, None, {"link": 5})) == []


def test_the_last_part_of_the_wayback_index_has_no_key():
    captures = read_captures(b"http://a.ma/1\r\nftp://a.ma/x\r\nhttps://a.ma/2\r\n")
    assert captures.urls == ["http://a.ma/1", "https://a.ma/2"]
    assert captures.resume is None


def test_an_empty_wayback_index_has_nothing():
    assert read_captures(b"") == read_captures(b"\n")
    assert read_captures(b"").urls == []


def test_links_are_absolute_and_each_once():
    page = (
        b"<h2><a href='/1#top'>x</a><a href='/1'>y</a></h2><h2><a href='http://b.ma/2'>z</a></h2><a href='/nav'>n</a>"
    )
    assert read_links(page, "http://a.ma/list/", "h2 a") == ["http://a.ma/1", "http://b.ma/2"]


@pytest.mark.parametrize("link", ["mailto:x@a.ma", "javascript:void(0)", "http://[", "", " "])
def test_what_is_no_web_address_is_no_link(link):
    assert read_links(f"<a href='{link}'>x</a>".encode(), "http://a.ma/", "a") == []


@given(st.binary())
def test_no_answer_makes_a_reader_raise(body):
    read_posts(body)
    read_captures(body)
    read_links(body, "http://a.ma/", "a")
    read_url_list(body)
