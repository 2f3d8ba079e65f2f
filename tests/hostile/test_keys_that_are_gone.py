"""Starting without the keys, or with others: refused in one line, before anybody is told that something cannot be read."""

import os
from pathlib import Path

import pytest

from storage.errors import StorageError
from storage.privacy.crypto import KeyRing
from storage.privacy.keys import KeyStore
from storage.store import open_store
from tests.kit.town import RING, town


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """Return the folder of a bot that has run."""
    async with town(tmp_path):
        return tmp_path


@pytest.mark.trust("S7")
async def test_a_bot_whose_keys_are_gone_does_not_start(folder: Path) -> None:
    (folder / "keys.db").unlink()

    with pytest.raises(StorageError, match=r"keys\.db holds no keys.*put its backup back"):
        open_store(folder, KeyStore(folder / "keys.db", RING))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("test", 'the master key "test" here does not open'),
        ("another", 'sealed with the master key "test", and here is only "another"'),
    ],
)
async def test_a_bot_with_another_master_key_does_not_start(folder: Path, name: str, told: str) -> None:
    other = KeyRing({name: bytes(32)})

    with pytest.raises(StorageError, match=told):
        open_store(folder, KeyStore(folder / "keys.db", other))


async def test_keys_that_are_no_database_are_told_in_one_line(folder: Path) -> None:
    (folder / "keys.db").write_bytes(os.urandom(9000))

    with pytest.raises(StorageError, match=r"keys\.db cannot be used"):
        KeyStore(folder / "keys.db", RING)
