"""Instants as the database keeps them: seconds since 1970 in UTC."""

from datetime import UTC, datetime
from typing import overload


@overload
def stamp(moment: datetime) -> float: ...
@overload
def stamp(moment: None) -> None: ...
def stamp(moment: datetime | None) -> float | None:
    """Return an instant as it is kept."""
    return None if moment is None else moment.timestamp()


@overload
def instant(kept: float) -> datetime: ...
@overload
def instant(kept: None) -> None: ...
def instant(kept: float | None) -> datetime | None:
    """Return a kept instant."""
    return None if kept is None else datetime.fromtimestamp(kept, UTC)
