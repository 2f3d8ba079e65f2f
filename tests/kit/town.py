"""The whole application in a temporary folder, played by typing and pressing as people do, through the web channel."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import App, build
from bot.channels.base import Act, Channel, Chose, Deleted, Edited, Incoming, IncomingFile, Mentioned, Said, Submitted
from bot.channels.email.relay import Relay
from bot.channels.mattermost.rest import Rest
from bot.channels.teams.line import Line
from bot.clock import FixedClock
from bot.gatherings import gone
from bot.timing.opening import plan_anew, switch_on
from bot.timing.speaking import invite
from dialogs.language.roles import GroupKind, Role
from dialogs.library import Library, load
from dialogs.settings import key_named
from dialogs.timing.cadence import WEEKDAYS
from storage.database.places import keys_of
from storage.groups import people, settings, teams
from storage.outgoing import web
from storage.outgoing.web import WebMessage
from storage.privacy.crypto import KeyRing
from storage.privacy.keys import KeyStore
from storage.store import Unit, open_store
from storage.timing import pushing
from tests.kit.places import made_ready, place_in

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TEAM = "vergunningen"
MONDAY = "2026-03-09 08:30"
"""A Monday that begins two weeks without a holiday."""
USUAL = ("weekly_wonder", "facilitator_week")
"""The rounds that every town has, unless a test asks for others."""
LEAD, FACILITATOR = "ingrid", "fatima"
MEMBERS = ("noor", "bram", "samira", "joost")
BEFORE = "2020-01-01"
"""The date of an explanation of privacy that is not in use any more."""
PRIVATE, FACILITATOR_ONLY = "Alleen voor mij", "Alleen de begeleider"
NAMED, NAMELESS = "Met de groep, met mijn naam", "Met de groep, zonder naam"
"""The buttons with which somebody chooses readers."""
RING = KeyRing({"test": bytes(range(32))})


def at(text: str, zone: ZoneInfo = AMSTERDAM) -> datetime:
    """Return a moment on the wall: ``2026-03-12 14:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@dataclass(slots=True)
class Heard:
    """A message as somebody sees it."""

    message: WebMessage

    @property
    def text(self) -> str:
        """All that can be read in it."""
        body = self.message.body
        parts = [str(body[name]) for name in ("title", "text", "help", "readers") if body.get(name)]
        return "\n".join([*parts, *(body.get("link") or {}).values()])

    @property
    def choices(self) -> dict[str, str]:
        """What can be pressed: label to id."""
        return {choice["label"]: choice["id"] for choice in self.message.body.get("choices", [])}

    @property
    def form(self) -> Mapping[str, Any] | None:
        """The form in it, if any."""
        return self.message.body.get("form")


