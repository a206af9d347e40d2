"""The sample newspaper over real HTTP."""

from datetime import UTC, date, datetime

import feedparser
import httpx
import pytest
from lxml import etree, html
from protego import Protego

import sample
from sample.catalogue import Entry
from sample.site import make_app
from sample.wordpress import ZONE

SITEMAPS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
ARTICLES = [entry for entry in sample.entries() if entry.expected]


def path_of(entry):
    return entry.path


@pytest.fixture(scope="module")
def site():
    with sample.serve(make_app(today=lambda: date(2026, 11, 2))) as origin, httpx.Client(base_url=origin) as client:
        yield client


def origin_of(site):
    return str(site.base_url).rstrip("/")


def read(site, entry: Entry) -> str:
    return site.get(entry.path).content.decode(entry.encoding)


def words(text: str) -> str:
    return " ".join(text.split())


def visible(page: str) -> str:
    tree = html.document_fromstring(page)
    etree.strip_elements(tree, "script", "style", "head", with_tail=False)
    return words(tree.text_content())


def test_is_up_in_under_a_second_and_gone_afterwards():
    before = datetime.now(UTC)
    with sample.serve() as origin:
        assert httpx.get(f"{origin}/").status_code == 200
        assert (datetime.now(UTC) - before).total_seconds() < 1
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{origin}/")


def test_answers_at_once(site):
    """Without TCP_NODELAY every answer takes 40 ms."""
    taken = [site.get("/robots.txt").elapsed.total_seconds() for _ in range(20)]
    assert sorted(taken)[10] < 0.03


def test_serves_two_newspapers_side_by_side():
    with sample.serve() as one, sample.serve() as other:
        assert one != other
        assert other in httpx.get(f"{other}/robots.txt").text


def test_says_when_its_port_is_taken():
    with sample.serve() as origin, pytest.raises(OSError, match="in use"), sample.serve(port=httpx.URL(origin).port):
        pass


def test_has_articles_in_three_languages_and_mostly_arabic():
    languages = [entry.expected.language for entry in ARTICLES]
    assert set(languages) == {"ar", "fr", "en"}
    assert len(languages) >= 16
    assert languages.count("ar") > len(languages) / 2


@pytest.mark.parametrize("entry", ARTICLES, ids=path_of)
def test_an_article_shows_what_is_expected_of_it(site, entry):
    text = visible(read(site, entry))
    expected = entry.expected
    wanted = [expected.title, *expected.authors, *expected.holds, *expected.lacks]
    assert [phrase for phrase in wanted if words(phrase) not in text] == []


@pytest.mark.parametrize("entry", ARTICLES, ids=path_of)
def test_each_expected_fact_stands_in_the_body(site, entry):
    text = visible(read(site, entry))
    body = text[text.index(entry.expected.holds[0]) :]
    body = body[: body.index(entry.expected.holds[-1]) + len(entry.expected.holds[-1])]
    missing = [fact for fact in entry.expected.facts if fact.number not in body or (fact.counted or "") not in body]
    assert missing == []


@pytest.mark.parametrize("entry", ARTICLES, ids=path_of)
def test_the_day_expected_is_the_day_that_the_feed_says(entry):
    assert entry.expected.published == (entry.published.date() if entry.published else None)


@pytest.mark.parametrize("entry", [entry for entry in sample.entries() if entry.published], ids=path_of)
def test_moments_are_stated_by_morocco_s_clock(entry):
    assert entry.published.utcoffset() == entry.published.astimezone(ZONE).utcoffset()


@pytest.mark.parametrize("entry", ARTICLES, ids=path_of)
def test_no_blank_is_left_open(site, entry):
    assert "{{" not in read(site, entry)


def test_the_clock_in_the_header_shows_today(site):
    article = site.get("/details-318.html").text
    assert "الاثنين، 2 نونبر 2026" in article
    assert "&copy; 2026" in article


