"""Writing down what became of a message, all of it in one unit of work (DESIGN §5, trust §4)."""

from collections.abc import Mapping
from datetime import datetime

from bot.channels.base import Channel, Noting
from bot.outgoing.drawn import channel_of
from bot.outgoing.outcomes import Outcome
from bot.outgoing.undelivered import first_asked, tell_of_failure
from bot.timing.editions import Editions
from bot.timing.speaking import leave_behind
from storage.outgoing import outbox, posts
from storage.outgoing.outbox import Claimed
from storage.privacy import reading
from storage.store import Unit
from storage.talks import conversations


class Settling:
    """Settles what one sender claimed."""

    def __init__(self, editions: Editions, channels: Mapping[str, Channel], me: str) -> None:
        self._editions = editions
        self._noting = {name: channel for name, channel in channels.items() if isinstance(channel, Noting)}
        self._me = me

    def write_down(self, unit: Unit, one: Claimed, outcome: Outcome, now: datetime) -> bool:
        """Settle a message, and note what follows of it; False when it was no longer this sender's."""
        status, receipt = outcome.status, outcome.receipt
        ours = outbox.settle(
            unit, one, self._me, status, now, receipt=receipt, reason=outcome.reason, wait=outcome.wait, due=outcome.due
        )  # fmt: skip
        if not ours and status == "sent" and receipt:
            posts.take_back(unit, one, receipt, now)
        if receipt and outcome.outgoing and (noting := self._noting.get(channel_of(one))):
            noting.went(unit, outcome.outgoing, receipt, settled=ours, anew=one.revises is not None)
        if ours and one.revises is not None and receipt:
            posts.stands_at(unit, one.revises, receipt)
        if ours and status != "waiting" and one.kind == posts.WITHDRAWAL:
            posts.forget_withdrawal(unit, one.id)
        if ours:
            tell_of_failure(unit, one, status, now)
        if ours and status == "sent" and outcome.shows and one.person is not None:
            reading.read_in_message(unit, one.id, one.person, now)
        if ours and status == "sent" and one.kind == "nudge" and one.person is not None:
            leave_behind(unit, self._editions, one.person, now, {part["conv"] for part in one.recipe if "conv" in part})
        elif ours and status == "waiting":
            conversations.put_before(unit, first_asked(one), None)
        return ours
