"""A small Teams: as much of the Connector and of Microsoft's login as a bot by text alone meets (reference teams.md §4, §18).

It is a fake of theirs: it knows nothing of Leerbot.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import aiohttp

from bot.channels.teams.app import App
from bot.channels.teams.connector import Connector
from tests.kit.teams_seeing import seen

JSON = dict[str, Any]
TENANT = "11111111-0000-0000-0000-000000000001"
APP = App("22222222-0000-0000-0000-000000000002", TENANT, "secret-of-the-app")
FILE = "application/vnd.microsoft.teams.file.download.info"
BOT = f"28:{APP.id}"
LARGEST = 40 * 1024
"""Bytes of a message as UTF-16, by the older and narrower of the pages about it."""
LARGEST_CARD = 80_000
"""Bytes of a message with a card, below which the newer page advises to stay."""


def entra(name: str) -> str:
    """Return the id of somebody in Entra."""
    return str(uuid5(NAMESPACE_URL, name))


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
    holds: bool = False
    """Whether no answer comes at all."""


@dataclass(slots=True)
class FakeTeams:
    """One tenant: people, rooms, messages, and what it is told to do wrong."""

    url: str = ""
    people: dict[str, JSON] = field(default_factory=dict)
    rooms: dict[str, list[str]] = field(default_factory=dict)
    catalogue: dict[str, str] = field(default_factory=dict)
    """What stands in the organisation's catalogue: the id of a manifest, and that of the app there."""
    graph_tokens: list[str] = field(default_factory=list)
    slow: set[str] = field(default_factory=set)
    """For whom it takes long until an app that was installed can be written to."""
    teams: dict[str, list[str]] = field(default_factory=dict)
    """Which channels belong to a team; the first is called as the team."""
    installed: set[str] = field(default_factory=set)
    """The conversations in which the app is there."""
    blocked: set[str] = field(default_factory=set)
    messages: dict[str, dict[str, JSON]] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    passwords: set[str] = field(default_factory=lambda: {APP.password})
    """With which the app may log in: Microsoft takes several at a time."""
    lives: int = 86_400
    """Seconds for which a token is given."""
    calls: list[str] = field(default_factory=list)
    shown_tokens: list[str] = field(default_factory=list)
    """With what the bot came in, call by call."""
    connections: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    named: Callable[[str], str] = entra
    """Under which id somebody stands in Entra."""
    too_much: Callable[[str], int | None] = lambda call: None
    """For how many seconds a call is refused, as there were too many before it."""
    page: int = 3
    """People in one page, whatever is asked."""
    pages: str = ""
    """What is odd about its pages: ``lost`` after the first, ``lost for good``, ``overlap``, or ``endless``."""
    _ids: Any = field(default_factory=count)

    @property
    def service(self) -> str:
        """The address of its Connector, as activities name it."""
        return f"{self.url}/emea/"

    def connector(self, **values: Any) -> Connector:
        """Return the bot's side."""
        seconds = count(0.0, 60.0)
        return Connector(**{
            "app": APP, "trusted": lambda url: url.startswith(self.url), "login": self.url, "now": lambda: next(seconds),
            **values,
        })  # fmt: skip

    def add(self, name: str, *, installed: bool = True) -> str:
        """Add somebody, with her private chat; returns that."""
        chat = f"a:1{name}_-"
        self.people[self.named(name)] = {
            "id": f"29:1{name}_-x", "aadObjectId": self.named(name), "name": name.capitalize(), "tenantId": TENANT,
            "chat": chat, "userRole": "user",
        }  # fmt: skip
        self.messages.setdefault(chat, {})
        if installed:
            self.installed.add(chat)
        return chat

    def add_room(self, id_: str, *names: str) -> str:
        """Add a channel with people in it; returns its conversation."""
        self.rooms[id_] = [self.named(name) for name in names]
        self.messages.setdefault(id_, {})
        self.installed.add(id_)
        return id_

    def chat(self, name: str) -> str:
        """Return the private chat of somebody."""
        return str(self.people[self.named(name)]["chat"])

    def go_wrong(self, call: str, status: int, **values: Any) -> None:
        """Let the next calls that begin like this go wrong; status 0 breaks the connection off."""
        self.faults.append(Fault(call, status, **values))

    def texts(self, conversation: str) -> list[str]:
        """Return what is read in a conversation: text as it was sent, and what stands on cards."""
        return [str(one.get("text") or seen(one)) for one in self.messages[conversation].values()]

    def forget_tokens(self) -> None:
        """Take no token any more that was given before."""
        self.tokens = ["" for _ in self.tokens]

    # -- what it tells the bot

    def activity(self, kind: str, name: str, place: str | None = None, **values: Any) -> JSON:
        """Return what somebody does, as Teams tells it; in her private chat unless a ``place`` is given."""
        person = self.people[self.named(name)]
        where = place or person["chat"]
        private = where == person["chat"]
        return {
            "type": kind, "id": self.new_id(), "timestamp": f"2026-03-12T14:00:{next(self._ids) % 60:02}.123Z",
            "channelId": "msteams", "serviceUrl": self.service,
            "from": {key: person[key] for key in ("id", "name", "aadObjectId")},
            "recipient": {"id": BOT, "name": "Leerbot"}, "locale": "nl-NL",
            "conversation": {"id": where, "conversationType": "personal" if private else "channel", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "entities": [{"type": "clientInfo", "locale": "nl-NL", "country": "NL", "platform": "Windows"}],
            **values,
        }  # fmt: skip

    def message(self, name: str, text: str, *, files: Sequence[tuple[str, bytes]] = (), **values: Any) -> JSON:
        """Return what somebody writes in her private chat, with signs escaped as Teams does."""
        attachments: list[JSON] = [{"contentType": "text/html", "content": f"<p>{escape(text)}</p>"}]
        for called, body in files:
            id_ = self.new_id()
            self.files[id_] = body
            content = {"downloadUrl": f"{self.url}/files/{id_}", "uniqueId": id_, "fileType": called.rpartition(".")[2]}
            attachments.append({"contentType": FILE, "name": called, "content": content})
        text = escape(text, quote=False)
        return self.activity("message", name, text=text, textFormat="plain", attachments=attachments, **values)

    def submits(self, name: str, card: str, data: JSON, filled: Mapping[str, Any] | None = None, **values: Any) -> JSON:
        """Return how Teams tells that a button of a card was pressed: as a message without words."""
        told = {**data, **(filled or {})}
        return self.activity("message", name, text=None, value=told, replyToId=card, **values)

    def executes(self, name: str, card: str, data: JSON, filled: Mapping[str, Any] | None = None, **values: Any) -> JSON:
        """Return how Teams tells that a button of a card was pressed for which it waits: as an invoke."""
        action = {"type": "Action.Execute", "verb": "leerbot", "title": "Druk", "data": {**data, **(filled or {})}}
        told = self.activity("invoke", name, replyToId=card, value={"action": action, "trigger": "manual"}, **values)
        return told | {"name": "adaptiveCard/action"}

    def again(self, told: JSON) -> JSON:
        """Return how Teams tells the same once more when it heard nothing for half a minute: under another id."""
        return {**told, "id": self.new_id(), "timestamp": "2026-03-12T14:00:59.123Z"}

    def mention(self, name: str, room: str, text: str = "<at>Leerbot</at> hoi") -> JSON:
        """Return how somebody calls the bot in a room."""
        said = {"type": "mention", "mentioned": {"id": BOT, "name": "Leerbot"}, "text": "<at>Leerbot</at>"}
        return self.activity("message", name, f"{room};messageid=1", text=text, entities=[said])

    def news(self, team: str, event: str = "", **values: Any) -> JSON:
        """Return what Teams tells of a team or of the app in it; it is nobody's own act."""
        told = self.activity("conversationUpdate", next(iter(self.people.values()))["name"].lower(), team, **values)
        data = {"tenant": {"id": TENANT}, "team": {"id": team}, **({"eventType": event} if event else {})}
        return told | {"from": {"id": BOT}, "channelData": data}

    def new_id(self) -> str:
        """Return an id as Teams makes them."""
        return str(1_770_000_000_000 + next(self._ids))


def patience(seconds: float) -> aiohttp.ClientTimeout:
    """Return how long a bot waits for an answer."""
    return aiohttp.ClientTimeout(total=seconds)
