"""Looking at what a file really is before it is kept (spec §0.2: png, jpg or pdf, at most 10 MB)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import filetype

from bot.channels.base import LARGEST_FILE, Act, IncomingFile, Said, Submitted
from dialogs.conversation import Attachment

KEPT = {"image/png": (".png",), "image/jpeg": (".jpg", ".jpeg"), "application/pdf": (".pdf",)}
"""Media types that can be kept, with the endings that go with them."""


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
    """Return what a file is; its content decides, and its name has to agree."""
    if len(file.body) > LARGEST_FILE:
        return Attachment(file.id, "size"), None
    type_ = kind_of(file.body)
    if type_ not in KEPT or not file.name.lower().endswith(KEPT[type_]):
        return Attachment(file.id, "kind"), None
    return Attachment(file.id), GoodFile(file.id, file.name[-120:], type_, file.body)


def kind_of(body: bytes) -> str:
    """Return the media type that a content is seen to have, or an empty text."""
    kind = filetype.guess(body)
    return kind.mime if kind else ""
