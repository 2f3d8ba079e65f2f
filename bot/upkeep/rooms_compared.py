"""Who is in the room of a group and not on the list, and the other way round: asked of the platform now, and kept nowhere."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.channels.base import DeliveryError
from storage.groups import addresses, people, rooms
from storage.groups.rooms import GroupRoom
from storage.store import Unit

WhoIsIn = Callable[[str], Awaitable[Mapping[str, str]]]
"""Returns who is in a room, by address, and how they are called there; raises DeliveryError."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A group's room, and who holds a role in the group, by address on that channel."""

    room: GroupRoom
    people: Mapping[str, str]


def listed(unit: Unit, channels: Sequence[str], group: str | None = None) -> list[Listed]:
    """Return the rooms on some channels, or that of one group, with the people of each group."""
    found = [one for channel in channels for one in rooms.all_on(unit, channel) if group in {None, one.group}]
    return [Listed(one, _by_address(unit, one)) for one in found]


def _by_address(unit: Unit, room: GroupRoom) -> Mapping[str, str]:
    members = {held.person for held in people.members(unit, room.group, people.ALL_ROLES)}
    return {there: id_ for id_ in sorted(members) for channel, there in addresses.of(unit, id_) if channel == room.channel}


async def compared(one: Listed, who_is_in: WhoIsIn) -> list[str]:
    """Return in lines who is in a room and not on the list, and who is on the list and not in the room."""
    head = f"{one.room.group} ({one.room.channel} {one.room.external})"
    try:
        there = await who_is_in(one.room.external)
    except DeliveryError as problem:
        return [f"{head}: cannot be looked at: {problem.reason}"]
    found = list(_differences(one.people, there))
    return [f"{head}: {len(there)} in the room", *found] if found else [f"{head}: {len(there)} in the room, all on the list"]


def _differences(known: Mapping[str, str], there: Mapping[str, str]) -> Iterator[str]:
    for address, called in sorted(there.items(), key=lambda one: one[1].casefold()):
        if address not in known:
            yield f"  in the room and not on the list: {called}, {address}"
    for address, id_ in known.items():
        if address not in there:
            yield f"  on the list and not in the room: {id_}"
