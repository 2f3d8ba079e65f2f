"""The door of the small Mattermost: who calls, what goes wrong on the way, and how the server says no (reference §3, §17)."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web as http

from tests.kit.mattermost import BOT, FakeMattermost

USER: http.RequestKey[Any] = http.RequestKey("user")
"""Under which stands who calls; nobody without a login."""
OPEN = frozenset({
    "GET /config/client", "GET /system/ping", "GET /websocket", "POST /users", "POST /users/login",
    "POST /actions/dialogs/open",
})  # fmt: skip
"""What needs no login; a hook needs none either."""


class Refusal(Exception):
    """The server says no, and why."""

    def __init__(self, status: int, id_: str) -> None:
        super().__init__(id_)
        self.status = status
        self.id = id_


def who(request: http.Request) -> str:
    """Return who calls."""
    return str(request[USER])


def known(things: Mapping[str, Any], id_: str, status: int, reason: str) -> Any:
    """Return what is there under that name, or say no."""
    if id_ not in things:
        raise Refusal(status, reason)
    return things[id_]


def may(server: FakeMattermost, user: str) -> None:
    """Say no to who is no administrator."""
    if "system_admin" not in server.users[user]["roles"]:
        raise Refusal(403, "api.context.permissions.app_error")


def user_of(server: FakeMattermost, token: str) -> str | None:
    """Return whose token it is; nobody's when it was revoked, or who has it is switched off."""
    user = BOT if token == server.token else server.tokens.get(token)
    return None if user is None or server.users[user]["delete_at"] else user


def door(server: FakeMattermost) -> Any:
    """Return what every call goes through."""

    @http.middleware
    async def through(request: http.Request, handler: Any) -> http.StreamResponse:
        call = f"{request.method} {request.path.removeprefix('/api/v4')}"
        server.calls.append(call)
        server.on_call(call)
        user = user_of(server, request.headers.get("Authorization", "").removeprefix("Bearer "))
        if user is None and not (call in OPEN or request.path.startswith("/hooks/")):
            return _refused(Refusal(401, "api.context.session_expired.app_error"))
        request[USER] = user
        fault = next((one for one in server.faults if call.startswith(one.call)), None)
        if fault is None:
            answer = await _answered(handler, request)
            if not answer.prepared:
                answer.headers["X-Version-Id"] = f"{server.settings['Version']}.build.hash.false"
            return answer
        fault.times -= 1
        if fault.times == 0:
            server.faults.remove(fault)
        if fault.done:
            await _answered(handler, request)
        if fault.status == 0:  # the connection breaks
            assert request.transport is not None
            request.transport.close()
        body = fault.body or json.dumps({"id": "app.error", "message": "Er ging iets mis.", "status_code": fault.status})
        return http.Response(status=fault.status or 500, text=body, headers=dict(fault.headers))

    return through


async def _answered(handler: Any, request: http.Request) -> http.StreamResponse:
    try:
        answer: http.StreamResponse = await handler(request)
    except Refusal as problem:
        return _refused(problem)
    except http.HTTPNotFound:
        return _refused(Refusal(404, "api.context.404.app_error"))
    return answer


def _refused(problem: Refusal) -> http.Response:
    body = {"id": problem.id, "message": "Nee.", "detailed_error": "", "request_id": "r", "status_code": problem.status}
    return http.json_response(body, status=problem.status)
