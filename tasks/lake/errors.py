"""What can go wrong with a lake, told with the path and the way out."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_WAYS_OUT = {
    errno.ENOSPC: "the disk is full: free some space and run again",
    errno.EDQUOT: "the disk quota is used up: free some space and run again",
    errno.EACCES: "permission is denied: give this user write access, or name another lake (--lake, LAKE)",
    errno.EPERM: "the operation is not permitted: give this user write access, or name another lake (--lake, LAKE)",
    errno.EROFS: "the file system is read-only: mount it for writing, or name another lake (--lake, LAKE)",
    errno.EMFILE: "too many files are open: raise the limit (ulimit -n)",
    errno.EIO: "the disk gives errors: look at the system's log before anything else",
}


class LakeError(RuntimeError):
    """A lake that cannot be opened, read or written; the message names the path and the way out."""


@contextmanager
def explained(root: Path, doing: str) -> Iterator[None]:
    """Turn the system's error into one that names the lake, what was being done, and the way out.

    Raises:
        LakeError: In place of an `OSError` or an error of the index, which is kept as its cause.
    """
    try:
        yield
    except OSError as error:
        way_out = _WAYS_OUT.get(error.errno or 0, "nothing is known of this error: see its cause")
        raise LakeError(f"{doing} in the lake {root} failed: {way_out} ({error})") from error
    except sqlite3.Error as error:
        way_out = (
            "make sure that there is space and write access; if there is, remove that folder, and it is built anew"
        )
        raise LakeError(f"{doing} failed at the index in {root / '.index'}: {way_out} ({error})") from error
