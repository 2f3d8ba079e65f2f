"""Every alert of ``manifest/alerts.yaml`` is fired: what it watches for happens, and ``/metrics`` passes its limit."""

import asyncio
import re
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import event

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.mattermost.rest import Rest
from bot.clock import WallClock
from bot.outgoing.drawn import Drawn
from dialogs.saying.prompt import Prompt
from storage.database.one_writer import OneWriter
from storage.errors import NotSaved
from storage.groups import settings as kept
from storage.outgoing import outbox, sending
from tests.evidence.recording import Record
from tests.kit.commands import run, settings
from tests.kit.pigeons import Pigeons
from tests.kit.places import put_elsewhere
from tests.kit.ports import free_port
from tests.kit.postgres import Server
from tests.kit.standing import standing
from tests.kit.town import AMSTERDAM, Town, town
from tests.kit.value_checks import plan

RULES: list[dict[str, Any]] = yaml.safe_load(Path("manifest/alerts.yaml").read_text(encoding="utf-8"))["groups"][0]["rules"]
OF_PROMETHEUS = {"LeerbotDown": 'up{job="leerbot"} == 0'}
"""What Prometheus knows by itself: that nobody answers."""
SAMPLE = re.compile(r"(leerbot_[a-z_]+)(?:\{([a-z]+=\"[a-z]+\"(?:,[a-z]+=\"[a-z]+\")*)\})? (\S+)")
"""A line of the page, with a few words by which to tell figures apart: no name, id or place of a person fits in them."""
RULE = re.compile(
    r"(?:(?P<since>time\(\)) - |(?:sum by \((?P<by>\w+)\) \()?(?P<more>increase)\()?(?P<name>leerbot_\w+)(?:\[15m\]\)\)?)? "
    r"(?P<how>>|==) (?P<limit>\d+)"
)
Labels = frozenset[tuple[str, str]]
SCRAPE_AND_LOOK = 15 + 15
"""Seconds from one look of Prometheus to the next, and from one of the rules to the next."""


def now() -> str:
    """Return the moment at which a town begins that keeps real time."""
    return WallClock().now().astimezone(AMSTERDAM).replace(tzinfo=None).isoformat()


NO_PAGE_MORE = "PRAGMA max_page_count = 1"
"""Of as many as there are."""


@dataclass(slots=True)
class Watch:
    """A team on a bot, and what Prometheus reads of it."""

    place: Town
    pigeons: Pigeons
    page: str = ""
    before: dict[str, dict[Labels, float]] = field(default_factory=dict)
    go_on: threading.Event = field(default_factory=threading.Event)
    """Lets a unit end that holds up the others."""
    held: list["asyncio.Task[None]"] = field(default_factory=list)

    async def look(self) -> dict[str, dict[Labels, float]]:
        """Return the figures of the page, by name and by what tells those of one name apart."""
        app = TestServer(self.place.app.http)
        async with TestClient(app) as client, client.get("/metrics") as answer:
            assert answer.status == 200
            self.page = await answer.text()
        found: dict[str, dict[Labels, float]] = {}
        for line in self.page.splitlines():
            if not line.startswith("#"):
                sample = SAMPLE.fullmatch(line)
                assert sample, line
                labels = frozenset(re.findall(r'(\w+)="(\w+)"', sample[2] or ""))
                found.setdefault(sample[1], {})[labels] = float(sample[3])
        return found

    async def fires(self, expression: str) -> bool:
        """Whether a rule holds now; what it counts is counted since the look before, as Prometheus does.

        Each series is counted by itself, and one that was not there before has grown by nothing, however high it begins.
        """
        rule, found = RULE.fullmatch(expression), await self.look()
        assert rule, expression
        values = found.get(rule["name"], {})
        if rule["since"]:
            values = {labels: self.place.clock.now().timestamp() - value for labels, value in values.items()}
        if rule["more"]:
            before = self.before.get(rule["name"], {})
            values = {labels: value - before[labels] for labels, value in values.items() if labels in before}
        if rule["by"]:
            sums: dict[Labels, float] = defaultdict(float)
            for labels, value in values.items():
                sums[frozenset(one for one in labels if one[0] == rule["by"])] += value
            values = sums
        self.before = found
        limit = float(rule["limit"])
        return any(value > limit if rule["how"] == ">" else value == limit for value in values.values())

    async def run(self, work: Callable[[Any], Any]) -> None:
        await self.place.app.store.run(work)

    async def tries(self, kind: Any, number: int) -> None:
        """Let a channel refuse so many messages."""
        self.pigeons.refusals = [DeliveryError(kind, "away") for _ in range(number)]
        due = self.place.clock.now()
        many = [outbox.Message(f"{kind}{one}", f"pigeon:{kind}{one}", "digest", [], due) for one in range(number)]
        await self.run(lambda unit: outbox.add(unit, *many))
        sender = self.place.app.sender
        claimant = sender.free
        assert claimant is not None
        claimed = await self.place.app.store.run(lambda unit: outbox.claim(unit, claimant[0], due, number, claimant[1]))
        for one in claimed:
            sender.send_now(one, Drawn(Outgoing(one.key, one.to, "room", Prompt("Hallo."), "digest")))
        while sender._under_way:
            await asyncio.wait(sender._under_way)


