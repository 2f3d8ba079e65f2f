"""R18 and R19 (trust §5): several bots tick on one PostgreSQL, one of them dies or stands still, and all happens once."""

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import URL

from storage.outgoing.outbox import LEASE
from tests.evidence.recording import Often, Record
from tests.faults.checker import ONCE
from tests.faults.connector import Connector, pause
from tests.faults.harness import MEMBERS, START, prepare
from tests.faults.lives import ROOT
from tests.kit.places import as_word
from tests.kit.town import at
from tests.storage.house import looked_up

SHORT = 0.8
"""A lease for tests, in seconds; only the database's clock measures it."""
STANDS_STILL = 4
"""How many leases long a bot stands still; two minutes with the real lease (trust R19)."""
STEP = timedelta(minutes=30)
OPENS = at("2026-03-12 14:00")
"""When the weekly question goes to everybody."""
NEXT_WEEK = OPENS + timedelta(weeks=1)
OPEN_MATTERS = "SELECT 1 FROM outbox WHERE status IN ('waiting', 'claimed')"
ROUNDS = "SELECT format, team, occurrence, count(*) FROM round GROUP BY 1, 2, 3 HAVING count(*) > 1"


@dataclass(slots=True)
class Replica:
    """A bot in a process of its own."""

    process: asyncio.subprocess.Process

    async def heard(self, word: str, seconds: float = 60) -> None:
        assert self.process.stdout
        line = (await asyncio.wait_for(self.process.stdout.readline(), seconds)).decode().strip()
        assert line == word, line

    def ask(self, moment: datetime) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{moment.isoformat()}\n".encode())

    def signal(self, which: signal.Signals) -> None:
        os.kill(self.process.pid, which)

    async def complaints(self) -> str:
        """Let it end in order, and return what it complained of."""
        _, said = await asyncio.wait_for(self.process.communicate(b""), 60)
        return said.decode()


