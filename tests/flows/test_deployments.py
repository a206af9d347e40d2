"""prefect.yaml, read as Prefect reads it but without a server: flows load, schedules fire, forms say what they want."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from prefect.flows import load_flow_from_entrypoint
from prefect.server.schemas.schedules import CronSchedule
from prefect.utilities.schema_tools.hydration import HydrationContext, hydrate
from prefect.utilities.schema_tools.validation import validate

from sources import source_ids

ROOT = Path(__file__).resolve().parent.parent.parent
DECLARED = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
DEPLOYMENTS = {one["name"]: one for one in DECLARED["deployments"]}
CASABLANCA = ZoneInfo("Africa/Casablanca")
DAY = timedelta(days=1)
PARAMETERS = {
    "nightly": {},
    "backfill": {"start": "2019-04-01", "end": "2019-04-07", "newspapers": ["hespress", "alittihad"]},
    "ingest": {"paths": ["crawl.warc.gz"]},
    "reparse": {},
}


@pytest.fixture(scope="module")
def flows():
    return {name: load_flow_from_entrypoint(one["entrypoint"]) for name, one in DEPLOYMENTS.items()}


def refused(flow, parameters):
    """Name the fields that Prefect's API refuses when a run is created."""
    schema = flow.parameters.model_dump_for_openapi()
    found = validate(hydrate(parameters, HydrationContext()), schema, raise_on_error=False, preprocess=True)
    return {".".join(map(str, error.path)) or error.validator for error in found or []}


def test_every_flow_is_deployed_under_its_own_name(flows):
    assert {name: flow.name for name, flow in flows.items()} == {name: name for name in PARAMETERS}


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_a_deployment_says_what_it_is_and_queues_its_runs(name):
    deployment = DEPLOYMENTS[name]
    assert len(deployment["description"].split()) >= 10
    assert "waqai" in deployment["tags"]
    assert deployment["work_pool"]["name"] == "local"
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}


@pytest.mark.parametrize("name", PARAMETERS)
def test_the_parameters_that_a_person_would_give_are_taken(name, flows):
    assert refused(flows[name], PARAMETERS[name]) == set()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"newspapers": ["hesspress"]}, "newspapers.0"),
        ({"newspapers": "hespress"}, "newspapers"),
        ({"newspapers": []}, "newspapers"),
        ({"mode": "everything"}, "mode"),
        ({"dry_run": "perhaps"}, "dry_run"),
        ({"page_limit": "many"}, "page_limit"),
        ({"page_limit": 0}, "page_limit"),
    ],
)
def test_the_api_refuses_a_wrong_backfill_before_there_is_a_run(wrong, field, flows):
    assert refused(flows["backfill"], {**PARAMETERS["backfill"], **wrong}) == {field}


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_every_field_of_a_form_is_described(name, flows):
    fields = flows[name].parameters.properties
    assert [field for field, its in fields.items() if not its.get("description")] == []


def test_the_backfill_form_is_headed_in_words(flows):
    titles = [its["title"] for its in flows["backfill"].parameters.properties.values()]
    assert [title for title in titles if "_" in title or title == title.lower()] == []


def test_the_form_offers_the_registry_and_the_modes_as_choices(flows):
    form = flows["backfill"].parameters
    assert form.definitions["Newspaper"]["enum"] == list(source_ids())
    assert form.definitions["Mode"]["enum"] == ["missing", "refetch", "reparse"]
    assert form.properties["start"]["format"] == form.properties["end"]["format"] == "date"
    assert form.required == ["start", "end", "newspapers"]


def firings(first, count):
    schedule = DEPLOYMENTS["nightly"]["schedules"][0]
    cron = CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])
    return [moment.astimezone(CASABLANCA) for moment in cron._get_dates_generator(n=count, start=first)]


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_nightly_run_comes_once_every_day_of_the_year(year):
    days = [moment.date() for moment in firings(datetime(year, 1, 1, tzinfo=CASABLANCA), 365)]
    assert days == [days[0] + number * DAY for number in range(365)]


# Ramadan 1448: the clock goes from 03:00 back to 02:00 on 7 February 2027, and from 02:00 on to 03:00 on 14 March.
@pytest.mark.parametrize(
    ("moved", "hours"), [(datetime(2027, 2, 7, tzinfo=UTC), [24, 25]), (datetime(2027, 3, 14, tzinfo=UTC), [23, 24])]
)
def test_the_nightly_run_comes_once_when_the_clock_moves_for_ramadan(moved, hours):
    runs = firings(moved - DAY, 3)
    assert [run.date() for run in runs] == [(moved + number * DAY).date() for number in (-1, 0, 1)]
    gaps = [later.astimezone(UTC) - sooner.astimezone(UTC) for sooner, later in pairwise(runs)]
    assert sorted(gap.total_seconds() / 3600 for gap in gaps) == hours


def test_the_one_night_that_is_not_at_two_is_an_hour_early():
    fired = firings(datetime(2027, 1, 1, tzinfo=CASABLANCA), 365)
    assert [(moment.date().isoformat(), moment.hour) for moment in fired if moment.hour != 2] == [("2027-03-14", 1)]
