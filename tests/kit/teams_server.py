"""What the small Teams answers over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from xml.etree.ElementTree import ParseError, fromstring

from aiohttp import web as http
from aiohttp.test_utils import TestServer

from tests.kit.teams import APP, BOT, LARGEST, LARGEST_CARD, TENANT, FakeTeams, Fault
from tests.kit.teams_graph import FakeGraph, Refusal
from tests.kit.teams_seeing import CARD


@asynccontextmanager
async def fake_teams() -> AsyncIterator[FakeTeams]:
    """Run it on this machine."""
    teams = FakeTeams()
    web = http.Application(middlewares=[_at_the_door(teams)], client_max_size=262_144)
    web.add_routes(_routes(teams))
    async with TestServer(web) as running:
        teams.url = str(running.make_url("/")).rstrip("/")
        yield teams


def _routes(teams: FakeTeams) -> list[http.RouteDef]:
    graph = FakeGraph(teams)
    calls, place = _Calls(teams), "/emea/v3/conversations"
    return [
        http.post("/{tenant}/oauth2/v2.0/token", calls.token),
        http.post(place, calls.open),
        http.post(f"{place}/{{place}}/activities", calls.send),
        http.put(f"{place}/{{place}}/activities/{{id}}", calls.update),
        http.delete(f"{place}/{{place}}/activities/{{id}}", calls.delete),
        http.get(f"{place}/{{place}}/pagedmembers", calls.members),
        http.get("/v1.0/appCatalogs/teamsApps", graph.catalogue),
        http.get("/v1.0/users/{user}/teamwork/installedApps", graph.installed),
        http.post("/v1.0/users/{user}/teamwork/installedApps", graph.install),
        http.get("/emea/v3/teams/{team}/conversations", calls.channels),
        http.get("/files/{id}", calls.file),
    ]


def _at_the_door(teams: FakeTeams) -> Any:
    @http.middleware
    async def door(request: http.Request, handler: Any) -> http.StreamResponse:
        call = f"{request.method} {request.path.removeprefix('/emea/v3')}"
        teams.calls.append(call)
        teams.connections.add(id(request.transport))
        if (wait := teams.too_much(call)) is not None:
            return http.Response(status=429, headers={"Retry-After": str(wait)})
        fault = next((one for one in teams.faults if call.startswith(one.call)), None)
        if fault is None:
            return await _answered(handler, request)
        fault.times -= 1
        if fault.times == 0:
            teams.faults.remove(fault)
        return await _gone_wrong(fault, handler, request)

    return door


async def _gone_wrong(fault: Fault, handler: Any, request: http.Request) -> http.StreamResponse:
    if fault.done:
        await _answered(handler, request)
    if fault.holds:
        await asyncio.Event().wait()
    if fault.status == 0:  # the connection breaks
        assert request.transport is not None
        request.transport.close()
    return http.Response(status=fault.status or 500, text=fault.body, headers=dict(fault.headers))


async def _answered(handler: Any, request: http.Request) -> http.StreamResponse:
    try:
        answer: http.StreamResponse = await handler(request)
    except Refusal as problem:
        return problem.response()
    return answer


class _Calls:
    """What it answers."""

    def __init__(self, teams: FakeTeams) -> None:
        self._teams = teams

    async def token(self, request: http.Request) -> http.Response:
        form = dict(await request.post())
        known, scope = form.pop("client_secret", "") in self._teams.passwords, form.pop("scope")
        known = known and form == {"grant_type": "client_credentials", "client_id": APP.id}
        if known and scope == "https://graph.microsoft.com/.default":
            self._teams.graph_tokens.append(f"graph-{len(self._teams.graph_tokens)}")
            return http.json_response({"access_token": self._teams.graph_tokens[-1], "expires_in": self._teams.lives})
        if not known or request.match_info["tenant"] != TENANT or scope != "https://api.botframework.com/.default":
            return http.json_response({"error": "invalid_client", "error_description": "No."}, status=401)
        self._teams.tokens.append(f"token-{len(self._teams.tokens)}")
        return http.json_response({"access_token": self._teams.tokens[-1], "expires_in": self._teams.lives})

    async def open(self, request: http.Request) -> http.Response:
        self._let_in(request)
        body = await request.json()
        if body["tenantId"] != TENANT or body["channelData"]["tenant"]["id"] != TENANT or body["bot"]["id"] != BOT:
            raise Refusal(400, "BadArgument")
        found = self._teams.people.get(body["members"][0]["id"])
        if found is None:
            raise Refusal(400, "BadSyntax")
        return http.json_response({"id": self._there(found["chat"])}, status=201)

    async def send(self, request: http.Request) -> http.Response:
        place, thread = self._place(request), request.match_info["place"].partition(";messageid=")[2]
        id_, body = self._teams.new_id(), await self._activity(request)
        self._teams.messages[place][id_] = {**body, "thread": thread} if thread else body
        return http.json_response({"id": id_}, status=201)

    async def update(self, request: http.Request) -> http.Response:
        place = self._place(request)
        id_ = self._known(place, request)
        self._teams.messages[place][id_] = await self._activity(request)
        return http.json_response({"id": id_})

    async def delete(self, request: http.Request) -> http.Response:
        place = self._place(request)
        del self._teams.messages[place][self._known(place, request)]
        return http.Response()

    async def members(self, request: http.Request) -> http.Response:
        place, teams = self._place(request), self._teams
        begin = int(request.query.get("continuationToken", 0))
        if begin and teams.pages.startswith("lost"):
            teams.pages = teams.pages if teams.pages == "lost for good" else ""
            raise Refusal(400, "BadArgument")
        first = max(0, begin - 1) if teams.pages == "overlap" else begin
        page = [teams.people[id_] for id_ in teams.rooms[place]][first : begin + teams.page]
        more = begin if begin and teams.pages == "endless" else begin + teams.page
        told = {"continuationToken": str(more)} if more < len(teams.rooms[place]) else {}
        return http.json_response({"members": page, **told})

    async def channels(self, request: http.Request) -> http.Response:
        self._let_in(request)
        team = request.match_info["team"]
        if team not in self._teams.installed:
            raise Refusal(403, "BotNotInConversationRoster")
        return http.json_response({"conversations": [{"id": one} for one in self._teams.teams.get(team, [team])]})

    async def file(self, request: http.Request) -> http.Response:
        self._let_in(request)
        if request.match_info["id"] not in self._teams.files:
            raise Refusal(404, "NotFound")
        return http.Response(body=self._teams.files[request.match_info["id"]])

    # -- looking things up

    def _let_in(self, request: http.Request) -> None:
        shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self._teams.shown_tokens.append(shown)
        if not shown or shown not in self._teams.tokens:
            raise Refusal(401, "Unauthorized")

    def _place(self, request: http.Request) -> str:
        self._let_in(request)
        place = request.match_info["place"].partition(";")[0]
        if place not in self._teams.messages:
            raise Refusal(404, "ConversationNotFound")
        return self._there(place)

    def _there(self, place: str) -> str:
        if place not in self._teams.installed:
            raise Refusal(403, "ForbiddenOperationException")
        if place in self._teams.blocked:
            raise Refusal(403, "ConversationBlockedByUser")
        return place

    def _known(self, place: str, request: http.Request) -> str:
        id_ = request.match_info["id"]
        if id_ not in self._teams.messages[place]:
            raise Refusal(404, "ActivityNotFoundInConversation")
        return id_

    async def _activity(self, request: http.Request) -> dict[str, Any]:
        body: dict[str, Any] = await request.json()
        cards = [one for one in body.get("attachments") or () if one["contentType"] == CARD]  # pictures do not count
        if len(json.dumps({**body, "attachments": cards}, ensure_ascii=False).encode("utf-16-le")) > (
            LARGEST_CARD if cards else LARGEST
        ):
            raise Refusal(413, "MessageSizeTooBig")
        both = body.get("text") and body.get("attachments")  # Teams makes two of it, and gives no id back
        if body.get("type") != "message" or both or body.get("from", {}).get("id") != BOT:
            raise Refusal(400, "BadArgument")
        if body.get("textFormat") == "xml":
            _well_formed(body["text"])
        return body


def _well_formed(text: str) -> None:
    try:
        fromstring(f"<div>{text}</div>")
    except ParseError as problem:
        raise Refusal(400, "BadArgument") from problem
