"""What is asked of somebody for the next meeting of her team: at once, some working days before it, and not each week (S09).

Where a meeting is off, it goes on to the next one. Every function works inside one unit of work and may run twice.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.outgoing.reaching import reached_at
from bot.timing.editions import Editions
from dialogs.language.asking import ForMeeting
from dialogs.language.stages import Stage
from dialogs.timing import team_meetings
from dialogs.timing.cadence import resolve
from dialogs.timing.timetable import at_work
from dialogs.timing.workdays import WorkCalendar
from storage.groups import partners, people, teams
from storage.groups.people import Person
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import conversations, windows
from storage.talks.conversations import Conversation, Fresh


def begun(
    unit: Unit, fresh: Fresh, stage: Stage, asked: Person, team: Team | None, now: datetime, moment: datetime | None = None
) -> Conversation | None:  # fmt: skip
    """Begin to ask somebody, or return what waits already for the meeting that comes; None where this was asked before.

    A team that did not say when it meets is asked at once; so is who offered the ``moment`` for which she is asked, until then.
    """
    if stage.for_meeting is None or team is None or not team_meetings.known(team.settings):
        opens = now if moment is not None else _first_free(unit, fresh, stage, now)
        closes, nudges = window_of(stage, opens, asked, teams.calendar_of(unit, fresh.team))
        if moment is not None:
            closes = min(closes or moment, moment)
            nudges = tuple(one for one in nudges if one < closes)
        return conversations.begin_one(unit, replace(fresh, opens_at=opens, closes_at=closes, nudges=nudges, next_at=opens))
    newest = partners.newest_of(unit, asked.id, fresh.format, team.id)
    if newest is not None and newest.waits and newest.opens > now:
        return conversations.load(unit, newest.conversation)
    again = newest.opens + timedelta(weeks=stage.for_meeting.weeks) if newest is not None else now
    come = team_meetings.before(team.settings, stage.for_meeting.workdays, now, team.zone, not_before=again)
    return conversations.begin_one(unit, replace(fresh, opens_at=come.opens, closes_at=come.meeting, next_at=come.opens))


def _first_free(unit: Unit, fresh: Fresh, stage: Stage, now: datetime) -> datetime:
    """Return when she can be asked: where she may be asked only so much at once, once one of these closes (S51)."""
    there = partners.open_asked(unit, fresh.person, fresh.format) if stage.at_once is not None else []
    closing = sorted(one.closes_at for one in there if one.closes_at is not None)
    return closing[-stage.at_once] if stage.at_once is not None and len(closing) >= stage.at_once else now


def window_of(
    stage: Stage, opens: datetime, person: Person, calendar: WorkCalendar
) -> tuple[datetime | None, tuple[datetime, ...]]:  # fmt: skip
    """Return when it is over that somebody is asked, and when she is reminded."""
    closes = resolve(stage.window.closes, {"opening": opens}, person.zone, calendar) if stage.window.closes else None
    return closes, tuple(resolve(moment, {"opening": opens}, person.zone, calendar) for moment in stage.window.nudges)


def is_off(unit: Unit, editions: Editions, team: Team, meeting: datetime, now: datetime) -> bool:
    """Let what was asked for a meeting that does not happen go on to the next one; whether there was anything."""
    formats = {name: one.dutch.stages[0].for_meeting for name, one in editions.library.editions.items() if one.dutch.stages}
    gathering = {name: wanted for name, wanted in formats.items() if wanted is not None}
    there = dict.fromkeys(held.person for held in people.members(unit, team.id, ("member", "lead", "facilitator")))
    found = partners.for_meeting(unit, team.id, there, gathering, meeting)
    for one in {one.conversation: one for one in found}.values():
        _goes_on(unit, conversations.load(unit, one.conversation), gathering[one.format], team, now)
    return bool(found)


def _goes_on(unit: Unit, kept: Conversation, wanted: ForMeeting, team: Team, now: datetime) -> None:
    """Ask somebody before the next meeting what she was not asked yet; else say then what stays on the agenda."""
    come = team_meetings.before(team.settings, wanted.workdays, now, team.zone)
    if kept.prompted_at is None:
        windows.ask_later(unit, kept.id, come.opens, come.meeting, come.opens)
        return
    windows.close_at(unit, kept.id, come.meeting)
    if (to := reached_at(unit, kept.person)) is not None:
        part = {"together": kept.id, "stays": True}
        key = f"stays {kept.id} {come.meeting.isoformat()}"
        outbox.add(unit, Message(key, to, "notice", [part], at_work(come.opens, team), person=kept.person,
                                 good_until=come.meeting))  # fmt: skip