@dataclass(slots=True)
class Town:
    """A team that can be played."""

    app: App
    clock: FixedClock
    folder: Path
    made: Callable[[], App]
    channel: str = "web"
    introduces: bool = False
    """Whether the bot still has to introduce itself in rooms; else it was there before."""
    _heard: dict[str, set[str]] = field(default_factory=dict)
    _ids: Any = field(default_factory=count)
    _said: dict[str, list[Any]] = field(default_factory=dict)
    """What each wrote, the oldest first, by what it is called where she writes."""

    async def restart(self) -> None:
        """Let the bot stop, and begin again over the same folder."""
        await self.app.stop()
        self.app = self.made()
        await self.app.prepare()

    # -- people

    def way(self, person: str) -> str:
        """Return the channel by which somebody is reached."""
        del person
        return self.channel

    async def add(
        self, id_: str, role: Role = "member", *, team: str = TEAM, consent: str | None = "yes",
        channel: str | None = None, **values: Any,
    ) -> None:  # fmt: skip
        """Add somebody to a team; ``consent=None`` leaves her to be asked."""
        channel = channel or self.channel
        known = await self.app.store.read(lambda unit: people.by_address(unit, channel, id_))
        if known is None:
            self.app.store.keys.make(id_)
        version = self.app.editions.phrases("nl").text("privacy.version")

        def work(unit: Unit) -> None:
            if known is None:
                people.add(unit, id_, id_.capitalize(), channel, id_)
            people.appoint(unit, team, id_, role, self.clock.now())
            if consent is not None:
                people.set_values(unit, id_, consent=consent, consent_version=version, consent_at=self.clock.now())
            elif role in {"member", "lead"}:
                invite(unit, self.app.editions, id_, team, self.clock.now())
            if values:
                people.set_values(unit, id_, **values)

        await self.app.store.run(work)

    async def set(self, id_: str, **values: Any) -> None:
        """Set something about a person."""
        await self.app.store.run(lambda unit: people.set_values(unit, id_, **values))

    async def leaves(self, id_: str, team: str = TEAM) -> None:
        """Let somebody leave a team."""
        now = self.clock.now()
        await self.app.store.run(lambda unit: gone.dismissed(unit, self.app.editions, id_, team, now))

    async def add_team(
        self, id_: str, name: str = "", *, room: bool = True, channel: str | None = None, kind: GroupKind = "team"
    ) -> None:  # fmt: skip
        """Add another team."""
        channel = channel or self.channel
        self.app.store.keys.make(f"room:{id_}")

        def work(unit: Unit) -> None:
            teams.add(unit, id_, name or id_.capitalize(), kind=kind, room=(channel, id_) if room else None)
            if not self.introduces:
                teams.introduced(unit, id_)

        await self.app.store.run(work)

    async def chooses(self, group: str = "", **chosen: Any) -> None:
        """Set some settings; in place of a point stands a double low line."""

        def work(unit: Unit) -> None:
            for name, value in chosen.items():
                settings.choose(unit, key_named(name.replace("__", ".")), str(value), group)
            plan_anew(unit, self.app.editions, TEAM, self.clock.now())

        await self.app.store.run(work)

    async def switch_on(self, format_id: str, team: str = TEAM, rhythm: str | None = None) -> None:
        """Switch a format on."""
        now = self.clock.now()
        await self.app.store.run(lambda unit: switch_on(unit, self.app.editions, format_id, team, now, rhythm))

    # -- acting

    async def says(
        self, person: str, text: str, *files: tuple[str, bytes], id_: str | None = None, settle: bool = True,
        channel: str | None = None,
    ) -> bool:  # fmt: skip
        """Let somebody write to the bot; without ``settle`` the answer waits, as while something else is being sent."""
        message = id_ or f"t{next(self._ids)}"
        self._said.setdefault(person, []).append(message)
        sent = tuple(IncomingFile(f"{person}-{message}-{number}", name, body) for number, (name, body) in enumerate(files))
        taken = await self.app.receiver.receive(Incoming(channel or self.way(person), person, message, Said(text, sent)))
        if settle:
            await self.settle()
        return taken

    async def taps(self, person: str, label: str, *more: str) -> None:
        """Let somebody press the newest button that begins with a label (several: tick them and send)."""
        shown = await self.shown(person)
        for message in reversed(shown):
            ids = [next((id_ for text, id_ in message.choices.items() if text.startswith(one)), None) for one in (label, *more)]
            if all(ids):
                await self.presses(person, *[id_ for id_ in ids if id_])
                return
        raise AssertionError(f"{person} has no button {label!r}; the last message is: {shown[-1].text if shown else 'none'}")

    async def presses(self, person: str, *ids: str) -> None:
        """Let somebody press buttons by their ids, old ones too."""
        await self._takes(person, Chose(ids))

    async def fills(self, person: str, **values: Any) -> None:
        """Let somebody send the newest form."""
        form = next(message.form for message in reversed(await self.shown(person)) if message.form)
        await self._takes(person, Submitted(form["id"], values))

    async def edits(self, person: str, text: str, back: int = 1) -> None:
        """Let somebody write her last message otherwise, or one further back."""
        await self._takes(person, Edited(self._said[person][-back], text))

    async def takes_away(self, person: str, back: int = 1) -> None:
        """Let somebody delete her last message, or one further back."""
        await self._takes(person, Deleted(self._said[person][-back]))

    async def acts(self, person: str, what: Mentioned) -> None:
        """Let somebody call the bot in a room."""
        await self._takes(person, what)

    async def _takes(self, person: str, act: Act) -> None:
        await self.app.receiver.receive(Incoming(self.way(person), person, f"t{next(self._ids)}", act))
        await self.settle()

    async def tells(self, person: str, text: str, readers: str | None = None, group: str | None = None) -> None:
        """Let somebody answer the weekly question, and choose who may read it; without readers the choice stays open.

        Who is in several groups first chooses with which of them she shares.
        """
        await self.says(person, text)
        if len(text) <= 280:  # who wrote a full answer is not asked for more (X06)
            await self.taps(person, "Zo is het goed")
        if group is not None:
            await self.taps(person, group)
        if readers is not None:
            await self.taps(person, readers)

    # -- time

    async def settle(self) -> None:
        """Do what is due now, and send it."""
        await self.app.ticker.tick(self.clock.now())
        await self.app.sender.drain()

    async def until(self, moment: datetime | str) -> None:
        """Let time pass: ``2026-03-12 14:00``, ``thu 14:00`` (the next one), or a moment."""
        target = self.moment(moment) if isinstance(moment, str) else moment
        while True:
            now = self.clock.now()
            due = await self.app.store.read(partial(pushing.next_of_all, after=now))
            if due is None or due > target:
                break
            self.clock.move_to(due)
            await self.settle()
        self.clock.move_to(target)
        await self.settle()

    async def wait(self, **duration: float) -> None:
        """Let time pass: ``days=2``."""
        await self.until(self.clock.now() + timedelta(**duration))

    async def jump(self, moment: datetime | str) -> None:
        """Move the clock without anything happening on the way, as when the bot was down."""
        self.clock.move_to(self.moment(moment) if isinstance(moment, str) else moment)

    async def down_until(self, moment: datetime | str) -> None:
        """Let the bot be down until a moment, and come up again then."""
        await self.jump(moment)
        await self.settle()

    def moment(self, text: str) -> datetime:
        """Read a moment; a weekday means the next one."""
        day, _, time = text.partition(" ")
        if day not in WEEKDAYS:
            return at(text)
        wall = self.clock.now().astimezone(AMSTERDAM)
        ahead = (WEEKDAYS.index(day) - wall.weekday()) % 7
        target = at(f"{(wall + timedelta(days=ahead)).date()} {time}")
        return target if target > wall else at(f"{(wall + timedelta(days=ahead + 7)).date()} {time}")

    # -- looking

    async def shown(self, who: str, kind: str = "person") -> list[Heard]:
        """Return all that stands in somebody's column, as it is now; for a room: kind="room"."""
        found = await self.app.store.read(lambda unit: web.since(unit, f"{kind}:{who}", 0, 10_000))
        return [Heard(message) for message in found if message.author == "bot"]

    async def hears(self, who: str, kind: str = "person") -> list[Heard]:
        """Return the messages that are new since the last look, in the order in which they were sent."""
        before = self._heard.setdefault(f"{kind}:{who}", set())
        found = {one.message.id: one for one in await self.shown(who, kind) if one.message.id not in before}
        before.update(found)
        return sorted(found.values(), key=lambda one: [int(number) for number in one.message.id[1:].split(".")])

    async def reads(self, who: str, kind: str = "person") -> str:
        """Return all text that stands in a column or room now."""
        return "\n\n".join(one.text for one in await self.shown(who, kind))

    async def room(self, team: str = TEAM) -> str:
        """Return all text that stands in a team's room now."""
        return await self.reads(team, "room")


