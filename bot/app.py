"""The only place that knows all parts, and puts them together."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from aiohttp import web as http

from bot import server
from bot.channels.base import Channel
from bot.channels.web.api import WebApi
from bot.channels.web.calls import in_plain_words
from bot.channels.web.channel import WebChannel
from bot.channels.web.reading import Reading
from bot.channels.web.stream import STORE
from bot.clock import Clock, MovableClock, steady
from bot.clock import pause as real_pause
from bot.figures import written
from bot.foreseeing.moving import DemoMover
from bot.incoming.receiving import Receiver
from bot.logs import log
from bot.outgoing.outbox import Sender
from bot.outgoing.progress import Progress
from bot.outgoing.room_watch import RoomWatch
from bot.pages import security_txt
from bot.pages.site import Site
from bot.pages.talk import Talk
from bot.people.profiles import Profiles
from bot.timing.consent import ask_again_when_changed
from bot.timing.editions import Editions
from bot.timing.opening import switch_on_new
from bot.timing.reached_again import reached_again
from bot.timing.scheduler import Scheduler
from bot.timing.ticking import Happened, Ticker
from dialogs.library import Library
from storage.errors import NotSaved, StorageError
from storage.groups.people import Person
from storage.outgoing import watching, web
from storage.outgoing.outbox import LEASE
from storage.privacy import parting
from storage.privacy.erasing import erase_again
from storage.store import Store, Unit, Work

if TYPE_CHECKING:  # a channel is read in where it is on: each takes a megabyte or more, and most bots have one (goal P15)
    from bot.channels.email.channel import EmailChannel
    from bot.channels.email.relay import Relay
    from bot.channels.mattermost.channel import MattermostChannel
    from bot.channels.mattermost.listening import Pause
    from bot.channels.mattermost.rest import Rest
    from bot.channels.teams.channel import TeamsChannel
    from bot.channels.teams.installing import Installing
    from bot.channels.teams.line import Line

PATIENT = 30.0
"""Seconds for which a start is tried again while nothing of it is kept."""
BREATH = 0.5


@dataclass(slots=True)
class App:
    """All parts, put together; ``start`` sets them going."""

    store: Store
    clock: Clock
    editions: Editions
    receiver: Receiver
    sender: Sender
    progress: Progress
    ticker: Ticker
    web_channel: WebChannel
    mattermost: "MattermostChannel | None"
    teams: "TeamsChannel | None"
    email: "EmailChannel | None"
    mover: DemoMover | None
    rooms: RoomWatch
    installing: "Installing | None"
    http: http.Application
    line: "Line | None" = None
    _scheduler: Scheduler | None = None
    _sending: "asyncio.Task[None] | None" = None
    _watching: "list[asyncio.Task[None]]" = field(default_factory=list)
    _listening: "asyncio.Task[None] | None" = None

    async def prepare(self) -> None:
        """Bring what is kept up to date: who was erased, the formats as they are now, and who is to be asked again."""
        await self._kept(lambda unit: erase_again(unit, self.clock.now()))
        if await self.store.read(parting.is_here_again):
            await self._kept(lambda unit: parting.let_go_again(unit, self.clock.now()))
        await self._kept(self.editions.keep_all)
        await self.note_key()
        await self._kept(lambda unit: ask_again_when_changed(unit, self.editions, self.clock.now()))

    async def note_key(self) -> None:
        """Write down since when the master key is in use, where that does not stand there yet."""
        newest = self.store.keys.newest
        if not await self.store.read(lambda unit: watching.key_is_here(unit, newest)):
            await self._kept(lambda unit: watching.note_key(unit, newest, self.clock.now()))

    async def _kept(self, work: Work[object]) -> None:
        """Run a unit of the start, and again while others are in its way: who begins beside a busy bot waits for a moment."""
        until = steady() + PATIENT
        while True:
            try:
                await self.store.run(work)
                return
            except NotSaved as problem:
                if not self.store.with_others or steady() >= until:
                    raise
                log.warning("start waits", why=str(problem))
            await real_pause(BREATH)

    async def start(self) -> None:
        """Begin to tick, to send and to listen."""
        await self.prepare()
        now = self.clock.now()
        await self._kept(lambda unit: switch_on_new(unit, self.editions, now))
        self._scheduler = Scheduler(self.tick)
        self._scheduler.start()
        self._sending = asyncio.create_task(self.sender.run())
        callbacks = self.mattermost.callbacks if self.mattermost else None
        watches = [
            self.rooms.run(),
            *([self.installing.run()] if self.installing else []),
            *([callbacks.watch(real_pause)] if callbacks else []),
        ]
        self._watching = [asyncio.create_task(watch) for watch in watches]
        self.listen()

    def listen(self) -> None:
        """Begin to hear what people do where they are not heard over our own web server."""
        if self.mattermost is not None:
            self._listening = asyncio.create_task(self.mattermost.listen(self.receiver.receive, self.rooms))

    async def tick(self) -> None:
        """Do what is due now; a failure is logged and the next tick tries again."""
        try:
            await self.ticker.tick(self.clock.now())
        except NotSaved as problem:
            log.exception("tick not saved", why=str(problem))
        except StorageError:
            log.exception("tick failed")
        self.sender.wake()
        with contextlib.suppress(StorageError):
            await self.progress.look(self.clock.now())

    async def stop(self) -> None:
        """Take nothing more, let what was begun finish, close."""
        if self._scheduler:
            await self._scheduler.stop()
        await _ended(self._listening, *self._watching)
        await self.sender.stop()
        await _ended(self._sending)
        if self.mattermost is not None:
            await self.mattermost.close()
        if self.line is not None:
            await self.line.close()
        await self.store.close()


def build(
    store: Store, library: Library, clock: Clock, zone: ZoneInfo, *, channels: Mapping[str, Channel] | None = None,
    lease: float = LEASE, web_chat: bool = True, mattermost: "Rest | None" = None, pause: "Pause" = real_pause,
    public_url: str | None = None, mail: "Relay | None" = None, teams: "Line | None" = None, callback_url: str | None = None,
    command_tokens: Sequence[str] = (),
) -> App:  # fmt: skip
    """Put all parts together over an open store; ``channels`` are added to those that are on."""
    editions = Editions(library, public_url, replacing=_replacing(teams, callback_url))
    web_channel = WebChannel(store, clock)
    matter = _on_mattermost(mattermost, store, clock, library, pause, callback_url) if mattermost else None
    on_teams = teams.channel(store, clock, library.phrases) if teams else None
    email = _by_mail(mail, store, clock, editions, public_url) if mail and public_url else None
    ways: dict[str, Channel] = {**({"web": web_channel} if web_chat else {})}
    ways |= {one.name: one for one in (matter, on_teams, email) if one is not None}
    ways |= channels or {}
    sender, progress = Sender(store, editions, ways, clock, lease=lease), Progress(store, ways)
    receiver = Receiver(store, editions, clock, sender)

    async def witness(happened: Sequence[Happened]) -> None:
        events = await store.run(
            lambda unit: [web.note_event(unit, it.what, it.at, format_id=it.format, room=it.team) for it in happened]
        )
        await web_channel.tell("timeline", {"after": events[0] - 1})

    ticker = Ticker(store, editions, witness)
    mover = DemoMover(store, clock, ticker, sender, zone) if isinstance(clock, MovableClock) else None
    reading = Reading(editions, zone)
    api = WebApi(store, web_channel, receiver, clock, mover, reading)
    reached: dict[str, Callable[[], bool]] = {"web": lambda: True} if web_chat else {}
    reached |= {one.name: partial(_connected, one) for one in (matter, on_teams) if one is not None}

    rooms = RoomWatch(store, ways, clock)

    def again(unit: Unit, person: Person) -> None:
        reached_again(unit, editions, person, clock.now())

    installing = teams.installing(store, on_teams, again) if teams and on_teams else None
    routes = [
        http.get(security_txt.PATH, partial(security_txt.answer, store=store, clock=clock, public_url=public_url)),
        *(api.routes() if web_chat else []),
        *(matter.callbacks.routes(receiver, command_tokens) if matter and matter.callbacks else []),
        *(teams.routes(store, on_teams, receiver.receive, again, rooms) if teams and on_teams else []),
    ]
    figures = partial(written, sender, progress, store.figures, reached)
    application = server.make(routes, [in_plain_words], store, clock, reached, figures, progress.moving)
    application[STORE] = store
    talk = Talk(store, receiver, clock, email) if email else None
    application.add_subapp("/pages", Site(store, editions, clock, zone, talk).app())
    return App(
        store, clock, editions, receiver, sender, progress, ticker, web_channel, matter, on_teams, email, mover, rooms,
        installing,
        application, teams,
    )  # fmt: skip


def _on_mattermost(
    rest: "Rest", store: Store, clock: Clock, library: Library, pause: "Pause", callback_url: str | None
) -> "MattermostChannel":
    from bot.channels.mattermost.callbacks.wiring import Callbacks  # noqa: PLC0415 - see above, and so the others
    from bot.channels.mattermost.channel import MattermostChannel  # noqa: PLC0415
    from bot.channels.mattermost.people import People as MattermostPeople  # noqa: PLC0415

    known = MattermostPeople(rest, partial(Profiles(store, clock).heed, MattermostChannel.name))
    callbacks = Callbacks(rest, known, store, clock, library.phrases, callback_url) if callback_url else None
    return MattermostChannel(rest, store, library.phrases, pause, callbacks, known)


def _by_mail(mail: "Relay", store: Store, clock: Clock, editions: Editions, public_url: str) -> "EmailChannel":
    from bot.channels.email.channel import EmailChannel  # noqa: PLC0415
    from bot.channels.email.posting import Post  # noqa: PLC0415

    return EmailChannel(store, clock, Post(mail), editions.phrases, public_url)


def _replacing(teams: "Line | None", callback_url: str | None) -> list[str]:
    """Return the channels on which a message is replaced once what it asks was dealt with (0022)."""
    return [*(["teams"] if teams else []), *(["mattermost"] if callback_url else [])]


async def _ended(*tasks: "asyncio.Task[None] | None") -> None:
    """Break tasks off, and wait until they have ended."""
    for task in filter(None, tasks):
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def _connected(channel: "MattermostChannel | TeamsChannel") -> bool:
    return channel.connected
