"""What has been kept long enough, found and let go of in bounded portions (§4.5). No text is read here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update

from storage.outgoing import posts, web
from storage.privacy import apart, naming
from storage.store import Unit
from storage.tables import (
    address,
    answer,
    card,
    conversation,
    file,
    membership,
    mentioned,
    outbox,
    partner,
    person,
    round_,
    shown,
    web_event,
)
from storage.times import stamp

SETTLED = ("sent", "failed", "stale", "dropped")
UNSENT = ("waiting", "claimed")
_revision = outbox.alias()
_last_used = func.coalesce(answer.c.used_at, answer.c.answered_at)


@dataclass(frozen=True, slots=True)
class Old:
    """Before when answers that are old now were last used, or shared; and for some formats before when they were given.

    What is told in some of these counts from the end of another format, by its name (``after``).
    """

    private: datetime
    shared: datetime
    given: Mapping[str, datetime] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)


def _older(old: Old) -> ColumnElement[bool]:
    """Return which answers are old."""
    return or_(
        and_(answer.c.shared_at.is_(None), _last_used < stamp(old.private)),
        and_(answer.c.shared_at.is_not(None), answer.c.shared_at < stamp(old.shared)),
        *(and_(answer.c.format == name, _before(given, old.after.get(name))) for name, given in old.given.items()),
    )


def _before(given: datetime, after: str | None) -> ColumnElement[bool]:
    """Return whether answers were given before a moment, or a format that came after them was over by then.

    It was over when a round of it ended in a group in which all took part who do so in the group of the answer, as in that of
    all duos; or when its owner and another both said yes in it (S41, S44–S47).
    """
    if after is None:
        return answer.c.answered_at < stamp(given)
    there, elsewhere = membership.alias("there"), membership.alias("elsewhere")
    in_both = there.c.person == elsewhere.c.person, elsewhere.c.team == round_.c.team, elsewhere.c.role == "participant"
    beside = (
        select(there.c.person).where(there.c.team == answer.c.team, there.c.role == "participant").correlate(answer, round_)
    )
    takes_part = select(elsewhere.c.person).where(*in_both).correlate(there, round_)
    of_all = beside.exists(), ~beside.where(~takes_part.exists()).exists()
    ended = (
        round_.c.format == after,
        round_.c.status.in_(("closed", "reported")),
        round_.c.closed_at.between(answer.c.answered_at, stamp(given)),
    )
    signed = partner.c.person == answer.c.owner, partner.c.format == after, partner.c.stands == "signed"
    agreed = exists().where(*signed, partner.c.at.between(answer.c.answered_at, stamp(given)))
    return or_(exists().where(*ended, *of_all), agreed)


def about_to_go(unit: Unit, old: Old, most: int) -> list[str]:
    """Return whose texts are old, and who has not heard of it; who pauses hears it when she is back."""
    here = and_(answer.c.noticed_at.is_(None), answer.c.withdrawn_at.is_(None), answer.c.kind.in_(("text", "file")))
    pauses = exists().where(person.c.id == answer.c.owner, person.c.back_at.is_not(None))
    found = select(answer.c.owner).where(here, _older(old), ~pauses).distinct().limit(most)
    return list(unit.connection.execute(found).scalars())


def notice(unit: Unit, owner: str, old: Old, now: datetime) -> None:
    """Remember that the author of old answers hears that they go."""
    mine = and_(answer.c.owner == owner, answer.c.noticed_at.is_(None), _older(old))
    unit.connection.execute(update(answer).where(mine).values(noticed_at=stamp(now)))


def count_noticed(unit: Unit, owner: str) -> int:
    """Return how many texts of a person will go before long."""
    mine = and_(answer.c.owner == owner, answer.c.noticed_at.is_not(None), answer.c.withdrawn_at.is_(None))
    here = select(func.count()).select_from(answer).where(mine, answer.c.kind.in_(("text", "file")))
    return unit.connection.execute(here).scalar_one()


def let_go(unit: Unit, old: Old, noticed: datetime, now: datetime, most: int) -> int:
    """Erase answers that are old and whose authors heard of it in time; returns how many."""
    told = or_(answer.c.noticed_at < stamp(noticed), answer.c.kind.not_in(("text", "file")), answer.c.withdrawn_at.is_not(None))
    return _erase(unit, and_(told, _older(old)), now, most)


def let_go_of_who_left(unit: Unit, left: datetime, now: datetime, most: int) -> int:
    """Erase what people who left a group before a moment had kept to themselves in it (GE6); returns how many."""
    then = and_(membership.c.person == answer.c.owner, membership.c.team == answer.c.team)
    still = exists().where(then, or_(membership.c.until.is_(None), membership.c.until >= stamp(left)))
    return _erase(unit, and_(answer.c.shared_at.is_(None), exists().where(then), ~still), now, most)


def _erase(unit: Unit, condition: ColumnElement[bool], now: datetime, most: int) -> int:
    found = select(answer.c.id, answer.c.file, answer.c.conversation).where(condition).limit(most)
    rows = unit.connection.execute(found).all()
    erase(unit, rows, now)
    over = conversation.c.id.in_({row.conversation for row in rows}), conversation.c.ended_at.is_not(None)
    empty = ~exists().where(answer.c.conversation == conversation.c.id)
    unit.connection.execute(update(conversation).where(*over, empty).values(state=None))  # what was chosen stands in it too
    return len(rows)


def guests_of_nothing(unit: Unit, most: int) -> list[str]:
    """Return who has no account and of whose answers nothing is kept any more, as it was let go of (S39)."""
    reached = exists().where(address.c.person == person.c.id)
    placed = exists().where(membership.c.person == person.c.id)
    told = exists().where(answer.c.owner == person.c.id)
    waits = exists().where(conversation.c.person == person.c.id, conversation.c.closes_at.is_not(None))
    emptied = exists().where(conversation.c.person == person.c.id)
    found = select(person.c.id).where(~reached, ~placed, ~told, ~waits, emptied, person.c.left_at.is_(None)).limit(most)
    return list(unit.connection.execute(found).scalars())


def erase(unit: Unit, rows: Sequence[Any], now: datetime) -> None:
    """Erase answers, each given with its id and its file, out of the messages that show them too."""
    ids = [row.id for row in rows]
    posts.revise_posts_with(unit, ids, now)
    question = select(answer.c.question).where(answer.c.id == shown.c.answer).scalar_subquery()
    unit.connection.execute(update(shown).where(shown.c.answer.in_(ids)).values(question=question))
    unit.connection.execute(update(conversation).where(conversation.c.about.in_(ids)).values(about=None))
    unit.connection.execute(delete(answer).where(answer.c.id.in_(ids)))
    held = [row.file for row in rows if row.file]
    unit.connection.execute(delete(file).where(file.c.id.in_(held), ~exists().where(answer.c.file == file.c.id)))


def to_be_erased(unit: Unit, now: datetime, most: int) -> list[str]:
    """Return who left, and whose data were kept for her alone long enough (GE4)."""
    due = select(person.c.id).where(person.c.erase_at <= stamp(now)).limit(most)
    return list(unit.connection.execute(due).scalars())


def let_go_of_conversations(unit: Unit, touched: datetime, now: datetime, most: int) -> int:
    """Forget conversations in which nothing happened since a moment and that hold no answers; returns how many."""
    last = func.coalesce(conversation.c.ended_at, conversation.c.touched_at, conversation.c.opens_at)
    empty = ~exists().where(answer.c.conversation == conversation.c.id)
    old = unit.connection.execute(select(conversation.c.id).where(last < stamp(touched), empty).limit(most)).scalars().all()
    unit.keys.destroy(unit.connection, apart.keys_of(unit, old), now.timestamp())
    return unit.connection.execute(delete(conversation).where(conversation.c.id.in_(old))).rowcount


def let_go_of_messages(unit: Unit, settled: datetime, showing: datetime, most: int) -> int:
    """Forget messages that were settled before a moment, those that show answers after another; returns how many.

    What was said in a conversation that goes on a day of its own, and about one answer, stays as long as these, so that it can
    be taken away with what it was about; and what names somebody, so that her name can go from it. What is to be revised stays
    until that was sent.
    """
    spoken_in = conversation.c.id == outbox.c.conversation, or_(conversation.c.apart, conversation.c.about.is_not(None))
    goes_along = exists().where(*spoken_in)
    shows = or_(exists().where(shown.c.outbox == outbox.c.id), goes_along, naming.naming(), naming.how_far(), naming.mentions())
    old = or_(and_(outbox.c.settled_at < stamp(settled), ~shows), outbox.c.settled_at < stamp(showing))
    waits = exists().where(_revision.c.revises == outbox.c.id, _revision.c.status.in_(UNSENT))
    found = select(outbox.c.id).where(outbox.c.status.in_(SETTLED), old, ~waits).limit(most)
    ids = list(unit.connection.execute(found).scalars())
    unit.connection.execute(delete(shown).where(shown.c.outbox.in_(ids)))
    for beside in (mentioned, card):
        unit.connection.execute(delete(beside).where(beside.c.outbox.in_(ids)))
    return unit.connection.execute(delete(outbox).where(outbox.c.id.in_(ids))).rowcount


def let_go_of_the_chat(unit: Unit, written: datetime, happened: datetime, now: datetime, most: int) -> int:
    """Forget what was written in the built-in chat, and its time line, before these moments; returns how many."""
    events = select(web_event.c.seq).where(web_event.c.at < stamp(happened)).limit(most)
    gone = web.forget(unit, written, now, most)
    return gone + unit.connection.execute(delete(web_event).where(web_event.c.seq.in_(events))).rowcount
