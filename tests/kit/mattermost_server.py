"""What the small Mattermost answers over REST and its websocket."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import WSMsgType
from aiohttp import web as http
from aiohttp.test_utils import TestServer

from tests.kit.mattermost import BOT, JSON, LONGEST, ONCE_FOR, Connection, FakeMattermost


class Refusal(Exception):
    """The server says no, and why."""

    def __init__(self, status: int, id_: str) -> None:
        super().__init__(id_)
        self.status = status
        self.id = id_


@asynccontextmanager
async def fake_mattermost() -> AsyncIterator[FakeMattermost]:
    """Run a server on this machine, with the bot's account on it."""
    server = FakeMattermost()
    server.add_user(BOT, username="leerbot", is_bot=True)
    web = http.Application(middlewares=[_at_the_door(server)], client_max_size=32 * 1024 * 1024)
    web.add_routes(_routes(server))
    async with TestServer(web) as running:
        server.url = str(running.make_url("/")).rstrip("/")
        yield server
        await server.drop()


def _at_the_door(server: FakeMattermost) -> Any:
    @http.middleware
    async def door(request: http.Request, handler: Any) -> http.StreamResponse:
        call = f"{request.method} {request.path.removeprefix('/api/v4')}"
        server.calls.append(call)
        if request.headers.get("Authorization") != f"Bearer {server.token}":
            return _refused(Refusal(401, "api.context.session_expired.app_error"))
        fault = next((one for one in server.faults if call.startswith(one.call)), None)
        if fault is None:
            return await _answered(handler, request)
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

    return door


async def _answered(handler: Any, request: http.Request) -> http.StreamResponse:
    try:
        answer: http.StreamResponse = await handler(request)
    except Refusal as problem:
        return _refused(problem)
    return answer


def _refused(problem: Refusal) -> http.Response:
    body = {"id": problem.id, "message": "Nee.", "detailed_error": "", "request_id": "r", "status_code": problem.status}
    return http.json_response(body, status=problem.status)


def _routes(server: FakeMattermost) -> list[http.RouteDef]:
    calls, api = _Calls(server), "/api/v4"
    return [
        http.get(f"{api}/websocket", calls.websocket),
        http.get(f"{api}/config/client", calls.settings),
        http.get(f"{api}/users", calls.members),
        http.get(f"{api}/users/me", calls.me),
        http.get(f"{api}/users/me/channels", calls.places),
        http.get(f"{api}/users/me/teams", calls.teams),
        http.get(f"{api}/users/{{id}}", calls.user),
        http.post(f"{api}/channels/direct", calls.direct),
        http.get(f"{api}/channels/{{id}}", calls.place),
        http.get(f"{api}/channels/{{id}}/posts", calls.posts),
        http.post(f"{api}/posts", calls.post),
        http.get(f"{api}/posts/{{id}}", calls.read),
        http.put(f"{api}/posts/{{id}}/patch", calls.patch),
        http.delete(f"{api}/posts/{{id}}", calls.delete),
        http.post(f"{api}/files", calls.upload),
        http.get(f"{api}/files/{{id}}", calls.download),
        http.get(f"{api}/files/{{id}}/info", calls.described),
    ]


