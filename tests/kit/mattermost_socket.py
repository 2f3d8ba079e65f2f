"""The websocket of the small Mattermost: both ways in, going on where one was, and ``ping`` (reference §4, §17)."""

import json
from typing import Any

from aiohttp import WSMessage, WSMsgType
from aiohttp import web as http

from tests.kit.mattermost import FakeMattermost
from tests.kit.mattermost_door import USER, user_of
from tests.kit.mattermost_lines import Connection

LARGEST_FRAME = 8 * 1024


def routes(server: FakeMattermost) -> list[http.RouteDef]:
    """Return where people listen."""
    return [http.get("/api/v4/websocket", _Socket(server).listen)]


class _Socket:
    def __init__(self, server: FakeMattermost) -> None:
        self._server = server

    async def listen(self, request: http.Request) -> http.WebSocketResponse:
        socket = http.WebSocketResponse(max_msg_size=LARGEST_FRAME, autoping=not self._server.lines.frozen)
        await socket.prepare(request)
        connection = None
        if request[USER] is not None and not self._server.lines.strips_login:
            connection = await self._greet(request, socket)
            if connection is None:
                await socket.close()
                return socket
        await self._hear(socket, connection)
        return socket

    async def _greet(self, request: http.Request, socket: http.WebSocketResponse) -> Connection | None:
        """Begin with who was known at the upgrade: from where she was, else anew; None when she asks for nonsense."""
        asked, number = request.query.get("connection_id", ""), request.query.get("sequence_number", "0")
        if asked and len(asked) != 26:
            return None
        known = self._server.lines.known(asked, request[USER])
        if known is not None and not number.isdecimal():
            return None
        if known is None or not known.holds(int(number)):
            return await self._begin(request[USER], socket)
        known.socket = socket
        await known.go_on(int(number), self._server.lines.deliver)
        self._server.lines.connected(known.user).set()
        return known

    async def _begin(self, user: str, socket: http.WebSocketResponse) -> Connection:
        made = Connection(self._server.new_id(), user, socket=socket)
        self._server.lines.all[made.id] = made
        told = {"connection_id": made.id, "server_version": self._server.settings["Version"]}
        await made.put({"event": "hello", "data": told, "broadcast": {"user_id": user}}, lambda frame: [frame])
        self._server.lines.connected(user).set()
        return made

    async def _hear(self, socket: http.WebSocketResponse, connection: Connection | None) -> None:
        """Answer what is asked, until the end; who does not say who she is within five seconds is sent away."""
        while True:
            message: WSMessage = await socket.receive(timeout=None if connection else self._server.lines.login_within)
            if self._server.lines.frozen and message.type in {WSMsgType.TEXT, WSMsgType.PING}:
                continue
            if message.type is not WSMsgType.TEXT:
                break
            asked = json.loads(message.data)
            if asked.get("action") == "authentication_challenge":
                if connection is not None:  # no reply at all
                    continue
                user = user_of(self._server, asked["data"]["token"])
                if user is None:
                    await socket.close()
                    break
                connection = await self._begin(user, socket)
                await socket.send_str(json.dumps({"status": "OK", "seq_reply": asked["seq"]}))
            elif connection is not None:  # whom it does not know it does not answer
                await socket.send_str(json.dumps(self._reply(asked)))
        if connection is not None and connection.socket is socket:
            connection.socket, connection.left_at = None, self._server.now()

    def _reply(self, asked: dict[str, Any]) -> dict[str, Any]:
        if int(asked.get("seq", 0)) < 1:
            return {"status": "FAIL", "error": {"id": "api.web_socket_router.bad_seq.app_error"}, "seq_reply": asked.get("seq")}
        if asked.get("action") == "ping":
            return {"status": "OK", "data": {"text": "pong"}, "seq_reply": asked["seq"]}
        return {"status": "FAIL", "error": {"id": "api.web_socket_router.bad_action.app_error"}, "seq_reply": asked["seq"]}
