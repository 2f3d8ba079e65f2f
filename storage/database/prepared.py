"""Statements of the hot path that are compiled once and handed to the driver as they are.

A profile of a turn showed half of the writer thread's time in SQLAlchemy's handling of each statement (goals §5.1). These are
the same Core expressions over the same connection and transaction; only the handling is left out.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from sqlalchemy.sql import ClauseElement

from storage.database.straight import straight, written
from storage.store import Unit

Given = Callable[[dict[str, Any]], Any]
"""Puts the values of one run in the form and the order in which a driver wants them."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement as one driver takes it."""

    sql: str
    fixed: Mapping[str, Any]
    given: Given
    straight: bool
    """Whether it goes to PostgreSQL by the shortest way."""


class Prepared:
    """One statement, always run with the same names of values; results come as the driver's own cursor, or like one."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[type[Any], _Compiled] = {}

    def run(self, unit: Unit, values: dict[str, Any]) -> Any:
        """Run the statement inside the unit's transaction; truth values come back as the driver gives them."""
        known = self._known(unit, values)
        ordered = known.given({**values, **known.fixed} if known.fixed else values)
        return straight(unit.connection).run(known.sql, ordered) if known.straight else unit.driver.execute(known.sql, ordered)

    def run_all(self, unit: Unit, values: Sequence[dict[str, Any]]) -> int:
        """Run the statement once for each of several sets of values; returns how many rows were written in all."""
        if not values:
            return 0
        known = self._known(unit, values[0])
        if known.straight:
            return sum(self.run(unit, one).rowcount for one in values)
        ordered = (known.given({**one, **known.fixed} if known.fixed else one) for one in values)
        return int(unit.driver.executemany(known.sql, ordered).rowcount)

    def rows(self, unit: Unit, values: dict[str, Any]) -> list[Any]:
        """Run a question and return its rows, with the columns by name."""
        return list(map(self._row, self.run(unit, values)))

    @cached_property
    def _row(self) -> Callable[[Sequence[Any]], Any]:
        columns: Any = self._statement
        made: Any = namedtuple  # noqa: PYI024 - the names are known at run time only
        row = made("Row", [column.key for column in columns.selected_columns])
        return row._make  # type: ignore[no-any-return]

    def _known(self, unit: Unit, values: Mapping[str, Any]) -> _Compiled:
        """Return the statement as the driver takes it, compiled the first time."""
        known = self._compiled.get(type(unit.driver))
        if known is None:
            known = self._compiled[type(unit.driver)] = self._compile(unit.connection.dialect, list(values))
        return known

    def _compile(self, dialect: Any, names: list[str]) -> _Compiled:
        apart = dialect.name == "postgresql"
        compiled: Any = (
            written(self._statement, names) if apart else self._statement.compile(dialect=dialect, column_keys=names)
        )
        fixed = {name: bind.effective_value for name, bind in compiled.binds.items() if name not in names}
        return _Compiled(compiled.string, fixed, _in_order(compiled.positiontup), apart)


def _in_order(names: list[str] | None) -> Given:
    """Return what gives a driver the values by place."""
    if not names:
        return lambda _: ()
    if len(names) == 1:
        return lambda values: (values[names[0]],)
    return itemgetter(*names)
