"""`waqai compact` and `waqai diff`: the lake's upkeep, told for a person."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from flows.printing import console
from tasks.lake import compact, diff, open_lake


def compact_past(root: Path) -> None:
    """Compact what lies before today.

    Raises:
        LakeError: There is no lake there, or it cannot be written.
    """
    done = compact(open_lake(root, create=False), before=datetime.now(UTC).date())
    console.print(f"{done.ledger_files:,} ledger files of {done.ledger_days:,} days laid together,")
    console.print(f"{done.rewritten:,} partitions brought to the present schema, {done.removed:,} empty ones removed")


def print_differences(before: Path, after: Path) -> None:
    """Print what changed from one lake to another.

    Raises:
        LakeError: One of them is not there, or cannot be read.
    """
    lakes = (open_lake(root, create=False, read_only=True) for root in (before, after))
    for table in diff(*lakes):
        for line in table.lines():
            console.print(line, markup=False, soft_wrap=True)
