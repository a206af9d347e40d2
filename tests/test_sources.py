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
