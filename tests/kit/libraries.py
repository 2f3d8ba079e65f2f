"""The library with something in it changed, for what depends on a format's moments."""

import shutil
from pathlib import Path

from dialogs import library
from dialogs.library import Library, load

WHEN = 'at: "wed 09:00"'


def reporting(folder: Path, at: str) -> Library:
    """Return the library, kept in a folder, with the digest of the weekly question at another moment: ``fri 09:00``."""
    shutil.copytree(library.HERE / "formats", folder / "formats")
    file = folder / "formats" / "weekly_wonder.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(WHEN, f'at: "{at}"'), encoding="utf-8")
    return load(folder)


def with_words(folder: Path) -> Library:
    """Return the library, kept in a folder, with the formats that try words of the language which it has no use for yet."""
    shutil.copytree(library.HERE / "formats", folder / "formats")
    for path in (Path(__file__).parent.parent / "words" / "formats").glob("*.yaml"):
        shutil.copy(path, folder / "formats")
    return load(folder)
