"""Formats that somebody made in chat: what she wrote is kept as her answers, sealed and read through the gate each time (S05).

So it goes with her key, with its programme, and when she takes it back. Every function works inside one unit of work.
"""

from datetime import datetime

from bot.editions import Editions
from bot.reaching import reached_at
from dialogs.conversation import Status
from storage import answers, conversations, finding, outbox, rounds
from storage.outbox import Message
from storage.store import Unit


def tell_changed(unit: Unit, editions: Editions, answer: int, now: datetime) -> None:
    """Tell who delivered already, once a day, that what she was asked was put in other words; she may leave hers as it is."""
    told_in = answers.conversation_of(unit, answer)
    kept = conversations.load(unit, told_in)
    running = rounds.load(unit, kept.round) if kept.round is not None else None
    if running is None or running.plan is None or running.plan.conversation != told_in or running.status != "open":
        return
    format = editions.of(unit, running.format, running.version).dutch
    for one in finding.all_in(unit, running.id) if format.meets else ():
        to = reached_at(unit, one.person)
        if one.stage != format.planning and one.status is Status.SUBMITTED and to is not None:
            part = {"say": "planned.changed", "with": {"titel": format.title}}
            key = f"changed {running.id} {one.person} {now.date()}"
            outbox.add(unit, Message(key, to, "notice", [part], now, person=one.person))
