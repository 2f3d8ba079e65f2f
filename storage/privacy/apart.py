"""What goes on a day of its own, sealed under keys of its own: with these it goes from old backups too (C-44, §4.5).

Such a key is one more of its owner's: for what she told in one conversation, or for one message in a column of the built-in
chat. It is destroyed with what it seals, and what a database still holds without its key goes again when it is found.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, select, union

from storage.database.prepared import Prepared
from storage.privacy import keys
from storage.store import Unit
from storage.tables import answer, conversation, shown


def told_in(owner: str, conversation_id: int, apart: bool) -> str:
    """Return the name of the key that seals what an owner told in a conversation."""
    return keys.apart(owner, f"c{conversation_id}") if apart else owner


def keys_of(unit: Unit, conversations: Collection[int]) -> list[str]:
    """Return the names of the keys under which something may be sealed apart in some conversations, by any owner."""
    hers = select(conversation.c.person, conversation.c.id).where(conversation.c.id.in_(conversations), conversation.c.apart)
    theirs = select(answer.c.owner, answer.c.conversation).where(answer.c.conversation.in_(conversations), answer.c.apart)
    return [told_in(owner, id_, True) for owner, id_ in unit.connection.execute(union(hers, theirs))]


def without_key(unit: Unit) -> Sequence[int]:
    """Return the conversations that hold something of which the key was destroyed: a database that was put back does."""
    states = select(conversation.c.person, conversation.c.id).where(conversation.c.apart, conversation.c.state.is_not(None))
    texts = select(answer.c.owner, answer.c.conversation).where(answer.c.apart, answer.c.body.is_not(None))
    held = {told_in(owner, id_, True): id_ for owner, id_ in unit.connection.execute(union(states, texts))}
    return sorted({held[name] for name in unit.keys.destroyed(held)})


_SAID_APART = Prepared(select(conversation.c.id).where(conversation.c.id == bindparam("conversation"), conversation.c.apart))
_SHOWS_APART = Prepared(
    select(answer.c.id)
    .join(shown, shown.c.answer == answer.c.id)
    .where(shown.c.outbox == bindparam("message"), answer.c.apart)
    .limit(1)
)


def is_said_apart(unit: Unit, conversation_id: int | None, message: int | None) -> bool:
    """Whether something said in a conversation, or a message by what it shows, goes on a day of its own."""
    if conversation_id is not None and _SAID_APART.run(unit, {"conversation": conversation_id}).fetchone() is not None:
        return True
    return message is not None and _SHOWS_APART.run(unit, {"message": message}).fetchone() is not None
