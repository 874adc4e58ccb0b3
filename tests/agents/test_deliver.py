"""The outbox against a webhook of our own on the loopback."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from schemas import codec
from schemas.update import Alert
from streams.agents import deliver
from streams.agents.attempts import Attempts
from streams.agents.deliver import Deliver, deliver_outbox
from streams.agents.envelope import Incoming
from streams.agents.journal import Output
from streams.agents.runner import Runner
from streams.domain.alert.policy import Channel
from streams.domain.deliver.outbox import Attempt, Pending
from tests.builders import NOON, after, alert, apply_stored, message


@dataclass
class Webhook:
    """Answers with the statuses given, then with 204; keeps what it got."""

    url: str = ""
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.Response:
        self.got.append((dict(request.headers), await request.read()))
        status, headers = self.answers.pop(0) if self.answers else (204, {})
        return web.Response(status=status, headers=headers)


@pytest.fixture
async def webhook() -> AsyncIterator[Webhook]:
    hook = Webhook()
    app = web.Application()
    app.router.add_post("/alerts", hook.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    hook.url = f"http://{host}:{port}/alerts"
    yield hook
    await runner.cleanup()


def stage_for(url: str | None) -> Deliver:
    return Deliver([Channel(name="desk", webhook=url)])


async def attempt(stage: Deliver) -> Attempt:
    async with aiohttp.ClientSession() as session:
        return await stage.attempt(Pending(alert=alert(), order=0, next_at=NOON), session, now=NOON)


def test_an_alert_is_queued_once() -> None:
    stage = stage_for("http://127.0.0.1:9/alerts")
    memory = stage.memory()
    names = []
    for _ in range(2):
        outcome = stage.handle(message(alert()), memory)
        apply_stored(memory, outcome.change)
        names.append(outcome.name)
    assert names == ["queued", "repeated"]


def test_an_alert_that_was_sent_days_ago_is_not_queued_again() -> None:
    stage = stage_for("http://127.0.0.1:9/alerts")
    memory = stage.memory()
    apply_stored(memory, stage.handle(message(alert()), memory).change)
    settled = stage.settle(memory.pending["alert-1"], Attempt(result="sent"), now=NOON)
    apply_stored(memory, settled.change)
    assert stage.handle(message(alert(), now=after(days=6)), memory).name == "repeated"


def test_a_channel_without_a_webhook_keeps_to_the_topic() -> None:
    stage = stage_for(None)
    outcome = stage.handle(message(alert()), stage.memory())
    assert (outcome.name, outcome.change) == ("no_webhook", {})


async def test_a_webhook_gets_the_alert_as_the_topic_has_it_with_its_id_as_key(webhook: Webhook) -> None:
    assert (await attempt(stage_for(webhook.url))).result == "sent"
    headers, body = webhook.got[0]
    assert headers["Idempotency-Key"] == "alert-1"
    assert headers["Content-Type"] == "application/json"
    assert codec.decode(Alert, body) == alert()


async def test_a_busy_webhook_says_when_to_come_back(webhook: Webhook) -> None:
    webhook.answers = [(429, {"Retry-After": "7"})]
    answer = await attempt(stage_for(webhook.url))
    assert answer.result == "retry"
    assert answer.retry_after is not None
    assert answer.retry_after.total_seconds() == 7


async def test_an_alert_is_never_sent_on_to_where_a_redirect_points(webhook: Webhook) -> None:
    webhook.answers = [(302, {"Location": "/elsewhere"})]
    assert (await attempt(stage_for(webhook.url))).result == "refused"
    assert len(webhook.got) == 1


async def test_a_webhook_that_nobody_answers_is_tried_again() -> None:
    assert (await attempt(stage_for("http://127.0.0.1:1/alerts"))).result == "retry"


async def test_a_webhook_that_hangs_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(_: web.Request) -> web.Response:
        await asyncio.sleep(1)
        return web.Response()

    monkeypatch.setattr(deliver, "TIMEOUT", aiohttp.ClientTimeout(total=0.05))
    app = web.Application()
    app.router.add_post("/slow", hang)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    answer = await attempt(stage_for(f"http://127.0.0.1:{runner.addresses[0][1]}/slow"))
    await runner.cleanup()
    assert (answer.result, answer.reason) == ("retry", "timeout")


class Table:
    """A changelog in a dict."""

    def __init__(self) -> None:
        self.data: dict[bytes, bytes] = {}

    def rows(self, partition: int) -> list[tuple[bytes, bytes]]:
        return list(self.data.items())

    async def write(self, partition: int, key: bytes, value: bytes | None) -> None:
        if value is None:
            self.data.pop(key, None)
        else:
            self.data[key] = value


async def run_outbox(stage: Deliver, alerts: list[Alert], tmp_path: Path, *, until: str, clock: Any = None) -> tuple[Table, list[Output]]:
    """Queue alerts through a runner, and deliver until the table has a row that begins with `until` for each."""
    table, sent = Table(), []

    async def send(output: Output) -> Awaitable[None]:
        sent.append(output)
        return asyncio.sleep(0)

    async def ack() -> None:
        return None

    runner = Runner(stage, changelog=table, send=send, attempts=Attempts(tmp_path / "attempts"))
    await runner.assign([0])
    messages = [
        (Incoming(topic="wire.alert", partition=0, offset=offset, timestamp=NOON, key=b"desk", value=codec.encode(one)), ack)
        for offset, one in enumerate(alerts)
    ]
    await runner.take(messages)

    def enough() -> bool:
        return sum(key.decode().startswith(until) for key in table.data) >= len(alerts)

    await asyncio.wait_for(deliver_outbox(runner, should_stop=enough, clock=clock or (lambda: datetime.now(UTC))), timeout=20)
    return table, sent


async def test_the_outbox_empties_itself_and_remembers_what_it_sent(webhook: Webhook, tmp_path: Path) -> None:
    alerts = [alert(alert_id=f"alert-{n}") for n in range(3)]
    table, dead = await run_outbox(stage_for(webhook.url), alerts, tmp_path, until="done/")
    assert [headers["Idempotency-Key"] for headers, _ in webhook.got] == ["alert-0", "alert-1", "alert-2"]
    assert not [key for key in table.data if key.startswith(b"pending/")]
    assert dead == []


async def test_an_alert_that_a_webhook_refuses_is_in_the_dead_letters_whole(webhook: Webhook, tmp_path: Path) -> None:
    webhook.answers = [(410, {})]
    _, dead = await run_outbox(stage_for(webhook.url), [alert()], tmp_path, until="done/")
    assert [output.topic for output in dead] == ["wire.deadletter"]
    assert codec.decode(Alert, dead[0].value) == alert()
    assert dict(dead[0].headers)["reason"] == b"webhook refused it: HTTP 410"
