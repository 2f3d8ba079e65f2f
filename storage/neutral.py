"""The few words of SQL that SQLite and PostgreSQL say differently, each said once."""

from typing import Any

from sqlalchemy import Double
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
