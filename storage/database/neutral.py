"""The few words of SQL that SQLite and PostgreSQL say differently, each said once."""

from typing import Any, ClassVar, TypeVar

from sqlalchemy import ColumnElement, Double, Integer, Text, bindparam, column
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

_Value = TypeVar("_Value")

upsert = insert
"""``INSERT … ON CONFLICT``, for both: SQLite took this clause over from PostgreSQL, and its compiler draws it too."""


class _Said(FunctionElement[_Value]):
    """A function that each database says in its own words; what it is given stands at ``{}``.

    Each says ``inherit_cache`` anew, as SQLAlchemy asks the very class whether its statements may be kept.
    """

    sqlite: ClassVar[str]
    postgresql: ClassVar[str]


@compiles(_Said, "sqlite")
def _on_sqlite(element: _Said[Any], compiler: Any, **how: Any) -> str:
    return element.sqlite.format(compiler.process(element.clauses, **how))


@compiles(_Said, "postgresql")
def _on_postgresql(element: _Said[Any], compiler: Any, **how: Any) -> str:
    return element.postgresql.format(compiler.process(element.clauses, **how))


class DatabaseClock(_Said[float]):
    """Seconds since 1970 by the clock of the database, at this statement; for leases, as the wall clock does not move it."""

    name = "database_clock"
    type: TypeEngine[float] = Double()
    inherit_cache: bool | None = True
    sqlite = "((julianday('now') - 2440587.5) * 86400.0)"
    postgresql = "CAST(EXTRACT(EPOCH FROM statement_timestamp()) AS double precision)"


class NextWebMessage(_Said[int]):
    """The number that the next message of the web chat gets, for one that is there and comes again."""

    name = "next_web_message"
    type: TypeEngine[int] = Integer()
    inherit_cache: bool | None = True
    sqlite = "(SELECT max(seq) + 1 FROM web_message)"
    postgresql = "nextval('web_message_seq_seq')"


class _Elements(_Said[str]):
    """The elements of a list that is given as one packed value; a prepared statement takes no list."""

    name = "elements"
    type: TypeEngine[str] = Text()
    inherit_cache: bool | None = True
    sqlite = "json_each({})"
    postgresql = "json_array_elements_text(CAST({} AS json))"


class Joined(_Said[str]):
    """The texts of some rows with commas between them; None where there are none."""

    name = "joined"
    type: TypeEngine[str] = Text()
    inherit_cache: bool | None = True
    sqlite = "group_concat({}, ',')"
    postgresql = "string_agg({}, ',')"


def each_of(name: str) -> ColumnElement[str]:
    """Return the elements of a list of texts, which is given packed under a name, as a column to select."""
    return _Elements(bindparam(name)).table_valued(column("value", Text)).c.value
