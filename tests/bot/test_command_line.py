"""The command line: what each command says, and one clear line with the mend when something is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot.__main__ import cli
from storage.crypto import new_key


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Leave no log behind that writes to the output of a command that has ended."""
    yield
    structlog.reset_defaults()


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
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_with_the_mend(words: tuple[str, ...], said: str) -> None:
    found = run(*words)

    assert found.exit_code == 1
    assert said in found.output


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LEERBOT_TIMEZONE", "Mars", 'LEERBOT_TIMEZONE "Mars" is unknown'),
        ("LEERBOT_HOST", "0.0.0.0", "for this machine only"),
        ("LEERBOT_KEYS", "nonsense", "a key has no name"),
        ("LEERBOT_DATABASE_URL", "mysql://x", "write sqlite:///"),
        ("LEERBOT_PORTT", "1", "LEERBOT_PORTT is no setting of Leerbot"),
        ("LEERBOT_PORT", "many", "LEERBOT_PORT"),
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


def test_keys_may_stand_in_a_file(configured: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("migrate")
    monkeypatch.delenv("LEERBOT_KEYS")
    monkeypatch.setenv("LEERBOT_KEYS_FILE", str(tmp_path / "missing"))

    assert "cannot be read" in run("serve").output


def test_serve_without_a_key_says_how_to_make_one(configured: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("migrate")
    monkeypatch.delenv("LEERBOT_KEYS")

    assert "openssl rand -hex 32" in run("serve").output


def test_serve_without_a_database_says_what_to_run(configured: Path) -> None:
    assert "leerbot migrate" in run("serve").output