class Stage:
    """One database, one platform, and the bots on them."""

    def __init__(self, place: URL, connector: Connector, url: str, lease: float) -> None:
        self.place, self.connector, self._url, self.lease = place, connector, url, lease

    async def replica(self) -> Replica:
        """Begin another bot."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.replica", as_word(self.place), self._url, str(self.lease), cwd=ROOT,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        begun = Replica(process)
        await begun.heard("ready")
        return begun

    def wrong(self) -> list[str]:
        """Return what happened twice, or not at all."""
        return [
            *(f"round {row} was opened twice" for row in looked_up(self.place, ROUNDS)),
            *(f"{what} was asked {times} times" for what, times in self.asked.items() if times > 1),
            *(f"{key} was sent {times} times" for key, times in self.connector.sent.items() if times > 1 + self.freed[key]),
            *(f"{key} went to two people" for key in self.connector.differed),
            *(f"message {row} never went" for row in looked_up(self.place, "SELECT id FROM outbox WHERE status = 'claimed'")),
        ]

    @property
    def asked(self) -> Counter[tuple[str, str, str]]:
        """How often each person was asked, or reminded, in each conversation: under how many keys."""
        messages = self.connector.first.values()
        return Counter((one["to"], one["about"], one["kind"]) for one in messages if one["kind"] in {"prompt", "reminder"})

    @property
    def freed(self) -> Counter[str]:
        """How often the claim of each message ended because its sender died or took too long."""
        return Counter(f"o{id_}" for (id_,) in looked_up(self.place, "SELECT message FROM freed"))


@pytest.fixture
def lease(request: pytest.FixtureRequest) -> float:
    """How long a claim holds, in seconds: as in real life with ``--soak``."""
    return LEASE if request.config.getoption("--soak") else SHORT


@asynccontextmanager
async def staged(place: URL, lease: float) -> AsyncIterator[Stage]:
    await prepare(place)
    connector = Connector(lambda message: None, Random(1), hangs_for=10 + 5 * lease)
    try:
        yield Stage(place, connector, await connector.open(), lease)
    finally:
        await connector.close()


async def until(holds: Callable[[], bool]) -> None:
    """Wait for something at the platform."""
    while not holds():
        await pause(0.005)


async def tick_together(replicas: list[Replica], moment: datetime) -> None:
    for one in replicas:
        one.ask(moment)
    for one in replicas:
        await one.heard("done")


async def dies(stage: Stage, dead: Replica, alive: Replica, moment: datetime) -> float:
    """Kill a bot in the middle of a send; returns after how many seconds the other had done all that was left."""
    stage.connector.hang_next = True
    dead.ask(moment)
    await until(lambda: stage.connector.hangs)
    loop = asyncio.get_running_loop()
    dead.signal(signal.SIGKILL)
    died = loop.time()
    while looked_up(stage.place, OPEN_MATTERS):
        await tick_together([alive], moment + timedelta(seconds=loop.time() - died))
    await dead.process.wait()
    return loop.time() - died


async def stands_still(stage: Stage, still: Replica, alive: Replica, moment: datetime) -> None:
    """Stop a bot in the middle of a send, for much longer than its claim holds: what it settles afterwards is refused."""
    stage.connector.hang_next = True
    still.ask(moment)
    await until(lambda: stage.connector.hangs)
    (held,) = stage.connector.hung
    still.signal(signal.SIGSTOP)
    loop = asyncio.get_running_loop()
    stopped = loop.time()
    while looked_up(stage.place, OPEN_MATTERS) or loop.time() < stopped + STANDS_STILL * stage.lease:
        await tick_together([alive], moment + timedelta(seconds=loop.time() - stopped))
    settled = "SELECT status, attempts, receipt FROM outbox WHERE id = ?"
    before = looked_up(stage.place, settled, int(held.removeprefix("o")))
    await until(lambda: not stage.connector.hangs)

    still.signal(signal.SIGCONT)
    await still.heard("done")

    assert before == [("sent", 2, held)]
    assert looked_up(stage.place, settled, int(held.removeprefix("o"))) == before


@pytest.mark.trust("R18")
async def test_r18_two_bots_that_tick_at_the_same_moments_do_everything_once(
    own_database: URL, often: Often, reached: Record, lease: float
) -> None:
    ticks = often(500, 10_000)
    async with staged(own_database, lease) as stage:
        first, second = await stage.replica(), await stage.replica()
        freed = Counter[str]()

        for number in range(ticks):
            moment = at(START).astimezone(UTC) + number * STEP
            if moment == OPENS:
                assert not stage.freed, "a lease ended although nobody died"
                await stands_still(stage, first, second, moment)
                freed = stage.freed
            elif moment == NEXT_WEEK:
                await dies(stage, first, second, moment)
                first, freed = await stage.replica(), stage.freed
            else:
                await tick_together([first, second], moment)

        complaints = [await one.complaints() for one in (first, second)]
        assert stage.wrong() == []
        assert stage.freed == freed, "a lease ended although nobody died"
        assert "Traceback" not in "".join(complaints), complaints
        opened = looked_up(own_database, "SELECT count(*) FROM round WHERE status <> 'missed'")[0][0]
        assert opened >= ticks * STEP // timedelta(days=7)
        asked = [message for message in stage.connector.first.values() if message["kind"] in ONCE]
        assert len(asked) >= MEMBERS
        reached(f"{ticks:,} common ticks, one bot still and one dead in between: {opened} rounds, none twice")


@pytest.mark.trust("R19")
async def test_r19_what_a_dead_bot_was_sending_another_takes_over_when_its_lease_ends(
    own_database: URL, lease: float, reached: Record
) -> None:
    async with staged(own_database, lease) as stage:
        dead, alive = await stage.replica(), await stage.replica()

        took = await dies(stage, dead, alive, OPENS)

        assert lease - 0.5 < took < lease + 15 - 1, "a bot ticks each second: with the real lease this would be too late"
        assert LEASE + took - lease < 45
        assert stage.wrong() == []
        assert sum(stage.freed.values()) >= 1
        reached(f"with a lease of {lease:g} s taken over and done after {took:.0f} s")
        await alive.complaints()


@pytest.mark.trust("R19")
async def test_r19_a_bot_that_stood_still_too_long_settles_nothing_any_more(own_database: URL, lease: float) -> None:
    async with staged(own_database, lease) as stage:
        still, alive = await stage.replica(), await stage.replica()

        await stands_still(stage, still, alive, OPENS)

        assert "late settle refused" in await still.complaints()
        assert stage.wrong() == []
        await alive.complaints()
