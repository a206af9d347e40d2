"""The checks of a run: what the table shows, and that the alarms are its failed rows."""

import pytest

from tasks.alarms import find_alarms
from tasks.quality import RULES, Day, Verdict, check_rows, find_checks

USUAL = Day(parsed=40, accepted=30, rejected=4, undated=0, unsigned=6, untitled=0, short=2, facts=120)
WEEK = dict.fromkeys(range(1, 8), USUAL)


def rows(today, before=WEEK):
    return {row["check"]: row for row in check_rows(find_checks({"libe": {0: today, **before}}))}


def test_every_figure_stands_beside_the_usual_one():
    shown = {label: (row["now"], row["usual"]) for label, row in rows(Day(50, 40, 10, 4, 8, 2, 4, 100)).items()}
    assert shown == {
        "articles": ("40", "30"),
        "pages rejected": ("20%", "10%"),
        "articles without a title": ("5%", "0%"),
        "articles without a date": ("10%", "0%"),
        "articles without an author": ("20%", "20%"),
        "articles under 40 words": ("10%", "7%"),
        "facts an article": ("2.5", "4.0"),
    }


def test_the_failed_checks_come_first_and_are_the_alarms():
    checks = find_checks({"alpha": {0: USUAL, **WEEK}, "libe": {0: Day(40, 30, 4, 25, 6, 0, 2, 1), **WEEK}})
    first = [row for row in check_rows(checks) if row["verdict"] == "failed"]
    assert list(check_rows(checks))[:2] == first
    assert [(row["newspaper"], row["check"]) for row in first] == [
        ("libe", "articles without a date"),
        ("libe", "facts an article"),
    ]
    assert [alarm.message for alarm in find_alarms(checks)] == [
        f"{row['newspaper']}: {row['check']}: {row['now']}, usually {row['usual']}" for row in first
    ]


@pytest.mark.parametrize(
    ("case", "today", "before"),
    [
        ("a newspaper that is new", USUAL, {1: USUAL, 2: USUAL}),
        ("nothing came and nothing was usual", Day(), dict.fromkeys(range(1, 8), Day())),
    ],
)
def test_without_enough_to_compare_with_no_check_passes_or_fails(case, today, before):
    assert {row["verdict"] for row in rows(today, before).values()} == {Verdict.UNKNOWN}, case


def test_every_check_has_a_name_of_its_own():
    assert len({rule.label for rule in RULES.values()}) == len(RULES) == 7
