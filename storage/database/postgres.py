"""Opening PostgreSQL so that nothing that was acknowledged can be lost, and saying plainly why it cannot be (trust §8.8)."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select, text
from sqlalchemy.pool import NullPool

from storage.errors import StorageError

KEYS = "leerbot_keys"
"""The schema of the keys, and the channel on which replicas hear that one was destroyed."""
OLDEST = 140000
SIGN_BY_SIGN = frozenset({"C", "POSIX", "C.UTF-8", "C.utf8"})
"""The orders in which a stretch of ids, or of a person's days, is the same for the database as for us: a language sorts
others in there too."""
ALWAYS = {"application_name": "leerbot", "connect_timeout": "2", "keepalives_idle": "5", "tcp_user_timeout": "5000"}
WRITER = {
    "lock_timeout": "1500",
    "idle_in_transaction_session_timeout": "5000",
    "enable_seqscan": "off",
}
"""How a connection that writes is set. A replica that stands still in a transaction loses it after five seconds; a unit that
waits longer for a lock is not saved. Each question has an index, also while its table is small: a search through a whole
table would count as reading all of it, and so clash with everybody who writes there."""
READER = {"default_transaction_read_only": "on", "statement_timeout": "30000"}
BEGIN = b"BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE alembic_version IN ROW EXCLUSIVE MODE"
BEGIN_ALONE = b"BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE alembic_version IN EXCLUSIVE MODE"
"""How a unit begins: beside others, or, when it lost too often, when nobody else is under way. A table is locked before
anything is read, so that what is read then is newer than what the others did."""


def _engine(place: URL, settings: dict[str, str], **more: Any) -> Engine:
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    try:
        return create_engine(place.update_query_dict({**ALWAYS, "options": options}), use_native_hstore=False, **more)
    except ModuleNotFoundError as missing:
        raise StorageError(
            "PostgreSQL needs the driver psycopg; in the folder of Leerbot, install it with: pip install '.[postgres]'"
        ) from missing


def writer(place: URL, heard: Callable[[str | None], None] | None = None) -> Engine:
    """Return an engine without a pool, whose transactions are begun by hand.

    ``heard`` is told whose key another replica destroyed, and None when something may have been missed.
    """
    engine = _engine(place, WRITER, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _set(connection: Any, _: object) -> None:
        connection.autocommit = True
        if heard is not None:
            connection.add_notify_handler(lambda notify: heard(notify.payload))
            connection.execute(f"LISTEN {KEYS}")
            heard(None)

    return engine


def reader(place: URL) -> Engine:
    """Return an engine whose connections cannot write."""
    return _engine(place, READER, isolation_level="AUTOCOMMIT", pool_size=2, pool_pre_ping=True)


def keys_schema(place: URL) -> Engine:
    """Return an engine for the schema of the keys."""
    return _engine(place, {"lock_timeout": "1500"}, pool_size=1, pool_pre_ping=True)


def log_in(engine: Engine, place: URL) -> None:
    """Open what is opened from now on with the password of a place; what is open stays open (trust S21)."""

    @event.listens_for(engine, "do_connect")
    def _log_in(dialect: Any, record: Any, arguments: Any, parameters: dict[str, Any]) -> None:
        del dialect, record, arguments
        parameters["password"] = place.password


def migrator(place: URL) -> Engine:
    """Return an engine for the steps of the schema."""
    return _engine(place, {"lock_timeout": "30000"}, poolclass=NullPool)


def refused(place: URL, reason: str) -> str:
    """Say what is wrong with a server that does not let us in, and the mend; it never names the password."""
    where = f"{place.host or 'this machine'}, database {place.database}"
    if "authentication failed" in reason or "no password supplied" in reason:
        return f"PostgreSQL at {where} refuses {place.username}; mend the name or the password in LEERBOT_DATABASE_URL"
    if f'database "{place.database}" does not exist' in reason:
        return f"PostgreSQL at {where}: there is no such database; make it with: createdb {place.database}"
    return f"PostgreSQL at {where} cannot be used ({reason}); start it, or mend LEERBOT_DATABASE_URL"


def tell_replicas(connection: Connection, owner: str) -> None:
    """Tell every replica that a key was destroyed; on SQLite there are no others."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(KEYS, owner)))


_ITS_TEXTS = "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()"


def opened_safely(connection: Connection) -> None:
    """Raise StorageError when the server could lose what was acknowledged, is too old, or keeps texts otherwise than we do."""
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        if connection.execute(text(f"SHOW {name}")).scalar() == "off":
            raise StorageError(f"PostgreSQL runs with {name}=off, so answers could be lost; set it to on")
    version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
    if version < OLDEST:
        raise StorageError(f"PostgreSQL {version // 10000} is too old; use {OLDEST // 10000} or newer")
    encoding, order = connection.execute(text(_ITS_TEXTS)).one()
    if encoding != "UTF8" or order not in SIGN_BY_SIGN:
        raise StorageError(
            f"the database keeps its texts as {encoding}, in the order of {order}; "
            "make one with: createdb --template=template0 --encoding=UTF8 --locale=C"
        )
