"""A demo with formats of a test beside those of the library: ``python -m tests.browser.serving FOLDER PORT FORMATS``."""

import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from bot import loop
from bot.running import run_demo
from dialogs.library import HERE, Library, load
from tests.browser.demo import START
from tests.kit.town import AMSTERDAM


def library_with(formats: Path) -> Library:
    """Return the library with some formats more."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "dialogs"
        shutil.copytree(HERE, folder)
        shutil.copytree(formats, folder / "formats", dirs_exist_ok=True)
        return load(folder)


def told(address: str) -> None:
    """Say that it is there."""
    print(address, flush=True)


def main(folder: str, port: str, formats: str) -> None:
    """Serve until stopped."""
    start = datetime.fromisoformat(START).replace(tzinfo=AMSTERDAM)
    library = library_with(Path(formats))
    loop.run(run_demo(library, Path(folder), port=int(port), start=start, members=6, zone=AMSTERDAM, told=told, noted=print))


if __name__ == "__main__":
    main(*sys.argv[1:])
