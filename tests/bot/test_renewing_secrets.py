"""Secrets change while a bot runs and people write to it: nothing is refused, nothing is lost (trust S21)."""

from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.config import from_environment
from bot.renewing import Renewing
from storage.outgoing import mailboxes
from storage.privacy.crypto import KeyRing, new_key
from tests.evidence.recording import Often, Record
from tests.kit.commands import KEYS
from tests.kit.logs import captured
from tests.kit.mail import mail_server
from tests.kit.matter_town import matter_town
from tests.kit.mattermost import BOT, TEAM_ID, TOKEN
from tests.kit.places import put_elsewhere
from tests.kit.postgres import OTHERS_OUT, Server
from tests.kit.pressing_town import pressing_town
from tests.kit.secrets import Secrets, renewed, talking
from tests.kit.teams import APP
from tests.kit.teams_town import teams_town
from tests.kit.town import RING, Town, town

SECRET = "geheim-dat-nergens-mag-staan"


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Secrets:
    """Secrets of a bot, in an environment that says the rest."""
    folder = tmp_path / "secrets"
    folder.mkdir()
    for name, value in {
        "SECRETS_DIR": str(folder), "CHANNELS": "mattermost,teams", "MATTERMOST_URL": "https://chat.example.org",
        "TEAMS_APP_ID": APP.id, "TEAMS_TENANT_ID": APP.tenant, "MATTERMOST_CALLBACK_URL": "https://leerbot.example.org",
        "PUBLIC_URL": "https://leerbot.example.org", "SMTP_FROM": "leerbot@example.org",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"LEERBOT_{name}", value)
    made = Secrets(folder)
    made.put(
        KEYS=KEYS, MATTERMOST_TOKEN=TOKEN, TEAMS_APP_PASSWORD=APP.password, MATTERMOST_COMMAND_TOKENS="old",
        SMTP_URL="smtp://bot:old@127.0.0.1",
    )  # fmt: skip
    return made


Logs = Sequence[MutableMapping[str, Any]]


def told(logs: Logs, *levels: str) -> list[str]:
    """Return what was logged at some levels, of which setting, and why."""
    return [" ".join(str(one[name]) for name in ("event", "setting", "why") if name in one) for one in logs
            if one["log_level"] in levels]  # fmt: skip


def wrong(place: Town, logs: Logs) -> tuple[int, list[str]]:
    """Return how many messages were refused, and what the log has to say of things that go wrong."""
    return sum(place.app.sender.refused.values()), told(logs, "warning", "error", "critical")


# -- what the platforms know us by, under load


@pytest.mark.trust("S21")
async def test_s21_the_token_on_mattermost_is_renewed_while_people_write(
    tmp_path: Path, secrets: Secrets, often: Often, reached: Record
) -> None:
    turns = often(5, 100)
    async with matter_town(tmp_path / "data") as place:
        renewing = await secrets.watched(place.app)
        with captured() as logs:
            async with talking(place) as answered:
                for turn in range(turns):
                    await answered(3)
                    place.server.tokens[f"token-{turn}"] = BOT
                    secrets.put(MATTERMOST_TOKEN=f"token-{turn}")
                    await renewed(renewing)
                    await place.connected()
                    await answered(1)  # who was being answered is
                    place.server.token = "revoked"
                    place.server.tokens.pop(f"token-{turn - 1}", None)
                    await answered(3)

        assert wrong(place, logs) == (0, [])
        assert told(logs, "info").count("a secret was renewed LEERBOT_MATTERMOST_TOKEN") == turns
    reached(f"{turns} tokens, each refused from some moment on: 0 errors")


@pytest.mark.trust("S21")
async def test_s21_the_secret_of_the_app_in_teams_is_renewed_while_people_write(
    tmp_path: Path, secrets: Secrets, often: Often, reached: Record
) -> None:
    turns = often(5, 100)
    async with teams_town(tmp_path / "data", installs=True) as place:
        renewing = await secrets.watched(place.app)
        with captured() as logs:
            async with talking(place) as answered:
                for turn in range(turns):
                    await answered(3)
                    place.server.passwords.add(f"secret-{turn}")
                    secrets.put(TEAMS_APP_PASSWORD=f"secret-{turn}")
                    await renewed(renewing)
                    place.server.passwords = {f"secret-{turn}"}
                    place.server.forget_tokens()  # so that nothing goes on with what the old one gave
                    await answered(3)

        assert wrong(place, logs) == (0, [])
        assert told(logs, "info").count("a secret was renewed LEERBOT_TEAMS_APP_PASSWORD") == turns
    reached(f"{turns} secrets, each refused from some moment on: 0 errors")