@pytest.fixture
async def watch(tmp_path: Path) -> AsyncIterator[Watch]:
    pigeons = Pigeons()
    async with town(tmp_path, start=now(), channels={"pigeon": pigeons}) as place:
        place.clock.move_to(WallClock().now())
        watch = Watch(place, pigeons)
        yield watch
        watch.go_on.set()
        await asyncio.gather(*watch.held)


async def full_disk(watch: Watch) -> None:
    store = watch.place.app.store
    assert isinstance(store, OneWriter)
    event.listen(store._writer, "connect", lambda connection, _: connection.execute(NO_PAGE_MORE))
    await watch.run(lambda unit: unit.connection.exec_driver_sql(NO_PAGE_MORE).scalar())
    with pytest.raises(NotSaved):
        await watch.run(lambda unit: kept.put(unit, "long", "x" * 1_000_000))


async def missed_round(watch: Watch) -> None:
    watch.place.clock.move_to(watch.place.clock.now() + timedelta(days=15))
    await watch.place.app.tick()


async def dead_message(watch: Watch) -> None:
    await watch.tries("permanent", 1)


async def stuck(watch: Watch) -> None:
    due = watch.place.clock.now() - timedelta(minutes=11)
    await watch.run(lambda unit: outbox.add(unit, outbox.Message("m", "pigeon:p", "digest", [], due)))


async def deep_queue(watch: Watch) -> None:
    """Let one unit hold up the writer, while very many come."""
    begun = threading.Event()

    def hold(_: Any) -> None:
        begun.set()
        watch.go_on.wait(30)

    watch.held.append(asyncio.create_task(watch.run(hold)))
    await asyncio.to_thread(begun.wait, 30)
    watch.held += [asyncio.create_task(watch.run(lambda _: None)) for _ in range(1_001)]
    await asyncio.wait(watch.held, timeout=0.1)


async def refused(watch: Watch) -> None:
    for kind, number in (("transient", 11), ("ambiguous", 10)):  # neither is more than twenty by itself
        await watch.tries(kind, number)


async def clock_skew(watch: Watch) -> None:
    watch.place.clock.move_to(WallClock().now() + timedelta(seconds=3))


async def old_keys(watch: Watch) -> None:
    watch.place.clock.move_to(watch.place.clock.now() + timedelta(days=366))


async def stopped(watch: Watch) -> None:
    await watch.run(lambda unit: sending.stop(unit, watch.place.clock.now()))


DRILLS: dict[str, Callable[[Watch], Awaitable[None]]] = {
    "LeerbotKeepsNothing": full_disk,
    "LeerbotMissedRounds": missed_round,
    "LeerbotDeadMessages": dead_message,
    "LeerbotStuck": stuck,
    "LeerbotQueueDeep": deep_queue,
    "LeerbotRefused": refused,
    "LeerbotClockSkew": clock_skew,
    "LeerbotKeysOld": old_keys,
    "LeerbotSendingStopped": stopped,
}
ELSEWHERE = {"LeerbotChannelAway", "LeerbotBackupOld", "LeerbotDatabaseAway"}
"""Fired by tests of their own, below."""


def expression(alert: str) -> str:
    """Return when an alert fires."""
    return next(str(rule["expr"]) for rule in RULES if rule["alert"] == alert)


@pytest.mark.trust("S29")
@pytest.mark.parametrize("alert", DRILLS)
async def test_s29_an_alert_fires_when_what_it_watches_for_happens_and_not_before(
    watch: Watch, alert: str, reached: Record
) -> None:
    assert not await watch.fires(expression(alert))

    await DRILLS[alert](watch)

    assert await watch.fires(expression(alert))
    reached(f"at the next look, so within {SCRAPE_AND_LOOK} s where an alert does not wait on purpose")


