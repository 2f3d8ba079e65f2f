"""The command line: what each command says, and one clear line with the mend when something is wrong."""

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import demo
from bot.__main__ import cli
from storage.crypto import new_key


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set the environment as an operator would."""
    folder = tmp_path / "data"
    monkeypatch.setenv("LEERBOT_DATABASE_URL", f"sqlite:///{folder}/leerbot.db")
    monkeypatch.setenv("LEERBOT_KEYS", f"a:{new_key().hex()}")
    return folder


def test_check_reads_every_format_and_says_that_no_settings_were_there() -> None:
    found = run("check")

    assert found.exit_code == 0
    assert "formats read" in found.output
    assert "were not looked at" in found.output


def test_check_looks_at_settings_and_database(configured: Path) -> None:
    assert run("check").exit_code == 1

    run("migrate")

    assert "as they should be" in run("check").output


def test_check_says_where_links_to_pages_lead(configured: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("migrate")
    without = run("check").output
    monkeypatch.setenv("LEERBOT_PUBLIC_URL", "https://Leerbot.example.nl/")

    assert "no LEERBOT_PUBLIC_URL, so people get answers in chat and no links to pages" in without
    assert "links to pages begin with https://leerbot.example.nl\n" in run("check").output


def test_migrate_says_what_it_did(configured: Path) -> None:
    assert "was empty" in run("migrate").output
    assert "nothing to do" in run("migrate").output


def test_check_writes_the_schema_for_editors(tmp_path: Path) -> None:
    run("check", "--write-schema", str(tmp_path / "schema.json"))

    assert '"title": "Format"' in (tmp_path / "schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_preview_shows_every_message(language: str) -> None:
    found = run("preview", "onboarding", "--language", language)

    assert found.exit_code == 0
    assert "── meet: prompt" in found.output
    assert "── meet: reminder" in found.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("preview", "nope"), 'there is no format "nope"; choose from'),
        (("preview", "onboarding", "--channel", "fax"), 'there is no channel "fax"; write web'),
        (("preview", "onboarding", "--language", "fr"), 'there is no language "fr"; write nl or en'),
        (("demo", "--start", "morgen"), '--start "morgen" is no moment; write for example'),
        (("demo", "--start", "0001-01-01"), "--start 0001-01-01 is too far away; choose a year from 2000 to 2099"),
        (("demo", "--start", "9999-12-31T23:59-14:00"), "is too far away; choose a year"),
        (("demo", "--start", "1899-12-31"), "is too far away; choose a year"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_with_the_mend(words: tuple[str, ...], said: str) -> None:
    found = run(*words)

    assert found.exit_code == 1
    assert said in found.output


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


def assert_one_line(found: Result, said: str) -> None:
    assert found.exit_code == 1
    assert found.output.startswith("leerbot: ")
    assert found.output.count("\n") == 1, found.output
    assert said in found.output


ALL = [("demo", "--port", "{port}", "--data", "{folder}"), ("serve",), ("migrate",)]


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


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LEERBOT_PORT", "70000", "LEERBOT_PORT: input should be less than or equal to 65535"),
        ("LEERBOT_TIMEZONE", "Mars", 'LEERBOT_TIMEZONE "Mars" is unknown'),
        ("LEERBOT_HOST", "0.0.0.0", "for this machine only"),
        ("LEERBOT_CLOCK", "fast", "LEERBOT_CLOCK: input should be 'real' or 'movable'"),
        ("LEERBOT_KEYS", "nonsense", "a key has no name"),
        ("LEERBOT_DATABASE_URL", "mysql://x", "write sqlite:///"),
        ("LEERBOT_PUBLIC_URL", "http://leerbot.example.nl", "LEERBOT_PUBLIC_URL has to begin with https://"),
        ("LEERBOT_PUBLIC_URL", "https://example.nl/leerbot", "LEERBOT_PUBLIC_URL is no address of a host alone"),
        ("LEERBOT_PORTT", "1", "LEERBOT_PORTT is no setting of Leerbot; did you mean LEERBOT_PORT?"),
        ("LEERBOT_DATABSE_URL", "x", "LEERBOT_DATABSE_URL is no setting of Leerbot; did you mean LEERBOT_DATABASE_URL?"),
        ("LEERBOT_FAX", "1", "LEERBOT_FAX is no setting of Leerbot; the settings are LEERBOT_CHANNELS, LEERBOT_CLOCK"),
        ("LEERBOT_PORT", "many", "LEERBOT_PORT"),
        ("LEERBOT_CHANNELS", " , ", "LEERBOT_CHANNELS names no channel, so nobody could be reached; write web or mattermost"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(
    configured: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    run("migrate")
    monkeypatch.setenv(name, value)

    found = run("serve")

    assert found.exit_code == 1
    assert said in found.output


@pytest.mark.parametrize("command", ["serve", "migrate", "check"])
def test_all_wrong_settings_are_named_at_once_each_in_one_line(
    configured: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    for name, value in {
        "DATABSE_URL": "x", "PORT": "many", "LOG": "loud", "TIMEZONE": "Mars", "KEYS": "nonsense", "PUBLIC_URL": "http://a.nl",
        "HOST": "0.0.0.0", "CHANNELS": "web,mattermost",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"LEERBOT_{name}", value)

    found = run(command)

    named = [word for line in found.stderr.splitlines() for word in line.split()[:2] if word.startswith("LEERBOT_")]
    assert sorted(word.rstrip(":") for word in named) == [
        "LEERBOT_DATABSE_URL", "LEERBOT_HOST", "LEERBOT_KEYS", "LEERBOT_LOG", "LEERBOT_MATTERMOST_URL", "LEERBOT_PORT",
        "LEERBOT_PUBLIC_URL", "LEERBOT_TIMEZONE",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("demo", "--portt", "1"), "no such option: --portt (Possible options: --port); see: leerbot demo --help"),
        (("demo", "--port", "70000"), "invalid value for '--port'"),
        (("demo", "--port"), "option '--port' requires an argument; see: leerbot --help"),
        (("backup",), "missing argument 'file'; see: leerbot backup --help"),
        (("keys", "rotate", "now"), "got unexpected extra argument(s) (now); see: leerbot keys rotate --help"),
        (("people", "imprt"), "no such command 'imprt'. Did you mean 'import'?; see: leerbot people --help"),
        (("bakcup",), "no such command 'bakcup'. Did you mean 'backup'?; see: leerbot --help"),
    ],
)
def test_a_wrong_word_on_the_command_line_is_told_in_one_line_with_the_mend(words: tuple[str, ...], said: str) -> None:
    found = run(*words)

    assert (found.exit_code, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert found.stderr.startswith(f"leerbot: {said}")


def test_a_question_that_is_not_answered_breaks_off_in_one_line(configured: Path) -> None:
    run("migrate")
    (configured / "people.csv").write_text("id,name,group,role,platform,platform_id\nnoor,Noor,A,member,web,noor\n")

    found = run("people", "import", str(configured / "people.csv"))

    assert (found.exit_code, found.stderr.splitlines()[-1]) == (1, "leerbot: broken off")


def test_keys_may_stand_in_a_file(configured: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("migrate")
    monkeypatch.delenv("LEERBOT_KEYS")
    monkeypatch.setenv("LEERBOT_KEYS_FILE", str(tmp_path / "missing"))

    assert "cannot be read" in run("serve").output


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


def test_the_log_of_acts_cannot_be_asked_further_back_than_it_is_kept(configured: Path) -> None:
    run("migrate")

    assert run("audit", "--days", "2000").exit_code == 0
    assert run("audit", "--days", "99999999").exit_code == 2


@pytest.fixture
def grouped(configured: Path) -> Path:
    """Add a group to a new database."""
    run("migrate")
    with closing(sqlite3.connect(configured / "leerbot.db")) as connection, connection:
        connection.execute("INSERT INTO team (id, kind, name) VALUES ('bezwaar', 'team', 'Bezwaar')")
    return configured


def test_x08_calendar_tells_what_each_role_of_a_group_would_get_before_anything_is_switched_on(grouped: Path) -> None:
    found = run("calendar", "bezwaar", "--weeks", "2", "--start", "2026-03-09T08:30")

    assert found.exit_code == 0
    assert "3 keer. Alles beantwoorden kost hooguit 6 minuten." in found.output
    assert "- donderdag 12 maart 14:00: Wat heeft jou verwonderd?\n" in found.output
    assert "- maandag 16 maart 10:00: Wat heeft jou verwonderd? (herinnering)" in found.output
    assert "- woensdag 11 maart 09:30: Weekoverzicht" in found.output


def test_x08_calendar_tries_another_rhythm(grouped: Path) -> None:
    words = ("calendar", "bezwaar", "--weeks", "1", "--start", "2026-03-09T08:30", "--language", "en")

    found = run(*words, "--with", "weekly_wonder:daily", "--with", "facilitator_week")

    assert found.output.startswith("**Dry run for Bezwaar**, 1 week.")
    assert "A member, and the lead alike:** 3 times. Answering everything takes 9 minutes at most." in found.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nergens",), 'there is no group "nergens"; choose from bezwaar'),
        (("bezwaar", "--with", "wonder"), 'there is no format "wonder"; choose from'),
        (("bezwaar", "--with", "weekly_wonder:hourly"), 'has no rhythm "hourly"; choose from weekly, biweekly, daily'),
        (("bezwaar", "--with", "leave"), "choose from none: it has no rounds"),
        (("bezwaar", "--language", "fr"), 'there is no language "fr"; write nl or en'),
        (("bezwaar", "--start", "morgen"), '--start "morgen" is no moment'),
    ],
)
def test_x08_calendar_says_in_one_line_what_is_wrong(grouped: Path, words: tuple[str, ...], told: str) -> None:
    found = run("calendar", *words)

    assert found.exit_code == 1
    assert told in found.output
    assert len(found.output.splitlines()) == 1


@pytest.mark.usefixtures("configured")
def test_a_reader_who_stops_reading_is_no_error_of_the_database() -> None:
    run("migrate")
    reads, writes = os.pipe()
    os.close(reads)

    with os.fdopen(writes, "wb") as nobody_reads:
        command = [sys.executable, "-m", "bot", "settings", "list"]
        ended = subprocess.run(command, check=False, stdout=nobody_reads, stderr=subprocess.PIPE)

    assert b"LEERBOT_DATABASE_URL" not in ended.stderr
