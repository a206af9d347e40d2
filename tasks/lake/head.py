"""The lake's head: the schema version that it was written with, and its last commit."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from schemas.arrow import SCHEMA_VERSION
from tasks.lake.errors import LakeError
from tasks.lake.layout import HEAD
from tasks.lake.storage import Storage


@dataclass(frozen=True, slots=True)
class Head:
    """What the file says.

    Attributes:
        schema_version: Of the newest writer.
        commit: Name of the last commit; empty in a lake that has none.
    """

    schema_version: int = SCHEMA_VERSION
    commit: str = ""

    def to_json(self) -> str:
        """Write it for the file."""
        return json.dumps(asdict(self)) + "\n"


def read_head(storage: Storage) -> Head | None:
    """Read the head; None where the lake has none yet.

    Raises:
        LakeError: The file is damaged, or a newer program wrote the lake.
    """
    text = storage.read_text(HEAD)
    if text is None:
        return None
    path = storage.path(HEAD)
    try:
        head = Head(**json.loads(text))
    except (ValueError, TypeError) as error:
        raise LakeError(f"{path} is damaged ({error}): remove it, and the next write makes it anew") from error
    if head.schema_version > SCHEMA_VERSION:
        raise LakeError(
            f"the lake {storage.root} has schema version {head.schema_version}, this program knows {SCHEMA_VERSION}: "
            "update the program, or name another lake (--lake, LAKE)"
        )
    return head
