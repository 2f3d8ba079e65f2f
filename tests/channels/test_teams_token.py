"""The token with which the bot calls Teams: one for all, renewed ahead of time, and no failure of the login stops what goes."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.teams.connector import Connector
from bot.channels.teams.failures import Away, Refused, delivery_error
from tests.kit.teams import BOT, TENANT, FakeTeams
from tests.kit.teams_server import fake_teams

ROOM = "19:r@thread.tacv2"
LOGIN = f"POST /{TENANT}"


class Steady:
    """A steady clock that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Steady:
    return Steady()


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with fake_teams() as opened:
        opened.add_room(ROOM)
        yield opened


@pytest.fixture
async def connector(teams: FakeTeams, clock: Steady) -> AsyncIterator[Connector]:
    made = teams.connector(now=clock)
    yield made
    await made.close()


async def send(teams: FakeTeams, connector: Connector) -> None:
    await connector.send(teams.service, ROOM, {"type": "message", "from": {"id": BOT}, "text": "Hallo."})


async def renewed(teams: FakeTeams, tokens: int) -> None:
    """Wait until so many tokens were given."""
    async with asyncio.timeout(10):
        while len(teams.tokens) < tokens:
            await asyncio.to_thread(int)


async def test_many_calls_at_once_ask_for_one_token(teams: FakeTeams, connector: Connector) -> None:
    await asyncio.gather(*(send(teams, connector) for _ in range(7)))

    assert len(teams.tokens) == 1


async def test_a_token_is_renewed_before_its_end_while_the_old_one_carries_on(
    teams: FakeTeams, connector: Connector, clock: Steady
) -> None:
    await send(teams, connector)
    clock.seconds += 86_400 - 7_199
    await send(teams, connector)
    async with asyncio.timeout(10):
        while teams.shown_tokens[-1] != "token-1":
            clock.seconds += 1
            await send(teams, connector)

    assert teams.shown_tokens[:2] == ["token-0", "token-0"]
    assert len(teams.tokens) == 2


async def test_a_token_that_lives_shortly_is_renewed_halfway(teams: FakeTeams, connector: Connector, clock: Steady) -> None:
    teams.lives = 3600
    await send(teams, connector)

    clock.seconds += 1799
    await send(teams, connector)
    assert len(teams.tokens) == 1
    clock.seconds += 2
    await send(teams, connector)
    await renewed(teams, 2)


@pytest.mark.parametrize("status", [0, 429, 500, 200])
async def test_a_login_that_fails_stops_nothing_while_the_old_token_is_good(
    teams: FakeTeams, connector: Connector, clock: Steady, status: int
) -> None:
    await send(teams, connector)
    teams.go_wrong(LOGIN, status, times=99)

    for _ in range(12):  # two hours
        clock.seconds += 590 + (79_200 if clock.seconds == 1000 else 0)
        await send(teams, connector)

    assert teams.shown_tokens == ["token-0"] * 13
    clock.seconds += 1000
    with pytest.raises(Away) as away:
        await send(teams, connector)
    assert delivery_error(away.value).kind == "transient"
    assert not away.value.doubtful


@pytest.mark.trust("R13")
async def test_a_login_that_hangs_is_not_waited_for_while_the_old_token_is_good(
    teams: FakeTeams, connector: Connector, clock: Steady
) -> None:
    await send(teams, connector)
    clock.seconds += 86_400 - 7_000
    teams.go_wrong(LOGIN, 200, holds=True, times=9)

    async with asyncio.timeout(5):
        for _ in range(5):
            await send(teams, connector)

    assert len(teams.texts(ROOM)) == 6


@pytest.mark.trust("R13")
async def test_while_renewing_fails_it_is_tried_once_a_minute(teams: FakeTeams, connector: Connector, clock: Steady) -> None:
    await send(teams, connector)
    clock.seconds += 86_400 - 7_000
    teams.go_wrong(LOGIN, 500, times=99)

    for _ in range(30):
        await send(teams, connector)
        await asyncio.to_thread(int)
        clock.seconds += 10

    asked = [call for call in teams.calls if call.startswith(LOGIN)]
    assert 2 <= len(asked) <= 7


@pytest.mark.parametrize("body", ['{"error": "invalid_client"}', '{"error": {"code": 7}}', "[]"])
async def test_a_refusal_says_nothing_but_its_code(teams: FakeTeams, connector: Connector, body: str) -> None:
    teams.go_wrong(LOGIN, 400, body=body)

    with pytest.raises(Refused) as refused:
        await send(teams, connector)

    assert str(refused.value) in {"401 invalid_client", "401 unknown"}


async def test_closing_ends_a_login_that_hangs(teams: FakeTeams, clock: Steady) -> None:
    connector = teams.connector(now=clock)
    teams.go_wrong(LOGIN, 200, holds=True)
    sending = asyncio.create_task(send(teams, connector))
    async with asyncio.timeout(5):
        while not teams.calls:
            await asyncio.to_thread(int)
        await connector.close()
        with pytest.raises(asyncio.CancelledError):
            await sending
