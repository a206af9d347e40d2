"""When a newspaper raises an alarm, and when it must not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from schemas.ledger import LedgerEntry
from schemas.vocabulary import Outcome, Reason, Stage
from tasks.alarms import _days, check_run, find_alarms
from tasks.lake import open_lake
from tasks.quality import Day, find_checks
from tasks.runs import Run

USUAL = Day(parsed=40, accepted=30, rejected=4, undated=1, unsigned=6, untitled=0, short=2, facts=120)
WEEK = dict.fromkeys(range(1, 8), USUAL)


def raised(today, before):
    days = before if today is None else {0: today, **before}
    return [alarm.kind for alarm in find_alarms(find_checks({"libe": days}))]


@pytest.mark.parametrize(
    ("case", "today", "expected"),
    [
        ("a day like any other", USUAL, []),
        ("a weekend that halves it", Day(20, 15, 2, 0, 3, facts=60), []),
        ("not visited or nothing discovered", None, ["silent"]),
        ("visited, and all of it already known", Day(), ["silent"]),
        ("far less than usual", Day(8, 7, 1, 0, 1), ["silent"]),
        ("pages come and are all refused", Day(40, 0, 40), ["silent", "rejected"]),
        ("dates are lost by a redesign", replace(USUAL, undated=25), ["undated"]),
        ("authors are lost by a redesign", replace(USUAL, unsigned=30), ["unsigned"]),
        ("titles are lost by a redesign", replace(USUAL, untitled=12), ["untitled"]),
        ("only the leads are read", replace(USUAL, short=20), ["short"]),
        ("the facts are not found any more", replace(USUAL, facts=20), ["factless"]),
        ("rejects jump while articles still come", Day(60, 30, 30, 1, 6, facts=120), ["rejected"]),
        ("a share of a few pages says little", Day(9, 8, 1, 8, 8), []),
    ],
)
def test_an_alarm_tells_a_break_from_an_ordinary_day(case, today, expected):
    assert raised(today, WEEK) == expected, case


@pytest.mark.parametrize(
    ("case", "today", "before"),
    [
        ("a newspaper that is new has no usual yet", None, {1: USUAL, 2: USUAL}),
        ("a small newspaper may bring nothing", None, dict.fromkeys(range(1, 8), Day(4, 4, 0, 0, 0))),
        (
            "one that never signs does not begin to be unsigned",
            replace(USUAL, unsigned=30),
            dict.fromkeys(range(1, 8), replace(USUAL, unsigned=30)),
        ),
        ("one that is better read is no alarm", replace(USUAL, rejected=0), WEEK),
    ],
)
def test_no_alarm_without_something_to_compare_with(case, today, before):
    assert raised(today, before) == [], case


def test_days_without_a_run_are_not_days_without_articles():
    assert raised(Day(8, 7, 1, 0, 1), {3: USUAL, 9: USUAL, 14: USUAL}) == ["silent"]
    assert raised(None, {14: USUAL}) == []


def test_an_alarm_names_the_newspaper_and_both_figures():
    (alarm,) = find_alarms(find_checks({"libe": {0: Day(8, 3), **WEEK}}))
    assert (alarm.source, alarm.message) == ("libe", "libe brought 3 articles; it usually brings 30")


TONIGHT = datetime(2026, 11, 20, 1, tzinfo=UTC)


def entry(at, number, outcome=Outcome.UNCHANGED, **more):
    values = {"source": "libe", "flow": "nightly", "run_id": "r", "discovered_by": "feed", "stage": Stage.WRITE, **more}
    url = f"https://libe.example/{number}"
    reason = next(iter(Reason))
    return LedgerEntry(url=url, outcome=outcome, reason=reason, at=at, **values)


@pytest.fixture
def ledger(tmp_path):
    lake = open_lake(tmp_path / "lake")

    def append(*entries):
        for number, one in enumerate(entries):
            day = one.at.date()
            lake.append_ledger([replace(one, run_id=f"{one.at:%Y%m%dT%H%M%S}-nightly-{number:04x}")], f"r{number}", day)
        return lake

    return append


@pytest.mark.parametrize(
    ("hours", "age"),
    [(0, 0), (-0.5, 0), (19, 0), (23.2, 1), (24, 1), (30, 1), (48, 2), (14 * 24, 14)],
)
def test_a_night_ends_before_the_next_begins(hours, age, ledger):
    lake = ledger(entry(TONIGHT - timedelta(hours=hours), 1))
    assert list(_days(lake, TONIGHT)["libe"]) == [age]


def test_backfills_other_newspapers_and_long_ago_do_not_count(ledger):
    lake = ledger(
        entry(TONIGHT, 1, flow="backfill"),
        entry(TONIGHT, 2, source="taken-out-of-the-registry"),
        entry(TONIGHT - timedelta(days=20), 3),
    )
    assert _days(lake, TONIGHT) == {}


def test_outcomes_of_a_night_are_counted_by_what_was_parsed(ledger):
    lake = ledger(
        entry(
            TONIGHT,
            1,
            Outcome.ACCEPTED,
            content_sha256="a",
            article_id="0" * 16,
            facts=7,
            published_date=date(2026, 11, 19),
        ),
        entry(TONIGHT, 2, Outcome.ACCEPTED, content_sha256="b", article_id="1" * 16),
        entry(TONIGHT, 3, Outcome.REJECTED, content_sha256="c"),
        entry(TONIGHT, 4, Outcome.REJECTED),  # refused by its address: a redesign does not show there
        entry(TONIGHT, 5),
    )
    assert _days(lake, TONIGHT) == {"libe": {0: Day(parsed=3, accepted=2, rejected=1, undated=1, facts=7)}}


def test_a_night_of_chosen_newspapers_says_nothing_of_the_others(ledger):
    lake = ledger(*(entry(TONIGHT - timedelta(days=age), age) for age in range(1, 6)))
    run = Run("r", "nightly", lake.root, TONIGHT)
    assert {check.source for check in check_run(run, [])} == {"libe"}
    assert check_run(run, [], ["hespress"]) == []


def test_a_backfill_is_checked_by_its_own_pages_beside_the_nights_before(ledger):
    nights = [entry(TONIGHT - timedelta(days=age), age, Outcome.ACCEPTED, facts=2) for age in range(1, 6)]
    lake = ledger(*nights, entry(TONIGHT, 9, Outcome.ACCEPTED, facts=1))
    old = [entry(TONIGHT, n, Outcome.REJECTED, flow="backfill", content_sha256="a") for n in range(10)]
    checks = {check.kind: check for check in check_run(Run("r", "backfill", lake.root, TONIGHT), old)}
    assert "silent" not in checks
    assert (checks["rejected"].now, checks["rejected"].usual) == (1.0, None)  # no night's pages were parsed
    assert (checks["factless"].now, checks["factless"].usual) == (None, 2.0)


@pytest.mark.prefect
def test_a_real_run_is_compared_and_raises_none_at_first(sample_run):
    run = Run(sample_run.report.run_id, "nightly", sample_run.lake, datetime.now(UTC))
    checks = check_run(run, [])
    assert {check.verdict for check in checks} == {"too little to say"}
    (days,) = _days(open_lake(sample_run.lake), run.began_at).values()
    total = sample_run.report.total
    assert days[0].accepted == total.outcomes["accepted"] > 0
    assert days[0].facts == total.facts > 0
    assert 0 < days[0].unsigned < days[0].accepted
    assert days[0].untitled == days[0].short == 0
