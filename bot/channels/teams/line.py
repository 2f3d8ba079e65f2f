"""All parts of the Teams channel, put together: what calls Teams, what Teams calls, and what both share."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web as http

from bot.channels.teams.app import RATE, App
from bot.channels.teams.channel import TeamsChannel
from bot.channels.teams.connector import PATIENCE, Connector, is_here, is_microsoft
from bot.channels.teams.graph import GRAPH, Graph
from bot.channels.teams.installing import Installing, Reached
from bot.channels.teams.keys import METADATA, Keys, KeysAway, UnknownKey
from bot.channels.teams.services import WORLDWIDE, Services
from bot.channels.teams.tokens import LOGIN
from bot.clock import Clock, steady
from bot.clock import pause as real_pause
from dialogs.saying.phrases import Language, Phrases
from storage.store import Store

if TYPE_CHECKING:
    from bot.channels.base import Watch
    from bot.channels.teams.hearing import Receive


class Line:
    """The line to Teams. Without an ``app`` it is open to this machine and to nothing else, for trying out."""

    def __init__(
        self, app: App | None, *, trusted: Callable[[str], bool] | None = None, login: str = LOGIN, metadata: str = METADATA,
        now: Callable[[], float] = steady, pause: Callable[[float], Awaitable[None]] = real_pause,
        service: str = WORLDWIDE, patience: aiohttp.ClientTimeout = PATIENCE, installs: bool = False, graph: str = GRAPH,
        rate: float = RATE,
    ) -> None:  # fmt: skip
        self._app = app
        self._service = service
        self._now = now
        self._trusted = trusted or (is_microsoft if app else is_here)
        self.connector = Connector(app, trusted=self._trusted, login=login, now=now, pause=pause, patience=patience, rate=rate)
        self.graph = Graph(app, lambda: self.connector.session, now, pause, login, graph) if app and installs else None
        """Through which the app is installed for people; None where the organisation did not ask for that."""
        self._keys = Keys(lambda: self.connector.session, now, metadata)

    def channel(self, store: Store, clock: Clock, phrases: Mapping[Language, Phrases]) -> TeamsChannel:
        """Return the channel behind the seam."""
        return TeamsChannel(self.connector, store, clock, phrases, Services(store, self._service))

    def installing(self, store: Store, channel: TeamsChannel, reached: Reached) -> Installing | None:
        """Return what installs the app for people, where that is on; from now on the channel does so too."""
        if self.graph is None:
            return None
        installing = Installing(self.graph, store, reached)
        channel.install = installing.for_person
        return installing

    def routes(
        self, store: Store, channel: TeamsChannel, receive: "Receive", reached: Reached, watch: "Watch"
    ) -> list[http.RouteDef]:
        """Return where Teams calls; only now Bot Framework is read in."""
        from bot.channels.teams.door import Door  # noqa: PLC0415 - twenty-five megabytes that other bots need not hold (P15)
        from bot.channels.teams.endpoint import Endpoint  # noqa: PLC0415 - it reads in the same
        from bot.channels.teams.hearing import Hearing  # noqa: PLC0415 - it reads in the same
        from bot.channels.teams.invokes import Invokes  # noqa: PLC0415 - it reads in the same

        door = Door(self._app, self._keys, self._trusted, self._now) if self._app else None
        hearing = Hearing(store, self.connector, channel.services, receive, reached, watch, channel.lately)
        return Endpoint(door, hearing.take, Invokes(hearing.take, channel.phrases).press).routes()

    async def keys_there(self) -> bool:
        """Whether the keys with which Microsoft signs can be had."""
        try:
            await self._keys.get("")
        except KeysAway:
            return False
        except UnknownKey:
            return True
        return True

    def renew(self, password: str) -> None:
        """Log in with another password from now on (trust S21)."""
        self.connector.renew(password)
        if self.graph is not None:
            self.graph.renew(password)

    async def close(self) -> None:
        """End all calls."""
        await self._keys.close()
        if self.graph is not None:
            await self.graph.close()
        await self.connector.close()
