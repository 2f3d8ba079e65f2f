"""Pictures keep no place: what is kept and sent shows what is seen, and nothing beside it (X21)."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from sqlalchemy import select

from bot.channels.base import IncomingFile, Said
from bot.incoming import pictures
from bot.incoming.files import check
from storage.store import Unit
from storage.tables import file
from storage.talks import files
from tests.kit.pictures import photo, png
from tests.kit.town import NAMED, Town, town

SECRET = "kanarie"


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


def looked_at(name: str, body: bytes) -> tuple[str | None, bytes | None]:
    """Return what is wrong with a file, and what would be kept of it."""
    checked = check(Said("", (IncomingFile("1", name, body),)))
    return checked.attachments[0].problem, checked.good[0].body if checked.good else None


async def bodies(place: Town) -> list[bytes]:
    """Return the content of all kept files."""

    def work(unit: Unit) -> list[bytes]:
        return [files.content(unit, id_) for id_ in unit.connection.execute(select(file.c.id)).scalars()]

    return await place.app.store.read(work)


async def test_x21_acceptance_1_no_copy_of_a_photo_with_gps_holds_its_place(tmp_path: Path) -> None:
    sent = photo(remark=SECRET)
    assert opened(sent).getexif().get_ifd(0x8825)
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "De balie.", ("balie.jpg", sent))
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", NAMED)
        await place.until("wed 09:30")

        [kept] = await bodies(place)
        assert not opened(kept).getexif()
        assert SECRET.encode() not in kept
        assert b"Exif" not in kept


@pytest.mark.parametrize(("turned", "size", "first"), [(1, (40, 20), "red"), (3, (40, 20), "blue"), (6, (20, 40), "red")])
def test_x21_a_photo_that_was_held_otherwise_is_kept_upright(turned: int, size: tuple[int, int], first: str) -> None:
    _, kept = looked_at("a.jpg", photo(turned=turned))

    assert kept
    seen = opened(kept).convert("RGB")
    red, _, blue = seen.crop((2, 2, 3, 3)).tobytes()
    assert seen.size == size
    assert ("red" if red > blue else "blue") == first


def test_x21_a_photo_that_was_held_upright_looks_as_it_did() -> None:
    sent = photo()

    _, kept = looked_at("a.jpg", sent)

    assert kept
    assert max(ImageStat.Stat(ImageChops.difference(opened(kept), opened(sent))).mean) < 5


def test_x21_remarks_are_taken_out_of_a_drawing_and_what_is_transparent_stays() -> None:
    drawing = Image.new("P", (2, 2))
    drawing.info["transparency"] = 0
    written = io.BytesIO()
    drawing.save(written, "PNG")

    _, remarked = looked_at("a.png", png(SECRET))
    _, kept = looked_at("b.png", written.getvalue())

    assert remarked
    assert SECRET.encode() not in remarked
    assert kept
    assert opened(kept).convert("RGBA").tobytes()[3] == 0


def test_x21_a_small_file_that_unfolds_into_too_much_is_refused_before_it_does() -> None:
    written = io.BytesIO()
    Image.new("1", (pictures.MOST_PIXELS // 1000 + 1, 1000)).save(written, "PNG")

    assert looked_at("a.png", written.getvalue()) == ("size", None)


def test_x21_a_photo_that_stops_halfway_is_refused() -> None:
    assert looked_at("a.jpg", photo(size=(400, 200))[:-200]) == ("kind", None)
