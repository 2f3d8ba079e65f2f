"""How a room is named in a list: by the link that Teams copies, or by its id there or on Mattermost."""

import re
from urllib.parse import unquote, urlsplit

TEAMS_ROOM = re.compile(r"19:[A-Za-z0-9._-]{1,120}@(thread\.(tacv2|v2|skype)|unq\.gbl\.spaces)")
_MATTERMOST = re.compile(r"[a-z0-9]{26}")
_TEAMS_HOSTS = frozenset({"teams.microsoft.com", "teams.cloud.microsoft"})

Room = tuple[str, str]
"""A channel, and what the room is called there."""


NO_ROOM: Room = ("", "")
"""What a list names with a hyphen: the group has no room any more."""


def room_in(text: str) -> Room | None:
    """Return the room that a list names; None for what names none."""
    if text == "-":
        return NO_ROOM
    found = _in_link(text) or text
    if TEAMS_ROOM.fullmatch(found):
        return "teams", found
    return ("mattermost", found) if _MATTERMOST.fullmatch(found) else None


def _in_link(text: str) -> str | None:
    """Return the id in a link to a channel of Teams: ``https://teams.microsoft.com/l/channel/19%3a…/General?…``."""
    try:
        link = urlsplit(text)
    except ValueError:
        return None
    parts = link.path.split("/")
    if link.scheme != "https" or link.hostname not in _TEAMS_HOSTS or parts[1:3] != ["l", "channel"] or len(parts) < 4:
        return None
    return unquote(parts[3])