async def at_once(seconds: float) -> None:
    """Wait for nothing, however long it was to be; only others get their turn."""
    del seconds
    await asyncio.to_thread(int)


shipped_library = cache(load)
"""The formats as they are shipped, read once for all tests of a process."""


def _usual(library: Library) -> list[str]:
    """Return the usual rounds, and those that a test brought along."""
    shipped = shipped_library().editions
    return [name for name in library.editions if name in USUAL or name not in shipped]


@asynccontextmanager
async def town(
    folder: Path,
    *,
    start: str = MONDAY,
    members: Sequence[str] = MEMBERS,
    asked: Sequence[str] = (),
    renewing: Sequence[str] = (),
    formats: Iterable[str] | None = None,
    library: Library | None = None,
    channels: Mapping[str, Channel] | None = None,
    mattermost: Rest | None = None,
    mail: Relay | None = None,
    teams: Callable[[], Line] | None = None,
    kind: Callable[..., Town] = Town,
    public_url: str | None = None,
    callback_url: str | None = None,
    command_tokens: Sequence[str] = (),
    introduces: bool = False,
) -> AsyncIterator[Town]:
    """Build a team in a folder; how it is played on Mattermost stands in ``tests.kit.matter_town``.

    ``asked`` are members who were not asked yet, ``renewing`` those who agreed to an older explanation of privacy,
    ``formats`` those that are switched on: else the usual ones, and all that a ``library`` brings along. Where it
    ``introduces`` itself, the bot has not been in a room before.
    """
    stands = place_in(folder)
    made_ready(stands)
    clock = FixedClock(at(start))

    def made() -> App:
        store = open_store(stands, KeyStore(keys_of(stands), RING))
        return build(
            store, library or shipped_library(), clock, AMSTERDAM, channels=channels, mattermost=mattermost, pause=at_once,
            public_url=public_url, mail=mail, teams=teams() if teams else None, callback_url=callback_url,
            command_tokens=command_tokens,
        )  # fmt: skip

    app = made()
    place = kind(app, clock, folder, made)
    place.introduces = introduces
    await place.add_team(TEAM, "Team Vergunningen")
    await place.add(FACILITATOR, "facilitator", consent=None)
    await place.add(LEAD, "lead")
    for member in members:
        await place.add(member)
    for member in asked:
        await place.add(member, consent=None)
    for member in renewing:
        await place.set(member, consent_version=BEFORE)
    await app.prepare()
    wanted = formats if formats is not None else _usual(app.editions.library)
    for format_id in wanted:
        if app.editions.newest(format_id).dutch.starts.unasked:
            await place.switch_on(format_id)
    try:
        yield place
    finally:
        await place.app.stop()
