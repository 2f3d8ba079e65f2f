"""A round that two begin: one plans it, and it opens once whom she asked beside her says yes (S48).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.gatherings import asking_others, forming
from bot.incoming.surroundings import Setting, setting_of
from bot.outgoing.reaching import reached_at
from storage.groups import partners, people
from storage.groups.partners import SIGNED, Together
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import conversations
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def open_round(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Open the round that was planned in a conversation, or say that it waits for somebody's yes: she is asked as it ends.

    Whom she asked for the same before she is asked no more: it is the day that she chose last.
    """
    second = _asked_beside(setting, kept)
    if second is None:
        forming.open_round(doing, setting, kept)
        return
    for before in _asked_before(doing.unit, kept):
        if before.person == second:  # what she is asked now tells her
            partners.end(doing.unit, doing.person.id, doing.now, before)
        else:
            asking_others.ended(doing.unit, doing.person.id, doing.now, before)
    doing.unsay(kept.id)
    doing.say("planned.with_yes", {"wie": second})


def _asked_beside(setting: Setting, kept: Conversation) -> str | None:
    """Return who is asked whether a round for the group opens, where its plan asks somebody."""
    if setting.format.of_one:
        return None
    chosen = (kept.state.marks[one.id].chosen for one in setting.stage.asks if one.id in kept.state.marks)
    return next((one[0] for one in chosen if one), None)


def _asked_before(unit: Unit, kept: Conversation) -> Iterator[Together]:
    """Yield whom somebody asked when she planned a round of this format for this group before, and who did not answer yet."""
    for one in partners.asked_by(unit, kept.person):
        planned = conversations.load(unit, one.came_of)
        if planned.id != kept.id and (planned.format, planned.team) == (kept.format, kept.team):
            yield one


def said_yes(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Open what somebody planned and another one says yes to now; who planned it hears whether it goes on."""
    agreed = (one for one in partners.all_in(doing.unit, kept.id) if one.stands == "agreed") if setting.stage.accepts else ()
    for one in agreed:
        starter = people.find(doing.unit, one.asker)
        if starter is None or not asking_others.opens_a_round(doing.unit, doing.editions, one):
            continue
        theirs = replace(doing, person=starter, parts=[], about=None, told_in=None, said="", settings={}, told={}, touched={},
                         chosen={}, read_otherwise=set())  # fmt: skip
        planned = conversations.load(doing.unit, one.came_of)
        _open(doing, theirs, setting_of(doing.unit, doing.editions, starter, planned), one, kept)


def _open(doing: "Doing", theirs: "Doing", planned: Setting, one: Together, kept: Conversation) -> None:
    """Open it as if she who planned it did so now: what stands in its way by now she hears, and the other one that it does.

    It is of a group: who left that begins nothing there, and does not hear what comes of it either.
    """
    unit, group = doing.unit, planned.conversation.team
    starts, seconds = (any(held.team == group for held in people.roles_of(unit, who)) for who in (one.asker, doing.person.id))
    if starts and seconds:
        forming.open_round(theirs, planned, planned.conversation)
    partners.settle(unit, one, SIGNED if seconds else "declined", doing.now)
    to = reached_at(unit, one.asker) if starts else None
    if conversations.load(unit, planned.conversation.id).round is not None:
        theirs.say("planned.together", {"titel": planned.format.title})
    else:
        doing.unsay(kept.id)
        doing.say("planned.not_any_more" if to is None else "planned.not_any_more_told", {"wie": one.asker})
    if to is not None:
        said = {"together": one.conversation, "came_of": one.came_of, "what": "agreed" if seconds else "declined"}
        message = Message(f"seconded {one.conversation}", to, "notice", [said, *theirs.parts], doing.now, person=one.asker)
        outbox.add(unit, message)
