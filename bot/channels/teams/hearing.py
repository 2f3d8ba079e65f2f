"""Taking in what comes from Teams: an act with where its chat is, in one commit, and whether the app is there at all."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from bot.channels.base import Incoming, Watch
from bot.channels.pace import Busy
from bot.channels.reasons import TAKEN_AWAY
from bot.channels.teams.activities import Heard, Reading
from bot.channels.teams.activity import Activity
from bot.channels.teams.app import NAME
from bot.channels.teams.connector import Connector
from bot.channels.teams.door import Raw
from bot.channels.teams.failures import Away, Refused
from bot.channels.teams.installing import Reached
from bot.channels.teams.lately import Lately
from bot.channels.teams.rooms import Rooms, news_in
from bot.channels.teams.services import Services
from bot.incoming.turn import Unknown
from bot.logs import log
from dialogs.saying.prompt import Choice
from storage.groups import people
from storage.outgoing import chats
from storage.store import Store, Unit


class Receive(Protocol):
    """Takes one act in, and does something in the same commit."""

    def __call__(self, incoming: Incoming, also: Callable[[Unit, int | None], None]) -> Awaitable[object]: ...


class Hearing:
    """Hears what people do in Teams."""

    def __init__(
        self,
        store: Store,
        connector: Connector,
        services: Services,
        receive: Receive,
        reached: Reached,
        watch: Watch,
        lately: Lately,
    ) -> None:
        self._store = store
        self._connector = connector
        self._services = services
        self._receive = receive
        self._reached = reached
        self._rooms = Rooms(connector, watch)
        self._lately = lately
        self._reading = Reading(self._offered, self._fetch)

    async def take(self, activity: Activity, raw: Raw) -> None:
        """Take one activity in; when this returns, what is to be kept of it is stored. Raises StorageError."""
        if (news := news_in(activity, raw)) is not None:
            await self._services.heard(news.service)
            await self._rooms.heard(news)
        heard = await self._reading.read(activity, raw)
        if heard is None:
            return
        await self._services.heard(activity.service_url)
        if heard.incoming is not None:
            await self._take_act(heard, heard.incoming)
        elif heard.place is not None:
            await self._store.run(lambda unit: self._remember(unit, heard))

    async def _take_act(self, heard: Heard, incoming: Incoming) -> None:
        if heard.place is not None:
            self._lately.heard(heard.person, heard.place)
        try:
            await self._receive(incoming, lambda unit, _: self._remember(unit, heard))
        except Unknown:
            self._lately.forget(heard.person)
            log.info("an activity of somebody who is not known here", message=incoming.message)

    async def _offered(self, person: str) -> Sequence[Choice]:
        def work(unit: Unit) -> Sequence[Choice]:
            known = people.by_address(unit, NAME, person)
            return chats.offered(unit, known.id) if known else []

        return await self._store.read(work)

    async def _fetch(self, url: str) -> bytes:
        """Return the content of a file; of one that cannot be had nothing, which she is told cannot be kept."""
        try:
            return await self._connector.download(url)
        except (Refused, Away, Busy) as problem:
            log.warning("a file could not be fetched", problem=str(problem))
            return b""

    def _remember(self, unit: Unit, heard: Heard) -> None:
        """Remember where somebody's chat is, and whether the app is there; of who is not known here nothing is kept."""
        person = people.by_address(unit, NAME, heard.person)
        if person is None or heard.place is None:
            return
        if heard.app == "went":
            people.set_values(unit, person.id, undeliverable=TAKEN_AWAY)
            return
        if heard.app == "came" and person.undeliverable is not None:
            self._reached(unit, person)
        if chats.of(unit, person.id) != heard.place:
            chats.put(unit, person.id, heard.place)
        if heard.incoming is not None and heard.incoming.sameness is None:
            chats.let_press_again(unit, person.id)
