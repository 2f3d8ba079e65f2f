"""Giving a group its room: who leads it calls the bot there, and says yes in the private chat (X19, GE15)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.channels.base import Mentioned
from bot.outgoing.undelivered import leave_room
from dialogs.talk.rooms import NOTHING, chosen_word, left_word, named_in_room
from storage.database.packed import unpack
from storage.groups import people, rooms, teams
from storage.groups.rooms import GroupRoom
from storage.groups.teams import Team
from storage.privacy import audit

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def called(doing: "Doing", act: Mentioned) -> bool:
    """Take up that somebody called the bot in a room that may be that of a group of hers; False where there is nothing to it.

    Without a word of hers it is offered only for groups that have no room, in a room that is nobody's.
    """
    if act.room is None:
        return False
    place = f"{_channel(doing)}:{act.room}"
    there, said = rooms.whose(doing.unit, _channel(doing), act.room), named_in_room(act.text)
    hers = _to_choose_for(doing)
    if said is not None and not hers:
        doing.say("room.not_yours")
    elif said is not None and said.casefold() in NOTHING:
        return _offer_to_leave(doing, there, hers, place)
    elif not (offered := _could_be_here(hers, said, there)):
        return False
    elif there is not None:
        own = next((one for one in offered if one.id == there.group), None)
        doing.say("room.already" if own else "room.taken", {"groep": own.name} if own else {})
    elif len(offered) == 1:
        doing.say("room.here", {"groep": offered[0].name}, [(chosen_word(offered[0].id, place), "room.yes")])
    else:
        doing.say("room.which", {}, [(chosen_word(one.id, place), one.name) for one in offered])
    return True


def _could_be_here(hers: Sequence[Team], said: str | None, there: GroupRoom | None) -> Sequence[Team]:
    """Return whose room it may be: of those that she names, or else of those that have none."""
    if said is None:
        return [one for one in hers if one.room is None] if there is None else []
    return [one for one in hers if one.name.casefold() == said.casefold()] or hers


def _offer_to_leave(doing: "Doing", there: GroupRoom | None, hers: Sequence[Team], place: str) -> bool:
    """Ask whether nothing more is to be posted in the room of a group of hers; False where it is none."""
    own = next((one for one in hers if there is not None and one.id == there.group), None)
    if own is None:
        return False
    doing.say("room.leave", {"groep": own.name}, [(left_word(own.id, place), "room.leave_yes")])
    return True


def do(doing: "Doing", detail: str) -> None:
    """Give a group a room, or take it away, as somebody chose just now; a button of before, or words of hers, name no room."""
    act, group_id, address = detail.split(" ", 2)
    group = next((one for one in _to_choose_for(doing) if one.id == group_id), None)
    if not _was_offered(doing, (chosen_word if act == "give" else left_word)(group_id, address)):
        doing.say("room.call_me")
    elif group is None:
        doing.say("room.not_yours")
    elif act == "give":
        _give(doing, group, address)
    else:
        doing.remember(None)
        leave_room(doing.unit, group.id, doing.now)
        audit.note(doing.unit, "room left", doing.now, actor=doing.person.id, subject=group.id)
        doing.say("room.left", {"groep": group.name})
    doing.again()


def _give(doing: "Doing", group: Team, address: str) -> None:
    channel, _, external = address.partition(":")
    there = rooms.whose(doing.unit, channel, external)
    if there is not None and there.group != group.id:
        doing.say("room.taken")
        return
    doing.remember(None)
    rooms.put(doing.unit, group.id, channel, external)
    audit.note(doing.unit, "room chosen", doing.now, actor=doing.person.id, subject=group.id)
    doing.say("room.set", {"groep": group.name})


def _channel(doing: "Doing") -> str:
    return doing.address.partition(":")[0]


def _was_offered(doing: "Doing", word: str) -> bool:
    """Whether a room was offered to somebody last: only in it she can have called the bot."""
    offered = unpack(doing.person.offered) if doing.person.offered else []
    return any(one == word for one, _ in offered)


def _to_choose_for(doing: "Doing") -> list[Team]:
    """Return the groups whose room is somebody's to choose, the first joined first."""
    found = {}
    for held in people.roles_of(doing.unit, doing.person.id):
        group = teams.load(doing.unit, held.team)
        if held.role in {"admin", "lead" if group.kind == "team" else "facilitator"}:
            found[group.id] = group
    return list(found.values())
