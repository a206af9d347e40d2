"""Atomicity: nothing half done lies about, and each file is whole and of a known schema."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import SCHEMA_VERSION, TABLES, VERSION_KEY, arrow_schema
from tasks.lake.errors import LakeError
from tasks.lake.findings import Findings
from tasks.lake.journal import read_journal
from tasks.lake.layout import ARTICLES, FACTS, LEDGER, STAGING, partition_value
from tasks.lake.staging import dead_areas
from tasks.lake.storage import Storage

_ONE_FILE = "part-0.parquet"


def check_files(storage: Storage, *, deep: bool) -> Findings:
    """Look for remains of dead writers, strange names and files that cannot be read."""
    findings = Findings("atomicity")
    _check_remains(storage, findings)
    for table in (ARTICLES, FACTS, LEDGER):
        for folder in storage.folders(table):
            _check_folder(storage, table, folder, findings, deep=deep)
    _check_pairs(storage, findings)
    return findings


def _check_remains(storage: Storage, findings: Findings) -> None:
    try:
        if read_journal(storage) is not None:
            findings.wrong("commit not completed; the next write completes it", "the journal is not empty")
    except LakeError as error:
        findings.wrong("journal damaged", str(error))
    if storage.exists(STAGING):
        findings.wrong_many("staging folder of a dead writer; the next write removes it", dead_areas(storage))


def _check_folder(storage: Storage, table: str, folder: str, findings: Findings, *, deep: bool) -> None:
    try:
        partition_value(folder)
    except ValueError:
        findings.wrong("folder that is no partition", folder)
    for file in storage.files(folder):
        if table != LEDGER and Path(file).name != _ONE_FILE:
            findings.wrong("file that a writer of this lake never makes", file)
        _check_file(storage, table, file, findings, deep=deep)


def _check_file(storage: Storage, table: str, file: str, findings: Findings, *, deep: bool) -> None:
    findings.saw("files")
    try:
        with storage.filesystem.open_input_file(file) as source:
            parquet = pq.ParquetFile(source)
            _check_schema(table, file, parquet.schema_arrow, findings)
            if deep:
                parquet.read()
    except (OSError, pa.ArrowException) as error:
        findings.wrong("unreadable file", f"{file}: {error}")


def _check_schema(table: str, file: str, schema: pa.Schema, findings: Findings) -> None:
    version = int((schema.metadata or {}).get(VERSION_KEY, b"0"))
    if version > SCHEMA_VERSION:
        findings.wrong("file of a newer program", f"{file}: schema version {version}")
    elif version == SCHEMA_VERSION and not schema.equals(arrow_schema(TABLES[table])):
        findings.wrong("file whose columns are not those of its schema version", file)


def _check_pairs(storage: Storage, findings: Findings) -> None:
    """Each day has both files: they are made together, an empty one where there are no facts."""
    articles, facts = ({_day(file) for file in _files(storage, table)} for table in (ARTICLES, FACTS))
    findings.wrong_many("day of articles without its file of facts", sorted(articles - facts))
    findings.wrong_many("day of facts without its file of articles", sorted(facts - articles))


def _files(storage: Storage, table: str) -> list[str]:
    return [file for folder in storage.folders(table) for file in storage.files(folder)]


def _day(file: str) -> str:
    return Path(file).parent.name
