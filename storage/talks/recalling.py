"""What somebody answered before, for herself alone: it is shown to her again where a format calls it to mind (``recall``).

Only what was chosen to be told in a room is read for that room (``chosen_in``), and who writes down for others what they tell
reads that while she does (``written_in``).
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, exists, literal, or_, select

from dialogs.visibility import Asked, Person, ToldInRoom, Writer
from storage.store import Unit
from storage.tables import answer, conversation, round_
from storage.talks.answers import TOLD, Readable, read, through_the_gate

_CONFIRMED = or_(answer.c.level != "V0", and_(answer.c.author == answer.c.owner, answer.c.used_at.is_not(None)))
"""Texts of which their owner said that they are right: somebody else reads them, or would, had she not written them herself."""


def earlier(
    unit: Unit, viewer: Person, format_id: str, questions: Sequence[str], most: int, flag: str | None, but: int
) -> list[Readable]:  # fmt: skip
    """Return the newest own answers of the viewer to some questions, with a flag if one is named; not of one conversation."""
    mine = answer.c.owner == viewer.id, answer.c.withdrawn_at.is_(None), answer.c.conversation != but
    in_words = or_(answer.c.kind.in_(TOLD), answer.c.body.is_not(None))  # the words of a choice are kept where it is ``shown``
    condition = and_(*mine, answer.c.format == format_id, answer.c.question.in_(list(questions)), in_words)
    if flag is not None:
        condition = and_(condition, (literal(" ") + answer.c.flags + " ").contains(f" {flag} ", autoescape=True))
    return through_the_gate(unit, viewer, condition, newest_first=True, most=most)


def by_round(
    unit: Unit, viewer: Person, format_id: str, questions: Sequence[str], owner: str | None = None
) -> dict[int, dict[str, Readable]]:
    """Return the newest answer to each of some questions in each round of a format that somebody planned for herself.

    They are the viewer's, or what an ``owner`` lets her read; what others read without a name is not told as the owner's.
    """
    theirs = answer.c.owner == (owner or viewer.id), answer.c.withdrawn_at.is_(None), answer.c.kind.in_(TOLD)
    named = or_(answer.c.owner == viewer.id, answer.c.level != "V3")
    condition = and_(*theirs, named, answer.c.format == format_id, answer.c.question.in_(list(questions)))
    told = through_the_gate(unit, viewer, condition, newest_first=True)
    held = select(conversation.c.id, conversation.c.round).where(conversation.c.id.in_({one.conversation for one in told}))
    round_of = {row.id: row.round for row in unit.connection.execute(held)}
    found: dict[int, dict[str, Readable]] = {}
    for one in told:
        if (round_id := round_of[one.conversation]) is not None:
            found.setdefault(round_id, {}).setdefault(one.sealed.question, one)
    return found


def shared_in(unit: Unit, viewer: Person | Asked, round_id: int, questions: Sequence[str]) -> list[Readable]:
    """Return all that the viewer may read of the answers to some questions of a round, her own too (S39, S40)."""
    there = answer.c.conversation.in_(select(conversation.c.id).where(conversation.c.round == round_id))
    asked = answer.c.question.in_(list(questions)), answer.c.withdrawn_at.is_(None)
    return through_the_gate(unit, viewer, and_(there, *asked))


def moments(unit: Unit, viewer: Person, formats: Sequence[str], most: int) -> list[Readable]:
    """Return the newest texts and files of the viewer's own in some formats."""
    mine = answer.c.owner == viewer.id, answer.c.withdrawn_at.is_(None), answer.c.kind.in_(TOLD)
    return through_the_gate(unit, viewer, and_(*mine, answer.c.format.in_(formats)), newest_first=True, most=most)


def told_with(unit: Unit, viewer: Person, id_: int, questions: Sequence[str]) -> list[Readable]:
    """Return what the viewer may read of the answers that were given together with one, in one conversation at one time.

    What somebody else put to her is all of it, each time that it was told (S42).
    """
    this = answer.alias()
    at_once = or_(this.c.repetition == answer.c.repetition, answer.c.owner != viewer.id)
    together = and_(this.c.id == id_, this.c.conversation == answer.c.conversation, at_once)
    there = answer.c.withdrawn_at.is_(None), answer.c.question.in_(list(questions))
    return through_the_gate(unit, viewer, and_(*there, exists().where(together)))


