"""What goes into an upsert and what it says it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from schemas.article import Article
from schemas.fact import Fact


@dataclass(frozen=True, slots=True)
class ArticleWithFacts:
    """An article and all facts that it states; together they replace what the lake holds of it."""

    article: Article
    facts: Sequence[Fact] = ()


class ChangeKind(StrEnum):
    """What an upsert did to one article."""

    NEW = "new"
    REVISED = "revised"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one article.

    Attributes:
        kind: new; revised (another text, from another response); updated (any other column, or the facts);
            unchanged (the stored rows stay as they are, to the byte); retracted (its rows are gone).
        day: Its partition now; None for an unknown date. Of a retracted one, where it was.
        revision: Its revision now.
        facts: Its facts now.
        moved_from: Its partition before, where it moved.
        moved: Whether it moved (`moved_from` may be None for an unknown date).
    """

    kind: ChangeKind
    day: date | None
    revision: int
    facts: int
    moved: bool = False
    moved_from: date | None = None


@dataclass(frozen=True, slots=True)
class UpsertReport:
    """What an upsert did, for each article that was given.

    Attributes:
        run_id: Of the run.
        changes: By article_id.
        partitions: Days whose files were replaced, in order; None is the unknown date.
        commit: Name of the commit; None where no article was to be written.
    """

    run_id: str
    changes: Mapping[str, Change] = field(default_factory=dict)
    partitions: tuple[date | None, ...] = ()
    commit: str | None = None

    def of_kind(self, kind: ChangeKind) -> list[str]:
        """List the articles that were new, revised, updated, unchanged or retracted."""
        return [article_id for article_id, change in self.changes.items() if change.kind == kind]

    @property
    def new(self) -> list[str]:
        """Articles that the lake did not hold."""
        return self.of_kind(ChangeKind.NEW)

    @property
    def revised(self) -> list[str]:
        """Articles whose text changed."""
        return self.of_kind(ChangeKind.REVISED)

    @property
    def updated(self) -> list[str]:
        """Articles with the same text and something else changed."""
        return self.of_kind(ChangeKind.UPDATED)

    @property
    def unchanged(self) -> list[str]:
        """Articles whose rows stayed as they were."""
        return self.of_kind(ChangeKind.UNCHANGED)

    @property
    def retracted(self) -> list[str]:
        """Articles whose rows were taken out."""
        return self.of_kind(ChangeKind.RETRACTED)

    @property
    def moved(self) -> list[str]:
        """Articles that went to another partition."""
        return [article_id for article_id, change in self.changes.items() if change.moved]
