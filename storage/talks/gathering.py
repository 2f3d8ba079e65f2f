"""What several wrote about one person, before and while she reads it without their names (S39). Nothing here knows a text."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import func, select

from dialogs.settings import K_TEXT
from storage.groups import teams
from storage.groups.people import has_account
from storage.store import Unit
from storage.tables import answer, conversation

WORDS = ("text", "file")
"""The kinds of answers that make their author one of those who wrote: what was only chosen hides nobody."""


def by_author(unit: Unit, round_id: int, reader: str, questions: Collection[str]) -> Mapping[str, list[int]]:
    """Return the answers to some questions of a round that wait for one reader, by who gave them."""
    there = select(conversation.c.id).where(conversation.c.round == round_id)
    waits = answer.c.level == "V3", answer.c.reader == reader, answer.c.withdrawn_at.is_(None), answer.c.released.is_(False)
    rows = unit.connection.execute(
        select(answer.c.owner, answer.c.id)
        .where(answer.c.conversation.in_(there), answer.c.question.in_(list(questions)), *waits)
        .order_by(answer.c.id)
    )
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row.owner, []).append(row.id)
    return found


def beside(unit: Unit, rows: Collection[Any]) -> Mapping[int, tuple[int, int]]:
    """Return by how many people the texts are among which one person reads an answer without a name, and how many it takes.

    Counted is who has an account, and of whose texts some are still there: who reads it could have made up the others (0038).
    """
    those = [row for row in rows if row.released and row.reader is not None and row.team is not None]
    if not those:
        return {}
    here, other = conversation.alias(), conversation.alias()
    writes = answer.c.level == "V3", answer.c.released, answer.c.withdrawn_at.is_(None), answer.c.kind.in_(WORDS)
    counted = unit.connection.execute(
        select(here.c.id, answer.c.reader, func.count(answer.c.owner.distinct()).label("people"))
        .join(other, other.c.round == here.c.round)
        .join(answer, answer.c.conversation == other.c.id)
        .where(here.c.id.in_({row.conversation for row in those}), *writes, has_account(answer.c.owner))
        .group_by(here.c.id, answer.c.reader)
    )
    found = {(row.id, row.reader): int(row.people) for row in counted}
    fewest = {team: teams.load(unit, team).settings[K_TEXT] for team in {row.team for row in those}}
    return {row.id: (found.get((row.conversation, row.reader), 0), fewest[row.team]) for row in those}


def is_hidden(unit: Unit, round_id: int, reader: str) -> bool:
    """Whether some of what one person read in a round is left, and it is too little to be read without names any more."""
    there = answer.c.conversation.in_(select(conversation.c.id).where(conversation.c.round == round_id))
    hers = answer.c.level == "V3", answer.c.released, answer.c.reader == reader, answer.c.withdrawn_at.is_(None)
    rows = unit.connection.execute(select(answer).where(there, *hers)).all()
    return any(people < fewest for people, fewest in beside(unit, rows).values())
