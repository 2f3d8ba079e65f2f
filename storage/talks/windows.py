"""When a conversation that is there already opens, reminds and closes: otherwise than was planned."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, update

from dialogs.talk.conversation import Status
from storage.store import Unit
from storage.tables import conversation
from storage.talks.conversations import Conversation, kept_moments
from storage.times import stamp


def move_window(unit: Unit, round_id: int, stage: str, closes_at: datetime, nudges: Sequence[datetime], now: datetime) -> None:
    """Let what runs of a stage in a round close and remind at other moments; it is looked at again at once."""
    running = conversation.c.round == round_id, conversation.c.stage == stage, conversation.c.ended_at.is_(None)
    moments = {"closes_at": stamp(closes_at), "nudges": kept_moments(nudges), "next_at": stamp(now)}
    unit.connection.execute(update(conversation).where(*running).values(**moments))


def close_at(unit: Unit, id_: int, closes_at: datetime) -> None:
    """Let a conversation close at another moment than was planned."""
    unit.connection.execute(update(conversation).where(conversation.c.id == id_).values(closes_at=stamp(closes_at)))


def ask_later(unit: Unit, id_: int, opens_at: datetime, closes_at: datetime, asked: datetime) -> None:
    """Let a conversation in which nothing was asked yet close later than was planned; it is looked at when she can be asked."""
    values = {"opens_at": stamp(opens_at), "closes_at": stamp(closes_at), "not_before": None, "next_at": stamp(asked)}
    moved = update(conversation).where(conversation.c.id == id_).values(**values, revision=conversation.c.revision + 1)
    unit.connection.execute(moved)


def open_at(unit: Unit, id_: int, now: datetime, closes_at: datetime | None, nudges: Sequence[datetime]) -> None:
    """Let a conversation in which nothing was asked yet open now, with the window that it has from now on."""
    values = {"opens_at": stamp(now), "closes_at": stamp(closes_at), "nudges": kept_moments(nudges), "next_at": stamp(now)}
    moved = update(conversation).where(conversation.c.id == id_).values(**values, revision=conversation.c.revision + 1)
    unit.connection.execute(moved)


def ask_again(unit: Unit, id_: int, opens_at: datetime, closes_at: datetime) -> None:
    """Let a conversation that has ended begin anew, with what was said in it: there is more to ask about."""
    begun = {"opens_at": stamp(opens_at), "closes_at": stamp(closes_at), "next_at": stamp(opens_at), "status": Status.INVITED}
    nothing = dict.fromkeys(("prompted_at", "put_at", "resume_at", "not_before", "ended_at"))
    anew = update(conversation).where(conversation.c.id == id_).values(**begun, **nothing, nudged=0)
    unit.connection.execute(anew.values(revision=conversation.c.revision + 1))


def look_at(unit: Unit, round_id: int, stage: str, person_id: str, moment: datetime) -> None:
    """Let nobody be asked before a moment in what is open to her already, and runs."""
    hers = conversation.c.round == round_id, conversation.c.stage == stage, conversation.c.person == person_id
    waits = conversation.c.ended_at.is_(None), conversation.c.prompted_at.is_(None)
    unit.connection.execute(update(conversation).where(*hers, *waits).values(next_at=stamp(moment)))


def open_longer(unit: Unit, id_: int, closes_at: datetime) -> None:
    """Let a conversation that has ended go on until another moment; nobody is asked or reminded of it again (N3)."""
    again = {"status": Status.INVITED, "ended_at": None, "resume_at": None, "nudges": "", "nudged": 0}
    window = {"closes_at": stamp(closes_at), "next_at": stamp(closes_at), "revision": conversation.c.revision + 1}
    unit.connection.execute(update(conversation).where(conversation.c.id == id_).values(**again, **window))


def keep_open(unit: Unit, kept: Conversation, now: datetime) -> None:
    """Let a conversation go on after its closing, with nothing more to be said in it; not if it was closed otherwise by now."""
    same = conversation.c.id == kept.id, conversation.c.closes_at == stamp(kept.closes_at)
    quiet = {"prompted_at": func.coalesce(conversation.c.prompted_at, stamp(now)), "nudges": "", "resume_at": None}
    values = {"closes_at": None, "next_at": None, "revision": conversation.c.revision + 1, **quiet}
    unit.connection.execute(update(conversation).where(*same).values(**values))
