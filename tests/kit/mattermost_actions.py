"""What the small Mattermost does when somebody presses a button or picks in a select: it tells who drew them (reference §8)."""

import json
import re
from typing import Any

import aiohttp
from aiohttp import web as http

from tests.kit.mattermost import JSON, FakeMattermost
from tests.kit.mattermost_door import Refusal, who
from tests.kit.mattermost_places import place_of

NOT_THERE = "api.post.do_action.action_id.app_error"
FAILED = "api.post.do_action.action_integration.app_error"
LARGEST = 1024 * 1024
KEPT = ("from_webhook", "override_username", "override_icon_url")
"""Props that an update leaves as they were, also where there are none."""


def routes(server: FakeMattermost) -> list[http.RouteDef]:
    """Return the call that a press is."""
    return [http.post("/api/v4/posts/{id}/actions/{action}", _Actions(server).press)]


class _Actions:
    def __init__(self, server: FakeMattermost) -> None:
        self._server = server

    async def press(self, request: http.Request) -> http.Response:
        post = self._server.posts.get(request.match_info["id"])
        if post is None or post["delete_at"]:
            raise Refusal(404, "app.post.get.app_error")
        place = place_of(self._server, who(request), post["channel_id"])
        action = self._action(post, request.match_info["action"])
        trigger = self._server.trigger_id(who(request))
        context = dict(action["integration"].get("context") or {})
        picked = (await request.json()).get("selected_option")
        if action["type"] == "select" and picked:  # whatever it is: nobody looks whether it was offered
            context["selected_option"] = str(picked)
        team = place["team_id"]
        told = {
            "user_id": who(request), "user_name": self._server.users[who(request)]["username"], "channel_id": place["id"],
            "channel_name": place["name"], "team_id": team, "team_domain": team, "post_id": post["id"], "trigger_id": trigger,
            "type": action["type"], "data_source": action.get("data_source", ""), "context": context,
        }  # fmt: skip
        await self._done(post, who(request), await deliver(self._server, action["integration"]["url"], told))
        return http.json_response({"status": "OK", "trigger_id": trigger})

    def _action(self, post: JSON, id_: str) -> JSON:
        """Return a button of a post; one that was written back without its target is none."""
        if not self._server.at_least(11, 10) and not id_.isalnum():
            raise Refusal(404, "api.context.404.app_error")
        attachments = post["props"].get("attachments") or []
        found = [one for attachment in attachments for one in attachment.get("actions") or [] if one.get("id") == id_]
        if not found or not found[0].get("integration"):
            raise Refusal(404, NOT_THERE)
        action: JSON = found[0]
        return action

    async def _done(self, post: JSON, person: str, answer: JSON) -> None:
        """Do what whoever drew the button answers: change its post, and tell something to one person alone."""
        if update := answer.get("update"):
            props = post["props"]
            if update.get("props") is not None:
                kept = {name: props[name] for name in KEPT if name in props}
                props = {name: value for name, value in update["props"].items() if name not in KEPT} | kept
            await self._server.change(post, {"message": update.get("message", ""), "props": props})
        if text := answer.get("ephemeral_text"):
            shown = text if answer.get("skip_slack_parsing") else re.sub(r"<([^|<>\s]+)\|([^<>]+)>", r"[\2](\1)", text)
            said = {
                "id": self._server.new_id(), "user_id": person, "channel_id": post["channel_id"], "message": shown,
                "root_id": post["root_id"] or post["id"], "type": "system_ephemeral", "props": {},
            }  # fmt: skip
            self._server.whispered.append((person, shown))
            await self._server.tell_user("ephemeral_message", person, post=json.dumps(said))


async def deliver(server: FakeMattermost, url: str, told: JSON) -> JSON:
    """Tell somebody's program what was done, and return what it answers; says no to the person when that goes wrong."""
    server.told.append(told)
    if server.forbids_internal:
        raise Refusal(400, FAILED)
    patience = aiohttp.ClientTimeout(total=float(server.settings["OutgoingIntegrationRequestsTimeout"]))
    headers = {"User-Agent": "Mattermost-Bot/1.1", "Content-Type": "application/json", "Accept": "application/json"}
    body = json.dumps(told, sort_keys=True)  # as Go writes a map
    try:
        async with (
            aiohttp.ClientSession(timeout=patience) as session,
            session.post(url, data=body, headers=headers) as answer,
        ):
            read = await answer.content.read(LARGEST)
            status = answer.status
    except (TimeoutError, aiohttp.ClientError, ValueError) as problem:
        raise Refusal(400, FAILED) from problem
    if status != 200:
        raise Refusal(_passed_on(server, status), FAILED)
    try:
        found: Any = json.loads(read) if read else {}
    except ValueError as problem:
        raise Refusal(400, FAILED) from problem
    return found if isinstance(found, dict) else {}


def _passed_on(server: FakeMattermost, status: int) -> int:
    """Return with what a person's app is told that a program failed."""
    if not server.at_least(11, 10):
        return 400
    return status if status in {429, 503} else 502 if status >= 500 else 400
