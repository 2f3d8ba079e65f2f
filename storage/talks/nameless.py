"""Nameless texts that wait to be shown together (K2). Nothing here knows a text, only ids, owners and readers."""

from collections.abc import Iterable

from sqlalchemy import and_, or_, select, update

from dialogs.visibility import Sealed
from storage.outgoing.posts import STANDS
from storage.store import Unit
from storage.tables import answer, conversation, outbox, round_, shown
from storage.talks.answers import sealed_of


def waiting(unit: Unit, team: str, format_id: str, told: int, questions: Iterable[str]) -> list[Sealed]:
    """Return the nameless texts of a group that wait for a batch, of rounds that have closed (K3).

    A round that goes on after its board has closed for the ``questions`` of which that tells, and for no others.
    """
    closed = or_(round_.c.id.is_(None), round_.c.status != "open")
    over = and_(round_.c.id == told, answer.c.question.in_(list(questions)))
    rows = unit.connection.execute(
        select(answer)
        .join(conversation, conversation.c.id == answer.c.conversation)
        .outerjoin(round_, round_.c.id == conversation.c.round)
        .where(
            answer.c.team == team, answer.c.format == format_id, answer.c.level == "V3",
            answer.c.released.is_(False), answer.c.withdrawn_at.is_(None),
            or_(closed, over),
        )
        .order_by(answer.c.id)
    )  # fmt: skip
    return [sealed_of(row) for row in rows.all()]


def of_round(unit: Unit, ids: Iterable[int], round_id: int) -> frozenset[int]:
    """Return which answers were given in a round."""
    rows = unit.connection.execute(
        select(answer.c.id)
        .join(conversation, conversation.c.id == answer.c.conversation)
        .where(answer.c.id.in_(list(ids)), conversation.c.round == round_id)
    )
    return frozenset(rows.scalars())


def stood_in(unit: Unit, ids: Iterable[int], output: str) -> frozenset[int]:
    """Return which answers stand, or once stood, in a message of an output."""
    rows = unit.connection.execute(
        select(shown.c.answer)
        .join(outbox, outbox.c.id == shown.c.outbox)
        .where(shown.c.answer.in_(list(ids)), shown.c.output == output, outbox.c.status.in_(STANDS))
    )
    return frozenset(rows.scalars())


def release(unit: Unit, ids: Iterable[int]) -> None:
    """Let a batch of nameless texts be read by the group."""
    unit.connection.execute(update(answer).where(answer.c.id.in_(list(ids))).values(released=True))


def hold_back(unit: Unit, ids: Iterable[int]) -> None:
    """Let nameless texts wait again: too few of their batch are left to show them."""
    unit.connection.execute(update(answer).where(answer.c.id.in_(list(ids))).values(released=False))


def asked_before(unit: Unit, ids: Iterable[int]) -> dict[int, int]:
    """Return how often the owners of waiting nameless texts were asked what to do with them."""
    rows = unit.connection.execute(select(answer.c.id, answer.c.asked).where(answer.c.id.in_(list(ids))))
    return {row.id: row.asked for row in rows}


def count_asked(unit: Unit, ids: Iterable[int]) -> None:
    """Remember that the owners of these texts are asked once more."""
    unit.connection.execute(update(answer).where(answer.c.id.in_(list(ids))).values(asked=answer.c.asked + 1))


def siblings(unit: Unit, id_: int) -> list[int]:
    """Return the ids of the answers that were shared together with this one: of the same repetition, to the same readers."""
    one = answer.alias()
    rows = unit.connection.execute(
        select(answer.c.id)
        .join(one, and_(one.c.id == id_, one.c.conversation == answer.c.conversation,
                        one.c.repetition == answer.c.repetition, one.c.level == answer.c.level))
        .where(answer.c.withdrawn_at.is_(None))
        .order_by(answer.c.id)
    )  # fmt: skip
    return list(rows.scalars())
