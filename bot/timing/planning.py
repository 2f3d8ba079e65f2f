"""When to look at a conversation again, and when somebody may hear something (DESIGN §4: time is derived)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.outgoing.reaching import reached_at
from dialogs.settings import DEFAULTS, PER_DAY
from dialogs.timing.nudges import Course, Due, next_event
from dialogs.timing.timetable import Place, Reached, first_moment, free_from, in_pause, next_day
from dialogs.timing.workdays import EVERYDAY, WorkCalendar
from storage.groups import people, teams
from storage.groups.people import Person
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Claimed, Message
from storage.store import Unit
from storage.talks.conversations import Conversation
from storage.timing import budget


def next_asked(unit: Unit, opening: datetime, person: Person, team: Team, now: datetime) -> datetime | None:
    """Return when a round that opens at a moment will ask a person; None while she or her group pauses: it may be over then."""
    if in_pause(opening, team):
        return None
    if person.away_until is not None and person.away_until > opening:
        return None
    moment = first_moment(opening, opening, person, team)
    today, day = (one.astimezone(person.zone).date() for one in (now, moment))
    # The invitation may have been this day's message.
    if day == today and budget.sent_on(unit, person.id, today) >= team.settings[PER_DAY]:
        return free_from(next_day(now, person), person, team)
    return moment


def calendar_around(unit: Unit, person: Person) -> WorkCalendar:
    """Return the hours and days in which somebody may be told what is about no group in particular (N1, §14).

    They are those of the group in which she is asked (X16), or else of the first in which she has a role.
    """
    home = people.home_team(unit, person.id) or next((held.team for held in people.roles_of(unit, person.id)), None)
    return teams.load(unit, home).calendar if home else EVERYDAY


def free_day(unit: Unit, person: Person, team: Team | None, now: datetime) -> datetime:
    """Return ``now``, or the first later moment at which something may be said that is to be the one message of its day."""
    free = free_from(now, person, team)
    while budget.sent_on(unit, person.id, free.astimezone(person.zone).date()):
        free = free_from(next_day(free, person), person, team)
    return free


def alone_before(
    unit: Unit, person: Person, team: Team | None, now: datetime, last: datetime | None
) -> tuple[datetime, str | None]:  # fmt: skip
    """Return when somebody hears something as the one message of a day, and the place that it takes in her days (N2).

    Where only her message of a day would put it off until the ``last`` moment at which she has to know it, it comes now, beside
    that message.
    """
    free = free_day(unit, person, team, now)
    if last is not None and free_from(now, person, team) < last <= free:
        return now, None
    return free, budget.place_on(person.id, free.astimezone(person.zone).date())


def tell_alone(
    unit: Unit, person: Person, team: Team, key: str, part: Mapping[str, Any], now: datetime, until: datetime | None = None
) -> None:  # fmt: skip
    """Plan that somebody hears something as the one message of a day, which counts as such (N2); not who takes no part."""
    to = reached_at(unit, person.id)
    if to is not None and person.takes_part:
        due, place = alone_before(unit, person, team, now, None)
        outbox.add(unit, Message(key, to, "notice", [part], due, person=person.id, good_until=until, budget=place))


def next_due(course: Course, person: Reached, team: Place | None) -> Due | None:
    """Return what happens next in a conversation that takes this course, or None when nothing will."""
    return next_event(course, lambda moment: free_from(moment, person, team), person.zone)


def when_to_say(unit: Unit, claimed: Claimed, person: Person, team: Team | None, now: datetime) -> datetime:
    """Return when a planned message may go; one that counts does so on the day on which it goes, and alone (N1, N2)."""
    free = free_from(now, person, team)
    while claimed.budget is not None:
        day = free.astimezone(person.zone).date()
        if budget.count_on(unit, claimed, person.id, day, (team.settings if team else DEFAULTS)[PER_DAY]):
            break
        free = free_from(next_day(free, person), person, team)
    return free


def next_moment(conversation: Conversation, person: Person, team: Team | None) -> datetime | None:
    """Return when to look at a conversation again, in UTC."""
    if conversation.ended_at is not None:
        return None
    due = next_due(conversation.course, person, team)
    return due.at if due else None