class _Calls:
    """What the server answers."""

    def __init__(self, server: FakeMattermost) -> None:
        self._server = server

    async def settings(self, request: http.Request) -> http.Response:
        return http.json_response(self._server.settings)

    async def me(self, request: http.Request) -> http.Response:
        return http.json_response(self._server.users[BOT])

    async def teams(self, request: http.Request) -> http.Response:
        return http.json_response(self._server.teams)

    async def user(self, request: http.Request) -> http.Response:
        return http.json_response(_known(self._server.users, request, 404, "app.user.missing_account.const"))

    async def members(self, request: http.Request) -> http.Response:
        members = sorted(self._place(request.query["in_channel"])["members"])
        page, most = int(request.query["page"]), int(request.query["per_page"])
        return http.json_response([self._server.users[id_] for id_ in members[page * most : (page + 1) * most]])

    async def places(self, request: http.Request) -> http.Response:
        return http.json_response([_plain(place) for place in self._server.places.values() if BOT in place["members"]])

    async def place(self, request: http.Request) -> http.Response:
        return http.json_response(_plain(self._place(request.match_info["id"])))

    async def direct(self, request: http.Request) -> http.Response:
        one, other = await request.json()
        return http.json_response(_plain(self._server._direct(one, other)), status=201)

    async def posts(self, request: http.Request) -> http.Response:
        newest_first = self._server._in(self._place(request.match_info["id"])["id"])[::-1]
        if before := request.query.get("before"):
            ids = [post["id"] for post in newest_first]
            newest_first = newest_first[ids.index(before) + 1 :]
        page, most = int(request.query.get("page", 0)), int(request.query.get("per_page", 60))
        found = newest_first[page * most : (page + 1) * most]
        return http.json_response({"order": [post["id"] for post in found], "posts": {post["id"]: post for post in found}})

    async def post(self, request: http.Request) -> http.Response:
        server, body = self._server, await request.json()
        place, pending = self._place(body["channel_id"]), str(body.get("pending_post_id") or "")
        known = server._once.get(pending)
        if pending and known is not None and server._millis - known[0] <= ONCE_FOR:
            return http.json_response(server.posts[known[1]], status=201)
        _short_enough(body["message"])
        post = server._make(BOT, place["id"], {**body, "props": {**body.get("props", {}), "from_bot": "true"}})
        server._once[pending] = (server._millis, post["id"])
        await server._tell_posted(post)
        return http.json_response(post, status=201)

    async def read(self, request: http.Request) -> http.Response:
        post = self._there(request)
        return http.json_response({**post, "reply_count": self._server.replies(post["id"])})

    async def patch(self, request: http.Request) -> http.Response:
        post, body = self._there(request), await request.json()
        _short_enough(body.get("message", ""))
        post |= {name: body[name] for name in ("message", "props", "file_ids") if name in body}
        post |= {"edit_at": self._server._tick(), "update_at": self._server._millis}
        await self._server.tell("post_edited", post["channel_id"], post=json.dumps(post))
        return http.json_response(post)

    async def delete(self, request: http.Request) -> http.Response:
        await self._server._remove(self._there(request)["id"])
        return http.json_response({"status": "OK"})

    async def upload(self, request: http.Request) -> http.Response:
        form = await request.post()
        self._place(str(form["channel_id"]))
        sent = form["files"]
        assert isinstance(sent, http.FileField)
        return http.json_response({"file_infos": [{"id": self._server.attach(sent.filename, sent.file.read())}]}, status=201)

    async def download(self, request: http.Request) -> http.Response:
        return http.Response(body=_known(self._server.files, request, 404, "app.file_info.get.app_error")[1])

    async def described(self, request: http.Request) -> http.Response:
        name, body = _known(self._server.files, request, 404, "app.file_info.get.app_error")
        return http.json_response({"id": request.match_info["id"], "name": name, "size": len(body)})

    # -- the websocket

    async def websocket(self, request: http.Request) -> http.WebSocketResponse:
        server = self._server
        socket = http.WebSocketResponse()
        await socket.prepare(request)
        known = server.connections.get(request.query.get("connection_id", ""))
        next_seq = int(request.query.get("sequence_number", 0))
        if known is not None and self._can_go_on(known, next_seq):
            missed = [frame for seq, frame in known.kept if seq >= next_seq]
            for frame in missed:
                await socket.send_str(frame)
            known.socket = socket
        else:
            known = Connection(server._id(), socket=socket)
            server.connections[known.id] = known
            hello = {"event": "hello", "data": {"connection_id": known.id, "server_version": "11.7.0"}, "seq": 0}
            known.kept.append((0, json.dumps(hello)))
            await socket.send_str(json.dumps(hello))
        server.connected.set()
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
        if known.socket is socket:
            known.socket = None
        return socket

    def _can_go_on(self, known: Connection, next_seq: int) -> bool:
        return next_seq == known.seq + 1 or any(seq == next_seq for seq, _ in known.kept)

    # -- looking things up

    def _place(self, id_: str) -> JSON:
        place = self._server.places.get(id_)
        if place is None or BOT not in place["members"]:
            raise Refusal(403, "api.context.permissions.app_error")
        return place

    def _there(self, request: http.Request) -> JSON:
        post = self._server.posts.get(request.match_info["id"])
        if post is None or post["delete_at"]:
            raise Refusal(404, "app.post.get.app_error")
        return post


def _plain(place: JSON) -> JSON:
    return {name: value for name, value in place.items() if name != "members"}


def _known(things: Mapping[str, Any], request: http.Request, status: int, id_: str) -> Any:
    if request.match_info["id"] not in things:
        raise Refusal(status, id_)
    return things[request.match_info["id"]]


def _short_enough(text: str) -> None:
    if len(text) > LONGEST:
        raise Refusal(400, "model.post.is_valid.message_length.app_error")
