"""Where Mattermost calls: what it brings is read, and whoever is not proven hears nothing but no (reference §9)."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web as http

from bot.channels.called import body_of, object_in
from bot.channels.mattermost.callbacks.trigger import KeyAway, NotLetIn
from bot.logs import log

ACTIONS, DIALOGS, COMMANDS = "/mattermost/actions", "/mattermost/dialogs", "/mattermost/commands"
MOST_FIELDS = 50
_ID = re.compile("[a-z0-9]{26}")

JSON = Mapping[str, Any]
Take = Callable[[JSON], Awaitable[JSON]]
"""Takes what a call brings, and returns what Mattermost is answered; raises NotLetIn and KeyAway, and nothing else."""
Command = Callable[[Mapping[str, str], str], Awaitable[JSON]]
"""Takes the fields of a command, and the token in its header; likewise."""


class Door:
    """Answers Mattermost: buttons and selects, dialogs that were sent, and commands, where these are taken."""

    def __init__(self, actions: Take, dialogs: Take | None = None, commands: Command | None = None) -> None:
        self._actions = actions
        self._dialogs = dialogs
        self._commands = commands

    def routes(self) -> list[http.RouteDef]:
        """Return where Mattermost calls."""
        routes = [http.post(ACTIONS, self._action)]
        if self._dialogs is not None:
            routes.append(http.post(DIALOGS, self._dialog))
        if self._commands is not None:
            routes.append(http.post(COMMANDS, self._command))
        return routes

    async def _action(self, request: http.Request) -> http.Response:
        told = await object_in(request)
        return await _answered("action", told, self._actions(told))

    async def _dialog(self, request: http.Request) -> http.Response:
        assert self._dialogs is not None
        told = await object_in(request)
        return await _answered("dialog", told, self._dialogs(told))

    async def _command(self, request: http.Request) -> http.Response:
        assert self._commands is not None
        told = await _fields(request)
        token = request.headers.get("Authorization", "").removeprefix("Token ")
        return await _answered("command", told, self._commands(told, token))


async def _answered(kind: str, told: JSON, taking: Awaitable[JSON]) -> http.Response:
    try:
        return http.json_response(await taking)
    except NotLetIn as refused:
        log.warning("a call of Mattermost was refused", call=kind, why=str(refused), **ids_in(told))
        return http.json_response({"error": "not allowed"}, status=403)
    except KeyAway:
        return http.json_response({"error": "not now"}, status=503, headers={"Retry-After": "10"})


def ids_in(told: JSON) -> dict[str, str]:
    """Return what may be logged of a call: ids as the server makes them, and nothing that anybody could write."""
    return {name: one for name in ("user_id", "channel_id", "post_id") if _ID.fullmatch(one := str(told.get(name)))}


async def _fields(request: http.Request) -> dict[str, str]:
    """Return what a form that a call brings holds, each field once."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise http.HTTPUnsupportedMediaType
    try:
        told = (await body_of(request)).decode()
        return dict(parse_qsl(told, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as problem:
        raise http.HTTPBadRequest from problem
