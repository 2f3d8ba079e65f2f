"""A unit of work: a plain function over one connection. It may run twice, so it touches nothing but what it is given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage.errors import NotSaved
from storage.privacy.keys import KeyStore

T = TypeVar("T")
Lane = Literal["turn", "bulk"]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit of work may touch: the connection inside its transaction, the driver's own below it, and the keys."""

    connection: Connection
    driver: Any
    keys: KeyStore

    @property
    def whole(self) -> bool:
        """Whether the transaction can still be kept: one error of PostgreSQL, or a full disk, ends it for all that follows."""
        if self.connection.dialect.name == "sqlite":
            return bool(self.driver.in_transaction)
        return bool(self.driver.info.transaction_status.name == "INTRANS")

    def failed_by(self, problem: Exception) -> bool:
        """Whether the database failed, and no mistake in what was done: the unit as a whole has to be tried again.

        Who catches errors inside a unit asks this, and raises these on.
        """
        driver: Any = self.connection.dialect.loaded_dbapi
        mistakes = (driver.DataError, driver.IntegrityError, driver.InterfaceError, driver.ProgrammingError)
        cause = problem.orig if isinstance(problem, DBAPIError) else problem
        of_its_own = isinstance(cause, driver.Error) and not isinstance(cause, mistakes)
        return not self.whole or of_its_own or isinstance(cause, NotSaved)


Work = Callable[[Unit], T]
