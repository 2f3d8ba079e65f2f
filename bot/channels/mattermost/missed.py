"""What people did while nobody listened, found over REST; what was taken in already is among it (reference §5)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.channels.mattermost.listening import Event
from bot.channels.mattermost.people import People
from bot.channels.mattermost.reading import Post, Reading
from bot.channels.mattermost.rest import PAGE, Refused, Rest
from bot.logs import log

OVERLAP = 60_000
"""Milliseconds that are looked at twice after a gap, as the clocks of several servers differ; ``seen`` knows what is new."""


class Missed:
    """Looks for what was missed; each call raises Refused and Away."""

    def __init__(self, rest: Rest, people: People, reading: Reading) -> None:
        self._rest = rest
        self._people = people
        self._reading = reading

    async def since(self, mark: int, places: Sequence[Mapping[str, Any]], *, patient: bool) -> list[Event]:
        """Return what happened in some places after a moment, the oldest first.

        A place in which the bot is not any more is left out; so is one that cannot be read, once nobody is ``patient``.
        """
        found: list[Event] = []
        for place in places:
            self._reading.knows(place["id"], place["type"])
            if place["last_post_at"] <= mark - OVERLAP:
                continue
            try:
                found += await self._in(place, mark)
            except Refused as problem:
                if problem.status in {401, 429} or (problem.status >= 500 and patient):
                    raise
                log.warning("what was missed in a place cannot be read", place=place["id"], status=problem.status)
        if found:
            log.info("caught up", posts=len(found))
        await self._people.meet(event["post"]["user_id"] for event in found)
        return sorted(found, key=lambda event: moment_of(event["post"]))

    async def _in(self, place: Mapping[str, Any], mark: int) -> list[Event]:
        posted = [{"event": "posted", "post": post} for post in await self._since(place["id"], mark - OVERLAP)]
        return [*posted, *(await self._altered(place["id"], mark) if place["type"] == "D" else [])]

    async def _since(self, place: str, moment: int) -> Iterable[Post]:
        """Return what was posted in a place after a moment.

        It goes back from what is newest, each page before the last post of the one before it: numbers of pages shift while
        people post and delete, nothing is found after a post that retention has removed, and ``since`` is without order.
        """
        found: dict[str, Post] = {}
        asked: dict[str, str] = {}
        while True:
            page = await self._rest.posts(place, per_page=PAGE, **asked)
            found |= {post["id"]: post for post in page if post["create_at"] > moment and not post.get("delete_at")}
            if len(page) < PAGE or page[-1]["create_at"] <= moment:
                return found.values()
            asked = {"before": page[-1]["id"]}

    async def _altered(self, place: str, mark: int) -> list[Event]:
        """Return what somebody did meanwhile to what had been taken in before: the one thing for which ``since`` serves.

        A deletion does not make a chat newer, so it is found only where something else happened too.
        """
        bot = (await self._people.bot()).id
        changed = await self._rest.posts(place, since=mark - OVERLAP)
        hers = [post for post in changed if post["user_id"] != bot and post["create_at"] <= mark < moment_of(post) + OVERLAP]
        gone = [post for post in hers if post.get("delete_at")]
        edited = [post for post in hers if post not in gone and post.get("edit_at")]
        events = [("post_deleted", gone), ("post_edited", edited)]
        return [{"event": event, "post": post} for event, posts in events for post in posts]


def moment_of(post: Post) -> int:
    """Return when the last thing happened to a post that is told of."""
    return max(int(post[name] or 0) for name in ("create_at", "edit_at", "delete_at") if name in post)
