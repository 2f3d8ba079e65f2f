"""Where a test keeps what it remembers: in its folder, or, where that was said of the folder, on a PostgreSQL server."""

from pathlib import Path

from sqlalchemy import make_url

from storage.places import Place

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
