"""The registry: one test over every newspaper's file, so that a new file brings its tests along."""

import tomllib
from collections import Counter
from importlib.resources import files
from urllib.parse import urlsplit

import pytest
from babel import Locale
from babel.core import get_global

import sources
from sources import SourceError, load, source_ids, source_of

FEED_HOSTS = {"feeds.feedburner.com"}
"""Hosts that serve other newspapers' feeds."""

REAL = [source_id for source_id in source_ids() if source_id != "sample"]


def declared(source):
    """List a source's discoveries that name an address of the newspaper's own."""
    return [discovery for discovery in source.discovery if discovery.kind not in ("wayback", "cc-news")]


def belongs(host, source):
    return any(host == domain or host.endswith(f".{domain}") for domain in source.domains)


@pytest.mark.parametrize("source_id", source_ids())
def test_loads(source_id):
    assert load(source_id).id == source_id


@pytest.mark.parametrize("source_id", source_ids())
def test_keeps_its_words_apart_from_its_neighbours(source_id):
    source = load(source_id)
    assert source.name.strip() == source.name != ""
    assert source.name_latin.isascii()
    assert source.terms.endswith(".")


@pytest.mark.parametrize("source_id", REAL)
def test_discovers_on_its_own_domain_or_a_known_feed_host(source_id):
    source = load(source_id)
    for discovery in declared(source):
        url = urlsplit(discovery.url)
        assert url.scheme == "https", discovery.url
        assert belongs(url.hostname, source) or url.hostname in FEED_HOSTS, discovery.url


@pytest.mark.parametrize("source_id", REAL)
def test_asks_archives_for_its_own_pages(source_id):
    source = load(source_id)
    prefixes = [discovery.url for discovery in source.discovery if discovery.kind == "wayback"]
    assert [prefix for prefix in prefixes if not belongs(prefix.split("/")[0], source)] == []


@pytest.mark.parametrize("source_id", REAL)
def test_can_look_back(source_id):
    """A feed alone shows the last few articles; a backfill needs something that reaches further."""
    assert {discovery.kind for discovery in load(source_id).discovery} - {"feed"}


@pytest.mark.parametrize("source_id", source_ids())
def test_declares_nothing_twice(source_id):
    discoveries = load(source_id).discovery
    assert len(set(discoveries)) == len(discoveries)


@pytest.mark.parametrize("source_id", source_ids())
def test_its_zone_is_one_of_its_country(source_id):
    source = load(source_id)
    assert get_global("zone_territories")[source.timezone] == source.country


@pytest.mark.parametrize("source_id", source_ids())
def test_its_languages_are_languages(source_id):
    assert [Locale.parse(code).language for code in load(source_id).languages] == list(load(source_id).languages)


@pytest.mark.parametrize("source_id", REAL)
def test_a_real_newspaper_is_asked_slowly_and_never_on_a_private_address(source_id):
    source = load(source_id)
    assert source.pace_s >= 1
    assert not source.allow_private


@pytest.mark.parametrize("source_id", [source_id for source_id in REAL if not load(source_id).verified])
def test_an_unverified_one_says_what_is_assumed(source_id):
    text = files("sources").joinpath(f"{source_id}.toml").read_text(encoding="utf-8")
    assert text.startswith("# Unverified")
    assert "Assumed" in text


def test_no_domain_belongs_to_two():
    counted = Counter(domain for source_id in source_ids() for domain in load(source_id).domains)
    assert [domain for domain, times in counted.items() if times > 1] == []


def test_covers_morocco_in_arabic_and_french_and_the_arab_world():
    here = [load(source_id) for source_id in REAL if load(source_id).country == "MA"]
    assert len(REAL) >= 25
    assert sum("ar" in source.languages for source in here) >= 15
    assert sum("fr" in source.languages for source in here) >= 10
    assert len({load(source_id).country for source_id in REAL}) >= 4


@pytest.mark.parametrize(
    ("url", "source_id"),
    [
        ("https://www.hespress.com/a-1.html", "hespress"),
        ("https://fr.hespress.com/a-1.html", "hespress_fr"),
        ("https://sport.hespress.com/", "hespress"),
        ("https://ar.le360.ma/politique/x", "le360_ar"),
        ("https://sport.le360.ma/x", "le360"),
        ("HTTPS://WWW.MEDIAS24.COM/x", "medias24"),
        ("http://127.0.0.1:8080/feed", "sample"),
    ],
)
def test_finds_the_newspaper_of_an_address(url, source_id):
    assert source_of(url).id == source_id


