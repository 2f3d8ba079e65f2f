"""Statements of the hot path that are compiled once and handed to the driver as they are.

A profile of a turn showed half of the writer thread's time in SQLAlchemy's handling of each statement (goals §5.1). These are
the same Core expressions over the same connection and transaction; only the handling is left out.
"""

from collections import namedtuple
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql import ClauseElement


class Prepared:
    """One statement, always run with the same names of values; results come as the driver's own cursor."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, tuple[str, ...], Mapping[str, Any]]] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """Run the statement inside the connection's transaction."""
        known = self._compiled.get(connection.dialect.name)
        if known is None:
            known = self._compile(connection, values)
        sql, order, fixed = known
        given = {**fixed, **values}
        driver: Any = connection.connection.driver_connection
        return driver.execute(sql, [given[name] for name in order] if order else given)

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        """Run a question and return its rows, with the columns by name; truth values come as the driver gives them."""
        found = self.run(connection, values).fetchall()
        return [self._row(*row) for row in found]

    @cached_property
    def _row(self) -> Any:
        columns: Any = self._statement
        return namedtuple("Row", [column.key for column in columns.selected_columns])  # noqa: PYI024 - made at run time

    def _compile(self, connection: Connection, values: Mapping[str, Any]) -> tuple[str, tuple[str, ...], Mapping[str, Any]]:
        compiled: Any = self._statement.compile(dialect=connection.dialect, column_keys=list(values))
        fixed = {name: bind.effective_value for name, bind in compiled.binds.items() if name not in values}
        known = self._compiled[connection.dialect.name] = (compiled.string, tuple(compiled.positiontup or ()), fixed)
        return known
