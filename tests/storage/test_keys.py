"""The key store: a key per person; destroyed is destroyed, wherever copies of the texts are (trust S8)."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from storage.errors import CannotOpen, MissingKey
from storage.groups import people
from storage.privacy.crypto import KeyRing
from storage.privacy.keys import KeyStore
from storage.store import Store
from tests.storage.house import ON_SQLITE, RING, write

PLACE = "answer.body|1|wonder_text|0"


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    return KeyStore(tmp_path / "keys.db", RING)


def erase(keys: KeyStore, owner: str) -> None:
    """Destroy a key for good, where the keys stand in a file of their own."""
    engine = create_engine("sqlite://")
    with engine.connect() as beside:
        keys.erase(beside, owner, 0.0, whole=True)
    engine.dispose()


def test_a_text_comes_back_also_after_opening_anew(keys: KeyStore, tmp_path: Path) -> None:
    keys.make("noor")
    sealed = keys.seal("noor", PLACE, "Eén zin 🙂")
    keys.close()

    again = KeyStore(tmp_path / "keys.db", RING)

    assert again.unseal("noor", PLACE, sealed) == "Eén zin 🙂"
    again.close()


def test_keys_that_were_gathered_are_at_hand_and_who_has_none_is_passed_over(keys: KeyStore, tmp_path: Path) -> None:
    for owner in ("noor", "bram"):
        keys.make(owner)
    sealed = {owner: keys.seal(owner, PLACE, owner) for owner in ("noor", "bram")}
    again = KeyStore(tmp_path / "keys.db", RING)

    again.gather(["noor", "nobody", "bram"])

    with closing(sqlite3.connect(tmp_path / "keys.db")) as beside:
        beside.execute("DROP TABLE key")
        beside.commit()
    assert {owner: again.unseal(owner, PLACE, one) for owner, one in sealed.items()} == {"noor": "noor", "bram": "bram"}
    again.close()
    keys.close()


def test_making_a_key_twice_keeps_the_first(keys: KeyStore) -> None:
    keys.make("noor")
    sealed = keys.seal("noor", PLACE, "rust")

    keys.make("noor")

    assert keys.unseal("noor", PLACE, sealed) == "rust"
    keys.close()


def test_a_destroyed_key_makes_what_it_sealed_unreadable_at_once(keys: KeyStore) -> None:
    keys.make("noor")
    sealed = keys.seal("noor", PLACE, "rust")
    assert keys.unseal("noor", PLACE, sealed) == "rust"

    erase(keys, "noor")

    with pytest.raises(MissingKey):
        keys.unseal("noor", PLACE, sealed)
    keys.close()


def test_a_key_that_is_made_after_destroying_opens_nothing_of_before(keys: KeyStore) -> None:
    keys.make("noor")
    sealed = keys.seal("noor", PLACE, "rust")
    erase(keys, "noor")

    keys.make("noor")

    with pytest.raises(CannotOpen):
        keys.unseal("noor", PLACE, sealed)
    keys.close()


def test_a_destroyed_key_is_gone_from_the_bytes_of_the_file(keys: KeyStore, tmp_path: Path) -> None:
    keys.make("noor")
    with closing(sqlite3.connect(tmp_path / "keys.db")) as beside:
        (wrapped,) = beside.execute("SELECT wrapped FROM key WHERE owner = 'noor'").fetchone()
    assert wrapped in (tmp_path / "keys.db").read_bytes()

    erase(keys, "noor")

    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert wrapped not in left
    keys.close()


@ON_SQLITE
async def test_an_old_backup_of_the_answers_goes_dark_when_the_key_is_destroyed(
    store: Store, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    await store.run(lambda unit: write(unit, "De rust op de gang."))
    backup = tmp_path_factory.mktemp("backup") / "leerbot.db"
    with closing(sqlite3.connect(folder / "leerbot.db")) as source, closing(sqlite3.connect(backup)) as target:
        source.backup(target)

    await store.run(lambda unit: unit.keys.erase(unit.connection, "noor", 0.0, whole=True))

    with closing(sqlite3.connect(backup)) as restored:
        conversation, body = restored.execute("SELECT conversation, body FROM answer").fetchone()
    with pytest.raises(MissingKey):
        store.keys.unseal("noor", f"answer.body|{conversation}|wonder_text|0", body)
    with pytest.raises(MissingKey):
        await store.run(lambda unit: people.name_of(unit, "noor"))


def test_a_stolen_key_store_opens_nothing_without_the_master_key(keys: KeyStore, tmp_path: Path) -> None:
    keys.make("noor")
    sealed = keys.seal("noor", PLACE, "rust")
    keys.close()
    shutil.copy(tmp_path / "keys.db", tmp_path / "stolen.db")

    thief = KeyStore(tmp_path / "stolen.db", KeyRing({"test": bytes(32)}))

    with pytest.raises(CannotOpen):
        thief.unseal("noor", PLACE, sealed)
    thief.close()


def test_nothing_can_be_sealed_for_somebody_without_a_key(keys: KeyStore) -> None:
    with pytest.raises(MissingKey):
        keys.seal("nobody", PLACE, "rust")
    keys.close()


def test_a_file_comes_back_byte_by_byte(keys: KeyStore) -> None:
    keys.make("noor")
    body = bytes(range(256)) * 40

    assert keys.unseal_bytes("noor", "file.body|1", keys.seal_bytes("noor", "file.body|1", body)) == body
    keys.close()


def test_many_people_fit_though_few_keys_are_held_open(keys: KeyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.privacy.keys.CACHED", 2)
    sealed = {}
    for owner in ("noor", "bram", "samira", "joost"):
        keys.make(owner)
        sealed[owner] = keys.seal(owner, PLACE, owner)

    assert [keys.unseal(owner, PLACE, sealed[owner]) for owner in sealed] == list(sealed)
    keys.close()
