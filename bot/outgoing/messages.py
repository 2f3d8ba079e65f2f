"""Drawing a message from its recipe at the moment of sending, through the gate (DESIGN §5).

A recipe says what, for whom and which items; it never holds a person's text. What was withdrawn meanwhile is not in what is
drawn, and what nobody needs any more is not sent at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.channels.base import Outgoing
from bot.gatherings import during
from bot.gatherings.agenda import AGENDA
from bot.gatherings.calendars import together_until
from bot.incoming.surroundings import setting_of
from bot.incoming.visiting import is_wished
from bot.outgoing import peers
from bot.outgoing.drawn import Drawn, Unsent, key_of
from bot.outgoing.peers import PEERS
from bot.outgoing.posts import digest_message, draw_revision, overview_message, room_message
from bot.outgoing.rooms import IN_THREAD, LINE
from bot.outgoing.saying import draw_for
from bot.outgoing.slots import BOT_NAME
from bot.outgoing.technical import technical_message
from bot.planned.late import is_late
from bot.planned.moved import MOVED, is_needless, round_told_of
from bot.planned.whole_time import begin_time
from bot.timing.editions import Editions
from bot.timing.planning import calendar_around, when_to_say
from bot.words.leaving import NO_LEAD
from dialogs.language.roles import in_role
from dialogs.saying.prompt import Prompt
from dialogs.timing.nudges import LATE
from dialogs.timing.timetable import at_work, still_punctual
from dialogs.timing.workdays import next_allowed
from storage.groups import people, rounds, teams
from storage.groups.people import Person
from storage.outgoing.failing import TECHNICAL
from storage.outgoing.outbox import Claimed
from storage.outgoing.posts import WITHDRAWAL
from storage.store import Unit
from storage.talks import conversations
from storage.talks.conversations import Conversation

Asked = tuple[Mapping[str, Any], Conversation]
"""A part of a nudge, and the conversation that it asks in."""


def draw(unit: Unit, editions: Editions, claimed: Claimed, now: datetime) -> Drawn | Unsent:
    """Return a claimed message as it is to be sent now, or why it is not sent."""
    if claimed.good_until is not None and now > claimed.good_until:
        return Unsent("stale", "too late")
    if claimed.revises is not None:
        return draw_revision(unit, editions, claimed, now)
    kind, recipe = claimed.kind, claimed.recipe
    if kind == WITHDRAWAL:
        return Drawn(Outgoing(claimed.key, claimed.to.partition(":")[2], "person", Prompt(""), kind))
    if kind in {"digest", "board", "overview", AGENDA, TECHNICAL, LINE, PEERS}:
        return _report(unit, editions, claimed, now)
    if kind == IN_THREAD:
        return _in_thread(unit, editions, claimed)
    assert claimed.person is not None
    person = people.load(unit, claimed.person)
    if refused := _not_told(unit, person, claimed, now):
        return refused
    settings = {}
    if kind == "nudge":
        about = [(part, conversations.load(unit, part["conv"])) for part in recipe]
        about = [(part, one) for part, one in about if _is_asked_of(unit, editions, person, one)]
        if refused := _not_now(unit, editions, person, claimed, about, now):
            return refused
        about = [(part, _in_its_time(unit, editions, part, one, now)) for part, one in about]
        claimed = claimed._replace(recipe=_still_asked(unit, editions, about, now))
        settings = {one.id: setting_of(unit, editions, person, one, now) for _, one in about}
    return draw_for(unit, editions, claimed, person, now, settings)


def _in_thread(unit: Unit, editions: Editions, claimed: Claimed) -> Drawn:
    """Return the line below what somebody wrote in a room, in the language that she reads."""
    part = claimed.recipe[0]
    reader = people.find(unit, part["for"])
    language = reader.language if reader else "nl"
    prompt = Prompt(editions.phrases(language).text(part["say"], {"bot": BOT_NAME}), language=language)
    return Drawn(Outgoing(key_of(claimed.id), claimed.to.partition(":")[2], "room", prompt, claimed.kind))


def _report(unit: Unit, editions: Editions, claimed: Claimed, now: datetime) -> Drawn | Unsent:
    """Return a group's digest or a line for its room, a facilitator's week, or what went wrong for an administrator."""
    part = claimed.recipe[0]
    if claimed.kind == TECHNICAL:
        return technical_message(unit, editions, claimed, now)
    if claimed.kind == LINE:
        return room_message(unit, editions, claimed, now)
    if claimed.kind == PEERS:
        return peers.message(unit, editions, claimed, fixed=False)
    if claimed.kind == "overview":
        return overview_message(unit, editions, claimed, part, now)
    return _not_yet(unit, claimed, now) or digest_message(unit, editions, claimed, claimed.id, part, fixed=False)


# -- what the bot starts by itself is looked at once more


def _not_now(
    unit: Unit, editions: Editions, person: Person, claimed: Claimed, about: Sequence[Asked], now: datetime
) -> Unsent | None:
    """Return why a nudge is not sent now: answered, over, away, left, or the hour is wrong (N1, N4)."""
    if person.left_at is not None or not about:
        return Unsent("dropped", "left")
    open_ones = [one for part, one in about if not _over(part, one)]
    if not open_ones:
        return Unsent("dropped", "answered")
    if all(_closed(unit, editions, part, one, now) for part, one in about if not _over(part, one)):
        return Unsent("stale", "closed")
    if now - claimed.due > LATE and all(_grows_old(part, one) for part, one in about):
        return Unsent("stale", "too late")  # as after a time in which the bot was down (N5)
    needless = (editions.is_about_consent(one.format) or editions.needs_no_consent(one) for one in open_ones)
    if not person.takes_part and not all(needless):
        return Unsent("dropped", "no consent")
    if person.away_until is not None and person.away_until > now:
        return Unsent("dropped", "away")
    if any(part.get("punctual") for part, _ in about) and still_punctual(claimed.due, now):
        return None
    team_id = open_ones[0].team
    together = together_until(unit, editions, person, now)  # while she tells a story, nothing else asks for one
    free = together or when_to_say(unit, claimed, person, teams.load(unit, team_id) if team_id else None, now)
    return Unsent("waiting", "outside the hours", free) if free > now else None


def _is_asked_of(unit: Unit, editions: Editions, person: Person, one: Conversation) -> bool:
    """Whether a group asks this of somebody still (GE6, X14); what is of no group is hers."""
    return one.team is None or in_role(editions.stage_of(unit, one, "nl")[1].who, people.roles_in(unit, person.id, one.team))


def _not_told(unit: Unit, person: Person, claimed: Claimed, now: datetime) -> Unsent | None:
    """Return why somebody is not told now what she did not ask for, or not any more: it is as she knows it (X19)."""
    if any("moved" in part and is_needless(rounds.load(unit, part["moved"]), part["was"]) for part in claimed.recipe):
        return Unsent("dropped", "moved back")
    if not all(is_wished(unit, person.id, part) for part in claimed.recipe):
        return Unsent("dropped", "not wished any more")
    if claimed.kind in {"notice", NO_LEAD}:
        return _not_noticed(unit, person, claimed, now)
    if claimed.kind == MOVED:
        return _not_changed(unit, person, claimed, now)
    return _not_back(unit, person, claimed, now) if claimed.kind in {"back", "month"} else None


def _not_changed(unit: Unit, person: Person, claimed: Claimed, now: datetime) -> Unsent | None:
    """Return why somebody is not told now that a day changed: she left, is away, or the hour is wrong (X19, GE2).

    A pause of her group holds it not up.
    """
    if people.signed_off(unit, person.id):
        return Unsent("dropped", "left")
    team = teams.load(unit, rounds.load(unit, round_told_of(claimed.recipe[0])).team)
    free = when_to_say(unit, claimed, person, replace(team, paused_until=None), now)
    return Unsent("waiting", "outside the hours", free) if free > now else None


def _not_back(unit: Unit, person: Person, claimed: Claimed, now: datetime) -> Unsent | None:
    """Return why something is not said now that nobody waits for: she left, pauses, or the hour is wrong."""
    if not person.takes_part:
        return Unsent("dropped", "left")
    if person.away_until is not None and person.away_until > now:
        return Unsent("dropped", "away")
    team_id = people.home_team(unit, person.id)
    free = when_to_say(unit, claimed, person, teams.load(unit, team_id) if team_id else None, now)
    return Unsent("waiting", "outside the hours", free) if free > now else None


def _not_noticed(unit: Unit, person: Person, claimed: Claimed, now: datetime) -> Unsent | None:
    """Return why somebody is not told something now: she signed off (GE4), or is away and hears it when she is back (GE2).

    That she is left in peace is told in that time, and what she has to know ``in_pause``: that the day of a meeting changed, or
    that nobody stands in for her.
    """
    if people.signed_off(unit, person.id):
        return Unsent("dropped", "left")
    in_pause = any(part.get("in_pause") for part in claimed.recipe)
    if person.away_until is not None and person.away_until > now and not in_pause:
        return Unsent("waiting", "away", person.away_until)
    free = next_allowed(now, person.zone, calendar_around(unit, person), person.quiet_days)
    return Unsent("waiting", "outside the hours", free) if free > now else None


def _over(part: Mapping[str, Any], conversation: Conversation) -> bool:
    """Whether a nudge has nothing left to ask; what somebody asked to hear later she hears, answered in part or not."""
    return conversation.ended_at is not None if part.get("asked_for") else conversation.course.done


def _grows_old(part: Mapping[str, Any], conversation: Conversation) -> bool:
    """Whether something is not asked any more once it is a day late: what belongs to a round, and has no time of its own."""
    return not part.get("asked_for") and "lasts" not in part and conversation.round is not None


def _in_its_time(unit: Unit, editions: Editions, part: Mapping[str, Any], one: Conversation, now: datetime) -> Conversation:
    """Let the time that somebody has begin now, where it begins when she is asked; not if she went on by herself (S06)."""
    begins = "lasts" in part and not _over(part, one) and not _closed(unit, editions, part, one, now)
    return begin_time(unit, editions, one, part["lasts"], now) if begins else one


def _closed(unit: Unit, editions: Editions, part: Mapping[str, Any], one: Conversation, now: datetime) -> bool:
    """Whether it is too late to ask; what is still taken after its closing nobody is asked, unless she wanted to hear it."""
    if during.is_over(unit, editions, one, now):
        return True
    if one.closes_at is not None or part.get("asked_for"):
        return one.closes_at is not None and now >= one.closes_at
    return is_late(editions.stage_of(unit, one, "nl")[1], one)


def _still_asked(unit: Unit, editions: Editions, about: Sequence[Asked], now: datetime) -> Sequence[Any]:
    """Return what of a nudge is still to be asked: one matter as it is, or two in one message (N2)."""
    wanted = [part for part, one in about if not _over(part, one) and not _closed(unit, editions, part, one, now)]
    return wanted if len(wanted) == 1 else [{"bundle": wanted, "event": wanted[0]["event"]}]


def _not_yet(unit: Unit, claimed: Claimed, now: datetime) -> Unsent | None:
    """Return that a digest waits: its group is not at work now (N1), or who reads it in place of the room is not (GE2)."""
    team = teams.load(unit, rounds.load(unit, int(claimed.recipe[0]["round"])).team)
    person = people.load(unit, claimed.person) if claimed.person is not None else None
    if person is not None and not _reads_along(unit, person, team.id):
        return Unsent("dropped", "left")
    free = when_to_say(unit, claimed, person, team, now) if person else at_work(now, team)
    return Unsent("waiting", "outside the hours", free) if free > now else None


def _reads_along(unit: Unit, person: Person, team_id: str) -> bool:
    """Whether a person may still read what her group reads, in any role; one that ended is over at once (GE6, spec §3)."""
    return not people.signed_off(unit, person.id) and bool(people.roles_in(unit, person.id, team_id))
