"""What a group can choose from, and what its people chose together: never a text, and never who chose what (S28, S29)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select

from dialogs.gatherings.together import Votes
from dialogs.talk.questions import KEY
from storage.groups import agreements
from storage.groups.rounds import Round
from storage.store import Unit
from storage.tables import answer, conversation, round_
from storage.talks import tallies
from storage.talks.answers import NOBODY


@dataclass(frozen=True, slots=True)
class Offered:
    """A text that can be chosen: whose it is, and where it is written."""

    id: int
    owner: str
    written: tuple[int, str]


def rounds_of(unit: Unit, running: Round, format_id: str | None) -> list[int]:
    """Return the rounds from whose texts is chosen in a round: itself, or those of a format around the same meeting."""
    if format_id is None:
        return [running.id]
    same = round_.c.programme == running.programme, round_.c.number == running.number, round_.c.format == format_id
    return list(unit.connection.execute(select(round_.c.id).where(*same, round_.c.status != "missed")).scalars())


def offered(unit: Unit, round_ids: Sequence[int], questions: Sequence[str]) -> list[Offered]:
    """Return the texts of some rounds that are shared with the group still, by who agreed to what binds them (S24)."""
    rows = unit.connection.execute(
        select(answer)
        .join(conversation, conversation.c.id == answer.c.conversation)
        .where(conversation.c.round.in_(round_ids), answer.c.question.in_(questions), answer.c.level == "V2")
        .where(answer.c.withdrawn_at.is_(None))
        .order_by(answer.c.id)
    ).all()
    agreed = agreements.where_bound(unit, rows)
    return [
        Offered(row.id, row.owner, (row.conversation, KEY.format(row.question, row.repetition)))
        for row in rows
        if row.bound is None or row.owner in agreed.get((row.bound, row.team), NOBODY)
    ]


def chosen(unit: Unit, round_id: int, question: str) -> Votes:
    """Return what those who are done chose at a question of a round, in an order that tells nothing of who."""
    done = select(conversation.c.id).where(conversation.c.round == round_id, conversation.c.status == "submitted")
    asked = and_(answer.c.question == question, answer.c.withdrawn_at.is_(None), answer.c.conversation.in_(done))
    return sorted(one.value.chosen for one in tallies.chosen_at(unit, [question], asked))