@pytest.mark.trust("S21", "S4")
async def test_s21_the_key_that_signs_buttons_is_renewed_while_people_write_and_press(
    tmp_path: Path, secrets: Secrets, reached: Record
) -> None:
    turns, ring = 3, dict(RING.keys)  # as many as there are buttons in a row
    async with pressing_town(tmp_path / "data") as place:
        renewing = await secrets.watched(place.app)
        await place.says("ingrid", "verwondering")
        await place.says("ingrid", "De balie was rustig.")
        with captured() as logs:
            async with talking(place) as answered:
                for turn in range(turns):
                    await answered(2)
                    (post, button), *_ = place.buttons("ingrid")
                    ring = {f"key {turn}": new_key(), **ring}
                    secrets.put(KEYS=written(ring))
                    await renewed(renewing)
                    assert await place.presses_on("ingrid", post, button["id"]) == 200
                    await answered(2)

        assert wrong(place, logs) == (0, [])
        assert place.app.store.keys.newest == f"key {turns - 1}"
    reached(f"{turns} keys: a button of before works each time, 0 errors")


def written(ring: dict[str, bytes]) -> str:
    """Return master keys as they stand in a file."""
    return ",".join(f"{name}:{key.hex()}" for name, key in ring.items())


# -- what was refused already goes on at once


@pytest.mark.trust("S21", "R10")
async def test_s21_after_a_token_that_was_revoked_too_early_nothing_is_lost_and_nobody_waits(
    tmp_path: Path, secrets: Secrets
) -> None:
    async with matter_town(tmp_path / "data") as place:
        renewing = await secrets.watched(place.app)
        place.server.token = "newer"
        missed = await place.server.says("bram", "hulp")
        await place.until("thu 14:00")
        assert await place.reads("noor") == await place.reads("bram") == ""

        secrets.put(MATTERMOST_TOKEN="newer")
        await renewed(renewing)
        await place.handled(missed)
        await place.settle()

        assert "verwonderd" in await place.reads("noor")
        assert "**overslaan**" in await place.reads("bram")


@pytest.mark.trust("S21", "R10")
async def test_s21_mail_goes_as_soon_as_the_mail_server_knows_us_again(tmp_path: Path, secrets: Secrets) -> None:
    async with mail_server(asks_login=True) as server:
        server.password = "old"
        mail, public = server.relay(user="bot", password="old"), "https://leerbot.example.org"
        secrets.put(SMTP_URL=f"smtp://bot:old@127.0.0.1:{server.port}")
        async with town(tmp_path / "data", mail=mail, public_url=public, members=()) as place:
            renewing = await secrets.watched(place.app)
            server.password = "new"
            await place.add("noor", consent=None, channel="email")
            await place.app.store.run(lambda unit: mailboxes.put(unit, "noor", "noor@elders.nl"))
            await place.until("mon 09:30")
            assert (set(server.logins), server.taken) == ({("bot", "old")}, [])

            secrets.put(SMTP_URL=f"smtp://bot:new@127.0.0.1:{server.port}")
            await renewed(renewing)
            await place.settle()

            assert len(server.mails_to("noor@elders.nl")) == 1


@pytest.mark.trust("S21")
async def test_s21_the_password_of_the_database_is_renewed_while_people_write(
    tmp_path: Path, secrets: Secrets, server: Server
) -> None:
    place_ = server.make()
    with server.connect(str(place_.database)) as beside:
        beside.execute("CREATE ROLE renewed SUPERUSER LOGIN PASSWORD 'old'")
        stands = place_.set(username="renewed", password="old")
        put_elsewhere(tmp_path / "data", stands)
        secrets.put(DATABASE_URL=url(stands))
        async with town(tmp_path / "data") as place:
            renewing = await secrets.watched(place.app)
            async with talking(place) as answered:
                await answered(2)
                beside.execute("ALTER ROLE renewed PASSWORD 'new'")
                secrets.put(DATABASE_URL=url(stands.set(password="new")))
                await renewed(renewing)
                beside.execute(OTHERS_OUT)
                await answered(3)

            secrets.put(DATABASE_URL=url(stands.set(username="another")))
            with captured() as logs:
                await renewed(renewing)
            assert "only the password is renewed" in told(logs, "warning")[0]
    server.drop(place_)


def url(place: Any) -> str:
    """Return the URL of a database as it stands in a file."""
    return str(place.set(drivername="postgresql").render_as_string(hide_password=False))


# -- commands


