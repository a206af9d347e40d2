"""The notebooks run from top to bottom on a lake, and are committed without what they printed."""

import hashlib
import re
from datetime import UTC, datetime, time
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import sample
from schemas.article import Article
from schemas.fact import Fact
from tasks.lake import ArticleWithFacts, open_lake

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def by_name(path):
    return path.name


def article_of(path, expected):
    text = "\n".join(expected.holds[:1] + tuple(f"{fact.number} {fact.counted or ''}" for fact in expected.facts))
    day = expected.published and datetime.combine(expected.published, time(12), UTC)
    return Article(
        article_id=hashlib.sha256(path.encode()).hexdigest()[:16],
        url=f"http://127.0.0.1{path}",
        source="sample",
        language=expected.language,
        title=expected.title,
        authors=expected.authors,
        published_at=day,
        published_offset_min=60 if day else None,
        text=text,
        word_count=len(text.split()),
        revision=1,
        first_fetched_at=NOW,
        fetched_at=NOW,
        content_sha256="0" * 64,
        parser_version="0",
        run_id="r",
    )


def facts_of(article, expected):
    start = len(expected.holds[0]) + 1
    for line, fact in zip(article.text.split("\n")[1:], expected.facts, strict=True):
        yield Fact(
            fact_id=hashlib.sha256(f"{article.article_id}{start}".encode()).hexdigest()[:16],
            article_id=article.article_id,
            source="sample",
            language=article.language,
            field="text",
            kind=fact.kind,
            value=fact.value,
            value_max=fact.value_max,
            comparator=fact.comparator,
            unit=fact.unit,
            counted=fact.counted,
            number=fact.number,
            number_start=start,
            number_end=start + len(fact.number),
            sentence=line,
            sentence_start=start,
            rule="expected",
            parser_version="0",
            run_id="r",
        )
        start += len(line) + 1


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """A lake of what is expected of the sample newspaper, an undated article included, as the writer writes it."""
    lake = open_lake(tmp_path_factory.mktemp("notebooks") / "lake")
    articles = [(article_of(path, expected), expected) for path, expected in sample.expectations().items()]
    lake.upsert([ArticleWithFacts(row, tuple(facts_of(row, expected))) for row, expected in articles], "r")
    return lake.root


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_is_committed_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.id for cell in cells if cell.outputs or cell.execution_count] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_runs_on_a_lake(path, lake, monkeypatch):
    monkeypatch.setenv("LAKE", str(lake))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(FOLDER)}}).execute()
    outputs = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    assert {"text/html", "image/png"} <= {kind for output in outputs for kind in output}
    counts = [re.search(r"(\d+) of (\d+) facts", output.get("text/plain", "")) for output in outputs]
    found = [match.groups() for match in counts if match]
    assert len(found) == 2
    assert all(int(some) == int(all_) > 0 for some, all_ in found)
