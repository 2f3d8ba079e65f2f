"""A large round over Teams' real limits: none of it is too fast, lost, or shown twice (trust R1, R2, R3, R9, R19)."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import URL

from bot.channels.teams.app import RATE
from bot.clock import steady
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
from tests.evidence.recording import Often, Record
from tests.faults.staging import LEASE, SPEED, Loader, Stage, dies_and_goes_on, loading, points
from tests.kit.teams import FakeTeams
from tests.kit.teams_limits import Limits
from tests.kit.teams_server import fake_teams

PEOPLE = 150
NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def loader() -> Iterator[Loader]:
    with loading() as process:
        yield process


@dataclass(slots=True)
class OnTeams(Stage):
    """Bots on a small Teams."""

    teams: FakeTeams = field(kw_only=True)


def shown_in(teams: FakeTeams) -> Counter[str]:
    """Return how many messages stand in each chat."""
    return Counter({place: len(there) for place, there in teams.messages.items()})


@asynccontextmanager
async def staged(place: Place, loader: Loader, speed: float = SPEED, lease: float = LEASE) -> AsyncIterator[OnTeams]:
    """Open the stage; whoever lives at the end is killed."""
    async with fake_teams() as teams:
        teams.named = str
        stage = OnTeams(place, "teams", teams.url, lambda: shown_in(teams), loader, speed, lease, teams=teams)
        try:
            yield stage
        finally:
            await stage.close()


def a_round(stage: OnTeams, number: int, in_a_group: int = PEOPLE) -> None:
    """Let so many people be asked something the next day."""
    crowd.fill(stage.place, load(), number, in_a_group, channel="teams", service=stage.teams.service)
    for one in range(number):
        stage.teams.add(f"p{one:06}")


async def told(stage: OnTeams, kind: str, number: int) -> None:
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


def limited(stage: OnTeams) -> Limits:
    """Let Teams take no more than it does."""
    limits = Limits(lambda: steady() * stage.speed)
    stage.teams.too_much = limits.too_much
    return limits


@pytest.mark.trust("R2")
async def test_a_large_round_is_never_too_fast_and_goes_on_where_it_was_killed(tmp_path: Path, loader: Loader) -> None:
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
    own_database: URL, loader: Loader
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


async def rates_while_killed(stage: Stage, every: float, done: Callable[[], bool]) -> list[float]:
    """Let two bots send, and kill the older one every so many seconds of the platform, until it is done.

    Returns how many messages a second were shown from each killing to the next.
    """
    living = deque([await stage.begin(NOW, NEXT_DAY), await stage.begin(NOW, NEXT_DAY)])

    def goes_on(before: int) -> bool:
        return stage.shown().total() > before + AT_ONCE or done()

    rates: list[float] = []
    shown, since = 0, 0.0
    while True:
        with suppress(TimeoutError):
            async with asyncio.timeout(every / stage.speed):
                await stage.until(done)
                return rates
        await stage.until(partial(goes_on, shown))
        await stage.kill(living.popleft())
        if since:
            rates.append((stage.shown().total() - shown) / (steady() - since) / stage.speed)
        shown, since = stage.shown().total(), steady()
        living.append(await stage.begin(NOW, NEXT_DAY))


@pytest.mark.trust("R2", "R19")
async def test_r19_a_round_by_two_bots_of_which_one_is_killed_each_minute_reaches_everybody(
    own_database: URL, loader: Loader, often: Often, reached: Record
) -> None:
    people, speed, minute, lease = often(600, 20_000), often(4, 1), often(15, 60), often(2, 30)
    async with staged(own_database, loader, speed, lease) as stage:
        a_round(stage, people, in_a_group=20)
        limits = limited(stage)

        rates = await rates_while_killed(stage, minute, lambda: len(+stage.shown()) == people and stage.rest())

        twice = stage.shown().total() - people
        assert limits.refused == []
        assert max(stage.shown().values()) <= 2, "a first question may stand there twice, no more"
        assert twice <= AT_ONCE * (len(rates) + 1), "only what was on its way when one died"
        assert stage.many("status = 'sent'") == people
        assert rates
        pace = (
            f"between two kills {min(rates):.1f} to {max(rates):.1f} messages a second, median {median(rates):.1f}, of {RATE:g}"
        )
        reached(f"{people:,} people, {len(rates) + 1} kills: each asked, {twice} twice; {pace}")


@pytest.mark.trust("R3")
@pytest.mark.parametrize(("point", "times"), points([1], [1], [2]))
async def test_r3_whenever_it_dies_a_first_question_comes_and_stands_there_twice_at_most(
    tmp_path: Path, loader: Loader, point: str, times: int
) -> None:
    async with staged(tmp_path, loader) as stage:
        a_round(stage, 1)

        await dies_and_goes_on(stage, point, NOW, NEXT_DAY)

        assert stage.shown().total() == times
        assert stage.many("status = 'sent'") == 1


@pytest.mark.trust("R3")
@pytest.mark.parametrize(("point", "times"), points([1], [1], [2])[1:])
async def test_r3_whenever_it_dies_a_reply_comes_and_stands_there_twice_at_most(
    tmp_path: Path, loader: Loader, point: str, times: int
) -> None:
    async with staged(tmp_path, loader) as stage:
        await told(stage, "reply", 1)

        await dies_and_goes_on(stage, point, NOW)

        assert stage.shown().total() == times
        assert stage.many("status = 'sent'") == 1


@pytest.mark.trust("R3")
@pytest.mark.parametrize(("point", "times", "ends"), points([1, "sent"], [0, "failed"], [1, "failed"]))
async def test_r3_whenever_it_dies_nothing_else_stands_there_twice_and_what_may_be_lost_is_told(
    tmp_path: Path, loader: Loader, point: str, times: int, ends: str
) -> None:
    async with staged(tmp_path, loader) as stage:
        await told(stage, "notice", 1)

        await dies_and_goes_on(stage, point, NOW)

        assert stage.shown().total() == times
        assert stage.many(f"status = '{ends}'") == 1
