"""Pictures for tests."""

import io
import struct
import zlib

from PIL import Image


def png(remark: str = "") -> bytes:
    """Return a PNG of one pixel, with a remark in it."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"tEXt", b"Comment\0" + remark.encode()),
        (b"IDAT", zlib.compress(bytes(4))),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def photo(*, turned: int = 1, size: tuple[int, int] = (40, 20), remark: str = "") -> bytes:
    """Return a JPEG as a phone takes it: with place, device and moment beside it, and turned as it was held.

    Its left half is red, its right half blue, as it lies in the file.
    """
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0132] = turned, f"Telefoon {remark}", "2026:03:12 14:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 4.0, 48.0), 3: "E", 4: (4.0, 18.0, 36.0)})
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=exif, comment=remark.encode(), xmp=f"<x:xmpmeta>{remark}</x:xmpmeta>".encode())
    return written.getvalue()


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