@pytest.mark.trust("S29", "R23")
async def test_s29_an_alert_fires_while_the_server_of_the_database_is_down_and_no_longer(
    tmp_path: Path, own_server: Server, reached: Record
) -> None:
    put_elsewhere(tmp_path, own_server.migrated())
    away = expression("LeerbotDatabaseAway")
    async with town(tmp_path, start=now()) as place:
        watch = Watch(place, Pigeons())
        assert not await watch.fires(away)

        await asyncio.to_thread(own_server.kill)
        try:
            assert await watch.fires(away)
        finally:
            await asyncio.to_thread(own_server.start)

        assert not await watch.fires(away)
    reached("while PostgreSQL is down, and not at the first look after it is there again")


@pytest.mark.trust("S29")
async def test_s29_an_alert_fires_when_a_channel_is_away(tmp_path: Path) -> None:
    away = Rest(f"http://127.0.0.1:{free_port()}", "x" * 26)

    async with town(tmp_path / "with") as place:
        assert not await Watch(place, Pigeons()).fires(expression("LeerbotChannelAway"))
    async with town(tmp_path / "away", mattermost=away) as place:
        assert await Watch(place, Pigeons()).fires(expression("LeerbotChannelAway"))


@pytest.mark.trust("S29")
async def test_s29_an_alert_fires_a_day_and_a_half_after_the_last_backup_and_when_there_was_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(monkeypatch, tmp_path / "data")
    async with town(tmp_path / "data") as place:
        assert await Watch(place, Pigeons()).fires(expression("LeerbotBackupOld"))

    said = await asyncio.to_thread(run, "backup", str(tmp_path / "b.zip"))

    assert said.exit_code == 0, said.output
    async with standing(tmp_path / "data", now()) as place:
        watch = Watch(place, Pigeons())
        assert not await watch.fires(expression("LeerbotBackupOld"))
        place.clock.move_to(place.clock.now() + timedelta(hours=37))
        assert await watch.fires(expression("LeerbotBackupOld"))


@pytest.mark.trust("S29")
def test_s29_every_alert_is_fired_and_says_what_is_wrong_and_what_to_do() -> None:
    assert {rule["alert"] for rule in RULES} == {*DRILLS, *ELSEWHERE, *OF_PROMETHEUS}
    assert {alert: expression(alert) for alert in OF_PROMETHEUS} == OF_PROMETHEUS
    for rule in RULES:
        assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}, rule
        assert set(rule["annotations"]) == {"summary", "mend"}, rule
        assert rule["labels"]["severity"] in {"critical", "warning", "info"}, rule


@pytest.mark.trust("S29", "S20")
async def test_s29_every_figure_of_a_rule_is_on_the_page_and_the_page_tells_of_nobody(watch: Watch) -> None:
    await watch.place.app.tick()
    await watch.tries("transient", 1)

    found = await watch.look()

    named = {name for rule in RULES for name in re.findall(r"leerbot_\w+", rule["expr"])}
    assert named <= set(found)
    for name in found:  # each has its meaning and its kind
        assert re.search(rf"^# HELP {name} \S.*\n# TYPE {name} (counter|gauge)$", watch.page, re.MULTILINE), name
    for word in ("noor", "ingrid", "Vergunningen", "vergunningen", "transient0"):
        assert word not in watch.page


async def test_a_message_that_waits_while_sending_was_stopped_is_not_stuck(watch: Watch) -> None:
    await stopped(watch)
    await stuck(watch)

    assert not await watch.fires(expression("LeerbotStuck"))
    assert (await watch.look())["leerbot_oldest_waiting_seconds"] == {frozenset(): 660}


async def test_a_round_that_a_person_called_off_was_not_missed(watch: Watch, tmp_path: Path) -> None:
    async with town(tmp_path / "called off", formats=[]) as place:
        await place.add("anna", "admin", consent=None)
        await plan(place)
        await place.says("ingrid", "annuleer")
        await place.taps("ingrid", "Ja, annuleer")
        assert "gaat niet door" in await place.reads("ingrid")

        assert not await Watch(place, watch.pigeons).fires(expression("LeerbotMissedRounds"))
        await place.wait(days=2)
        assert await place.hears("anna") == []  # nor does an administrator hear of it (D7)