@pytest.mark.trust("S21", "S4")
async def test_s21_a_command_is_known_by_the_new_token_and_for_a_minute_by_the_old(tmp_path: Path, secrets: Secrets) -> None:
    async with pressing_town(tmp_path / "data", formats=[], command_tokens=("old",)) as place:
        renewing = await secrets.watched(place.app)
        secrets.put(MATTERMOST_COMMAND_TOKENS="new")
        await renewed(renewing)

        async def call(token: str) -> int:
            fields = {
                "token": token, "team_id": TEAM_ID, "channel_id": "r", "user_id": "noor", "command": "/leerbot",
                "text": "hulp", "trigger_id": place.server.trigger_id("noor"),
            }  # fmt: skip
            return await place.posts("/mattermost/commands", fields, {"Authorization": f"Token {token}"})

        assert [await call(token) for token in ("new", "old", "neither")] == [200, 200, 403]


# -- what cannot be used


@pytest.mark.trust("S21", "R36", "S20")
@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("MATTERMOST_TOKEN", b"", "LEERBOT_MATTERMOST_TOKEN is missing"),
        ("MATTERMOST_TOKEN", SECRET.encode() + b"\xff", "LEERBOT_MATTERMOST_TOKEN cannot be read (it is no text)"),
        ("MATTERMOST_TOKEN", None, "LEERBOT_MATTERMOST_TOKEN cannot be read (Is a directory)"),
        ("KEYS", SECRET.encode(), "LEERBOT_KEYS: a key has no name"),
        ("SMTP_URL", SECRET.encode(), "LEERBOT_SMTP_URL is wrong: it is no address of a mail server"),
        ("TEAMS_RATE", SECRET.encode(), "LEERBOT_TEAMS_RATE: "),
        ("MATTERMOST_TOKN", SECRET.encode(), "LEERBOT_MATTERMOST_TOKN is no setting of Leerbot"),
    ],
)
async def test_s21_a_file_that_cannot_be_used_changes_nothing_and_is_told_once_without_what_it_holds(
    tmp_path: Path, secrets: Secrets, name: str, value: bytes | None, why: str
) -> None:
    async with matter_town(tmp_path / "data") as place:
        renewing = await secrets.watched(place.app)
        file = secrets.folder / f"LEERBOT_{name}"
        file.unlink(missing_ok=True)
        if value is None:
            file.mkdir()
        else:
            file.write_bytes(value)
        place.server.tokens["another"] = BOT
        with captured() as logs:
            await renewed(renewing)
            await renewed(renewing)
            await place.says("noor", "hulp")

        assert "**overslaan**" in await place.reads("noor")
        (line,) = told(logs, "warning")
        assert why in line
        assert SECRET not in str(logs)


@pytest.mark.trust("S21")
async def test_s21_a_master_key_that_is_still_needed_stays_until_all_is_sealed_anew(tmp_path: Path, secrets: Secrets) -> None:
    newer = KeyRing({"newer": new_key(), **RING.keys})
    async with town(tmp_path / "data") as place:
        renewing = await secrets.watched(place.app)
        with captured() as logs:
            secrets.put(KEYS=written({"newer": newer.keys["newer"]}))
            await renewed(renewing)
            secrets.put(KEYS=written(dict(newer.keys)))
            await renewed(renewing)
            place.app.store.keys.rotate(lambda *_: None)
            secrets.put(KEYS=written({"newer": newer.keys["newer"]}))
            await renewed(renewing)
            place.app.store.keys.forget()
            await place.says("noor", "hulp")

        assert [line.partition(" LEERBOT_KEYS")[0] for line in told(logs, "warning", "info")] == [
            "a secret stays as it was", "a secret was renewed", "a secret was renewed",
        ]  # fmt: skip
        assert 'sealed with the master key "test"' in told(logs, "warning")[0]


@pytest.mark.trust("S21")
async def test_s21_a_file_is_read_once_it_stands_still(tmp_path: Path, secrets: Secrets) -> None:
    async with matter_town(tmp_path / "data") as place:
        renewing = await secrets.watched(place.app)
        secrets.put(MATTERMOST_TOKEN="hal")  # half of it is written, when the first look comes
        await renewing.look()
        place.server.tokens["half and half"] = BOT
        secrets.put(MATTERMOST_TOKEN="half and half")
        with captured() as logs:
            await renewing.look()
            assert told(logs, "info", "warning") == []
            await renewing.look()

        assert told(logs, "info") == ["a secret was renewed LEERBOT_MATTERMOST_TOKEN"]


@pytest.mark.trust("S21")
async def test_s21_a_file_of_keys_that_is_named_by_itself_is_looked_at_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tmp_path / "master.key"
    keys.write_text(KEYS)
    monkeypatch.setenv("LEERBOT_KEYS_FILE", str(keys))
    async with town(tmp_path / "data") as place:
        renewing = Renewing(place.app, from_environment())
        await renewed(renewing)
        keys.write_text(f"newer:{new_key().hex()}\n{KEYS}\n")
        await renewed(renewing)

        assert place.app.store.keys.newest == "newer"
