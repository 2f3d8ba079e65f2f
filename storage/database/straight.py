"""Statements to PostgreSQL by the shortest way: each is one call of libpq, without a cursor of psycopg (goals §5.5).

A cursor costs three times the CPU of what it does, and after a ROLLBACK it prepares everything anew.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import count
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql import ClauseElement

_dialect: Callable[..., Dialect] = PGDialect_psycopg
NUMBERED = _dialect(paramstyle="numeric_dollar")
"""How a statement is written here: its values are $1, $2, …"""
BYTES, WORDS = 1, 0
"""Two forms of a value on the wire."""


class Straight:
    """One connection and what was prepared on it, which lasts as long as it does."""

    def __init__(self, connection: Connection) -> None:
        psycopg: Any = connection.dialect.loaded_dbapi
        driver: Any = connection.connection.driver_connection
        self.reading: Any = psycopg.adapt.Transformer(driver)
        self._driver, self._pgconn = driver, driver.pgconn
        self._error: Callable[[Any], Exception] = psycopg.errors.error_from_result
        self._names: dict[str, bytes] = {}
        self._numbers = count()

    @property
    def lost(self) -> bool:
        """Whether nobody answers any more."""
        return bool(self._driver.closed)

    def run(self, sql: str, values: Sequence[Any]) -> "Result":
        """Run a statement with its values in order. Raises what psycopg raises."""
        name = self._names.get(sql) or self._prepare(sql)
        forms = [BYTES if isinstance(value, bytes) else WORDS for value in values]
        return Result(self, self._good(self._pgconn.exec_prepared(name, [_sent(value) for value in values], forms)))

    def begin(self, sql: bytes) -> None:
        """Begin a transaction; what other connections notified us of since the last one is heard first."""
        self.say(sql)
        while heard := self._pgconn.notifies():
            self._pgconn.notify_handler(heard)

    def say(self, sql: bytes) -> None:
        """Run statements that give nothing back. A ROLLBACK through a cursor would throw away what was prepared."""
        self._good(self._pgconn.exec_(sql))

    def _prepare(self, sql: str) -> bytes:
        name = b"straight_%d" % next(self._numbers)
        self._good(self._pgconn.prepare(name, sql.encode()))
        self._names[sql] = name
        return name

    def _good(self, result: Any) -> Any:
        if result.status not in {1, 2}:  # neither done nor rows
            raise self._error(result)
        return result


class Result:
    """What came of a statement, as a cursor tells it."""

    def __init__(self, straight: Straight, result: Any) -> None:
        self._straight = straight
        self._result = result
        self._given = 0

    @property
    def rowcount(self) -> int:
        """How many rows were written or found."""
        return self._result.command_tuples or 0

    @cached_property
    def _rows(self) -> list[tuple[Any, ...]]:
        self._straight.reading.set_pgresult(self._result)
        rows: list[tuple[Any, ...]] = self._straight.reading.load_rows(0, self._result.ntuples, tuple)
        return rows

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self._rows)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows."""
        return self._rows

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        return self._rows[0] if self._rows else None


def straight(connection: Connection) -> Straight:
    """Return the short way to the database that belongs to a connection."""
    known = connection.info.get(Straight)
    if known is None:
        known = connection.info[Straight] = Straight(connection)
    return known


def written(statement: ClauseElement, names: Sequence[str]) -> Any:
    """Return a statement compiled for here."""
    return statement.compile(dialect=NUMBERED, column_keys=list(names))


def _sent(value: Any) -> bytes | None:
    """Return a value as words, or as the bytes it is; the database knows of what type it has to be."""
    if value is None or isinstance(value, bytes):
        return value
    return (value if isinstance(value, str) else str(value)).encode()
