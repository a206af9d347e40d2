"""The version of everything that decides what a page means."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

_RELEASE = "0.1.0"
_DECIDES = ("parsers", "lexicons", "sources")
_LIBRARIES = ("trafilatura", "lxml", "babel", "hijridate", "faust-cchardet", "py3langid", "courlan")


@cache
def parser_version() -> str:
    """Name the release and a digest of rules, words, sources and libraries: the same version gives the same rows.

    >>> parser_version().startswith("0.1.0+")
    True
    """
    digest = hashlib.sha256()
    for package in _DECIDES:
        for path, content in sorted(_contents(files(package), package)):
            digest.update(path.encode() + b"\0" + content + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library}=={version(library)}\0".encode())
    return f"{_RELEASE}+{digest.hexdigest()[:8]}"


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _contents(entry, f"{path}/{entry.name}")
        elif entry.name.endswith((".py", ".toml")):
            yield f"{path}/{entry.name}", entry.read_bytes()
