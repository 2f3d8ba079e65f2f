"""A large round over Teams' real limits: none of it is too fast, lost, or shown twice (trust R1, R2, R3, R9, R19)."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.clock import pause, steady
from bot.outgoing.outbox import AT_ONCE
from dialogs.library import load
from storage import migrating
from storage.database.places import Place, keys_of
from storage.groups import people
from storage.outgoing import chats, outbox
from storage.outgoing.outbox import Message
from storage.privacy.keys import KeyStore
from storage.store import Unit, open_store
from tests.bench import crowd
from tests.bench.world import NOW, RING
from tests.faults.lives import ROOT
from tests.faults.teams_child import POINTS
from tests.kit.places import as_word
from tests.kit.teams import FakeTeams
from tests.kit.teams_limits import Limits
from tests.kit.teams_server import fake_teams
from tests.storage.house import looked_up

SPEED = 10.0
"""How many times as fast time goes for the bot's pace and for Teams' limits."""
PEOPLE = 150
PATIENCE = 240.0
"""Seconds after which something is wrong, on a machine with much else to do."""
NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def loader() -> Iterator["subprocess.Popen[str]"]:
    """A process that has everything loaded, and forks bots."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.teams_child"],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
    yield process
    process.communicate()


@dataclass(slots=True)
class Stage:
    """A database, a small Teams, and the bots on them."""

    place: Place
    teams: FakeTeams
    loader: "subprocess.Popen[str]"
    lives: list[int] = field(default_factory=list)

    async def begin(self, *moments: datetime, point: str = "") -> int:
        """Let another bot live through some moments; returns its process."""
        order = {
            "place": as_word(self.place), "platform": self.teams.url, "speed": SPEED, "point": point,
            "moments": [moment.isoformat() for moment in moments],
        }  # fmt: skip
        assert self.loader.stdin
        assert self.loader.stdout
        self.loader.stdin.write(json.dumps(order) + "\n")
        self.loader.stdin.flush()
        self.lives.append(int(await asyncio.to_thread(self.loader.stdout.readline)))
        return self.lives[-1]

    async def kill(self, life: int) -> None:
        """Kill a bot -9."""
        os.kill(life, signal.SIGKILL)
        await self.until(lambda: not alive(life))

    async def until(self, there: Callable[[], bool]) -> None:
        """Wait for something to happen."""
        end = steady() + PATIENCE
        while not there():
            assert steady() < end, "it never happened"
            await pause(0.02)

    def rest(self) -> bool:
        """Whether nothing is left to be sent."""
        return not self.many("settled_at IS NULL")

    def many(self, which: str) -> int:
        """Return how many messages there are of some sort."""
        return int(looked_up(self.place, f"SELECT count(*) FROM outbox WHERE {which}")[0][0])

    def shown(self) -> Counter[str]:
        """Return how many messages stand in each chat."""
        return Counter({place: len(there) for place, there in self.teams.messages.items()})


