"""Erasing a person: every row that refers to her, her key, and her texts out of every post (GE4, C-44, trust S10).

What is erased is gone from old backups too: they hold it sealed with a key that is not there any more.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import DefaultClause, Text, cast, delete, exists, func, select, update

from dialogs.talk.conversation import Status
from storage.groups import deputies, linked, partners, people, planned_with
from storage.outgoing import posts, web
from storage.privacy import audit, naming
from storage.privacy.chain import ERASED
from storage.privacy.keys import fingerprint
from storage.privacy.register import REFERS
from storage.store import Unit
from storage.tables import answer, conversation, metadata, person, round_
from storage.times import stamp

STAY = frozenset({"id", "language", "zone"})
"""What is still known of who erased everything herself, so that she can be answered and is not asked anew."""


def erase_person(unit: Unit, id_: str, now: datetime, *, whole: bool = False, by: str | None = None) -> None:
    """Erase all that a person wrote and all that was kept about her, at once and for good.

    She stays known as somebody who left: her address and her place in groups, so that she can be answered and can come
    back; as a ``whole`` these go too. Do this last in a unit of work: none of her conversations can be loaded or saved
    after it, and no waiting message of hers is left. What is said to her next may not speak of a conversation.
    """
    for standing_in in deputies.with_her(unit, id_):
        people.end_deputy(unit, standing_in, now)
    known_before = linked.ids_before(unit, id_)
    audit.take_out(unit, [id_, *known_before], now)
    for before in known_before:
        audit.note(unit, ERASED, now, subject=unit.keys.erase(unit.connection, before, now.timestamp(), whole=True))
    partners.end(unit, id_, now)
    _out_of_posts(unit, id_, now)
    _out_of_figures(unit, id_)
    _out_of_others(unit, id_, now)
    hers = [one for one in REFERS if one.manner == "row" or (whole and one.manner == "place")]
    for table in reversed(metadata.sorted_tables):
        for refers in hers:
            if refers.table is table:
                unit.connection.execute(delete(table).where(refers.to(id_)))
    if not whole:
        unit.connection.execute(update(person).where(person.c.id == id_).values({**_unknown(), "left_at": stamp(now)}))
    mark = unit.keys.erase(unit.connection, id_, now.timestamp(), whole=whole)
    audit.note(unit, ERASED, now, actor=by, subject=mark)


def _unknown() -> Mapping[str, object]:
    """Return what a person's row says of somebody about whom nothing is known."""
    defaults = {
        column.name: column.server_default.arg if isinstance(column.server_default, DefaultClause) else None
        for column in person.columns
        if column.name not in STAY
    }
    return {**defaults, "consent": "no"}


def _out_of_posts(unit: Unit, id_: str, now: datetime) -> None:
    """Have her texts taken out of the posts of others, where it is left that something was withdrawn, and hers taken away."""
    hers = select(answer.c.id).where(answer.c.owner == id_)
    posts.revise_posts_with(unit, hers, now, own=False)
    posts.withdraw_all_to(unit, id_, now)
    naming.revise_naming(unit, id_, now)


def _out_of_figures(unit: Unit, id_: str) -> None:
    """Leave the figures of closed rounds as they were told: a new figure would tell of her (K3)."""
    took_part = exists().where(
        conversation.c.round == round_.c.id, conversation.c.person == id_, conversation.c.status == Status.SUBMITTED,
        conversation.c.team == round_.c.team, conversation.c.occasion.is_(None),
    )  # fmt: skip
    closed = round_.c.closed_at.is_not(None)
    unit.connection.execute(update(round_).where(closed, took_part).values(erased=round_.c.erased + 1))


def _out_of_others(unit: Unit, id_: str, now: datetime) -> None:
    """End what others were asked about her texts, and take her id out of their rows."""
    hers = select(answer.c.id).where(answer.c.owner == id_)
    about = update(conversation).where(conversation.c.about.in_(hers), conversation.c.person != id_)
    over = {"status": Status.WITHDRAWN, "ended_at": stamp(now), "next_at": None}
    unit.connection.execute(about.where(partners.nobody_asks()).values(**over))
    unit.connection.execute(about.values(about=None))
    web.withdraw_all_by(unit, id_, now)
    _out_of_her_rounds(unit, id_, now)
    _leave_to_others(unit, id_, now)
    planned_with.look_again_where_asked(unit, id_, now)
    planned_with.forget(unit, id_)
    for refers in REFERS:
        if refers.instead:
            unit.connection.execute(update(refers.table).where(refers.to(id_)).values(**refers.instead))


def _out_of_her_rounds(unit: Unit, id_: str, now: datetime) -> None:
    """End what others were asked in rounds of hers, which go; what they wrote there stays theirs (S39, S40)."""
    rounds = select(round_.c.id).where(round_.c.person == id_)
    theirs = conversation.c.round.in_(rounds), conversation.c.person != id_
    asked = select(conversation.c.person).where(*theirs).distinct()
    for guest in [one for one in unit.connection.execute(asked).scalars() if people.is_guest(unit, one)]:
        erase_person(unit, guest, now, whole=True)
    running = update(conversation).where(*theirs, conversation.c.ended_at.is_(None))
    unit.connection.execute(running.values(status=Status.WITHDRAWN, ended_at=stamp(now)))
    unit.connection.execute(
        update(conversation).where(*theirs).values(round=None, closes_at=None, resume_at=None, next_at=None)
    )


def _leave_to_others(unit: Unit, id_: str, now: datetime) -> None:
    """Leave a conversation in which she wrote something down for others to one of them, with nothing of hers in it (S06).

    It was never put before its new person, so nothing is ever asked in it; its stage gets a name that is nobody's.
    """
    theirs = answer.c.conversation == conversation.c.id, answer.c.owner != id_
    left = update(conversation).where(conversation.c.person == id_, exists().where(*theirs))
    unit.connection.execute(left.values(
        person=select(func.min(answer.c.owner)).where(*theirs).scalar_subquery(), occasion=None,
        stage=conversation.c.stage + "." + cast(conversation.c.id, Text),
        state=None, status=Status.WITHDRAWN, ended_at=func.coalesce(conversation.c.ended_at, stamp(now)), about=None,
        prompted_at=None, put_at=None, touched_at=None, resume_at=None, next_at=None,
    ))  # fmt: skip


def erase_again(unit: Unit, now: datetime) -> list[str]:
    """Erase whom this database still holds although she was erased: it was put back, or could not keep it then.

    Returns who that were.
    """
    done = audit.subjects_of(unit, ERASED)
    missed = {one.owner: one for one in unit.keys.erased() if one.mark not in done}
    if not missed:
        return []
    there = [id_ for id_ in unit.connection.execute(select(person.c.id)).scalars() if fingerprint(id_) in missed]
    for id_ in there:
        erase_person(unit, id_, now, whole=missed[fingerprint(id_)].whole)
    for one in missed.values():
        audit.note(unit, ERASED, now, subject=one.mark)
    return there
