"""What the small Mattermost answers about people, bots, tokens and teams (reference §7, §16, §17)."""

import json
from typing import Any

from aiohttp import web as http

from tests.kit.mattermost import JSON, FakeMattermost
from tests.kit.mattermost_door import Refusal, known, may, who

GONE = "app.user.missing_account.const"


def routes(server: FakeMattermost) -> list[http.RouteDef]:
    """Return the calls about accounts."""
    calls, api = _Accounts(server), "/api/v4"
    return [
        http.post(f"{api}/users", calls.create),
        http.post(f"{api}/users/login", calls.log_in),
        http.post(f"{api}/users/ids", calls.by_ids),
        http.post(f"{api}/users/tokens/revoke", calls.revoke),
        http.post(f"{api}/users/status/ids", calls.statuses),
        http.get(f"{api}/users", calls.members),
        http.get(f"{api}/users/{{id}}", calls.user),
        http.get(f"{api}/users/username/{{name}}", calls.by_name),
        http.put(f"{api}/users/{{id}}/patch", calls.patch),
        http.put(f"{api}/users/{{id}}/active", calls.activate),
        http.delete(f"{api}/users/{{id}}", calls.deactivate),
        http.post(f"{api}/users/{{id}}/tokens", calls.new_token),
        http.get(f"{api}/users/{{id}}/status", calls.status),
        http.put(f"{api}/users/{{id}}/status", calls.set_status),
        http.put(f"{api}/users/{{id}}/status/custom", calls.set_custom_status),
        http.delete(f"{api}/users/{{id}}/status/custom", calls.take_custom_status_away),
        http.post(f"{api}/users/{{id}}/typing", calls.typing),
        http.get(f"{api}/users/{{id}}/teams", calls.teams),
        http.post(f"{api}/bots", calls.new_bot),
        http.post(f"{api}/teams", calls.new_team),
        http.post(f"{api}/teams/{{id}}/members", calls.join),
    ]


