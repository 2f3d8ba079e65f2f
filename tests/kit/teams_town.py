"""The same town, played over Teams: what people do is told to the bot as signed activities, and read in their chats."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from bot.channels.base import Mentioned
from bot.channels.teams.endpoint import PATH
from bot.channels.teams.line import Line
from bot.channels.teams.package import manifest_id
from dialogs.language.roles import GroupKind, Role
from storage.groups import people
from storage.outgoing import chats
from storage.outgoing.web import WebMessage
from storage.store import Unit
from tests.kit.teams import APP, JSON, FakeTeams, patience
from tests.kit.teams_cards import choose, filling, pick, pressing
from tests.kit.teams_issuer import Issuer, issuer
from tests.kit.teams_seeing import card_of, offered, seen
from tests.kit.teams_server import fake_teams
from tests.kit.town import TEAM, Heard, Town, at, at_once, town
from tests.kit.typing import typed_for


@dataclass
class TeamsTown(Town):
    """A team on Teams. Everybody's id in Entra is her own; a room's conversation is called as its group."""

    server: FakeTeams = field(kw_only=True)
    issuer: Issuer = field(kw_only=True)
    channel: str = "teams"
    _client: "TestClient[Any, Any] | None" = None
    _pressed: Iterator[int] = field(default_factory=count)

    @property
    def line(self) -> Line:
        """The bot's line to this small Teams."""
        found = self.app.line
        assert found is not None
        return found

    # -- the bot's own server

    @property
    def port(self) -> int:
        """Where the bot is reached."""
        assert self._client is not None
        found = self._client.port
        assert found is not None
        return found

    async def begin(self) -> None:
        """Let the bot be reached."""
        self._client = TestClient(TestServer(self.app.http))
        await self._client.start_server()

    async def end(self) -> None:
        """Let the bot be reached no more."""
        if self._client is not None:
            await self._client.close()

    async def restart(self) -> None:
        """Let the bot stop, and begin again over the same folder."""
        await self.end()
        await super().restart()
        await self.begin()

    async def told(self, activity: JSON) -> int:
        """Tell the bot what somebody does, as Teams does; returns how it answers."""
        status, _ = await self.answered(activity)
        return status

    async def answered(self, activity: JSON) -> tuple[int, JSON]:
        """Tell the bot what somebody does, as Teams does; returns how it answers, and what it says."""
        assert self._client is not None
        headers = {"Authorization": f"Bearer {self.issuer.token(activity['serviceUrl'])}"}
        async with self._client.post(PATH, json=activity, headers=headers) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else {}

    # -- people

    async def add(
        self, id_: str, role: Role = "member", *, team: str = TEAM, consent: str | None = "yes",
        channel: str | None = None, **values: Any,
    ) -> None:  # fmt: skip
        """Add somebody to a team, and to the tenant."""
        if id_ not in self.server.people:
            self.server.add(id_)
        if id_ not in self.server.rooms[team]:
            self.server.rooms[team].append(id_)
        await super().add(id_, role, team=team, consent=consent, channel=channel, **values)

    async def add_team(
        self, id_: str, name: str = "", *, room: bool = True, channel: str | None = None, kind: GroupKind = "team"
    ) -> None:  # fmt: skip
        """Add another team, with its room."""
        self.server.add_room(id_)
        await super().add_team(id_, name, room=room, channel=channel, kind=kind)

    # -- acting

    async def says(
        self, person: str, text: str, *files: tuple[str, bytes], id_: str | None = None, settle: bool = True,
        channel: str | None = None,
    ) -> bool:  # fmt: skip
        """Let somebody write to the bot."""
        activity = self.server.message(person, text, files=files, **({"id": id_} if id_ else {}))
        self._said.setdefault(person, []).append(activity)
        assert await self.told(activity) == 202
        if settle:
            await self.settle()
        return True

    async def taps(self, person: str, label: str, *more: str) -> None:
        """Let somebody press the newest button that begins with a label; where none stands on a card, let her type."""
        for card, activity in reversed(self.server.messages[self.server.chat(person)].items()):
            content = card_of(activity)
            found = pressing(content, label, *more) if content else None
            if found:
                await self.uses(person, card, *found)
                return
        await self.says(person, typed_for((await self.shown(person))[-1], label, *more))

    async def presses(self, person: str, *ids: str) -> None:
        """Let somebody press buttons by their ids, old ones too, as they stand on a card."""
        data, filled = (choose(ids[0]), {}) if len(ids) == 1 else (pick(ids[0]), {"picked": ",".join(ids)})
        await self.uses(person, self._newest(person), data, filled)

    async def fills(self, person: str, **values: Any) -> None:
        """Let somebody send the newest form."""
        for card, activity in reversed(self.server.messages[self.server.chat(person)].items()):
            content = card_of(activity)
            found = filling(content, values) if content else None
            if found:
                await self.uses(person, card, *found)
                return
        raise AssertionError(f"{person} has no form")

    async def uses(self, person: str, card: str, data: JSON, filled: Mapping[str, Any]) -> None:
        """Tell the bot what somebody did on a card, by the one way and by the other in turn."""
        waits = next(self._pressed) % 2 == 0
        told = (self.server.executes if waits else self.server.submits)(person, card, data, filled)
        status, answer = await self.answered(told)
        assert (status, answer.get("statusCode")) == ((200, 200) if waits else (202, None))
        await self.settle()

    def _newest(self, person: str) -> str:
        return next(reversed(self.server.messages[self.server.chat(person)]), "1")

    async def edits(self, person: str, text: str, back: int = 1) -> None:
        """Let somebody write her last message otherwise, or one further back."""
        there = self._said[person][-back]
        activity = self.server.message(person, text) | {"type": "messageUpdate", "id": there["id"]}
        activity["channelData"]["eventType"] = "editMessage"
        assert await self.told(activity) == 202
        await self.settle()

    async def takes_away(self, person: str, back: int = 1) -> None:
        """Let somebody delete her last message, or one further back."""
        activity = self.server.activity("messageDelete", person) | {"id": self._said[person][-back]["id"]}
        activity["channelData"]["eventType"] = "softDeleteMessage"
        assert await self.told(activity) == 202
        await self.settle()

    async def acts(self, person: str, what: Mentioned) -> None:
        """Let somebody call the bot in a room."""
        assert await self.told(self.server.mention(person, what.room or TEAM, f"<at>Leerbot</at> {what.text or 'hoi'}")) == 202
        await self.settle()

    # -- looking

    async def shown(self, who: str, kind: str = "person") -> list[Heard]:
        """Return all that the bot has standing in somebody's chat or a room, as it is now."""
        place = self.server.chat(who) if kind == "person" else who

        def offered(unit: Unit) -> tuple[str | None, list[JSON]]:
            known = people.by_address(unit, "teams", who)
            if known is None:
                return None, []
            choices = [{"id": one.id, "label": one.label} for one in chats.offered(unit, known.id)]
            return chats.offered_in(unit, known.id), choices

        newest, choices = await self.app.store.read(offered)
        return [
            Heard(_message(place, id_, one, choices if id_ == newest else []))
            for id_, one in self.server.messages[place].items()
        ]

    async def hears(self, who: str, kind: str = "person") -> list[Heard]:
        """Return the messages that are new since the last look, in the order in which they were sent."""
        before = self._heard.setdefault(f"{kind}:{who}", set())
        found = [one for one in await self.shown(who, kind) if one.message.id not in before]
        before.update(one.message.id for one in found)
        return found


