"""The kill harness (trust §6, R1, R2, R19): a team that talks while its bot is killed again and again, for two weeks.

This process is the people and the platform; the bot is a child. What people were told is compared afterwards with what is
there (``checker``). The formats are those of the library, found by directory.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import aiohttp

from bot.app import build
from bot.clock import FixedClock
from bot.timing.opening import switch_on
from bot.timing.speaking import invite
from dialogs.library import Library, load
from storage import migrating
from storage.database.places import Place, keys_of
from storage.groups import people, teams
from storage.privacy.keys import KeyStore
from storage.store import Unit, open_store
from tests.faults.connector import Connector, Message, pause
from tests.faults.lives import Lives
from tests.faults.persona import Persona, Told
from tests.kit.postgres import Server
from tests.kit.town import AMSTERDAM, RING, TEAM, at

PHASES = (
    "2026-03-12 14:00",
    "2026-03-13 11:00",
    "2026-03-13 15:00",
    "2026-03-16 10:00",
    "2026-03-16 17:00",
    "2026-03-17 16:00",
    "2026-03-18 15:00",
    "2026-03-19 14:00",
)
"""Moments at which much happens: prompts, a quiet morning, reminders, closing, digests, the next prompts.

On workdays less than a day lies between them: what is due in between would else rightly be left unsaid (N5)."""
START = "2026-03-09 08:30"
LEASE = 0.8
REFUSALS = ("err.no_dialog", "err.old_closed", "expired.not_kept")
"""What is said to a text that is not kept: nothing is open, or what came late is of no use any more (S16)."""
NOWHERE: Mapping[str, Sequence[str]] = {}
QUIET = 3
"""How often in a row nothing may be going on before that is called rest."""
CONVERGES = 60.0
"""Within how many seconds all comes to rest when a fault ends (I8)."""
MEMBERS, ASKED = 36, 4
FREED = "CREATE TABLE freed (message INTEGER)"
ONCE_FREED = "AFTER UPDATE ON outbox {} WHEN (old.status = 'claimed' AND new.status = 'waiting')"
REMEMBER_FREED = {
    "sqlite": (f"CREATE TRIGGER remember_freed {ONCE_FREED.format('')} BEGIN INSERT INTO freed VALUES (new.id); END",),
    "postgresql": (
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO freed VALUES (new.id); RETURN new; END'",
        f"CREATE TRIGGER remember_freed {ONCE_FREED.format('FOR EACH ROW')} EXECUTE FUNCTION f()",
    ),
}
"""The database itself writes down each claim that ended without being settled: only these may be sent again."""


@dataclass(slots=True)
class Evidence:
    """What happened, as seen from outside."""

    place: Place
    told: dict[str, Told]
    connector: Connector
    unacknowledged_at_kill: list[int] = field(default_factory=list)
    databases_killed: int = 0
    rows_in_flight_at_kill: list[int] = field(default_factory=list)
    never_quiet: list[str] = field(default_factory=list)
    died_at: Counter[str] = field(default_factory=Counter)
    """How often it died at each point that was planted."""


class Play:
    """One run."""

    def __init__(
        self, place: Place, phases: Sequence[str], kills: int, seed: int, mutant: str | None, server: Server | None,
        points: Mapping[str, Sequence[str]],
    ) -> None:  # fmt: skip
        self.ending = False
        self.library = load()
        self.commands: Sequence[str] = commands_of(self.library)
        self.refusals = tuple(self.library.phrases["nl"].text(name) for name in REFUSALS)
        self._phases, self._kills, self._random = phases, kills, Random(seed)
        self._points = points
        self._lives, self._server = Lives(place, mutant), server
        self._alive = asyncio.Event()
        self._acknowledged = asyncio.Event()
        self._open_posts = 0
        self._personas = {name: Persona(name, self, seed + number) for number, name in enumerate(everybody())}
        self._connector = Connector(self._hear, Random(seed))
        self._session: aiohttp.ClientSession | None = None
        told = {name: persona.told for name, persona in self._personas.items()}
        self.evidence = Evidence(place, told, self._connector)

    def _hear(self, message: Message) -> None:
        if message["to"] in self._personas:
            self._personas[message["to"]].hear(message)

    # -- the world of the people

    async def post(self, person: str, id_: str, act: Mapping[str, Any]) -> bool:
        """Send an act until it is acknowledged, as a platform does."""
        assert self._session
        while True:
            await self._alive.wait()
            self._open_posts += 1
            try:
                async with self._session.post(f"{self._lives.url}/take", json={"person": person, "id": id_, **act}) as answer:
                    if answer.status == 200:
                        taken = bool((await answer.json())["taken"])
                        self._acknowledged.set()
                        return taken
            except (aiohttp.ClientError, OSError):
                await pause(0.001)
            finally:
                self._open_posts -= 1

    # -- the course of a run

    async def run(self) -> Evidence:
        """Play all phases, with the kills spread over them, and let everything come to rest."""
        connector = await self._connector.open()
        await self._lives.open()
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(30)) as self._session:
            talking = [asyncio.create_task(persona.run()) for persona in self._personas.values()]
            try:
                for number, phase in enumerate(self._phases, start=1):
                    self.ending = number == len(self._phases)
                    here = self._kills // len(self._phases) + (number <= self._kills % len(self._phases))
                    await self._phase(at(phase), here, self._points.get(phase, ()), connector)
            finally:
                self._alive.clear()
                for task in talking:
                    task.cancel()
                await asyncio.gather(*talking, return_exceptions=True)
                await self._lives.close()
                await self._connector.close()
        return self.evidence

    async def _phase(self, moment: datetime, kills: int, points: Sequence[str], connector: str) -> None:
        began = asyncio.get_running_loop().time()
        ending, self.ending = self.ending, False

        async def begin(point: str = "") -> bool:
            elapsed = timedelta(seconds=asyncio.get_running_loop().time() - began)
            order = {
                "now": (moment + elapsed).isoformat(),
                "connector": connector,
                "lease": LEASE,
                "late": self._random.random() < 0.8,
                "point": point,
            }
            lives = await self._lives.begin(order)
            if lives:
                self._alive.set()
            return lives

        for point in points:
            assert not await begin(point) or await self._lives.died(CONVERGES), f"it never came to {point}"
            self._alive.clear()
            self.evidence.died_at[point] += 1
        for number in range(kills + 1):
            assert await begin(), "it died by itself"
            if number < kills:
                if self._server:
                    await self._until_a_bad_moment()
                    await asyncio.to_thread(_killed_and_up_again, self._server)
                    self.evidence.databases_killed += 1
                await self._until_a_bad_moment()
                while not await self._lives.freeze():  # what was on its way arrived meanwhile
                    await self._until_a_bad_moment()
                await self._kill_and_note()
            else:
                self.ending = ending
                await self._rest(moment)
                self._alive.clear()
                await self._lives.kill()

    async def _until_a_bad_moment(self) -> None:
        """Wait 20 to 250 ms, and then for an answer and a message on their way; often for the very acknowledgement."""
        await pause(self._random.uniform(0.02, 0.25))
        if self._random.random() < 0.5:
            self._acknowledged.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._acknowledged.wait(), 0.5)
        while not (self._open_posts and self._connector.in_flight):
            await pause(0.001)

    async def _kill_and_note(self) -> None:
        self._alive.clear()
        self.evidence.unacknowledged_at_kill.append(self._open_posts)
        self.evidence.rows_in_flight_at_kill.append(await self._lives.kill())

    async def _rest(self, moment: datetime) -> None:
        """Let a bot live until nothing is due; one of its sends hangs past its lease on the way."""
        self._connector.hang_next = True
        loop = asyncio.get_running_loop()
        end = loop.time() + CONVERGES
        quiet = 0
        while quiet < QUIET:
            if loop.time() > end:
                self.evidence.never_quiet.append(moment.isoformat())
                return
            await pause(0.05)
            quiet = quiet + 1 if await self._is_quiet() else 0

    async def _is_quiet(self) -> bool:
        """Whether nothing is planned any more and no send hangs; at the very end, also whether all is sent and said."""
        assert self._session
        async with self._session.get(f"{self._lives.url}/idle") as answer:
            idle = await answer.json()
        if self._connector.hang_next or self._connector.hangs or not idle["planned"]:
            return False
        return not self.ending or (idle["sent"] and not self._open_posts)


def everybody() -> list[str]:
    """Return who is in the team: some take part, some were not asked yet."""
    return [f"lid{number:02}" for number in range(MEMBERS)] + [f"nieuw{number}" for number in range(ASKED)]


def commands_of(library: Library) -> list[str]:
    """Return the words with which people start, on their own initiative, what their group is also asked."""
    dutch = [edition.dutch for edition in library.editions.values()]
    return [one.starts.command for one in dutch if one.starts.command and one.rhythms and one.stages]


async def prepare(place: Place) -> None:
    """Make the team, and switch on every format that has a rhythm."""
    migrating.migrate(place)
    store = open_store(place, KeyStore(keys_of(place), RING))
    clock = FixedClock(at(START))
    app = build(store, load(), clock, AMSTERDAM)
    await app.prepare()
    for owner in (f"room:{TEAM}", "fatima", *everybody()):
        store.keys.make(owner)
    version = app.editions.phrases("nl").text("privacy.version")

    def work(unit: Unit) -> None:
        now = clock.now()
        teams.add(unit, TEAM, "Team Vergunningen", room=("post", TEAM))
        for name in ("fatima", *everybody()):
            people.add(unit, name, name, "post", name)
            people.appoint(unit, TEAM, name, "facilitator" if name == "fatima" else "member", now)
            if name.startswith("nieuw"):
                invite(unit, app.editions, name, TEAM, now)
            else:
                people.set_values(unit, name, consent="yes", consent_version=version, consent_at=now)
        for format_id, edition in app.editions.library.editions.items():
            if edition.dutch.starts.rhythm:
                switch_on(unit, app.editions, format_id, TEAM, now)

    await store.run(work)
    dialect = "sqlite" if isinstance(place, Path) else "postgresql"
    for statement in (FREED, *REMEMBER_FREED[dialect]):
        await store.run(partial(_executed, statement=statement))
    await app.stop()


def _executed(unit: Unit, statement: str) -> None:
    unit.connection.exec_driver_sql(statement)


def _killed_and_up_again(server: Server) -> None:
    server.kill()
    server.start()


async def play(
    place: Place,
    *,
    kills: int,
    seed: int,
    phases: Sequence[str] = PHASES,
    mutant: str | None = None,
    server: Server | None = None,
    points: Mapping[str, Sequence[str]] = NOWHERE,
) -> Evidence:
    """Prepare a team and let it talk while its bot is killed; returns what was seen.

    With a ``server`` that is killed too, before each death of the bot. ``points`` are those at which it dies first, by phase.
    """
    await prepare(place)
    return await Play(place, phases, kills, seed, mutant, server, points).run()
