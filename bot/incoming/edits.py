"""What somebody wrote and then wrote otherwise, or deleted: her answer changes only when she says so (S02, C-38)."""

from typing import TYPE_CHECKING

from bot.gatherings.asked_answers import why_it_stands
from bot.incoming.beginning import begin_about
from dialogs.answers.understanding import says_something, tidy
from dialogs.talk import commands, events
from storage.groups import people
from storage.talks import answered, answers, finding
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def edited(doing: "Doing", message: str, text: str, *, may_change: bool) -> None:
    """Ask whether the answer that a message gave is to change with it; what changes nothing of it is passed over.

    An edit of anything else is told how answers are changed.
    """
    literal = commands.unquoted(text)
    new, found = tidy(text if literal is None else literal), answered.own_by_message(doing.unit, doing.person.id, message)
    if found is None or not may_change or not says_something(new):
        doing.say("err.edited")
        return
    (one,) = answers.read(doing.unit, people.viewer(doing.unit, doing.person.id), [found[0]])
    if one.value.text == new:  # some clients tell of an edit where only the look of a message changed
        return
    if (why := why_it_stands(doing.unit, doing.editions, found[0])) is not None:
        doing.say(why)
        return
    conversation = _about(doing, found[0])
    if conversation is not None:
        doing.advance(conversation, events.Edited(new))


def deleted(doing: "Doing", message: str) -> None:
    """Offer to take the answer back that a message gave; of anything else it is told how answers are taken back."""
    found = answered.own_by_message(doing.unit, doing.person.id, message)
    if found is None:
        doing.say("err.deleted")
    else:
        doing.say("deleted.ask", {"nummer": found[1]}, [(f"verwijder {found[1]}", "mine.withdraw")])


def _about(doing: "Doing", id_: int) -> Conversation | None:
    """Return the conversation in which an answer is changed: the one that is open already, so that the newest edit counts."""
    format_id = doing.editions.library.for_act("change")
    hers = [one for one in finding.about(doing.unit, [id_]) if one.format == format_id and one.person == doing.person.id]
    if hers:
        return hers[-1]
    return begin_about(doing.unit, doing.editions, doing.person, "change", id_, doing.cause, doing.now)
