"""Spool files: parsed batches on their way to the lake, so that a run's memory does not grow with its pages."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tasks.extract import Extracted


def write_spool(path: Path, extracted: Sequence[Extracted]) -> Path:
    """Lay one batch down; only this run reads it."""
    path.write_bytes(pickle.dumps(extracted, protocol=pickle.HIGHEST_PROTOCOL))
    return path


def read_spools(paths: Iterable[Path]) -> Iterator[Extracted]:
    """Yield the batches' answers in order, one batch in memory at a time."""
    for path in paths:
        yield from pickle.loads(path.read_bytes())  # noqa: S301  # written by this run, in its own folder