def test_the_page_with_the_seed_s_facts_tells_machines_nothing(site):
    page = site.get("/details-318.html").text
    assert not any(hint in page for hint in ("ld+json", "og:", "article:", "itemprop", "<time", 'name="author"'))
    assert "2019-04-20" not in page


def test_the_windows_1256_page_says_nowhere_what_it_is(site):
    response = site.get("/old/view.php?id=88")
    assert response.headers["content-type"] == "text/html"
    assert b"charset" not in response.content
    assert "ميناء آسفي" in response.content.decode("windows-1256")
    with pytest.raises(UnicodeDecodeError):
        response.content.decode("utf-8")


def test_the_feed_lists_ten_a_page_and_ends_with_a_404(site):
    pages = [feedparser.parse(site.get("/feed", params={"paged": page}).content) for page in (1, 2, 3)]
    assert [page.bozo for page in pages] == [False, False, False]
    assert [len(page.entries) for page in pages[:2]] == [10, 10]
    assert {item.link.removeprefix(origin_of(site)) for page in pages for item in page.entries} == {
        entry.path for entry in sample.entries() if entry.listed
    }
    assert site.get("/feed?paged=4").status_code == 404


@pytest.mark.parametrize("odd", ["0", "-1", "two", "", "٢"])
def test_a_feed_page_that_is_no_number_is_answered(site, odd):
    assert site.get("/feed", params={"paged": odd}).status_code == 200


def test_the_feed_is_newest_first_with_zones(site):
    items = feedparser.parse(site.get("/feed").content).entries
    days = [item.published_parsed for item in items]
    assert days == sorted(days, reverse=True)
    assert items[0].published.endswith("+0100")


def test_the_sitemaps_together_list_what_the_feed_lists(site):
    index = etree.fromstring(site.get("/sitemap.xml").content)
    maps = [etree.fromstring(site.get(loc).content) for loc in index.xpath("//s:loc/text()", namespaces=SITEMAPS)]
    found = [loc for urlset in maps for loc in urlset.xpath("//s:url/s:loc/text()", namespaces=SITEMAPS)]
    assert sorted(found) == sorted(origin_of(site) + entry.path for entry in sample.entries() if entry.listed)


def test_the_news_sitemap_gives_each_date_with_its_zone(site):
    urlset = etree.fromstring(site.get("/news-sitemap.xml").content)
    stated = urlset.xpath("//n:publication_date/text()", namespaces=SITEMAPS)
    assert len(stated) == 10
    assert all(datetime.fromisoformat(moment).tzinfo for moment in stated)


def test_the_rest_api_lists_a_range_of_days(site):
    october = {"after": "2026-10-01T00:00:00", "before": "2026-10-20T00:00:00"}
    answer = site.get("/wp-json/wp/v2/posts", params=october)
    dates = [post["date"] for post in answer.json()]
    assert dates == sorted(dates, reverse=True)
    assert all("2026-10-01" <= moment < "2026-10-20" for moment in dates)
    assert int(answer.headers["x-wp-total"]) == len(dates) > 3


def test_the_rest_api_s_pages_make_up_the_whole(site):
    first = site.get("/wp-json/wp/v2/posts", params={"per_page": 7})
    pages = int(first.headers["x-wp-totalpages"])
    answers = [site.get("/wp-json/wp/v2/posts", params={"per_page": 7, "page": page}) for page in range(1, pages + 1)]
    posts = [post for answer in answers for post in answer.json()]
    dated = [entry for entry in sample.entries() if entry.listed and entry.published]
    assert [post["link"] for post in posts] == [origin_of(site) + entry.path for entry in dated]
    assert len({post["id"] for post in posts}) == len(posts)


def test_the_rest_api_states_local_time_and_gmt(site):
    posts = site.get("/wp-json/wp/v2/posts", params={"per_page": 100}).json()
    moments = {post["link"].rsplit("/")[-1]: (post["date"], post["date_gmt"]) for post in posts}
    assert moments["sante-2311.html"] == ("2024-03-07T18:45:00", "2024-03-07T17:45:00")
    assert moments["rokhas-901"] == ("2025-02-26T19:55:00", "2025-02-26T19:55:00")  # Ramadan's clock


