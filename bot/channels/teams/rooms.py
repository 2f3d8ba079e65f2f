"""What Teams tells of its channels and of the app in them: a reason to look, as it comes in any order and more than once."""

from dataclasses import dataclass
from typing import Literal

from bot.channels.base import Watch
from bot.channels.pace import Busy
from bot.channels.reasons import ARCHIVED
from bot.channels.teams.activity import Activity
from bot.channels.teams.app import NAME
from bot.channels.teams.connector import Connector
from bot.channels.teams.door import Raw, inside
from bot.channels.teams.failures import Away, Refused
from bot.logs import log

NewsKind = Literal["better", "worse", "archived", "back"]
OF_EVENT: dict[str, NewsKind] = {
    "channelDeleted": "worse", "channelRestored": "better", "teamDeleted": "worse", "teamHardDeleted": "worse",
    "teamRestored": "better", "teamArchived": "archived", "teamUnarchived": "back",
}  # fmt: skip
OF_INSTALLING: dict[str, NewsKind] = {
    "add": "better", "add-upgrade": "better", "remove": "worse", "remove-upgrade": "worse",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class News:
    """That something changed in a team, by its id there."""

    kind: NewsKind
    team: str
    service: str


def news_in(activity: Activity, raw: Raw) -> News | None:
    """Return what an activity tells of channels, or of the app in them; None for whatever else."""
    place = activity.conversation
    if not place.id or place.conversation_type == "personal" or not activity.service_url:
        return None
    data = inside(raw, "channelData")
    kind, team = _kind(activity, data.get("eventType")), inside(data, "team").get("id")
    return News(kind, str(team or place.id.partition(";")[0]), activity.service_url) if kind else None


def _kind(activity: Activity, event: object) -> NewsKind | None:
    if activity.type == "installationUpdate":
        return OF_INSTALLING.get(str(activity.action))
    if activity.type != "conversationUpdate":
        return None
    if activity.to.id in {one.id for one in activity.members_added if one.id}:
        return "better"
    if activity.to.id in {one.id for one in activity.members_removed if one.id}:
        return "worse"
    return OF_EVENT.get(str(event))


class Rooms:
    """Passes on what Teams tells of its channels."""

    def __init__(self, connector: Connector, watch: Watch) -> None:
        self._connector = connector
        self._watch = watch

    async def heard(self, news: News) -> None:
        """Let the rooms be looked at; who is in those of an archived team can be seen still, so that is told apart."""
        if news.kind in {"better", "worse"}:
            self._watch.changed(hopeful=news.kind == "better")
            return
        for room in await self._channels_of(news):
            if news.kind == "archived":
                await self._watch.lost(NAME, room, ARCHIVED)
            else:
                await self._watch.found(NAME, room)

    async def _channels_of(self, news: News) -> list[str]:
        """Return the channels of a team; the one that is called as the team itself is known in any case."""
        try:
            found = await self._connector.channels(news.service, news.team)
        except (Refused, Away, Busy) as problem:
            log.warning("the channels of a team could not be had", problem=str(problem))
            found = []
        return list(dict.fromkeys([news.team, *found]))
