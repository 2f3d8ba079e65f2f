"""Conversations: one person's way through one stage, its state sealed, its next moment in a column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, cast, select, update

from dialogs.talk.conversation import State, Status
from dialogs.timing.nudges import Course
from storage.database.neutral import each_of, upsert
from storage.database.packed import pack, unpack
from storage.database.prepared import Prepared
from storage.errors import Stale
from storage.privacy.apart import told_in
from storage.store import Unit
from storage.tables import conversation
from storage.times import instant, stamp


@dataclass(frozen=True, slots=True)
class Conversation:
    """One person's way through a stage, as it is kept."""

    id: int
    person: str
    round: int | None
    team: str | None
    format: str
    version: str
    stage: str
    status: Status
    revision: int
    state: State
    rhythm: str | None
    about: int | None
    trial: bool
    apart: bool
    variant: int
    opens_at: datetime
    closes_at: datetime | None
    nudges: tuple[datetime, ...]
    prompted_at: datetime | None
    put_at: datetime | None
    nudged: int
    resume_at: datetime | None
    not_before: datetime | None
    touched_at: datetime | None
    ended_at: datetime | None

    @property
    def running(self) -> bool:
        """Whether it goes on: it was neither ended nor closed."""
        return self.ended_at is None and self.status is not Status.EXPIRED

    @property
    def closed(self) -> bool:
        """Whether it ended because its time was over, and not because the person was done (GE1)."""
        return self.closes_at is not None and self.ended_at is not None and self.ended_at >= self.closes_at

    @property
    def put(self) -> bool:
        """Whether its question was put before the person, so that words can be meant for it; planned is not put (GE8)."""
        return self.put_at is not None or self.touched_at is not None

    @property
    def course(self) -> Course:
        """What decides when something happens in it."""
        return course_of(
            self.status, self.opens_at, self.closes_at, self.nudges, self.prompted_at, self.nudged, self.resume_at,
            self.not_before, self.ended_at,
        )  # fmt: skip


def course_of(
    status: Status, opens: datetime, closes: datetime | None, nudges: tuple[datetime, ...], prompted: datetime | None,
    nudged: int, resume: datetime | None, not_before: datetime | None, ended: datetime | None,
) -> Course:  # fmt: skip
    """Return what decides when something happens in a conversation that is kept so."""
    over = status is Status.EXPIRED
    answered = status in {Status.SUBMITTED, Status.SKIPPED, Status.WITHDRAWN}
    return Course(
        opens=opens, closes=None if over else closes, nudges=nudges, prompted=prompted, nudged=nudged,
        done=answered or over or ended is not None, resume=resume if ended is None else None, not_before=not_before,
    )  # fmt: skip


def moments(kept: str) -> tuple[datetime, ...]:
    """Return the moments of reminders from how they are kept."""
    return tuple(instant(float(at)) for at in kept.split(",") if at)


def kept_moments(moments: Iterable[datetime]) -> str:
    """Return moments of reminders as they are kept."""
    return ",".join(str(stamp(at)) for at in moments)


LATER = "later"
"""How the occasion begins of what comes of a choice in another conversation (X07)."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A conversation that is to begin. ``occasion`` makes it unique for its person where there is no round.

    What is told in it is sealed ``apart`` when it goes on a day of its own, or is about something that is.
    """

    person: str
    format: str
    version: str
    stage: str
    opens_at: datetime
    round: int | None = None
    team: str | None = None
    rhythm: str | None = None
    occasion: str | None = None
    about: int | None = None
    trial: bool = False
    apart: bool = False
    variant: int = 0
    closes_at: datetime | None = None
    nudges: tuple[datetime, ...] = ()
    prompted_at: datetime | None = None
    next_at: datetime | None = None


NOTHING_SAID = State()
_PUT = Prepared(update(conversation).where(conversation.c.id == bindparam("this")).values(put_at=bindparam("at")))
_BEGIN = upsert(conversation).on_conflict_do_nothing()
_BY_ID = Prepared(select(conversation).where(conversation.c.id == bindparam("id")))
_SAVE = Prepared(
    update(conversation)
    .where(conversation.c.id == bindparam("this"), conversation.c.revision == bindparam("was"))
    .values(
        revision=conversation.c.revision + 1,
        status=bindparam("new_status"),
        state=bindparam("new_state"),
        touched_at=bindparam("new_touched"),
        ended_at=bindparam("new_ended"),
        prompted_at=bindparam("new_prompted"),
        nudged=bindparam("new_nudged"),
        resume_at=bindparam("new_resume"),
        not_before=bindparam("new_not_before"),
        next_at=bindparam("new_next"),
    )
)
_MOVE = Prepared(
    update(conversation)
    .where(
        conversation.c.id.in_(select(cast(each_of("these"), Integer))), conversation.c.revision == bindparam("was"),
    )
    .values(
        revision=conversation.c.revision + 1, prompted_at=bindparam("new_prompted"), nudged=bindparam("new_nudged"),
        resume_at=bindparam("new_resume"), not_before=bindparam("new_not_before"), next_at=bindparam("new_next"),
    )
)  # fmt: skip


