"""Looking at a form that can be mended where it was filled in: nothing of it is taken while something in it is no answer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.incoming.scenes import facts_of
from bot.incoming.surroundings import setting_of
from dialogs.answers.objecting import objections
from dialogs.talk.events import Submitted
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


class Objected(Exception):
    """Nothing of a form was taken: ``beside`` says what is wrong by question, ``above`` where none of it is asked any more."""

    def __init__(self, beside: Mapping[str, str], above: str = "") -> None:
        super().__init__(", ".join(beside) or "over")
        self.beside = beside
        self.above = above


def object_to(doing: "Doing", conversation: Conversation | None, form: Submitted) -> None:
    """Raise Objected where something on a form is no answer, or nothing of it is asked any more."""
    phrases = doing.editions.phrases(doing.person.language)
    over = Objected({}, phrases.text("form.over"))
    if conversation is None or not (conversation.running or conversation.closed):
        raise over
    setting = setting_of(doing.unit, doing.editions, doing.person, conversation)
    facts = facts_of(doing.unit, setting, doing.now, {})
    found = objections(setting.stage, conversation.state, form, facts, phrases)
    if found is None:
        raise over
    if found:
        raise Objected(found)
