"""A backfill as an operator starts it: in Prefect's UI, with the mouse, in a browser far from Morocco."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tasks.lake import open_lake, verify

START, END = "2026-10-14", "2026-10-20"
PICTURES = os.environ.get("WAQAI_PICTURES")


@pytest.fixture(scope="module")
def page():
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        # West of Greenwich, a date that is kept as a moment would shift by a day.
        page = browser.new_page(viewport={"width": 1400, "height": 1300}, timezone_id="America/Los_Angeles")
        page.set_default_timeout(30_000)
        yield page
        browser.close()


def picture(page, name):
    if PICTURES:
        page.wait_for_timeout(1500)
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


def open_form(page, served, name):
    page.goto(f"{served.url}/deployments/deployment/{served.deployment(name)}/run")
    page.get_by_role("button", name="Submit").wait_for()


def choose_day(page, number, day):
    page.locator(".p-date-button__control").nth(number).click()
    page.locator("input[type=date]").fill(day)
    page.get_by_role("button", name="Apply").click()


def choose_newspaper(page, name):
    page.locator(".p-select-button__icon").first.click(force=True)  # a click on the field opens it and closes it again
    page.get_by_placeholder("Search").fill(name)
    page.locator(".p-select-option", has_text=name).first.click()
    page.get_by_text("Parameters", exact=True).click()


def submit(page, served):
    before = {run["id"] for run in served.api("POST", "flow_runs/filter", limit=200)}
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(lambda url: not url.endswith("/run"))
    (new,) = [
        run
        for run in served.api("POST", "flow_runs/filter", limit=200)
        if run["id"] not in before and not run["auto_scheduled"]
    ]
    return new["id"]


def test_a_backfill_filled_in_with_the_mouse_arrives_as_typed_and_its_lake_is_right(page, served):
    assert not served.lake.exists()
    open_form(page, served, "backfill")
    choose_day(page, 0, START)
    choose_day(page, 1, END)
    choose_newspaper(page, "sample")
    picture(page, "prefect-backfill-form")
    run = submit(page, served)
    ended = served.wait_for(run, "COMPLETED", "FAILED", "CRASHED")
    assert ended["state_type"] == "COMPLETED", ended["state"]["message"]
    given = ended["parameters"]
    assert (given["start"], given["end"], given["newspapers"]) == (START, END, ["sample"])
    assert ended["name"] == f"backfill {START}…{END} · sample"
    lake = open_lake(served.lake)
    assert [result for result in verify(lake) if not result.ok] == []
    first, last = date.fromisoformat(START), date.fromisoformat(END)
    assert sum(lake.coverage(first, last, ["sample"]).values()) > 0
    page.goto(f"{served.url}/runs/flow-run/{run}")
    page.get_by_text("Completed").first.wait_for()
    picture(page, "prefect-backfill-run")
    page.get_by_role("tab", name="Artifacts").or_(page.get_by_text("Artifacts")).first.click()
    picture(page, "prefect-backfill-artifacts")


def test_a_nightly_run_submitted_in_the_ui_fills_the_lake(page, served):
    open_form(page, served, "nightly")
    page.get_by_role("button", name="list", exact=False).first.click()
    choose_newspaper(page, "sample")
    ended = served.wait_for(submit(page, served), "COMPLETED", "FAILED", "CRASHED")
    assert ended["parameters"]["newspapers"] == ["sample"]
    assert (ended["state_type"], ended["name"]) == ("COMPLETED", "nightly · sample")


def test_days_the_wrong_way_round_fail_at_once_with_the_reason(page, served):
    open_form(page, served, "backfill")
    choose_day(page, 0, END)
    choose_day(page, 1, START)
    choose_newspaper(page, "sample")
    ended = served.wait_for(submit(page, served), "FAILED", "COMPLETED")
    assert ended["state_type"] == "FAILED"
    assert "lies before the start" in ended["state"]["message"]


def test_a_form_without_days_is_not_submitted(page, served):
    open_form(page, served, "backfill")
    before = len(served.api("POST", "flow_runs/filter", limit=200))
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("required", exact=False).first.wait_for()
    assert len(served.api("POST", "flow_runs/filter", limit=200)) == before
