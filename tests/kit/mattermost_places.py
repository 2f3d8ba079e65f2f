"""What the small Mattermost answers about chats, rooms, files, reactions and incoming webhooks (reference §6, §11, §17)."""

from typing import Any

from aiohttp import web as http

from tests.kit.mattermost import JSON, FakeMattermost
from tests.kit.mattermost_door import USER, Refusal, known, may, who

FORBIDDEN = "api.context.permissions.app_error"


def place_of(server: FakeMattermost, user: str, id_: str) -> JSON:
    """Return a place that somebody is in; of any other the server does not say whether it is there."""
    place = server.places.get(id_)
    if place is None or user not in place["members"]:
        raise Refusal(403, FORBIDDEN)
    return place


def routes(server: FakeMattermost) -> list[http.RouteDef]:
    """Return the calls about places, files, reactions and hooks."""
    calls, api = _Places(server), "/api/v4"
    return [
        http.get(f"{api}/config/client", calls.settings),
        http.get(f"{api}/system/ping", calls.ping),
        http.get(f"{api}/users/{{id}}/channels", calls.own),
        http.post(f"{api}/channels/direct", calls.direct),
        http.post(f"{api}/channels/group", calls.group),
        http.post(f"{api}/channels", calls.create),
        http.get(f"{api}/channels/{{id}}", calls.place),
        http.get(f"{api}/channels/{{id}}/members", calls.members),
        http.post(f"{api}/channels/{{id}}/members", calls.join),
        http.delete(f"{api}/channels/{{id}}/members/{{user}}", calls.leave),
        http.post(f"{api}/reactions", calls.react),
        http.delete(f"{api}/users/{{user}}/posts/{{post}}/reactions/{{name}}", calls.unreact),
        http.post(f"{api}/files", calls.upload),
        http.get(f"{api}/files/{{id}}", calls.download),
        http.get(f"{api}/files/{{id}}/info", calls.described),
        http.post(f"{api}/hooks/incoming", calls.new_hook),
        http.post("/hooks/{id}", calls.hook),
    ]


class _Places:
    def __init__(self, server: FakeMattermost) -> None:
        self._server = server

    def _place(self, request: http.Request) -> JSON:
        return place_of(self._server, who(request), request.match_info["id"])

    async def settings(self, request: http.Request) -> http.Response:
        told = {**self._server.settings, "AsymmetricSigningPublicKey": self._server.signer.public, "SiteURL": self._server.url}
        if request[USER] is None:
            told = {name: told[name] for name in ("Version", "AsymmetricSigningPublicKey", "SiteURL")}
        return http.json_response(told)

    async def ping(self, request: http.Request) -> http.Response:
        return http.json_response({"status": "OK"})

    # -- chats and rooms

    async def own(self, request: http.Request) -> http.Response:
        return http.json_response([plain_place(one) for one in self._server.places.values() if who(request) in one["members"]])

    async def place(self, request: http.Request) -> http.Response:
        return http.json_response(plain_place(self._place(request)))

    async def direct(self, request: http.Request) -> http.Response:
        one, other = await request.json()
        place, new = self._server.direct(one, other)
        if new:
            for user, mate in ((one, other), (other, one)):
                told = {"creator_id": who(request), "teammate_id": mate}
                await self._server.lines.tell({user}, "direct_added", {"channel_id": place["id"]}, told)
        return http.json_response(plain_place(place), status=201)

    async def group(self, request: http.Request) -> http.Response:
        members = {who(request), *await request.json()}
        place = self._server.add_place(self._server.new_id(), "G", "__".join(sorted(members)), members)
        await self._server.tell("group_added", place["id"], teammate_ids="[]")
        return http.json_response(plain_place(place), status=201)

    async def create(self, request: http.Request) -> http.Response:
        body, server = await request.json(), self._server
        place = server.add_place(server.new_id(), body["type"], body["name"], {who(request)}, body["team_id"])
        return http.json_response(plain_place(place), status=201)

    async def members(self, request: http.Request) -> http.Response:
        place = self._place(request)
        return http.json_response([{"channel_id": place["id"], "user_id": user} for user in sorted(place["members"])])

    async def join(self, request: http.Request) -> http.Response:
        place, user = self._place(request), (await request.json())["user_id"]
        await self._server.joins(user, place["id"])
        return http.json_response({"channel_id": place["id"], "user_id": user}, status=201)

    async def leave(self, request: http.Request) -> http.Response:
        await self._server.leaves(request.match_info["user"], self._place(request)["id"], who(request))
        return http.json_response({"status": "OK"})

    # -- reactions

    async def react(self, request: http.Request) -> http.Response:
        body = await request.json()
        reaction = {"user_id": who(request), "post_id": body["post_id"], "emoji_name": body["emoji_name"]}
        await self._server.reacts(reaction)
        return http.json_response(reaction, status=201)

    async def unreact(self, request: http.Request) -> http.Response:
        asked = request.match_info
        reaction = {"user_id": who(request), "post_id": asked["post"], "emoji_name": asked["name"]}
        await self._server.reacts(reaction, away=True)
        return http.json_response({"status": "OK"})

    # -- files

    async def upload(self, request: http.Request) -> http.Response:
        form = await request.post()
        place_of(self._server, who(request), str(form["channel_id"]))
        sent = form["files"]
        assert isinstance(sent, http.FileField)
        return http.json_response({"file_infos": [{"id": self._server.attach(sent.filename, sent.file.read())}]}, status=201)

    async def download(self, request: http.Request) -> http.Response:
        return http.Response(body=self._file(request)[1])

    async def described(self, request: http.Request) -> http.Response:
        name, body = self._file(request)
        return http.json_response({"id": request.match_info["id"], "name": name, "size": len(body)})

    def _file(self, request: http.Request) -> Any:
        return known(self._server.files, request.match_info["id"], 404, "app.file_info.get.app_error")

    # -- webhooks, which speak in the name of who made them

    async def new_hook(self, request: http.Request) -> http.Response:
        may(self._server, who(request))
        hook = {"id": self._server.new_id(), "user_id": who(request), **await request.json()}
        self._server.hooks[hook["id"]] = hook
        return http.json_response(hook, status=201)

    async def hook(self, request: http.Request) -> http.Response:
        hook, body = (
            known(self._server.hooks, request.match_info["id"], 404, "web.incoming_webhook.invalid.app_error"),
            await request.json(),
        )
        channel = str(body.get("channel", ""))
        there = hook["channel_id"]
        if channel.startswith("@"):
            other = next(one["id"] for one in self._server.users.values() if one["username"] == channel[1:])
            there = self._server.direct(hook["user_id"], other)[0]["id"]
        await self._server.says(hook["user_id"], body["text"], there, props={**body.get("props", {}), "from_webhook": "true"})
        return http.Response(text="ok")


def plain_place(place: JSON) -> JSON:
    """Return a place as it is shown."""
    return {name: value for name, value in place.items() if name != "members"}
