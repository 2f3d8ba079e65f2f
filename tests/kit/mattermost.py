"""A small Mattermost: as much of a server as a bot and its people meet, its traps included (reference mattermost.md §17).

It is a fake of theirs: it knows nothing of Leerbot. People act by calling it, or over REST with tokens of their own.
"""

import asyncio
import hashlib
import json
from base64 import b32encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

import aiohttp

from tests.kit.mattermost_faults import Fault
from tests.kit.mattermost_lines import Lines
from tests.kit.mattermost_proofs import Signer

TOKEN = "token-of-the-bot"
LONGEST = 16_383
ONCE_FOR = 30_000
"""Milliseconds for which the server knows a ``pending_post_id``."""
BOT = "bot"
TEAM_ID = "team"
"""The team in which everybody is who was not put elsewhere."""
SETTINGS = {
    "Version": "11.7.0", "MaxPostSize": "16383", "PostEditTimeLimit": "-1", "RestrictDirectMessage": "any",
    "CollapsedThreads": "always_on", "OutgoingIntegrationRequestsTimeout": "30",
}  # fmt: skip
ZBASE32 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "ybndrfg8ejkmcpqxot1uwisza345h769")
JSON = dict[str, Any]


@dataclass(slots=True)
class FakeMattermost:
    """The server: users, places, posts, files, and what it is told to do wrong."""

    url: str = ""
    token: str = TOKEN
    """The bot's own token."""
    tokens: dict[str, str] = field(default_factory=dict)
    """Whose each other token is."""
    access: dict[str, str] = field(default_factory=dict)
    """Access tokens by their ids, under which they are revoked."""
    settings: JSON = field(default_factory=lambda: dict(SETTINGS))
    users: dict[str, JSON] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, JSON] = field(default_factory=dict)
    places: dict[str, JSON] = field(default_factory=dict)
    posts: dict[str, JSON] = field(default_factory=dict)
    """All posts, with what is never shown of them: the ``integration`` of their buttons."""
    reactions: list[JSON] = field(default_factory=list)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    hooks: dict[str, JSON] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    teams: dict[str, JSON] = field(default_factory=dict)
    signer: Signer = field(default_factory=Signer)
    wall: Callable[[], datetime] | None = None
    """The wall clock by which the server goes; without one it has a time of its own."""
    ahead: int = 0
    """Milliseconds by which the server's clock is ahead of that."""
    lines: Lines = field(init=False)
    held: asyncio.Event | None = None
    """What posting waits for, so that two can be at it at the same moment."""
    strict_edits: bool = False
    """Whether it is a newer one, for which ``PostEditTimeLimit`` holds for all of a post and not for its text alone."""
    on_call: Callable[[str], object] = len
    """What is told of every call before it is answered."""
    forbids_internal: bool = False
    """Whether the server calls no address within the house, as when no setting names it."""
    told: list[JSON] = field(default_factory=list)
    """What was brought to somebody's program at each press, the last one last."""
    whispered: list[tuple[str, str]] = field(default_factory=list)
    """What was shown to somebody alone, after a press or a command."""
    dialogs: dict[str, list[JSON]] = field(default_factory=dict)
    """The dialogs that each was shown, with where they are sent."""
    commands: dict[tuple[str, str], JSON] = field(default_factory=dict)
    once: dict[str, tuple[int, str]] = field(default_factory=dict)
    """When a ``pending_post_id`` came, and which post it became; none while that is being made."""
    _millis: int = 0
    _ids: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        self.lines = Lines(self.now)
        self.teams[TEAM_ID] = {"id": TEAM_ID, "name": TEAM_ID, "display_name": "Team", "type": "O", "members": set()}

    # -- what the tests do

    def add_user(self, id_: str, *, teams: tuple[str, ...] = (TEAM_ID,), **values: Any) -> None:
        """Add somebody."""
        zone = {"useAutomaticTimezone": "true", "automaticTimezone": "", "manualTimezone": ""}
        usual = {"username": id_, "delete_at": 0, "is_bot": False, "email": "", "roles": "system_user", "locale": "nl"}
        self.users[id_] = {"id": id_, **usual, "timezone": zone, "notify_props": {}, **values}
        for team in teams:
            self.teams[team]["members"].add(id_)

    def log_in(self, user: str) -> str:
        """Return a token with which somebody can call."""
        token = f"token-of-{user}-{self.new_id()}"
        self.tokens[token] = user
        return token

    def add_room(self, id_: str, *members: str) -> None:
        """Add a room, with the bot in it."""
        self.add_place(id_, "O", id_, {BOT, *members})

    def chat(self, person: str) -> str:
        """Return the private chat of somebody with the bot."""
        return str(self.direct(BOT, person)[0]["id"])

    async def says(self, person: str, text: str, place: str | None = None, **values: Any) -> str:
        """Let somebody post, in her chat with the bot or in a room; returns the post's id."""
        post = self.make(person, place or self.chat(person), {"message": text, **values})
        await self.tell_posted(post)
        return str(post["id"])

    async def edits(self, id_: str, text: str) -> None:
        """Let somebody edit her post."""
        await self.change(self.posts[id_], {"message": text})

    async def takes_away(self, id_: str) -> None:
        """Let somebody delete her post."""
        await self.remove(id_)

    def attach(self, name: str, body: bytes) -> str:
        """Put a file on the server; returns its id."""
        id_ = self.new_id()
        self.files[id_] = (name, body)
        return id_

    def shown(self, place: str, author: str = BOT) -> list[JSON]:
        """Return what stands in a place by somebody, in order, as it is shown."""
        return [plain_post(post) for post in self.standing(place) if post["user_id"] == author]

    def go_wrong(self, call: str, status: int, **values: Any) -> None:
        """Let the next calls that begin like this go wrong."""
        self.faults.append(Fault(call, status, **values))

    def pass_time(self, seconds: float) -> None:
        """Let the server's clock run on."""
        self.ahead += int(seconds * 1000)

    async def restart(self) -> None:
        """Go down and come up: posts stay, what was only in memory is gone."""
        self.once.clear()
        await self.lines.restart()

    def trigger_id(self, user: str, *, client_id: str | None = None, millis: int | None = None) -> str:
        """Return what a click or command of somebody carries, signed now or at another moment."""
        return self.signer.trigger_id(client_id or self.new_id(), user, self.now() if millis is None else millis)

    def at_least(self, *version: int) -> bool:
        """Whether the server is of that version or a newer one."""
        return tuple(int(part) for part in self.settings["Version"].split(".")) >= version

    # -- events

    async def tell(self, event: str, place: str, **data: Any) -> None:
        """Send an event to all who are in a place."""
        await self.lines.tell(self.places[place]["members"], event, {"channel_id": place}, data)

    async def tell_user(self, event: str, who: str, **data: Any) -> None:
        """Send an event to somebody."""
        await self.lines.tell({who}, event, {"user_id": who}, data)

    async def tell_posted(self, post: JSON) -> None:
        """Tell that something was posted."""
        place = self.places[post["channel_id"]]
        mentions = [id_ for id_ in sorted(place["members"]) if f"@{self.users[id_]['username']}" in post["message"]]
        sender = f"@{self.users[post['user_id']]['username']}"
        await self.tell(
            "posted", place["id"], post=json.dumps(plain_post(post)), channel_type=place["type"], channel_name=place["name"],
            channel_display_name=place["name"], sender_name=sender, team_id=place["team_id"], mentions=json.dumps(mentions),
        )  # fmt: skip

    # -- time and names

    def now(self) -> int:
        """Return the server's time in milliseconds."""
        there = int(self.wall().timestamp() * 1000) if self.wall else 1_770_000_000_000
        return max(self._millis, there + self.ahead)

    def tick(self) -> int:
        """Return the server's time, later than ever before."""
        self._millis = max(self._millis + 1, self.now())
        return self._millis

    def new_id(self) -> str:
        """Return 26 signs that were never used before, and say nothing."""
        digest = hashlib.sha256(str(next(self._ids)).encode()).digest()
        return b32encode(digest).decode().translate(ZBASE32)[:26]

    # -- posts and places

    def standing(self, place: str) -> list[JSON]:
        """Return the posts of a place that are not deleted, in order."""
        return [post for post in self.posts.values() if post["channel_id"] == place and not post["delete_at"]]

    def direct(self, *users: str) -> tuple[JSON, bool]:
        """Return the private chat of two, and whether it is new."""
        name = "__".join(sorted(users))
        found = next((place for place in self.places.values() if place["name"] == name), None)
        return (found, False) if found else (self.add_place(self.new_id(), "D", name, set(users)), True)

    async def joins(self, user: str, place: str) -> None:
        """Let somebody come into a room."""
        self.places[place]["members"].add(user)
        await self.tell("user_added", place, user_id=user, team_id=self.places[place]["team_id"])

    async def leaves(self, user: str, place: str, by: str) -> None:
        """Take somebody out of a room; she is told, and so is the room."""
        self.places[place]["members"].discard(user)
        await self.tell_user("user_removed", user, channel_id=place, remover_id=by)
        await self.tell("user_removed", place, user_id=user, remover_id=by)

    async def archive(self, place: str, *, back: bool = False) -> None:
        """Archive a room, or bring it back."""
        self.places[place]["delete_at"] = 0 if back else self.tick()
        await self.tell("channel_restored" if back else "channel_deleted", place, channel_id=place)

    async def reacts(self, reaction: JSON, *, away: bool = False) -> None:
        """Put a reaction on a post, or take it away."""
        change = self.reactions.remove if away else self.reactions.append
        change(reaction)
        event = "reaction_removed" if away else "reaction_added"
        await self.tell(event, self.posts[reaction["post_id"]]["channel_id"], reaction=json.dumps(reaction))

    def add_place(self, id_: str, type_: str, name: str, members: set[str], team: str = "") -> JSON:
        place = {
            "id": id_, "type": type_, "name": name, "display_name": "" if type_ == "D" else name,
            "team_id": "" if type_ in "DG" else team or TEAM_ID, "last_post_at": 0, "delete_at": 0, "members": members,
        }  # fmt: skip
        self.places[id_] = place
        return place

    def make(self, user: str, place: str, body: Mapping[str, Any]) -> JSON:
        """Make a post, without telling anybody."""
        now = self.tick()
        props = dict(body.get("props") or {}) | ({"from_bot": "true"} if self.users[user].get("is_bot") else {})
        post = {
            "id": self.new_id(), "user_id": user, "channel_id": place, "message": body["message"], "type": body.get("type", ""),
            "props": props, "file_ids": list(body.get("file_ids") or []), "create_at": now, "update_at": now, "edit_at": 0,
            "delete_at": 0, "root_id": body.get("root_id", ""), "pending_post_id": "", "is_pinned": False, "hashtags": "",
        }  # fmt: skip
        self.posts[str(post["id"])] = post
        self._touch(post)
        return post

    async def change(self, post: JSON, body: Mapping[str, Any]) -> None:
        """Change a post: what is named takes the place of all that was there."""
        post |= {name: body[name] for name in ("message", "props", "file_ids", "is_pinned") if name in body}
        post |= {"edit_at": self.tick(), "update_at": self._millis}
        self._touch(post)
        await self.tell("post_edited", post["channel_id"], post=json.dumps(plain_post(post)))

    async def remove(self, id_: str) -> None:
        """Delete a post, and with the first one of a thread all replies to it."""
        for post in [self.posts[id_], *(one for one in self.posts.values() if one["root_id"] == id_)]:
            post["delete_at"] = post["update_at"] = self.tick()
        await self.tell("post_deleted", self.posts[id_]["channel_id"], post=json.dumps(plain_post(self.posts[id_])))

    def _touch(self, post: JSON) -> None:
        """Note that something happened in a place, and in the thread."""
        self.places[post["channel_id"]]["last_post_at"] = self._millis
        if post["root_id"]:
            self.posts[post["root_id"]]["update_at"] = self._millis

    def replies(self, id_: str) -> int:
        """Return how many replies stand under a post."""
        return sum(post["root_id"] == id_ and not post["delete_at"] for post in self.posts.values())

    async def call(self, method: str, path: str, token: str | None = None, **options: Any) -> tuple[int, Any]:
        """Call the server over HTTP, as a client of somebody's would; returns the status and what came back."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.request(method, f"{self.url}/api/v4{path}", headers=headers, **options) as answer,
        ):
            return answer.status, await answer.json(content_type=None)


def plain_post(post: JSON) -> JSON:
    """Return a post as anybody is shown it: without where its buttons go, and what they bring."""
    if not post["props"].get("attachments"):
        return post
    return {**post, "props": {**post["props"], "attachments": [_plain_attachment(one) for one in post["props"]["attachments"]]}}


def _plain_attachment(one: JSON) -> JSON:
    if not one.get("actions"):
        return one
    shown = [{name: value for name, value in action.items() if name != "integration"} for action in one["actions"]]
    return {**one, "actions": shown}