def _message(place: str, id_: str, activity: JSON, choices: list[JSON]) -> WebMessage:
    """Return a message as it is seen; what is chosen by typing alone stands in no card."""
    card = card_of(activity)
    files = [] if card else activity.get("attachments", [])
    body = {"text": seen(activity), "choices": offered(card) if card else choices, "files": files}
    return WebMessage(0, id_, place, "bot", None, "sent", body, at("2026-03-09 08:30"))


@asynccontextmanager
async def teams_town(folder: Path, *, installs: bool = False, **options: Any) -> AsyncIterator[TeamsTown]:
    """Build a team on a small Teams of its own, where the bot ``installs`` itself or not; the options are those of ``town``."""
    async with fake_teams() as server, issuer() as signs:
        server.named = str
        server.catalogue[manifest_id(APP.id)] = "catalogue-1"
        kind = partial(TeamsTown, server=server, issuer=signs)
        async with town(folder, teams=partial(_line, server, signs, installs), kind=kind, **options) as place:
            assert isinstance(place, TeamsTown)
            await place.begin()
            try:
                yield place
            finally:
                await place.end()


def _line(server: FakeTeams, signs: Issuer, installs: bool) -> Line:
    seconds = count(0.0, 60.0)
    return Line(
        APP, trusted=lambda url: url.startswith(server.url), login=server.url, metadata=f"{signs.url}/metadata",
        now=lambda: next(seconds), pause=at_once, service=server.service, installs=installs, graph=server.url,
        patience=patience(120.0),  # on a busy machine nothing is away that is here
    )  # fmt: skip
