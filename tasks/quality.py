"""Checks of what nightly runs bring: a newspaper's figures of today beside its own trailing median.

The thresholds stand here and nowhere else: the table of a run shows each check, and the alarms are those that failed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

LEAST_DAYS = 3
"""A newspaper that was visited on fewer days has no usual yet."""
LEAST_USUAL = 5
"""A newspaper that usually brings fewer articles a day may well bring none."""
FAR_LESS = 0.25
"""Less than this share of the trailing median is far less: weekends and holidays halve a newspaper."""
LEAST_PAGES = 10
"""A share of fewer pages says little."""
JUMP = 0.3
"""A share that is higher than its trailing median by as much is a jump."""
LEAST_FACTS = 1.0
"""A newspaper that usually has fewer facts an article may well have none on a day."""
SHORT_WORDS = 40
"""A body of fewer words is short: a caption or a lead whose text was lost, seldom a whole article."""


class Verdict(StrEnum):
    """How a check ended; in this order in the table."""

    FAILED = "failed"
    PASSED = "passed"
    UNKNOWN = "too little to say"


@dataclass(frozen=True, slots=True)
class Day:
    """What was done with a newspaper's pages in a day.

    Attributes:
        parsed: Pages that were parsed, whatever became of them.
        accepted: Articles that were new or had changed.
        undated: Of these, those with no day of publication.
        unsigned: Of these, those without an author.
        untitled: Of these, those without a title.
        short: Of these, those with fewer than `SHORT_WORDS` words.
        facts: Key facts in them.
    """

    parsed: int = 0
    accepted: int = 0
    rejected: int = 0
    undated: int = 0
    unsigned: int = 0
    untitled: int = 0
    short: int = 0
    facts: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """One check of one newspaper.

    Attributes:
        kind: A key of `RULES`.
        now: Today's figure; None where there is none, as a share of no pages.
        usual: The trailing median; None where there were too few days.
    """

    kind: str
    source: str
    now: float | None
    usual: float | None
    verdict: Verdict

    @property
    def message(self) -> str:
        """What is wrong, for a person, with both figures."""
        rule, now, usual = RULES[self.kind], self.written_now, self.written_usual
        if rule is RULES["silent"]:
            return f"{self.source} brought {now} articles; it usually brings {usual}"
        return f"{self.source}: {rule.label}: {now}, usually {usual}"

    @property
    def written_now(self) -> str:
        """Today's figure as text, empty where there is none."""
        return RULES[self.kind].write(self.now)

    @property
    def written_usual(self) -> str:
        """The usual figure as text, empty where there is none."""
        return RULES[self.kind].write(self.usual)


@dataclass(frozen=True, slots=True)
class Rule:
    """A figure of a day, and when it is out of the ordinary.

    Attributes:
        label: Names the figure in the table.
        part: The field of `Day` that is counted.
        whole: The field that it is a share of; None for the count itself.
        falls: Whether it is bad that the figure falls far, instead of that it jumps up.
        least_usual: Where it usually is less, nothing is said.
        style: How the figure is written.
    """

    label: str
    part: str
    whole: str | None = "accepted"
    falls: bool = False
    least_usual: float = 0.0
    style: str = ".0%"

    def figure(self, day: Day) -> float | None:
        """Give the figure of a day; None as the share of nothing."""
        part: int = getattr(day, self.part)
        if self.whole is None:
            return part
        whole: int = getattr(day, self.whole)
        return part / whole if whole else None

    def verdict(self, today: Day, usual: float | None) -> Verdict:
        """Judge a day by what is usual."""
        now = self.figure(today)
        enough = self.whole is None or getattr(today, self.whole) >= LEAST_PAGES
        if now is None or usual is None or not enough or usual < self.least_usual:
            return Verdict.UNKNOWN
        is_bad = now < FAR_LESS * usual if self.falls else now - usual >= JUMP
        return Verdict.FAILED if is_bad else Verdict.PASSED

    def write(self, figure: float | None) -> str:
        """Write a figure for a person."""
        return "" if figure is None else format(figure, self.style)


RULES = {
    "silent": Rule("articles", "accepted", whole=None, falls=True, least_usual=LEAST_USUAL, style="g"),
    "rejected": Rule("pages rejected", "rejected", whole="parsed"),
    "untitled": Rule("articles without a title", "untitled"),
    "undated": Rule("articles without a date", "undated"),
    "unsigned": Rule("articles without an author", "unsigned"),
    "short": Rule(f"articles under {SHORT_WORDS} words", "short"),
    "factless": Rule("facts an article", "facts", falls=True, least_usual=LEAST_FACTS, style=".1f"),
}
"""What is checked, by the kind of the alarm that it raises."""


def find_checks(days: Mapping[str, Mapping[int, Day]]) -> list[Check]:
    """Check each newspaper's today.

    Args:
        days: By newspaper, what was done with it today (0), the day before (1) and so on; a day on which it was not
            visited is missing.
    """
    return [check for source in sorted(days) for check in _of_newspaper(source, days[source])]


def _of_newspaper(source: str, days: Mapping[int, Day]) -> Iterator[Check]:
    today = days.get(0, Day())
    before = [day for age, day in days.items() if age > 0]
    for kind, rule in RULES.items():
        known = [figure for day in before if (figure := rule.figure(day)) is not None]
        usual = median(known) if known and len(before) >= LEAST_DAYS else None
        yield Check(kind, source, rule.figure(today), usual, rule.verdict(today, usual))


def check_rows(checks: Sequence[Check]) -> Iterator[dict[str, str]]:
    """Lay checks out for Prefect's table, the failed ones first."""
    order = list(Verdict)
    for check in sorted(checks, key=lambda check: order.index(check.verdict)):
        yield {
            "newspaper": check.source,
            "check": RULES[check.kind].label,
            "now": check.written_now,
            "usual": check.written_usual,
            "verdict": check.verdict.value,
        }
