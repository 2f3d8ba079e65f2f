"""What becomes of a message that was not delivered: when it is tried again, who hears that it never goes (GE14, GE15)."""

from datetime import datetime, timedelta
from secrets import SystemRandom

from bot.channels.base import DeliveryError
from bot.outgoing.reaching import reached_at
from bot.outgoing.rooms import IN_THREAD, LINE
from bot.outgoing.technical import plan_technical
from bot.timing.editions import Editions
from bot.timing.reached_again import invite_anew
from bot.timing.rounds import instead_of_the_room
from storage.groups import addresses, linked, people, rooms
from storage.outgoing import outbox
from storage.outgoing.failing import TECHNICAL
from storage.outgoing.outbox import Claimed
from storage.store import Unit
from storage.talks import conversations

LONGEST_WAIT = 1800.0
ONE_DAY = timedelta(days=1)
ELSEWHERE = " elsewhere"
"""How the key ends of a message that one platform did not take, and that goes on another (GE14, GE17)."""
_CHANCE = SystemRandom()


def backoff(attempt: int) -> float:
    """Return how many seconds to wait before the next attempt, longer each time and never the same.

    All attempts together take more than half an hour, so that a platform may be away for as long (trust R10).
    """
    return min(LONGEST_WAIT, 3.0**attempt) * _CHANCE.uniform(0.8, 1.2)


def tell_of_failure(unit: Unit, one: Claimed, status: str, now: datetime) -> None:
    """Let administrators hear of a message that failed for good; not of one to them that said so (D7)."""
    if status == "failed" and one.kind != TECHNICAL:
        plan_technical(unit, now)


def first_asked(one: Claimed) -> list[int]:
    """Return the conversations whose first question stands in a message; words can be meant for them once it is sent."""
    if one.kind == "back":
        return [id_ for part in one.recipe for id_ in part["back"]]
    return [part["conv"] for part in one.recipe if part.get("open") == "prompt"] if one.kind == "nudge" else []


def given_up(unit: Unit, editions: Editions, one: Claimed, problem: DeliveryError, now: datetime) -> None:
    """Do what follows when a message is tried no more; what may have been shown counts as asked.

    What cannot be changed any more says nothing about who can be reached.
    """
    if one.revises is not None or problem.kind == "ambiguous":
        return
    conversations.put_before(unit, first_asked(one), None)
    if problem.kind == "permanent":
        _not_to_be_reached(unit, one, problem.reason, now)
    elif one.person is not None:  # the platform was away for so long; whom it kept from an invitation is invited another day
        invite_anew(unit, editions, people.load(unit, one.person), now, now + ONE_DAY)


def _not_to_be_reached(unit: Unit, one: Claimed, reason: str, now: datetime) -> None:
    """Mark the person as not to be reached (GE14); a room that is gone sends its digest to the facilitators (GE15)."""
    if one.person is not None and _goes_elsewhere(unit, one, now):
        return
    if one.person is not None:
        people.set_values(unit, one.person, undeliverable=reason)
        say_in_thread(unit, one, now)
    elif one.room is not None:
        channel, _, external = one.to.partition(":")
        rooms.lose(unit, channel, external, reason)
        _to_people(unit, one, one.room, now)


def _goes_elsewhere(unit: Unit, one: Claimed, now: datetime) -> bool:
    """Write to somebody on her other platform from now on, this too; False where she has none, or it failed there as well."""
    assert one.person is not None
    here = one.to.partition(":")[0]
    others = [(channel, there) for channel, there in addresses.of(unit, one.person) if channel != here]
    if not others or one.key.endswith(ELSEWHERE):
        return False
    channel, there = others[0]
    linked.reach_on(unit, one.person, channel)
    key, to = f"{one.key}{ELSEWHERE}", f"{channel}:{there}"
    again = outbox.Message(key, to, one.kind, one.recipe, now, person=one.person, good_until=one.good_until)
    outbox.add(unit, again._replace(conversation=one.conversation))
    return True


def leave_room(unit: Unit, group: str, now: datetime) -> None:
    """Let a group have no room any more; what waits to be posted there goes to people instead (X19)."""
    rooms.take_away(unit, group)
    for one in outbox.drop_for_room(unit, group, now):
        _to_people(unit, one, group, now)


def _to_people(unit: Unit, one: Claimed, group: str, now: datetime) -> None:
    """Plan for people what was for the room of a group; a line of that moment is for nobody else."""
    recipe = [{**part, "instead": True} for part in one.recipe]
    for_all = bool(recipe[0].get("for_all"))
    for person in instead_of_the_room(unit, group, for_all=for_all) if one.kind != LINE else ():
        if to := reached_at(unit, person):
            key, due = f"{one.key} instead {person}", max(one.due, now)
            outbox.add(unit, outbox.Message(key, to, one.kind, recipe, due, person=person, good_until=one.good_until))


def say_in_thread(unit: Unit, one: Claimed, now: datetime) -> None:
    """Say below what somebody wrote in a room how she can be answered, as she cannot be written to; nothing else (S01)."""
    thread = one.recipe[0].get("thread") if one.kind == "reply" and one.recipe else None
    if thread is not None:
        key, part = f"{one.key} thread", {"say": "room.cannot_write", "for": one.person}
        outbox.add(unit, outbox.Message(key, thread, IN_THREAD, [part], now))
