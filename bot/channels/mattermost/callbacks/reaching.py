"""Whether the Mattermost server reaches us, found out by a press of our own, as nothing else tells (reference §13)."""

import contextlib
from secrets import token_hex

from bot.channels.mattermost.attachments import Attaching, Tap, action_id
from bot.channels.mattermost.callbacks.door import JSON
from bot.channels.mattermost.callbacks.posted import KEY
from bot.channels.mattermost.callbacks.pressing import Press
from bot.channels.mattermost.people import People
from bot.channels.mattermost.rest import Away, Refused, Rest

LABEL = "Test"
ROOMS = frozenset({"O", "P"})
"""The kinds of places that are rooms."""


class Reaching:
    """Presses a button in the bot's chat with itself, which nobody else sees; where none is made there, in a room."""

    def __init__(self, rest: Rest, people: People, attaching: Attaching) -> None:
        self._rest = rest
        self._people = people
        self._attaching = attaching

    async def works(self) -> bool:
        """Whether a press arrives and its answer comes back; raises Away when the server itself does not answer."""
        bot = (await self._people.bot()).id
        tap = Tap("test", (token_hex(8),), LABEL)
        try:
            post = await self._put(tap, bot)
        except Refused:
            return False
        try:
            with contextlib.suppress(Away):  # the server may wait for us for longer than we for it
                await self._rest.press(post, action_id(tap))
            return bool((await self._rest.read(post))["message"] == tap.refs[0])
        except Refused:
            return False
        finally:
            await self._rest.delete(post)

    async def _put(self, tap: Tap, bot: str) -> str:
        """Post the button and return where; raises Refused."""
        try:
            return await self._put_in(await self._rest.private_chat(bot, bot), tap, bot)
        except Refused:  # a server may let nobody talk with herself
            rooms = [place["id"] for place in await self._rest.places() if place["type"] in ROOMS]
            if not rooms:
                raise
            return await self._put_in(rooms[0], tap, bot)

    async def _put_in(self, place: str, tap: Tap, bot: str) -> str:
        key = f"test {tap.refs[0]}"
        props = {KEY: key, "attachments": self._attaching.attached([tap], place, bot, key)}
        return str((await self._rest.post(channel_id=place, message=LABEL, props=props))["id"])


async def arrived(press: Press) -> JSON:
    """Answer a press of our own: its post says the mark, which no other server would let it say."""
    return {"update": {"message": press.sealed.refs[0], "props": {}}}
