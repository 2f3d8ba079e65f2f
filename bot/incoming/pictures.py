"""Taking out of a picture what tells more than it shows: place, device, moment, name of the maker (X21).

Pillow is read in with the first picture.
"""

import io
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}
MOST_PIXELS = 64_000_000
"""More than phones take; a small file that unfolds into more than this fills the memory of the machine."""
SEEN = frozenset({"transparency"})
"""What belongs to how a picture looks."""
AS_GOOD = 90


class TooManyPixels(Exception):
    """A picture would fill the memory."""


class Broken(Exception):
    """A picture cannot be read to its end."""


def cleaned(body: bytes, type_: str) -> bytes:
    """Return a picture as it is seen, upright, and nothing that was written beside it.

    Raises TooManyPixels, or Broken.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - three megabytes that most bots need not hold (goal P15)

    Image.MAX_IMAGE_PIXELS = None  # what is too much is measured here, before anything is unfolded
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(body), formats=[FORMATS[type_]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise TooManyPixels
            picture.load()
            return _again(picture, ImageOps.exif_transpose(picture), FORMATS[type_])
    except (OSError, SyntaxError, ValueError) as problem:  # Pillow raises each of these for what it cannot read
        raise Broken from problem


def smaller(body: bytes, type_: str, side: int, most: int) -> tuple[bytes, str]:
    """Return a picture with at most so many points on a side and so many bytes, and its type; what fits stays as it is."""
    from PIL import Image  # noqa: PLC0415 - three megabytes that most bots need not hold (goal P15)

    with Image.open(io.BytesIO(body), formats=[FORMATS[type_]]) as picture:
        if max(picture.size) <= side and len(body) <= most:
            return body, type_
        picture.thumbnail((side, side))
        seen = picture.convert("RGBA")
    shrunk = Image.new("RGB", seen.size, "white")
    shrunk.paste(seen, mask=seen)
    while True:
        written = io.BytesIO()
        shrunk.save(written, "JPEG", quality=AS_GOOD)
        if written.tell() <= most:
            return written.getvalue(), "image/jpeg"
        side = side * 3 // 4
        shrunk.thumbnail((side, side))


def _again(picture: "Image.Image", upright: "Image.Image", format: str) -> bytes:
    """Return a picture, or the same upright where it was held otherwise, written anew."""
    turned = picture.getexif().get(0x0112, 1) != 1
    clean = upright if turned else picture
    clean.info = {name: value for name, value in picture.info.items() if name in SEEN}
    written = io.BytesIO()
    if format == "JPEG":
        keeps = not turned and picture.format == "JPEG"
        clean.save(written, format, quality="keep" if keeps else AS_GOOD)
    else:
        clean.save(written, format)
    return written.getvalue()
