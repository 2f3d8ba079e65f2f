"""A small Mattermost: as much of a server as a bot by text alone meets, its traps included (reference mattermost.md §17).

It is a fake of theirs: it knows nothing of Leerbot. People act by calling it; the bot comes over REST and a websocket.
"""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web as http

TOKEN = "token-of-the-bot"
LONGEST = 16_383
DEAD_QUEUE = 128
ONCE_FOR = 30_000
"""Milliseconds for which the server knows a ``pending_post_id``."""
BOT = "bot"
JSON = dict[str, Any]


@dataclass(slots=True)
class Connection:
    """One websocket of the bot, also while it is broken off."""

    id: str
    seq: int = 0
    kept: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=DEAD_QUEUE))
    socket: http.WebSocketResponse | None = None


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next calls whose method and path begin like this."""

    call: str
    status: int
    times: int = 1
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    done: bool = False
    """Whether what was asked is done all the same, and only the answer is another."""


@dataclass(slots=True)
class FakeMattermost:
    """The server: users, places, posts, files, and what it is told to do wrong."""

    url: str = ""
    token: str = TOKEN
    settings: JSON = field(default_factory=lambda: {"Version": "11.7.0", "MaxPostSize": "16383", "PostEditTimeLimit": "-1"})
    users: dict[str, JSON] = field(default_factory=dict)
    places: dict[str, JSON] = field(default_factory=dict)
    posts: dict[str, JSON] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    teams: list[JSON] = field(default_factory=lambda: [{"id": "team"}])
    connections: dict[str, Connection] = field(default_factory=dict)
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    silent: bool = False
    """Whether events get lost on their way, as after a queue that ran over."""
    _millis: int = 1_770_000_000_000
    _ids: Any = field(default_factory=count)
    _once: dict[str, tuple[int, str]] = field(default_factory=dict)

    # -- what the tests do

    def add_user(self, id_: str, **values: Any) -> None:
        """Add somebody."""
        self.users[id_] = {"id": id_, "username": id_, "delete_at": 0, "is_bot": False, "email": "", **values}

    def add_room(self, id_: str, *members: str) -> None:
        """Add a room."""
        self.places[id_] = {"id": id_, "type": "O", "name": id_, "last_post_at": 0, "members": {BOT, *members}}

    def chat(self, person: str) -> str:
        """Return the private chat of somebody with the bot."""
        return str(self._direct(BOT, person)["id"])

    async def says(self, person: str, text: str, place: str | None = None, **values: Any) -> str:
        """Let somebody post, in her chat with the bot or in a room; returns the post's id."""
        post = self._make(person, place or self.chat(person), {"message": text, **values})
        await self._tell_posted(post)
        return str(post["id"])

    async def edits(self, id_: str, text: str) -> None:
        """Let somebody edit her post."""
        self.posts[id_] |= {"message": text, "edit_at": self._tick(), "update_at": self._millis}
        await self.tell("post_edited", self.posts[id_]["channel_id"], post=json.dumps(self.posts[id_]))

    async def takes_away(self, id_: str) -> None:
        """Let somebody delete her post."""
        await self._remove(id_)

    def attach(self, name: str, body: bytes) -> str:
        """Put a file on the server; returns its id."""
        id_ = self._id()
        self.files[id_] = (name, body)
        return id_

    def shown(self, place: str, author: str = BOT) -> list[JSON]:
        """Return what stands in a place by somebody, in order."""
        return [post for post in self._in(place) if post["user_id"] == author]

    async def drop(self) -> None:
        """Break all websockets off; what happens meanwhile waits for who comes back."""
        self.connected.clear()
        for connection in self.connections.values():
            if connection.socket is not None:
                socket, connection.socket = connection.socket, None
                await socket.close(code=1001)

    async def restart(self) -> None:
        """Go down and come up: posts stay, the queues of the websockets are gone."""
        await self.drop()
        self.connections.clear()

    def go_wrong(self, call: str, status: int, **values: Any) -> None:
        """Let the next calls that begin like this go wrong."""
        self.faults.append(Fault(call, status, **values))

    def pass_time(self, seconds: float) -> None:
        """Let the server's clock run on."""
        self._millis += int(seconds * 1000)

    # -- events

    async def tell(self, event: str, place: str, **data: Any) -> None:
        """Send an event to the bot when it is in that place."""
        if BOT not in self.places[place]["members"]:
            return
        for connection in self.connections.values():
            connection.seq += 1
            frame = json.dumps({"event": event, "data": data, "broadcast": {"channel_id": place}, "seq": connection.seq})
            connection.kept.append((connection.seq, frame))
            if connection.socket is not None and not self.silent:
                with contextlib.suppress(ConnectionError):  # the bot has just left
                    await connection.socket.send_str(frame)

    async def _tell_posted(self, post: JSON) -> None:
        place = self.places[post["channel_id"]]
        mentions = [id_ for id_ in place["members"] if f"@{self.users[id_]['username']}" in post["message"]]
        await self.tell("posted", place["id"], post=json.dumps(post), channel_type=place["type"], mentions=json.dumps(mentions))

    # -- posts and places

    def _id(self) -> str:
        return f"{next(self._ids):0>26}"

    def _tick(self) -> int:
        self._millis += 1
        return self._millis

    def _in(self, place: str) -> list[JSON]:
        return [post for post in self.posts.values() if post["channel_id"] == place and not post["delete_at"]]

    def _direct(self, one: str, other: str) -> JSON:
        id_ = "__".join(sorted((one, other)))
        fresh = {"id": id_, "type": "D", "name": id_, "last_post_at": 0, "members": {one, other}}
        return self.places.setdefault(id_, fresh)

    def _make(self, user: str, place: str, body: Mapping[str, Any]) -> JSON:
        now = self._tick()
        post = {
            "id": self._id(), "user_id": user, "channel_id": place, "message": body["message"], "type": body.get("type", ""),
            "props": dict(body.get("props") or {}), "file_ids": list(body.get("file_ids") or []), "create_at": now,
            "update_at": now, "edit_at": 0, "delete_at": 0, "root_id": body.get("root_id", ""), "pending_post_id": "",
        }  # fmt: skip
        self.posts[str(post["id"])] = post
        self.places[place]["last_post_at"] = now
        return post

    async def _remove(self, id_: str) -> None:
        for post in [self.posts[id_], *(one for one in self.posts.values() if one["root_id"] == id_)]:
            post |= {"delete_at": self._tick()}
        await self.tell("post_deleted", self.posts[id_]["channel_id"], post=json.dumps(self.posts[id_]))

    def replies(self, id_: str) -> int:
        """Return how many replies stand under a post."""
        return sum(post["root_id"] == id_ and not post["delete_at"] for post in self.posts.values())
