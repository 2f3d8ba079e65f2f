"""The same town, played over Mattermost: people type in their chats on a small server, and read what stands there."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from math import inf
from pathlib import Path
from typing import Any

from bot.channels.base import Heed, Incoming, Mentioned, Profile
from bot.channels.mattermost.rest import Rest
from dialogs.language.roles import GroupKind, Role
from storage.outgoing.web import WebMessage
from tests.kit.mattermost import BOT, JSON, TOKEN, FakeMattermost
from tests.kit.mattermost_server import fake_mattermost
from tests.kit.town import TEAM, Heard, Town, at, town
from tests.kit.typing import typed_for

SOON = 10.0


def as_seen(message: str) -> str:
    """Return a post as its readers see it, with the bold and the lists as they were written."""
    return re.sub(r"\\([`*{}\[\]()#+\-.!_>|~])|\\(\\)(?!\w)", r"\1\2", message).replace("\u200b", "")


@dataclass
class MattermostTown(Town):
    """A team on Mattermost. Ids of people and rooms are those of the server."""

    server: FakeMattermost = field(kw_only=True)
    channel: str = "mattermost"
    handled_so_far: set[str] = field(default_factory=set)
    _heeded: list[str] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _listening: "asyncio.Task[None] | None" = None

    # -- hearing

    async def begin(self) -> None:
        """Let the bot listen, and wait until it does."""
        assert self.app.mattermost is not None
        met = self.app.mattermost.people
        met.heed = partial(self._heed, met.heed) if met.heed else None
        self.server.lines.connected(BOT).clear()
        self._listening = asyncio.create_task(self.app.mattermost.listen(self._receive, self.app.rooms))
        await self.connected()

    async def end(self) -> None:
        """Let the bot stop listening."""
        if self._listening is not None:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listening

    async def connected(self) -> None:
        """Wait until the bot is connected."""
        async with asyncio.timeout(SOON):
            await self.server.lines.connected(BOT).wait()

    async def _receive(self, incoming: Incoming) -> object:
        try:
            return await self.app.receiver.receive(incoming)
        finally:
            self.handled_so_far.add(incoming.message)
            self._news.set()

    async def handled(self, message: str) -> None:
        """Wait until the bot has taken an act in."""
        async with asyncio.timeout(SOON):
            while message not in self.handled_so_far:
                self._news.clear()
                await self._news.wait()

    async def changes_account(self, person: str, **values: Any) -> None:
        """Let somebody change her account, and wait until the bot has heard of it."""
        user = self.server.users[person]
        user |= values
        heard = self._heeded.count(person)
        await self.server.tell_user("user_updated", BOT, user=user)
        async with asyncio.timeout(SOON):
            while self._heeded.count(person) == heard:
                self._news.clear()
                await self._news.wait()

    async def _heed(self, heed: Heed, person: str, profile: Profile) -> bool:
        try:
            return await heed(person, profile)
        finally:
            self._heeded.append(person)
            self._news.set()

    async def restart(self) -> None:
        """Let the bot stop, and begin again over the same folder."""
        await self.end()
        await super().restart()
        await self.begin()

    # -- people

    async def add(
        self, id_: str, role: Role = "member", *, team: str = TEAM, consent: str | None = "yes",
        channel: str | None = None, **values: Any,
    ) -> None:  # fmt: skip
        """Add somebody to a team, and to the server."""
        self.server.add_user(id_)
        self.server.places[team]["members"].add(id_)
        await super().add(id_, role, team=team, consent=consent, channel=channel, **values)

    async def add_team(
        self, id_: str, name: str = "", *, room: bool = True, channel: str | None = None, kind: GroupKind = "team"
    ) -> None:  # fmt: skip
        """Add another team, with its room on the server."""
        self.server.add_room(id_)
        await super().add_team(id_, name, room=room, channel=channel, kind=kind)

    # -- acting

    async def says(
        self, person: str, text: str, *files: tuple[str, bytes], id_: str | None = None, settle: bool = True,
        channel: str | None = None,
    ) -> bool:  # fmt: skip
        """Let somebody write to the bot."""
        ids = [self.server.attach(name, body) for name, body in files]
        await self.handled(await self.server.says(person, text, file_ids=ids))
        if settle:
            await self.settle()
        return True

    async def taps(self, person: str, label: str, *more: str) -> None:
        """Let somebody choose by typing: the number where there is one, else the label."""
        await self.says(person, typed_for((await self.shown(person))[-1], label, *more))

    async def edits(self, person: str, text: str, back: int = 1) -> None:
        """Let somebody write her last message otherwise, or one further back."""
        there = self._own(person)[-back]
        await self.server.edits(there, text)
        await self.handled(f"edit {there} {self.server.posts[there]['edit_at']}")
        await self.settle()

    async def takes_away(self, person: str, back: int = 1) -> None:
        """Let somebody delete her last message, or one further back."""
        there = self._own(person)[-back]
        await self.server.takes_away(there)
        await self.handled(f"delete {there}")
        await self.settle()

    async def acts(self, person: str, what: Mentioned) -> None:
        """Let somebody call the bot in a room."""
        await self.handled(await self.server.says(person, f"@leerbot {what.text or 'hoi'}", what.room or TEAM))
        await self.settle()

    def _own(self, person: str) -> list[str]:
        return [post["id"] for post in self.server.shown(self.server.chat(person), person)]

    # -- looking

    async def shown(self, who: str, kind: str = "person") -> list[Heard]:
        """Return all that the bot has standing in somebody's chat or a room, as it is now."""
        posts = self.server.shown(self.server.chat(who) if kind == "person" else who)
        return [Heard(_message(post)) for post in posts]

    async def hears(self, who: str, kind: str = "person") -> list[Heard]:
        """Return the messages that are new since the last look, in the order in which they were sent."""
        before = self._heard.setdefault(f"{kind}:{who}", set())
        found = [one for one in await self.shown(who, kind) if one.message.id not in before]
        before.update(one.message.id for one in found)
        return found


def _message(post: JSON) -> WebMessage:
    choices = [{"id": id_, "label": label} for id_, label in post["props"].get("leerbot_choices", [])]
    body = {"text": as_seen(post["message"]), "choices": choices, "files": post["file_ids"]}
    return WebMessage(0, post["id"], post["channel_id"], "bot", None, "sent", body, at("2026-03-09 08:30"))


@asynccontextmanager
async def matter_town(
    folder: Path, *, kind: Callable[..., MattermostTown] = MattermostTown, **options: Any
) -> AsyncIterator[MattermostTown]:
    """Build a team on a small Mattermost of its own, of that kind; the options are those of ``town``."""
    seconds = count(0.0, 60.0)  # so much passes between two calls that none waits for its turn
    async with (
        fake_mattermost() as server,
        town(
            folder, mattermost=Rest(server.url, TOKEN, rate=inf, now=lambda: next(seconds)), kind=partial(kind, server=server),
            **options,
        ) as place,
    ):  # fmt: skip
        assert isinstance(place, MattermostTown)
        server.wall = place.clock.now
        await place.begin()
        try:
            yield place
        finally:
            await place.end()