@pytest.mark.parametrize("query", ["page=0", "page=99", "per_page=101", "after=yesterday"])
def test_the_rest_api_refuses_as_wordpress_does(site, query):
    answer = site.get(f"/wp-json/wp/v2/posts?{query}")
    assert answer.status_code == 400
    assert answer.json()["code"].startswith("rest_")


def test_the_rest_api_says_that_it_is_there(site):
    assert site.get("/wp-json").json()["namespaces"] == ["wp/v2"]


def test_robots_forbids_a_folder_and_asks_for_no_pause(site):
    rules = Protego.parse(site.get("/robots.txt").text)
    assert not rules.can_fetch(f"{origin_of(site)}/interne/note-redaction.html", "waqai")
    assert rules.can_fetch(f"{origin_of(site)}/details-318.html", "waqai")
    assert rules.crawl_delay("waqai") == 0
    assert len(list(rules.sitemaps)) == 2


@pytest.mark.parametrize("path", ["/feed", "/sitemap.xml", "/news-sitemap.xml", *map(path_of, ARTICLES)])
def test_answers_304_to_whoever_has_it(site, path):
    first = site.get(path)
    assert first.status_code == 200
    by_tag = site.get(path, headers={"If-None-Match": first.headers["etag"]})
    by_date = site.get(path, headers={"If-Modified-Since": first.headers["last-modified"]})
    assert [by_tag.status_code, by_date.status_code] == [304, 304]
    assert by_tag.content == b""


def test_a_wrong_tag_outweighs_a_right_date(site):
    first = site.get("/details-318.html")
    headers = {"If-None-Match": '"other"', "If-Modified-Since": first.headers["last-modified"]}
    assert site.get("/details-318.html", headers=headers).status_code == 200


def test_an_unreadable_date_is_as_none(site):
    assert site.get("/details-318.html", headers={"If-Modified-Since": "yesterday"}).status_code == 200


def test_pages_that_are_no_articles_answer_as_they_should(site):
    gone = site.get("/2026/10/16/khabar-mahdouf/")
    assert gone.status_code == 404
    pdf = site.get("/files/bulletin-2026-10.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    soft = site.get("/2026/10/13/safha-daiaa/")
    assert soft.status_code == 200
    assert "الصفحة غير موجودة" in soft.text
    assert site.get("/nowhere").status_code == 404


def test_the_short_link_leads_to_the_article(site):
    answer = site.get("/?p=20417")
    assert answer.status_code == 301
    assert answer.headers["location"] == f"{origin_of(site)}/2026/10/21/loi-de-finances-2027-deficit/"
    assert site.get("/?p=20417", follow_redirects=True).status_code == 200


def test_every_link_inside_the_site_from_the_front_page_is_known(site):
    links = html.document_fromstring(site.get("/").text).xpath("//ul//a/@href")
    assert {link.removeprefix(origin_of(site)) for link in links} <= {entry.path for entry in sample.entries()}


def test_every_reason_has_an_address():
    assert {"robots", "http-404", "not-html", "soft-404"} <= set(sample.outcomes().values())


def test_an_entry_cannot_be_both_article_and_not():
    expected = ARTICLES[0].expected
    with pytest.raises(ValueError, match="article or it is not"):
        Entry(path="/x", expected=expected, reason="robots")


def test_all_kinds_of_quantities_occur():
    facts = [fact for entry in ARTICLES for fact in entry.expected.facts]
    assert {fact.kind for fact in facts} == set(sample.ExpectedFact.model_fields["kind"].annotation)
    assert {"range", "vague", "about", "more_than", "at_least", "less_than", "at_most"} <= {
        fact.comparator for fact in facts
    }
