"""What candidates told about joining a group, through the gate as everything that is told (S22)."""

from collections.abc import Collection

from sqlalchemy import and_, select

from dialogs.visibility import Person
from storage.groups.rounds import Round
from storage.store import Unit
from storage.tables import answer, conversation
from storage.talks import tallies
from storage.talks.answers import Readable, through_the_gate


def told_in(unit: Unit, viewer: Person, round_id: int) -> list[Readable]:
    """Return all that was answered in a round that the viewer may read, what was chosen too; nothing of her own."""
    there = answer.c.conversation.in_(select(conversation.c.id).where(conversation.c.round == round_id))
    return through_the_gate(unit, viewer, and_(there, answer.c.withdrawn_at.is_(None), answer.c.owner != viewer.id))


def chosen(unit: Unit, round_id: int, question: str, those: Collection[str]) -> list[tuple[str, ...]]:
    """Return what some people chose at a question of a round, where they let who facilitates read it; of nobody what."""
    there = answer.c.conversation.in_(select(conversation.c.id).where(conversation.c.round == round_id))
    theirs = and_(there, answer.c.question == question, answer.c.owner.in_(list(those)), answer.c.level == "V1")
    told = and_(theirs, answer.c.withdrawn_at.is_(None))
    return [one.value.chosen for one in tallies.chosen_at(unit, [question], told)]


def told_besides(unit: Unit, viewer: Person, owner: str, running: Round) -> list[Readable]:
    """Return the texts that somebody shared with the group of a round outside of it, and that the viewer may read."""
    hers = answer.c.owner == owner, answer.c.team == running.team, answer.c.withdrawn_at.is_(None), answer.c.kind == "text"
    told = and_(*hers, answer.c.shared_at.is_not(None), answer.c.format != running.format)
    return [one for one in through_the_gate(unit, viewer, told) if one.value.text]
