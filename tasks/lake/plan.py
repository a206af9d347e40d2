"""Decide what a write does to each article: which version stays, where it lies, and what it is called in the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.lake.content import Version
from tasks.lake.records import Change, ChangeKind


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one article.

    Attributes:
        stored: What the lake holds; None for a new article.
        winner: The version that comes in and takes its place; None where the stored rows stay, or go.
        retracted: Whether what the lake holds is to go, whatever comes in.
        revision: Its revision from now on.
        first_fetched_at: Microseconds since 1970, UTC.
    """

    stored: Version | None
    winner: Version | None
    revision: int
    first_fetched_at: int
    retracted: bool = False

    @property
    def gone(self) -> bool:
        """Whether the lake holds no version from now on."""
        return self.retracted and self.winner is None

    @property
    def now(self) -> Version:
        """The version that the lake holds from now on; of one that is gone, the last."""
        version = self.winner or self.stored
        if version is None:
            raise ValueError("a decision needs a version")
        return version

    @property
    def fetched_earlier(self) -> bool:
        """Whether a stored row stays but turns out to have been fetched before."""
        if self.stored is None or self.winner is not None or self.retracted:
            return False
        return self.first_fetched_at < self.stored.first_fetched_at

    @property
    def cluster_id(self) -> str | None:
        """The cluster that is kept where the winner names none."""
        return self.now.cluster_id or (self.stored.cluster_id if self.stored else None)

    def to_change(self) -> Change:
        """Say it for the report."""
        moved = self.stored is not None and self.winner is not None and self.stored.day != self.winner.day
        return Change(
            kind=self._kind(),
            day=self.now.day,
            revision=self.revision,
            facts=0 if self.gone else self.now.facts,
            moved=moved,
            moved_from=self.stored.day if moved and self.stored else None,
        )

    def _kind(self) -> ChangeKind:
        if self.gone:
            return ChangeKind.RETRACTED
        if self.stored is None:
            return ChangeKind.NEW
        if self.winner is None:
            return ChangeKind.UPDATED if self.fetched_earlier else ChangeKind.UNCHANGED
        return ChangeKind.REVISED if self.revision > self.stored.revision else ChangeKind.UPDATED


def decide(stored: Version | None, arrivals: Sequence[Version], *, retracted: bool = False) -> Decision:
    """Fold the versions that come in over the stored one, in the order in which they were fetched.

    The newest response wins, so that the order of writes does not matter; a version that says the same changes nothing.
    A revision is another text from another response: a better parser does not make one. Over a version that is
    retracted, whatever comes in wins.
    """
    current = None if retracted else stored
    revision = stored.revision if stored else 0
    for arrival in sorted(arrivals, key=lambda version: (version.fetched_at, version.position)):
        if stored is not None and not retracted and arrival.fetched_at < stored.fetched_at:
            continue
        if current is not None and arrival.says_the_same_as(current):
            continue
        revision += current is None or (arrival.text != current.text and arrival.sha256 != current.sha256)
        current = arrival
    first = min(version.first_fetched_at for version in (*arrivals, *([stored] if stored else [])))
    return Decision(stored, current if current is not stored else None, revision, first, retracted)
