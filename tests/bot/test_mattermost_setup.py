"""``leerbot mattermost setup``: from an empty server to a bot that can be served, and never a token kept (DESIGN §8)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from typer.testing import Result

from bot.config import Config, ConfigError
from tests.kit.commands import assert_one_line, run
from tests.kit.mattermost import TEAM_ID, FakeMattermost
from tests.kit.mattermost_server import fake_mattermost

ADMIN = "beheer"


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeMattermost]:
    """A server with an administrator and nobody else, and Leerbot's settings as far as they can be known."""
    async with fake_mattermost(bot=False) as opened:
        opened.add_user(ADMIN, roles="system_admin system_user")
        monkeypatch.setenv("LEERBOT_CHANNELS", "mattermost")
        monkeypatch.setenv("LEERBOT_MATTERMOST_URL", opened.url)
        monkeypatch.setenv("LEERBOT_MATTERMOST_ADMIN_TOKEN", opened.log_in(ADMIN))
        yield opened


async def setup(*words: str) -> Result:
    """Run the command beside the server."""
    return await asyncio.to_thread(run, "mattermost", "setup", *words)


def printed(found: Result, setting: str) -> str:
    """Return what is to be set, as it was printed."""
    (line,) = [line for line in found.output.splitlines() if line.startswith(f"export LEERBOT_{setting}=")]
    return line.partition("=")[2]


def bot_of(server: FakeMattermost) -> str:
    """Return the bot's id on the server."""
    (found,) = [id_ for id_, one in server.users.items() if one["username"] == "leerbot"]
    return found


async def test_from_nothing_to_a_bot_with_a_token_in_its_team(server: FakeMattermost) -> None:
    found = await setup("--team", TEAM_ID)

    assert found.exit_code == 0, found.output
    bot = bot_of(server)
    assert server.users[bot]["is_bot"]
    assert bot in server.teams[TEAM_ID]["members"]
    assert server.tokens[printed(found, "MATTERMOST_TOKEN")] == bot
    assert printed(found, "MATTERMOST_URL") == server.url
    assert "it was put in team team" in found.output


