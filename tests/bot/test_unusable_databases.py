"""A database, folder or key that cannot be used stops each command in one clear line with the mend."""

import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.people import demo
from storage.privacy.crypto import new_key
from tests.kit.commands import assert_one_line, run


def damage(path: Path) -> None:
    """Spoil a page in the middle of a database."""
    with path.open("r+b") as file:
        file.seek(4096 * 8)
        file.write(b"\xff" * 4096)


def newer(path: Path) -> None:
    """Say that a version that is not there yet made a database."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.fixture
def another(configured: Path) -> Path:
    """A folder with a database, for the service and for a demo."""
    run("migrate")
    demo.own_keys(configured)
    return configured


ALL = [("demo", "--port", "{port}", "--data", "{folder}"), ("serve",), ("migrate",)]


@pytest.mark.trust("R24")
@pytest.mark.parametrize("words", ALL, ids=" ".join)
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (damage, "leerbot.db is broken (a page is damaged); look at the disk, or put a backup back"),
        (newer, "has schema 9999, this version knows no further than 0001; install the newer Leerbot that made it"),
    ],
    ids=["damaged", "newer"],
)
def test_a_database_that_cannot_be_used_stops_the_start_in_one_line(
    another: Path, port: int, words: tuple[str, ...], spoil: Callable[[Path], None], said: str
) -> None:
    spoil(another / "leerbot.db")
    before = (another / "leerbot.db").read_bytes()

    found = run(*(word.format(folder=another, port=port) for word in words))

    assert_one_line(found, said)
    assert (another / "leerbot.db").read_bytes() == before


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_a_folder_in_which_nothing_can_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, port: int, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("LEERBOT_DATABASE_URL", "sqlite:////sys/leerbot/leerbot.db")
    monkeypatch.setenv("LEERBOT_KEYS", f"a:{new_key().hex()}")

    found = run(*(word.format(folder="/sys/leerbot", port=port) for word in words))

    assert_one_line(found, "/sys/leerbot")


@pytest.mark.parametrize("words", [*ALL, ("demo", "--port", "{port}", "--fresh", "--data", "{folder}")], ids=" ".join)
def test_a_file_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, port: int, words: tuple[str, ...]) -> None:
    file = tmp_path / "letter"
    file.write_text("Beste Noor")
    monkeypatch.setenv("LEERBOT_DATABASE_URL", f"sqlite:///{file}/leerbot.db")
    monkeypatch.setenv("LEERBOT_KEYS", f"a:{new_key().hex()}")

    found = run(*(word.format(folder=file, port=port) for word in words))

    assert_one_line(found, str(file))
    assert file.read_text() == "Beste Noor"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (b"\xff\xfe\x00binary", "LEERBOT_KEYS_FILE cannot be read (it is no text); give it a readable file"),
        (b"demo:abcd\n", 'key "demo" is not 64 hexadecimal signs; make one with: openssl rand -hex 32'),
        (b"demo:" + b"0" * 66, 'key "demo" is not 64 hexadecimal signs'),
        (b"", "there is no key"),
    ],
)
def test_a_master_key_that_is_none_is_named_with_the_mend(
    another: Path, monkeypatch: pytest.MonkeyPatch, port: int, key: bytes, said: str
) -> None:
    (another / "master.key").write_bytes(key)
    monkeypatch.delenv("LEERBOT_KEYS")
    monkeypatch.setenv("LEERBOT_KEYS_FILE", str(another / "master.key"))

    demo_on_it = run("demo", "--port", str(port), "--data", str(another))
    assert_one_line(demo_on_it, "master.key is no key; put the right one back, or give another folder")
    assert_one_line(run("serve"), said)


def test_a_key_store_that_is_damaged_is_named(another: Path, port: int) -> None:
    (another / "keys.db").write_bytes(b"no keys at all" * 100)

    assert_one_line(run("demo", "--port", str(port), "--data", str(another)), "keys.db cannot be used")


def test_a_port_that_is_taken_is_said_by_the_service_with_its_own_mend(another: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("LEERBOT_PORT", str(taken.getsockname()[1]))

        assert_one_line(run("serve"), "choose another with LEERBOT_PORT")


@pytest.mark.trust("S21")
def test_keys_may_stand_in_a_file(configured: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("migrate")
    monkeypatch.delenv("LEERBOT_KEYS")
    monkeypatch.setenv("LEERBOT_KEYS_FILE", str(tmp_path / "missing"))

    assert "cannot be read" in run("serve").output


@pytest.mark.trust("R36")
def test_serve_without_a_key_says_how_to_make_one(configured: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("migrate")
    monkeypatch.delenv("LEERBOT_KEYS")

    assert "openssl rand -hex 32" in run("serve").output


@pytest.mark.parametrize(
    "words",
    [("serve",), ("audit",), ("people", "status"), ("send", "status"), ("send", "stop"), ("settings", "list"),
     ("keys", "rotate"), ("calendar", "bezwaar"), ("backup", "{folder}.zip"),
     ("person", "export", "noor", "--out", "{folder}.zip"), ("person", "forget", "noor", "--yes")],
    ids=" ".join,
)  # fmt: skip
def test_without_a_database_each_command_says_what_to_run_and_makes_nothing(configured: Path, words: tuple[str, ...]) -> None:
    configured.mkdir()

    found = run(*(word.format(folder=configured) for word in words))

    assert_one_line(found, "leerbot migrate")
    assert list(configured.parent.rglob("*")) == [configured]
