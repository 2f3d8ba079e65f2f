"""The town on Mattermost with buttons: people press what they see, and the server tells the bot (reference §8)."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import TestServer

from bot.channels.mattermost.callbacks.wiring import Callbacks
from tests.kit.matter_town import MattermostTown, matter_town
from tests.kit.mattermost import JSON
from tests.kit.ports import free_port

PATIENCE = 60.0
"""Seconds in which a press is to be kept: on a busy machine nothing went wrong that takes long."""


@dataclass
class PressingTown(MattermostTown):
    """A team on Mattermost that has buttons."""

    port: int = field(kw_only=True)
    _door: "TestServer | None" = None
    _tokens: dict[str, str] = field(default_factory=dict)

    @property
    def callbacks(self) -> Callbacks:
        """What the server calls."""
        assert self.app.mattermost is not None
        assert self.app.mattermost.callbacks is not None
        return self.app.mattermost.callbacks

    async def begin(self) -> None:
        """Let the bot be reached, and look whether it is, as at the start of the service."""
        self._door = TestServer(self.app.http, port=self.port)
        await self._door.start_server()
        assert await self.callbacks.look()
        self.callbacks.in_time.seconds = PATIENCE
        await super().begin()

    async def stop_answering(self) -> None:
        """Let the bot be reached no more, while it goes on hearing."""
        if self._door is not None:
            await self._door.close()

    async def end(self) -> None:
        """Let the bot be reached no more, and hear no more."""
        try:
            await super().end()
        finally:
            await self.stop_answering()

    # -- pressing

    async def taps(self, person: str, label: str, *more: str) -> None:
        """Let somebody press the newest button that begins with a label; what has none is typed."""
        for post, action in self.buttons(person) if not more else ():
            found = _offered(action, label)
            if found is not None:
                assert await self.presses_on(person, post, action["id"], found) == 200
                await self.settle()
                return
        await super().taps(person, label, *more)

    def buttons(self, person: str) -> Iterator[tuple[str, JSON]]:
        """Yield what can be tapped in somebody's chat, the newest post first: the post's id, and the action as it is shown."""
        for post in reversed(self.server.shown(self.server.chat(person))):
            for attachment in post["props"].get("attachments") or []:
                for action in attachment["actions"]:
                    yield post["id"], action

    async def presses_on(self, person: str, post: str, action: str, picked: str = "") -> int:
        """Let somebody press a button of a post, or pick; returns how the server answers her app."""
        told = {"selected_option": picked} if picked else {}
        path = f"/posts/{post}/actions/{action}"
        status, _ = await self.server.call("POST", path, self.token(person), json=told)
        return status

    async def posts(self, path: str, fields: Mapping[str, str], headers: Mapping[str, str]) -> int:
        """Let anybody post a form at the bot's own door; returns how it answers."""
        assert self._door is not None
        async with (
            aiohttp.ClientSession() as session,
            session.post(self._door.make_url(path), data=fields, headers=headers) as answer,
        ):
            return answer.status

    def token(self, person: str) -> str:
        """Return with what somebody's app calls the server."""
        if person not in self._tokens:
            self._tokens[person] = self.server.log_in(person)
        return self._tokens[person]


def _offered(action: JSON, label: str) -> str | None:
    """Return what is picked of an action by a label: nothing for a button; None when it offers no such thing."""
    if action["type"] == "button":
        return "" if action["name"].replace("\u200b", "").startswith(label) else None
    return next((str(one["value"]) for one in action["options"] if one["text"].replace("\u200b", "").startswith(label)), None)


@asynccontextmanager
async def pressing_town(
    folder: Path, *, kind: Callable[..., PressingTown] = PressingTown, **options: Any
) -> AsyncIterator[PressingTown]:
    """Build a team on a small Mattermost that reaches the bot, of that kind; the options are those of ``town``."""
    port = free_port()
    async with matter_town(folder, kind=partial(kind, port=port), callback_url=f"http://127.0.0.1:{port}", **options) as place:
        assert isinstance(place, PressingTown)
        yield place
