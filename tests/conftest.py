"""What many tests share: the sample newspaper over real HTTP, and one nightly run of it through Prefect."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.embedded import use_embedded_prefect

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

use_embedded_prefect()


@dataclass(frozen=True)
class SampleRun:
    """A nightly run of the sample newspaper."""

    lake: Path
    origin: str
    report: object


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and gold beside the checkout; tests that need it are skipped elsewhere."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def sample_origin() -> Iterator[str]:
    """The sample newspaper, served for the whole session."""
    from sample import serve

    with serve() as origin:
        os.environ["WAQAI_SAMPLE_ORIGIN"] = origin
        yield origin
        del os.environ["WAQAI_SAMPLE_ORIGIN"]


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """One Prefect server for all flow tests; it takes some ten seconds."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture(scope="session")
def sample_run(prefect_server, sample_origin, tmp_path_factory) -> SampleRun:  # noqa: ARG001  # the flow needs a server
    """The lake that one nightly run of the sample newspaper made; not to be changed."""
    from flows.nightly import nightly

    lake = tmp_path_factory.mktemp("sample") / "lake"
    return SampleRun(lake, sample_origin, nightly(newspapers=["sample"], lake=lake))