class _Accounts:
    def __init__(self, server: FakeMattermost) -> None:
        self._server = server

    def _id(self, request: http.Request) -> str:
        return who(request) if request.match_info["id"] == "me" else request.match_info["id"]

    def _of(self, request: http.Request) -> JSON:
        found: JSON = known(self._server.users, self._id(request), 404, GONE)
        return found

    def _own(self, request: http.Request) -> JSON:
        if self._id(request) != who(request):
            may(self._server, who(request))
        return self._of(request)

    # -- people

    async def create(self, request: http.Request) -> http.Response:
        body, server = await request.json(), self._server
        if any(body["username"] == one["username"] for one in server.users.values()):
            raise Refusal(400, "app.user.save.username_exists.app_error")
        id_, first = server.new_id(), all(one["is_bot"] for one in server.users.values())
        values = {name: body[name] for name in ("email", "locale", "timezone") if name in body}
        roles = "system_admin system_user" if first else "system_user"
        server.add_user(id_, teams=(), username=body["username"], roles=roles, **values)
        server.passwords[id_] = body["password"]
        return http.json_response(server.users[id_], status=201)

    async def log_in(self, request: http.Request) -> http.Response:
        body, server = await request.json(), self._server
        user = next((one for one in server.users.values() if one["username"] == body["login_id"]), None)
        if user is None or server.passwords.get(user["id"]) != body["password"]:
            raise Refusal(401, "api.user.login.invalid_credentials_email_username")
        return http.json_response(user, headers={"Token": server.log_in(user["id"])})

    async def user(self, request: http.Request) -> http.Response:
        return http.json_response(self._of(request))

    async def by_name(self, request: http.Request) -> http.Response:
        names = {one["username"]: one for one in self._server.users.values()}
        return http.json_response(known(names, request.match_info["name"], 404, GONE))

    async def by_ids(self, request: http.Request) -> http.Response:
        return http.json_response([self._server.users[id_] for id_ in await request.json() if id_ in self._server.users])

    async def members(self, request: http.Request) -> http.Response:
        server, asked = self._server, request.query
        inside = server.teams[asked["in_team"]] if "in_team" in asked else server.places.get(asked["in_channel"])
        if inside is None or who(request) not in inside["members"]:
            raise Refusal(403, "api.context.permissions.app_error")
        members = sorted(inside["members"])
        page, most = int(asked.get("page", 0)), min(200, int(asked.get("per_page", 60)))
        return http.json_response([server.users[id_] for id_ in members[page * most : (page + 1) * most]])

    async def patch(self, request: http.Request) -> http.Response:
        user, body = self._own(request), await request.json()
        user |= {name: body[name] for name in ("locale", "timezone", "notify_props") if name in body}
        for one in self._server.users:
            await self._server.tell_user("user_updated", one, user=user)
        return http.json_response(user)

    async def activate(self, request: http.Request) -> http.Response:
        return await self._set_active(self._of(request), request, active=bool((await request.json())["active"]))

    async def deactivate(self, request: http.Request) -> http.Response:
        return await self._set_active(self._of(request), request, active=False)

    async def _set_active(self, user: JSON, request: http.Request, *, active: bool) -> http.Response:
        may(self._server, who(request))
        user["delete_at"] = 0 if active else self._server.tick()
        return http.json_response({"status": "OK"})

    # -- how they are

    def _status_of(self, id_: str) -> JSON:
        usual = {"user_id": id_, "status": "offline", "manual": False, "last_activity_at": 0, "dnd_end_time": 0}
        return usual | self._server.statuses.get(id_, {})

    async def status(self, request: http.Request) -> http.Response:
        return http.json_response(self._status_of(self._of(request)["id"]))

    async def statuses(self, request: http.Request) -> http.Response:
        return http.json_response([{**self._status_of(id_), "dnd_end_time": 0} for id_ in await request.json()])

    async def set_status(self, request: http.Request) -> http.Response:
        id_, body = str(self._own(request)["id"]), await request.json()
        self._server.statuses[id_] = {"status": body["status"], "manual": True, "dnd_end_time": body.get("dnd_end_time", 0)}
        return http.json_response(self._status_of(id_))

    async def set_custom_status(self, request: http.Request) -> http.Response:
        told = await request.json()
        kept = {name: told.get(name, "") for name in ("emoji", "text", "duration", "expires_at")}
        return await self._custom_status(request, json.dumps(kept))

    async def take_custom_status_away(self, request: http.Request) -> http.Response:
        return await self._custom_status(request, "")

    async def _custom_status(self, request: http.Request, kept: str) -> http.Response:
        user = self._own(request)
        user["props"] = {**user.get("props", {}), "customStatus": kept}
        for one in self._server.users:
            await self._server.tell_user("user_updated", one, user=user)
        return http.json_response({"status": "OK"})

    async def typing(self, request: http.Request) -> http.Response:
        self._own(request)
        await self._server.tell("typing", (await request.json())["channel_id"], user_id=who(request))
        return http.json_response({"status": "OK"})

    # -- tokens and bots

    async def new_token(self, request: http.Request) -> http.Response:
        user = self._own(request)
        if not (await request.json()).get("description"):
            raise Refusal(400, "model.user_access_token.is_valid.description.app_error")
        token = self._server.log_in(user["id"])
        made = {"id": self._server.new_id(), "token": token, "user_id": user["id"], "is_active": True}
        self._server.access[made["id"]] = token
        return http.json_response(made)

    async def revoke(self, request: http.Request) -> http.Response:
        may(self._server, who(request))
        id_ = (await request.json())["token_id"]
        del self._server.tokens[known(self._server.access, id_, 404, "app.user_access_token.get_by_token.app_error")]
        return http.json_response({"status": "OK"})

    async def new_bot(self, request: http.Request) -> http.Response:
        may(self._server, who(request))
        id_, name = self._server.new_id(), (await request.json())["username"]
        self._server.add_user(id_, teams=(), username=name, is_bot=True)
        return http.json_response({"user_id": id_, "username": name, "owner_id": who(request), "delete_at": 0}, status=201)

    # -- teams

    async def teams(self, request: http.Request) -> http.Response:
        id_ = self._of(request)["id"]
        return http.json_response([_plain(team) for team in self._server.teams.values() if id_ in team["members"]])

    async def new_team(self, request: http.Request) -> http.Response:
        body, id_ = await request.json(), self._server.new_id()
        self._server.teams[id_] = {"id": id_, **body, "members": {who(request)}}
        return http.json_response(_plain(self._server.teams[id_]), status=201)

    async def join(self, request: http.Request) -> http.Response:
        team, body = (
            known(self._server.teams, request.match_info["id"], 404, "app.team.get.find.app_error"),
            await request.json(),
        )
        team["members"].add(body["user_id"])
        return http.json_response({"team_id": team["id"], "user_id": body["user_id"]}, status=201)


def _plain(thing: JSON) -> dict[str, Any]:
    return {name: value for name, value in thing.items() if name != "members"}
