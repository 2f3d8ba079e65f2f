"""The reply to an act: one message, drawn while all that it needs is at hand; after it, what it answered is replaced (0022)."""

from bot.incoming.doing import Doing
from bot.logs import log
from bot.outgoing.drawn import Claimant, Ready, Unsent, remember
from bot.outgoing.replacing import dealt_with
from bot.outgoing.saying import draw_for
from storage.database.packed import pack
from storage.groups import people
from storage.outgoing import cards, outbox
from storage.outgoing.outbox import Claimed, Message


def send(doing: Doing, claimant: Claimant | None) -> Ready | None:
    """Put what was gathered in the outbox, as one message; for a claimant it is returned, ready to be sent at once."""
    offered = doing.offered()
    if offered or doing.person.offered is not None:  # what it offers can be typed too, until something else is said
        people.set_values(doing.unit, doing.person.id, offered=pack(offered) if offered else None)
    answered = dealt_with(doing)
    reply = _reply(doing, claimant) if doing.parts else None
    cards.replace(doing.unit, answered, doing.now)
    return reply


def _reply(doing: Doing, claimant: Claimant | None) -> Ready | None:
    message = Message(f"reply {doing.cause}", doing.address, "reply", doing.parts, doing.now, person=doing.person.id,
                      conversation=doing.about)  # fmt: skip
    if claimant is None:
        outbox.add(doing.unit, message)
        return None
    claimed = outbox.add_claimed(doing.unit, message, *claimant)
    return _drawn(doing, claimed, claimant[0]) if claimed else None


def _drawn(doing: Doing, claimed: Claimed, me: str) -> Ready | None:
    """Draw the reply; what cannot be drawn now waits for the sender."""
    unit = doing.unit
    try:
        drawn = draw_for(unit, doing.editions, claimed, doing.person, doing.now, doing.settings, doing.told)
    except Exception as problem:
        if unit.failed_by(problem):
            raise
        log.exception("reply could not be drawn", message=claimed.id)
        outbox.settle(unit, claimed, me, "waiting", doing.now, reason="could not be drawn", wait=1.0)
        return None
    if isinstance(drawn, Unsent):
        outbox.settle(unit, claimed, me, drawn.status, doing.now, reason=drawn.reason)
        return None
    remember(unit, claimed, drawn)
    return claimed, drawn
