"""Bringing a database to the newest schema, one small step after the other (Alembic)."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from storage.database import connecting, postgres
from storage.database.places import Place
from storage.errors import WrongSchema
from storage.privacy import key_tables

SCRIPTS = Path(__file__).parent / "migrations"


def _steps() -> list[str]:
    """Return the names of all schemas, from the names of their files: a start needs no more, and Alembic takes a while."""
    return sorted(path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*.py"))


def newest() -> str:
    """Return the name of the newest schema."""
    return _steps()[-1]


def current(engine: Engine, *, every_page: bool = True) -> str | None:
    """Return the name of the schema that a database has, or None when it is empty.

    Raises StorageError when it cannot be read, or is damaged as far as was looked.
    """
    with engine.connect() as connection:
        if every_page:
            connecting.require_whole(connection)
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _known(found: str | None) -> str | None:
    """Return the name of a schema; raises WrongSchema for one that only a newer version can know."""
    if found is not None and found not in _steps():
        raise WrongSchema(
            f"the database has schema {found}, this version knows no further than {newest()}; "
            "install the newer Leerbot that made it, or put a backup back"
        )
    return found


def migrate(place: Place) -> tuple[str | None, str]:
    """Bring the database of a place to the newest schema; returns the names of the schema before and after.

    Raises StorageError when a bot is using it, it cannot be used, or a newer version made it.
    """
    if isinstance(place, Path):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = place / "leerbot.db"
        lock = connecting.OneProcess(path)
        try:
            return _take_steps(connecting.writer(path))
        finally:
            lock.release()
    engine = postgres.migrator(place)
    with connecting.usable(engine), engine.connect() as connection:
        postgres.opened_safely(connection)
    done = _take_steps(engine)
    key_tables.make_schema(place)
    return done


def _take_steps(engine: Engine) -> tuple[str | None, str]:
    from alembic import command  # noqa: PLC0415 - only a migration needs it, see _steps
    from alembic.config import Config  # noqa: PLC0415

    try:
        with connecting.usable(engine):
            before = _known(current(engine))
            config = Config()
            config.set_main_option("script_location", str(SCRIPTS))
            config.attributes["engine"] = engine
            command.upgrade(config, "head")
            return before, newest()
    finally:
        engine.dispose()


def require_newest(place: Place, *, every_page: bool = False) -> None:
    """Raise WrongSchema, with the mend, unless the database of a place has the newest schema.

    Raises StorageError when a page of it is damaged; a file that a bot left in order is looked at when ``every_page`` is asked.
    """
    if isinstance(place, Path) and not (place / "leerbot.db").exists():
        raise WrongSchema(f"there is no database in {place}; run: leerbot migrate")
    engine = connecting.reader_of(place)
    try:
        with connecting.usable(engine):
            look = every_page or not (isinstance(place, Path) and connecting.left_whole(place / "leerbot.db"))
            found, wanted = _known(current(engine, every_page=look)), newest()
    finally:
        engine.dispose()
    if found != wanted:
        raise WrongSchema(f"the database has schema {found or 'none'}, this version needs {wanted}; run: leerbot migrate")
