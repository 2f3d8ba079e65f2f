"""What people wrote, and the keys to it, can be read by the bot's own account only."""

from pathlib import Path

from storage import migrating
from storage.privacy.crypto import KeyRing
from storage.privacy.keys import KeyStore


def test_database_and_keys_are_for_the_bots_account_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"

    migrating.migrate(folder)
    KeyStore(folder / "keys.db", KeyRing({"a": bytes(32)})).close()

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o077 for path in folder.iterdir()} == dict.fromkeys(
        (path.name for path in folder.iterdir()), 0
    )
