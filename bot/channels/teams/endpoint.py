"""``POST /api/messages``: who calls is checked, what it brings is read, and only what was taken in is answered with 202."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web as http

from bot.channels.called import object_in
from bot.channels.teams.activity import Activity
from bot.channels.teams.door import Door, NotLetIn, Raw
from bot.channels.teams.keys import KeysAway
from bot.channels.teams.pressing import ACTION
from bot.logs import log
from storage.errors import StorageError

PATH = "/api/messages"

Take = Callable[[Activity, Raw], Awaitable[None]]
"""Takes one activity in: as Bot Framework reads it, and as it came. When it returns, what is to be kept is stored."""
Press = Callable[[Activity, Raw], Awaitable[Mapping[str, Any]]]
"""Takes in what was pressed on a card for which Teams waits; returns in time what Teams is told, and raises nothing."""


class Endpoint:
    """Answers Teams; without a door, anybody on this machine (for trying out)."""

    def __init__(self, door: Door | None, take: Take, press: Press) -> None:
        self._door = door
        self._take = take
        self._press = press

    def routes(self) -> list[http.RouteDef]:
        """Return where Teams calls."""
        return [http.post(PATH, self.messages)]

    async def messages(self, request: http.Request) -> http.Response:
        """Take one activity in."""
        header = request.headers.get("Authorization", "")
        try:
            if self._door is not None:
                self._door.token_in(header)  # who shows none is not listened to
            raw = await object_in(request)
            if self._door is not None:
                await self._door.check(header, raw)
        except NotLetIn as refused:
            log.warning("a call to the Teams channel was refused", why=str(refused))
            return http.json_response({"error": "not allowed"}, status=refused.status)
        except KeysAway:
            return _later()
        return await self._taken(_activity(raw), raw)

    async def _taken(self, activity: Activity, raw: Raw) -> http.Response:
        if activity.type == "invoke" and activity.name == ACTION:
            return http.json_response(await self._press(activity, raw))
        if activity.type == "invoke":
            return http.json_response({"error": "not known"}, status=501)
        try:
            await self._take(activity, raw)
        except StorageError as problem:
            log.warning("an activity could not be taken in yet", problem=type(problem).__name__)
            return _later()
        except Exception:
            log.exception("an activity could not be taken in")
            return _later()
        return http.Response(status=202)


def _later() -> http.Response:
    return http.json_response({"error": "not now"}, status=503, headers={"Retry-After": "10"})


def _activity(raw: Raw) -> Activity:
    try:
        return Activity.model_validate(raw)
    except (ValueError, RecursionError) as problem:
        raise http.HTTPBadRequest from problem
