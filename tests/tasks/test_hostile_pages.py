"""Pages made to break a parser: each ends once, in a record or a named reject, and the batch goes on beside it."""

import json
import time
from datetime import UTC, datetime

import pytest

from schemas.page import Discovered, Page
from tasks.archive import ArchiveWriter, archive_page
from tasks.extract import extract_pages
from tasks.ingest import page_of_file
from tasks.lake import open_lake, verify
from tasks.outcomes import write_outcomes
from tasks.runs import begin_run, end_run
from tasks.settings import Settings
from tasks.spool import write_spool

SOON = 10.0
"""Seconds for those that would take many minutes, so that the tests do not wait for long."""
LIMIT = 3 * Settings.model_fields["page_seconds"].default
"""Seconds for the others: the slowest takes three of twenty, but a busy machine stretches what the clock shows."""
FETCHED = datetime(2026, 8, 1, 12, tzinfo=UTC)
OPENING = "افتتحت الجماعة صباح اليوم سوقا جديدا للخضر والفواكه يضم 120 محلا، بكلفة بلغت 18 مليون درهم، في الحي الشرقي."
SECOND = "وقال رئيس الجماعة إن السوق سيشغل نحو 300 شخص من أبناء الحي، وإن المحلات ستوزع بالقرعة على الباعة."
ACCEPTED, NO_TEXT, TOO_LARGE, TIMEOUT = "new", "no-text", "too-large", "parse-timeout"
GOOD = [f"good {number}" for number in range(12)]


def page(body="", head="", tail="</article></body></html>"):
    opening = f"<html lang='ar'><head><meta charset='utf-8'><title>الجماعة تفتح سوقا جديدا للخضر</title>{head}</head>"
    return f"{opening}<body><article><h1>الجماعة تفتح سوقا جديدا للخضر</h1><p>{OPENING}</p><p>{SECOND}</p>{body}{tail}"


def linked(text):
    return f'<script type="application/ld+json">{text}</script>'


def article(**fields):
    return json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields})


def many(template, times):
    return "".join(template.format(number) for number in range(times))


ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
FIGURES = "<svg><title>رسم</title><foreignObject><p>وسم</p></foreignObject></svg><math><mi>س</mi></math>"

PAGES = {
    # Deep.
    "elements nested 100,000 deep": (NO_TEXT, page("<div>" * 100_000)),
    "200,000 nested spans": (NO_TEXT, page("<span>" * 200_000)),
    "as deep as the parser follows": (ACCEPTED, page("<div>" * 1_900 + "<p>عمق</p>")),
    "JSON-LD nested 100,000 deep": (ACCEPTED, page(head=linked('{"a":' * 100_000 + "1" + "}" * 100_000))),
    "JSON-LD of 200,000 brackets that never close": (ACCEPTED, page(head=linked("[" * 200_000))),
    # Large.
    "20 MB": (TOO_LARGE, page("<p>" + "a market for all " * 1_200_000)),
    "20 MB of numbers, in letters of two bytes": (TIMEOUT, page("<p>" + "٣١ " * 3_900_000)),
    "half a million elements": (TOO_LARGE, page("<p>a" * 500_000)),
    "10 MB of a single word": (ACCEPTED, page("<p>" + "ب" * 5_000_000)),
    "5 MB of a single number": (ACCEPTED, page("<p>" + "1" * 5_000_000)),
    "JSON-LD of 10 MB": (ACCEPTED, page(head=linked(article(articleBody="a market for all " * 600_000)))),
    "10 MB of blanks": (ACCEPTED, page("<p>" + " " * 10_000_000)),
    "10 MB of a script": (ACCEPTED, page("<script>" + "var a = 1;" * 1_000_000 + "</script>")),
    "images inline as base64, 10 MB": (ACCEPTED, page(f'<img src="data:image/png;base64,{"iVBORw0K" * 25_000}">' * 50)),
    # Many.
    "a million attributes on one element": (TIMEOUT, page(f"<p {many('a{}=1 ', 1_000_000)}>")),
    "200,000 attributes on 2,000 elements": (ACCEPTED, page(f"<p {many('a{}=1 ', 100)}>وسم</p>" * 2_000)),
    "a million vowel marks on one letter": (TIMEOUT, page("<p>ب" + "\u064e\u0651\u064b\u0650" * 250_000)),
    "100,000 links": (ACCEPTED, page(many('<a href="/{}">رابط</a>', 100_000))),
    "50,000 breaks": (ACCEPTED, page("<p>" + "سطر<br>" * 50_000)),
    "200,000 dots": (ACCEPTED, page("<p>" + "." * 200_000)),
    "10,000 numbers in a row": (ACCEPTED, page("<p>" + many("{} ", 10_000))),
    "30,000 cells of a table": (ACCEPTED, page("<table>" + "<tr><td>1<td>2<td>3" * 10_000)),
    "40,000 formatting elements that never close": (ACCEPTED, page("<p><b><i>وسم" * 20_000)),
    "20,000 blocks of JSON-LD": (ACCEPTED, page(head=linked(article(author="سعيد العلمي")) * 20_000)),
    "10,000 authors": (ACCEPTED, page(head=linked(article(author=[{"name": f"Name {n}"} for n in range(10_000)])))),
    "60,000 texts in large type and no heading": (
        ACCEPTED,
        page(many('<font size="+1">عنوان من عناوين الجريدة رقم {}</font>', 60_000)).replace("h1>", "b>"),
    ),
    "20,000 elements called author": (ACCEPTED, page('<b class="author">بقلم: سعيد العلمي</b>' * 20_000)),
    "a description of 5 MB": (ACCEPTED, page(head=f'<meta name="description" content="{"وصف " * 700_000}">')),
    # Not what HTML is.
    "NUL bytes": (ACCEPTED, page("<p>و\0سم</p>" * 1_000).replace("الجماعة", "الج\0ماعة")),
    "one line without a tag": (ACCEPTED, f"{OPENING} {SECOND}"),
    "no html element": (ACCEPTED, f"<p>{OPENING}</p><p>{SECOND}</p>"),
    "bytes of no encoding": ("bad-encoding", page().encode() + bytes(range(256)) * 4),
    "a comment that never ends": (ACCEPTED, page("<!-- " * 100_000)),
    "a comment around everything": ("empty", "<!-- " + page()),
    "a billion laughs": (ACCEPTED, f'<!DOCTYPE html [<!ENTITY l0 "ها">{ENTITIES}]>{page("<p>&l9;</p>")}'),
    "CDATA, SVG and MathML": (ACCEPTED, page(f"<![CDATA[<p>خبر</p>]]>{FIGURES * 1_000}")),
    "a frameset": (NO_TEXT, "<html><frameset>" + "<frame src=a>" * 20_000),
    "nothing but brackets": (NO_TEXT, "<" * 200_000),
    "only a script": (NO_TEXT, "<html><script>var a</script></html>"),
}


