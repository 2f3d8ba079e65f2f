"""What stands where: the messages that were sent, the answers that each shows, and the revisions that follow a change."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, Select, and_, delete, exists, func, select, text, update

from storage.database.neutral import upsert
from storage.database.packed import pack, unpack
from storage.database.prepared import Prepared
from storage.outgoing.outbox import Claimed, Message, add
from storage.store import Unit
from storage.tables import IS_BOARD, IS_OVERVIEW, answer, conversation, membership, outbox, round_, shown
from storage.times import instant, stamp

OWN = "own"
"""The output under which a message shows somebody's texts to herself."""
NAMED = "named"
"""The output under which a message shows somebody what was written for a round when it was planned (S06)."""
OVERVIEW = "overview "
"""How the output begins under which a facilitator's overview shows texts; her id follows."""
WITHDRAWAL = "withdrawal"
"""The kind of a row that says which message is to be taken away."""
STANDS = ("sent", "claimed", "waiting")
"""The states of a message in which its answers can be read, or soon."""
ERASED = "erased"
"""Why a message does not go, or was taken away: what it says was erased."""
LET_GO = "not her address any more"
"""Why a message was taken away that would have changed: where it stands is not her place any more (X12)."""
EMPTY = "empty"
"""Why a digest or board was not sent: there was nothing for it."""
FOR_ALL = pack({"for_all": True})[1:-1]
"""What stands in the recipe of what shows a whole round to all of its group."""


_SHOW = Prepared(upsert(shown).on_conflict_do_nothing())


def output_in(output: str, team: str) -> str:
    """Return the output under which a group's digest shows texts: what moved to another group was not shown there (X16)."""
    return f"{output} {team}"


def remember_shown(unit: Unit, one: Claimed, output: str, answers: Iterable[int], nameless: Collection[int] = ()) -> None:
    """Remember which answers a message shows, before it is sent, and which of them without a name."""
    rows = [{"outbox": one.id, "answer": id_, "output": output, "nameless": id_ in nameless} for id_ in answers]
    _SHOW.run_all(unit, rows)


def shown_in(unit: Unit, id_: int) -> dict[int, bool]:
    """Return the answers that a message shows, in the order in which they were answered: whether without a name."""
    chosen = select(shown.c.answer, shown.c.nameless).where(shown.c.outbox == id_).order_by(shown.c.answer)
    return {row.answer: row.nameless for row in unit.connection.execute(chosen)}


def revise_posts_with(unit: Unit, answers: Iterable[int] | Select[tuple[int]], now: datetime, *, own: bool = True) -> int:
    """Plan a revision of every message that shows one of the answers, sent or on its way; returns how many.

    The answers are given by their ids, or by what selects these. Without ``own``, what shows somebody's texts to herself
    stays as it is: only the readers changed.
    """
    chosen = answers if isinstance(answers, Select) else list(answers)
    with_them = select(shown.c.outbox).where(shown.c.answer.in_(chosen))
    hers = (
        select(outbox.c.id)
        .join(shown, shown.c.outbox == outbox.c.id)
        .join(answer, answer.c.id == shown.c.answer)
        .where(shown.c.answer.in_(chosen), shown.c.output == OWN, outbox.c.person == answer.c.owner)
    )
    return revise(unit, with_them if own else with_them.where(shown.c.outbox.not_in(hers)), now)


def revise_boards_for(unit: Unit, answers: Collection[int], now: datetime) -> None:
    """Plan a revision of each board of the rounds of some answers, where these do not stand yet (C-37).

    A board that was not sent as there was nothing for it goes after all.
    """
    told_in = select(answer.c.conversation).where(answer.c.id.in_(answers))
    rounds = select(conversation.c.round).where(conversation.c.id.in_(told_in))
    of_them = (
        select(shown.c.outbox)
        .join(answer, answer.c.id == shown.c.answer)
        .join(conversation, conversation.c.id == answer.c.conversation)
        .join(outbox, outbox.c.id == shown.c.outbox)
        .where(conversation.c.round.in_(rounds), outbox.c.recipe.contains(FOR_ALL, autoescape=True))
    )
    already = select(shown.c.outbox).where(shown.c.answer.in_(answers))
    revise(unit, of_them.where(shown.c.outbox.not_in(already)), now)
    if told := [id_ for id_ in unit.connection.execute(rounds).scalars() if id_ is not None]:
        _send_after_all(unit, told, now)


def _send_after_all(unit: Unit, told: Collection[int], now: datetime) -> None:
    """Let the boards of some rounds go that were not sent, as there was nothing for them then."""
    groups = list(unit.connection.execute(select(round_.c.team).where(round_.c.id.in_(told))).scalars())
    members = select(membership.c.person).where(membership.c.team.in_(groups))
    there = outbox.c.room.in_(groups), outbox.c.room.is_not(None), outbox.c.kind == "board"
    here = outbox.c.person.in_(members), text(IS_BOARD)
    empty = outbox.c.status == "dropped", outbox.c.reason == EMPTY
    boards = (unit.connection.execute(select(outbox.c.id, outbox.c.recipe).where(*one, *empty)) for one in (there, here))
    these = [row.id for some in boards for row in some if unpack(row.recipe)[0]["round"] in told]
    if these:
        waits = {"status": "waiting", "reason": None, "settled_at": None, "due": stamp(now), "good_until": None, "attempts": 0}
        unit.connection.execute(update(outbox).where(outbox.c.id.in_(these)).values(**waits))


