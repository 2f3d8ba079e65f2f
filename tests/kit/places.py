"""Where a test keeps what it remembers: in its folder, or, where that was said of the folder, on a PostgreSQL server."""

from pathlib import Path

from storage.places import Place

_ELSEWHERE: dict[Path, Place] = {}


def put_elsewhere(folder: Path, place: Place) -> None:
    """Let all that is opened in a folder stand in another place."""
    _ELSEWHERE[folder] = place


def place_in(folder: Path) -> Place:
    """Return where what is opened in a folder stands."""
    return _ELSEWHERE.get(folder, folder)
