"""Somebody can be reached again: what she was invited to, and never got, is asked as if for the first time (S01, GE14)."""

from dataclasses import replace
from datetime import datetime

from bot.incoming.beginning import invitation
from bot.timing.editions import Editions
from dialogs.talk.conversation import Status
from storage.groups import people
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import conversations, finding
from storage.talks.conversations import Conversation


def reached_again(unit: Unit, editions: Editions, person: Person, now: datetime) -> None:
    """Remember that somebody can be reached; an invitation that could not be delivered is asked anew, with its own reminder."""
    people.set_values(unit, person.id, undeliverable=None)
    invite_anew(unit, editions, person, now, now)


def invite_anew(unit: Unit, editions: Editions, person: Person, now: datetime, at: datetime) -> None:
    """Plan an invitation anew, for a moment, that never came to somebody; one that did stays as it is."""
    for format_id in dict.fromkeys((editions.library.for_joining(), editions.library.for_renewal())):
        waiting = finding.unfinished(unit, person.id, format_id)
        if waiting is not None and _never_arrived(waiting):
            conversations.save(unit, replace(waiting, status=Status.WITHDRAWN, ended_at=now), None)
            occasion = f"reached again {waiting.id}"
            conversations.begin(unit, [invitation(unit, editions, person, format_id, waiting.team, occasion, at)])


def _never_arrived(asked: Conversation) -> bool:
    """Whether the bot asked something that was never put before her, and she did nothing in it either."""
    return asked.prompted_at is not None and asked.put_at is None and asked.touched_at is None
