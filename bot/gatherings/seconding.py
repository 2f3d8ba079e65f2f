"""A round that two begin: one plans it, and it opens once whom she asked beside her says yes (S48).

Every function works inside one unit of work and may run twice.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.gatherings import forming
from bot.incoming.surroundings import Setting, setting_of
from bot.outgoing.reaching import reached_at
from storage.groups import partners, people
from storage.groups.partners import SIGNED, Together
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.talks import conversations
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def open_round(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Open the round that was planned in a conversation, or say that it waits for somebody's yes: she is asked as it ends."""
    second = _asked_beside(setting, kept)
    if second is None:
        forming.open_round(doing, setting, kept)
    else:
        doing.unsay(kept.id)
        doing.say("planned.with_yes", {"wie": second})


def _asked_beside(setting: Setting, kept: Conversation) -> str | None:
    """Return who is asked whether a round for the group opens, where its plan asks somebody."""
    if setting.format.of_one:
        return None
    chosen = (kept.state.marks[one.id].chosen for one in setting.stage.asks if one.id in kept.state.marks)
    return next((one[0] for one in chosen if one), None)


def said_yes(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Open what somebody planned and another one says yes to now; who planned it hears whether it goes on."""
    agreed = (one for one in partners.all_in(doing.unit, kept.id) if one.stands == "agreed") if setting.stage.accepts else ()
    for one in agreed:
        starter, planned = people.find(doing.unit, one.asker), conversations.load(doing.unit, one.came_of)
        if starter is None or planned.round is not None:
            continue
        theirs = replace(doing, person=starter, parts=[], about=None, told_in=None, said="", settings={}, told={}, touched={},
                         chosen={}, read_otherwise=set())  # fmt: skip
        beside = setting_of(doing.unit, doing.editions, starter, planned)
        if beside.plans and not beside.format.of_one:
            _open(doing, theirs, beside, one, kept)


def _open(doing: "Doing", theirs: "Doing", planned: Setting, one: Together, kept: Conversation) -> None:
    """Open it as if she who planned it did so now: what stands in its way by now she hears, and the other one that it does."""
    if any(held.team == planned.conversation.team for held in people.roles_of(doing.unit, one.asker)):
        forming.open_round(theirs, planned, planned.conversation)
    partners.settle(doing.unit, one, SIGNED, doing.now)
    if conversations.load(doing.unit, planned.conversation.id).round is None:
        doing.unsay(kept.id)
        doing.say("planned.not_any_more", {"wie": one.asker})
    else:
        theirs.say("planned.together", {"titel": planned.format.title})
    if theirs.parts and (to := reached_at(doing.unit, one.asker)) is not None:
        message = Message(f"seconded {one.conversation}", to, "notice", theirs.parts, doing.now, person=one.asker)
        outbox.add(doing.unit, message)
