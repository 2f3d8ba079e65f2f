"""Making one person of two who turned out to be the same: every row of the one becomes the other's (X12, GE17).

What is sealed with the key of the one is sealed anew with that of the other. Nothing is read by anybody else for it, and
nothing gets other readers: an answer keeps its group and whoever could read it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Column, RowMapping, and_, case, delete, exists, func, or_, select, update

from dialogs.talk.conversation import Status
from storage.database.neutral import upsert
from storage.groups import people, planned_with
from storage.privacy import apart
from storage.privacy.exporting import SEALED, Sealed
from storage.privacy.keys import APART
from storage.store import Unit
from storage.tables import (
    address,
    agreement,
    answer,
    at_hand,
    attendance,
    calendar_feed,
    chat,
    conversation,
    deputy,
    file,
    former,
    free_moment,
    link,
    mailbox,
    membership,
    mentioned,
    outbox,
    page_link,
    page_session,
    partner,
    person,
    round_,
    seen,
    web_event,
    web_message,
)  # fmt: skip
from storage.talks import files
from storage.times import stamp
from storage.timing import budget

ALL_SEALED: Mapping[Column[Any], Sealed] = {
    **SEALED,
    calendar_feed.c.shown: lambda row: (row["person"], f"calendar_feed.shown|{row['person']}"),
    file.c.body: lambda row: (files.key_for(row["owner"], row["apart"]), f"file.body|{row['id']}"),
}
MOVED: tuple[Column[Any], ...] = (
    conversation.c.person, answer.c.owner, file.c.owner, chat.c.person, calendar_feed.c.person,
    mailbox.c.person,
)  # fmt: skip
"""Where rows stand that hold something sealed with her key."""
NAMED: tuple[Column[Any], ...] = (
    address.c.person, outbox.c.person, partner.c.asker, partner.c.person, free_moment.c.person, round_.c.person,
    answer.c.author, answer.c.reader, web_message.c.author, former.c.person,
)  # fmt: skip
"""Where her id stands alone, and may stand more than once."""
ONCE: tuple[Column[Any], ...] = (
    membership.c.person, agreement.c.person, attendance.c.person, mentioned.c.person, deputy.c.person, deputy.c.deputy,
)  # fmt: skip
"""Where her id stands in the name of a row, so that a row of hers may be there already."""
MOST_A_DAY = 9
"""Places that a day has for messages that count for it."""


def unite(unit: Unit, stays: str, goes: str, now: datetime) -> None:
    """Let all that is known of somebody under one id be hers under the other, from now on and for good.

    Both keys have to be there. What was told apart loses its old key at once, as it goes on its day; her old key itself
    goes when she is erased (``erasing``).
    """
    told_apart = _keys_apart(unit, goes)
    _lay_twice_aside(unit, stays, goes, now)
    shift = unit.connection.execute(select(func.max(answer.c.number)).where(answer.c.owner == stays)).scalar() or 0
    unit.connection.execute(update(answer).where(answer.c.owner == goes).values(number=answer.c.number + shift))
    _membership_from_the_first(unit, stays, goes)
    for table in (calendar_feed, chat, mailbox):
        there = unit.connection.execute(select(table.c.person).where(table.c.person == stays)).first()
        if there is not None:
            unit.connection.execute(delete(table).where(table.c.person == goes))
    for column in MOVED:
        _seal_anew(unit, column, stays, goes)
    for column in ONCE:
        _put_under(unit, column, stays, goes)
    unit.connection.execute(delete(deputy).where(deputy.c.person == deputy.c.deputy))
    _counts_for(unit, stays, goes)
    for column in NAMED:
        unit.connection.execute(update(column.table).where(column == goes).values({column.name: stays}))
    planned_with.put_under(unit, goes, stays)
    _take_over_settings(unit, stays, goes)
    _close(unit, stays, goes)
    unit.keys.destroy(unit.connection, told_apart, now.timestamp())


def _keys_apart(unit: Unit, goes: str) -> list[str]:
    """Return the names of the keys of what she told apart under the id that goes."""
    hers = select(conversation.c.id).where(conversation.c.person == goes)
    told = select(answer.c.conversation).where(answer.c.owner == goes)
    ids = set(unit.connection.execute(hers.union(told)).scalars())
    return [name for name in apart.keys_of(unit, ids) if name.startswith(goes + APART)]


# -- what was asked under both ids


def _lay_twice_aside(unit: Unit, stays: str, goes: str, now: datetime) -> None:
    """Leave one conversation where the same was asked under both ids: the one that came furthest.

    Answers in the other stay hers, outside the round.
    """
    one, other = conversation.alias("one"), conversation.alias("other")
    same = or_(and_(one.c.round == other.c.round, one.c.stage == other.c.stage), one.c.occasion == other.c.occasion)
    pairs = select(one.c.id, other.c.id).where(one.c.person == stays, other.c.person == goes, same)
    for pair in unit.connection.execute(pairs).all():
        further, less = sorted(pair, key=lambda id_: _how_far(unit, id_), reverse=True)
        del further
        _lay_aside(unit, less, now)


def _how_far(unit: Unit, id_: int) -> tuple[int, int, float, float]:
    """Return how far somebody came in a conversation: what others read first, then what she told, then what she saw."""
    kept = answer.c.conversation == id_, answer.c.withdrawn_at.is_(None)
    told = select(func.count(answer.c.shared_at), func.count()).where(*kept)
    shared, answers = unit.connection.execute(told).one()
    row = unit.connection.execute(
        select(conversation.c.touched_at, conversation.c.put_at).where(conversation.c.id == id_)
    ).one()
    return int(shared), int(answers), row.touched_at or 0.0, row.put_at or 0.0


def _lay_aside(unit: Unit, id_: int, now: datetime) -> None:
    this = conversation.c.id == id_
    waits = outbox.c.conversation == id_, outbox.c.status == "waiting", outbox.c.kind != "reply", outbox.c.revises.is_(None)
    dropped = {"status": "dropped", "reason": "asked twice", "budget": None, "settled_at": stamp(now)}
    unit.connection.execute(update(outbox).where(*waits).values(**dropped))
    unit.connection.execute(update(at_hand).where(at_hand.c.active == id_).values(active=None))
    counted = exists().where(this, conversation.c.round == round_.c.id, conversation.c.status == Status.SUBMITTED)
    told = round_.c.closed_at.is_not(None), counted
    runs = conversation.c.status.in_((Status.INVITED, Status.IN_PROGRESS))
    told_in = exists().where(answer.c.conversation == id_)
    unit.connection.execute(update(round_).where(*told).values(erased=round_.c.erased + 1))  # figures stay as told (K3)
    aside = {
        "round": None, "occasion": f"asked twice {id_}", "next_at": None, "resume_at": None,
        "ended_at": func.coalesce(conversation.c.ended_at, stamp(now)), "revision": conversation.c.revision + 1,
        "status": case((runs & told_in, Status.SUBMITTED), (runs, Status.WITHDRAWN), else_=conversation.c.status),
    }  # fmt: skip
    unit.connection.execute(update(conversation).where(this).values(**aside))


# -- rows that become hers


def _seal_anew(unit: Unit, column: Column[Any], stays: str, goes: str) -> None:
    table = column.table
    sealed = [one for one in table.columns if one in ALL_SEALED]
    for row in unit.connection.execute(select(table).where(column == goes)).mappings().all():
        after = {**row, column.name: stays}
        values = {one.name: _sealed_for(unit, one, row, after) for one in sealed if row[one.name] is not None}
        same = [key == row[key.name] for key in table.primary_key]
        unit.connection.execute(update(table).where(*same).values({column.name: stays, **values}))


def _sealed_for(unit: Unit, column: Column[Any], row: RowMapping, after: Mapping[str, Any]) -> bytes:
    open_ = unit.keys.unseal_bytes(*ALL_SEALED[column](row), row[column.name])
    return unit.keys.seal_bytes(*ALL_SEALED[column](after), open_)


def _put_under(unit: Unit, column: Column[Any], stays: str, goes: str) -> None:
    """Put rows under the id that stays; of two that would be one, hers that is there stays."""
    table = column.table
    others = [key for key in table.primary_key if key is not column]
    there = table.alias("there")
    if column.primary_key:
        twice = exists().where(there.c[column.name] == stays, *(there.c[key.name] == key for key in others))
        unit.connection.execute(delete(table).where(column == goes, twice))
    unit.connection.execute(update(table).where(column == goes).values({column.name: stays}))


def _membership_from_the_first(unit: Unit, stays: str, goes: str) -> None:
    """Let a role that was held under both ids be held since the first, and still when one of them is."""
    one, other = membership.alias("one"), membership.alias("other")
    same = one.c.team == other.c.team, one.c.role == other.c.role, one.c.person == stays, other.c.person == goes
    found = select(one.c.team, one.c.role, one.c.since, other.c.since, one.c.until, other.c.until).where(*same)
    for team, role, since, since_too, until, until_too in unit.connection.execute(found).all():
        ends = None if until is None or until_too is None else max(until, until_too)
        this = membership.c.team == team, membership.c.role == role, membership.c.person == stays
        unit.connection.execute(update(membership).where(*this).values(since=min(since, since_too), until=ends))


def _counts_for(unit: Unit, stays: str, goes: str) -> None:
    """Let messages count for her days as those of one person (N2)."""
    hers = select(outbox.c.id, outbox.c.budget).where(outbox.c.budget >= f"{goes} ", outbox.c.budget < f"{goes}!")
    for id_, place in unit.connection.execute(hers).all():
        day = place.removeprefix(f"{goes} ").partition(" ")[0]
        wanted = [f"{stays} {one}" for one in budget.places_on(day, MOST_A_DAY)]
        taken = set(unit.connection.execute(select(outbox.c.budget).where(outbox.c.budget.in_(wanted))).scalars())
        free = next((one for one in wanted if one not in taken), None)
        unit.connection.execute(update(outbox).where(outbox.c.id == id_).values(budget=free))


# -- she herself


def _take_over_settings(unit: Unit, stays: str, goes: str) -> None:
    """Keep her settings, with what was set under the other id alone; of pauses the longer one, and a consent that was given."""
    kept, other = (
        dict(unit.connection.execute(select(person).where(person.c.id == id_)).mappings().one()) for id_ in (stays, goes)
    )
    values: dict[str, Any] = {"undeliverable": None, "home": kept["home"] or other["home"]}
    values["month_at"] = kept["month_at"] or other["month_at"]
    values["quiet_days"] = kept["quiet_days"] or other["quiet_days"]
    for name, own in (("language", "own_language"), ("zone", "own_zone")):
        if other[own] and not kept[own]:
            values |= {name: other[name], own: True}
    if (other["away_until"] or 0.0) > (kept["away_until"] or 0.0):
        values |= {name: other[name] for name in ("away_until", "back_at", "back_asks", "away_told")}
    if other["consent"] == "yes" != kept["consent"]:
        values |= {name: other[name] for name in ("consent", "consent_version", "consent_at", "default_share")}
    unit.connection.execute(update(person).where(person.c.id == stays).values(**values))
    if other["own_question"] and not kept["own_question"]:
        question = unit.keys.unseal(goes, f"person.own_question|{goes}", other["own_question"])
        people.choose_question(unit, stays, question)


def _close(unit: Unit, stays: str, goes: str) -> None:
    """Leave nothing under the id that goes but where to find her."""
    for column in (page_link.c.person, page_session.c.person, at_hand.c.person, link.c.person):
        unit.connection.execute(
            delete(column.table).where(column.in_((stays, goes)) if column.table is link else column == goes)
        )
    unit.connection.execute(update(link).where(link.c["with"] == goes).values(**{"with": None, "with_channel": None}))
    unit.connection.execute(update(at_hand).where(at_hand.c.person == stays).values(undo=None, offered=None))
    unit.connection.execute(delete(web_message).where(web_message.c.place == f"person:{goes}"))
    unit.connection.execute(delete(web_event).where(web_event.c.person == goes))
    by_web = seen.c.channel.in_(("web", "email")), seen.c.message.startswith(f"{goes} ", autoescape=True)
    unit.connection.execute(delete(seen).where(*by_web))
    unit.connection.execute(delete(person).where(person.c.id == goes))
    again = upsert(former).values(id=goes, person=stays, ended_at=None)  # it may have been hers before, and undone
    unit.connection.execute(again.on_conflict_do_update(index_elements=["id"], set_={"person": stays, "ended_at": None}))