def archived(writer, name, body):
    """Put a page into the raw archive."""
    return archive_page(
        writer,
        Page(
            discovered=Discovered(url=f"https://paper.example/{name.replace(' ', '-')}", discovered_by="warc"),
            source="paper.example",
            status=200,
            content_type="text/html",
            body=body if isinstance(body, bytes) else body.encode(),
            fetched_at=FETCHED,
        ),
    )


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    """What each page gave, and its reason in the ledger: parsed by the real pool beside good pages, and written."""
    lake = tmp_path_factory.mktemp("hostile-pages") / "lake"
    run = begin_run("ingest", lake)
    bodies = {name: body for name, (_, body) in PAGES.items()} | dict.fromkeys(GOOD, page())
    with ArchiveWriter(lake, run.id) as writer:
        pages = {name: archived(writer, name, body) for name, body in bodies.items()}
    slow = [pages[name] for name, (ending, _) in PAGES.items() if ending == TIMEOUT]
    batches = [
        ([*slow, *(pages[name] for name in GOOD)], SOON, len(slow)),
        ([pages[name] for name, (ending, _) in PAGES.items() if ending != TIMEOUT], LIMIT, 2),
    ]
    found = [
        one
        for batch, seconds, workers in batches
        for one in extract_pages(batch, lake=lake, run_id=run.id, workers=workers, page_seconds=seconds)
    ]
    entries = write_outcomes(run, [write_spool(lake.parent / "spool.pickle", found)])
    end_run(run)
    assert [result for result in verify(open_lake(lake)) if not result.ok] == []
    reasons = {entry.url: (entry.reason, entry.detail) for entry in entries}
    assert len(entries) == len(reasons) == len(bodies)
    articles = {one.page.url: one.article for one in found}
    return {name: (articles[one.url], *reasons[one.url]) for name, one in pages.items()}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_ends_in_a_record_or_for_its_reason(name, extracted):
    _, reason, detail = extracted[name]
    assert reason == PAGES[name][0], detail


@pytest.mark.parametrize("name", [name for name, (ending, _) in PAGES.items() if ending == ACCEPTED])
def test_the_record_of_a_hostile_page_is_the_article_and_is_bounded(name, extracted):
    record = extracted[name][0]
    assert OPENING.removeprefix("افتتحت الجماعة") in record.text
    assert len(record.authors) <= 12
    assert len(record.title or "") <= 200
    assert len(record.description or "") <= 2_000


def test_entities_that_multiply_are_not_followed(extracted):
    assert len(extracted["a billion laughs"][0].text) < 1_000


def test_the_batch_goes_on_beside_hostile_pages(extracted):
    assert [extracted[name][1] for name in GOOD] == [ACCEPTED] * len(GOOD)


def test_a_hostile_file_says_its_address_although_no_time_limit_holds_there(tmp_path):
    link = '<link rel="canonical" href="https://paper.example/market">'
    file = tmp_path / "page.html"
    file.write_text(page(f"<p {many('a{}=1 ', 100_000)}>", head=link), encoding="utf-8")
    begun = time.process_time()
    assert page_of_file(file).url == "https://paper.example/market"
    assert time.process_time() - begun < 5