def revise(unit: Unit, these: Select[tuple[int]], now: datetime) -> int:
    """Plan a revision of messages, as far as they stand somewhere or soon do; return how many there are."""
    there = outbox.c.id.in_(these), outbox.c.status.in_(STANDS)
    columns = outbox.c.id, outbox.c.to, outbox.c.person, outbox.c.room
    posts = unit.connection.execute(select(*columns).where(*there).order_by(outbox.c.id)).all()
    for post in posts:
        last = unit.connection.execute(select(func.max(outbox.c.id)).where(outbox.c.revises == post.id)).scalar()
        add(unit, Message(key_of_revision(post.id, last), post.to, "revision", [{"revise": post.id}], now,
                          person=post.person, room=post.room, revises=post.id))  # fmt: skip
    return len(posts)


def key_of_revision(id_: int, last: int | None) -> str:
    """Return under which key a message is revised: it is named after the last revision, as earlier ones are forgotten."""
    return f"revise {id_} {last or 0}"


@dataclass(frozen=True, slots=True)
class Post:
    """A message that was sent: its recipe, and where the channel put it."""

    id: int
    key: str
    recipe: Sequence[Any]
    receipt: str | None
    status: str
    due: datetime
    person: str | None
    room: str | None


def post(unit: Unit, id_: int) -> Post:
    """Return a message; raises KeyError."""
    row = unit.connection.execute(select(outbox).where(outbox.c.id == id_)).first()
    if row is None:
        raise KeyError(id_)
    return _post(row)


def digests_in(unit: Unit, rooms: Iterable[str], most: int) -> list[Post]:
    """Return the digests that were posted in the rooms of some groups, the newest first."""
    there = and_(outbox.c.room.in_(sorted(rooms)), outbox.c.kind == "digest", outbox.c.status == "sent")
    rows = unit.connection.execute(select(outbox).where(there).order_by(outbox.c.id.desc()).limit(most))
    return [_post(row) for row in rows]


def overviews_of(unit: Unit, person: str, most: int) -> list[Post]:
    """Return the overviews that a facilitator got, the newest first."""
    got = and_(outbox.c.person == person, text(IS_OVERVIEW), outbox.c.status == "sent")
    rows = unit.connection.execute(select(outbox).where(got).order_by(outbox.c.id.desc()).limit(most))
    return [_post(row) for row in rows]


def boards_for(unit: Unit, groups: Iterable[str], person: str, most: int) -> list[Post]:
    """Return the boards that were posted in the rooms of some groups, or sent to a person where there is no room."""
    there = outbox.c.room.in_(sorted(groups)), outbox.c.room.is_not(None), outbox.c.kind == "board"
    here = outbox.c.person == person, text(IS_BOARD)
    found = [
        row
        for where in (there, here)
        for row in unit.connection.execute(
            select(outbox).where(*where, outbox.c.status == "sent").order_by(outbox.c.id.desc()).limit(most)
        )
    ]
    return [_post(row) for row in sorted(found, key=attrgetter("id"), reverse=True)[:most]]


def shown_of_round(unit: Unit, output: str, round_id: int) -> list[Post]:
    """Return the messages of an output that show answers of a round, the first one first."""
    of_it = (
        select(shown.c.outbox)
        .join(answer, answer.c.id == shown.c.answer)
        .join(conversation, conversation.c.id == answer.c.conversation)
        .where(conversation.c.round == round_id, shown.c.output == output)
    )
    sent = outbox.c.id.in_(of_it), outbox.c.status == "sent"
    return [_post(row) for row in unit.connection.execute(select(outbox).where(*sent).order_by(outbox.c.id))]


def _post(row: Row[tuple[Any, ...]]) -> Post:
    return Post(row.id, row.key, unpack(row.recipe), row.receipt, row.status, instant(row.due), row.person, row.room)


def withdraw_all_to(unit: Unit, person: str, now: datetime) -> None:
    """Plan that every message to a person is taken away from her platform; what the web chat keeps is in our own tables."""
    sent = unit.connection.execute(
        select(outbox.c.id, outbox.c.to, outbox.c.receipt).where(
            outbox.c.person == person, outbox.c.status == "sent", outbox.c.revises.is_(None), outbox.c.receipt.is_not(None),
            ~outbox.c.to.startswith("web:"),
        )
    ).all()  # fmt: skip
    add(unit, *(Message(f"withdraw {one.id}", one.to, WITHDRAWAL, [{"withdraw": one.receipt}], now) for one in sent))


