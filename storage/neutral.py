"""The few words of SQL that SQLite and PostgreSQL say differently, each said once."""

from typing import Any

from sqlalchemy import ColumnElement, Double, Integer, Text, bindparam, column
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


class _elements(FunctionElement[str]):  # noqa: N801 - a function of SQL
    """The elements of a list that is given as one packed value; a prepared statement takes no list."""

    name = "elements"
    type: TypeEngine[str] = Text()
    inherit_cache: bool | None = True


@compiles(_elements, "sqlite")
def _elements_on_sqlite(element: _elements, compiler: Any, **how: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **how)})"


@compiles(_elements, "postgresql")
def _elements_on_postgresql(element: _elements, compiler: Any, **how: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **how)} AS json))"


def each_of(name: str) -> ColumnElement[str]:
    """Return the elements of a list of texts, which is given packed under a name, as a column to select."""
    return _elements(bindparam(name)).table_valued(column("value", Text)).c.value


class joined(FunctionElement[str]):  # noqa: N801 - a function of SQL
    """The texts of some rows with commas between them; None where there are none."""

    name = "joined"
    type: TypeEngine[str] = Text()
    inherit_cache: bool | None = True


@compiles(joined, "sqlite")
def _joined_on_sqlite(element: joined, compiler: Any, **how: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **how)}, ',')"


@compiles(joined, "postgresql")
def _joined_on_postgresql(element: joined, compiler: Any, **how: Any) -> str:
    return f"string_agg({compiler.process(element.clauses, **how)}, ',')"
