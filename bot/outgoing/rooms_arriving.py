"""Whether the bot can post in the rooms of groups, in plain words for the administrator, and what to do (X09, GE15)."""

from collections.abc import Iterator

from bot.channels.reasons import ARCHIVED, GONE, NO_MEMBER, NOT_INSTALLED
from bot.outgoing.room_watch import NOT_THERE
from storage.groups import rooms, teams
from storage.store import Unit

CHOOSE = "let who leads the group mention the bot in its channel, or write the channel under room in the list"
MENDS = {
    NOT_THERE: ("the bot is not in it", "add it to that team or channel"),
    NOT_INSTALLED: ("the app is not installed there", "add it to that team in Teams"),
    ARCHIVED: ("it is archived", f"bring it back, or {CHOOSE}"),
    GONE: ("the channel is not there any more", CHOOSE),
    NO_MEMBER: ("the bot is no member of the channel", "add it to the channel"),
}


def of_groups(unit: Unit, group: str | None = None) -> Iterator[str]:
    """Yield in a line for each group, or for one, where what is for all of it is posted."""
    for id_ in [group] if group else teams.all_ids(unit):
        room = rooms.of(unit, id_)
        if room is None:
            yield f"room of {id_}: none; what is for all of it goes to its facilitators, or to all. To do: {CHOOSE}"
        else:
            state = f"not reachable; {told}" if (told := _why(room.problem)) else "reachable"
            yield f"room of {id_} ({room.channel} {room.external}): {state}"


def lost(unit: Unit) -> Iterator[str]:
    """Yield in which rooms nothing can be posted, and the mend."""
    for room in rooms.all_on(unit):
        if told := _why(room.problem):
            yield f"nothing can be posted in the room of {room.group}: {told}"


def _why(problem: str | None) -> str | None:
    if problem is None:
        return None
    reason, mend = MENDS.get(problem, (f"the platform refused it: {problem}", f"mend that on the platform; then {CHOOSE}"))
    return f"{reason}. To do: {mend}"
