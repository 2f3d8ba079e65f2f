"""The Mattermost beside which the bot is measured, in a process of its own: as much of it as the bot calls, and no more.

``python -m tests.bench.matter_platform`` counts what was posted and changed, by chat, and signs as a server does.
"""

import asyncio
import json
import sys
from collections import Counter
from typing import Any

import aiohttp
from aiohttp import web as http

from tests.bench import world
from tests.kit.mattermost_proofs import Signer

BOT = "bot"
MOMENT = int(world.NOW.timestamp() * 1000)
"""The time there, which is that of the bot."""
JSON = dict[str, Any]


class Platform:
    """Takes posts, and tells what people do when it is asked to."""

    def __init__(self) -> None:
        self._posted: Counter[str] = Counter()
        self._changed: Counter[str] = Counter()
        self._tests: dict[str, JSON] = {}
        self._signer = Signer()
        self._line: http.WebSocketResponse | None = None
        self._seq = 0

    def routes(self) -> list[http.RouteDef]:
        """Return what it answers, to the bot and to who measures."""
        api = "/api/v4"
        return [
            http.get(f"{api}/websocket", self._websocket), http.get(f"{api}/users/me", self._me),
            http.get(f"{api}/users/me/channels", self._nothing), http.get(f"{api}/users/{{id}}", self._user),
            http.post(f"{api}/users/ids", self._users), http.get(f"{api}/config/client", self._settings),
            http.post(f"{api}/channels/direct", self._direct), http.get(f"{api}/channels/{{id}}", self._place),
            http.get(f"{api}/channels/{{id}}/posts", self._no_posts), http.post(f"{api}/posts", self._post),
            http.put(f"{api}/posts/{{id}}/patch", self._patch), http.get(f"{api}/posts/{{id}}", self._read),
            http.delete(f"{api}/posts/{{id}}", self._delete), http.post(f"{api}/posts/{{id}}/actions/{{action}}", self._press),
            http.post("/signed", self._signed), http.post("/say", self._say), http.get("/came", self._came),
        ]  # fmt: skip

    # -- what the bot calls

    async def _me(self, request: http.Request) -> http.Response:
        return http.json_response(_user(BOT))

    async def _nothing(self, request: http.Request) -> http.Response:
        return http.json_response([])

    async def _user(self, request: http.Request) -> http.Response:
        return http.json_response(_user(request.match_info["id"]))

    async def _users(self, request: http.Request) -> http.Response:
        return http.json_response([_user(id_) for id_ in await request.json()])

    async def _settings(self, request: http.Request) -> http.Response:
        return http.json_response({"Version": "11.7.0", "AsymmetricSigningPublicKey": self._signer.public})

    async def _direct(self, request: http.Request) -> http.Response:
        _, other = await request.json()
        return http.json_response({"id": f"chat-{other}", "type": "D"}, status=201)

    async def _place(self, request: http.Request) -> http.Response:
        return http.json_response({"id": request.match_info["id"], "type": "D"})

    async def _no_posts(self, request: http.Request) -> http.Response:
        return http.json_response({"order": [], "posts": {}})

    async def _post(self, request: http.Request) -> http.Response:
        body = await request.json()
        place = body["channel_id"]
        self._posted[place] += 1
        made = {**body, "id": f"post-{place}-{self._posted[place]}", "user_id": BOT, "create_at": MOMENT}
        if place == f"chat-{BOT}":
            self._tests[made["id"]] = made
        return http.json_response(made, status=201)

    async def _patch(self, request: http.Request) -> http.Response:
        await request.read()
        self._changed[request.match_info["id"]] += 1
        return http.json_response({})

    async def _read(self, request: http.Request) -> http.Response:
        return http.json_response(self._tests[request.match_info["id"]])

    async def _delete(self, request: http.Request) -> http.Response:
        return http.json_response({"status": "OK"})

    async def _press(self, request: http.Request) -> http.Response:
        """Let the bot press its own button, as it does to see whether presses arrive."""
        post = self._tests[request.match_info["id"]]
        target = post["props"]["attachments"][0]["actions"][0]["integration"]
        told = {
            "user_id": BOT, "channel_id": post["channel_id"], "post_id": post["id"], "context": target["context"],
            "trigger_id": self._signer.trigger_id("test", BOT, MOMENT),
        }  # fmt: skip
        async with aiohttp.ClientSession() as session, session.post(target["url"], json=told) as answer:
            post["message"] = (await answer.json())["update"]["message"]
        return http.json_response({"status": "OK"})

    async def _websocket(self, request: http.Request) -> http.WebSocketResponse:
        self._line, self._seq = http.WebSocketResponse(), 0
        await self._line.prepare(request)
        await self._tell("hello", {"connection_id": "c" * 26})
        async for _ in self._line:
            pass
        return self._line

    async def _tell(self, event: str, data: JSON) -> None:
        assert self._line is not None
        await self._line.send_str(json.dumps({"event": event, "data": data, "broadcast": {}, "seq": self._seq}))
        self._seq += 1

    # -- who measures

    async def _signed(self, request: http.Request) -> http.Response:
        """Sign a trigger id for each of some acts: its id and its person."""
        return http.json_response([self._signer.trigger_id(id_, person, MOMENT) for id_, person in await request.json()])

    async def _say(self, request: http.Request) -> http.Response:
        """Let people post, each in her own chat."""
        for post in await request.json():
            await self._tell("posted", {"post": json.dumps(post), "channel_type": "D"})
        return http.json_response({})

    async def _came(self, request: http.Request) -> http.Response:
        """Return how much was posted and changed, in how many chats and posts."""
        told = {
            "posted": self._posted.total(), "places": len(self._posted), "changed": self._changed.total(),
            "connected": self._line is not None,
        }  # fmt: skip
        if "again" in request.query:
            self._posted.clear()
            self._changed.clear()
        return http.json_response(told)


def _user(id_: str) -> JSON:
    return {"id": id_, "username": id_, "is_bot": id_ == BOT, "delete_at": 0, "locale": "nl", "roles": "system_user"}


async def main() -> None:
    """Serve until the input closes; the port is the first line of the output."""
    app = http.Application(client_max_size=64 * 1024 * 1024)
    app.add_routes(Platform().routes())
    runner = http.AppRunner(app, access_log=None)
    await runner.setup()
    await http.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
