"""The clock of the demo goes forward only, and whatever falls due on the way has happened before the move answers."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.app import build
from bot.clock import MovableClock, WallClock
from bot.foreseeing.moving import SETTING, DemoMover
from bot.timing.ticking import Happened, Ticker
from dialogs.library import Library
from storage.groups import settings
from storage.privacy.keys import KeyStore
from storage.store import open_store
from tests.kit.town import AMSTERDAM, RING, TEAM, at
from tests.web.desk import Desk, assert_refused, moment


async def test_everything_due_on_the_way_has_happened_when_the_move_answers(desk: Desk) -> None:
    await desk.shares("noor", "De rust op de gang.")

    answer = await desk.call("POST", "clock", {"to": "2026-03-11T09:00"})

    assert answer.status == 200
    assert set(answer.body) == {"now", "zone", "happened"}
    assert answer.body["now"].startswith("2026-03-11T09:00")
    assert "De rust op de gang." in (await desk.room())[-1]["text"]
    told = [event for event in answer.body["happened"] if event["what"] == "digest"]
    assert [(event["room"], event["at"][:16]) for event in told] == [(TEAM, "2026-03-11T09:00")]


async def test_what_happened_on_the_way_has_the_time_at_which_it_was_due_and_stands_in_order(desk: Desk) -> None:
    happened = (await desk.call("POST", "clock", {"advance": "P7D"})).body["happened"]

    moments = [event["at"] for event in happened]
    prompts = {event["at"][:16] for event in happened if event["what"] == "prompt"}
    assert prompts == {"2026-03-12T14:00"}
    assert moments == sorted(moments)
    assert [event["seq"] for event in happened] == sorted(event["seq"] for event in happened)


@pytest.mark.parametrize(
    ("order", "wall"),
    [
        ({"advance": "P1D"}, "2026-03-10T08:3"),
        ({"advance": "PT2H"}, "2026-03-09T10:3"),
        ({"advance": "P21D"}, "2026-03-30T08:3"),
        ({"to": "2026-03-12T14:00"}, "2026-03-12T14:00"),
        ({"to": "2026-03-12T13:00:00Z"}, "2026-03-12T14:00"),
        ({"to": "2026-03-12T14:00+01:00"}, "2026-03-12T14:00"),
        ({"to": "2026-04-02T14:00"}, "2026-04-02T14:00"),
    ],
    ids=repr,
)
async def test_a_moment_is_one_on_the_wall_of_the_team(desk: Desk, order: dict[str, str], wall: str) -> None:
    answer = await desk.call("POST", "clock", order)

    assert answer.body["now"].startswith(wall)
    assert (await desk.get("clock")).body["now"].startswith(wall)


@pytest.mark.parametrize(
    "order", [{"to": "2026-03-08T23:00"}, {"to": "1970-01-01T00:00Z"}, {"advance": "-P1D"}, {"advance": "-PT1S"}]
)
async def test_the_clock_does_not_go_back(desk: Desk, order: dict[str, str]) -> None:
    before = desk.app.clock.now()

    assert_refused(await desk.call("POST", "clock", order), 409)
    assert timedelta(0) <= desk.app.clock.now() - before < timedelta(minutes=1)


NONSENSE: list[object] = [
    {}, {"advance": "morgen"}, {"advance": ""}, {"advance": None}, {"advance": []}, {"advance": {"days": 1}}, {"advance": True},
    {"advance": "P999999999999D"}, {"advance": float("nan")}, {"advance": float("inf")}, {"advance": 1e300}, {"advance": 5},
    {"to": float("nan")}, {"to": 1773320400},
    {"to": "donderdag"}, {"to": ""}, {"to": None}, {"to": "2026-02-30T10:00"}, {"to": "9999-12-31T23:59:59-14:00"},
    {"advance": "P1D", "to": "2026-03-12T14:00"}, {"advance": "P1D", "extra": 1}, {"onzin": 1}, {"advance": "P400D"},
    {"to": "2028-01-01T00:00"}, {"advance": "P1Y6M"},
]  # fmt: skip


@pytest.mark.parametrize("order", NONSENSE, ids=repr)
async def test_nonsense_and_more_than_a_year_are_refused(desk: Desk, order: object) -> None:
    before = desk.app.clock.now()

    assert_refused(await desk.call("POST", "clock", order), 422)
    assert timedelta(0) <= desk.app.clock.now() - before < timedelta(minutes=1)


async def test_two_moves_at_once_are_done_one_after_the_other(desk: Desk) -> None:
    start = desk.app.clock.now()

    answers = await asyncio.gather(*(desk.call("POST", "clock", {"advance": "P1D"}) for _ in range(3)))

    assert {answer.status for answer in answers} == {200}
    assert len({moment(answer.body["now"]).date() for answer in answers}) == 3
    assert timedelta(days=3) <= desk.app.clock.now() - start < timedelta(days=3, minutes=1)


class Killed(Exception):
    """The bot is killed while the clock is moved."""


class KilledAt(Ticker):
    """A tick that is its last, from a moment on."""

    def __init__(self, desk: Desk, last: datetime) -> None:
        super().__init__(desk.app.store, desk.app.editions, self.saw)
        self._last = last

    async def saw(self, happened: Sequence[Happened]) -> None:
        pass

    async def tick(self, now: datetime) -> None:
        await super().tick(now)
        if now >= self._last:
            raise Killed


async def test_a_bot_that_is_killed_while_its_clock_moves_never_goes_back(desk: Desk) -> None:
    thursday = at("2026-03-12 14:00")
    app, clock = desk.app, desk.app.clock
    assert isinstance(clock, MovableClock)
    began = str(clock.ahead.total_seconds())
    await app.store.run(lambda unit: settings.put(unit, SETTING, began))
    mover = DemoMover(app.store, clock, KilledAt(desk, thursday), app.sender, AMSTERDAM)

    with pytest.raises(Killed):
        await mover.move({"advance": "P7D"})
    stood = clock.now()

    ahead = await app.store.read(lambda unit: settings.get(unit, SETTING))
    assert stood >= thursday
    assert WallClock().now() + timedelta(seconds=float(ahead or 0)) >= stood


async def test_a_clock_of_the_real_world_cannot_be_moved(folder: Path, library: Library) -> None:
    app = build(open_store(folder, KeyStore(folder / "keys.db", RING)), library, WallClock(), AMSTERDAM)

    async with TestClient(TestServer(app.http)) as client:
        answer = await Desk(app, client).call("POST", "clock", {"advance": "P1D"})
    await app.stop()

    assert_refused(answer, 409)


async def test_x19_on_the_first_morning_the_bot_introduces_itself_in_the_room(desk: Desk) -> None:
    await desk.moves("2026-03-09T09:00")

    (said,) = await desk.room()
    assert said["from"] == "bot"
    assert "Hoi allemaal! Ik ben Leerbot, een bot." in said["text"]
    assert said["at"][:16] == "2026-03-09T09:00"
