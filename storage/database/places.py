"""Where what is remembered stands: a folder with SQLite files, or a PostgreSQL database."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

Place = Path | URL


def place_at(url: str) -> Place:
    """Return the place that a database URL names; raises ValueError with the mend."""
    if url.startswith("sqlite:///") and url.endswith("/leerbot.db"):
        return Path(url.removeprefix("sqlite:///")).parent
    if url.startswith(("postgresql://", "postgres://")):
        try:
            return make_url(url).set(drivername="postgresql+psycopg")
        except (ArgumentError, ValueError):
            pass
    raise ValueError(
        f"{url.partition(':')[0]}:… is no place for a database; "
        "write sqlite:///some/folder/leerbot.db (a folder of your choice, and that name) or postgresql://user:password@server/name"
    )


def keys_of(place: Place) -> Place:
    """Return where the keys of a place stand."""
    return place / "keys.db" if isinstance(place, Path) else place
