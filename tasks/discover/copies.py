"""Copies of feeds and sitemaps with their validators (RFC 9110, 8.8), so that an unchanged one is not sent again.

They lie in the lake's `.index/listings/`, one file for each address, and may be removed at any time: the next run
then asks for everything in full.
"""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from tasks.client import Response, conditions
from tasks.replacing import replace_whole

FRESH = timedelta(days=7)
"""A copy is relied on no longer: some servers call unchanged what has changed, and that must not last."""
_FOLDER = ".index/listings"


@dataclass(frozen=True, slots=True)
class Copy:
    """A listing as it was last sent.

    Attributes:
        fetched_at: UTC.
    """

    body: bytes
    fetched_at: datetime
    etag: str | None
    last_modified: str | None

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that ask for it only where it has changed; none where the server gave nothing to go by."""
        return conditions(self.etag, self.last_modified)

    def is_later_than(self, changed: date | None) -> bool:
        """Say whether it was sent after a change that its index states by day, if it does; a day is left for zones."""
        return changed is not None and self.fetched_at.date() - changed > timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of one lake; without a lake there are none.

    Attributes:
        run_began_at: UTC; None where every listing is to be asked about.
    """

    lake: Path | None = None
    run_began_at: datetime | None = None

    def is_of_this_run(self, copy: Copy) -> bool:
        """Say whether a copy was made since the run began."""
        return self.run_began_at is not None and copy.fetched_at >= self.run_began_at.replace(microsecond=0)

    def of(self, url: str) -> Copy | None:
        """Give the copy of an address, where there is one that can still be relied on."""
        file = self._file(url)
        if file is None:
            return None
        try:
            head, _, body = gzip.decompress(file.read_bytes()).partition(b"\n")
            known = json.loads(head)
            copy = Copy(body, datetime.fromisoformat(known["fetched_at"]), known["etag"], known["last_modified"])
            fresh = known["url"] == url and timedelta(0) <= datetime.now(UTC) - copy.fetched_at < FRESH
        except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError):  # a damaged copy is as good as none
            return None
        return copy if fresh else None

    def keep(self, url: str, response: Response) -> None:
        """Keep what an address answered; a reader beside it finds the old copy or the new one, whole."""
        file = self._file(url)
        if file is None:
            return
        known = {
            "url": url,
            "fetched_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "etag": response.headers.get("etag"),
            "last_modified": response.headers.get("last-modified"),
        }
        replace_whole(file, gzip.compress(json.dumps(known).encode() + b"\n" + response.body, compresslevel=6))

    def _file(self, url: str) -> Path | None:
        return self.lake / _FOLDER / f"{sha256(url.encode()).hexdigest()[:24]}.gz" if self.lake is not None else None
