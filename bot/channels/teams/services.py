"""The address of the service with which Teams called last: where it is reached for who never called."""

from storage.groups import settings
from storage.store import Store

NAME = "teams.service"
WORLDWIDE = "https://smba.trafficmanager.net/teams/"
"""Where Microsoft says that Teams is reached while nothing better is known."""


class Services:
    """Remembers it over a restart; ``at_first`` is where Teams is reached before it called."""

    def __init__(self, store: Store, at_first: str = WORLDWIDE) -> None:
        self._store = store
        self._at_first = at_first
        self._newest: str | None = None

    async def heard(self, service: str) -> None:
        """Remember with which address Teams called."""
        if service != self._newest:
            await self._store.run(lambda unit: settings.put(unit, NAME, service))
            self._newest = service

    async def newest(self) -> str:
        """Return the newest address."""
        if self._newest is None:
            self._newest = await self._store.read(lambda unit: settings.get(unit, NAME)) or self._at_first
        return self._newest
