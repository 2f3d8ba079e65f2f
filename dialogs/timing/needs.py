"""What a group must have before a round of a format opens in it (``needs``): somebody in a role, enough people, a room.

An agreed contract will stand here too, once groups have one.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

from dialogs.language.asking import Needs
from dialogs.language.roles import Role


class Standing(Protocol):
    """How a group stands now; no people."""

    @property
    def roles(self) -> AbstractSet[Role]: ...
    @property
    def people(self) -> int: ...
    @property
    def room(self) -> bool: ...
    @property
    def told(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Lack:
    """What a group has not: a phrase that says so, without its beginning, and what fills its places."""

    what: str
    role: Role | None = None
    number: int = 0


def lack(needs: Needs, group: Standing) -> Lack | None:
    """Return the first thing that a group lacks for a round to open, or None."""
    for role in needs.roles:
        if role not in group.roles:
            return Lack("role", role)
    if group.people < needs.people:
        return Lack("people", number=needs.people)
    if needs.room and not group.room:
        return Lack("room")
    return Lack("told", number=needs.told.people) if needs.told and group.told < needs.told.people else None
