"""Where a test keeps what it remembers: in its folder, or, where that was said of the folder, on a PostgreSQL server."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from storage import migrating
from storage.database.places import Place

_ELSEWHERE: dict[Path, Place] = {}


def put_elsewhere(folder: Path, place: Place) -> None:
    """Let all that is opened in a folder stand in another place."""
    _ELSEWHERE[folder] = place


def place_in(folder: Path) -> Place:
    """Return where what is opened in a folder stands."""
    return _ELSEWHERE.get(folder, folder)


def as_word(place: Place) -> str:
    """Return a place as one word, to hand it to another process."""
    return str(place) if isinstance(place, Path) else place.render_as_string(hide_password=False)


def from_word(word: str) -> Place:
    """Return the place that a word names."""
    return make_url(word) if "://" in word else Path(word)


def made_ready(place: Place) -> None:
    """Give a place a database of the newest schema, unless it has one: migrated once in a process, and copied."""
    if not isinstance(place, Path):
        migrating.migrate(place)
    elif not (path := place / "leerbot.db").exists():
        place.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_nothing_in_it())


@cache
def _nothing_in_it() -> bytes:
    with TemporaryDirectory() as folder:
        migrating.migrate(Path(folder))
        return (Path(folder) / "leerbot.db").read_bytes()
