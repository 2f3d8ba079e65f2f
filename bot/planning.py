"""The next moment of a conversation, for the column that the tick looks at (DESIGN §4: time is derived)."""

from datetime import datetime

from dialogs.nudges import Due, next_event
from dialogs.workdays import EVERYDAY, next_allowed
from storage.conversations import Conversation
from storage.people import Person, Team


def next_due(conversation: Conversation, person: Person, team: Team | None) -> Due | None:
    """Return what happens next in a conversation, or None when nothing will."""
    return next_event(conversation.course, lambda moment: free_from(moment, person, team))


def free_from(moment: datetime, person: Person, team: Team | None) -> datetime:
    """Return ``moment``, or the first later one at which this person may be disturbed (N1, N4), in UTC."""
    if person.away_until is not None:
        moment = max(moment, person.away_until)
    return next_allowed(moment, person.zone, team.calendar if team else EVERYDAY, person.quiet_days)


def next_moment(conversation: Conversation, person: Person, team: Team | None) -> datetime | None:
    """Return when to look at a conversation again, in UTC."""
    if conversation.ended_at is not None:
        return None
    due = next_due(conversation, person, team)
    return due.at if due else None
