"""The command line on PostgreSQL: it migrates and checks, and says in one line what is wrong and how to mend it."""

import asyncio
import sys
from collections.abc import Iterator

import pytest
from sqlalchemy import URL

from storage.privacy.crypto import KeyRing
from storage.privacy.keys import KeyStore
from storage.store import open_store
from tests.kit.commands import assert_one_line, run
from tests.kit.postgres import Server, looked_up
from tests.storage.house import fill

KEY = "ab" * 32
SECRET = "geheim-wachtwoord"


def written(place: URL) -> str:
    """Return the URL of a database as an operator writes it."""
    return place.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture
def empty(server: Server) -> Iterator[URL]:
    """A database with nothing in it."""
    made = server.make()
    yield made
    server.drop(made)


@pytest.fixture
def configured(empty: URL, monkeypatch: pytest.MonkeyPatch) -> URL:
    """Set the environment as an operator would."""
    monkeypatch.setenv("LEERBOT_DATABASE_URL", written(empty))
    monkeypatch.setenv("LEERBOT_KEYS", f"a:{KEY}")
    return empty


async def filled(place: URL, ring: KeyRing) -> None:
    """Put people in."""
    store = open_store(place, KeyStore(place, ring))
    await fill(store)
    await store.close()


def assert_refused(said: str) -> None:
    """Both the start and the check say the same in one line, and never a password."""
    for command in ("serve", "check"):
        found = run(command)
        assert found.exit_code == 1
        assert said in found.stderr, found.stderr
        assert SECRET not in found.output
    assert_one_line(run("serve"), said)


def test_migrate_makes_tables_and_room_for_the_keys_and_can_be_run_again(configured: URL) -> None:
    assert "was empty" in run("migrate").output

    assert "nothing to do" in run("migrate").output
    assert looked_up(configured, "SELECT count(*) FROM leerbot_keys.key") == [(0,)]


def test_check_says_that_all_is_well(configured: URL) -> None:
    run("migrate")

    assert "as they should be" in run("check").output


def test_an_empty_database_is_to_be_migrated(configured: URL) -> None:
    assert_refused("has schema none, this version needs 0001; run: leerbot migrate")


def test_a_schema_that_only_a_newer_version_knows_is_refused(configured: URL, server: Server) -> None:
    run("migrate")
    with server.connect(str(configured.database)) as beside:
        beside.execute("UPDATE alembic_version SET version_num = '9999'")

    assert_refused("has schema 9999, this version knows no further than")


def test_a_wrong_password_is_named_and_not_shown(configured: URL, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with server.connect("postgres") as beside:
        beside.execute("DROP ROLE IF EXISTS bot")
        beside.execute("CREATE ROLE bot LOGIN PASSWORD 'another'")
    monkeypatch.setenv("LEERBOT_DATABASE_URL", written(configured.set(username="bot", password=SECRET)))

    assert_refused("refuses bot; mend the name or the password in LEERBOT_DATABASE_URL")


def test_a_database_that_is_not_there_can_be_made(configured: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERBOT_DATABASE_URL", written(configured.set(database="nowhere")))

    assert_refused("there is no such database; make it with: createdb nowhere")


def test_a_server_that_is_away_is_named(configured: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERBOT_DATABASE_URL", f"postgresql://bot:{SECRET}@127.0.0.1:1/leerbot")

    assert_refused("start it, or mend LEERBOT_DATABASE_URL")


def test_without_the_driver_its_installation_is_the_mend(configured: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert_refused("pip install '.[postgres]'")


def test_another_master_key_is_refused_before_anything_is_read(configured: URL) -> None:
    run("migrate")
    asyncio.run(filled(configured, KeyRing({"a": bytes(32)})))

    assert_refused('the master key "a" here does not open schema leerbot_keys')


@pytest.mark.parametrize("lost", ["DELETE FROM leerbot_keys.key", "DROP SCHEMA leerbot_keys CASCADE"])
def test_keys_that_are_gone_are_to_be_put_back(configured: URL, server: Server, lost: str) -> None:
    run("migrate")
    asyncio.run(filled(configured, KeyRing.parse(f"a:{KEY}")))
    with server.connect(str(configured.database)) as beside:
        beside.execute(lost)

    assert_refused("put its backup back")


def test_a_server_that_could_lose_answers_is_not_started_on(configured: URL, server: Server) -> None:
    run("migrate")
    with server.connect("postgres") as beside:
        beside.execute(f"ALTER DATABASE {configured.database} SET synchronous_commit = off")

    assert_one_line(run("serve"), "PostgreSQL runs with synchronous_commit=off, so answers could be lost; set it to on")


def test_a_database_that_keeps_texts_otherwise_is_refused_before_anything_is_made(
    configured: URL, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server.connect("postgres") as beside:
        beside.execute("CREATE DATABASE otherwise TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    monkeypatch.setenv("LEERBOT_DATABASE_URL", written(configured.set(database="otherwise")))

    assert_one_line(run("migrate"), "make one with: createdb --template=template0 --encoding=UTF8 --locale=C")

    server.drop(configured.set(database="otherwise"))