async def test_with_what_it_printed_check_finds_all_well(
    server: FakeMattermost, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = await setup("--team", TEAM_ID)
    monkeypatch.delenv("LEERBOT_MATTERMOST_ADMIN_TOKEN")
    monkeypatch.setenv("LEERBOT_MATTERMOST_TOKEN", printed(made, "MATTERMOST_TOKEN"))
    monkeypatch.setenv("LEERBOT_DATABASE_URL", f"sqlite:///{tmp_path}/leerbot.db")
    monkeypatch.setenv("LEERBOT_KEYS", "test:" + "00" * 32)
    await asyncio.to_thread(run, "migrate")

    found = await asyncio.to_thread(run, "check")

    assert "knows the bot as @leerbot" in found.output
    assert "the bot is in 1 team: team" in found.output


async def test_doing_it_again_changes_nothing(server: FakeMattermost, monkeypatch: pytest.MonkeyPatch) -> None:
    made = await setup("--team", TEAM_ID)
    monkeypatch.setenv("LEERBOT_MATTERMOST_TOKEN", printed(made, "MATTERMOST_TOKEN"))
    before = (dict(server.users), dict(server.tokens))

    found = await setup("--team", TEAM_ID)

    assert found.exit_code == 0, found.output
    assert (dict(server.users), dict(server.tokens)) == before
    assert "the bot account @leerbot is there" in found.output
    assert "its token is the one that is set here" in found.output
    assert "export LEERBOT_MATTERMOST_TOKEN" not in found.output


async def test_where_no_token_is_set_it_says_that_it_makes_one_more(server: FakeMattermost) -> None:
    first = await setup("--team", TEAM_ID)

    found = await setup("--team", TEAM_ID)

    assert printed(found, "MATTERMOST_TOKEN") != printed(first, "MATTERMOST_TOKEN")
    assert "none is set here, so it got a new token" in found.output
    assert "older ones of it go on working" in found.output


async def test_a_token_of_another_is_replaced_and_told(server: FakeMattermost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERBOT_MATTERMOST_TOKEN", "niet meer geldig")

    found = await setup("--team", TEAM_ID)

    assert "the one that is set here is not of this bot" in found.output
    assert server.tokens[printed(found, "MATTERMOST_TOKEN")] == bot_of(server)


@pytest.mark.trust("S21")
async def test_the_administrators_token_is_shown_and_kept_nowhere(
    server: FakeMattermost, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    token = next(one for one, whose in server.tokens.items() if whose == ADMIN)

    found = await setup("--team", TEAM_ID)

    assert token not in found.output
    assert await asyncio.to_thread(lambda: list(tmp_path.iterdir())) == []


async def test_of_several_teams_it_says_in_which_it_is_not(server: FakeMattermost) -> None:
    server.teams["t2"] = {"id": "t2", "name": "zuid", "members": set()}

    one = await setup("--team", TEAM_ID)
    all_of_them = await setup("--all-teams")

    assert "it is not in zuid: add --team for each" in one.output
    assert "it is in team, zuid" in all_of_them.output


CALLBACK = "https://leerbot.example.nl"


async def test_with_buttons_each_team_gets_the_command_and_its_token_is_to_be_set(
    server: FakeMattermost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEERBOT_MATTERMOST_CALLBACK_URL", f"{CALLBACK}/")
    server.teams["t2"] = {"id": "t2", "name": "zuid", "members": set()}

    found = await setup("--all-teams")

    made = [server.commands[team, "leerbot"] for team in (TEAM_ID, "t2")]
    assert [one["url"] for one in made] == [f"{CALLBACK}/mattermost/commands"] * 2
    assert {one["method"] for one in made} == {"P"}
    assert printed(found, "MATTERMOST_COMMAND_TOKENS") == ",".join(one["token"] for one in made)
    assert printed(found, "MATTERMOST_CALLBACK_URL") == CALLBACK


async def test_a_command_that_is_there_stays_with_its_token(server: FakeMattermost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERBOT_MATTERMOST_CALLBACK_URL", CALLBACK)
    first = await setup("--team", TEAM_ID)

    found = await setup("--team", TEAM_ID)

    assert "the command /leerbot is there in team team" in found.output
    assert printed(found, "MATTERMOST_COMMAND_TOKENS") == printed(first, "MATTERMOST_COMMAND_TOKENS")


async def test_a_command_of_somebody_elses_is_left_alone(server: FakeMattermost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERBOT_MATTERMOST_CALLBACK_URL", CALLBACK)
    theirs = {"team_id": TEAM_ID, "trigger": "leerbot", "url": "https://elders.example", "token": "t"}
    server.commands[TEAM_ID, "leerbot"] = theirs

    assert_one_line(await setup("--team", TEAM_ID), "in team team the command /leerbot calls another address; remove it there")
    assert server.commands[TEAM_ID, "leerbot"] == theirs


async def test_where_commands_are_switched_off_it_says_so(server: FakeMattermost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERBOT_MATTERMOST_CALLBACK_URL", CALLBACK)
    server.go_wrong("GET /commands", 501)

    assert_one_line(await setup("--team", TEAM_ID), "set ServiceSettings.EnableCommands to true")
    assert set(server.tokens.values()) == {ADMIN}, "a token was made that nobody was shown"


async def test_without_a_token_it_prints_the_steps_and_calls_nobody(
    server: FakeMattermost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEERBOT_MATTERMOST_ADMIN_TOKEN")
    monkeypatch.setenv("LEERBOT_MATTERMOST_CALLBACK_URL", "https://leerbot.example.nl/")

    found = await setup("--team", "voorbeeld")

    assert found.exit_code == 0
    assert server.calls == []
    assert "Add Bot Account: username leerbot" in found.output
    assert "Put @leerbot in team voorbeeld" in found.output
    assert "https://leerbot.example.nl/mattermost/commands, method POST" in found.output
    assert f"export LEERBOT_MATTERMOST_URL={server.url}" in found.output


async def test_a_bot_that_was_switched_off_is_on_again(server: FakeMattermost) -> None:
    server.add_user("b", username="leerbot", is_bot=True, delete_at=1)

    found = await setup("--team", TEAM_ID)

    assert "was switched off, and is on again" in found.output
    assert server.users["b"]["delete_at"] == 0


async def test_a_person_of_that_name_is_no_bot(server: FakeMattermost) -> None:
    server.add_user("p", username="leerbot")

    assert_one_line(await setup("--team", TEAM_ID), "@leerbot is a person on this server; give the bot another name")


async def test_who_is_no_administrator_cannot_do_it(server: FakeMattermost) -> None:
    server.users[ADMIN]["roles"] = "system_user"

    assert_one_line(await setup("--team", TEAM_ID), "who is no system administrator")


async def test_an_older_server_is_refused_before_anything_is_made(server: FakeMattermost) -> None:
    server.settings["Version"] = "10.11.2"

    assert_one_line(await setup("--team", TEAM_ID), "11.7 is the oldest that is supported")
    assert len(server.users) == 1


async def test_an_unknown_team_is_told_with_those_there_are(server: FakeMattermost) -> None:
    assert_one_line(await setup("--team", "noord"), "there is no team noord; the teams are team")
    assert set(server.tokens.values()) == {ADMIN}, "a token was made that nobody was shown"


@pytest.mark.parametrize(("call", "status", "said"), [
    ("GET /users/me", 401, "the administrator's token is wrong"),
    ("POST /bots", 403, "set ServiceSettings.EnableBotAccountCreation to true"),
    ("GET /teams", 500, "look whether it is a Mattermost server"),
    ("GET /users/me", 0, "Mattermost does not answer"),
])  # fmt: skip
async def test_what_the_server_refuses_is_told_with_its_mend(server: FakeMattermost, call: str, status: int, said: str) -> None:
    server.go_wrong(call, status, times=9)

    assert_one_line(await setup("--team", TEAM_ID), said)


@pytest.mark.parametrize(("values", "said"), [
    ({"LEERBOT_MATTERMOST_URL": "chat.example.org"}, "LEERBOT_MATTERMOST_URL is no address"),
    ({"LEERBOT_MATTERMOST_ADMIN_TOKN": "x"}, "did you mean LEERBOT_MATTERMOST_ADMIN_TOKEN?"),
    ({"LEERBOT_PORT": "tachtig"}, "LEERBOT_PORT"),
])  # fmt: skip
def test_a_wrong_setting_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, values: dict[str, str], said: str) -> None:
    monkeypatch.setenv("LEERBOT_CHANNELS", "mattermost")
    monkeypatch.setenv("LEERBOT_MATTERMOST_URL", "https://chat.example.org")
    for name, value in values.items():
        monkeypatch.setenv(name, value)

    assert_one_line(run("mattermost", "setup"), said)


def test_an_address_loses_the_slash_at_its_end() -> None:
    assert Config(mattermost_url="https://chat.example.org/").mattermost_at == "https://chat.example.org"
    with pytest.raises(ConfigError, match="LEERBOT_MATTERMOST_URL is no address"):
        assert Config().mattermost_at
