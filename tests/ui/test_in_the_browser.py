"""A backfill as an operator starts it: in Prefect's UI, with the mouse, in a browser far from Morocco."""

import os
import shutil
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.sync_api import sync_playwright

from tasks.lake import open_lake, verify

START, END = "2026-10-14", "2026-10-20"
PICTURES = os.environ.get("WAQAI_PICTURES")


ENDS_OF_THE_WORLD = ["America/Los_Angeles", "Pacific/Auckland"]
"""Where a date that is kept as a moment would shift by a day, one way or the other."""


@pytest.fixture(scope="module")
def browser():
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser, request):
    zone = getattr(request, "param", ENDS_OF_THE_WORLD[0])
    page = browser.new_page(viewport={"width": 1400, "height": 1300}, timezone_id=zone)
    page.set_default_timeout(60_000)
    yield page
    page.close()


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
    tonight = datetime.now(ZoneInfo("Africa/Casablanca")).date()
    ended = served.wait_for(submit(page, served), "COMPLETED", "FAILED", "CRASHED")
    assert ended["parameters"]["newspapers"] == ["sample"]
    assert (ended["state_type"], ended["name"]) == ("COMPLETED", f"nightly {tonight} · sample")
    lake = open_lake(served.lake)
    assert [result for result in verify(lake) if not result.ok] == []
    brought = {row["flow"] for row in lake.read_ledger(sources=["sample"]).to_pylist() if row["outcome"] == "accepted"}
    assert "nightly" in brought  # what is outside the backfill's days
    page.goto(f"{served.url}/runs/flow-run/{ended['id']}")
    page.get_by_text("Completed").first.wait_for()
    picture(page, "prefect-nightly-log")
    page.get_by_role("tab", name="Artifacts").or_(page.get_by_text("Artifacts")).first.click()
    picture(page, "prefect-nightly-artifacts")
    page.get_by_text("nightly-checks").first.click()
    page.get_by_text("articles without a date").first.wait_for()
    picture(page, "prefect-nightly-checks")


@pytest.mark.parametrize("page", ENDS_OF_THE_WORLD, indirect=True)
def test_days_arrive_as_chosen_and_the_wrong_way_round_fail_at_once_with_the_reason(page, served):
    open_form(page, served, "backfill")
    choose_day(page, 0, END)
    choose_day(page, 1, START)
    choose_newspaper(page, "sample")
    lake_before = sorted(served.lake.rglob("*"))
    ended = served.wait_for(submit(page, served), "FAILED", "COMPLETED")
    assert (ended["parameters"]["start"], ended["parameters"]["end"]) == (END, START)
    assert ended["state_type"] == "FAILED"
    assert "lies before the start" in ended["state"]["message"]
    assert any("lies before the start" in line for line in served.log(ended["id"]))
    assert sorted(served.lake.rglob("*")) == lake_before
    page.goto(f"{served.url}/runs/flow-run/{ended['id']}")
    page.get_by_text("lies before the start").first.wait_for()


def test_ten_years_by_mistake_fail_with_the_reason_and_a_newspaper_unknown_makes_no_run(served):
    ended = served.wait_for(
        served.start("backfill", start="2009-04-01", end="2019-04-01", newspapers=["sample"]), "FAILED", "COMPLETED"
    )
    assert "ask for at most 366 at a time" in ended["state"]["message"]
    with pytest.raises(httpx.HTTPStatusError) as refused:
        served.start("backfill", start=START, end=END, newspapers=["hesspress"])
    assert refused.value.response.status_code in (409, 422)
    assert "hesspress" in refused.value.response.text


def test_a_form_without_days_is_not_submitted(page, served):
    open_form(page, served, "backfill")
    before = len(served.api("POST", "flow_runs/filter", limit=200))
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("required", exact=False).first.wait_for()
    assert len(served.api("POST", "flow_runs/filter", limit=200)) == before