def take_away(unit: Unit, answers: Collection[int], told_in: Collection[int], now: datetime) -> None:
    """Take away every message in which nothing stands but these answers, and all that was said in some conversations.

    An overview of other matters too stays, and is revised. What was not sent yet is not sent any more; what is being sent now
    is taken away as soon as it arrived (``take_back``).
    """
    left = select(answer.c.id).where(answer.c.id == _also.c.answer, answer.c.id.not_in(answers))
    shows_more = exists().where(_also.c.outbox == shown.c.outbox, left.exists())
    these = select(shown.c.outbox).where(shown.c.answer.in_(answers), ~shows_more)
    ids = [*unit.connection.execute(these.distinct()).scalars(), *_said_in(unit, told_in)]
    there = (
        outbox.c.id.in_(ids),
        outbox.c.revises.is_(None),
        outbox.c.kind != "overview",
        outbox.c.status.in_(STANDS),
    )
    rows = unit.connection.execute(select(outbox.c.id, outbox.c.to, outbox.c.receipt).where(*there)).all()
    sent = [one for one in rows if one.receipt]
    add(unit, *(Message(f"withdraw {one.id}", one.to, WITHDRAWAL, [{"withdraw": one.receipt}], now) for one in sent))
    over = {"status": "dropped", "reason": ERASED, "settled_at": func.coalesce(outbox.c.settled_at, stamp(now)),
            "owner": None, "lease_until": None}  # fmt: skip
    unit.connection.execute(update(outbox).where(outbox.c.id.in_([one.id for one in rows])).values(**over))


def let_go(unit: Unit, one: Post, to: str, now: datetime) -> None:
    """Plan that a message is taken away from an address that is its reader's no more: nothing of hers is to be told there."""
    add(unit, Message(f"withdraw {one.id}", to, WITHDRAWAL, [{"withdraw": one.receipt}], now))
    unit.connection.execute(update(outbox).where(outbox.c.id == one.id).values(status="dropped", reason=LET_GO))


def take_back(unit: Unit, one: Claimed, receipt: str, now: datetime) -> None:
    """Plan that a message which arrived just now is taken away, where what it says was erased while it was on its way.

    Its row was dropped then, or is gone with the person whom it was for.
    """
    row = unit.connection.execute(select(outbox.c.reason).where(outbox.c.id == one.id, outbox.c.key == one.key)).first()
    if one.revises is None and one.kind != WITHDRAWAL and (row is None or row.reason == ERASED):
        add(unit, Message(f"withdraw {one.id} {receipt}", one.to, WITHDRAWAL, [{"withdraw": receipt}], now))


_also = shown.alias("also")


def _said_in(unit: Unit, told_in: Collection[int]) -> list[int]:
    """Return the messages that were said in some conversations, also those of several matters at once (N2)."""
    people = select(conversation.c.person).where(conversation.c.id.in_(told_in))
    several = outbox.c.person.in_(people), outbox.c.conversation.is_(None), outbox.c.kind == "nudge"
    found = unit.connection.execute(select(outbox.c.id, outbox.c.recipe).where(*several)).all()
    bundled = [one.id for one in found if any(part.get("conv") in told_in for part in unpack(one.recipe))]
    alone = select(outbox.c.id).where(outbox.c.conversation.in_(told_in))
    return [*bundled, *unit.connection.execute(alone).scalars()]


def forget_withdrawal(unit: Unit, id_: int) -> None:
    """Forget that a message was to be taken away: the address in it is that of somebody who was erased."""
    unit.connection.execute(delete(outbox).where(outbox.c.id == id_, outbox.c.kind == WITHDRAWAL))


def stands_at(unit: Unit, id_: int, receipt: str) -> None:
    """Remember where a message stands now that it was revised."""
    unit.connection.execute(update(outbox).where(outbox.c.id == id_).values(receipt=receipt))


def by_key(unit: Unit, key: str) -> Post | None:
    """Return the message with a key."""
    row = unit.connection.execute(select(outbox.c.id).where(outbox.c.key == key)).first()
    return post(unit, row.id) if row else None


def change_recipe(unit: Unit, id_: int, recipe: Sequence[Any]) -> bool:
    """Change what a waiting message will be drawn from; False when it does not wait any more."""
    waiting = update(outbox).where(outbox.c.id == id_, outbox.c.status == "waiting")
    return unit.connection.execute(waiting.values(recipe=pack(recipe))).rowcount == 1


def empty_in_a_row(unit: Unit, person: str, before: int) -> int:
    """Return how many of a facilitator's weekly digests in a row held nothing, the last ones first (S07)."""
    rows = unit.connection.execute(
        select(outbox.c.reason)
        .where(outbox.c.person == person, text(IS_OVERVIEW), outbox.c.id < before,
               outbox.c.status.in_(("sent", "dropped")))
        .order_by(outbox.c.id.desc())
        .limit(3)
    )  # fmt: skip
    count = 0
    for reason in rows.scalars():
        if reason not in {"empty", "silent"}:
            break
        count += 1
    return count
