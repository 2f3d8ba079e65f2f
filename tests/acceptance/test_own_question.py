"""X06, its second half: after eight rounds a fixed question of one's own, offered once, seen by nobody else."""

import io
import json
import zipfile
from pathlib import Path

from bot.upkeep.exporting import taken_along
from storage.groups import people
from tests.kit.town import PRIVATE, Town, town

MINE = "Waar werd ik deze week rustig van?"


async def chooses(place: Town, text: str = MINE) -> None:
    """Let Noor be somebody who chose a question of her own."""
    await place.app.store.run(lambda unit: people.choose_question(unit, "noor", text))


async def test_x06_after_eight_rounds_it_is_offered_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        offered = []
        for number in range(10):
            await place.until("fri 15:00")
            await place.tells("noor", f"Week {number} was mooi.", PRIVATE)
            offered += [number for one in await place.hears("noor") if "Je deed nu 8 keer mee" in one.text]

        assert offered == [7]


async def test_x06_what_was_told_beside_the_rounds_does_not_count(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        for number in range(9):
            await place.says("noor", "verwondering")
            await place.tells("noor", f"Moment {number}.", PRIVATE)
            await place.wait(minutes=2)
        await place.hears("noor")

        await place.says("noor", "eigen vraag")

        assert "als je 8 keer hebt meegedaan" in (await place.hears("noor"))[-1].text
        await place.says("noor", "hulp")
        assert "eigen vraag" not in (await place.hears("noor"))[-1].text


async def test_x06_it_can_be_changed_and_help_names_the_word(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await chooses(place)
        await place.says("noor", "eigen vraag")
        await place.taps("noor", "Een eigen vraag")
        await place.says("noor", "Wie hielp mij?")
        await place.hears("noor")

        await place.until("thu 14:00")

        (asked,) = await place.hears("noor")
        assert "Wie hielp mij?" in asked.text
        await place.says("noor", "hulp")
        assert "eigen vraag" in (await place.hears("noor"))[-1].text


async def test_x06_it_is_hers_alone_in_all_that_others_get(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await chooses(place)
        await place.until("thu 14:00")
        await place.tells("noor", "Van het fietsen.", "Met de groep, met mijn naam")
        await place.until("2026-03-20 17:00")

        assert MINE in await place.reads("noor")
        for text in [await place.room(), *[await place.reads(who) for who in ("bram", "ingrid", "fatima")]]:
            assert MINE not in text


async def test_x06_it_is_in_what_she_takes_along_and_gone_when_she_is_erased(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await chooses(place)
        now, editions = place.clock.now(), place.app.editions

        body = await place.app.store.read(lambda unit: taken_along(unit, editions, "noor", now))
        (row,) = json.loads(zipfile.ZipFile(io.BytesIO(body)).read("leerbot.json"))["rows"]["person"]
        await place.says("noor", "afmelden")
        await place.taps("noor", "Alles verwijderen")
        await place.taps("noor", "Ja")

        left = await place.app.store.read(lambda unit: people.load(unit, "noor"))
        assert row["own_question"] == MINE
        assert (left.own_question, left.own_offered) == (None, False)


async def test_x06_on_disk_nobody_can_read_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await chooses(place)

    files = written_in(tmp_path)
    assert files
    assert not any(MINE.encode() in body for body in files)


def written_in(folder: Path) -> list[bytes]:
    """Return all that was left on disk."""
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
