"""What the small Mattermost lets an administrator do to set a bot up (reference §16)."""

from aiohttp import web as http

from tests.kit.mattermost import FakeMattermost
from tests.kit.mattermost_door import known, may, who


def routes(server: FakeMattermost) -> list[http.RouteDef]:
    """Return the calls of an administrator who sets something up."""
    calls, api = _Setup(server), "/api/v4"
    return [
        http.get(f"{api}/teams", calls.teams),
        http.get(f"{api}/teams/{{id}}", calls.team),
        http.post(f"{api}/bots/{{id}}/enable", calls.enable),
        http.get(f"{api}/commands", calls.commands),
    ]


class _Setup:
    def __init__(self, server: FakeMattermost) -> None:
        self._server = server

    async def teams(self, request: http.Request) -> http.Response:
        may(self._server, who(request))
        page, most = int(request.query["page"]), int(request.query["per_page"])
        found = [{"id": one["id"], "name": one["name"]} for one in self._server.teams.values()]
        return http.json_response(found[page * most : (page + 1) * most])

    async def team(self, request: http.Request) -> http.Response:
        may(self._server, who(request))
        found = known(self._server.teams, request.match_info["id"], 404, "app.team.get.find.app_error")
        return http.json_response({"id": found["id"], "name": found["name"]})

    async def enable(self, request: http.Request) -> http.Response:
        may(self._server, who(request))
        user = known(self._server.users, request.match_info["id"], 404, "app.bot.getbot.app_error")
        user["delete_at"] = 0
        return http.json_response({"user_id": user["id"], "username": user["username"], "delete_at": 0})

    async def commands(self, request: http.Request) -> http.Response:
        may(self._server, who(request))
        asked = request.query["team_id"]
        return http.json_response([one for (team, _), one in self._server.commands.items() if team == asked])
