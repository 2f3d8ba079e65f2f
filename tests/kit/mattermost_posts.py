"""What the small Mattermost answers about posts, with all that is odd about them (reference §5, §6, §17)."""

import json
import sys
from typing import Any

from aiohttp import web as http

from tests.kit.mattermost import JSON, LONGEST, ONCE_FOR, FakeMattermost, plain_post
from tests.kit.mattermost_door import Refusal, may, who
from tests.kit.mattermost_places import FORBIDDEN, place_of

MOST_SINCE = 1000
LARGEST_PROPS = 800_000


def routes(server: FakeMattermost) -> list[http.RouteDef]:
    """Return the calls about posts."""
    calls, api = _Posts(server), "/api/v4"
    return [
        http.get(f"{api}/channels/{{id}}/posts", calls.posts),
        http.post(f"{api}/posts", calls.post),
        http.post(f"{api}/posts/ephemeral", calls.ephemeral),
        http.get(f"{api}/posts/{{id}}", calls.read),
        http.get(f"{api}/posts/{{id}}/thread", calls.thread),
        http.put(f"{api}/posts/{{id}}/patch", calls.patch),
        http.put(f"{api}/posts/{{id}}", calls.put),
        http.delete(f"{api}/posts/{{id}}", calls.delete),
    ]


