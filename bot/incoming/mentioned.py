"""Answering in private who called the bot in a room."""

from typing import TYPE_CHECKING

from bot.channels.base import Mentioned
from bot.words import obeying
from bot.words import rooms as own_rooms
from storage.groups import rooms

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def called_in_room(doing: "Doing", act: Mentioned, *, may_choose: bool) -> None:
    """Offer who ``may_choose`` the room for her group, or say that the bot talks in private; who did not agree is asked (S01).

    There the bot is, so it can post there again (GE15). Below her message it says how she can be answered, if she cannot be.
    """
    channel = doing.address.partition(":")[0]
    if act.room is not None:
        rooms.find_again(doing.unit, channel, act.room)
    if may_choose and own_rooms.called(doing, act):
        pass
    elif doing.person.consent == "yes":
        doing.say("err.room")
    else:
        obeying.introduce(doing)
    if act.thread is not None and doing.parts:
        doing.parts[0] |= {"thread": f"{channel}:{act.thread}"}
