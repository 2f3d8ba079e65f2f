"""Looking people up in one call when several are wanted at the same moment, as in a round to many: calls are counted."""

import asyncio

from bot.channels.mattermost.rest import PAGE, Refused, Rest, User

UNKNOWN = "app.user.missing_account.const"
"""The server's own word for somebody who is not there."""


class Lookups:
    """Looks people up; each call raises Refused, Away and Busy."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self._wanted: dict[str, asyncio.Future[User]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def user(self, id_: str) -> User:
        """Return somebody, looked up with all others who are wanted now."""
        if id_ not in self._wanted:
            self._wanted[id_] = asyncio.get_running_loop().create_future()
        wanted = self._wanted[id_]
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        return await asyncio.shield(wanted)  # who is cancelled takes nobody else along

    async def _ask(self) -> None:
        wanted, self._wanted, self._asking = self._wanted, {}, None
        ids = list(wanted)
        for at in range(0, len(ids), PAGE):
            some = {id_: wanted[id_] for id_ in ids[at : at + PAGE]}
            try:
                found = await self._found(list(some))
            except Exception as problem:  # noqa: BLE001 - it is theirs who wait
                for waiting in some.values():
                    waiting.set_exception(problem)
                    waiting.exception()  # seen, also where nobody waits any more
            else:
                for id_, waiting in some.items():
                    _give(waiting, found.get(id_))

    async def _found(self, ids: list[str]) -> dict[str, User]:
        users = [await self._rest.user(ids[0])] if len(ids) == 1 else await self._rest.users(ids)
        return {user.id: user for user in users}


def _give(waiting: "asyncio.Future[User]", user: User | None) -> None:
    if user is None:
        waiting.set_exception(Refused(404, UNKNOWN))
        waiting.exception()
    else:
        waiting.set_result(user)
