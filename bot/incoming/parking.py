"""Letting a conversation wait until a moment that the person chose (spec §4.1, N2)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.words.later import moment_for
from dialogs.talk import events
from dialogs.talk.conversation import Later
from dialogs.talk.holding import options
from storage.groups import teams
from storage.talks import finding
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def park(doing: "Doing", kept: Conversation, until: Later) -> Conversation:
    """Ask again at a moment the person chose, if the round is still open then."""
    moment = moment_for(doing.person, teams.calendar_of(doing.unit, kept.team), until, doing.now)
    if kept.closes_at is not None and moment >= kept.closes_at:
        doing.parts.append({"say": "later.too_late", "conv": kept.id})
        return kept
    doing.parts.append({"say": "later.set_hour" if until == "hour" else "later.set", "conv": kept.id})
    return replace(kept, resume_at=moment)


def park_alike(doing: "Doing", kept: Conversation, until: Later) -> None:
    """Park what waits for the same answer too: the other matter of one message (N2); then take up what was left.

    Where that closes sooner it waits until the last moment that it was offered.
    """
    for other in finding.open_of(doing.unit, doing.person.id):
        if other.state.held is not None and other.state.held.kind == "later":
            offered = options(other.state.held)
            doing.advance(other, events.Chose("held", (until if until in offered else offered[-1],)))
            return
    if kept.resume_at is not None:
        doing.resume_waiting(kept)
