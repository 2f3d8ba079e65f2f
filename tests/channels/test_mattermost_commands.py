"""Mattermost: ``/leerbot`` is heard anywhere, answered in private, and only from who can prove it (reference §11)."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Incoming
from bot.channels.mattermost.callbacks.commands import Commands
from bot.channels.mattermost.callbacks.door import COMMANDS
from bot.channels.mattermost.callbacks.trigger import NotLetIn
from storage.errors import NotSaved
from tests.kit.mattermost import TEAM_ID
from tests.kit.pressing_town import PressingTown, pressing_town
from tests.kit.town import TEAM

TOKEN, OTHER = "token-of-the-team", "token-of-another-team"
LINE = "Mijn antwoord staat in ons eigen gesprek."


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[PressingTown]:
    async with pressing_town(tmp_path, formats=[], command_tokens=(OTHER, TOKEN)) as opened:
        command = {"trigger": "leerbot", "team_id": TEAM_ID, "url": f"{opened.callbacks.url}{COMMANDS}", "method": "P"}
        opened.server.commands[TEAM_ID, "leerbot"] = {"token": TOKEN, **command}
        yield opened


async def types(place: PressingTown, person: str, text: str, where: str = TEAM) -> tuple[int, Any]:
    """Let somebody type a command in a room, or elsewhere."""
    told = {"channel_id": where, "team_id": TEAM_ID, "command": f"/leerbot {text}"}
    found = await place.server.call("POST", "/commands/execute", place.token(person), json=told)
    await place.settle()
    return found


async def call(place: PressingTown, token: str | None, **otherwise: str) -> int:
    """Call the bot's door as a server would, or as somebody who is none; returns how it answers."""
    fields = {
        "token": token or "", "team_id": TEAM_ID, "channel_id": TEAM, "user_id": "noor", "command": "/leerbot", "text": "hulp",
        "trigger_id": place.server.trigger_id("noor"), **otherwise,
    }  # fmt: skip
    headers = {"Authorization": f"Token {token}"} if token is not None else {}
    return await place.posts(COMMANDS, fields, headers)


async def test_a_command_in_a_room_is_answered_in_private_and_says_so_to_her_alone(place: PressingTown) -> None:
    status, answer = await types(place, "noor", "verwondering")

    assert (status, answer["response_type"], answer["text"]) == (200, "ephemeral", LINE)
    assert "verwonder" in (await place.shown("noor"))[-1].text
    assert await place.room() == ""


async def test_a_command_in_the_private_chat_is_as_what_is_typed(place: PressingTown) -> None:
    await types(place, "noor", "verwondering", place.server.chat("noor"))

    await types(place, "noor", "De balie was rustig.", place.server.chat("noor"))

    assert "Zo is het goed" in (await place.shown("noor"))[-1].choices


async def test_nothing_behind_it_means_help(place: PressingTown) -> None:
    await types(place, "noor", "  ")

    assert "**overslaan**" in (await place.shown("noor"))[-1].text


async def test_it_is_said_in_her_language(place: PressingTown) -> None:
    await place.says("noor", "english")

    assert (await types(place, "noor", "help"))[1]["text"] == "My answer is in our own conversation."


async def test_who_is_not_known_hears_so_and_nothing_is_kept(place: PressingTown) -> None:
    place.server.add_user("stranger")
    place.server.places[TEAM]["members"].add("stranger")

    status, answer = await types(place, "stranger", "verwondering")

    assert (status, "Ik ken je hier nog niet" in answer["text"]) == (200, True)
    assert place.server.shown(place.server.chat("stranger")) == []


@pytest.mark.trust("S4")
@pytest.mark.parametrize("token", [None, "", "token-of-the-tea", TOKEN + "x", "Token " + TOKEN, "\u00e9"])
async def test_another_token_is_refused(place: PressingTown, token: str | None) -> None:
    assert await call(place, token) == 403

    await place.settle()
    assert await place.shown("noor") == []


async def test_a_token_that_is_no_text_is_refused(place: PressingTown) -> None:
    commands = Commands([TOKEN], place.callbacks._triggers, place.callbacks._words, place.app.receiver.receive)

    with pytest.raises(NotLetIn):
        await commands.take(
            {"user_id": "noor", "trigger_id": place.server.trigger_id("noor")}, b"\xff".decode(errors="surrogateescape")
        )


async def test_every_team_has_a_token_of_its_own(place: PressingTown) -> None:
    assert [await call(place, one) for one in (TOKEN, OTHER)] == [200, 200]


@pytest.mark.parametrize("forged", [
    {"trigger_id": ""}, {"trigger_id": "bm9uc2Vuc2U="}, {"user_id": "bram"}, {"user_id": ""},
])  # fmt: skip
async def test_without_proof_of_who_types_it_is_refused(place: PressingTown, forged: Mapping[str, str]) -> None:
    assert await call(place, TOKEN, **forged) == 403

    await place.settle()
    assert [await place.shown(one) for one in ("noor", "bram")] == [[], []]


async def test_a_trigger_of_an_hour_ago_is_refused(place: PressingTown) -> None:
    old = place.server.trigger_id("noor", millis=place.server.now() - 3_600_000)

    assert await call(place, TOKEN, trigger_id=old) == 403


async def test_a_command_that_comes_again_counts_once(place: PressingTown) -> None:
    trigger = place.server.trigger_id("noor")

    assert [await call(place, TOKEN, trigger_id=trigger) for _ in range(3)] == [200] * 3

    await place.settle()
    assert len(await place.shown("noor")) == 1


async def test_without_a_token_in_the_settings_there_is_no_such_door(tmp_path: Path) -> None:
    async with pressing_town(tmp_path, formats=[]) as place:
        assert await call(place, TOKEN) == 404


async def test_what_could_not_be_kept_is_not_said_to_be_taken(place: PressingTown) -> None:
    async def full(incoming: Incoming) -> bool:
        raise NotSaved(incoming.message)

    commands = Commands([TOKEN], place.callbacks._triggers, place.callbacks._words, full)
    told = {"user_id": "noor", "trigger_id": place.server.trigger_id("noor"), "text": "hulp"}

    assert (await commands.take(told, TOKEN))["text"].startswith("Nog niet opgeslagen.")
