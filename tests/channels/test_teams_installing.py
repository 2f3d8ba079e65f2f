"""The app is installed for who lacks it, where the organisation allows that; and never for who took it away (S01, GE14)."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.channels.pace import Busy
from bot.channels.reasons import GUEST, NOT_INSTALLED, TAKEN_AWAY
from bot.channels.teams.graph import GRAPH, Graph
from bot.channels.teams.installing import Installing
from bot.channels.teams.package import manifest_id
from storage.groups import people
from tests.kit.teams import APP, BOT
from tests.kit.teams_server import fake_teams
from tests.kit.teams_town import TeamsTown, teams_town

INVITED = "Ik ben Leerbot. Ik help Team Vergunningen"
ASKS = "GET /v1.0/users/lotte"
INSTALLS = "POST /v1.0/users/lotte"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[TeamsTown]:
    """A team in which one was not asked yet, and has no app."""
    async with teams_town(tmp_path, formats=[], asked=["lotte"], installs=True) as opened:
        opened.server.installed.discard(opened.server.chat("lotte"))
        yield opened


async def undeliverable(place: TeamsTown) -> str | None:
    return (await place.app.store.read(lambda unit: people.load(unit, "lotte"))).undeliverable


def installing(place: TeamsTown) -> Installing:
    found = place.app.installing
    assert found is not None
    return found


async def test_who_lacks_the_app_when_she_is_invited_gets_it_and_her_invitation_once(place: TeamsTown) -> None:
    await place.until("mon 09:00")

    assert (await place.reads("lotte")).count(INVITED) == 1
    assert await undeliverable(place) is None
    assert [call.partition(" ")[2] for call in place.server.calls if "/v1.0/" in call] == [
        "/v1.0/appCatalogs/teamsApps", "/v1.0/users/lotte/teamwork/installedApps", "/v1.0/users/lotte/teamwork/installedApps",
    ]  # fmt: skip
    assert not set(place.server.shown_tokens) & set(place.server.graph_tokens)  # each token goes to its own


@pytest.mark.parametrize(("call", "status", "body"), [
    ("GET /v1.0/appCatalogs", 403, '{"error": {"code": "Forbidden"}}'), ("GET /v1.0/appCatalogs", 200, "geen lijst"),
    ("GET /v1.0/appCatalogs", 200, '{"value": [7]}'), (ASKS, 429, ""), (ASKS, 500, ""), (ASKS, 0, ""),
    (INSTALLS, 403, '{"error": "no"}'), (INSTALLS, 503, ""), (INSTALLS, 404, "[]"),
])  # fmt: skip
async def test_what_cannot_be_installed_now_is_known_and_tried_again_the_next_day(
    place: TeamsTown, call: str, status: int, body: str
) -> None:
    place.server.go_wrong(call, status, times=99, body=body)
    await place.until("mon 09:00")
    assert await undeliverable(place) == NOT_INSTALLED
    assert await place.shown("lotte") == []
    place.server.faults.clear()

    await place.until("tue 09:00")
    await installing(place).for_all()
    await place.settle()

    assert (await place.reads("lotte")).count(INVITED) == 1
    assert await undeliverable(place) is None


async def test_an_app_that_was_put_anew_into_the_catalogue_is_found_there(place: TeamsTown) -> None:
    graph = installing(place)
    assert not await graph.for_person("niemand")
    await place.add("mara")
    place.server.installed.discard(place.server.chat("mara"))
    assert await graph.for_person("mara")
    place.server.catalogue[manifest_id(APP.id)] = "catalogue-2"

    assert [await graph.for_person("lotte") for _ in range(2)] == [False, True]


async def test_an_app_that_was_installed_in_spite_of_a_broken_answer_is_found_and_not_installed_twice(place: TeamsTown) -> None:
    place.server.go_wrong(INSTALLS, 503, done=True)
    await place.until("mon 09:00")
    await installing(place).for_all()
    await installing(place).for_all()
    await place.settle()

    assert (await place.reads("lotte")).count(INVITED) == 1
    assert sum(call.startswith(INSTALLS) for call in place.server.calls) == 1


async def test_who_was_first_in_installing_makes_no_difference(place: TeamsTown) -> None:
    place.server.go_wrong(ASKS, 200, body='{"value": []}')
    place.server.installed.add(place.server.chat("lotte"))

    assert await installing(place).for_person("lotte")


async def test_an_app_that_takes_a_while_to_be_there_is_heard_of_when_it_comes(place: TeamsTown) -> None:
    place.server.slow.add(place.server.chat("lotte"))
    await place.until("mon 09:00")
    assert await undeliverable(place) == NOT_INSTALLED

    place.server.installed.add(place.server.chat("lotte"))
    await place.told(place.server.activity("conversationUpdate", "lotte", membersAdded=[{"id": BOT}]))
    await place.settle()

    assert (await place.reads("lotte")).count(INVITED) == 1


async def test_for_who_took_it_away_it_is_never_installed_again(place: TeamsTown) -> None:
    await place.told(place.server.activity("installationUpdate", "lotte", action="remove"))
    assert await undeliverable(place) == TAKEN_AWAY

    await place.until("tue 09:00")
    await installing(place).for_all()

    assert not await installing(place).for_person("lotte")
    assert not await installing(place).for_person("vreemd")
    assert [call for call in place.server.calls if "/v1.0/" in call] == []
    assert await undeliverable(place) == TAKEN_AWAY


async def test_without_the_setting_graph_is_never_called(tmp_path: Path) -> None:
    async with teams_town(tmp_path, formats=[], asked=["lotte"]) as place:
        place.server.installed.discard(place.server.chat("lotte"))
        await place.until("mon 09:00")

        assert place.app.installing is None
        assert place.server.graph_tokens == []
        assert await undeliverable(place) == NOT_INSTALLED


async def test_a_token_that_graph_takes_no_more_is_renewed(place: TeamsTown) -> None:
    assert await installing(place).for_person("lotte")
    place.server.graph_tokens[:] = ["anders"]
    place.server.installed.clear()

    assert await installing(place).for_person("lotte")
    assert place.server.chat("lotte") in place.server.installed


async def test_graph_is_called_a_few_times_a_second_at_most() -> None:
    waited: list[float] = []

    async def pause(seconds: float) -> None:
        waited.append(seconds)

    async with fake_teams() as server, aiohttp.ClientSession() as session:
        server.catalogue[manifest_id(APP.id)] = "catalogue-1"
        for name in ("noor", "bram"):
            server.add(name, installed=False)
        graph = Graph(APP, lambda: session, lambda: 100.0, pause, server.url, server.url)
        for name in ("noor", "bram"):
            assert await graph.install(server.named(name))
        await graph.close()

    assert waited == [1.0]
    assert GRAPH == "https://graph.microsoft.com"


async def test_while_graph_asks_to_wait_it_is_left_alone() -> None:
    now = [100.0]

    async def pause(seconds: float) -> None:
        now[0] += seconds

    async with fake_teams() as server, aiohttp.ClientSession() as session:
        server.catalogue[manifest_id(APP.id)] = "catalogue-1"
        for name in ("noor", "bram"):
            server.add(name, installed=False)
        server.go_wrong("GET /v1.0/users/", 429)
        graph = Graph(APP, lambda: session, lambda: now[0], pause, server.url, server.url)
        for name in ("noor", "bram"):
            with pytest.raises(Busy):
                await graph.install(server.named(name))
        assert sum("/v1.0/users/" in call for call in server.calls) == 1

        now[0] += 61.0
        assert await graph.install(server.named("bram"))
        await graph.close()


async def test_a_guest_to_whom_teams_lets_nobody_write_is_told_apart(tmp_path: Path) -> None:
    async with teams_town(tmp_path, formats=[], asked=["lotte"]) as place:
        place.server.go_wrong("POST /conversations", 403, times=9, body='{"error": {"code": "AclCheckFailed"}}')
        await place.until("mon 09:00")

        assert await undeliverable(place) == GUEST
