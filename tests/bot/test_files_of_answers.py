"""A file lives as long as the answer it belongs to (GE3): what is taken back or replaced is gone from the database."""

from pathlib import Path

from sqlalchemy import select

from storage.store import Unit
from storage.tables import file
from storage.talks import files
from tests.kit.pictures import photo, png
from tests.kit.town import Town, town

DRAWING = png()
PHOTO = photo()


def _ids(unit: Unit) -> list[str]:
    """Return the ids of all kept files."""
    return list(unit.connection.execute(select(file.c.id)).scalars())


async def kept(place: Town) -> int:
    return len(await place.app.store.read(_ids))


def _name(unit: Unit) -> str:
    (id_,) = _ids(unit)
    return files.describe(unit, id_).name


async def test_taking_an_answer_back_takes_its_file_away(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "verwondering")
        await place.says("noor", "Een tekening van de balie.", ("balie.png", DRAWING))
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", "Alleen voor mij")
        before = await kept(place)

        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")

        assert before == 1
        assert await kept(place) == 0


async def test_another_file_in_its_place_takes_the_first_away(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "verwondering")
        await place.says("noor", "Een tekening van de balie.", ("balie.png", DRAWING))

        await place.says("noor", "terug")
        await place.says("noor", "Toch een foto.", ("balie.jpg", PHOTO))

        assert await kept(place) == 1
        assert await place.app.store.read(_name) == "balie.jpg"


async def test_the_files_of_other_answers_stay(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        for name in ("noor", "bram"):
            await place.says(name, "verwondering")
            await place.says(name, "Een tekening van de balie.", ("balie.png", DRAWING))
            await place.taps(name, "Zo is het goed")
            await place.taps(name, "Alleen voor mij")

        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")

        assert await kept(place) == 1
        assert await place.app.store.read(_name) == "balie.png"
