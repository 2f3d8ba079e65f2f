"""Ending what people are asked: a stage, a round, a format in a group, or all of one person, without a word of theirs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, not_, or_, select, update

from dialogs.talk.conversation import Status
from storage.store import Unit
from storage.tables import conversation, membership, round_
from storage.talks.conversations import LATER
from storage.times import stamp


def close_now(unit: Unit, round_id: int, stages: Sequence[str], now: datetime) -> None:
    """Close what still runs in some stages of a round; each is ended when it is looked at next."""
    running = conversation.c.round == round_id, conversation.c.stage.in_(stages), conversation.c.ended_at.is_(None)
    open_still = or_(conversation.c.closes_at.is_(None), conversation.c.closes_at > stamp(now))
    values = {"closes_at": stamp(now), "next_at": stamp(now), "revision": conversation.c.revision + 1}
    unit.connection.execute(update(conversation).where(*running, open_still).values(**values))


def withdraw_in(unit: Unit, round_id: int, now: datetime) -> list[str]:
    """Close and end all that runs in a round; returns who was asked something in it already."""
    asked = select(conversation.c.person).where(conversation.c.round == round_id, conversation.c.prompted_at.is_not(None))
    people = list(unit.connection.execute(asked.distinct().order_by(conversation.c.person)).scalars())
    running = conversation.c.round == round_id, conversation.c.ended_at.is_(None)
    over = {"status": Status.WITHDRAWN, "closes_at": stamp(now), "ended_at": stamp(now), "next_at": None}
    unit.connection.execute(update(conversation).where(*running).values(**over, revision=conversation.c.revision + 1))
    return people


def withdraw_from(unit: Unit, round_id: int, stage: str, now: datetime) -> None:
    """End what runs in a stage of a round: who was asked does it no more."""
    running = conversation.c.round == round_id, conversation.c.stage == stage, conversation.c.ended_at.is_(None)
    over = {"status": Status.WITHDRAWN, "ended_at": stamp(now), "next_at": None, "revision": conversation.c.revision + 1}
    unit.connection.execute(update(conversation).where(*running).values(**over))


def call_off(unit: Unit, person_id: str, occasion: str) -> None:
    """Forget a conversation that was planned, and of which nothing was said yet."""
    planned = conversation.c.person == person_id, conversation.c.occasion == occasion, conversation.c.put_at.is_(None)
    unit.connection.execute(delete(conversation).where(*planned, conversation.c.touched_at.is_(None)))


def call_off_of(unit: Unit, person_id: str, format_id: str, team_id: str | None) -> None:
    """Forget what was planned of a format for somebody in a group, and of which nothing was said yet."""
    hers = (
        conversation.c.person == person_id,
        conversation.c.format == format_id,
        conversation.c.occasion.startswith(f"{LATER} "),
    )
    planned = *hers, conversation.c.put_at.is_(None), conversation.c.touched_at.is_(None), conversation.c.ended_at.is_(None)
    unit.connection.execute(delete(conversation).where(*planned, conversation.c.team == team_id))


def end_open(unit: Unit, person_id: str, team_id: str, now: datetime) -> None:
    """End what somebody was asked in the rounds of a group that she leaves; what she told there stays as it is."""
    there = select(round_.c.id).where(round_.c.team == team_id)
    runs = conversation.c.person == person_id, conversation.c.round.in_(there), conversation.c.ended_at.is_(None)
    ended = {"ended_at": stamp(now), "status": Status.WITHDRAWN, "resume_at": None, "next_at": None}
    unit.connection.execute(update(conversation).where(*runs).values(**ended, revision=conversation.c.revision + 1))


def ask_no_more(unit: Unit, person_id: str, team_id: str, now: datetime) -> None:
    """End what somebody did not begin yet of what a group asks her, and remind her of nothing that she did begin."""
    there = select(round_.c.id).where(round_.c.team == team_id)
    runs = conversation.c.person == person_id, conversation.c.round.in_(there), conversation.c.ended_at.is_(None)
    begun = conversation.c.status == Status.IN_PROGRESS
    ended = {"ended_at": stamp(now), "status": Status.WITHDRAWN, "resume_at": None, "next_at": None}
    revision = conversation.c.revision + 1
    unit.connection.execute(update(conversation).where(*runs, not_(begun)).values(**ended, revision=revision))
    unit.connection.execute(update(conversation).where(*runs, begun).values(nudges="", revision=revision))


def withdraw_of(unit: Unit, formats: Sequence[str], team_id: str, now: datetime) -> None:
    """End what runs or is planned of some formats in a group: what it was about has come meanwhile."""
    there = select(membership.c.person).where(membership.c.team == team_id)
    these = conversation.c.format.in_(formats), conversation.c.team == team_id, conversation.c.ended_at.is_(None)
    values = {"status": Status.WITHDRAWN, "ended_at": stamp(now), "next_at": None, "revision": conversation.c.revision + 1}
    unit.connection.execute(update(conversation).where(conversation.c.person.in_(there), *these).values(**values))


def withdraw_all(unit: Unit, person_id: str, now: datetime) -> list[list[Any]]:
    """Withdraw all of a person that runs, is planned, or belongs to a round that is still open (GE4).

    Returns how each stood: id, status, end and next moment.
    """
    open_ones = or_(conversation.c.ended_at.is_(None), conversation.c.closes_at > stamp(now))
    columns = conversation.c.id, conversation.c.status, conversation.c.ended_at, conversation.c.next_at
    rows = unit.connection.execute(select(*columns).where(conversation.c.person == person_id, open_ones))
    before = [list(row) for row in rows]
    done = {"status": Status.WITHDRAWN, "ended_at": func.coalesce(conversation.c.ended_at, stamp(now)), "next_at": None}
    chosen = conversation.c.id.in_([one[0] for one in before])
    unit.connection.execute(update(conversation).where(chosen).values(**done, revision=conversation.c.revision + 1))
    return before
