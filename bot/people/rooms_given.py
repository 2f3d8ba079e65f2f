"""Giving groups their rooms by a list (X20)."""

from collections.abc import Callable
from datetime import datetime

from bot.outgoing.undelivered import leave_room
from bot.people.room_links import NO_ROOM, Room
from bot.timing.editions import Editions
from storage.groups import rooms
from storage.store import Unit


def is_new(unit: Unit, group: str, room: Room) -> bool:
    """Whether a group gets a room by a list: another one, or the same where nothing could be posted."""
    there = rooms.of(unit, group)
    if room == NO_ROOM:
        return there is not None
    return there is None or (there.channel, there.external) != room or there.problem is not None


def another_has(unit: Unit, group: str, room: Room) -> str | None:
    """Return which other group has a room already."""
    there = rooms.whose(unit, *room)
    return there.group if there is not None and there.group != group else None


def posts_in(room: Room) -> str:
    """Return in words for the administrator what changes."""
    return f"posts in {' '.join(room)}" if room != NO_ROOM else "posts in no room any more"


def giving(group: str, room: Room) -> Callable[[Unit, Editions, datetime], None]:
    """Return what gives a group a room."""

    def do(unit: Unit, editions: Editions, now: datetime) -> None:
        del editions
        if room == NO_ROOM:
            leave_room(unit, group, now)
        else:
            rooms.put(unit, group, *room)

    return do
