"""What somebody chose to have said in the room of her group: points to talk about, with nothing of what she answered (S09)."""

from typing import TYPE_CHECKING

from bot.incoming.surroundings import Setting
from bot.outgoing.rooms import say_in_room
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def say(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Say once in the room what was chosen to be said there, when the conversation is over."""
    if kept.trial or setting.team is None:
        return
    for question in setting.stage.questions:
        mark = kept.state.marks.get(question.id)
        for name in mark.chosen if mark is not None else ():
            told = question.options[name].posts if name in question.options else None
            if told is not None:
                asked = [kept.format, kept.version, kept.stage, told]
                say_in_room(doing.unit, setting.team, f"points {kept.id} {told}", "points", doing.now, asked=asked)
