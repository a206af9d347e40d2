"""What the Prefect server does by itself: end runs that died in silence, and tell somebody of failures and alarms.

`python -m flows.automations` makes them on the server that PREFECT_API_URL names, or brings those there up to date.
"""

from __future__ import annotations

import os
from datetime import timedelta
from uuid import UUID

from prefect.blocks.notifications import CustomWebhookNotificationBlock
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, SendNotification
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

from tasks.alarms import EVENT_PREFIX

WEBHOOK_VARIABLE = "WAQAI_WEBHOOK"
"""The environment variable with the address that is told of failures and alarms; it may hold a secret."""

SILENCE = timedelta(seconds=120)
"""Four heartbeats: a run that is silent for as long is dead. Shorter, and one that only ends slowly is taken for dead
(PrefectHQ/prefect#18653)."""

_HEARTBEAT = "prefect.flow-run.heartbeat"
_ENDS = {f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "Crashed", "Cancelled")}
_RUNS = {"prefect.resource.id": "prefect.flow-run.*"}


def declared(webhook: UUID | None) -> list[AutomationCore]:
    """Declare the automations; those that notify only where there is a webhook.

    Args:
        webhook: The id of the notification block.
    """
    return [_end_the_silent(), *([_tell_of_failures(webhook), _tell_of_alarms(webhook)] if webhook else [])]


def _end_the_silent() -> AutomationCore:
    return AutomationCore(
        name="waqai: end runs that died in silence",
        description="A run whose process and worker are both gone would stay Running, and hold its slot, for ever.",
        trigger=EventTrigger(
            after={_HEARTBEAT},
            expect={_HEARTBEAT, *_ENDS},
            match=_RUNS,  # type: ignore[arg-type]  # Prefect makes a ResourceSpecification of it
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=SILENCE,
        ),
        actions=[
            ChangeFlowRunState(
                name=None,
                state=StateType.CRASHED,
                force=False,
                message=f"no heartbeat for {SILENCE.seconds} s: its process is gone; the next run goes on from there",
            )
        ],
    )


def _tell_of_failures(webhook: UUID) -> AutomationCore:
    return AutomationCore(
        name="waqai: tell of failed runs",
        description="A run that failed or crashed, with its reason.",
        trigger=_whenever({"prefect.flow-run.Failed", "prefect.flow-run.Crashed"}, "prefect.flow-run.*"),
        actions=[
            SendNotification(
                block_document_id=webhook,
                subject="Waqai: {{ flow_run.name }}: {{ flow_run.state.name }}",
                body="{{ flow_run.state.message }}",
            )
        ],
    )


def _tell_of_alarms(webhook: UUID) -> AutomationCore:
    return AutomationCore(
        name="waqai: tell of alarms",
        description="A newspaper that fell silent, or whose pages are read worse than before.",
        trigger=_whenever({f"{EVENT_PREFIX}*"}, "waqai.newspaper.*"),
        actions=[
            SendNotification(
                block_document_id=webhook,
                subject="Waqai: {{ event.resource['prefect.resource.name'] }}",
                body="{{ event.payload.message }}",
            )
        ],
    )


def _whenever(events: set[str], resource: str) -> EventTrigger:
    return EventTrigger(
        expect=events,
        match={"prefect.resource.id": resource},
        for_each={"prefect.resource.id"},
        posture=Posture.Reactive,
        threshold=1,
        within=timedelta(0),
    )


def make_automations(webhook_url: str | None) -> list[str]:
    """Make the automations, in place of those of the same names, and give their names.

    Args:
        webhook_url: What is told of failures and alarms gets a POST of JSON with `subject` and `text`.
    """
    wanted = declared(_webhook_block(webhook_url) if webhook_url else None)
    with get_client(sync_client=True) as client:
        for automation in wanted:
            for old in client.read_automations_by_name(automation.name):
                client.delete_automation(old.id)
            client.create_automation(automation)
    return [automation.name for automation in wanted]


def _webhook_block(url: str) -> UUID:
    block = CustomWebhookNotificationBlock(
        name="waqai", url=url, json_data={"subject": "{{subject}}", "text": "{{body}}"}, headers=None, cookies=None
    )
    return block.save("waqai-webhook", overwrite=True)  # type: ignore[return-value]  # sync where there is no loop


if __name__ == "__main__":
    make_automations(os.environ.get(WEBHOOK_VARIABLE))