class _Posts:
    def __init__(self, server: FakeMattermost) -> None:
        self._server = server

    # -- reading

    async def posts(self, request: http.Request) -> http.Response:
        place, asked = place_of(self._server, who(request), request.match_info["id"]), request.query
        if "since" in asked:
            return self._changed_since(place["id"], int(asked["since"]))
        newest_first = self._server.standing(place["id"])[::-1]
        if before := asked.get("before"):
            newest_first = [post for post in newest_first if post["create_at"] < self._server.posts[before]["create_at"]]
        if after := asked.get("after"):
            newest_first = [post for post in newest_first if post["create_at"] > self._moment(after)]
        page, most = int(asked.get("page", 0)), min(200, int(asked.get("per_page", 60)))
        if after:  # pages of what came after begin with what is nearest to it
            oldest_first = newest_first[::-1][page * most : (page + 1) * most]
            return _listed(oldest_first[::-1])
        return _listed(newest_first[page * most : (page + 1) * most])

    def _moment(self, anchor: str) -> int:
        """Return when a post was made, also one that was deleted; after one that retention removed nothing is found."""
        return int(self._server.posts[anchor]["create_at"]) if anchor in self._server.posts else sys.maxsize

    def _changed_since(self, place: str, moment: int) -> http.Response:
        """Return what changed since then: without order, deleted posts too, and old roots of new replies."""
        found = [post for post in self._server.posts.values() if post["channel_id"] == place and post["update_at"] > moment]
        shown = [{**post, "message": ""} if post["delete_at"] else post for post in found]
        return _listed(sorted(shown, key=lambda post: post["id"])[:MOST_SINCE])

    async def read(self, request: http.Request) -> http.Response:
        post = self._there(request)
        return http.json_response({**plain_post(post), "reply_count": self._server.replies(post["id"])})

    async def thread(self, request: http.Request) -> http.Response:
        root = self._there(request)
        root = self._server.posts[root["root_id"] or root["id"]]
        return _listed(
            [post for post in self._server.standing(root["channel_id"]) if root["id"] in {post["id"], post["root_id"]}]
        )

    # -- posting

    async def post(self, request: http.Request) -> http.Response:
        server, body, user = self._server, await request.json(), who(request)
        place = place_of(server, user, body["channel_id"])
        if place["delete_at"]:
            raise Refusal(400, "api.post.create_post.can_not_post_to_deleted.error")
        self._not_restricted(place, user, "api.post.create_post.can_not_post_in_restricted_dm.error")
        pending = str(body.get("pending_post_id") or "")
        if (before := self._posted_before(pending)) is not None:
            return http.json_response(plain_post(before), status=201)
        server.once[pending] = (server.now(), "")
        try:
            if server.held is not None:
                await server.held.wait()
            post = self._made(user, place["id"], body)
        except Refusal:
            del server.once[pending]
            raise
        server.once[pending] = (server.now(), post["id"])
        await server.tell_posted(post)
        return http.json_response(plain_post(post), status=201)

    def _posted_before(self, pending: str) -> JSON | None:
        """Return what was posted under that id less than half a minute ago, by whomever."""
        moment, id_ = self._server.once.get(pending, (0, ""))
        if not pending or self._server.now() - moment > ONCE_FOR:
            return None
        if not id_:
            raise Refusal(500, "api.post.deduplicate_create_post.pending")
        return self._server.posts[id_]

    def _made(self, user: str, place: str, body: JSON) -> JSON:
        _valid(body)
        root = self._server.posts.get(body.get("root_id") or "")
        if body.get("root_id") and (root is None or root["root_id"] or root["channel_id"] != place):
            raise Refusal(400, "api.post.create_post.root_id.app_error")
        return self._server.make(user, place, {**body, "type": ""})

    async def ephemeral(self, request: http.Request) -> http.Response:
        may(self._server, who(request))
        body = await request.json()
        post = {**body["post"], "id": self._server.new_id(), "user_id": who(request), "type": "system_ephemeral"}
        await self._server.tell_user("ephemeral_message", body["user_id"], post=json.dumps(post))
        return http.json_response(post, status=201)

    # -- changing and deleting

    async def patch(self, request: http.Request) -> http.Response:
        return await self._change(request, await request.json())

    async def put(self, request: http.Request) -> http.Response:
        body = await request.json()
        return await self._change(request, {"message": "", "props": {}, "file_ids": [], **body})

    async def _change(self, request: http.Request, body: JSON) -> http.Response:
        post = self._own(request)
        place = self._server.places[post["channel_id"]]
        self._not_restricted(place, who(request), "api.post.patch_post.can_not_update_post_in_restricted_dm.error")
        limit = int(self._server.settings["PostEditTimeLimit"])
        changes = body if self._server.strict_edits else {"message"} & set(body)
        if changes and limit != -1 and self._server.now() - post["create_at"] > limit * 1000:
            raise Refusal(400, "api.post.update_post.permissions_time_limit.app_error")
        _valid(body)
        await self._server.change(post, body)
        return http.json_response(plain_post(post))

    async def delete(self, request: http.Request) -> http.Response:
        post = self._own(request)
        place = self._server.places[post["channel_id"]]
        self._not_restricted(place, who(request), "api.post.delete_post.can_not_delete_from_restricted_dm.error")
        await self._server.remove(post["id"])
        return http.json_response({"status": "OK"})

    # -- looking things up

    def _not_restricted(self, place: JSON, user: str, reason: str) -> None:
        """Say no in a private chat of two who share no team, where the server wants that (from 11.1 on)."""
        server = self._server
        if place["type"] != "D" or server.settings["RestrictDirectMessage"] != "team" or not server.at_least(11, 1):
            return
        if not any(place["members"] <= team["members"] for team in server.teams.values()):
            raise Refusal(400, reason)

    def _there(self, request: http.Request) -> JSON:
        post = self._server.posts.get(request.match_info["id"])
        if post is None or post["delete_at"]:
            raise Refusal(404, "app.post.get.app_error")
        place_of(self._server, who(request), post["channel_id"])
        return post

    def _own(self, request: http.Request) -> JSON:
        post = self._there(request)
        if post["user_id"] != who(request):
            raise Refusal(403, FORBIDDEN)
        return post


def _listed(posts: list[JSON]) -> http.Response:
    shown = [plain_post(post) for post in posts]
    return http.json_response({"order": [post["id"] for post in shown], "posts": {post["id"]: post for post in shown}})


def _valid(body: dict[str, Any]) -> None:
    if len(body.get("message", "")) > LONGEST:
        raise Refusal(400, "model.post.is_valid.message_length.app_error")
    if len(json.dumps(body.get("props") or {}, ensure_ascii=False)) > LARGEST_PROPS:
        raise Refusal(400, "model.post.is_valid.props.app_error")
    if len(json.dumps(body.get("file_ids") or [])) > 300:
        raise Refusal(400, "model.post.is_valid.file_ids.app_error")
