"""What people of a group choose together: what was promised of it, what they chose, and what is told (V4, K1, K3)."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, and_, or_, select, update

from dialogs.gatherings.together import Votes
from dialogs.talk.conversation import Status
from storage.database.packed import pack, unpack
from storage.store import Unit
from storage.tables import answer, conversation, round_
from storage.talks import tallies

TAKES_PART = (Status.IN_PROGRESS, Status.SUBMITTED)


def promise(unit: Unit, round_id: int, least: int) -> None:
    """Keep from how many answers on is told what is chosen together in a round, as people hear when they are asked."""
    unit.connection.execute(update(round_).where(round_.c.id == round_id).values(least=least))


def tell(unit: Unit, round_id: int, found: Mapping[str, str]) -> None:
    """Keep what came of questions at which was chosen together, by question."""
    unit.connection.execute(update(round_).where(round_.c.id == round_id).values(told=pack(dict(found))))


def told(unit: Unit, round_id: int) -> dict[str, str]:
    """Return what came of what was chosen together in a round, by question."""
    kept = unit.connection.execute(select(round_.c.told).where(round_.c.id == round_id)).scalar()
    found: dict[str, str] = unpack(kept) if kept else {}
    return found


def least(unit: Unit, round_id: int) -> int:
    """Return from how many answers on is told what is chosen together in a round, as was promised; 0 is never."""
    promised: int = unit.connection.execute(select(round_.c.least).where(round_.c.id == round_id)).scalar_one()
    return promised


def chosen(
    unit: Unit, round_id: int, questions: Collection[str], among: Collection[str] | None = None
) -> dict[str, Votes]:  # fmt: skip
    """Return what was chosen at questions of a round by those who let nobody read it by name, in an order that tells nothing.

    With the others known little could hide the last one (S26). Who is in the middle of it is counted too, as her answer stands.
    Where it matters who chose, only who is ``among`` some people is counted.
    """
    asked = _asked(round_id, questions)
    if among is not None:
        asked = and_(asked, answer.c.owner.in_(list(among)))
    found: dict[str, list[tuple[str, ...]]] = {one: [] for one in questions}
    for one in tallies.chosen_at(unit, questions, asked):
        found[one.sealed.question].append(one.value.chosen)
    return {question: sorted(votes) for question, votes in found.items()}


def _asked(round_id: int, questions: Collection[str]) -> ColumnElement[bool]:
    """Return which answers to some questions are counted in a round."""
    there = conversation.c.round == round_id, conversation.c.status.in_(TAKES_PART)
    counts = answer.c.question.in_(questions), answer.c.withdrawn_at.is_(None), answer.c.level == "V0"
    return and_(*counts, answer.c.conversation.in_(select(conversation.c.id).where(*there)))


def who_chose(unit: Unit, round_id: int, question: str) -> set[str]:
    """Return whose answers are counted at a question of a round; of nobody what."""
    return set(unit.connection.execute(select(answer.c.owner).where(_asked(round_id, [question])).distinct()).scalars())


def told_beside(unit: Unit, round_id: int) -> dict[int, dict[str, str]]:
    """Return what is told, by question, in rounds that ask the same at the same time of another group of the same people."""
    this = unit.connection.execute(select(round_).where(round_.c.id == round_id)).one()
    of_it, in_others = conversation.alias(), conversation.alias()
    others = (
        select(in_others.c.round)
        .join(of_it, of_it.c.person == in_others.c.person)
        .where(of_it.c.round == round_id, in_others.c.round.is_not(None), in_others.c.round != round_id)
    )
    meanwhile = or_(round_.c.closes_at.is_(None), round_.c.closes_at > this.opens_at)
    until = round_.c.opens_at < this.closes_at if this.closes_at is not None else round_.c.opens_at.is_not(None)
    same = round_.c.format == this.format, round_.c.told.is_not(None), round_.c.id.in_(others), meanwhile, until
    return {one.id: unpack(one.told) for one in unit.connection.execute(select(round_.c.id, round_.c.told).where(*same))}
