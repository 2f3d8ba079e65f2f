"""Taking all along: complete, readable, and hers alone (S02, trust S11)."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.upkeep.exporting import taken_along
from storage.privacy.crypto import new_key
from storage.privacy.register import REFERS
from storage.privacy.uniting import unite
from storage.store import Unit
from storage.tables import metadata
from tests.kit.commands import run, settings
from tests.kit.picking import picks
from tests.kit.pictures import png
from tests.kit.town import NAMED, Town, town

PICTURE = png("een kast")


async def noor_writes(place: Town) -> None:
    await place.until("thu 14:00")
    await place.says("noor", "Een lege kast.", ("kast.png", PICTURE))
    await place.taps("noor", "Zo is het goed")
    await place.taps("noor", NAMED)
    await place.says("bram", "Een geheim van Bram.")
    await place.until("wed 09:30")


async def archive_of(place: Town, id_: str) -> zipfile.ZipFile:
    now, editions = place.clock.now(), place.app.editions
    body = await place.app.store.read(lambda unit: taken_along(unit, editions, id_, now))
    return zipfile.ZipFile(io.BytesIO(body))


def read(archive: zipfile.ZipFile) -> dict[str, Any]:
    return json.loads(archive.read("leerbot.json"))  # type: ignore[no-any-return]


async def test_s11_the_archive_holds_her_texts_with_what_was_asked_and_her_files(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await noor_writes(place)

        archive = await archive_of(place, "noor")

        found = read(archive)
        [written] = [row for row in found["rows"]["answer"] if row["question"] == "wonder_text"]
        assert written["body"]["t"] == "Een lege kast."
        assert written["title"] == "Wat heeft jou verwonderd?"
        assert written["asked"]
        assert [archive.read(name)[:8] for name in found["files"]] == [PICTURE[:8]]
        assert found["rows"]["person"][0]["name"] == "Noor"


@pytest.mark.trust("S11")
async def test_s11_every_row_that_refers_to_her_is_in_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await noor_writes(place)

        rows = read(await archive_of(place, "noor"))["rows"]

        def where(unit: Unit) -> None:
            for refers in REFERS:
                kept = unit.connection.execute(select(refers.table).where(refers.to("noor"))).all()
                assert len(rows[refers.table.name]) >= len(kept)
            for table in metadata.sorted_tables:
                for row in unit.connection.execute(select(table)).mappings():
                    if any(value == "noor" for value in row.values()):
                        key = {column.name: row[column.name] for column in table.primary_key}
                        assert any(key.items() <= one.items() for one in rows[table.name]), (table.name, key)

        await place.app.store.read(where)


async def test_s11_whom_she_asked_and_who_asked_her_is_in_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await picks(place, partner="bram")
        for who in ("noor", "bram"):
            [row] = read(await archive_of(place, who))["rows"]["partner"]
            assert (row["asker"], row["person"], row["stands"]) == ("noor", "bram", "asked")


@pytest.mark.trust("S11")
async def test_s11_no_word_of_anybody_else_is_in_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await noor_writes(place)

        assert "geheim" not in (await archive_of(place, "noor")).read("leerbot.json").decode()


# -- the commands


@pytest.fixture
async def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set the environment as an operator would, over a bot in which Noor wrote something."""
    async with town(tmp_path / "data") as place:
        await noor_writes(place)
    settings(monkeypatch, tmp_path / "data")
    return tmp_path


def test_person_export_writes_an_archive_that_only_this_account_can_read(configured: Path) -> None:
    out = configured / "noor.zip"

    said = run("person", "export", "noor", "--out", str(out))

    assert said.exit_code == 0, said.output
    assert "Een lege kast." in zipfile.ZipFile(out).read("leerbot.json").decode()
    assert out.stat().st_mode & 0o077 == 0


def test_person_forget_asks_first_and_then_erases(configured: Path) -> None:
    refused = run("person", "forget", "noor", answer="n\n")
    done = run("person", "forget", "noor", "--yes")
    again = run("person", "forget", "noor", "--yes")

    assert "nothing was erased" in refused.output
    assert "noor is erased" in done.output
    assert 'there is nobody with the id "noor"' in again.output
    assert again.exit_code == 1


@pytest.fixture
async def linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Noor wrote something, and turned out to be Olga too, under which id all of hers stands now (X12)."""
    async with town(tmp_path / "data") as place:
        await place.add("olga")
        await noor_writes(place)
        await place.app.store.run(lambda unit: unite(unit, "olga", "noor", place.clock.now()))
    settings(monkeypatch, tmp_path / "data")
    return tmp_path


def test_x12_export_and_forget_know_her_by_the_id_of_before(linked: Path) -> None:
    out = linked / "noor.zip"

    said = run("person", "export", "noor", "--out", str(out))
    asked = run("person", "forget", "noor", answer="n\n")
    done = run("person", "forget", "noor", "--yes")
    again = run("person", "forget", "olga", "--yes")

    assert said.exit_code == 0, said.output
    assert "Een lege kast." in zipfile.ZipFile(out).read("leerbot.json").decode()
    assert "Erase all of noor, who is olga on another platform, and that too?" in asked.output
    assert done.exit_code == 0, done.output
    assert 'there is nobody with the id "olga"' in again.output


@pytest.mark.parametrize("words", [("export", "niemand", "--out", "x.zip"), ("forget", "niemand")], ids=" ".join)
@pytest.mark.usefixtures("configured")
def test_a_person_who_is_not_there_is_told_in_one_line_and_nothing_is_asked(words: tuple[str, ...]) -> None:
    said = run("person", *words)

    assert said.exit_code == 1
    assert said.output.strip() == 'leerbot: there is nobody with the id "niemand"; look in the list that was imported'


def test_person_export_with_another_master_key_is_told_in_one_line(configured: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERBOT_KEYS", f"other:{new_key().hex()}")

    said = run("person", "export", "noor", "--out", str(configured / "x.zip"))

    assert said.exit_code == 1
    assert 'keys.db is sealed with the master key "test", and here is only "other"' in said.output
