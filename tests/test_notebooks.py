"""The notebooks run from top to bottom on a lake, and are committed without what they printed."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def by_name(path):
    return path.name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_is_committed_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.id for cell in cells if cell.outputs or cell.execution_count] == []


@pytest.mark.prefect
@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_runs_on_the_lake_of_a_nightly_run(path, sample_run, monkeypatch):
    monkeypatch.setenv("LAKE", str(sample_run.lake))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(FOLDER)}}).execute()
    outputs = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    assert {"text/html", "image/png"} <= {kind for output in outputs for kind in output}
    counts = [re.search(r"(\d+) of (\d+) facts", output.get("text/plain", "")) for output in outputs]
    found = [match.groups() for match in counts if match]
    assert len(found) == 2
    assert all(int(some) == int(all_) > 0 for some, all_ in found)
