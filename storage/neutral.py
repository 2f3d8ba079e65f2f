"""The few words of SQL that SQLite and PostgreSQL say differently, each said once."""

from typing import Any

from sqlalchemy import Double, Integer
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

upsert = insert
"""``INSERT … ON CONFLICT``, for both: SQLite took this clause over from PostgreSQL, and its compiler draws it too."""


class database_clock(FunctionElement[float]):  # noqa: N801 - a function of SQL
    """Seconds since 1970 by the clock of the database, at this statement; for leases, as the wall clock does not move it."""

    name = "database_clock"
    type: TypeEngine[float] = Double()
    inherit_cache: bool | None = True


@compiles(database_clock, "sqlite")
def _on_sqlite(element: database_clock, compiler: Any, **_: Any) -> str:
    del element, compiler
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(database_clock, "postgresql")
def _on_postgresql(element: database_clock, compiler: Any, **_: Any) -> str:
    del element, compiler
    return "CAST(EXTRACT(EPOCH FROM statement_timestamp()) AS double precision)"


class next_web_message(FunctionElement[int]):  # noqa: N801 - a function of SQL
    """The number that the next message of the web chat gets, for one that is there and comes again."""

    name = "next_web_message"
    type: TypeEngine[int] = Integer()
    inherit_cache: bool | None = True


@compiles(next_web_message, "sqlite")
def _numbered_on_sqlite(element: next_web_message, compiler: Any, **_: Any) -> str:
    del element, compiler
    return "(SELECT max(seq) + 1 FROM web_message)"


@compiles(next_web_message, "postgresql")
def _numbered_on_postgresql(element: next_web_message, compiler: Any, **_: Any) -> str:
    del element, compiler
    return "nextval('web_message_seq_seq')"