def told_in(
    unit: Unit, viewer: Person, round_id: int, questions: Sequence[str], *, confirmed: bool = False
) -> list[Readable]:  # fmt: skip
    """Return the viewer's own answers to some questions of a round, also what was written down for her (S06).

    Only what she ``confirmed`` of it, where that is asked (S48).
    """
    mine = answer.c.owner == viewer.id, answer.c.withdrawn_at.is_(None), answer.c.question.in_(list(questions))
    there = answer.c.conversation.in_(select(conversation.c.id).where(conversation.c.round == round_id))
    return through_the_gate(unit, viewer, and_(*mine, there, *([_CONFIRMED] if confirmed else [])))


def told_in_programme(
    unit: Unit, viewer: Person, programme: int, format_id: str, questions: Sequence[str]
) -> list[Readable]:  # fmt: skip
    """Return the viewer's own answers to some questions of a format in her own programme, in their order."""
    mine = answer.c.owner == viewer.id, answer.c.withdrawn_at.is_(None), answer.c.question.in_(list(questions))
    hers = or_(round_.c.programme == programme, round_.c.id == programme), round_.c.person == viewer.id
    held = select(conversation.c.id).join(round_, round_.c.id == conversation.c.round).where(*hers)
    return through_the_gate(unit, viewer, and_(*mine, answer.c.format == format_id, answer.c.conversation.in_(held)))


def of_group(
    unit: Unit, viewer: Person, team_id: str, format_id: str, questions: Sequence[str], most: int
) -> list[Readable]:  # fmt: skip
    """Return the newest of what a group was told at some questions of a format, as the viewer may read it (S46)."""
    there = answer.c.team == team_id, answer.c.format == format_id, answer.c.question.in_(list(questions))
    told = and_(*there, answer.c.withdrawn_at.is_(None), answer.c.level.in_(["V1", "V2"]))
    return through_the_gate(unit, viewer, told, newest_first=True, most=most)


def chosen_in(unit: Unit, viewer: ToldInRoom, round_id: int) -> list[Readable]:
    """Return what was chosen in a round at the questions of which the answers are told in the room (S06)."""
    asked = answer.c.question.in_(sorted(viewer.questions)), answer.c.withdrawn_at.is_(None)
    there = answer.c.conversation.in_(select(conversation.c.id).where(conversation.c.round == round_id))
    return through_the_gate(unit, viewer, and_(*asked, there))


def written_in(unit: Unit, viewer: Writer, conversation_id: int) -> list[Readable]:
    """Return what the viewer wrote down for others in one conversation, and nobody has changed since (S06)."""
    there = answer.c.conversation == conversation_id, answer.c.withdrawn_at.is_(None), answer.c.edited_at.is_(None)
    return through_the_gate(unit, viewer, and_(*there, answer.c.author != answer.c.owner))


def owners_in(unit: Unit, round_id: int, questions: Sequence[str], *, confirmed: bool = False) -> list[str]:
    """Return who own answers to some questions of a round, that are still there; or who ``confirmed`` any of theirs (S48)."""
    told = answer.c.question.in_(list(questions)), answer.c.withdrawn_at.is_(None)
    given = (
        select(answer.c.owner)
        .join(conversation, conversation.c.id == answer.c.conversation)
        .where(conversation.c.round == round_id, *told, *([_CONFIRMED] if confirmed else []))
        .distinct()
        .order_by(answer.c.owner)
    )
    return list(unit.connection.execute(given).scalars())


def of_value(unit: Unit, viewer: Person, round_id: int, value: str) -> list[tuple[int, Readable | None]]:
    """Return the viewer's own answers of a value in a round, by id in the order told; None for one that was taken back."""
    hers = answer.c.owner == viewer.id, answer.c.value == value, conversation.c.round == round_id
    mine = select(answer.c.id).join(conversation, conversation.c.id == answer.c.conversation).where(*hers)
    ids = unit.connection.execute(mine.order_by(answer.c.id)).scalars().all()
    found = {one.sealed.id: one for one in read(unit, viewer, ids)}
    return [(id_, found.get(id_)) for id_ in ids]


def untouched(unit: Unit, owner: str, ids: Iterable[int]) -> list[int]:
    """Return those of a person's own answers with which she did nothing yet: not shared, changed or opened."""
    hers = answer.c.id.in_(list(ids)), answer.c.owner == owner, answer.c.withdrawn_at.is_(None)
    nothing = answer.c.shared_at.is_(None), answer.c.edited_at.is_(None), answer.c.used_at.is_(None)
    return list(unit.connection.execute(select(answer.c.id).where(*hers, *nothing).order_by(answer.c.id)).scalars())