def kept_in(unit: Unit, row: Any) -> Conversation:
    """Return the conversation that is kept in a row."""
    state = NOTHING_SAID
    if row.state is not None:
        state = State.from_json(
            unpack(unit.keys.unseal(told_in(row.person, row.id, row.apart), _place(row.id), row.state)), instant
        )
    return Conversation(
        id=row.id, person=row.person, round=row.round, team=row.team, format=row.format, version=row.version,
        stage=row.stage, status=Status(row.status), revision=row.revision, state=state, rhythm=row.rhythm,
        about=row.about, trial=bool(row.trial), apart=bool(row.apart), variant=row.variant,
        opens_at=instant(row.opens_at), closes_at=instant(row.closes_at),
        nudges=moments(row.nudges),
        prompted_at=instant(row.prompted_at), put_at=instant(row.put_at), nudged=row.nudged, resume_at=instant(row.resume_at),
        not_before=instant(row.not_before), touched_at=instant(row.touched_at), ended_at=instant(row.ended_at),
    )  # fmt: skip


def all_kept_in(unit: Unit, rows: Sequence[Any]) -> list[Conversation]:
    """Return the conversations that are kept in rows; the keys of what is sealed apart are looked up at once."""
    unit.keys.gather(told_in(row.person, row.id, True) for row in rows if row.apart and row.state is not None)
    return [kept_in(unit, row) for row in rows]


def load(unit: Unit, id_: int) -> Conversation:
    """Return a conversation; raises KeyError."""
    rows = _BY_ID.rows(unit, {"id": id_})
    if not rows:
        raise KeyError(id_)
    return kept_in(unit, rows[0])


def save(unit: Unit, kept: Conversation, next_at: datetime | None) -> None:
    """Keep a changed conversation; raises Stale when somebody else changed it meanwhile."""
    done = _SAVE.run(
        unit,
        {
            "this": kept.id, "was": kept.revision, "new_status": kept.status, "new_state": _sealed(unit, kept),
            "new_touched": stamp(kept.touched_at), "new_ended": stamp(kept.ended_at),
            "new_prompted": stamp(kept.prompted_at), "new_nudged": kept.nudged, "new_resume": stamp(kept.resume_at),
            "new_not_before": stamp(kept.not_before), "new_next": stamp(next_at),
        },
    )  # fmt: skip
    if done.rowcount != 1:
        raise Stale(f"conversation {kept.id}")


def move(unit: Unit, ones: Iterable[tuple[int, int]], course: Course, next_at: datetime | None) -> None:
    """Let conversations, each given with its revision, take a course, and look at them again at a moment.

    Raises Stale when somebody else changed one of them meanwhile.
    """
    alike: dict[int, list[int]] = {}
    for id_, revision in ones:
        alike.setdefault(revision, []).append(id_)
    for revision, ids in alike.items():
        done = _MOVE.run(
            unit,
            {"these": pack(ids), "was": revision, "new_prompted": stamp(course.prompted), "new_nudged": course.nudged,
             "new_resume": stamp(course.resume), "new_not_before": stamp(course.not_before), "new_next": stamp(next_at)},
        )  # fmt: skip
        if done.rowcount != len(ids):
            raise Stale("one of several conversations" if len(ids) > 1 else f"conversation {ids[0]}")


def keep_state(unit: Unit, kept: Conversation) -> None:
    """Keep what was said in a conversation otherwise than it is kept now; for who has just moved it on."""
    hers = conversation.c.id == kept.id, conversation.c.revision == kept.revision
    unit.connection.execute(update(conversation).where(*hers).values(state=_sealed(unit, kept)))


def _sealed(unit: Unit, kept: Conversation) -> bytes | None:
    """Return what was said in a conversation as it is kept; while nothing was, there is nothing to keep."""
    if kept.state == NOTHING_SAID:
        return None
    return unit.keys.seal(told_in(kept.person, kept.id, kept.apart), _place(kept.id), pack(kept.state.to_json()))


def _place(id_: int) -> str:
    return f"conversation.state|{id_}"


def belong_to(unit: Unit, id_: int, team: str) -> None:
    """Let a conversation count for another group than that in which it was asked: its answers are shared there (X16)."""
    unit.connection.execute(update(conversation).where(conversation.c.id == id_).values(team=team))


def belong_to_round(unit: Unit, id_: int, round_id: int) -> None:
    """Let a conversation belong to the round that was planned in it."""
    unit.connection.execute(update(conversation).where(conversation.c.id == id_).values(round=round_id))


def put_before(unit: Unit, ids: Iterable[int], at: datetime | None) -> None:
    """Remember when the first question of conversations was put before the person, or that it still is to be."""
    _PUT.run_all(unit, [{"this": id_, "at": stamp(at)} for id_ in ids])


def begin(unit: Unit, fresh: Sequence[Fresh]) -> None:
    """Begin conversations; one that is there already stays as it is (planning twice plans once)."""
    if fresh:
        unit.connection.execute(_BEGIN, [row_of(one) for one in fresh])


def row_of(one: Fresh) -> dict[str, Any]:
    """Return a conversation that is to begin as it is kept."""
    return {
        "person": one.person, "round": one.round, "team": one.team, "format": one.format, "version": one.version,
        "stage": one.stage, "occasion": one.occasion, "rhythm": one.rhythm, "status": Status.INVITED,
        "about": one.about, "trial": one.trial, "apart": one.apart, "variant": one.variant, "opens_at": stamp(one.opens_at),
        "closes_at": stamp(one.closes_at), "nudges": kept_moments(one.nudges),
        "prompted_at": stamp(one.prompted_at), "next_at": stamp(one.next_at),
    }  # fmt: skip


def begin_one(unit: Unit, fresh: Fresh) -> Conversation | None:
    """Begin one conversation and return it, or None when it was there already."""
    row = unit.connection.execute(_BEGIN.returning(conversation), row_of(fresh)).first()
    return kept_in(unit, row) if row else None
