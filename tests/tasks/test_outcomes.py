"""What becomes of pages that are parsed again: articles follow their responses, and the ledger says what happened."""

from dataclasses import replace

import pytest

from schemas.page import Discovered, Page, Rejection
from schemas.vocabulary import Reason
from tasks.extract import Extracted
from tasks.lake import open_lake, verify
from tasks.outcomes import write_outcomes
from tasks.runs import begin_run, end_run
from tasks.spool import write_spool
from tests.tasks.lake_rows import MORNING, article, folder_in_memory, id_of, url_of


@pytest.fixture
def root():
    with folder_in_memory() as folder:
        yield folder / "lake"


def page(number, run_id):
    """A page with its article, its response archived by a run."""
    known = article(number)
    file, offset = f"raw/source=sample/date=2026-11-23/{run_id}-000.warc.gz", number
    return Extracted(
        page=Page(
            discovered=Discovered(url=url_of(number), discovered_by="feed"),
            source=known.article.source,
            status=200,
            content_type="text/html",
            body=b"",
            fetched_at=MORNING,
            warc_file=file,
            warc_offset=offset,
            content_sha256=known.article.content_sha256,
        ),
        article=replace(known.article, warc_file=file, warc_offset=offset),
        facts=known.facts,
    )


def write(root, flow, make):
    """One run: `make` is given its id and returns what the parsers gave."""
    run = begin_run(flow, root)
    spool = write_spool(root.parent / f"{run.id}.pickle", make(run.id))
    entries = write_outcomes(run, [spool])
    end_run(run)
    return run.id, entries


def rejected(one, reason):
    return replace(one, article=None, facts=(), rejection=Rejection(reason=reason))


def held(root):
    return sorted(open_lake(root).articles(columns=["article_id"])["article_id"].to_pylist())


def conservation(root):
    return next(result for result in verify(open_lake(root)) if result.name == "conservation")


def test_an_article_that_better_parsers_take_for_none_leaves_the_lake(root):
    first, _ = write(root, "nightly", lambda run_id: [page(1, run_id), page(2, run_id)])
    _, entries = write(root, "reparse", lambda _: [rejected(page(1, first), Reason.NO_TEXT), page(2, first)])
    assert held(root) == [id_of(2)]
    assert [(entry.outcome, entry.reason) for entry in entries] == [
        ("rejected", "no-text"),
        ("unchanged", "same-content"),
    ]
    assert conservation(root).ok


def test_an_article_that_better_parsers_name_otherwise_is_in_the_lake_once(root):
    first, _ = write(root, "nightly", lambda run_id: [page(1, run_id)])
    renamed = replace(page(1, first), article=replace(page(1, first).article, article_id=id_of(7)), facts=())
    write(root, "reparse", lambda _: [renamed])
    assert held(root) == [id_of(7)]
    assert conservation(root).ok


@pytest.mark.parametrize("reason", [Reason.PARSE_TIMEOUT, Reason.PARSE_CRASHED])
def test_a_page_that_was_not_parsed_to_its_end_takes_nothing_out(root, reason):
    first, _ = write(root, "nightly", lambda run_id: [page(1, run_id)])
    write(root, "reparse", lambda _: [rejected(page(1, first), reason)])
    assert held(root) == [id_of(1)]


def test_a_newer_response_that_gives_no_article_takes_nothing_out(root):
    write(root, "nightly", lambda run_id: [page(1, run_id)])
    write(root, "backfill", lambda run_id: [rejected(page(1, run_id), Reason.NO_TEXT)])
    assert held(root) == [id_of(1)]


def test_an_article_that_vanished_though_its_response_still_gives_it_is_noticed(root):
    first, _ = write(root, "nightly", lambda run_id: [page(1, run_id)])
    write(root, "reparse", lambda _: [page(1, first)])
    for file in [*root.glob("articles/*/*.parquet"), *root.glob("facts/*/*.parquet")]:
        file.unlink()
    assert "accepted article that is not in the lake" in conservation(root).detail
