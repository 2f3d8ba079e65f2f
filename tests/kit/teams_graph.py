"""What the small Teams answers as Microsoft Graph: where an app stands in the catalogue, and installing it for somebody."""

import re

from aiohttp import web as http

from tests.kit.teams import FakeTeams


class Refusal(Exception):
    """Teams says no, and why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code

    def response(self) -> http.Response:
        """Return it as Teams does."""
        return http.json_response({"error": {"code": self.code, "message": "No."}}, status=self.status)


class FakeGraph:
    """What it answers; only to its own tokens."""

    def __init__(self, teams: FakeTeams) -> None:
        self._teams = teams

    async def catalogue(self, request: http.Request) -> http.Response:
        self._let_in(request)
        asked = re.fullmatch(r"externalId eq '([0-9a-f-]{36})'", request.query["$filter"])
        found = self._teams.catalogue.get(asked[1]) if asked else None
        return http.json_response({"value": [{"id": found, "externalId": asked[1]}] if asked and found else []})

    async def installed(self, request: http.Request) -> http.Response:
        chat = self._chat(request)
        asked = re.fullmatch(r"teamsApp/id eq '(.+)'", request.query["$filter"])
        there = asked and asked[1] in self._teams.catalogue.values() and chat in self._teams.installed
        return http.json_response({"value": [{"id": "installation"}] if there else []})

    async def install(self, request: http.Request) -> http.Response:
        chat = self._chat(request)
        bound = str((await request.json())["teamsApp@odata.bind"])
        if bound.removeprefix("https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/") not in self._teams.catalogue.values():
            raise Refusal(404, "NotFound")
        if chat in self._teams.installed:
            raise Refusal(409, "Conflict")
        if chat not in self._teams.slow:
            self._teams.installed.add(chat)
        return http.Response(status=201)

    def _let_in(self, request: http.Request) -> None:
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self._teams.graph_tokens:
            raise Refusal(401, "InvalidAuthenticationToken")

    def _chat(self, request: http.Request) -> str:
        self._let_in(request)
        person = self._teams.people.get(request.match_info["user"])
        if person is None:
            raise Refusal(404, "NotFound")
        return str(person["chat"])
