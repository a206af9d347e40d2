"""What prefect.yaml declares can be deployed: entry points, schedules, parameters. No server is needed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from prefect.flows import load_flow_from_entrypoint
from prefect.server.schemas.schedules import CronSchedule

from sources import source_ids

ROOT = Path(__file__).resolve().parents[2]
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


def by_name(deployment):
    return deployment["name"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=by_name)
def test_its_entry_point_is_a_flow_of_its_name_with_every_parameter_described(deployment):
    flow = load_flow_from_entrypoint(deployment["entrypoint"])
    assert flow.name == deployment["name"]
    assert flow.description
    undescribed = [name for name, field in flow.parameters.properties.items() if not field.get("description")]
    assert undescribed == []


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=by_name)
def test_a_run_waits_for_the_one_before_it_and_is_never_dropped(deployment):
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}
    assert deployment["work_pool"]["name"] == "local"


def test_the_backfill_offers_each_newspaper_and_mode_as_a_choice():
    parameters = load_flow_from_entrypoint("flows/backfill.py:backfill").parameters
    assert parameters.required == ["start", "end", "newspapers"]
    assert parameters.properties["start"]["format"] == "date"
    assert set(parameters.definitions["Newspaper"]["enum"]) == set(source_ids())
    assert set(parameters.definitions["Mode"]["enum"]) == {"missing", "refetch", "reparse"}


@pytest.mark.anyio
async def test_the_nightly_run_is_due_once_each_day_also_when_ramadan_moves_the_clocks():
    (schedule,) = next(one for one in DEPLOYMENTS if one["name"] == "nightly")["schedules"]
    cron = CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])
    zone = ZoneInfo(schedule["timezone"])
    start = datetime(2027, 2, 1, tzinfo=UTC)  # the clocks go back on 7 February 2027 and forward on 14 March
    due = [moment.astimezone(zone) for moment in await cron.get_dates(n=60, start=start)]
    days = [moment.date() for moment in due]
    assert days == [days[0] + timedelta(days=number) for number in range(60)]
    assert [moment.day for moment in due if moment.hour != 2] == [14]  # an hour early, as the clocks go forward


@pytest.fixture
def anyio_backend():
    return "asyncio"
