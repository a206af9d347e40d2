"""The one seam to storage: Parquet through pyarrow.fs, and the few promises of a file system that a commit rests on.

A lake on an object store needs another class with these methods: there a put is atomic, nothing is renamed, and the
lock is a conditional put. Nothing above this module opens a file of the lake by itself, the index aside.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from schemas.arrow import PARTITION_KEYS
from tasks.lake.layout import NO_DATE, partition_value

_ROW_GROUP = {"articles": 2_000, "facts": 20_000, "ledger": 50_000}
"""Rows a row group: some megabytes each, so that one newspaper of a day is read without the others."""

_COMPRESSION_LEVEL = 6
"""zstd; higher levels gain under 3 % on news text and cost twice the time."""


@dataclass(frozen=True, slots=True)
class Storage:
    """A lake's files on a local file system; paths are relative to its root."""

    root: Path

    @property
    def filesystem(self) -> fs.FileSystem:
        """The lake as pyarrow sees it."""
        return fs.SubTreeFileSystem(str(self.root), fs.LocalFileSystem())

    def path(self, name: str) -> Path:
        """Give the file system's path of a file."""
        return self.root / name

    def exists(self, name: str) -> bool:
        """Say whether there is such a file or folder."""
        return self.path(name).exists()

    def size(self, name: str) -> int:
        """Give a file's size in bytes."""
        return self.path(name).stat().st_size

    def folders(self, name: str) -> list[str]:
        """List the folders in a folder, sorted; none where it is missing."""
        return sorted(f"{name}/{entry.name}" for entry in self._entries(name) if entry.is_dir())

    def files(self, name: str) -> list[str]:
        """List the files in a folder that readers look at, sorted; none where it is missing."""
        visible = (entry for entry in self._entries(name) if not entry.name.startswith((".", "_")))
        return sorted(f"{name}/{entry.name}" for entry in visible if entry.is_file())

    def partitions(self, table: str) -> Iterator[str]:
        """Yield the folders of a table whose name is a partition's."""
        for folder in self.folders(table):
            try:
                partition_value(folder)
            except ValueError:
                continue
            yield folder

    def has_dated_partition(self, table: str) -> bool:
        """Say whether a table has a partition of a known day; looks no further than the first."""
        with contextlib.suppress(FileNotFoundError), os.scandir(self.path(table)) as entries:
            return any("=" in entry.name and not entry.name.endswith(f"={NO_DATE}") for entry in entries)
        return False

    def read(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """Read a whole Parquet file, without guessing anything from its path."""
        with self.filesystem.open_input_file(name) as source:
            return pq.ParquetFile(source).read(columns=columns)

    def write(self, name: str, table: pa.Table, kind: str) -> None:
        """Write a Parquet file; a commit forces it to disk, once all are written."""
        self.make_folder(str(Path(name).parent))
        with self.filesystem.open_output_stream(name) as sink:
            pq.write_table(
                table.replace_schema_metadata({**(table.schema.metadata or {}), **_for_pandas(kind)}),
                sink,
                row_group_size=_ROW_GROUP[kind],
                compression="zstd",
                compression_level=_COMPRESSION_LEVEL,
                write_statistics=True,
                write_page_index=True,
            )

    def write_text(self, name: str, text: str) -> None:
        """Write a small text file and force it to disk."""
        with self.path(name).open("w", encoding="utf-8") as sink:
            sink.write(text)
            sink.flush()
            os.fsync(sink.fileno())

    def read_text(self, name: str) -> str | None:
        """Read a small text file; None where it is missing."""
        try:
            return self.path(name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def replace(self, old: str, new: str) -> None:
        """Put a file in another's place in one step: a reader opens the one or the other, whole."""
        self.path(old).replace(self.path(new))

    def link(self, old: str, new: str) -> None:
        """Give a file a second name, which must be free.

        Raises:
            FileExistsError: It is not.
        """
        os.link(self.path(old), self.path(new))

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        self.path(name).unlink(missing_ok=True)

    def remove_if_empty(self, name: str) -> None:
        """Remove a folder if nothing is in it."""
        with contextlib.suppress(OSError):
            self.path(name).rmdir()

    def remove_tree(self, name: str) -> None:
        """Remove a folder with all that is in it, if it is there."""
        shutil.rmtree(self.path(name), ignore_errors=True)

    def make_folder(self, name: str) -> None:
        """Make a folder and those above it."""
        self.path(name).mkdir(parents=True, exist_ok=True)

    def sync_file(self, name: str) -> None:
        """Force a file's content to disk."""
        _sync(self.path(name), os.O_RDONLY)

    def sync_folder(self, name: str) -> None:
        """Force a folder's names to disk: without it a rename may be forgotten when the power fails."""
        _sync(self.path(name), os.O_RDONLY | os.O_DIRECTORY)

    def _entries(self, name: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.path(name)) as entries:
                return list(entries)
        except (FileNotFoundError, NotADirectoryError):
            return []


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def conform(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Lay a table out as `schema` says: columns that it lacks become null, those that the schema lacks are dropped."""
    columns = dict(zip(table.column_names, table.columns, strict=True))
    arrays = [
        columns[field.name].cast(field.type) if field.name in columns else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _for_pandas(kind: str) -> dict[bytes, bytes]:
    """Tell pandas that the partition is a date.

    Without it `pandas.read_parquet` reads a category of strings, and fails where a partition is null ("Cannot yet unify
    dictionaries with nulls", pandas-dev/pandas#55400). pandas asks this metadata for the types of its own that columns
    are to become, partition columns among them.
    """
    name = PARTITION_KEYS[kind]
    column = {"name": name, "field_name": name, "pandas_type": "date", "numpy_type": "date32[day][pyarrow]"}
    said = {"index_columns": [], "column_indexes": [], "columns": [{**column, "metadata": None}]}
    return {b"pandas": json.dumps({**said, "pandas_version": "2.2.0"}).encode()}
