"""The documents say what the code does."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from lexicons import __path__ as lexicon_folders
from parsers.facts import find_facts
from schemas.arrow import TABLES
from schemas.columns import columns
from schemas.dictionary import data_dictionary
from sources import Source, load, source_ids

ROOT = Path(__file__).parent.parent
LAYERS = ("flows", "tasks", "parsers")
COLUMNS = [(table, column) for table, record in TABLES.items() for column in columns(record)]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(document, language):
    """List a Markdown document's fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", document, re.DOTALL | re.MULTILINE)


@cache
def names_in_code():
    """Collect the names that the layers above schemas/ give to fields: keywords, attributes and strings."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for layer in LAYERS for path in (ROOT / layer).rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    return {name for node in nodes for name in _names(node)}


def _names(node):
    match node:
        case ast.keyword(arg=str(name)) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
            yield name
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name


def test_the_data_dictionary_is_fresh():
    assert read("docs/data-dictionary.md") == data_dictionary(), "stale: run `make dictionary`"


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_is_used(table, column):
    assert column in names_in_code(), f"nothing writes {table}.{column}: fill it or drop it"


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_is_in_the_dictionary(table, column):
    section = read("docs/data-dictionary.md").split(f"\n## {table}\n")[1].split("\n## ")[0]
    assert f"| `{column}` |" in section


def rows_of_facts():
    """List the examples of docs/facts.md: language, sentence, and what is to be found there."""
    lines = [line for line in read("docs/facts.md").splitlines() if re.match(r"\| (ar|fr|en) \|", line)]
    cells = [[cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")] for line in lines]
    return [(language, sentence, stated) for language, sentence, *stated in cells]


@pytest.mark.parametrize(("language", "sentence", "stated"), rows_of_facts())
def test_a_sentence_gives_the_facts_that_the_document_says(language, sentence, stated):
    found = [
        [fact.kind, _value(fact), fact.comparator, fact.unit or "", fact.counted or "", fact.concept or ""]
        for fact in find_facts(sentence, language, country="MA")
    ]
    assert found == [stated]


def _value(fact):
    return "..".join(f"{bound:.15g}" for bound in (fact.value, fact.value_max) if bound is not None)


def test_the_readme_is_short():
    assert len(read("README.md").splitlines()) <= 120


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_what_a_document_links_to_exists(document):
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", read(document))
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_the_make_targets_that_a_document_names_exist(document):
    targets = set(re.findall(r"`make ([a-z][a-z-]*)", read(document)))
    assert [target for target in targets if not re.search(rf"^{target}:", read("Makefile"), re.MULTILINE)] == []


@pytest.mark.parametrize("example", blocks(read("CONTRIBUTING.md"), "toml"))
def test_a_toml_example_is_right(example):
    path, declared = example.splitlines()[0].removeprefix("# "), tomllib.loads(example)
    if path.startswith("sources/"):
        assert Source.model_validate({"id": Path(path).stem, **declared})
    else:
        french = [Path(folder) / "fr" / Path(path).name for folder in lexicon_folders]
        known = {key for file in french if file.exists() for key in tomllib.loads(file.read_text(encoding="utf-8"))}
        assert declared.keys() <= known, f"{path} is written otherwise"


def test_every_source_is_listed_by_its_name():
    assert [load(source_id).name for source_id in source_ids() if not load(source_id).name] == []


def test_no_document_names_this_machine():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    assert [path.name for path in documents if re.search(r"/(work|root|tmp)/", path.read_text(encoding="utf-8"))] == []
