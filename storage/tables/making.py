"""What the tables are made with: one collection of them, moments, and indexes over some rows."""

from typing import Any

from sqlalchemy import Column, Double, Index, MetaData, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def moment(name: str, *, needed: bool = False) -> Column[float]:
    """Return a column with a moment: seconds since 1970 in UTC."""
    return Column(name, Double, nullable=not needed)


def index_where(condition: str, name: str, *columns: str, unique: bool = False, **more: Any) -> Index:
    """Return an index over some rows only; both databases know these."""
    return Index(name, *columns, unique=unique, sqlite_where=text(condition), postgresql_where=text(condition), **more)


SPREAD: dict[str, Any] = {"postgresql_using": "hash", "postgresql_with": {"fillfactor": 10}}
"""An index over few rows for which every turn asks: on PostgreSQL it spreads them over many pages, so that turns of several
people do not meet on one (0012)."""
