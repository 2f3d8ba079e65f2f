"""Looking at what a file really is before it is kept (spec §0.2: png, jpg or pdf, at most 10 MB)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from zlib import crc32

from bot.channels.base import LARGEST_FILE, Act, IncomingFile, Said, Submitted
from bot.incoming.pictures import FORMATS, Broken, TooManyPixels, cleaned
from dialogs.talk.events import Attachment
from storage.talks.files import File

KEPT = {"image/png": (".png",), "image/jpeg": (".jpg", ".jpeg"), "application/pdf": (".pdf",)}
"""Media types that can be kept, with the endings that go with them."""
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class GoodFile:
    """A file that can be kept."""

    id: str
    name: str
    type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of the files that came with an act."""

    attachments: tuple[Attachment, ...] = ()
    by_field: Mapping[str, Attachment] = field(default_factory=dict)
    good: tuple[GoodFile, ...] = ()


def check(act: Act) -> Checked:
    """Look at the files of an act."""
    if isinstance(act, Said):
        found = [_look(file) for file in act.files]
        return Checked(tuple(one for one, _ in found), good=_good(good for _, good in found))
    if isinstance(act, Submitted):
        looked = {name: _look(file) for name, file in act.files.items()}
        return Checked(by_field={name: one for name, (one, _) in looked.items()}, good=_good(g for _, g in looked.values()))
    return Checked()


def _good(files: Iterable[GoodFile | None]) -> tuple[GoodFile, ...]:
    return tuple(file for file in files if file is not None)


def _look(file: IncomingFile) -> tuple[Attachment, GoodFile | None]:
    """Return what a file is; its content decides, and its name has to agree. Of a picture only what is seen is kept (X21)."""
    if len(file.body) > LARGEST_FILE:
        return Attachment(file.id, "size"), None
    type_ = kind_of(file.body)
    if type_ not in KEPT or not file.name.lower().endswith(KEPT[type_]):
        return Attachment(file.id, "kind"), None
    try:
        body = cleaned(file.body, type_) if type_ in FORMATS else file.body
    except TooManyPixels:
        return Attachment(file.id, "size"), None
    except Broken:
        return Attachment(file.id, "kind"), None
    return Attachment(file.id), GoodFile(file.id, file.name[-120:], type_, body)


def kind_of(body: bytes) -> str:
    """Return the media type that a content is seen to have, or an empty text; a PNG has to be whole."""
    import filetype  # noqa: PLC0415 - most bots get no files (goal P15)

    kind = filetype.guess(body)
    if kind is None or (kind.mime == "image/png" and not _whole_png(body)):
        return ""
    return str(kind.mime)


def _whole_png(body: bytes) -> bool:
    """Whether the chunks of a PNG are all there, from the first to the last, each with its own checksum."""
    names: list[bytes] = []
    at = len(PNG_SIGNATURE)
    while names[-1:] != [b"IEND"]:
        length = int.from_bytes(body[at : at + 4])
        named = body[at + 4 : at + 8 + length]
        at += 12 + length
        if at > len(body) or crc32(named) != int.from_bytes(body[at - 4 : at]):
            return False
        names.append(named[:4])
    return names[0] == b"IHDR" and b"IDAT" in names


def name_for(file: File, reader: str | None) -> str:
    """Return how a kept file is called to a reader; the name that its owner gave it is hers (K7)."""
    return file.name if reader == file.owner else f"bijlage.{file.type.rpartition('/')[2]}"
