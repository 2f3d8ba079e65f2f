"""Which room a group has on a platform, and why nothing can be posted there, if that is so (GE15, X09).

While something is wrong with it a group is as one without a room (``storage.groups.teams``), and nothing of it is forgotten.
"""

from dataclasses import dataclass

from sqlalchemy import Select, delete, select, update

from storage.store import Unit
from storage.tables import outbox, team

MOVES = ("digest", "board", "line")
"""What waits for a group's room and goes to its new one."""


@dataclass(frozen=True, slots=True)
class GroupRoom:
    """The room of a group; ``problem`` is why nothing can be posted there."""

    group: str
    channel: str
    external: str
    problem: str | None

    @property
    def address(self) -> str:
        """Where messages for it go."""
        return f"{self.channel}:{self.external}"


_ROOMS = select(team.c.id, team.c.room_channel, team.c.room_external, team.c.room_problem).where(
    team.c.room_channel.is_not(None)
)


def all_on(unit: Unit, channel: str | None = None) -> list[GroupRoom]:
    """Return the rooms of all groups, or those on one channel."""
    return _found(unit, _ROOMS.where(team.c.room_channel == channel) if channel else _ROOMS)


def of(unit: Unit, group: str) -> GroupRoom | None:
    """Return the room of a group, also while nothing can be posted there; None where it has none."""
    return next(iter(_found(unit, _ROOMS.where(team.c.id == group))), None)


def whose(unit: Unit, channel: str, external: str) -> GroupRoom | None:
    """Return what is known of a room, if it is that of a group."""
    here = team.c.room_channel == channel, team.c.room_external == external
    return next(iter(_found(unit, _ROOMS.where(*here))), None)


def _found(unit: Unit, wanted: Select[tuple[str, str, str, str | None]]) -> list[GroupRoom]:
    rows = unit.connection.execute(wanted.order_by(team.c.id)).all()
    return [GroupRoom(row.id, row.room_channel, row.room_external, row.room_problem) for row in rows]


def put(unit: Unit, group: str, channel: str, external: str) -> None:
    """Give a group this room; what waits for the one that it had goes here too, but for what introduces the bot there."""
    before = of(unit, group)
    values = {"room_channel": channel, "room_external": external, "room_problem": None}
    unit.connection.execute(update(team).where(team.c.id == group).values(**values))
    if before is not None and before.address != f"{channel}:{external}":
        _introduce_no_more(unit, group)
        waits = outbox.c.room == group, outbox.c.status == "waiting", outbox.c.to == before.address
        moves = outbox.c.revises.is_(None), outbox.c.kind.in_(MOVES)
        unit.connection.execute(update(outbox).where(*waits, *moves).values(to=f"{channel}:{external}"))


def take_away(unit: Unit, group: str) -> None:
    """Let a group have no room any more; what waits for it is the caller's to send elsewhere."""
    _introduce_no_more(unit, group)
    unit.connection.execute(
        update(team).where(team.c.id == group).values(room_channel=None, room_external=None, room_problem=None)
    )


def _introduce_no_more(unit: Unit, group: str) -> None:
    """Forget an introduction that was not said yet, so that it is said once where it belongs."""
    unsaid = outbox.c.room == group, outbox.c.status == "waiting", outbox.c.key.startswith("introduction ")
    if unit.connection.execute(delete(outbox).where(*unsaid)).rowcount > 0:
        unit.connection.execute(update(team).where(team.c.id == group).values(introduced=None))


def lose(unit: Unit, channel: str, external: str, reason: str) -> bool:
    """Remember why nothing can be posted in a room; False where that was known already, or it is no group's (GE15)."""
    here = team.c.room_channel == channel, team.c.room_external == external, team.c.room_problem.is_(None)
    return unit.connection.execute(update(team).where(*here).values(room_problem=reason)).rowcount > 0


def find_again(unit: Unit, channel: str, external: str) -> bool:
    """Remember that a room can be posted in again; False where nothing was wrong with it."""
    here = team.c.room_channel == channel, team.c.room_external == external, team.c.room_problem.is_not(None)
    return unit.connection.execute(update(team).where(*here).values(room_problem=None)).rowcount > 0
