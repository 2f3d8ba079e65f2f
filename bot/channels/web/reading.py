"""What the page may see: people, rooms, messages, the clock and the time line, as plain values."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.timing.editions import Editions
from storage.groups import addresses, people, teams
from storage.outgoing import web
from storage.outgoing.web import WebEvent, WebMessage
from storage.store import Unit


class Reading:
    """Reads for the page; instants are given on the wall of the place where the team works."""

    def __init__(self, editions: Editions, zone: ZoneInfo) -> None:
        self._editions = editions
        self._zone = zone

    def people(self, unit: Unit) -> list[dict[str, Any]]:
        """Return everybody with a column in the chat."""
        found = []
        for id_ in addresses.all_on(unit, "web"):
            person, held = people.load(unit, id_), people.roles_of(unit, id_)
            groups = [{"id": one.team, "name": teams.load(unit, one.team).name, "role": one.role} for one in held]
            roles = list(dict.fromkeys(one.role for one in held))
            found.append(
                {
                    "id": id_,
                    "name": people.name_of(unit, id_),
                    "roles": roles,
                    "groups": groups,
                    "language": person.language,
                }
            )
        return found

    def rooms(self, unit: Unit) -> list[dict[str, Any]]:
        """Return the rooms of the groups."""
        loaded = [teams.load(unit, id_) for id_ in teams.all_ids(unit)]
        return [{"id": team.id, "name": team.name, "group": team.id} for team in loaded if team.room and team.room[0] == "web"]

    def messages(self, unit: Unit, place: str, after: int) -> list[dict[str, Any]]:
        """Return what is new in a place."""
        return [self._message(message) for message in web.since(unit, place, after)]

    def _message(self, message: WebMessage) -> dict[str, Any]:
        empty: dict[str, Any] = {
            "title": None,
            "help": None,
            "readers": None,
            "choices": [],
            "chosen": [],
            "many": False,
            "form": None,
            "files": [],
            "image": None,
            "link": None,
        }
        return {
            **empty, "text": "", "lang": "nl", **message.body,
            "seq": message.seq, "id": message.id, "at": self._wall(message.at), "from": message.author,
            "thread": message.thread, "state": message.state,
        }  # fmt: skip

    def events(self, unit: Unit, after: int) -> list[dict[str, Any]]:
        """Return what happened of its own accord."""
        return [self._event(event) for event in web.events_since(unit, after)]

    def _event(self, event: WebEvent) -> dict[str, Any]:
        known = {"person": event.person, "room": event.room, "message": event.message}
        return {
            "seq": event.seq, "at": self._wall(event.at), "what": event.what, "titles": self._titles(event.format),
            **{name: value for name, value in known.items() if value},
        }  # fmt: skip

    def _titles(self, format_id: str | None) -> dict[str, str]:
        """Return the title of a format in each language that has one; the Dutch is always there."""
        if format_id is None:
            return {}
        edition = self._editions.newest(format_id)
        return {"nl": edition.dutch.title} | ({"en": edition.overlay["title"]} if "title" in edition.overlay else {})

    def clock(self, now: datetime) -> Mapping[str, Any]:
        """Return the time on the wall."""
        return {"now": self._wall(now), "zone": self._zone.key}

    def _wall(self, moment: datetime) -> str:
        return moment.astimezone(self._zone).isoformat(timespec="milliseconds")