@pytest.mark.parametrize("url", ["https://example.org/", "https://nothespress.com/", "not a url", ""])
def test_knows_no_newspaper_for_a_foreign_address(url):
    assert source_of(url) is None


def test_an_unknown_source_is_named_with_the_way_out():
    with pytest.raises(SourceError, match=r"unknown source 'hesspress'.*`waqai sources`"):
        load("hesspress")


def test_a_source_s_name_is_no_path():
    with pytest.raises(SourceError, match="unknown source"):
        load("../sources/hespress")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('timezone = "Africa/Rabat"', "not an IANA time zone"),
        ('country = "Morocco"', "country"),
        ("domains = []", "domains"),
        ("pace = 3", "pace"),
        ("pace_s = -1.0", "pace_s"),
    ],
)
def test_a_wrong_field_is_refused_by_name(wrong, message):
    fields = tomllib.loads(files("sources").joinpath("hespress.toml").read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match=message):
        sources.Source.model_validate({"id": "hespress", **fields, **tomllib.loads(wrong)})


SAMPLE = files("sources").joinpath("sample.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wrong", "key", "what"),
    [
        ('kind = "listing"\nurl = "{origin}/{page}"\nlinks = "h2 a["', "discovery[3].listing.links", "no CSS selector"),
        ('kind = "listing"\nurl = "{origin}/{pgae}"', "discovery[3].listing.url", "neither {page} nor a date"),
        ('kind = "listing"\nurl = "{origin}/{date:}"', "discovery[3].listing.url", "neither {page} nor a date"),
        ('kind = "listing"\nurl = "{origin}/{date:%H}"', "discovery[3].listing.url", "neither {page} nor a date"),
        ('kind = "listing"\nurl = "{origin}/{page"', "discovery[3].listing.url", "no http or https address"),
        ('kind = "feed"\nurl = "example.ma/feed"', "discovery[3].feed.url", "no http or https address"),
        ('kind = "feed"\nurl = "https://example.ma/{page}"', "discovery[3].feed.url", "only the url of a listing"),
        ('kind = "sitemap"\nurl = "ftp://example.ma/s.xml"', "discovery[3].sitemap.url", "no http or https address"),
        ('kind = "urls"\nurl = "https://exam ple.ma/"', "discovery[3].urls.url", "no http or https address"),
        ('kind = "wayback"\nurl = "https://a.ma/*"', "discovery[3].wayback.url", "no URL prefix"),
        ('kind = "wayback"\nurl = "a.ma/*"\narticle = "(x"', "discovery[3].wayback.article", "no regular expression"),
        ('kind = "rss"\nurl = "https://a.ma/"', "discovery[3]", "'feed'"),
    ],
)
def test_what_would_fail_in_the_night_is_refused_at_once_with_file_and_key(wrong, key, what):
    with pytest.raises(SourceError) as refused:
        sources.read_source("sample", f"{SAMPLE}\n[[discovery]]\n{wrong}\n")
    assert str(refused.value).startswith(f"sources/sample.toml is wrong at {key}: ")
    assert what in str(refused.value)


@pytest.mark.parametrize("selector", ["div..body", "p:nope(", "a[href"])
@pytest.mark.parametrize("field", ["body", "title", "author", "date"])
def test_a_selector_for_the_page_is_looked_at_too(selector, field):
    with pytest.raises(SourceError, match=rf"extraction\.{field}: .* is no CSS selector"):
        sources.read_source("sample", f'{SAMPLE}\n[extraction]\n{field} = "{selector}"\n')


@pytest.mark.parametrize("domain", ["https://a.ma", "www.a.ma", "A.ma", "a.ma/x", "a..ma", ""])
def test_a_domain_is_a_bare_host(domain):
    with pytest.raises(SourceError, match=r"domains\[1\]: .* is no host's name"):
        sources.read_source("sample", SAMPLE.replace('"127.0.0.1"', f'"{domain}"'))


def test_a_file_that_is_no_toml_is_named():
    with pytest.raises(SourceError, match=r"^sources/sample\.toml is no TOML: "):
        sources.read_source("sample", "name = ")
