"""Who is who on the server: looked up once, and again after a while."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.channels.base import Heed
from bot.channels.mattermost.lookups import Lookups
from bot.channels.mattermost.rest import PAGE, Rest, User
from bot.clock import steady

KNOWN_FOR = 300.0
"""Seconds until somebody is looked up again."""
LATELY = 60.0
"""Seconds for which somebody who did something in her chat is surely there."""
MOST = 20_000


class People:
    """The bot itself and the people it meets."""

    def __init__(self, rest: Rest, heed: Heed | None = None) -> None:
        self._rest = rest
        self._lookups = Lookups(rest)
        self.heed = heed
        """What takes over what an account tells of somebody."""
        self._bot: User | None = None
        self._known: dict[str, tuple[float, User]] = {}
        self._chats: dict[str, str] = {}
        self._acted: dict[str, float] = {}

    async def bot(self) -> User:
        """Return the bot itself."""
        if self._bot is None:
            self._bot = await self._rest.me()
        return self._bot

    async def user(self, id_: str) -> User:
        """Return somebody as she was a few minutes ago at most."""
        if (found := self._fresh(id_)) is None:
            self._remember(found := await self._lookups.user(id_))
        return found

    async def meet(self, ids: Iterable[str]) -> None:
        """Look up at once who of many is not known."""
        missing = sorted(id_ for id_ in set(ids) if self._fresh(id_) is None)
        for at in range(0, len(missing), PAGE):
            for found in await self._rest.users(missing[at : at + PAGE]):
                self._remember(found)

    def _fresh(self, id_: str) -> User | None:
        looked, found = self._known.get(id_, (0.0, None))
        return None if steady() - looked > KNOWN_FOR else found

    def _remember(self, user: User) -> None:
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[user.id] = (steady(), user)

    async def chat_with(self, id_: str) -> str:
        """Return the private chat with somebody; it never changes."""
        if id_ not in self._chats:
            self._chats[id_] = await self._rest.private_chat((await self.bot()).id, id_)
        return self._chats[id_]

    async def learn_chats(self, places: Iterable[Mapping[str, Any]]) -> None:
        """Remember whose private chat each of some places is: it is called by both who are in it."""
        own = (await self.bot()).id
        for place in places:
            both = str(place["name"]).split("__")
            if place["type"] == "D" and own in both:
                self._chats["".join(id_ for id_ in both if id_ != own) or own] = str(place["id"])

    def acts(self, id_: str, chat: str) -> None:
        """Remember that somebody does something in her private chat: both are there."""
        if len(self._acted) >= MOST:
            self._acted.clear()
        self._chats[id_], self._acted[id_] = chat, steady()

    def acted_lately(self, id_: str) -> bool:
        """Whether somebody did something just now."""
        return id_ in self._acted and steady() - self._acted[id_] <= LATELY

    def changed(self, id_: str) -> None:
        """Look somebody up again, now that she changed."""
        self._known.pop(id_, None)

    def all_changed(self) -> None:
        """Look everybody up again, now that somebody changed."""
        self._known.clear()

    async def heeded(self, user: User) -> bool:
        """Take over what somebody's account tells of her; whether that changes what she is told, or when."""
        return self.heed is not None and await self.heed(user.id, user.profile)
