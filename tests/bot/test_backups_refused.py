"""What is no whole backup of this bot, or not with its keys, is refused in one line (trust R34)."""

import zipfile
from pathlib import Path
from random import Random

import pytest

from storage.database import backup
from storage.database.backup import NoBackup
from storage.privacy.crypto import new_key
from tests.kit.commands import run, settings


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_another_file_is_refused_in_one_line(backed: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    settings(monkeypatch, backed / "elsewhere")
    (backed / "x.zip").write_bytes(content)

    said = run("restore", str(backed / "x.zip"))

    assert (said.exit_code, "is no backup of Leerbot" in said.output, said.output.count("\n")) == (1, True, 1)


@pytest.mark.trust("R34")
def test_however_a_backup_is_damaged_it_is_put_back_as_it_was_or_refused(backed: Path) -> None:
    whole, luck = (backed / "b.zip").read_bytes(), Random(8)
    refused = 0

    for _ in range(300):
        spoiled = bytearray(whole)
        for _ in range(luck.choice([1, 1, 20])):
            spoiled[luck.randrange(len(spoiled))] = luck.randrange(256)
        (backed / "x.zip").write_bytes(spoiled[: luck.choice([len(spoiled), luck.randrange(len(spoiled))])])
        try:
            backup.head_of(backed / "x.zip")
        except NoBackup:
            refused += 1

    assert refused > 200


def test_a_backup_in_which_a_table_is_missing_is_refused_in_one_line(backed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(monkeypatch, backed / "elsewhere")
    with zipfile.ZipFile(backed / "b.zip") as there, zipfile.ZipFile(backed / "x.zip", "w") as made:
        for name in there.namelist():
            if name != "tables/answer.jsonl":
                made.writestr(name, there.read(name))

    said = run("restore", str(backed / "x.zip"))

    assert (said.exit_code, "x.zip is not whole" in said.output, said.output.count("\n")) == (1, True, 1)


def test_a_backup_of_another_schema_is_refused_in_one_line(backed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(monkeypatch, backed / "elsewhere")
    with zipfile.ZipFile(backed / "x.zip", "w") as archive:
        archive.writestr("backup.json", '{"form": "leerbot backup 1", "schema": "9999"}')

    assert "has schema 9999, this version needs" in run("restore", str(backed / "x.zip")).output


def test_without_its_keys_a_backup_is_not_put_back(backed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(monkeypatch, backed / "elsewhere")
    (backed / "b.zip.keys").unlink()

    said = run("restore", str(backed / "b.zip"))

    assert (said.exit_code, "b.zip.keys is not there, so nothing could be read" in said.output) == (1, True)


def test_with_another_master_key_a_backup_is_not_put_back(backed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(monkeypatch, backed / "elsewhere", f"other:{new_key().hex()}")

    said = run("restore", str(backed / "b.zip"))

    told = 'keys.db is sealed with the master key "test", and here is only "other"; add "test" to the list'
    assert (said.exit_code, told in said.output) == (1, True)


def test_another_master_key_of_the_same_name_is_told_apart_from_one_that_is_missing(
    backed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(monkeypatch, backed / "data", f"test:{new_key().hex()}")

    assert 'the master key "test" here does not open keys.db' in run("check").output
