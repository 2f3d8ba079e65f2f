"""``leerbot keys rotate``: afterwards the old master key may go (trust S7)."""

import zipfile
from pathlib import Path

import pytest

from storage.privacy.crypto import KeyRing, new_key
from storage.privacy.keys import KeyStore
from tests.kit.commands import run, settings
from tests.kit.sharing import WORD
from tests.kit.town import RING


@pytest.mark.trust("S7")
def test_s7_after_rotating_the_old_master_key_may_go(backed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh, old = f"new:{new_key().hex()}", f"test:{RING.keys['test'].hex()}"
    settings(monkeypatch, backed / "data", f"{fresh},{old}")

    said, again = run("keys", "rotate"), run("keys", "rotate")

    assert '"test" may go from the list' in said.output
    assert "already" in again.output
    settings(monkeypatch, backed / "data", fresh)
    out = backed / "noor.zip"
    assert run("person", "export", "noor", "--out", str(out)).exit_code == 0
    assert WORD in zipfile.ZipFile(out).read("leerbot.json").decode()


def test_s7_after_rotating_the_old_master_key_alone_is_told_which_one_is_missing(
    backed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = f"test:{RING.keys['test'].hex()}"
    settings(monkeypatch, backed / "data", f"new:{new_key().hex()},{old}")
    run("keys", "rotate")
    settings(monkeypatch, backed / "data", old)

    said = run("check")

    told = 'keys.db is sealed with the master key "new", and here is only "test"; add "new" to the list'
    assert (said.exit_code, told in said.output) == (1, True)


@pytest.mark.trust("S7")
def test_s7_rotating_that_was_broken_off_goes_on_where_it_was(backed: Path) -> None:
    ring = KeyRing({"new": new_key(), **RING.keys})
    keys = KeyStore(backed / "data" / "keys.db", ring)

    class BrokenOff(Exception):
        pass

    def after_a_portion(*_: object) -> None:
        raise BrokenOff

    with pytest.raises(BrokenOff):
        keys.rotate(after_a_portion)
    keys.make("later")

    assert keys.rotate(lambda *_: None) == 0
    assert keys.unseal("later", "place", keys.seal("later", "place", "open")) == "open"
    keys.close()
