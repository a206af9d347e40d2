"""Check the six invariants; each says in a line what it looked at or what is wrong.

The checks read one partition at a time and hold no lock; run them while nothing writes, since a write between two
partitions looks like damage.
"""

from __future__ import annotations

from datetime import date

from tasks.lake.checks_archive import check_archive
from tasks.lake.checks_files import check_files
from tasks.lake.checks_ledger import check_ledger
from tasks.lake.checks_reparse import Reparse, check_determinism, check_idempotence
from tasks.lake.checks_rows import check_index, check_keys, check_offsets, check_place
from tasks.lake.errors import explained
from tasks.lake.findings import Findings, InvariantResult
from tasks.lake.head import Head, read_head
from tasks.lake.lake import Lake
from tasks.lake.partitions import readable_partitions
from tasks.lake.storage import Storage


def verify(lake: Lake, deep: bool = False, reparse: Reparse | None = None) -> list[InvariantResult]:
    """Check a lake, empty, whole or damaged.

    Args:
        lake: Open; it is not changed.
        deep: Read every byte, look into every archived response, and plan every article's write again.
        reparse: Parses archived responses again, for determinism; only with `deep`.

    Raises:
        LakeError: The lake cannot be read at all.
    """
    with explained(lake.root, "verification"):
        return [one.result() for one in _verify(lake.storage, deep, reparse)]


def _verify(storage: Storage, deep: bool, reparse: Reparse | None) -> list[Findings]:
    conservation, provenance, place = Findings("conservation"), Findings("provenance"), Findings("one place")
    idempotence, determinism = Findings("idempotence"), Findings("determinism")
    atomicity = check_files(storage, deep=deep)
    places: dict[str, date | None] = {}
    written_by: dict[str, str] = {}
    for partition in readable_partitions(storage):
        check_place(partition, places, place)
        written_by |= partition.written_by()
        check_offsets(partition, provenance)
        lost = check_archive(storage, partition.articles, provenance, deep=deep)
        check_keys(partition, idempotence)
        if deep:
            check_idempotence(partition, idempotence)
        if deep and reparse is not None:
            check_determinism(partition, lost, determinism, reparse)
    check_index(storage, places, (read_head(storage) or Head()).commit, place)
    check_ledger(storage, conservation, written_by)
    if not deep or reparse is None:
        determinism.unchecked = "not checked without --deep and a parser"
    return [conservation, provenance, place, idempotence, atomicity, determinism]
