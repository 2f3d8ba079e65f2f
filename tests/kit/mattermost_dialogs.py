"""What the small Mattermost does with dialogs and commands: it checks next to nothing, and tells who made them (§10, §11)."""

import json
from typing import Any

import aiohttp
from aiohttp import web as http
from cryptography.exceptions import InvalidSignature

from tests.kit.mattermost import JSON, FakeMattermost
from tests.kit.mattermost_actions import FAILED, deliver
from tests.kit.mattermost_door import Refusal, who
from tests.kit.mattermost_places import FORBIDDEN, place_of

EXPIRED = "interactive_message.decode_trigger_id.expired"
FORGED = "interactive_message.decode_trigger_id.verify_signature_failed"


def routes(server: FakeMattermost) -> list[http.RouteDef]:
    """Return the calls about dialogs and commands."""
    calls, api = _Dialogs(server), "/api/v4"
    return [
        http.post(f"{api}/actions/dialogs/open", calls.open),
        http.post(f"{api}/actions/dialogs/submit", calls.submit),
        http.post(f"{api}/commands", calls.new_command),
        http.post(f"{api}/commands/execute", calls.execute),
    ]


class _Dialogs:
    def __init__(self, server: FakeMattermost) -> None:
        self._server = server

    # -- dialogs

    async def open(self, request: http.Request) -> http.Response:
        """Open a dialog, whatever it holds: the trigger id is the only key, and works again and again until it expires."""
        body = await request.json()
        trigger, person = self._opened(str(body["trigger_id"]))
        self._server.dialogs.setdefault(person, []).append({"url": body["url"], **body["dialog"]})
        shown = {"trigger_id": trigger, "url": body["url"], "dialog": body["dialog"]}
        await self._server.tell_user("open_dialog", person, dialog=json.dumps(shown))
        return http.json_response({"status": "OK"})

    def _opened(self, trigger: str) -> tuple[str, str]:
        try:
            id_, person, millis = self._server.signer.opened(trigger)
        except (ValueError, InvalidSignature) as problem:
            raise Refusal(400, FORGED) from problem
        if self._server.now() - millis > 1000 * int(self._server.settings["OutgoingIntegrationRequestsTimeout"]):
            raise Refusal(400, EXPIRED)
        return id_, person

    async def submit(self, request: http.Request) -> http.Response:
        """Tell whoever the app names what it says was filled in: address, state and values are its own affair."""
        body, server, person = await request.json(), self._server, who(request)
        place = place_of(server, person, str(body["channel_id"]))
        team = place["team_id"] if server.at_least(11, 10) else str(body.get("team_id") or "")
        if not server.at_least(11, 10) and (team not in server.teams or person not in server.teams[team]["members"]):
            raise Refusal(403, FORBIDDEN)
        told = {
            "type": "dialog_submission", "callback_id": body.get("callback_id", ""), "state": body.get("state", ""),
            "user_id": person, "channel_id": place["id"], "team_id": team, "submission": body.get("submission") or {},
            "cancelled": bool(body.get("cancelled")),
        }  # fmt: skip
        answer = await deliver(server, str(body["url"]), told)
        if answer.get("type") == "form" and not server.at_least(11, 1):
            answer = {}
        return http.json_response({name: answer[name] for name in ("error", "errors", "type", "form") if name in answer})

    # -- commands

    async def new_command(self, request: http.Request) -> http.Response:
        body, server = await request.json(), self._server
        made = {"id": server.new_id(), "token": server.new_id(), **body}
        server.commands[body["team_id"], body["trigger"]] = made
        return http.json_response(made, status=201)

    async def execute(self, request: http.Request) -> http.Response:
        body, server, person = await request.json(), self._server, who(request)
        place = place_of(server, person, str(body["channel_id"]))
        trigger, _, text = str(body["command"]).removeprefix("/").partition(" ")
        team = str(body.get("team_id") or place["team_id"])
        command = server.commands.get((team, trigger))
        if command is None or person not in server.teams[team]["members"]:
            raise Refusal(404, "api.command.execute_command.not_found.app_error")
        told = {
            "token": command["token"], "team_id": team, "team_domain": team, "channel_id": place["id"],
            "channel_name": place["name"], "user_id": person, "user_name": server.users[person]["username"],
            "command": f"/{trigger}", "text": text, "trigger_id": server.trigger_id(person), "root_id": "",
            "response_url": f"{server.url}/hooks/commands/{server.new_id()}",
        }  # fmt: skip
        answer = await self._called(command, told)
        if answer.get("text"):
            server.whispered.append((person, str(answer["text"])))
        return http.json_response(answer)

    async def _called(self, command: JSON, told: JSON) -> JSON:
        headers = {"Authorization": f"Token {command['token']}", "Accept": "application/json"}
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.post(command["url"], data=told, headers=headers) as answer,
            ):
                found: Any = await answer.json(content_type=None) if answer.status == 200 else None
        except (TimeoutError, aiohttp.ClientError, ValueError) as problem:
            raise Refusal(500, "api.command.execute_command.failed.app_error") from problem
        if not isinstance(found, dict):
            raise Refusal(500, FAILED)
        return found
