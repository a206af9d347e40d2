"""What a check found: how much was looked at, how much is wrong, and the first examples."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class InvariantResult:
    """One invariant's verdict.

    Attributes:
        name: conservation, provenance, one place, idempotence, atomicity or determinism.
        ok: Whether nothing was found against it.
        detail: What was looked at, or what is wrong with examples; one line.
    """

    name: str
    ok: bool
    detail: str


@dataclass(slots=True)
class Findings:
    """Collects what is against one invariant.

    Attributes:
        name: The invariant.
        looked_at: How many of each thing were looked at.
    """

    name: str
    looked_at: Counter[str] = field(default_factory=Counter)
    unchecked: str = ""
    _wrong: Counter[str] = field(default_factory=Counter)
    _examples: dict[str, list[str]] = field(default_factory=dict)

    def saw(self, what: str, count: int = 1) -> None:
        """Count what was looked at."""
        self.looked_at[what] += count

    def wrong(self, what: str, example: str) -> None:
        """Note one thing that is wrong; the first examples of each kind are told."""
        self._wrong[what] += 1
        examples = self._examples.setdefault(what, [])
        if len(examples) < _EXAMPLES:
            examples.append(example)

    def wrong_many(self, what: str, examples: list[str]) -> None:
        """Note several of one kind."""
        for example in examples:
            self.wrong(what, example)

    def result(self) -> InvariantResult:
        """Say it in one line."""
        if self._wrong:
            kinds = (f"{count:,} × {what} ({self._shown(what)})" for what, count in self._wrong.items())
            return InvariantResult(self.name, ok=False, detail="; ".join(kinds))
        seen = ", ".join(f"{count:,} {what}" for what, count in self.looked_at.items()) or "nothing to look at"
        return InvariantResult(self.name, ok=True, detail=f"{seen}; {self.unchecked}" if self.unchecked else seen)

    def _shown(self, what: str) -> str:
        more = ", …" if self._wrong[what] > _EXAMPLES else ""
        return ", ".join(self._examples[what]) + more
