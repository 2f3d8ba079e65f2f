"""What Mattermost tells of its rooms and of the bot in them: a reason to look, as it comes in any order or not at all."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.channels.base import Watch
from bot.channels.mattermost.people import People
from bot.channels.mattermost.reading import NAME
from bot.channels.reasons import ARCHIVED

NEWS = frozenset({"user_added", "user_removed", "channel_deleted", "channel_restored"})
"""Events that tell of rooms."""


class Rooms:
    """Passes on what the server tells of its rooms."""

    def __init__(self, people: People, watch: Watch | None) -> None:
        self._people = people
        self._watch = watch

    async def heard(self, frame: Mapping[str, Any]) -> None:
        """Let the rooms be looked at, or post no more in an archived one; whoever else comes and goes matters to nobody."""
        if self._watch is None:
            return
        data, told_to = frame["data"], frame.get("broadcast", {})
        match frame["event"]:
            case "channel_deleted":
                await self._watch.lost(NAME, str(data["channel_id"]), ARCHIVED)
            case "channel_restored":
                await self._watch.found(NAME, str(data["channel_id"]))
            case "user_added" | "user_removed" as event:
                if (await self._people.bot()).id in {data.get("user_id"), told_to.get("user_id")}:
                    self._watch.changed(hopeful=event == "user_added")
            case _:
                pass

    async def back(self, places: Iterable[Mapping[str, Any]]) -> None:
        """Post again in the rooms that the bot is in and that are not archived: that one came back may have gone unheard."""
        for place in places:
            if self._watch is not None and place["type"] != "D" and not place.get("delete_at"):
                await self._watch.found(NAME, str(place["id"]))

    def missed(self) -> None:
        """Look at all rooms, as nobody knows what was told meanwhile."""
        if self._watch is not None:
            self._watch.changed(hopeful=True)
