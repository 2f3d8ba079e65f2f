"""What people of a group chose and shared in a format that each begins herself, since a moment (S50)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, select

from dialogs.talk.conversation import Status
from dialogs.visibility import READ_BY_GROUP, Room
from storage.store import Unit
from storage.tables import answer, conversation, membership
from storage.talks import tallies
from storage.talks.answers import Readable, through_the_gate
from storage.times import stamp


def _of_group(team_id: str, format_id: str, since: datetime) -> ColumnElement[bool]:
    """Return which answers people of a group gave in a format since a moment, and did not take back."""
    people = select(membership.c.person).where(membership.c.team == team_id)
    theirs = conversation.c.person.in_(people), conversation.c.team == team_id, conversation.c.format == format_id
    held = answer.c.conversation.in_(select(conversation.c.id).where(*theirs, conversation.c.opens_at >= stamp(since)))
    return and_(held, answer.c.withdrawn_at.is_(None))


def was_used(unit: Unit, team_id: str, format_id: str, since: datetime) -> bool:
    """Whether anybody of a group was done with a format since a moment, and told something in it; nobody learns who."""
    done = answer.c.conversation.in_(select(conversation.c.id).where(conversation.c.status == Status.SUBMITTED))
    used = exists().where(_of_group(team_id, format_id, since), done)
    return bool(unit.connection.execute(select(used)).scalar())


def chosen(unit: Unit, team_id: str, format_id: str, question: str, since: datetime) -> list[Readable]:
    """Return what was chosen at a question that says that it is counted; nobody reads it, and only numbers are told (V4)."""
    asked = and_(_of_group(team_id, format_id, since), answer.c.question == question)
    return tallies.chosen_at(unit, [question], asked)


def shared(unit: Unit, team_id: str, format_id: str, questions: Sequence[str], since: datetime) -> list[Readable]:
    """Return what was shared with a group at questions of a format since a moment, as its room reads it."""
    there = answer.c.team == team_id, answer.c.format == format_id, answer.c.question.in_(list(questions))
    told = and_(*there, answer.c.shared_at >= stamp(since), answer.c.level.in_(READ_BY_GROUP), answer.c.withdrawn_at.is_(None))
    return through_the_gate(unit, Room(team_id), told)


def written_with(unit: Unit, team_id: str, conversation_id: int, questions: Sequence[str]) -> list[Readable]:
    """Return what was written for a group in one conversation, as when its round was planned, as its room reads it."""
    there = answer.c.conversation == conversation_id, answer.c.question.in_(list(questions)), answer.c.withdrawn_at.is_(None)
    return through_the_gate(unit, Room(team_id), and_(*there))
