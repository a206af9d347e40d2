"""Which days a backfill leaves thin."""

from datetime import UTC, date, datetime, timedelta

from schemas.ledger import LedgerEntry
from tasks.coverage import coverage

DAYS = [date(2019, 4, 19) + timedelta(days=n) for n in range(4)]


def entry(day, outcome="accepted", reason="new"):
    return LedgerEntry(
        run_id="r",
        flow="backfill",
        source="alpha",
        url="http://alpha/",
        discovered_by="sitemap",
        stage="write",
        outcome=outcome,
        reason=reason,
        published_date=day,
        at=datetime(2026, 11, 1, tzinfo=UTC),
    )


def test_a_day_is_thin_when_empty_or_far_below_the_usual():
    taken = {(DAYS[0], "alpha"): 10, (DAYS[1], "alpha"): 12, (DAYS[2], "alpha"): 3}
    assert [one.thin for one in coverage(DAYS, ["alpha"], taken, [])] == [False, False, True, True]


def test_each_newspaper_is_measured_by_its_own_usual_day():
    taken = {(day, "alpha"): 100 for day in DAYS} | {(day, "beta"): 2 for day in DAYS}
    assert not any(one.thin for one in coverage(DAYS, ["alpha", "beta"], taken, []))


def test_counts_what_the_run_found_and_refused_on_the_day():
    entries = [entry(DAYS[1]), entry(DAYS[1], "rejected", "no-text"), entry(DAYS[2], "failed", "timeout"), entry(None)]
    counted = {one.day: (one.found, one.rejected) for one in coverage(DAYS, ["alpha"], {}, entries)}
    assert counted == {DAYS[0]: (0, 0), DAYS[1]: (2, 1), DAYS[2]: (1, 1), DAYS[3]: (0, 0)}
