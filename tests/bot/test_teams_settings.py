"""LEERBOT_TEAMS_…: all that Teams needs or none of it; without a guard on this machine alone; and what ``check`` says (S2)."""

from typing import Any

import pytest

from bot.channels.teams.app import App
from bot.channels.teams.connector import is_here, is_sharepoint
from bot.channels.teams.line import Line
from bot.channels.teams.looking import look
from bot.channels.teams.package import manifest_id
from bot.config import Config, ConfigError
from tests.kit.commands import run, settings
from tests.kit.teams import APP, TENANT
from tests.kit.teams_issuer import issuer
from tests.kit.teams_server import fake_teams

ALL: dict[str, Any] = {
    "channels": ("teams",), "teams_app_id": APP.id, "teams_app_password": APP.password, "teams_tenant_id": TENANT,
}  # fmt: skip


def test_with_all_it_needs_teams_is_on() -> None:
    assert Config(**ALL).teams == APP
    assert Config(**ALL | {"teams_app_id": APP.id.upper(), "teams_tenant_id": TENANT.upper()}).teams == APP


def test_where_it_is_not_a_channel_teams_is_off() -> None:
    assert Config(**ALL | {"channels": ("web",)}).teams is None


@pytest.mark.parametrize(("values", "says"), [
    ({"teams_app_id": None}, "LEERBOT_TEAMS_APP_ID is missing"), ({"teams_app_id": ""}, "LEERBOT_TEAMS_APP_ID is missing"),
    ({"teams_app_id": "leerbot"}, "LEERBOT_TEAMS_APP_ID is no id of Microsoft"),
    ({"teams_app_id": f"28:{APP.id}"}, "LEERBOT_TEAMS_APP_ID is no id of Microsoft"),
    ({"teams_tenant_id": None}, "LEERBOT_TEAMS_TENANT_ID is missing"),
    ({"teams_tenant_id": "common"}, "LEERBOT_TEAMS_TENANT_ID is no id of Microsoft"),
    ({"teams_app_password": None}, "LEERBOT_TEAMS_APP_PASSWORD is missing"),
    ({"teams_app_password": ""}, "LEERBOT_TEAMS_APP_PASSWORD is missing"),
])  # fmt: skip
def test_half_of_it_is_refused_with_the_mend(values: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        assert Config(**ALL | values).teams


@pytest.mark.trust("S2")
@pytest.mark.parametrize("command", ["check", "serve"])
@pytest.mark.parametrize(("values", "says"), [
    ({"CHANNELS": "teams"}, "LEERBOT_TEAMS_APP_ID is missing"),
    ({"CHANNELS": "teams", "AUTH": "off", "HOST": "0.0.0.0"}, "AUTH=off is for this machine only, and LEERBOT_HOST is"),
    ({"CHANNELS": "teams", "AUTH": "off", "PUBLIC_URL": "https://leerbot.example.nl"}, "leave LEERBOT_PUBLIC_URL out"),
    ({"CHANNELS": "teams", "AUTH": "off", "TEAMS_APP_ID": APP.id}, "LEERBOT_AUTH=off goes without LEERBOT_TEAMS_APP_ID"),
    ({"CHANNELS": "teams", "AUTH": "nee"}, "LEERBOT_AUTH"),
    ({"CHANNELS": "teams", "AUTH": "off", "CLOCK": "movable"}, "write LEERBOT_CHANNELS=web, or web,teams with"),
    ({"CHANNELS": "web,mattermost", "CLOCK": "movable"}, "write LEERBOT_CHANNELS=web, or web,teams with"),
    ({"CHANNELS": "web,teams", "CLOCK": "movable"}, "write LEERBOT_CHANNELS=web, or web,teams with LEERBOT_AUTH=off"),
])  # fmt: skip
def test_check_and_serve_refuse_what_is_half_or_open(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, command: str, values: dict[str, str], says: str
) -> None:
    settings(monkeypatch, tmp_path)
    for name, value in values.items():
        monkeypatch.setenv(f"LEERBOT_{name}", value)

    found = run(command)

    assert found.exit_code != 0
    assert says in found.output.replace("\n", " ")


def test_for_trying_out_on_this_machine_nobody_shows_who_she_is() -> None:
    assert Config(channels=("teams",), auth="off").teams is None


def test_who_tries_out_teams_on_this_machine_can_move_the_clock(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(monkeypatch, tmp_path)
    for name, value in {"CHANNELS": "web,teams", "AUTH": "off", "CLOCK": "movable"}.items():
        monkeypatch.setenv(f"LEERBOT_{name}", value)

    assert run("migrate").exit_code == 0
    assert "CLOCK" not in run("check").output


@pytest.mark.trust("S2")
@pytest.mark.parametrize(("url", "here"), [
    ("http://localhost:56150/_connector", True), ("http://127.0.0.1:1/", True), ("http://[::1]:1/", True),
    ("https://smba.trafficmanager.net/teams/", False), ("http://localhost.kwaad.example/", False), ("http://[x", False),
    ("", False),
])  # fmt: skip
def test_without_a_guard_nothing_goes_to_another_machine(url: str, *, here: bool) -> None:
    assert is_here(url) is here


@pytest.mark.parametrize(("url", "there"), [
    ("https://voorbeeld-my.sharepoint.com/personal/noor/_layouts/15/download.aspx?x=1", True),
    ("https://voorbeeld.sharepoint.com/x", True), ("http://voorbeeld.sharepoint.com/x", False),
    ("https://sharepoint.com.kwaad.example/", False), ("https://x@voorbeeld.sharepoint.com/", False),
    ("https://10.0.0.1/", False),
])  # fmt: skip
def test_files_are_fetched_from_sharepoint_alone(url: str, *, there: bool) -> None:
    assert is_sharepoint(url) is there


async def looked(
    app: App, *, metadata: str | None = None, installs: bool = False, catalogue: bool = False, fault: int | None = None
) -> list[tuple[str, bool]]:
    async with fake_teams() as server, issuer() as signs:
        if catalogue:
            server.catalogue[manifest_id(APP.id)] = "catalogue-1"
        if fault is not None:
            server.go_wrong("GET /v1.0/appCatalogs", fault, times=2, body='{"error": {"code": "Forbidden"}}')
        metadata = metadata or f"{signs.url}/metadata"
        return await look(Line(app, login=server.url, metadata=metadata, installs=installs, graph=server.url))


async def test_check_says_that_all_is_well() -> None:
    assert await looked(APP) == [
        ("Microsoft knows the Teams app", False), ("the keys with which Teams signs can be had", False),
    ]  # fmt: skip


@pytest.mark.parametrize(("values", "says", "wrong"), [
    ({"catalogue": True}, "the Teams app stands in the catalogue, to be installed for people", False),
    ({}, "the Teams app is not in your catalogue; upload the package", True),
    ({"fault": 403}, "Graph refuses (403 Forbidden); give the app AppCatalog.Read.All and TeamsAppInstallation", True),
    ({"fault": 503}, "Graph does not answer (Graph: 503); let the bot reach graph.microsoft.com", True),
    ({"fault": 429}, "Graph does not answer (60 s)", True),
])  # fmt: skip
async def test_check_says_whether_the_app_may_be_installed_for_people(values: dict[str, Any], says: str, wrong: bool) -> None:
    *_, (text, is_wrong) = await looked(APP, installs=True, **values)

    assert text.startswith(says)
    assert is_wrong == wrong


@pytest.mark.parametrize("values", [{"channels": ("web",)}, {"auth": "off"}])
def test_installing_for_people_goes_with_a_guarded_teams_alone(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, values: dict[str, Any]
) -> None:
    settings(monkeypatch, tmp_path)
    monkeypatch.setenv("LEERBOT_TEAMS_INSTALL", "on")
    monkeypatch.setenv("LEERBOT_CHANNELS", ",".join(values.get("channels", ("teams",))))
    monkeypatch.setenv("LEERBOT_AUTH", values.get("auth", "on"))

    assert "LEERBOT_TEAMS_INSTALL=on is for Teams with its guard on" in run("check").output


async def test_check_names_a_wrong_password_and_keys_that_cannot_be_had() -> None:
    (app, wrong), (keys, away) = await looked(App(APP.id, TENANT, "verkeerd"), metadata="http://127.0.0.1:1/")

    assert wrong
    assert app.startswith("Microsoft refuses the app (invalid_client); look at LEERBOT_TEAMS_APP_ID")
    assert away
    assert keys.endswith("let the bot reach login.botframework.com")


async def test_check_names_a_login_that_does_not_answer() -> None:
    async with issuer() as signs:
        (app, wrong), _ = await look(Line(APP, login="http://127.0.0.1:1", metadata=f"{signs.url}/metadata"))

    assert wrong
    assert app.startswith("Microsoft's login does not answer")


def test_a_format_is_shown_as_teams_draws_it() -> None:
    found = run("preview", "weekly_wonder", "--channel", "teams")

    assert found.exit_code == 0
    assert "[Vertellen]\n[Later]\n[Deze week niets]" in found.output
    assert "<b>" not in found.output
