"""The run report adds a ledger up."""

from datetime import UTC, datetime
from pathlib import Path

from schemas.ledger import LedgerEntry
from tasks.report import run_report, to_lines, to_markdown
from tasks.runs import Run


def entry(source, outcome, reason="new", **more):
    return LedgerEntry(
        run_id="r",
        flow="nightly",
        source=source,
        url=f"http://{source}/",
        discovered_by="feed",
        stage="write",
        outcome=outcome,
        reason=reason,
        at=datetime(2026, 11, 1, tzinfo=UTC),
        **more,
    )


ENTRIES = [
    entry("alpha", "accepted", bytes=10, facts=3, elapsed_ms=500),
    entry("alpha", "accepted", bytes=10, facts=2, elapsed_ms=700),
    entry("alpha", "rejected", "robots"),
    entry("beta", "failed", "timeout", elapsed_ms=30_000),
    entry("beta", "unchanged", "seen"),
]


def report(problems=()):
    return run_report(Run("r", "nightly", Path("lake"), datetime.now(UTC)), ENTRIES, problems)


def test_counts_each_newspaper_by_outcome_and_reason():
    alpha, beta = report().newspapers
    assert (alpha.source, alpha.discovered, alpha.fetched, alpha.facts, alpha.seconds) == ("alpha", 3, 2, 5, 1.2)
    assert dict(alpha.outcomes) == {"accepted": 2, "rejected": 1}
    assert dict(beta.reasons) == {"timeout": 1}


def test_the_total_is_the_sum():
    total = report().total
    assert (total.discovered, total.fetched, total.facts) == (5, 2, 5)
    assert dict(total.reasons) == {"robots": 1, "timeout": 1}


def test_the_artifact_names_problems_newspapers_and_reasons():
    text = to_markdown(report(["beta: the feed cannot be read"]))
    assert "- beta: the feed cannot be read" in text
    assert "| alpha | 3 | 2 | 2 | 0 | 0 | 1 | 0 | 5 | 1.2 |" in text
    assert "| timeout | 1 |" in text


def test_a_long_artifact_says_how_much_it_leaves_out():
    assert "… and 1 more newspapers." in to_markdown(report(), most=1)


def test_the_log_tells_the_end_in_three_lines():
    first, refused, last = to_lines(report())
    assert first == "5 URLs of 2 newspapers: 2 accepted, 1 unchanged, 1 rejected, 1 failed"
    assert refused == "refused: robots 1, timeout 1"
    assert last.startswith("5 facts; 0 alarms; ")


def test_the_log_of_a_run_without_work_says_so():
    nothing = run_report(Run("r", "nightly", Path("lake"), datetime.now(UTC)), [], planned=["http://alpha/"])
    first, planned, _ = to_lines(nothing)
    assert (first, planned) == ("0 URLs of 0 newspapers: nothing to do", "a dry run: 1 URLs would be asked for")
