"""A unit of work: a plain function over one connection. It may run twice, so it touches nothing but what it is given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection

from storage.keys import KeyStore

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
        """Whether the transaction can still be kept: one error of PostgreSQL, or a full disk, ends it for all that follows.

        Who catches errors inside a unit asks this, and raises on when it cannot.
        """
        if self.connection.dialect.name == "sqlite":
            return bool(self.driver.in_transaction)
        return bool(self.driver.info.transaction_status.name == "INTRANS")


Work = Callable[[Unit], T]
