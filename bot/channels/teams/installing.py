"""Installing the app for people who are to be written to, where the organisation gave its permission (reference: Graph).

Never for somebody from whom it was taken away: that was her choice, or her administrator's.
"""

import asyncio
from collections.abc import Callable
from functools import partial

from bot.channels.pace import Busy
from bot.channels.reasons import NOT_INSTALLED
from bot.channels.teams.app import NAME
from bot.channels.teams.failures import Away, Refused
from bot.channels.teams.graph import Graph
from bot.clock import wait_for
from bot.logs import log
from storage.errors import StorageError
from storage.groups import addresses, people
from storage.groups.people import Person
from storage.store import Store, Unit

ONE_DAY = 86_400.0

Reached = Callable[[Unit, Person], None]
"""What is done for somebody who can be reached again."""


class Installing:
    """Installs the app when a message finds it missing, and once a day for whom that failed before."""

    def __init__(self, graph: Graph, store: Store, reached: Reached) -> None:
        self._graph = graph
        self._store = store
        self._reached = reached

    async def for_person(self, external: str) -> bool:
        """Install it for somebody who is written to; False where it cannot be, and who took it away is left alone."""
        person = await self._store.read(lambda unit: people.by_address(unit, NAME, external))
        if person is None or person.undeliverable not in {None, NOT_INSTALLED}:
            return False
        try:
            await self._graph.install(external)
        except (Refused, Away, Busy) as problem:
            log.warning("the app could not be installed", person=person.id, problem=str(problem))
            return False
        log.info("the app is installed", person=person.id)
        return True

    async def for_all(self) -> None:
        """Install it for everybody who could not be written to as it was missing, and let her be asked what she missed."""
        for id_, external in await self._store.read(_without):
            if await self.for_person(external):
                await self._store.run(partial(self._again, id_=id_), lane="bulk")

    def _again(self, unit: Unit, id_: str) -> None:
        person = people.find(unit, id_)
        if person is not None and person.undeliverable == NOT_INSTALLED:
            self._reached(unit, person)

    async def run(self) -> None:
        """Do so now and once a day, until cancelled."""
        never = asyncio.Event()
        while True:
            try:
                await self.for_all()
            except StorageError as problem:
                log.warning("it could not be looked up who lacks the app", problem=type(problem).__name__)
            except Exception:
                log.exception("the app could not be installed for all who lack it")
            await wait_for(never, ONE_DAY)


def _without(unit: Unit) -> list[tuple[str, str]]:
    return addresses.not_reached(unit, NAME, NOT_INSTALLED)
