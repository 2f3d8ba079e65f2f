"""Secrets as a container has them: files of a folder, each called as its setting (trust S21)."""

from pathlib import Path

import pytest

from bot.config import ConfigError, from_environment
from tests.kit.commands import KEYS


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "secrets"
    folder.mkdir()
    monkeypatch.setenv("LEERBOT_SECRETS_DIR", str(folder))
    return folder


@pytest.mark.trust("S21")
def test_s21_a_setting_is_read_from_the_file_that_is_called_like_it(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (secrets / "LEERBOT_KEYS").write_text(KEYS + "\n")
    (secrets / "LEERBOT_DATABASE_URL").write_text("postgresql://leerbot:geheim@database/leerbot\n")
    (secrets / "database_password").write_text("of another one")
    (secrets / "..data").mkdir()

    assert from_environment().ring.newest == "test"
    assert from_environment().database_url == "postgresql://leerbot:geheim@database/leerbot"
    monkeypatch.setenv("LEERBOT_DATABASE_URL", "sqlite:////elsewhere/leerbot.db")
    assert from_environment().database_url == "sqlite:////elsewhere/leerbot.db", "what stands in the environment goes above it"


@pytest.mark.trust("S21")
def test_s21_a_file_that_is_called_like_no_setting_is_named_and_nothing_of_what_it_holds(secrets: Path) -> None:
    (secrets / "LEERBOT_DATABSE_URL").write_text("postgresql://leerbot:geheim@database/leerbot")

    with pytest.raises(
        ConfigError, match="LEERBOT_DATABSE_URL is no setting of Leerbot; did you mean LEERBOT_DATABASE_URL"
    ) as told:
        from_environment()
    assert "geheim" not in str(told.value)


@pytest.mark.trust("S21")
def test_s21_a_secret_of_a_wrong_kind_is_named_and_not_shown(secrets: Path) -> None:
    (secrets / "LEERBOT_TEAMS_RATE").write_text("geheim")

    with pytest.raises(ConfigError, match="LEERBOT_TEAMS_RATE") as told:
        from_environment()
    assert "geheim" not in str(told.value)


@pytest.mark.trust("S21", "R36")
def test_s21_a_folder_that_is_not_there_is_said(secrets: Path) -> None:
    secrets.rmdir()

    with pytest.raises(ConfigError, match=r"LEERBOT_SECRETS_DIR is .*, and that is no folder"):
        from_environment()
