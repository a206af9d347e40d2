"""Small files that are replaced as a whole: a reader beside it finds the old one or the new one."""

from __future__ import annotations

import secrets
from pathlib import Path


def replace_whole(file: Path, content: bytes) -> None:
    """Put a file in the place of another, or where there is none; its folder is made.

    For what may be lost in a crash: nothing is synced to the disk.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    staged = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    staged.write_bytes(content)
    staged.replace(file)
