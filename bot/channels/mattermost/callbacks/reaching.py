"""Whether the Mattermost server reaches us, found out by a press of our own, as nothing else tells (reference §13)."""

from secrets import token_hex

from bot.channels.mattermost.attachments import Attaching, Tap, action_id
from bot.channels.mattermost.callbacks.door import JSON
from bot.channels.mattermost.callbacks.posted import KEY
from bot.channels.mattermost.callbacks.pressing import Press
from bot.channels.mattermost.people import People
from bot.channels.mattermost.rest import Refused, Rest

LABEL = "Test"


class Reaching:
    """Presses a button in the bot's chat with itself, which nobody else sees."""

    def __init__(self, rest: Rest, people: People, attaching: Attaching) -> None:
        self._rest = rest
        self._people = people
        self._attaching = attaching

    async def works(self) -> bool:
        """Whether a press arrives and its answer comes back; raises Away when the server itself does not answer."""
        try:
            bot = (await self._people.bot()).id
            place, mark = await self._rest.private_chat(bot, bot), token_hex(8)
            tap = Tap("test", (mark,), LABEL)
            props = {KEY: f"test {mark}", "attachments": self._attaching.attached([tap], place, bot, f"test {mark}")}
            made = await self._rest.post(channel_id=place, message=LABEL, props=props)
        except Refused:
            return False
        try:
            await self._rest.press(made["id"], action_id(tap))
            return bool((await self._rest.read(made["id"]))["message"] == mark)
        except Refused:
            return False
        finally:
            await self._rest.delete(made["id"])


async def arrived(press: Press) -> JSON:
    """Answer a press of our own: its post says the mark, which no other server would let it say."""
    return {"update": {"message": press.sealed.refs[0], "props": {}}}