def alive(life: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(life, 0)
    except ProcessLookupError:
        return False
    return True


@asynccontextmanager
async def staged(place: Place, loader: "subprocess.Popen[str]") -> AsyncIterator[Stage]:
    """Open the stage; whoever lives at the end is killed."""
    async with fake_teams() as teams:
        teams.named = str
        stage = Stage(place, teams, loader)
        try:
            yield stage
        finally:
            for life in filter(alive, stage.lives):
                await stage.kill(life)


def a_round(stage: Stage, number: int) -> None:
    """Let so many people be asked something the next day."""
    assert isinstance(stage.place, Path)
    crowd.fill(stage.place, load(), number, number, channel="teams", service=stage.teams.service)
    for one in range(number):
        stage.teams.add(f"p{one:06}")


async def told(stage: Stage, kind: str, number: int) -> None:
    """Let so many people be told something now."""
    migrating.migrate(stage.place)
    store = open_store(stage.place, KeyStore(keys_of(stage.place), RING))
    names = [f"p{one:06}" for one in range(number)]
    for name in names:
        store.keys.make(name)

    def work(unit: Unit) -> None:
        for name in names:
            people.add(unit, name, name, "teams", name)
            chats.put(unit, name, chats.Place(stage.teams.add(name), stage.teams.service))
            outbox.add(unit, Message(f"told {name}", f"teams:{name}", kind, [{"say": "err.old_closed"}], NOW, person=name))

    await store.run(work)
    await store.close()


def limited(stage: Stage) -> Limits:
    """Let Teams take no more than it does."""
    limits = Limits(lambda: steady() * SPEED)
    stage.teams.too_much = limits.too_much
    return limits


async def test_a_large_round_is_never_too_fast_and_goes_on_where_it_was_killed(
    tmp_path: Path, loader: "subprocess.Popen[str]"
) -> None:
    async with staged(tmp_path, loader) as stage:
        a_round(stage, PEOPLE)
        limits = limited(stage)
        life = await stage.begin(NOW, NEXT_DAY)
        await stage.until(lambda: stage.shown().total() >= PEOPLE // 2)

        await stage.kill(life)
        before = stage.shown().total()
        await stage.begin(NOW, NEXT_DAY)
        await stage.until(lambda: len(+stage.shown()) == PEOPLE and stage.rest())

        assert PEOPLE // 2 <= before < PEOPLE
        assert limits.refused == []
        assert max(stage.shown().values()) <= 2, "a first question may stand there twice, no more"
        assert stage.shown().total() <= PEOPLE + AT_ONCE, "only what was on its way when it died"
        assert stage.many("status = 'sent'") == PEOPLE


async def test_processes_on_one_database_keep_to_the_limits_together_also_when_one_is_killed(
    own_database: URL, loader: "subprocess.Popen[str]"
) -> None:
    async with staged(own_database, loader) as stage:
        await told(stage, "notice", PEOPLE)
        limits = limited(stage)
        one, _ = await stage.begin(NOW), await stage.begin(NOW)
        await stage.until(lambda: stage.shown().total() >= PEOPLE // 2)

        await stage.kill(one)
        await stage.until(stage.rest)

        assert limits.refused == []
        assert max(stage.shown().values()) == 1, "what is no first question is never shown twice"
        assert stage.many("status IN ('sent', 'failed')") == PEOPLE
        assert stage.many("status = 'failed'") <= AT_ONCE, "and only what was on its way may be lost, which is told"


async def dies_and_goes_on(stage: Stage, point: str, *moments: datetime) -> None:
    """Let a bot die at some point of its first send, and another go on until nothing is left."""
    life = await stage.begin(*moments, point=point)
    await stage.until(lambda: not alive(life))
    assert stage.many("settled_at IS NULL") == 1, "it died before anything was settled"
    await stage.begin(*moments)
    await stage.until(stage.rest)


def points(*rows: Sequence[object]) -> list[tuple[object, ...]]:
    """Return the moments of a send at which a bot can die, in their order, each with what comes of it."""
    return [(point, *row) for point, row in zip(POINTS, rows, strict=True)]


@pytest.mark.parametrize(("point", "times"), points([1], [1], [2]))
async def test_r3_whenever_it_dies_a_first_question_comes_and_stands_there_twice_at_most(
    tmp_path: Path, loader: "subprocess.Popen[str]", point: str, times: int
) -> None:
    async with staged(tmp_path, loader) as stage:
        a_round(stage, 1)

        await dies_and_goes_on(stage, point, NOW, NEXT_DAY)

        assert stage.shown().total() == times
        assert stage.many("status = 'sent'") == 1


@pytest.mark.parametrize(("point", "times"), points([1], [1], [2])[1:])
async def test_r3_whenever_it_dies_a_reply_comes_and_stands_there_twice_at_most(
    tmp_path: Path, loader: "subprocess.Popen[str]", point: str, times: int
) -> None:
    async with staged(tmp_path, loader) as stage:
        await told(stage, "reply", 1)

        await dies_and_goes_on(stage, point, NOW)

        assert stage.shown().total() == times
        assert stage.many("status = 'sent'") == 1


@pytest.mark.parametrize(("point", "times", "ends"), points([1, "sent"], [0, "failed"], [1, "failed"]))
async def test_r3_whenever_it_dies_nothing_else_stands_there_twice_and_what_may_be_lost_is_told(
    tmp_path: Path, loader: "subprocess.Popen[str]", point: str, times: int, ends: str
) -> None:
    async with staged(tmp_path, loader) as stage:
        await told(stage, "notice", 1)

        await dies_and_goes_on(stage, point, NOW)

        assert stage.shown().total() == times
        assert stage.many(f"status = '{ends}'") == 1
