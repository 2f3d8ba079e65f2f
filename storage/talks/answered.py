"""What is known of answers without a word of them: whose they are, where they were given, and which are shared."""

from collections.abc import Iterable

from sqlalchemy import Select, func, select, union_all

from storage.store import Unit
from storage.tables import answer, conversation, round_, shown
from storage.talks.answers import TOLD


def shared_by(unit: Unit, owner: str) -> list[int]:
    """Return the ids of a person's answers that have other readers."""
    shared = answer.c.owner == owner, answer.c.shared_at.is_not(None), answer.c.withdrawn_at.is_(None)
    return list(unit.connection.execute(select(answer.c.id).where(*shared)).scalars())


def shared_in(unit: Unit, round_id: int) -> dict[str, list[int]]:
    """Return the ids of the answers of a round that have other readers than their owner, by owner."""
    return shared_among(unit, select(conversation.c.id).where(conversation.c.round == round_id))


def shared_among(unit: Unit, told_in: Select[tuple[int]]) -> dict[str, list[int]]:
    """Return the ids of the answers given in some conversations that have other readers than their owner, by owner."""
    shared = answer.c.conversation.in_(told_in), answer.c.shared_at.is_not(None), answer.c.withdrawn_at.is_(None)
    found: dict[str, list[int]] = {}
    for owner, id_ in unit.connection.execute(select(answer.c.owner, answer.c.id).where(*shared).order_by(answer.c.id)):
        found.setdefault(owner, []).append(id_)
    return found


def wrote_before(unit: Unit, owner: str) -> bool:
    """Whether a person ever wrote something, also if she took it back since."""
    wrote = select(answer.c.id).where(answer.c.owner == owner, answer.c.kind.in_(TOLD)).limit(1)
    return unit.connection.execute(wrote).first() is not None


def own_by_number(unit: Unit, owner: str, number: int) -> int | None:
    """Return the id of an own answer by its number, if it is there and not withdrawn."""
    hers = answer.c.number == number, answer.c.owner == owner, answer.c.withdrawn_at.is_(None)
    return unit.connection.execute(select(answer.c.id).where(*hers)).scalar()


def own_by_message(unit: Unit, owner: str, message: str) -> tuple[int, int] | None:
    """Return the id and the number of an own answer by the message that says it, if it is there and not withdrawn."""
    hers = answer.c.owner == owner, answer.c.message == message, answer.c.withdrawn_at.is_(None)
    row = unit.connection.execute(select(answer.c.id, answer.c.number).where(*hers)).first()
    return (row.id, row.number) if row else None


def conversation_of(unit: Unit, id_: int) -> int:
    """Return the conversation in which an answer was given; raises KeyError."""
    found = unit.connection.execute(select(answer.c.conversation).where(answer.c.id == id_)).scalar()
    if found is None:
        raise KeyError(id_)
    return int(found)


def tellers_in_newest(unit: Unit, format_id: str, team_id: str) -> int:
    """Return how many people let their group read something of the newest round of a format; never who."""
    newest = select(func.max(round_.c.id)).where(round_.c.format == format_id, round_.c.team == team_id).scalar_subquery()
    told_in = answer.c.conversation.in_(select(conversation.c.id).where(conversation.c.round == newest))
    here = told_in, answer.c.level == "V2", answer.c.withdrawn_at.is_(None), answer.c.kind == "text"
    return int(unit.connection.execute(select(func.count(answer.c.owner.distinct())).where(*here)).scalar_one())


def author_of(unit: Unit, id_: int) -> str | None:
    """Return who wrote an answer down, herself or for its owner."""
    return unit.connection.execute(select(answer.c.author).where(answer.c.id == id_)).scalar()


def is_apart(unit: Unit, id_: int) -> bool:
    """Whether an answer goes on a day of its own, and so is sealed apart (C-44)."""
    return bool(unit.connection.execute(select(answer.c.apart).where(answer.c.id == id_)).scalar())


def team_of(unit: Unit, id_: int) -> str | None:
    """Return the group in which an answer was given or is shared, if any."""
    return unit.connection.execute(select(answer.c.team).where(answer.c.id == id_)).scalar()


def format_of(unit: Unit, id_: int) -> str | None:
    """Return the format in which an answer was given."""
    return unit.connection.execute(select(answer.c.format).where(answer.c.id == id_)).scalar()


def questions_of(unit: Unit, ids: Iterable[int]) -> dict[int, str]:
    """Return to which question each answer belongs, withdrawn or not; for one that was erased, what its posts remember."""
    wanted = list(ids)
    rows = unit.connection.execute(
        union_all(
            select(answer.c.id, answer.c.question).where(answer.c.id.in_(wanted)),
            select(shown.c.answer, shown.c.question).where(shown.c.answer.in_(wanted), shown.c.question.is_not(None)),
        )
    )
    return {row.id: row.question for row in rows}
