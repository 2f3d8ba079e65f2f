"""Pictures go inside their message, no larger than Teams draws; a small one as it is."""

import io
from random import Random

import pytest
from PIL import Image

from bot.channels.teams.channel import LARGEST_PICTURE, SIDE
from bot.incoming.pictures import smaller
from tests.kit.pictures import photo, png


def noise(width: int, height: int, mode: str = "RGB") -> bytes:
    """Return a PNG that nothing makes smaller."""
    written = io.BytesIO()
    Image.frombytes(mode, (width, height), Random(1).randbytes(width * height * len(mode))).save(written, "PNG")
    return written.getvalue()


def test_a_small_picture_stays_as_it_is() -> None:
    assert smaller(png(), "image/png", SIDE, LARGEST_PICTURE) == (png(), "image/png")


@pytest.mark.parametrize(("body", "type_"), [
    (noise(1600, 400), "image/png"), (noise(900, 900), "image/png"), (noise(600, 600, "RGBA"), "image/png"),
    (photo(size=(3000, 1500)), "image/jpeg"),
])  # fmt: skip
def test_a_large_picture_becomes_smaller_and_keeps_its_shape(body: bytes, type_: str) -> None:
    shown, found = smaller(body, type_, SIDE, LARGEST_PICTURE)

    before, after = Image.open(io.BytesIO(body)), Image.open(io.BytesIO(shown))
    assert found == "image/jpeg"
    assert len(shown) <= LARGEST_PICTURE
    assert max(after.size) <= SIDE
    assert abs(after.width / after.height - before.width / before.height) < 0.05


def test_what_is_transparent_is_white() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (2000, 20), (255, 0, 0, 0)).save(written, "PNG")

    shown, _ = smaller(written.getvalue(), "image/png", SIDE, LARGEST_PICTURE)

    assert Image.open(io.BytesIO(shown)).getpixel((5, 5)) == (255, 255, 255)
