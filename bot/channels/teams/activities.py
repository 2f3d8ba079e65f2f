"""What people do in Teams as acts of the seam; whatever is no act of a person says nothing."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Literal

from bot.channels.base import Act, Chose, Deleted, Edited, Incoming, IncomingFile, Mentioned, Said
from bot.channels.teams.activity import Activity, Attachment
from bot.channels.teams.app import NAME
from bot.channels.teams.door import Raw, inside
from bot.channels.teams.pressing import pressed, sameness
from bot.incoming.files import KEPT, kind_of
from dialogs.answers.understanding import named
from dialogs.saying.prompt import Choice
from dialogs.talk.commands import LONGEST
from storage.outgoing.chats import Place

FILE = "application/vnd.microsoft.teams.file.download.info"
_AT = re.compile(r"<at\b[^>]*>(.*?)</at>", re.DOTALL)

Offered = Callable[[str], Awaitable[Sequence[Choice]]]
"""What was offered last to somebody, by her address."""
Fetch = Callable[[str], Awaitable[bytes]]
"""The content of a file at an address; empty when it cannot be had."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What an activity says: who did something, where her private chat is, whether the app came or went, and her act."""

    person: str
    place: Place | None
    app: Literal["came", "went"] | None = None
    incoming: Incoming | None = None


class Reading:
    """Reads activities."""

    def __init__(self, offered: Offered, fetch: Fetch) -> None:
        self._offered = offered
        self._fetch = fetch

    async def read(self, activity: Activity, raw: Raw) -> Heard | None:
        """Return what an activity says; None for one that is not of a person with an id in Entra, or cannot be named."""
        person = person_in(activity)
        if person is None or not activity.conversation.id or not activity.service_url:
            return None
        if not f"{person}{_message(activity)}{activity.service_url}".isprintable():
            return None
        private = activity.conversation.conversation_type == "personal"
        place = Place(activity.conversation.id, activity.service_url) if private else None
        on_card = pressed(activity)
        act = on_card or await self._act(activity, raw, person, private=private)
        same = sameness(activity, on_card) if on_card else None
        incoming = Incoming(NAME, person, _message(activity), act, same) if act and activity.id else None
        return Heard(person, place, _app(activity) if private else None, incoming)

    async def _act(self, activity: Activity, raw: Raw, person: str, *, private: bool) -> Act | None:
        event = _event(raw)
        if not private:
            return mentioned(activity) if activity.type == "message" and _bots_names(activity) else None
        match activity.type:
            case "message":
                return await self._said(activity, person)
            case "messageUpdate" if event in {"editMessage", ""}:
                return Edited(_written(activity), words(activity))
            case "messageDelete":
                return Deleted(_written(activity))
            case _:
                return None

    async def _said(self, activity: Activity, person: str) -> Act | None:
        text = words(activity)
        brought = [one for one in activity.attachments if _brings(one)]
        files = await asyncio.gather(*(self._file(activity.id or "", one) for one in brought))  # Teams waits for the slowest
        if not text and not files:
            return None
        if not files and len(text) <= LONGEST and (chosen := named(await self._offered(person), text)):
            return Chose((chosen,), text)
        return Said(text, tuple(files))

    async def _file(self, message: str, one: Attachment) -> IncomingFile:
        content: Mapping[str, Any] = one.content if isinstance(one.content, dict) else {}
        url = content.get("downloadUrl") if one.content_type == FILE else one.content_url
        body = await self._fetch(url) if isinstance(url, str) else b""
        endings = KEPT.get(kind_of(body), ())
        name = one.name or f"bijlage{endings[0] if endings else ''}"  # a picture that was pasted has no name
        return IncomingFile(f"{NAME} {message} {content.get('uniqueId') or url}", name, body)


def person_in(activity: Activity) -> str | None:
    """Return who did something, by her id in Entra; None for a bot and for who has none."""
    who = activity.by
    if who.aad_object_id is None or who.role == "bot" or str(who.id).startswith("28:"):
        return None
    return who.aad_object_id.lower()


def mentioned(activity: Activity) -> Mentioned:
    """Return that the bot was called in a room: the room is the conversation without the thread in it."""
    place = str(activity.conversation.id)
    return Mentioned(place.partition(";")[0], place, words(activity)[:LONGEST])


def words(activity: Activity) -> str:
    """Return what somebody wrote, without the bot's own name where it was called, and with all other names as they are."""
    own = _bots_names(activity)

    def called(found: "re.Match[str]") -> str:
        return "" if unescape(found[1]) in own else found[1]

    text = unescape(_AT.sub(called, activity.text or ""))
    return text.replace("\xa0", " ").replace("\r\n", "\n").strip()


def _bots_names(activity: Activity) -> set[str]:
    """Return under which names the bot is called in a message."""
    found = set()
    for entity in activity.entities:
        who, text = entity.get("mentioned"), entity.get("text")
        if activity.to.id and isinstance(who, dict) and who.get("id") == activity.to.id and isinstance(text, str):
            found.add(unescape(_AT.sub(r"\1", text)))
    return found


def _brings(one: Attachment) -> bool:
    """Whether an attachment is a file; the message itself comes along as one too, and so do cards."""
    kind = one.content_type or ""
    return bool(kind) and kind != "text/html" and (kind == FILE or not kind.startswith("application/vnd.microsoft."))


def _app(activity: Activity) -> Literal["came", "went"] | None:
    """Return whether the app came to or left a private chat; that it came is told twice, in any order."""
    match activity.type, activity.action:
        case "installationUpdate", "add" | "add-upgrade":
            return "came"
        case "installationUpdate", "remove":
            return "went"
        case "conversationUpdate", _ if activity.to.id in {one.id for one in activity.members_added if one.id}:
            return "came"
        case _:
            return None


def _event(raw: Raw) -> str:
    return str(inside(raw, "channelData").get("eventType") or "")


def _written(activity: Activity) -> str:
    """Return what a message is called, as it was sent first."""
    return f"{activity.conversation.id} {activity.id}"


def _message(activity: Activity) -> str:
    """Return what an act is called: the same at every repeat of it."""
    name = _written(activity)
    match activity.type:
        case "messageUpdate":
            return f"edit {name} {activity.timestamp or ''}"
        case "messageDelete":
            return f"delete {name}"
        case _:
            return name
